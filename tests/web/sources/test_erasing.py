"""An interview erased in the browser: what would go is shown first, its name is typed, and it cannot be done twice."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from lastseen.domain.rights import Role
from lastseen.domain.sources import Derivation
from lastseen.domain.verdicts import Answer, Verdict, VerdictKind
from lastseen.operations.consents import consents_of
from lastseen.operations.users import rights_of
from lastseen.operations.verdicts import decide
from lastseen.storage.reading import passages
from lastseen.web.words import words_in
from tests.coded import IDS, NAME, account, hand, interview
from tests.conftest import NOW
from tests.web.site import BORDER, Site, in_compartment

PAGE, ERASE = "/interviews/I-01/", "/interviews/I-01/erase/"
REASON = f"Nobody else is called {NAME}."
WORDS = words_in("en")["sources"]["erase"]


def quotes(source: str) -> set[str]:
    return {one.quote for one in passages() if one.source == IDS.source(source)}


@pytest.fixture
def decided(site: Site) -> Site:
    """A decision whose reason names somebody of the first interview."""
    verdict = Verdict(
        left=account("I-01", "person", "p1"), right=account("I-03", "person", "p1"), answer=Answer.DIFFERENT
    )
    decide(VerdictKind.PERSON, verdict, REASON, actor=site.registry.owner, now=NOW)
    return site


def test_the_page_leads_to_it_for_who_may_and_for_nobody_else(site: Site) -> None:
    pages = {role: site.client_as(role).get(PAGE).content.decode() for role in (Role.EDITOR, Role.INTERVIEWER)}
    assert {role: ERASE in page for role, page in pages.items()} == {Role.EDITOR: True, Role.INTERVIEWER: False}


def test_what_would_go_and_what_stays_is_shown_and_nothing_is_gone(decided: Site) -> None:
    page = decided.client_as(Role.EDITOR).get(ERASE).content.decode()
    assert re.findall(r"<dd>(\d+)</dd>", page) == ["6", "1", "1", "0", "0", "0", "0"]
    assert (WORDS["lead"] in page, REASON in page) == (True, True)
    assert NAME in " ".join(quotes("I-01"))


def test_who_sees_some_compartments_only_is_not_told_of_words_that_may_be_about_others(decided: Site) -> None:
    page = decided.client_as(Role.EDITOR, compartments=[BORDER]).get(ERASE).content.decode()
    assert (WORDS["named_unseen"] in page, REASON in page) == (True, False)


@pytest.mark.parametrize("typed", ["", "I-02", "i-01"])
def test_without_its_name_typed_nothing_goes(site: Site, typed: str) -> None:
    answer = site.client_as(Role.EDITOR, language="ko").post(ERASE, {"typed": typed})
    assert answer.status_code == 422
    assert "I-01을 입력하십시오." in answer.content.decode()
    assert NAME in " ".join(quotes("I-01"))


def test_it_goes_with_its_consent_says_so_and_does_not_go_twice(site: Site) -> None:
    client = site.client_as(Role.EDITOR)
    answer = client.post(ERASE, {"typed": "I-01"}, follow=True)
    assert answer.redirect_chain == [(reverse("sources:consents", kwargs={"name": "I-01"}), 302)]
    assert "I-01 is erased." in answer.content.decode()
    held = consents_of(rights_of(site.registry.owner), IDS.source("I-01"))
    assert {one.withdrawn for one in held} == {site.clock.now.date()}
    assert (quotes("I-01"), quotes("I-02")) == ({""}, {"서하늘 was taken"})
    page = client.get(PAGE).content.decode()
    assert (WORDS["erased"] in page, ERASE in page, NAME in page) == (True, False, False)
    again = client.post(ERASE, {"typed": "I-01"})
    assert (again.status_code, "source.erased-already" in again.content.decode()) == (422, True)


def test_what_repeats_it_goes_with_it_or_neither_goes(site: Site) -> None:
    copy = interview("I-04", name=NAME)
    verbatim = replace(copy.source, derived_from=IDS.source("I-01"), derivation=Derivation.VERBATIM)
    hand(site.registry, in_compartment(replace(copy, source=verbatim), BORDER))
    client = site.client_as(Role.EDITOR)
    assert "<strong>I-04</strong>" in client.get(ERASE).content.decode()
    assert client.post(ERASE, {"typed": "I-01"}).status_code == 422
    assert {NAME in " ".join(quotes(name)) for name in ("I-01", "I-04")} == {True}
    assert client.post(ERASE, {"typed": "I-01", "together": "on"}).status_code == 302
    assert quotes("I-01") | quotes("I-04") == {""}


def test_who_has_not_just_shown_who_they_are_is_asked_again(site: Site) -> None:
    stale = site.client_of(site.user([Role.EDITOR]), fresh=False)
    site.clock.now += timedelta(minutes=30)
    answer = stale.post(ERASE, {"typed": "I-01"})
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/entry/again/")
    assert NAME in " ".join(quotes("I-01"))
