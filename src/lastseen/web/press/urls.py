"""The addresses of the press watch, each item under the name of its source."""

from django.urls import path

from lastseen.web.press import letters, views

app_name = "press"
urlpatterns = [
    path("", views.index, name="index"),
    path("beside/", views.beside, name="beside"),
    path("new/", views.new, name="new"),
    path("item/<path:name>/letter/", letters.letter, name="letter"),
    path("item/<path:name>/correction/", letters.correction, name="correction"),
    path("item/<path:name>/published/", views.published, name="published"),
    path("item/<path:name>/", views.page, name="page"),
]
