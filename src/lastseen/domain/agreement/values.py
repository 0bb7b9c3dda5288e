"""What two readings of one unit say, field by field, and whether they say the same."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lastseen.domain.accounts import Account, AccountId, FieldSpec, ValueKind, specs
from lastseen.domain.agreement.model import Unit
from lastseen.domain.answers import Absence, Said
from lastseen.domain.dates import full_years


def plain(value: Any, kind: ValueKind, joined: Mapping[AccountId, AccountId]) -> object:
    """A value as it is compared: dates and ages by their ends, names and texts by their letters, accounts by unit.

    In which words a date was told, in which script or system a name is written, and which passages are cited, is no
    difference of what is said. ``joined`` gives the first reading's account for one of the second's.
    """
    match kind:
        case ValueKind.DATE:
            return (value.earliest, value.latest)
        case ValueKind.AGE:
            return full_years(value)
        case ValueKind.NAME:
            return (_letters(value.text), value.kind)
        case ValueKind.TEXT:
            return _letters(value)
        case ValueKind.ACCOUNT:
            return joined.get(value, value)
        case _:
            found: object = value
            return found


def _letters(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One field of which at least one of two readings of a unit says something."""

    field: str
    spec: FieldSpec
    first: Said[Any]
    second: Said[Any]
    same: bool


def aliases(units: tuple[Unit, ...]) -> dict[AccountId, AccountId]:
    """The first reading's account for each of the second's that is of the same unit."""
    return {u.second.id: u.first.id for u in units if u.first is not None and u.second is not None}


def compare(unit: Unit, joined: Mapping[AccountId, AccountId]) -> tuple[Compared, ...]:
    """The fields of a unit that both readings found; none of one that only one of them did."""
    if unit.first is None or unit.second is None:
        return ()
    return tuple(
        Compared(field=name, spec=spec, first=ours, second=theirs, same=_same(ours, theirs, spec, joined))
        for name, spec in specs(type(unit.first)).items()
        if (ours := getattr(unit.first, name)) or theirs_of(unit.second, name)
        for theirs in (theirs_of(unit.second, name),)
    )


def theirs_of(account: Account, name: str) -> Said[Any]:
    """What an account says for a field."""
    said: Said[Any] = getattr(account, name)
    return said


def _same(ours: Said[Any], theirs: Said[Any], spec: FieldSpec, joined: Mapping[AccountId, AccountId]) -> bool:
    return said_plainly(ours, spec, joined) == said_plainly(theirs, spec, joined)


def said_plainly(said: Said[Any], spec: FieldSpec, joined: Mapping[AccountId, AccountId]) -> frozenset[object]:
    """Everything said for a field, absences too, as it is compared."""
    return frozenset(
        coded.value if isinstance(coded.value, Absence) else plain(coded.value, spec.kind, joined) for coded in said
    )
