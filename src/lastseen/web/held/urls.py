"""The addresses of how an interview was held, below the name of the interview."""

from django.urls import path

from lastseen.web.held import filling, views

app_name = "held"
urlpatterns = [
    path("<path:name>/held/print/", views.printed, name="print"),
    path("<path:name>/held/questions/", filling.questions, name="questions"),
    path("<path:name>/held/take-back/", filling.take_back, name="take-back"),
    path("<path:name>/held/change/<uuid:item>/", filling.change, name="change"),
    path("<path:name>/held/new/<slug:part>/", filling.new, name="new"),
    path("<path:name>/held/", views.page, name="page"),
]
