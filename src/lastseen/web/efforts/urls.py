"""The addresses of efforts: the list, one of them, and what is done to it."""

from django.urls import path

from lastseen.web.efforts import views, writing

app_name = "efforts"
urlpatterns = [
    path("", views.index, name="index"),
    path("for/<str:code>/", writing.new, name="new"),
    path("<uuid:effort>/", views.page, name="page"),
    path("<uuid:effort>/change/", writing.change, name="change"),
    path("<uuid:effort>/reply/", writing.reply, name="reply"),
    path("<uuid:effort>/take-back/", writing.take_back, name="take-back"),
]
