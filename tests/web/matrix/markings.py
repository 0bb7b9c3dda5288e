"""Who gets which answer where third persons are marked in a text."""

from tests.web.matrix import Route
from tests.web.matrix.sources import CODERS

ROUTES = (
    Route(name="markings:page", roles=CODERS, own=lambda _: {"name": "I-01"}, absent=lambda _: {"name": "I-09"}),
    Route(
        name="markings:page",
        method="post",
        roles=CODERS,
        own=lambda _: {"name": "I-01"},
        absent=lambda _: {"name": "I-09"},
        ok=302,
        anonymous=403,
    ),
)
