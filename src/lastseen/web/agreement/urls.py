"""The address of the codings of an interview, beside its other pages."""

from django.urls import path

from lastseen.web.agreement import views

app_name = "agreement"
urlpatterns = [path("<path:name>/codings/", views.page, name="page")]
