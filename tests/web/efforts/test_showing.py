"""Efforts told and our own on one line of time."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from lastseen.domain.accounts import AccountId
from lastseen.domain.answers import Code
from lastseen.domain.dates import parse_date
from lastseen.exchange.vocabularies import load_vocabularies
from lastseen.operations.pages import AccountTold, Deed, Ref
from lastseen.web.efforts.showing import tried
from lastseen.web.speech import Speech
from tests.coded import said

SPEECH = Speech(language="en", vocabularies=load_vocabularies("dprk", None), passages={})
DEED = Deed(number=1, at=datetime(2024, 10, 31, tzinfo=UTC), user="owner", operation="hand-in")


def told(number: int, person: str, answer: str = "denied", day: str = "2011-12-17") -> AccountTold:
    """What one source says an authority answered about somebody."""
    return AccountTold(
        id=AccountId(UUID(int=number)),
        kind="response",
        code="",
        source="I-01",
        name=f"r{number}",
        fields={
            "person": said(Ref(kind="person", code=person)),
            "response": said(Code(answer)),
            "start": said(parse_date(day)),
        },
        entered=DEED,
        changed=DEED,
    )


def lines(*accounts: AccountTold) -> list[tuple[date | None, list[str]]]:
    """The day of each line, and of whom it is told."""
    shown = tried(SPEECH, accounts, ())
    return [(line.day, [value.code for value in line.told.person]) for line in shown if line.told is not None]


def test_what_a_source_tells_alike_of_several_stands_once_with_all_of_them() -> None:
    assert lines(told(1, "P-0001"), told(2, "P-0002"), told(3, "P-0001")) == [
        (date(2011, 12, 17), ["P-0001", "P-0002"])
    ]


def test_what_is_told_otherwise_or_by_another_stands_apart_in_the_order_of_days() -> None:
    first = told(1, "P-0001")
    others = told(2, "P-0002", day="2011-01-01"), told(3, "P-0003", answer="silent"), replace(first, source="I-02")
    assert [people for _, people in lines(first, *others)] == [["P-0002"], ["P-0001"], ["P-0003"], ["P-0001"]]
