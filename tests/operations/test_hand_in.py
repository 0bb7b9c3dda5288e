"""Handing in coded sources: what is new, changed or the same; all of it, or nothing."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import uuid5

import pytest

from lastseen.domain.accounts import INTERVIEWEE, AccountId, PersonAccount
from lastseen.domain.answers import Code, PassageId
from lastseen.domain.coding import CodedSource, DanglingReference, DuplicateAccount
from lastseen.domain.decisions import ConsentAnswer
from lastseen.domain.errors import Refusal
from lastseen.domain.sources import Derivation, Passage
from lastseen.domain.vocabulary import UnknownTerm
from lastseen.operations.coding import hand_in
from lastseen.operations.coding_checks import InterviewSubject, UnknownOrigin, UnknownPassage, WrongReference
from lastseen.operations.snapshots import take_snapshot
from lastseen.operations.users import NotActive
from lastseen.operations.verdicts import NoSuchAccount
from lastseen.storage.ledger import position
from lastseen.storage.models import Consent, Description, Entry, Interviewee, Revision, SourceText
from lastseen.storage.reading import agreed_accounts, consents, known_passages, passages, sources
from lastseen.storage.verifying import verify
from lastseen.storage.writing import CodedByAnother
from tests.coded import IDS, account, consent, fate, found, hand, interview, relation, said, with_account
from tests.conftest import NOW, Registry


def everything() -> tuple[object, ...]:
    """All that the registry holds, to see whether it is as it was."""
    return position(), list(agreed_accounts()), sources(), list(passages()), consents(), Revision.objects.count()


def test_what_is_handed_in_is_what_is_read(registry: Registry) -> None:
    coded = interview("I-01", "p1", "p2")
    hand(registry, coded)
    assert {n.account.id: n.account for n in agreed_accounts()} == {a.id: a for a in coded.accounts}
    assert sources() == [coded.source]
    assert list(passages()) == list(coded.passages)
    assert consents() == {coded.source.id: coded.consents}


def test_accounts_are_new_then_the_same_then_changed(registry: Registry) -> None:
    assert hand(registry, interview("I-01")).counts == {"new": 3, "changed": 0, "same": 0}
    assert hand(registry, interview("I-01")).counts == {"new": 0, "changed": 0, "same": 3}
    assert hand(registry, interview("I-01", sex="male")).counts == {"new": 0, "changed": 1, "same": 2}


def test_the_entry_says_which_fields_changed_and_how_many(registry: Registry) -> None:
    hand(registry, interview("I-01", "p1", "p2"))
    hand(registry, interview("I-01", "p1", "p2", sex="male"))
    entry = Entry.objects.get(number=position())
    assert (entry.operation, entry.actor_id, entry.at, entry.summary) == (
        "hand-in",
        registry.owner,
        NOW,
        {"person.sex": 2},
    )


def test_what_an_account_said_before_is_kept(registry: Registry) -> None:
    hand(registry, interview("I-01"))
    hand(registry, interview("I-01", sex="male"))
    told = Revision.objects.filter(account_id=account("I-01", "person", "p1"), sensitivity="internal")
    sexes = [(one.number, one.current, one.values["sex"][0]["v"]) for one in told.order_by("number")]
    assert sexes == [(1, False, "female"), (2, True, "male")]


def test_a_name_and_a_sex_stand_in_rows_of_different_sensitivity(registry: Registry) -> None:
    hand(registry, interview("I-01"))
    parts = Revision.objects.filter(account_id=account("I-01", "person", "p1"))
    fields = {r.sensitivity: sorted(r.values or {}) for r in parts}
    assert fields == {"identity": ["names"], "internal": ["relation_to_interviewee", "role", "sex"]}


def test_what_a_source_was_described_as_before_is_kept(registry: Registry) -> None:
    coded = interview("I-01")
    hand(registry, coded)
    hand(registry, replace(coded, source=replace(coded.source, title="Corrected")))
    held = Description.objects.order_by("entry__number").values_list("title", "retracted__number")
    assert list(held) == [("Interview I-01", 3), ("Corrected", None)]
    assert [source.title for source in sources()] == ["Corrected"]


def test_what_a_source_consented_to_before_is_kept(registry: Registry) -> None:
    yes, no = (consent("I-01", "internal-analysis", answer) for answer in (ConsentAnswer.YES, ConsentAnswer.NO))
    hand(registry, interview("I-01", consents=(yes,)))
    hand(registry, interview("I-01", consents=(no,)))
    held = Consent.objects.order_by("entry__number").values_list("answer", "retracted__number")
    assert list(held) == [("yes", 3), ("no", None)]
    assert consents() == {IDS.source("I-01"): (no,)}


def test_a_corrected_transcript_is_another_text(registry: Registry) -> None:
    hand(registry, interview("I-01"))
    hand(registry, interview("I-01", name="고은솔"))
    assert SourceText.objects.count() == 2
    assert len(list(passages())) == 2


def test_two_interviews_with_one_person_name_one_interviewee(registry: Registry) -> None:
    first, second = interview("I-01"), interview("I-02")
    hand(registry, first, replace(second, source=replace(second.source, interviewee=first.source.interviewee)))
    assert Interviewee.objects.count() == 1


def test_codes_of_a_kind_are_given_in_the_order_things_came(registry: Registry) -> None:
    hand(registry, interview("I-02", "b", "a"))
    hand(registry, interview("I-01", "c"))
    people = [(n.serial, n.account.external_id) for n in agreed_accounts() if isinstance(n.account, PersonAccount)]
    assert people == [(1, "b"), (2, "a"), (3, "c")]


def test_a_reference_may_lead_into_another_source(registry: Registry) -> None:
    hand(registry, interview("I-01"))
    tie = relation("I-02", "r1", account("I-02", "person", "p1"), account("I-01", "person", "p1"))
    assert hand(registry, with_account(interview("I-02"), tie)).counts["new"] == 4


def test_a_source_may_repeat_one_handed_in_after_it(registry: Registry) -> None:
    press = interview("A-press")
    press = replace(
        press,
        source=replace(press.source, derived_from=IDS.source("B-interview"), derivation=Derivation.VERBATIM),
    )
    hand(registry, press, interview("B-interview"))
    assert [source.derivation for source in sources()] == [Derivation.VERBATIM, None]


PERSON, CASE = account("I-02", "person", "p1"), account("I-02", "case", "p1")
NOWHERE = account("I-99", "person", "p1")
STRANGE = PassageId(uuid5(IDS.registry, "nowhere"))


def _broken() -> Iterator[tuple[str, type[Refusal], CodedSource]]:
    good = interview("I-02")
    person = next(a for a in good.accounts if isinstance(a, PersonAccount))
    others = tuple(a for a in good.accounts if a is not person)
    citing = replace(person, sex=(replace(person.sex[0], passages=(STRANGE,)),))
    elsewhere = Passage(id=STRANGE, source=good.source.id, text_digest="0" * 64, start=0, end=1, quote="x")
    yield "unknown term", UnknownTerm, replace(good, accounts=(*others, replace(person, sex=said(Code("unheard-of")))))
    yield "nobody there", DanglingReference, with_account(good, fate("I-02", "f1", NOWHERE))
    yield "wrong kind", WrongReference, with_account(good, fate("I-02", "f1", CASE))
    yield "the speaker as a person", InterviewSubject, with_account(good, fate("I-02", "f1", INTERVIEWEE))
    yield "twice", DuplicateAccount, with_account(good, person)
    yield "no such passage", UnknownPassage, replace(good, accounts=(*others, citing))
    yield "passage of no text", UnknownPassage, replace(good, passages=(*good.passages, elsewhere))
    yield "origin unknown", UnknownOrigin, replace(good, source=replace(good.source, derived_from=IDS.source("I-99")))
    yield "finding on nobody", NoSuchAccount, replace(good, findings=(found("I-99"),))
    yield "finding unheard of", UnknownTerm, replace(good, findings=(found("I-02", outcome="unheard-of"),))


BROKEN = {name: (refusal, coded) for name, refusal, coded in _broken()}


@pytest.mark.parametrize("name", BROKEN)
def test_one_bad_source_is_refused_and_leaves_everything_as_it_was(registry: Registry, name: str) -> None:
    refusal, coded = BROKEN[name]
    hand(registry, interview("I-00"))
    before = everything()
    with pytest.raises(refusal) as refused:
        hand(registry, interview("I-01"), coded, interview("I-03"))
    assert everything() == before
    assert refused.value.code != Refusal.code
    assert refused.value.mend


def test_a_second_coder_does_not_code_over_the_first(registry: Registry) -> None:
    hand(registry, interview("I-01"))
    before = everything()
    with pytest.raises(CodedByAnother):
        hand(registry, replace(interview("I-01"), coder="somebody else", accounts=()))
    assert everything() == before


def test_a_crash_between_two_sources_leaves_everything_as_it_was(registry: Registry) -> None:
    hand(registry, interview("I-00"))
    before = everything()

    def breaking() -> Iterator[CodedSource]:
        yield interview("I-01")
        raise RuntimeError("out of paper")

    with pytest.raises(RuntimeError, match="out of paper"):
        hand_in(breaking(), registry.workspace, actor=registry.owner, now=NOW)
    assert everything() == before


def test_the_interviewee_may_be_kin_and_the_reason_without_being_coded(registry: Registry) -> None:
    person = account("I-01", "person", "p1")
    hand(registry, with_account(interview("I-01"), relation("I-01", "r1", person, INTERVIEWEE)))
    assert take_snapshot(registry.workspace, actor=registry.owner, now=NOW).rows["relations"] == 0


def test_a_passage_handed_in_before_may_be_cited_again(registry: Registry) -> None:
    coded = interview("I-01")
    hand(registry, coded)
    assert hand(registry, replace(coded, text="", passages=())).counts["same"] == 3
    assert known_passages([coded.passages[0].id, STRANGE]) == {coded.passages[0].id}


def test_nothing_handed_in_is_still_an_operation(registry: Registry) -> None:
    assert hand(registry).counts == {"new": 0, "changed": 0, "same": 0}
    assert verify() == position() == 2


def test_who_acts_must_be_somebody(registry: Registry) -> None:
    nobody = AccountId(NOWHERE)
    before = everything() if registry.workspace else ()
    with pytest.raises(NotActive):
        hand_in([interview("I-01")], registry.workspace, actor=nobody, now=NOW)
    assert everything() == before
