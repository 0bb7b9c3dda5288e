"""The addresses of the review."""

from django.urls import path

from lastseen.web.agreement.views import over_all
from lastseen.web.review import quality, sample, views

app_name = "review"
urlpatterns = [
    path("", views.index, name="index"),
    path("undo/", views.undo, name="undo"),
    path("sample/", sample.sample, name="sample"),
    path("sample/draw/", sample.draw, name="draw"),
    path("sample/undo/", sample.unjudge, name="unjudge"),
    path("quality/", quality.index, name="quality"),
    path("agreement/", over_all, name="agreement"),
]
