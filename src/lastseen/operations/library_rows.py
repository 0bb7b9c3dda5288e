"""People and sources as they stand in a list, each told apart from others of the same name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any
from uuid import UUID

import polars as pl

from lastseen.domain.accounts import AccountId, CaseAccount, PersonAccount
from lastseen.domain.answers import values
from lastseen.domain.dates import IntervalDate
from lastseen.domain.derive.lines import ABSENT
from lastseen.domain.rights import May, Rights
from lastseen.operations.library_view import View
from lastseen.operations.pages.asked import code_of
from lastseen.storage.search.finding import accounts_numbered
from lastseen.storage.seen import kept


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One person in a list: what all sources that are seen tell, side by side.

    Codes are those of the vocabularies, every one told by any source; ``age`` and ``taken`` reach from the least to the
    most any of them leaves open, and are None where none tells. ``names`` are empty for who may not see them.
    """

    code: str
    names: tuple[str, ...]
    role: tuple[str, ...]
    sex: tuple[str, ...]
    age: tuple[int | None, int | None] | None
    occupation: tuple[str, ...]
    taken: IntervalDate | None
    place: tuple[str, ...]
    first: tuple[str, ...]
    last: tuple[str, ...]
    grounds: tuple[str, ...]
    fate: tuple[str, ...]
    sources: int
    cases: tuple[str, ...]


def person_rows(rights: Rights, view: View, people: Sequence[int]) -> tuple[PersonRow, ...]:
    """Rows of these people, in the order given."""
    lines: dict[int, list[dict[str, Any]]] = {person: [] for person in people}
    for line in view.lines.filter(pl.col("person").is_in(list(people))).iter_rows(named=True):
        lines[line["person"]].append(line)
    names = _names(rights, {line["account"] for line in chain.from_iterable(lines.values())})
    told = {column: _told(view, column, people) for column in _SHOWN}
    about = {row["person"]: row for row in view.people[list(people)].iter_rows(named=True)}
    return tuple(
        _row(about[person], held, names, {column: codes.get(person, ()) for column, codes in told.items()})
        for person, held in lines.items()
    )


_SHOWN = ("role", "sex", "occupation", "place", "first", "last", "grounds", "fate")


def _told(view: View, column: str, people: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The codes of a column told of each of these people, absences left out."""
    rows = view.counted[column].filter(pl.col("person").is_in(list(people))).sort("person", "code")
    found: dict[int, dict[str, None]] = {}
    for person, code in rows.select("person", pl.col("code").cast(pl.String)).iter_rows():
        if not code.startswith(ABSENT):
            found.setdefault(person, {})[code] = None
    return {person: tuple(codes) for person, codes in found.items()}


def _names(rights: Rights, accounts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    if not rights.may(May.IDENTIFY):
        return {}
    return {
        one.account.id.hex: tuple(name.text for name in values(one.account.names))
        for one in kept(rights, (AccountId(UUID(account)) for account in accounts))
        if isinstance(one.account, PersonAccount)
    }


def _row(
    about: Mapping[str, Any],
    lines: Sequence[Mapping[str, Any]],
    names: Mapping[str, tuple[str, ...]],
    codes: Mapping[str, tuple[str, ...]],
) -> PersonRow:
    taken = _hull(lines, "taken")
    return PersonRow(
        code=code_of("person", about["serial"]),
        names=tuple(dict.fromkeys(chain.from_iterable(names.get(line["account"], ()) for line in lines))),
        age=_hull(lines, "age"),
        taken=None if taken is None else IntervalDate(earliest=_day(taken[0]), latest=_day(taken[1])),
        sources=about["sources"],
        cases=tuple(code_of("case", case) for case in sorted({line["case"] for line in lines} - {None})),
        **codes,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One case in a list: its titles, empty for who may not see them, and how many people were taken in it."""

    code: str
    titles: tuple[str, ...]
    people: int


def case_rows(rights: Rights, view: View, cases: Sequence[int]) -> tuple[CaseRow, ...]:
    """Rows of the cases whose oldest accounts have these serials, in the order given."""
    taken = view.lines.filter(pl.col("case").is_in(list(cases))).group_by("case").agg(pl.col("person").n_unique())
    counted = dict(taken.iter_rows())
    alike = {serial: founder for serial, founder in view.cases.items() if founder in counted}
    titles: dict[int, dict[str, None]] = {case: {} for case in cases}
    for serial, title in _titles(rights, {*cases, *alike}):
        titles[alike.get(serial, serial)][title] = None
    return tuple(
        CaseRow(code=code_of("case", case), titles=tuple(titles[case]), people=counted[case]) for case in cases
    )


def _titles(rights: Rights, serials: Iterable[int]) -> list[tuple[int, str]]:
    if not rights.may(May.IDENTIFY):
        return []
    accounts = accounts_numbered(rights, CaseAccount.kind, serials)
    return [
        (one.serial, title)
        for one in kept(rights, accounts)
        if isinstance(one.account, CaseAccount)
        for title in values(one.account.title)
    ]


def _hull(told: Sequence[Mapping[str, Any]], span: str) -> tuple[int | None, int | None] | None:
    ends = [(line[f"{span}_low"], line[f"{span}_high"]) for line in told]
    ends = [(low, high) for low, high in ends if (low, high) != (None, None)]
    if not ends:
        return None
    lows, highs = zip(*ends, strict=True)
    return (None if None in lows else min(lows), None if None in highs else max(highs))


def _day(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(ordinal)
