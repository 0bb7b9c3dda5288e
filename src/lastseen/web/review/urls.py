"""The addresses of the review."""

from django.urls import path

from lastseen.web.agreement.views import over_all
from lastseen.web.review import quality, sample, views
from lastseen.web.review.hanging import hanging
from lastseen.web.review.likely import likely

app_name = "review"
urlpatterns = [
    path("", views.index, name="index"),
    path("undo/", views.undo, name="undo"),
    path("likely/", likely, name="likely"),
    path("joined/<str:code>/", hanging, name="joined"),
    path("sample/", sample.sample, name="sample"),
    path("sample/draw/", sample.draw, name="draw"),
    path("sample/undo/", sample.unjudge, name="unjudge"),
    path("quality/", quality.index, name="quality"),
    path("agreement/", over_all, name="agreement"),
]
