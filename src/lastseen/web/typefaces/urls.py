"""The addresses of the slices of typefaces."""

from allauth.account.internal.decorators import login_not_required
from django.urls import path

from lastseen.web.typefaces import views

app_name = "typefaces"
urlpatterns = [
    path("faces.css", login_not_required(views.faces), name="faces"),
    path("<str:name>.woff2", login_not_required(views.cut), name="cut"),
]
