"""How an interview was held: particulars of it, each recorded, changed and taken back on its own.

Every particular says what it says by fields of a few kinds, and each field may be left out. Storage, forms, pages and
histories all work from the description of these fields. That nothing is on record about something never means that it
did not happen.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, time
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, assert_never, get_args, get_origin, get_type_hints
from uuid import UUID

from lastseen.domain.accounts import AccountId, SourceId
from lastseen.domain.answers import Absence
from lastseen.domain.conduct_words import (
    Agreed,
    Channel,
    Fate,
    Halt,
    HaltedBy,
    Kept,
    Offered,
    PlaceKind,
    Presence,
    Progress,
    Service,
    Whether,
)


class Detail(StrEnum):
    """What kind of thing a field of a particular says."""

    LINE = "line"
    TEXT = "text"
    CODE = "code"
    """The code of a person, never their name."""
    LANGUAGES = "languages"
    CHOICE = "choice"
    DAY = "day"
    TIME = "time"
    STATEMENT = "statement"
    QUESTIONNAIRE = "questionnaire"
    ANSWERS = "answers"
    QUOTE = "quote"
    """Words that stand in the transcript."""
    PERSON = "person"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class DetailSpec:
    """What one field of a particular holds; ``choices`` are its words, where it is chosen."""

    kind: Detail
    choices: type[StrEnum] | None = None


Line = Annotated[str, Detail.LINE]
Text = Annotated[str, Detail.TEXT]
PersonCode = Annotated[str, Detail.CODE]
Languages = Annotated[str, Detail.LANGUAGES]
Day = Annotated[date | None, Detail.DAY]
Time = Annotated[time | None, Detail.TIME]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What became of one question: asked and answered, or one of the three ways of having no answer."""

    absence: Absence | None = None
    quote: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Particular:
    """One thing on record of how an interview was held."""

    part: ClassVar[str] = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said at all."""
        return not encoded(self)

    def due(self, entered: date) -> date | None:
        """The day on which something is to be done about it, where it was entered on a day; None for nothing."""
        del entered
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Particular):
    """Which questionnaire was used, and what became of each question, by its code. One for an interview."""

    part: ClassVar[str] = "asked"

    questionnaire: Annotated[str, Detail.QUESTIONNAIRE] = ""
    answers: Annotated[Mapping[str, Answered], Detail.ANSWERS] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Particular):
    """A statement on safety or consent that was read, and what the interviewee said to it."""

    part: ClassVar[str] = "reading"

    statement: Annotated[str, Detail.STATEMENT] = ""
    language: Languages = ""
    day: Day = None
    at: Time = None
    agreed: Agreed | None = None
    witness: PersonCode = ""
    note: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Present(Particular):
    """Somebody who was there beside the interviewee."""

    part: ClassVar[str] = "present"

    role: Presence | None = None
    code: PersonCode = ""
    languages: Languages = ""
    sworn: Whether | None = None
    note: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session(Particular):
    """One time that people spoke with each other, and by what it was kept."""

    part: ClassVar[str] = "session"

    day: Day = None
    start: Time = None
    end: Time = None
    channel: Channel | None = None
    place: PlaceKind | None = None
    kept: Kept | None = None
    kept_from: Time = None
    note: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interruption(Particular):
    """A break or the end of an interview before its end: who wanted it, why, and what happens with what was said."""

    part: ClassVar[str] = "interruption"

    halt: Halt | None = None
    day: Day = None
    at: Time = None
    resumed: Time = None
    by: HaltedBy | None = None
    why: Text = ""
    fate: Fate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Distress(Particular):
    """Distress that was seen, and what was done."""

    part: ClassVar[str] = "distress"

    day: Day = None
    at: Time = None
    seen: Text = ""
    done: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral(Particular):
    """Help that was offered, whether it was accepted, and when to ask how it went."""

    part: ClassVar[str] = "referral"

    service: Service | None = None
    to: Line = ""
    day: Day = None
    offered: Offered | None = None
    follow_up: Day = None
    followed: Day = None
    note: Text = ""

    def due(self, entered: date) -> date | None:
        """The day of the follow-up, until it was done."""
        del entered
        return None if self.followed is not None else self.follow_up


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Particular):
    """How the interviewee can be reached without harm: when, by what, through whom, and what must never be done."""

    part: ClassVar[str] = "contact"

    channel: Channel | None = None
    times: Line = ""
    through: PersonCode = ""
    never: Text = ""
    note: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBack(Particular):
    """A question to ask the interviewee later: why, about which passage or person, until when, and what came of it."""

    part: ClassVar[str] = "callback"

    question: Text = ""
    why: Text = ""
    person: Annotated[AccountId | None, Detail.PERSON] = None
    quote: Annotated[str, Detail.QUOTE] = ""
    wanted: Day = None
    progress: Progress | None = None
    answered: Day = None
    answered_in: Annotated[SourceId | None, Detail.SOURCE] = None
    note: Text = ""

    def due(self, entered: date) -> date | None:
        """The day until which an answer is wanted, or that on which it was asked for; None once that is over."""
        if self.progress in (Progress.ANSWERED, Progress.NOT_POSSIBLE):
            return None
        return self.wanted or entered


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticularDue:
    """A particular about which something is to be done on a day, by the name of its interview."""

    source: str
    item: UUID
    particular: Particular
    due: date


PARTICULARS: Mapping[str, type[Particular]] = MappingProxyType(
    {cls.part: cls for cls in (Asked, Reading, Present, Session, Interruption, Distress, Referral, Contact, CallBack)}
)
"""Every kind of particular, by the name of its part, in the order of a page."""


def _spec(hint: Any) -> DetailSpec:
    """What a field holds, by its annotation: marked with its kind, or a choice."""
    if get_origin(hint) is Annotated:
        return DetailSpec(hint.__metadata__[0])
    return DetailSpec(Detail.CHOICE, get_args(hint)[0])


_DETAILS: Mapping[str, Mapping[str, DetailSpec]] = {
    part: {f.name: _spec(get_type_hints(cls, include_extras=True)[f.name]) for f in fields(cls)}
    for part, cls in PARTICULARS.items()
}


def details(particular: type[Particular]) -> Mapping[str, DetailSpec]:
    """The fields of a kind of particular, by name, in the order in which they are asked for."""
    return _DETAILS[particular.part]


def encoded(particular: Particular) -> dict[str, Any]:
    """A particular as plain values that JSON can hold, without the fields on which nothing is said."""
    said = ((name, getattr(particular, name)) for name in details(type(particular)))
    return {name: _plain(value) for name, value in said if value not in (None, "", {})}


def _plain(value: Any) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, Mapping):
        return {code: [one.absence, one.quote, one.note] for code, one in sorted(value.items())}
    return str(value)


def decoded(part: str, values: Mapping[str, Any]) -> Particular:
    """The particular that :func:`encoded` made these values of."""
    known = details(PARTICULARS[part])
    typed: dict[str, Any] = {name: _typed(known[name], value) for name, value in values.items()}
    return PARTICULARS[part](**typed)


def _typed(spec: DetailSpec, value: Any) -> object:
    match spec.kind:
        case Detail.DAY:
            return date.fromisoformat(value)
        case Detail.TIME:
            return time.fromisoformat(value)
        case Detail.PERSON | Detail.SOURCE:
            return UUID(value)
        case Detail.ANSWERS:
            return {code: _answered(*one) for code, one in value.items()}
        case Detail.CHOICE:
            return None if spec.choices is None else spec.choices(value)
        case (
            Detail.LINE
            | Detail.TEXT
            | Detail.CODE
            | Detail.LANGUAGES
            | Detail.STATEMENT
            | Detail.QUESTIONNAIRE
            | Detail.QUOTE
        ):
            return value
        case _:
            assert_never(spec.kind)


def _answered(absence: str | None, quote: str, note: str) -> Answered:
    return Answered(absence=None if absence is None else Absence(absence), quote=quote, note=note)
