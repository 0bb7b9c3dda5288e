"""Every address that is served: the pages, and the API for programs."""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path

from lastseen.api.urls import api
from lastseen.web.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

_ADDRESSES, _APP, _SPACE = api.urls
for _view in filter(None, (address.callback for address in _ADDRESSES)):
    login_not_required(_view)  # a token lets in, which the API asks for itself

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", (_ADDRESSES, _APP, _SPACE)),
    path("", include("lastseen.web.urls")),
]
