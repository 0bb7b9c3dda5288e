"""The addresses of interviews, each under the name that its keeper gives it."""

from django.urls import path

from lastseen.web.sources import erasing, views

app_name = "sources"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.new, name="new"),
    path("<path:name>/consents/", views.consents, name="consents"),
    path("<path:name>/erase/", erasing.erase, name="erase"),
    path("<path:name>/history/<uuid:account>/", views.changes, name="history"),
    path("<path:name>/", views.page, name="page"),
]
