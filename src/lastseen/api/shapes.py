"""The shapes of what is asked and answered, as the schema at ``/api/openapi.json`` has them.

Answers are read off the frozen pages of the operations: a shape names what is given of one, and nothing else is.
"""

from datetime import date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from ninja import Schema
from pydantic import Field, model_validator

from lastseen.domain.accounts import Involved, Name
from lastseen.domain.answers import Absence, Coded
from lastseen.domain.dates import Age, IntervalDate
from lastseen.operations.pages.sight import Ref

T = TypeVar("T")


class Fault(Schema):
    """What was refused: a stable code, a sentence, and what would mend it."""

    code: str
    message: str
    hint: str


class Problem(Schema):
    """A refusal."""

    error: Fault


class Listed(Schema, Generic[T]):
    """Part of a list: ``total`` is how long the whole of it is, ``page`` counts from one."""

    total: int
    page: int
    size: int
    items: list[T]


class Day(Schema):
    """A day known to lie between two, both within; null is an open end. ``told`` are the words of the source."""

    earliest: date | None
    latest: date | None
    told: str = ""


class Span(Schema):
    """From the least to the most any source leaves open."""

    low: int | None
    high: int | None


class NameOut(Schema):
    """A name as it is told: script by ISO 15924, system of romanisation, kind of name."""

    text: str
    script: str
    system: str
    kind: str


class Named(Schema):
    """A name, and the sources that say it."""

    name: NameOut
    sources: list[str]


class Value(Schema):
    """One value as a source gives it, or why there is none: unknown, refused or not-asked; with its passages.

    A value is a code, a number or a text; of a date, an age, a name, an authority or a person, an object.
    """

    value: Any = None
    absent: str | None = None
    passages: list[UUID] = Field(default_factory=list)

    @model_validator(mode="before")
    @classmethod
    def _read(cls, given: Any) -> Any:
        coded = getattr(given, "_obj", given)
        if not isinstance(coded, Coded):
            return given
        if isinstance(coded.value, Absence):
            return {"absent": coded.value.value, "passages": coded.passages}
        return {"value": plain(coded.value), "passages": coded.passages}


def plain(value: object) -> object:
    """A value of an account as JSON has it."""
    match value:
        case IntervalDate():
            return {"earliest": value.earliest, "latest": value.latest, "told": value.told}
        case Age():
            return {"low": value.low, "high": value.high, "reckoning": value.reckoning.value}
        case Name():
            return {"text": value.text, "script": value.script, "system": value.system, "kind": value.kind}
        case Involved():
            return {"authority": value.authority, "role": value.role}
        case Ref():
            return {"kind": value.kind, "code": value.code}
        case _:
            return value


class Deed(Schema):
    """Who did something, when, and by which entry of the ledger."""

    number: int
    at: datetime
    user: str
    operation: str


class Account(Schema):
    """What one source says of one person, case, stage, fate, relation or the like, field by field."""

    id: UUID
    kind: str
    code: str
    source: str
    name: str
    fields: dict[str, list[Value]]
    entered: Deed
    changed: Deed


class Passage(Schema):
    """A place in the text of a source."""

    id: UUID
    start: int | None
    end: int | None
    quote: str


class SourceShort(Schema):
    """A source in short; ``repeats`` is the one it is derived from."""

    name: str
    kind: str
    day: date | None
    language: str
    compartment: str
    title: str
    interviewee: str
    repeats: str
    derivation: str


class Telling(Schema):
    """What one independent source tells of a disappearance: its chain of custody stages, fates and answers."""

    source: str
    origin: str
    chain: list[Account]
    fates: list[Account]
    responses: list[Account]


class Disappearance(Schema):
    """One person taken in one case: findings, and each source's telling of it."""

    id: UUID
    person: str
    case: str | None
    sequence: int
    outcomes: list[str]
    standards: list[str]
    tellings: list[Telling]


class Decision(Schema):
    """A conclusion or a finding, by whom and why; ``taken_back`` where it stands no more."""

    id: UUID
    subject: str
    values: list[str]
    cases: list[str]
    reason: str
    made: Deed
    taken_back: Deed | None


class AccountKey(Schema):
    """An account by its source and its name there, with the code of whom it tells of."""

    id: UUID
    kind: str
    code: str
    source: str
    name: str
    is_withdrawn: bool


class VerdictOut(Schema):
    """A verdict between two accounts."""

    id: UUID
    kind: str
    answer: str
    ends: list[AccountKey]
    reason: str
    made: Deed
    taken_back: Deed | None


class PersonLine(Schema):
    """A person in a list: every name and code any source tells; ``sources`` counts independent ones."""

    code: str
    names: list[str]
    role: list[str]
    sex: list[str]
    age: Span | None
    occupation: list[str]
    taken: Day | None
    place: list[str]
    first: list[str]
    last: list[str]
    grounds: list[str]
    fate: list[str]
    sources: int
    cases: list[str]

    @model_validator(mode="before")
    @classmethod
    def _read(cls, given: Any) -> Any:
        row = getattr(given, "_obj", given)
        if not hasattr(row, "age") or not isinstance(row.age, tuple):
            return given
        low, high = row.age
        shown = {name: getattr(row, name) for name in cls.model_fields}
        return {**shown, "age": {"low": low, "high": high}}


class Person(Schema):
    """Everything the token sees of one person, account by account."""

    code: str
    aliases: list[str]
    names: list[Named]
    accounts: list[Account]
    takings: list[Disappearance]
    conclusions: list[Decision]
    findings: list[Decision]
    verdicts: list[VerdictOut]
    sources: list[SourceShort]
    passages: list[Passage]

    @staticmethod
    def resolve_passages(page: Any) -> list[Any]:
        """The passages the accounts cite."""
        return list(page.passages.values())


class CaseShort(Schema):
    """A case by its code: its titles, and how many people were taken in it."""

    code: str
    titles: list[str]
    people: int


class CaseLine(Schema):
    """A case in a list, with the codes any source tells of how its people were taken."""

    case: CaseShort
    taken: Day | None
    province: list[str]
    grounds: list[str]
    first: list[str]
    sources: int


class Taken(Schema):
    """Somebody taken in a case, and how."""

    person: "PersonShort"
    taking: Disappearance | None


class PersonShort(Schema):
    """Somebody in short."""

    code: str
    names: list[NameOut]
    roles: list[str]


class Case(Schema):
    """Everything the token sees of one case; ``people`` are a page of those taken in it."""

    code: str
    aliases: list[str]
    accounts: list[Account]
    people: list[Taken]
    total: int
    findings: list[Decision]
    verdicts: list[VerdictOut]
    sources: list[SourceShort]

    @staticmethod
    def resolve_people(page: Any) -> list[Any]:
        """Those shown of the people."""
        return list(page.people.items)

    @staticmethod
    def resolve_total(page: Any) -> int:
        """How many people there are."""
        total: int = page.people.total
        return total


class SourceLine(Schema):
    """A source in a list: how many people and cases it tells of, and how far its coding is."""

    source: SourceShort
    persons: int
    cases: int
    state: str
