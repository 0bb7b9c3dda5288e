"""The address of the workspace, beside that of the interview."""

from django.urls import path

from lastseen.web.coding import views

app_name = "coding"
urlpatterns = [path("<path:name>/code/", views.desk, name="desk")]
