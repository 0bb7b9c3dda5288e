"""Every address of the site: the areas that are there, and the way in."""

from django.urls import URLPattern, URLResolver, include, path

from lastseen.web import errors
from lastseen.web.areas import pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("entry/", include("lastseen.web.entry.urls")),
    path("fonts/", include("lastseen.web.typefaces.urls")),
    *pages(),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.broken
