"""Who gets which answer among the programs: everybody, of their own."""

from tests.web.matrix import Route

ROUTES = (
    Route(name="programs:index"),
    Route(name="programs:new"),
    Route(
        name="programs:end",
        method="post",
        own=lambda _: {"token": "00000000-0000-4000-8000-000000000000"},
        ok=302,
        anonymous=403,
    ),
)
