"""The desk: what awaits each role, from what they see, and how far the newest snapshot is behind."""

from datetime import date, timedelta

import pytest

from lastseen.domain.rights import Role
from lastseen.domain.verdicts import Answer, Verdict, VerdictKind
from lastseen.operations.consents import set_consent
from lastseen.operations.protections import place_hold
from lastseen.operations.snapshots import take_snapshot
from lastseen.operations.verdicts import decide
from lastseen.web.words import words_in
from tests.coded import IDS, account, consent, hand, hold, interview
from tests.conftest import NOW
from tests.marked import read
from tests.web.site import BORDER, COAST, Site, in_compartment

WORDS = words_in("en")["desk"]


def desk(site: Site, *roles: Role, compartments: list[str] | None = None) -> str:
    """The desk of somebody with these roles."""
    return site.client_as(*roles, compartments=compartments).get("/").content.decode()


@pytest.mark.parametrize("role", [Role.CODER, Role.AUDITOR])
def test_whom_nothing_awaits_is_told_so(site: Site, role: Role) -> None:
    read(site.registry, "I-01", "I-02", "I-03")
    assert WORDS["nothing"] in desk(site, role)


def test_an_unsure_verdict_awaits_whoever_decides_and_sees_both(site: Site) -> None:
    ends = account("I-02", "person", "p1"), account("I-03", "person", "p1")
    verdict = Verdict(left=ends[0], right=ends[1], answer=Answer.UNSURE)
    decide(VerdictKind.PERSON, verdict, "alike", actor=site.registry.owner, now=NOW)
    assert [WORDS["doubts"] in desk(site, role) for role in (Role.EDITOR, Role.CODER)] == [True, False]
    hidden = desk(site, Role.EDITOR, compartments=[BORDER])
    assert (WORDS["doubts"] in hidden, "P-0003" in hidden) == (False, False)


def test_protection_is_announced_before_its_day_to_who_judges_it(site: Site) -> None:
    held = hold("I-01")
    place_hold(held, actor=site.registry.owner, now=NOW)
    site.clock.now = NOW.replace(year=held.review.year, month=held.review.month, day=held.review.day) - timedelta(20)
    assert [WORDS["due"] in desk(site, role) for role in (Role.EDITOR, Role.INTERVIEWER)] == [True, False]
    assert WORDS["due"] not in desk(site, Role.EDITOR, compartments=[COAST])
    site.clock.now -= timedelta(20)
    assert WORDS["due"] not in desk(site, Role.EDITOR)


def test_a_consent_that_ends_awaits_who_collects(site: Site) -> None:
    until = NOW.date() + timedelta(days=10)
    cell = consent("I-03", "internal-analysis", until=until)
    set_consent(IDS.source("I-03"), [cell], site.registry.workspace, actor=site.registry.owner, now=NOW)
    page = desk(site, Role.INTERVIEWER, compartments=[COAST])
    assert (WORDS["ending"] in page, until.isoformat() in page) == (True, True)
    assert WORDS["ending"] not in desk(site, Role.INTERVIEWER, compartments=[BORDER])
    site.clock.now = NOW - timedelta(days=60)
    assert WORDS["ending"] not in desk(site, Role.INTERVIEWER, compartments=[COAST])


def test_who_administers_sees_who_cannot_log_in_yet(site: Site) -> None:
    assert WORDS["without_password"] in desk(site, Role.ADMINISTRATOR)
    assert WORDS["without_password"] not in desk(site, Role.EDITOR)


def test_an_analyst_sees_the_snapshot_and_what_changed_since(site: Site) -> None:
    registry = site.registry
    assert words_in("en")["figures"]["none"] in desk(site, Role.ANALYST)
    manifest = take_snapshot(registry.workspace, actor=registry.owner, now=NOW)
    before = desk(site, Role.ANALYST)
    assert (manifest.name in before, WORDS["unchanged"] in before) == (True, True)
    hand(registry, in_compartment(interview("I-04", name="새벽별"), BORDER))
    assert WORDS["changed"]["one"].format(n=1) in desk(site, Role.ANALYST)
    assert WORDS["unchanged"] in desk(site, Role.ANALYST, compartments=[COAST])


def test_the_day_of_the_desk_is_today(site: Site) -> None:
    assert f'datetime="{date(NOW.year, NOW.month, NOW.day).isoformat()}"' in desk(site, Role.CODER)
