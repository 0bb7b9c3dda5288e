"""The addresses of the library; what is asked for follows the question mark."""

from django.urls import path

from lastseen.web.library import changes, changing, exporting, saving, sayings, views

app_name = "library"
urlpatterns = [
    path("", views.index, name="index"),
    path("suggest/", views.suggestions, name="suggest"),
    path("words/", sayings.words, name="words"),
    path("preview/<str:code>/", views.preview, name="preview"),
    path("export/", exporting.export, name="export"),
    path("change/", changing.people, name="change"),
    path("change/interviews/", changing.interviews, name="describe"),
    path("changes/", changes.index, name="changes"),
    path("changes/<uuid:change>/", changes.made, name="made"),
    path("changes/<uuid:change>/withdraw/", changes.withdraw, name="withdraw"),
    path("views/", saving.save, name="save"),
    path("views/<uuid:view>/delete/", saving.delete, name="delete"),
]
