"""The addresses of the figures."""

from django.urls import path

from lastseen.web.figures import views

app_name = "figures"
urlpatterns = [
    path("", views.index, name="index"),
    path("snapshot/", views.take, name="take"),
    path("moved/", views.moved, name="moved"),
    path("report/", views.report, name="report"),
    path("behind/", views.behind, name="behind"),
]
