"""The addresses of the review."""

from django.urls import path

from lastseen.web.agreement.views import over_all
from lastseen.web.review import views

app_name = "review"
urlpatterns = [
    path("", views.index, name="index"),
    path("undo/", views.undo, name="undo"),
    path("agreement/", over_all, name="agreement"),
]
