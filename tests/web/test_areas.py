"""The areas of the site, and who finds them in the head of the page."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from lastseen.domain.rights import Role
from lastseen.web.areas import AREAS, Area
from lastseen.web.words import LANGUAGES, words_in
from tests.web.site import Site

THERE = [area for area in AREAS if area.is_there]


def test_an_area_without_pages_is_simply_not_there() -> None:
    assert not Area(name="nowhere", prefix="nowhere/").is_there
    assert not replace(AREAS[0], name="static").is_there
    assert AREAS[0].is_there


@pytest.mark.parametrize("area", THERE, ids=lambda area: area.name)
def test_the_first_page_of_an_area_is_its_index(area: Area) -> None:
    try:
        assert reverse(f"{area.name}:index") == f"/{area.prefix}"
    except NoReverseMatch:
        assert not area.in_head


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_area_in_the_head_has_a_name_in_every_language(language: str) -> None:
    assert words_in(language)["site"]["areas"].keys() == {area.name for area in AREAS if area.in_head}


@pytest.mark.parametrize("role", Role)
def test_the_head_names_what_ones_roles_allow_and_where_one_is(site: Site, role: Role) -> None:
    rights = site.client_as(role)
    page = rights.get("/").content.decode()
    from lastseen.domain.rights import ALLOWED  # noqa: PLC0415  # beside what it is compared with

    expected = [
        area.name
        for area in THERE
        if area.in_head and (area.needs is None or any(needed in ALLOWED[role] for needed in area.needs))
    ]
    found = [part.split('"')[0] for part in page.split('data-area="')[1:]]
    assert found == expected
    assert page.count('aria-current="page"') == 1


def test_nobody_who_has_not_logged_in_sees_a_head_or_how_far_the_registry_is(site: Site) -> None:
    assert site.registry.owner
    page = Client().get("/entry/login/").content.decode()
    assert 'class="head"' not in page
    assert "Ledger entry" not in page
    assert "Ledger entry" in site.client_as(Role.ANALYST).get("/").content.decode()
