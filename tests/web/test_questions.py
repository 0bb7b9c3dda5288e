"""How many questions pages ask of the database: as many for thirty as for one."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client

from lastseen.domain.rights import Role
from lastseen.operations.protections import place_hold
from lastseen.operations.users import add_user
from tests.coded import account, hand, hold, interview
from tests.conftest import NOW
from tests.web.site import Site

PAGES = (
    "/",
    "/library/",
    "/library/?layout=cards",
    "/library/?layout=map",
    "/library/?layout=timeline",
    "/library/?text=고은별",
    "/library/suggest/?text=고은별",
    "/interviews/",
    "/review/",
    "/events/",
    "/efforts/",
    "/log/",
    "/users/",
    "/interviews/Q-001/",
    "/people/P-0005/",
    "/people/P-0005/history/",
)


def asked(client: Client, page: str) -> int:
    """The questions of a page, once what is kept for all pages is up to date."""
    statements: list[str] = []

    def heard(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        statements.append(sql)
        return execute(sql, params, many, context)

    assert client.get(page).status_code == 200, page
    with connection.execute_wrapper(heard):
        client.get(page)
    return sum(sql.startswith(("SELECT", "WITH")) for sql in statements)


def another(number: int) -> str:
    """A name like none of the others."""
    return "".join(
        letters[number % len(letters)] for letters in ("김박최정강조윤장임한오", "미도라수하모보", "진경란숙욱")
    )


def grow(site: Site, numbers: range) -> None:
    """More interviews of people of one name, each held, as many of people of other names, and more users."""
    owner = site.registry.owner
    hand(site.registry, *(interview(f"Q-{number:03d}", name="고은별") for number in numbers))
    hand(site.registry, *(interview(f"R-{number:03d}", name=another(number)) for number in numbers))
    for number in numbers:
        add_user(f"colleague {number}", [Role.CODER], ["border"], None, actor=owner, now=NOW)
        place_hold(hold(f"Q-{number:03d}", account(f"Q-{number:03d}", "person", "p1")), actor=owner, now=NOW)


def test_no_page_asks_more_of_the_database_for_thirty_than_for_one(site: Site) -> None:
    client = site.client_as(*Role)
    grow(site, range(1, 3))
    found = []
    for numbers in (range(3, 4), range(4, 7), range(7, 37)):
        grow(site, numbers)
        found.append({page: asked(client, page) for page in PAGES})
    assert all(questions > 2 for questions in found[0].values())
    assert found[1:] == found[:1] * 2
