"""The addresses of what leaves: the overview, partners, approvals, and what permits that one person is shown."""

from django.urls import path

from lastseen.web.leaving import permitting, views
from lastseen.web.leaving.partners import partners

app_name = "leaving"
urlpatterns = [
    path("", views.index, name="index"),
    path("partners/", partners, name="partners"),
    path("approve/", permitting.approve_one, name="approve"),
    path("clear-table/", permitting.clear_one_table, name="clear-table"),
    path("take-back/", permitting.take_back, name="take-back"),
    path("tell/", permitting.tell_one, name="tell"),
    path("letter/<uuid:release>/<path:name>/", views.letter, name="letter"),
    path("for/<str:code>/", views.person, name="person"),
    path("for/<str:code>/clear/", permitting.clear, name="clear"),
    path("for/<str:code>/family/", permitting.family, name="family"),
]
