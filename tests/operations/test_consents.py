"""Consent recorded in the browser: cell by cell, dated when withdrawn, every earlier answer kept."""

from datetime import date
from uuid import UUID

import pytest

from lastseen.domain.accounts import SourceId
from lastseen.domain.decisions import Consent, ConsentAnswer
from lastseen.domain.rights import NotAllowed, Role
from lastseen.domain.vocabulary import UnknownTerm
from lastseen.operations.consents import NothingToWithdraw, consents_of, set_consent, withdraw_consent
from lastseen.operations.reach import NoSuchSource
from lastseen.operations.users import add_user, rights_of
from lastseen.storage.ledger import position
from lastseen.storage.models import Consent as Row
from lastseen.storage.verifying import verify
from tests.coded import IDS, consent, hand, interview
from tests.conftest import NOW, Registry

INSIDE, COUNTED, PUBLIC = "internal-analysis", "aggregate-statistics", "anonymised-publication"
SOURCE = IDS.source("I-01")


@pytest.fixture
def asked(registry: Registry) -> Registry:
    """An interview that said yes to two purposes."""
    hand(registry, interview("I-01"))
    return registry


def standing(registry: Registry) -> tuple[Consent, ...]:
    return consents_of(rights_of(registry.owner), SOURCE)


def test_the_cells_are_as_they_were_handed_in(asked: Registry) -> None:
    assert standing(asked) == (consent("I-01", COUNTED), consent("I-01", INSIDE))


def test_a_cell_set_stands_in_place_of_the_old_one_and_the_others_stay(asked: Registry) -> None:
    refused, fresh = consent("I-01", INSIDE, ConsentAnswer.NO), consent("I-01", PUBLIC, until=date(2025, 1, 1))
    set_consent(SOURCE, [refused, fresh], asked.workspace, actor=asked.owner, now=NOW)
    assert standing(asked) == (consent("I-01", COUNTED), fresh, refused)
    assert Row.objects.filter(purpose=INSIDE).count() == 2
    assert verify() == position()


def test_a_cell_is_of_the_source_it_is_set_for(asked: Registry) -> None:
    set_consent(SOURCE, [consent("I-02", PUBLIC)], asked.workspace, actor=asked.owner, now=NOW)
    assert consent("I-01", PUBLIC) in standing(asked)


def test_a_purpose_nobody_knows_is_refused(asked: Registry) -> None:
    before = position()
    with pytest.raises(UnknownTerm):
        set_consent(SOURCE, [consent("I-01", "gossip")], asked.workspace, actor=asked.owner, now=NOW)
    assert (position(), len(standing(asked))) == (before, 2)


def test_consent_to_one_purpose_is_withdrawn_as_of_today(asked: Registry) -> None:
    withdrawn = consent("I-01", INSIDE, withdrawn=NOW.date())
    assert withdraw_consent(SOURCE, INSIDE, actor=asked.owner, now=NOW) == (withdrawn,)
    assert standing(asked) == (consent("I-01", COUNTED), withdrawn)


def test_all_consent_is_withdrawn_at_once(asked: Registry) -> None:
    set_consent(SOURCE, [consent("I-01", PUBLIC, ConsentAnswer.NO)], asked.workspace, actor=asked.owner, now=NOW)
    withdraw_consent(SOURCE, None, actor=asked.owner, now=NOW)
    assert {cell.purpose: cell.withdrawn for cell in standing(asked)} == {
        COUNTED: NOW.date(),
        INSIDE: NOW.date(),
        PUBLIC: None,
    }


def test_what_permits_nothing_is_not_withdrawn(asked: Registry) -> None:
    withdraw_consent(SOURCE, INSIDE, actor=asked.owner, now=NOW)
    before = position()
    for purpose in (INSIDE, PUBLIC):
        with pytest.raises(NothingToWithdraw):
            withdraw_consent(SOURCE, purpose, actor=asked.owner, now=NOW)
    assert position() == before


def test_consent_may_be_given_again_after_it_was_withdrawn(asked: Registry) -> None:
    withdraw_consent(SOURCE, INSIDE, actor=asked.owner, now=NOW)
    set_consent(SOURCE, [consent("I-01", INSIDE)], asked.workspace, actor=asked.owner, now=NOW)
    assert standing(asked) == (consent("I-01", COUNTED), consent("I-01", INSIDE))
    assert [row.withdrawn for row in Row.objects.filter(purpose=INSIDE).order_by("entry__number")] == [
        None,
        NOW.date(),
        None,
    ]


def test_consents_of_a_source_not_seen_are_as_those_of_none(asked: Registry) -> None:
    elsewhere = add_user("elsewhere", [Role.INTERVIEWER], ["sealed"], None, actor=asked.owner, now=NOW)
    auditor = add_user("auditor", [Role.AUDITOR], None, None, actor=asked.owner, now=NOW)
    for user, source in ((elsewhere, SOURCE), (auditor, SOURCE), (asked.owner, SourceId(UUID(int=1)))):
        with pytest.raises(NoSuchSource):
            consents_of(rights_of(user), source)


def test_who_only_codes_records_no_consent(asked: Registry) -> None:
    coder = add_user("coder", [Role.CODER], None, None, actor=asked.owner, now=NOW)
    assert len(consents_of(rights_of(coder), SOURCE)) == 2
    with pytest.raises(NotAllowed):
        withdraw_consent(SOURCE, None, actor=coder, now=NOW)
