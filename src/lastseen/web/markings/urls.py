"""The address of third persons, beside that of the interview."""

from django.urls import path

from lastseen.web.markings import views

app_name = "markings"
urlpatterns = [path("<path:name>/third-persons/", views.page, name="page")]
