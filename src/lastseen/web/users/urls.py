"""The addresses of the users."""

from django.urls import path

from lastseen.web.users import views

app_name = "users"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.new, name="new"),
    path("<uuid:user>/", views.user, name="user"),
    path("<uuid:user>/password/", views.password, name="password"),
    path("<uuid:user>/change/", views.change, name="change"),
]
