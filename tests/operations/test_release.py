"""The gate: nothing leaves without it, without consent, or without being written down."""

import ast
import copy
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import pytest

import lastseen
from lastseen.domain.accounts import MassEventAccount
from lastseen.domain.decisions import Conclusion, Consent, ConsentAnswer
from lastseen.domain.release import NotTheGate, Permit, Profile, Released
from lastseen.domain.verdicts import Answer, Verdict, VerdictKind
from lastseen.operations.release import Asked, OnlyInside, release
from lastseen.operations.snapshots import find_snapshot, take_snapshot
from lastseen.operations.verdicts import conclude, decide
from lastseen.snapshot import Snapshot
from lastseen.snapshot.schema import ANALYSIS, IDENTITY
from lastseen.storage.ledger import position
from lastseen.storage.models import Release
from tests.coded import IDS, account, consent, hand, interview, relation, said, with_account
from tests.conftest import NOW, Registry

YES, NO, NOT_ASKED = ConsentAnswer
OPEN, CLOSED = "I-01", "I-02"
"""The interview that may be used, and the one that may not."""


def frozen(registry: Registry) -> Snapshot:
    manifest = take_snapshot(registry.workspace, actor=registry.owner, now=NOW)
    return find_snapshot(registry.workspace, manifest.name)


def seen(view: Snapshot) -> dict[str, list[dict[str, Any]]]:
    """Everything a view shows, table by table."""
    shown = {name: view.table(name).to_dicts() for name in ANALYSIS if name not in ("terms", "labels")}
    return shown | {name: view.identity(name).to_dicts() for name in IDENTITY}


def let_out(
    registry: Registry, profile: Profile = Profile.INTERNAL, now: datetime = NOW
) -> Released[dict[str, list[dict[str, Any]]]]:
    asked = Asked(what="everything", profile=profile, recipient="somebody")
    return release(frozen(registry), asked, seen, registry.workspace, actor=registry.owner, now=now)


def titles(released: Released[dict[str, list[dict[str, Any]]]]) -> list[str]:
    return sorted(row["external_id"] for row in released.content["titles"])


def told(registry: Registry, *cells: Consent) -> None:
    """Two interviews of one person each; the first consents to everything, the second as given."""
    hand(registry, interview(OPEN), interview(CLOSED, consents=cells))


DAY = NOW.date()
INSIDE = "internal-analysis"
UNUSABLE = {
    "not-asked": (),
    "not-asked, and it says so": (consent(CLOSED, INSIDE, NOT_ASKED),),
    "not-asked for this": (consent(CLOSED, "aggregate-statistics"),),
    "refused": (consent(CLOSED, INSIDE, NO),),
    "withdrawn": (consent(CLOSED, INSIDE, withdrawn=DAY),),
    "expired": (consent(CLOSED, INSIDE, until=DAY - timedelta(days=1)),),
}


@pytest.mark.parametrize("why", UNUSABLE)
def test_a_source_that_does_not_permit_it_is_left_out_and_the_release_says_why(registry: Registry, why: str) -> None:
    told(registry, *UNUSABLE[why])
    released = let_out(registry)
    assert titles(released) == [OPEN]
    assert released.withheld == 1
    row = Release.objects.get(id=released.id)
    assert row.withheld == {why.split(" ", maxsplit=1)[0].rstrip(","): 1}


@pytest.mark.parametrize("cell", [consent(CLOSED, INSIDE), consent(CLOSED, INSIDE, until=DAY)])
def test_a_source_that_permits_it_is_let_out(registry: Registry, cell: Consent) -> None:
    told(registry, cell)
    assert titles(let_out(registry)) == [OPEN, CLOSED]


def test_who_is_left_out_appears_nowhere(registry: Registry) -> None:
    """Every id that belongs to the withheld interview is in the snapshot, and in no table of what leaves."""
    told(registry)
    link_everything(registry)
    ids = {str(IDS.source(CLOSED)), f"W-{CLOSED}", "P-0002", CLOSED, f"Interview {CLOSED}"}
    ids |= {str(account(CLOSED, kind, "p1")) for kind in ("person", "case", "stage")}
    whole = repr(seen(frozen(registry)))
    assert {id_ for id_ in ids if id_ in whole} == ids
    left = repr(let_out(registry).content)
    assert {id_ for id_ in ids if id_ in left} == set()


def link_everything(registry: Registry) -> None:
    """Tie the two people, who stay two, by every table that can name both."""
    one, other = account(OPEN, "person", "p1"), account(CLOSED, "person", "p1")
    event = MassEventAccount(
        id=account(OPEN, "mass-event", "m1"),
        source=IDS.source(OPEN),
        external_id="m1",
        lowest=said(500),
        highest=said(600),
        identified=(*said(one), *said(other)),
    )
    hand(registry, with_account(interview(OPEN), relation(OPEN, "r1", one, other), event))
    verdict = Verdict(left=one, right=other, answer=Answer.DIFFERENT)
    decide(VerdictKind.PERSON, verdict, "two", actor=registry.owner, now=NOW)
    made = Conclusion(accounts=frozenset({other}), variable="sex", values=("male",), reason="a photograph")
    conclude(made, registry.workspace, actor=registry.owner, now=NOW)


def test_somebody_told_of_by_a_source_left_out_is_left_out_wherever_told_of(registry: Registry) -> None:
    told(registry)
    same = Verdict(left=account(OPEN, "person", "p1"), right=account(CLOSED, "person", "p1"), answer=Answer.SAME)
    decide(VerdictKind.PERSON, same, "one", actor=registry.owner, now=NOW)
    hand(registry, interview("I-03"))
    released = let_out(registry)
    assert [row["code"] for row in released.content["persons"]] == ["P-0003"]
    assert titles(released) == [OPEN, "I-03"]


def test_permission_comes_from_the_ledger_of_today_and_content_from_the_snapshot(registry: Registry) -> None:
    told(registry, consent(CLOSED, INSIDE))
    snapshot = frozen(registry)
    asked = Asked(what="sources", profile=Profile.INTERNAL)

    def sources(view: Snapshot) -> list[str]:
        return sorted(view.identity("titles")["external_id"])

    before = release(snapshot, asked, sources, registry.workspace, actor=registry.owner, now=NOW)
    hand(registry, interview(CLOSED, consents=(consent(CLOSED, INSIDE, withdrawn=DAY),)), interview("I-03"))
    after = release(snapshot, asked, sources, registry.workspace, actor=registry.owner, now=NOW)
    assert (before.content, after.content) == ([OPEN, CLOSED], [OPEN])
    assert before.snapshot == after.snapshot
    assert before.ledger < after.ledger


def test_what_is_withdrawn_today_is_withdrawn_wherever_the_clock_stands(registry: Registry) -> None:
    """Half past midnight in Seoul is the day before in universal time."""
    told(registry, consent(CLOSED, INSIDE, withdrawn=date(2024, 11, 1)))
    assert titles(let_out(registry, now=datetime(2024, 10, 31, 9, tzinfo=UTC))) == [OPEN, CLOSED]
    assert titles(let_out(registry, now=datetime(2024, 10, 31, 15, 30, tzinfo=UTC))) == [OPEN]


def test_a_release_is_written_down_with_all_that_answers_for_it(registry: Registry) -> None:
    told(registry)
    snapshot = frozen(registry)
    before = position()
    asked = Asked(what="a list", profile=Profile.PUBLIC, recipient="a newspaper")
    released = release(
        snapshot, asked, lambda view: view.manifest.name, registry.workspace, actor=registry.owner, now=NOW
    )
    row = Release.objects.select_related("entry", "snapshot").get()
    assert (row.id, row.snapshot.name, row.ledger) == (released.id, released.snapshot, released.ledger)
    assert (row.what, row.profile, row.purpose, row.recipient) == (
        "a list",
        "public",
        "aggregate-statistics",
        "a newspaper",
    )
    assert (row.entry.operation, row.entry.actor_id, row.entry.number, row.ledger) == (
        "release",
        registry.owner,
        before + 1,
        before,
    )


def test_other_content_has_another_digest(registry: Registry) -> None:
    told(registry)
    snapshot = frozen(registry)
    for content in ("one", "another", "one"):
        asked = Asked(what="a word", profile=Profile.PUBLIC)
        release(snapshot, asked, lambda _, said=content: said, registry.workspace, actor=registry.owner, now=NOW)  # type: ignore[misc]
    first, second, third = Release.objects.order_by("entry__number").values_list("digest", flat=True)
    assert first == third != second


def test_what_could_not_be_made_is_not_written_down(registry: Registry) -> None:
    told(registry)
    snapshot = frozen(registry)
    before = position()

    def broken(view: Snapshot) -> str:
        raise ValueError(view.manifest.name)

    with pytest.raises(ValueError, match="S-"):
        release(
            snapshot, Asked(what="x", profile=Profile.PUBLIC), broken, registry.workspace, actor=registry.owner, now=NOW
        )
    assert (position(), Release.objects.count()) == (before, 0)


def test_single_people_are_shown_to_those_inside_only(registry: Registry) -> None:
    told(registry)
    snapshot = frozen(registry)
    before = position()
    asked = Asked(what="trace grounds religion", profile=Profile.PUBLIC, single_people=True)
    with pytest.raises(OnlyInside) as refused:
        release(snapshot, asked, seen, registry.workspace, actor=registry.owner, now=NOW)
    assert (refused.value.code, position()) == ("release.only-inside", before)
    inside = replace(asked, profile=Profile.INTERNAL)
    assert (
        release(snapshot, inside, seen, registry.workspace, actor=registry.owner, now=NOW).profile is Profile.INTERNAL
    )


@pytest.mark.parametrize(
    "permit", [None, object(), Permit, "permit"], ids=["none", "another object", "the class", "its name"]
)
def test_nothing_is_released_without_the_gates_permit(permit: object) -> None:
    with pytest.raises(NotTheGate):
        Released(
            permit=cast("Permit", permit),
            id=UUID(int=1),
            content="",
            profile=Profile.PUBLIC,
            snapshot="",
            ledger=0,
            withheld=0,
        )


def test_there_is_no_second_permit() -> None:
    with pytest.raises(NotTheGate):
        Permit()


def test_what_was_released_cannot_be_filled_with_something_else(registry: Registry) -> None:
    told(registry)
    released = let_out(registry)
    with pytest.raises((TypeError, ValueError), match="permit"):
        replace(released, content={})  # type: ignore[call-arg]  # that it cannot is what is tested
    with pytest.raises(AttributeError):
        released.content = {}  # type: ignore[misc]
    assert not hasattr(released, "permit")
    assert copy.deepcopy(released) == released


def test_only_the_gate_takes_the_permit_or_makes_a_release() -> None:
    """No other file of the product calls ``Permit()`` or ``Released(…)``, or reaches for the gate's own permit."""
    package = Path(lastseen.__file__).parent
    made = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Permit", "Released"))
        or (isinstance(node, ast.Name | ast.Attribute) and "_PERMIT" in ast.unparse(node))
        or (isinstance(node, ast.ImportFrom) and any(alias.name == "_PERMIT" for alias in node.names))
    }
    assert made == {"operations/release.py"}
