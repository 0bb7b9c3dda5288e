"""Accounts as plain structures and back: what storage keeps and what audit compares.

One value is ``{"v": …}`` or, for an absence, ``{"a": "unknown"}``; ``"p"`` lists its passages. Dates are
``[earliest, latest, told]`` in ISO, ages ``[low, high, reckoning]``, names ``[text, script, system, kind]``,
authorities ``[authority, role]``.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, assert_never, cast
from uuid import UUID

from lastseen.domain.accounts import (
    ACCOUNT_TYPES,
    Account,
    AccountId,
    Involved,
    Name,
    Sensitivity,
    SourceId,
    ValueKind,
    specs,
)
from lastseen.domain.answers import Absence, Code, Coded, PassageId, Said
from lastseen.domain.dates import Age, IntervalDate, Reckoning

Encoded = dict[str, list[dict[str, Any]]]
"""Field name to its values. ``Any`` because this is JSON: the shape is checked when it is decoded."""


def encode(account: Account) -> dict[Sensitivity, Encoded]:
    """The values of an account by sensitivity, leaving out fields on which nothing is said."""
    parts: dict[Sensitivity, Encoded] = {}
    for name, spec in specs(type(account)).items():
        said: Said[Any] = getattr(account, name)
        if said:
            parts.setdefault(spec.sensitivity, {})[name] = [_encoded(coded, spec.kind) for coded in said]
    return parts


def decode(kind: str, account: AccountId, source: SourceId, external_id: str, parts: Sequence[Encoded]) -> Account:
    """The account these values make. Values of erased parts are simply absent."""
    cls = ACCOUNT_TYPES[kind]
    fields = {
        name: tuple(_decoded(value, specs(cls)[name].kind) for value in said)
        for part in parts
        for name, said in part.items()
    }
    return cls(id=account, source=source, external_id=external_id, **cast("dict[str, Any]", fields))


def with_words(kind: str, values: Encoded, change: Callable[[str], str]) -> Encoded:
    """The values of an account with the words in which dates were told changed; the days stay."""
    dates = {name for name, spec in specs(ACCOUNT_TYPES[kind]).items() if spec.kind is ValueKind.DATE}
    return {
        name: [_told_otherwise(one, change) if name in dates else one for one in said] for name, said in values.items()
    }


def _told_otherwise(value: dict[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    if "v" not in value or not value["v"][2]:
        return value
    return {**value, "v": [*value["v"][:2], change(value["v"][2])]}


def changed_fields(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[str, ...]:
    """The fields that differ between two encoded versions, in alphabetical order."""
    return tuple(sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name)))


def _encoded(coded: Coded[Any], kind: ValueKind) -> dict[str, Any]:
    value: dict[str, Any] = (
        {"a": coded.value.value} if isinstance(coded.value, Absence) else {"v": _plain(coded.value, kind)}
    )
    if coded.passages:
        value["p"] = [str(passage) for passage in coded.passages]
    return value


def _decoded(value: Mapping[str, Any], kind: ValueKind) -> Coded[Any]:
    passages = tuple(PassageId(UUID(passage)) for passage in value.get("p", ()))
    if "a" in value:
        return Coded(value=Absence(value["a"]), passages=passages)
    return Coded(value=_typed(value["v"], kind), passages=passages)


def _plain(value: Any, kind: ValueKind) -> object:
    match kind:
        case ValueKind.CODE | ValueKind.NUMBER | ValueKind.TEXT:
            return value
        case ValueKind.ACCOUNT:
            return str(value)
        case ValueKind.DATE:
            return [_iso(value.earliest), _iso(value.latest), value.told]
        case ValueKind.AGE:
            return [value.low, value.high, value.reckoning.value]
        case ValueKind.NAME:
            return [value.text, value.script, value.system, value.kind]
        case ValueKind.AUTHORITY:
            return [value.authority, value.role]
        case _:
            assert_never(kind)


def _typed(plain: Any, kind: ValueKind) -> object:
    match kind:
        case ValueKind.CODE | ValueKind.NUMBER | ValueKind.TEXT:
            return plain
        case ValueKind.ACCOUNT:
            return AccountId(UUID(plain))
        case ValueKind.DATE:
            return IntervalDate(earliest=_day(plain[0]), latest=_day(plain[1]), told=plain[2])
        case ValueKind.AGE:
            return Age(low=plain[0], high=plain[1], reckoning=Reckoning(plain[2]))
        case ValueKind.NAME:
            return Name(text=plain[0], script=plain[1], system=plain[2], kind=plain[3])
        case ValueKind.AUTHORITY:
            return Involved(authority=Code(plain[0]), role=Code(plain[1]))
        case _:
            assert_never(kind)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
