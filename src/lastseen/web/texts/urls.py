"""The addresses of texts, each beside its interview and called by the beginning of its digest."""

from django.urls import path

from lastseen.web.texts import correcting, translating, views

app_name = "texts"
urlpatterns = [
    path("<path:name>/texts/", views.page, name="page"),
    path("<path:name>/texts/new/", views.new, name="new"),
    path("<path:name>/texts/<slug:text>/who/", views.who, name="who"),
    path("<path:name>/texts/<slug:text>/correct/", correcting.correct, name="correct"),
    path("<path:name>/texts/<slug:text>/translate/", translating.translate, name="translate"),
    path("<path:name>/texts/<slug:text>/align/", translating.align, name="align"),
]
