"""The addresses of people and of cases, under their codes."""

from django.urls import path

from lastseen.web.people import case_list, deciding, views

app_name = "people"
urlpatterns = [
    path("cases/", case_list.cases, name="cases"),
    path("cases/<str:code>/", views.case, name="case"),
    path("cases/<str:code>/history/", views.history_of_case, name="case-history"),
    path("dossier/<str:code>/", views.dossier, name="dossier"),
    path("<str:code>/", views.person, name="person"),
    path("<str:code>/history/", views.history, name="history"),
    path("<str:code>/conclude/<str:variable>/", deciding.conclude_on, name="conclude"),
    path("<str:code>/find/", deciding.find_on, name="find"),
    path("<str:code>/take-back/", deciding.take_back_one, name="take-back"),
    path("<str:code>/hold/", deciding.hold, name="hold"),
    path("<str:code>/lift/", deciding.lift, name="lift"),
    path("<str:code>/risk/", deciding.risk, name="risk"),
]
