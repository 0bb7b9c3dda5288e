"""The addresses of the API; its schema is at ``/api/openapi.json``, to be tried out at ``/api/docs``."""

from ninja import NinjaAPI

from lastseen.api import deciding, figures, people, sources, words
from lastseen.api.entry import Bearer, tell_refusals

api = NinjaAPI(
    title="Lastseen",
    version="1",
    description="The registry for programs: what the pages do, by the same operations, for whoever holds a token.",
    auth=Bearer(),
    urls_namespace="api",
)
for room in (words, people, sources, deciding, figures):
    api.add_router("", room.router)
tell_refusals(api)
