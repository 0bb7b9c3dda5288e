"""Figures in the browser: as the gate lets them out, each number followed to people, moves told, reports written."""

import re

import pytest
from django.test import Client

from lastseen.domain.rights import Role
from lastseen.operations.protections import place_hold
from lastseen.operations.snapshots import list_snapshots, take_snapshot
from lastseen.operations.verdicts import find
from lastseen.storage.models import Entry
from lastseen.web.words import words_in
from tests.coded import found, hand, hold, interview
from tests.conftest import NOW
from tests.web.site import BORDER, COAST, Site, in_compartment

WORDS = words_in("en")["figures"]


def releases() -> int:
    """How often anything was let out."""
    return Entry.objects.filter(operation="release").count()


def victims(client: Client) -> str:
    """The number of victims on the page of figures."""
    page = client.get("/figures/").content.decode()
    shown = re.search(r"<strong>(?:<a [^>]*>)?(\d+)(?:</a>)?</strong> Victims</li>", page)
    return shown[1] if shown else "none"


@pytest.fixture
def frozen(site: Site) -> Site:
    """The site with a snapshot, in which everybody told of is found to have disappeared."""
    made = [found("I-01"), found("I-01", "p2"), found("I-02"), found("I-03")]
    find(made, site.registry.workspace, actor=site.registry.owner, now=NOW)
    take_snapshot(site.registry.workspace, actor=site.registry.owner, now=NOW)
    return site


def test_without_a_snapshot_one_can_be_taken(site: Site) -> None:
    client = site.client_as(Role.ANALYST)
    assert WORDS["none"] in client.get("/figures/").content.decode()
    assert client.post("/figures/snapshot/").status_code == 302
    (name,) = list_snapshots(site.registry.workspace)
    assert WORDS["taken"].format(n=name) in client.get("/figures/").content.decode()


def test_everybody_counts_whom_they_see(frozen: Site) -> None:
    roles = Role.ANALYST
    counted = [victims(frozen.client_as(roles, compartments=seen)) for seen in (None, [BORDER], [COAST], ["nowhere"])]
    assert counted == ["4", "3", "1", "0"]


def test_looking_again_is_no_other_release_until_something_is_decided(frozen: Site) -> None:
    client = frozen.client_as(Role.ANALYST)
    assert [victims(client), victims(client), releases()] == ["4", "4", 1]
    place_hold(hold("I-02"), actor=frozen.registry.owner, now=NOW)
    assert [victims(client), releases()] == ["3", 2]
    assert WORDS["withheld"]["one"].format(n=1) in client.get("/figures/").content.decode()


def test_numbers_lead_to_people_only_for_who_may_see_names(frozen: Site) -> None:
    assert "/figures/behind/" not in frozen.client_as(Role.ANALYST).get("/figures/").content.decode()
    client = frozen.client_as(Role.EDITOR, compartments=[COAST])
    assert "/figures/behind/" in client.get("/figures/").content.decode()
    page = client.get("/figures/behind/", {"figure": "victims", "row": "total"}).content.decode()
    assert re.findall(r">(P-\d+)</a>", page) == ["P-0004"]
    assert ("도라온" in page, "서하늘" in page, ">I-03</a>" in page) == (True, False, True)


@pytest.mark.parametrize(("figure", "row"), [("victims", "nobody"), ("nothing", "total"), ("", "")])
def test_a_number_that_is_not_there_is_refused(frozen: Site, figure: str, row: str) -> None:
    answer = frozen.client_as(Role.EDITOR).get("/figures/behind/", {"figure": figure, "row": row})
    assert answer.status_code == 422


def test_what_moved_between_the_two_newest_is_told(frozen: Site) -> None:
    client = frozen.client_as(Role.EDITOR)
    assert WORDS["two_needed"] in client.get("/figures/moved/").content.decode()
    hand(frozen.registry, in_compartment(interview("I-04", name="새벽별"), BORDER))
    find([found("I-04")], frozen.registry.workspace, actor=frozen.registry.owner, now=NOW)
    take_snapshot(frozen.registry.workspace, actor=frozen.registry.owner, now=NOW)
    page = client.get("/figures/moved/").content.decode()
    assert f'<dt>{WORDS["added"]}</dt><dd class="code">P-0005</dd>' in page
    assert "N = 4 → 5" in page
    assert WORDS["why"]["new"].format(n=1) in page


@pytest.mark.parametrize(("profile", "language", "format_"), [("internal", "en", "html"), ("internal", "ko", "docx")])
def test_the_report_comes_as_a_file_and_is_noted(frozen: Site, profile: str, language: str, format_: str) -> None:
    asked = {"profile": profile, "language": language, "format": format_}
    answer = frozen.client_as(Role.EDITOR).post("/figures/report/", asked)
    name = list_snapshots(frozen.registry.workspace)[-1]
    assert answer["Content-Disposition"] == f'attachment; filename="{name}.{profile}.{language}.{format_}"'
    assert len(answer.content) > 1000
    assert releases() == 1


def test_the_report_asks_again_who_it_is(frozen: Site) -> None:
    client = frozen.client_of(frozen.user([Role.EDITOR]), fresh=False)
    assert client.get("/figures/report/")["Location"].startswith("/entry/again/")
