"""The pages of programs: a token is made for oneself, shown once, lets a program in, and is ended."""

import re
from datetime import timedelta

from django.test import Client

from lastseen.domain.rights import Role
from tests.conftest import NOW
from tests.web.site import Site

UNTIL = (NOW.date() + timedelta(30)).isoformat()


def test_a_token_is_shown_once_lets_a_program_in_and_is_ended(site: Site) -> None:
    client = site.client_as(Role.EDITOR)
    made = client.post("/programs/new/", {"name": "a list", "scopes": ["read"], "until": UNTIL}).content.decode()
    (secret,) = re.findall(r"lastseen_[A-Za-z0-9_-]{43}", made)
    program = Client(headers={"authorization": f"Bearer {secret}"})
    assert program.get("/api/me").json()["rights"] == ["read"]
    listed = client.get("/programs/").content.decode()
    assert ("a list" in listed, secret in listed) == (True, False)
    (end,) = re.findall(r'action="(/programs/[^"]+/end/)"', listed)
    assert site.client_as(Role.CODER).post(end).status_code == 302
    assert program.get("/api/me").status_code == 200
    client.post(end)
    assert program.get("/api/me").status_code == 401
    assert "a list" not in client.get("/programs/").content.decode()


def test_what_cannot_be_is_said_beside_the_field(site: Site) -> None:
    client = site.client_as(Role.ANALYST)
    for typed, said in (
        ({"name": "", "scopes": ["read"], "until": UNTIL}, "This is needed."),
        ({"name": "a list", "until": UNTIL}, "This is needed."),
        ({"name": "a list", "scopes": ["read"], "until": "soon"}, "This is not a day."),
        ({"name": "a list", "scopes": ["read"], "until": "2099-01-01"}, "not within a year"),
        ({"name": "a list", "scopes": ["release"], "until": UNTIL}, "release"),
    ):
        answer = client.post("/programs/new/", typed)
        assert (answer.status_code, said in answer.content.decode()) == (422, True)
