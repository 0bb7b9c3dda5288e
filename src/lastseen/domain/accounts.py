"""Accounts: what one source says of one person, stage, fate, relation, case, response, effort or mass event.

Every field is a :data:`~lastseen.domain.answers.Said`: the values this one source gives, each with its passages.
A field's metadata names what kind of value it holds, which vocabulary its codes come from, and how sensitive it is;
storage, intake, audit and snapshot all work from that one description.
"""

from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import ClassVar, NewType, cast
from uuid import UUID

from lastseen.domain.answers import Code, Said
from lastseen.domain.dates import Age, IntervalDate

AccountId = NewType("AccountId", UUID)
SourceId = NewType("SourceId", UUID)


class Sensitivity(StrEnum):
    """Who may see a field: everybody, those inside, or those with the right to identities."""

    PUBLIC = "public"
    INTERNAL = "internal"
    IDENTITY = "identity"


class ValueKind(StrEnum):
    """How a field's values are written down."""

    CODE = "code"
    DATE = "date"
    AGE = "age"
    NAME = "name"
    AUTHORITY = "authority"
    ACCOUNT = "account"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name as one source writes or says it: text, script (ISO 15924), romanisation system, kind of name."""

    text: str
    script: str = ""
    system: str = ""
    kind: str = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Involved:
    """An authority in its role at one custody stage: depriving, ordering, supervising or receiving."""

    authority: Code
    role: Code


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """What one field of an account holds."""

    kind: ValueKind
    vocabulary: str = ""
    sensitivity: Sensitivity = Sensitivity.INTERNAL
    many: bool = False


def _said(
    kind: ValueKind,
    vocabulary: str = "",
    *,
    sensitivity: Sensitivity = Sensitivity.INTERNAL,
    many: bool = False,
) -> Said[object]:
    spec = FieldSpec(kind, vocabulary, sensitivity, many)
    return cast("Said[object]", field(default=(), metadata={"spec": spec}))


def _code(vocabulary: str, *, many: bool = False) -> Said[Code]:
    return cast("Said[Code]", _said(ValueKind.CODE, vocabulary, many=many))


def _date() -> Said[IntervalDate]:
    return cast("Said[IntervalDate]", _said(ValueKind.DATE))


def _account(kind: str, *, many: bool = False) -> Said[AccountId]:
    return cast("Said[AccountId]", _said(ValueKind.ACCOUNT, kind, many=many))


def _text() -> Said[str]:
    return cast("Said[str]", _said(ValueKind.TEXT, sensitivity=Sensitivity.IDENTITY))


INTERVIEWEE = AccountId(UUID("00000000-0000-5000-8000-000000000001"))
"""Stands for the person who speaks, wherever an account points at a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What every account has: its own id, the source that says it, and the source's own key for it."""

    kind: ClassVar[str] = ""

    id: AccountId
    source: SourceId
    external_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAccount(Account):
    """What one source says of one person."""

    kind: ClassVar[str] = "person"

    names: Said[Name] = cast(
        "Said[Name]", _said(ValueKind.NAME, "name-script", sensitivity=Sensitivity.IDENTITY, many=True)
    )
    role: Said[Code] = _code("role")
    sex: Said[Code] = _code("sex")
    birth: Said[IntervalDate] = _date()
    age: Said[Age] = cast("Said[Age]", _said(ValueKind.AGE))
    occupation: Said[Code] = _code("occupation", many=True)
    residence: Said[Code] = _code("place")
    relation_to_interviewee: Said[Code] = _code("relation")
    remark: Said[str] = _text()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAccount(Account):
    """One operation or one continuing act, as one source tells it: who was deprived of liberty together."""

    kind: ClassVar[str] = "case"

    title: Said[str] = _text()
    follows: Said[AccountId] = _account("case", many=True)
    chain_kind: Said[Code] = _code("chain-kind")


@dataclass(frozen=True, slots=True, kw_only=True)
class StageAccount(Account):
    """One custody stage of one person as one source tells it, after ICPPED Art. 17(3)(a)-(h)."""

    kind: ClassVar[str] = "stage"

    person: Said[AccountId] = _account("person")
    case: Said[AccountId] = _account("case")
    order: Said[int] = cast("Said[int]", _said(ValueKind.NUMBER))
    stage: Said[Code] = _code("stage-kind")
    authorities: Said[Involved] = cast("Said[Involved]", _said(ValueKind.AUTHORITY, "authority", many=True))
    place_from: Said[Code] = _code("place")
    place: Said[Code] = _code("place")
    facility: Said[Code] = _code("facility")
    start: Said[IntervalDate] = _date()
    end: Said[IntervalDate] = _date()
    grounds: Said[Code] = _code("grounds", many=True)
    on_account_of: Said[AccountId] = _account("person", many=True)
    basis: Said[Code] = _code("basis")
    health: Said[str] = _text()


@dataclass(frozen=True, slots=True, kw_only=True)
class FateAccount(Account):
    """What one source says became of a person, as of when, and how it knows."""

    kind: ClassVar[str] = "fate"

    person: Said[AccountId] = _account("person")
    status: Said[Code] = _code("fate-status")
    as_of: Said[IntervalDate] = _date()
    place: Said[Code] = _code("place")
    basis: Said[Code] = _code("basis")


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationAccount(Account):
    """A tie between two people as one source tells it: what ``person`` is to ``other``."""

    kind: ClassVar[str] = "relation"

    person: Said[AccountId] = _account("person")
    other: Said[AccountId] = _account("person")
    relation: Said[Code] = _code("relation")
    basis: Said[Code] = _code("basis")


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseAccount(Account):
    """What an authority answered about a person: feeds the third element of ICPPED Art. 2."""

    kind: ClassVar[str] = "response"

    person: Said[AccountId] = _account("person")
    response: Said[Code] = _code("response-kind")
    authority: Said[Code] = _code("authority")
    start: Said[IntervalDate] = _date()
    basis: Said[Code] = _code("basis")


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortAccount(Account):
    """What was done to find a person, as one source tells it."""

    kind: ClassVar[str] = "effort"

    person: Said[AccountId] = _account("person")
    effort: Said[Code] = _code("effort-kind")
    start: Said[IntervalDate] = _date()


@dataclass(frozen=True, slots=True, kw_only=True)
class MassEventAccount(Account):
    """Unnamed people taken or returned at once: what one source says of how many, when, where, by whom.

    With a ``crossing`` the numbers are those of the part of the event that went that way, else those of the whole: a
    source that tells both gives an account of each. ``identified`` names the people of this source who were identified
    out of what it numbers; they are never added to it.
    """

    kind: ClassVar[str] = "mass-event"

    event: Said[str] = cast("Said[str]", _said(ValueKind.TEXT))
    crossing: Said[Code] = _code("place")
    lowest: Said[int] = cast("Said[int]", _said(ValueKind.NUMBER))
    highest: Said[int] = cast("Said[int]", _said(ValueKind.NUMBER))
    stage: Said[Code] = _code("stage-kind")
    start: Said[IntervalDate] = _date()
    place_from: Said[Code] = _code("place", many=True)
    place: Said[Code] = _code("place", many=True)
    authorities: Said[Involved] = cast("Said[Involved]", _said(ValueKind.AUTHORITY, "authority", many=True))
    identified: Said[AccountId] = _account("person", many=True)


ACCOUNT_TYPES: dict[str, type[Account]] = {
    cls.kind: cls
    for cls in (
        PersonAccount,
        CaseAccount,
        StageAccount,
        FateAccount,
        RelationAccount,
        ResponseAccount,
        EffortAccount,
        MassEventAccount,
    )
}


_SPECS = {
    kind: {f.name: cast("FieldSpec", f.metadata["spec"]) for f in fields(cls) if "spec" in f.metadata}
    for kind, cls in ACCOUNT_TYPES.items()
}


def specs(kind: type[Account]) -> dict[str, FieldSpec]:
    """The coded fields of an account type, by name, in order."""
    return _SPECS[kind.kind]
