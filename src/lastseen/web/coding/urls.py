"""The address of the workspace, beside that of the interview."""

from django.urls import path

from lastseen.web.coding import views, withdrawing

app_name = "coding"
urlpatterns = [
    path("<path:name>/code/", views.desk, name="desk"),
    path("<path:name>/code/difference/", views.difference, name="difference"),
    path("<path:name>/code/withdrawn/", withdrawing.withdrawn, name="withdrawn"),
    path("<path:name>/code/withdraw/<str:kind>/<str:entry>/", withdrawing.withdraw, name="withdraw"),
]
