"""The permission matrix: every address × everybody who might ask for it. An address without a row here fails."""

import pkgutil
import re
from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.module_loading import import_string

from lastseen.domain.rights import Rights, Role
from tests.web import matrix
from tests.web.matrix import Arguments, Route
from tests.web.site import BORDER, COAST, Site

ROUTES: tuple[Route, ...] = tuple(
    route
    for module in pkgutil.iter_modules(matrix.__path__, f"{matrix.__name__}.")
    for route in import_string(f"{module.name}.ROUTES")
)
every_route = pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.name}")


def names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    """The name of every address, with its area's."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"
        elif isinstance(pattern, URLResolver):
            yield from names(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)


def ask(client: Client, route: Route, site: Site, arguments: Arguments | None) -> HttpResponse:
    """The answer to a request for a thing."""
    address = reverse(route.name, kwargs=dict(arguments(site)) if arguments else None)
    answer: HttpResponse = getattr(client, route.method)(address, data=dict(route.data))
    return answer


def test_every_address_has_a_name_and_a_row_in_the_matrix() -> None:
    there = {name for name in names(get_resolver()) if not name.startswith("api:")}
    assert len(there) > 15
    assert there == {route.name for route in ROUTES}


def statuses(site: Site, route: Route, compartment: str) -> dict[Role, int]:
    """What becomes of the request of each role alone, in one compartment."""
    clients = {role: site.client_as(role, compartments=[compartment]) for role in Role}
    return {role: ask(client, route, site, route.own).status_code for role, client in clients.items()}


@every_route
def test_whoever_has_not_logged_in_gets_no_further_than_the_log_in(site: Site, route: Route) -> None:
    answer = ask(Client(), route, site, route.own)
    assert answer.status_code == route.anonymous
    if route.anonymous == 302 and route.needs_factor:
        assert answer["Location"].startswith("/entry/login/")


@every_route
def test_each_role_in_the_same_compartment_gets_what_the_row_says(site: Site, route: Route) -> None:
    expected = {role: route.ok if role in route.roles else route.refused for role in Role}
    assert statuses(site, route, BORDER) == expected


@pytest.mark.parametrize("route", [route for route in ROUTES if route.absent], ids=lambda route: route.name)
def test_a_thing_of_another_compartment_is_not_told_from_none_at_all(site: Site, route: Route) -> None:
    for role in route.roles:
        client = site.client_as(role, compartments=[COAST])
        hidden, absent = (ask(client, route, site, arguments) for arguments in (route.own, route.absent))
        assert (hidden.status_code, absent.status_code) == (404, 404)
        assert _without_address(hidden) == _without_address(absent)


def _without_address(answer: HttpResponse) -> str:
    """A page without the tokens of its forms and its own address, which are never twice the same."""
    text = re.sub(r'"[A-Za-z0-9]{64}"', "", answer.content.decode())
    return re.sub(r'name="next" value="[^"]*"', "", text)


@every_route
def test_whoever_has_every_role_gets_everything(site: Site, route: Route) -> None:
    assert ask(site.client_as(*Role), route, site, route.own).status_code == route.ok


@every_route
def test_who_needs_a_second_factor_sees_only_the_way_to_one(site: Site, route: Route) -> None:
    guarded, stopped = set(), set()
    for role in Role:
        user = site.user([role])
        if Rights(user=user.pk, roles=frozenset({role}), compartments=None).is_guarded:
            guarded.add(role)
        answer = ask(site.client_of(user, factor=False), route, site, route.own)
        if answer.status_code == 302 and answer["Location"] == reverse("mfa_index"):
            stopped.add(role)
    assert len(guarded) == 5
    assert stopped == (guarded if route.needs_factor else set())
