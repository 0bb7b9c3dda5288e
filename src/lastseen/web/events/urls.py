"""The address of the mass events."""

from django.urls import path

from lastseen.web.events import views

app_name = "events"
urlpatterns = [path("", views.index, name="index")]
