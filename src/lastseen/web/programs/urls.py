"""The addresses of the programs."""

from django.urls import path

from lastseen.web.programs import views

app_name = "programs"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.new, name="new"),
    path("<uuid:token>/end/", views.end, name="end"),
]
