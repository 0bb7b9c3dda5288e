"""The page of a case, and the dossier of a case or a person."""

import re

import pytest

from lastseen.domain.rights import Role
from lastseen.domain.verdicts import Answer, Verdict, VerdictKind
from lastseen.operations.snapshots import take_snapshot
from lastseen.operations.verdicts import decide
from lastseen.storage.models import Entry
from lastseen.web.words import LANGUAGES, words_in
from tests.coded import account, interview
from tests.coded import hand as hand_in_all
from tests.conftest import NOW
from tests.operations.pages.counting import questions
from tests.operations.pages.world import Told, hand
from tests.web.site import BORDER, COAST, Site, in_compartment

WORDS = words_in("en")["people"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_case_shows_its_people_their_chains_and_what_followed(site: Site, language: str) -> None:
    hand(site.registry, Told("T-1", BORDER, site.registry).coded())
    answer = site.client_as(Role.EDITOR, language=language).get("/people/cases/C-0005/")
    text = answer.content.decode()
    assert 'href="/people/P-0005/"' in text
    assert 'href="/people/cases/C-0006/"' in text
    assert text.count("<svg") == 1
    assert "text title word-of-T-1" in text
    assert words_in(language)["people"]["events"] in text


def test_a_hidden_source_leaves_no_trace_on_a_case(site: Site) -> None:
    hidden = Told("T-1", COAST, site.registry)
    hand(site.registry, hidden.coded())
    address = "/people/cases/C-0005/"
    assert hidden.word in site.client_as(Role.EDITOR).get(address).content.decode()
    assert site.client_as(Role.EDITOR, compartments=[BORDER]).get(address).status_code == 404


def test_a_case_of_many_takes_no_more_questions_than_one_of_few(site: Site) -> None:
    client = site.client_as(Role.EDITOR)
    asked, people = [], []
    for sources in (range(10, 11), range(11, 13), range(13, 40)):
        coded = [in_compartment(interview(f"I-{n}"), BORDER) for n in sources]
        hand_in_all(site.registry, *coded)
        for n in (n for n in sources if n > 10):
            ends = account("I-10", "case", "p1"), account(f"I-{n}", "case", "p1")
            verdict = Verdict(left=ends[0], right=ends[1], answer=Answer.SAME)
            decide(VerdictKind.CASE, verdict, "one night", actor=site.registry.owner, now=NOW)
        text = client.get("/people/cases/C-0005/").content.decode()
        people.append(len(set(re.findall(r'href="/people/(P-\d+)/"', text))))
        asked.append(questions(lambda: client.get("/people/cases/C-0005/")))
    assert people == [1, 3, 30]
    assert asked[0] == asked[2]
    assert asked[1] == asked[2]


def snapshot(site: Site) -> str:
    """The name of a snapshot taken now."""
    return take_snapshot(site.registry.workspace, actor=site.registry.owner, now=NOW).name


@pytest.mark.parametrize(("code", "kind"), [("P-0001", "people"), ("C-0001", "cases")])
@pytest.mark.parametrize(("ending", "begins"), [("pdf", b"%PDF"), ("docx", b"PK"), ("html", b"<!doctype html>")])
def test_the_dossier_comes_as_a_file_from_the_snapshot_the_button_names(
    site: Site, code: str, kind: str, ending: str, begins: bytes
) -> None:
    client = site.client_as(Role.EDITOR)
    assert kind
    assert WORDS["no_snapshot"] in client.get(f"/people/dossier/{code}/").content.decode()
    name = snapshot(site)
    assert name in client.get(f"/people/dossier/{code}/").content.decode()
    before = Entry.objects.count()
    answer = client.post(f"/people/dossier/{code}/", {"format": ending})
    assert answer["Content-Disposition"] == f'attachment; filename="{code}.{ending}"'
    assert answer.content.lower().startswith(begins.lower())
    assert Entry.objects.count() == before + 1


def test_whoever_has_not_shown_who_they_are_again_gets_no_dossier(site: Site) -> None:
    stale = site.client_of(site.user([Role.EDITOR]), fresh=False)
    snapshot(site)
    answer = stale.post("/people/dossier/P-0001/", {"format": "pdf"})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/entry/again/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_somebody_younger_than_the_snapshot_has_no_dossier_yet(site: Site, language: str) -> None:
    snapshot(site)
    hand(site.registry, Told("T-1", BORDER, site.registry).coded())
    client = site.client_as(Role.EDITOR, language=language)
    answer = client.post("/people/dossier/P-0005/", {"format": "pdf"})
    assert answer.status_code == 422
    assert words_in(language)["people"]["refused"]["dossier.unknown-code"]["sentence"] in answer.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_cases_are_listed_and_narrowed_by_their_address(site: Site, language: str) -> None:
    client, words = site.client_as(Role.EDITOR, language=language), words_in(language)["people"]["cases"]
    text = client.get("/people/cases/").content.decode()
    assert re.findall(r'href="/people/cases/(C-\d+)/"', text) == ["C-0001", "C-0002", "C-0003", "C-0004"]
    assert words["none"] in client.get("/people/cases/?people=2").content.decode()
    wrong = client.get("/people/cases/?since=long+ago").content.decode()
    assert words["bad_number"] in wrong
    assert 'value="long ago"' in wrong
    seen = site.client_as(Role.EDITOR, compartments=[COAST]).get("/people/cases/").content.decode()
    assert re.findall(r'href="/people/cases/(C-\d+)/"', seen) == ["C-0004"]
