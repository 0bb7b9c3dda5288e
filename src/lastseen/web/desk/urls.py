"""The addresses of the desk."""

from django.urls import path

from lastseen.web.desk import views

app_name = "desk"
urlpatterns = [path("", views.index, name="index")]
