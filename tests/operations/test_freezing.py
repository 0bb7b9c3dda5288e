"""What a snapshot holds of each account: its values without words, its words apart, and why things were decided."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lastseen.domain.accounts import (
    INTERVIEWEE,
    Account,
    CaseAccount,
    Involved,
    MassEventAccount,
    PersonAccount,
    StageAccount,
)
from lastseen.domain.answers import Absence, Code, Coded
from lastseen.domain.coding import CodedSource
from lastseen.domain.dates import Age, Reckoning, parse_date
from lastseen.domain.decisions import Conclusion
from lastseen.operations.snapshots import find_snapshot, take_snapshot
from lastseen.operations.verdicts import conclude, find
from lastseen.snapshot import Snapshot
from tests.coded import IDS, account, found, hand, interview, said, with_account
from tests.conftest import NOW, Registry

STAGE = account("I-01", "stage", "p1")
VALUE = ("code", "low", "high", "number_low", "number_high", "other", "role", "absence")


def frozen(registry: Registry) -> Snapshot:
    return find_snapshot(registry.workspace, take_snapshot(registry.workspace, actor=registry.owner, now=NOW).name)


def telling(**fields: Any) -> CodedSource:
    """An interview whose one stage says these things."""
    coded = interview("I-01")
    accounts = [replace(a, **fields) if isinstance(a, StageAccount) else a for a in coded.accounts]
    return replace(coded, accounts=tuple(accounts))


def of_stage(snapshot: Snapshot) -> dict[str, list[dict[str, Any]]]:
    """What the one stage says, by field, leaving out what is empty."""
    lines: dict[str, list[dict[str, Any]]] = {}
    for line in snapshot.table("said").sort("field", "position").iter_rows(named=True):
        if line["account"] == str(STAGE):
            value = {name: line[name] for name in VALUE if line[name] is not None}
            lines.setdefault(line["field"], []).append({"position": line["position"], **value})
    return lines


def test_every_value_of_an_account_is_held_by_its_field_and_place(registry: Registry) -> None:
    hand(
        registry,
        telling(
            order=said(2),
            start=said(parse_date("March 1997")),
            end=said(parse_date("before 1999")),
            grounds=(Coded(value=Code("association")), Coded(value=Code("religion"))),
            authorities=said(Involved(authority=Code("mss"), role=Code("depriving"))),
            on_account_of=(Coded(value=INTERVIEWEE), Coded(value=account("I-01", "person", "p1"))),
            place=(Coded(value=Absence.REFUSED),),
        ),
    )
    assert of_stage(frozen(registry)) == {
        "stage.authorities": [{"position": 1, "code": "mss", "role": "depriving"}],
        "stage.case": [{"position": 1, "other": str(account("I-01", "case", "p1"))}],
        "stage.end": [{"position": 1, "high": date(1998, 12, 31)}],
        "stage.grounds": [{"position": 1, "code": "association"}, {"position": 2, "code": "religion"}],
        "stage.on_account_of": [
            {"position": 1, "code": "interviewee"},
            {"position": 2, "other": str(account("I-01", "person", "p1"))},
        ],
        "stage.order": [{"position": 1, "number_low": 2, "number_high": 2}],
        "stage.person": [{"position": 1, "other": str(account("I-01", "person", "p1"))}],
        "stage.place": [{"position": 1, "absence": "refused"}],
        "stage.stage": [{"position": 1, "code": "arrest"}],
        "stage.start": [{"position": 1, "low": date(1997, 3, 1), "high": date(1997, 3, 31)}],
    }


@pytest.mark.parametrize(
    ("reckoning", "years"), [(Reckoning.FULL, (33, 33)), (Reckoning.KOREAN, (31, 32)), (Reckoning.UNSTATED, (31, 33))]
)
def test_an_age_is_held_in_full_years(registry: Registry, reckoning: Reckoning, years: tuple[int, int]) -> None:
    coded = interview("I-01")
    person, *others = coded.accounts
    assert isinstance(person, PersonAccount)
    aged = replace(person, age=said(Age(low=33, high=33, reckoning=reckoning)))
    hand(registry, replace(coded, accounts=(aged, *others)))
    lines = frozen(registry).table("said").rows_by_key("field", named=True, unique=True)
    assert (lines["person.age"]["number_low"], lines["person.age"]["number_high"]) == years


def test_words_are_held_in_the_sealed_part_and_nowhere_else(registry: Registry) -> None:
    """Texts, and dates as they were told; a text that is refused is an absence like any other."""
    title = CaseAccount(id=account("I-01", "case", "c9"), source=IDS.source("I-01"), external_id="c9")
    event = MassEventAccount(
        id=account("I-01", "mass-event", "m1"), source=IDS.source("I-01"), external_id="m1", event=said("the crossing")
    )
    more: tuple[Account, ...] = (replace(title, title=(Coded(value=Absence.REFUSED),)), event)
    hand(registry, with_account(telling(health=said("coughed blood"), start=said(parse_date("March 1997"))), *more))
    snapshot = frozen(registry)
    assert sorted(snapshot.identity("texts").iter_rows()) == sorted(
        [
            (str(STAGE), "stage.health", "coughed blood"),
            (str(STAGE), "stage.start", "March 1997"),
            (str(event.id), "mass-event.event", "the crossing"),
        ]
    )
    told = repr(snapshot.table("said").to_dicts())
    assert [words for words in ("coughed", "March", "crossing", "고은별") if words in told] == []
    refused = snapshot.table("said").rows_by_key("field", named=True)["case.title"]
    assert [(line["account"], line["absence"]) for line in refused] == [(str(title.id), "refused")]


def test_reasons_are_those_of_conclusions_and_of_findings_with_person_and_case(registry: Registry) -> None:
    hand(registry, interview("I-01", "p1", "p2"))
    p1, p2, case = (account("I-01", kind, name) for kind, name in (("person", "p1"), ("person", "p2"), ("case", "p2")))
    made = Conclusion(accounts=frozenset({p1}), variable="age", values=("30", "32"), reason="a school record")
    conclude(made, registry.workspace, actor=registry.owner, now=NOW)
    find([found("I-01", "p2")], registry.workspace, actor=registry.owner, now=NOW)
    source = [str(IDS.source("I-01"))]
    assert frozen(registry).identity("reasons").rows() == [
        (str(p1), "age", "30 … 32", "a school record", [], source),
        (str(p2), "finding", "enforced-disappearance · credible", "as the interview tells it", [str(case)], source),
    ]


def test_terms_of_places_are_on_the_map_and_others_are_not(registry: Registry) -> None:
    hand(registry, interview("I-01"))
    terms = frozen(registry).table("terms").select("vocabulary", "code", "latitude", "longitude")
    where = {(vocabulary, code): degrees for vocabulary, code, *degrees in terms.iter_rows()}
    assert (where["place", "hyesan"], where["place", "KP"]) == ([41.4, 128.18], [None, None])
    assert {vocabulary for (vocabulary, _), degrees in where.items() if degrees != [None, None]} == {"place"}
