"""The addresses of the library; what is asked for follows the question mark."""

from django.urls import path

from lastseen.web.library import exporting, saving, views

app_name = "library"
urlpatterns = [
    path("", views.index, name="index"),
    path("suggest/", views.suggestions, name="suggest"),
    path("preview/<str:code>/", views.preview, name="preview"),
    path("export/", exporting.export, name="export"),
    path("views/", saving.save, name="save"),
    path("views/<uuid:view>/delete/", saving.delete, name="delete"),
]
