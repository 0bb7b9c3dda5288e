"""What a change of many at once would do, row by row: to whom, from what, and to whom not, for which reason."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from lastseen.domain.accounts import AccountId
from lastseen.domain.derive.answers import Possible
from lastseen.domain.derive.cases import Disappearance
from lastseen.domain.derive.variables import SHAPES, VARIABLES, Shape
from lastseen.domain.errors import Refusal
from lastseen.domain.protection import Hold
from lastseen.domain.rights import May, Rights
from lastseen.domain.sources import Source
from lastseen.domain.verdicts import VerdictKind
from lastseen.operations.library_choosing import Chosen, chosen, conditions
from lastseen.operations.library_contents import library_of
from lastseen.operations.library_query import Query
from lastseen.operations.library_view import View
from lastseen.operations.library_words import worded
from lastseen.operations.pages.asked import code_of
from lastseen.operations.pages.near import Near, read_near
from lastseen.operations.pages.parts import Answer, PersonShort, short, taking
from lastseen.operations.protections import protections
from lastseen.operations.workspace import Workspace
from lastseen.storage.search.finding import accounts_numbered

MOST = 500
"""How many people or interviews may be changed at once: so many that somebody can still look at each."""
_TOGETHER = 100
"""How many people are read together."""

OF_PERSON = frozenset(v.name for v in VARIABLES if v.fields and all(f.startswith("person.") for f in v.fields))
"""The variables that are of the person; of any other, each taking has a value of its own."""


class TooMany(Refusal):
    """More is to be changed at once than anybody can look at."""

    code = "bulk.too-many"
    sentence = "{n} are more than can be changed at once."
    hint = "Narrow the list down to at most {most}, or choose single rows."


class Because(StrEnum):
    """Why a row stays as it is."""

    GONE = "gone"
    """It was chosen, and is not among those found any more."""
    NOT_TAKEN = "not-taken"
    """Nobody tells of a taking, and the value is one of takings."""
    ALREADY = "already"
    """It is so already."""


Before: TypeAlias = Possible | date | str | None
"""What there is now: all that is left open of a variable, the review day of a hold, a word about an interview."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One person, taking or interview of a change; ``because`` is None where it will be changed.

    ``code`` is that of the person, or the name of the interview; ``case`` that of the taking, where it is about one.
    ``is_told`` is false where no source leaves the new value open. ``ids`` are the accounts that the change hangs on,
    or the interview.
    """

    code: str
    names: tuple[str, ...] = ()
    case: str = ""
    before: Before = None
    is_told: bool = True
    because: Because | None = None
    ids: frozenset[UUID] = field(default=frozenset())


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Those whom a query finds: all of them, or where ``codes`` are given, only these."""

    query: Query
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Every row of a change, and the digest by which it is known whether all is still as it was shown."""

    rows: tuple[Row, ...]
    digest: str

    @property
    def changing(self) -> tuple[Row, ...]:
        """The rows that will be changed."""
        return tuple(row for row in self.rows if row.because is None)


def preview(rows: Iterable[Row], change: object) -> Preview:
    """The rows of a change, with a digest over all that is shown of it and all that it would hang on."""
    held = tuple(rows)
    shown = [(row.code, row.case, row.before, row.because, sorted(map(str, row.ids))) for row in held]
    return Preview(rows=held, digest=hashlib.sha256(repr((change, shown)).encode()).hexdigest())


@dataclass(frozen=True, slots=True)
class _Those:
    """The people chosen: their oldest accounts, the takings asked for (None for all), and the codes that are gone."""

    people: tuple[AccountId, ...]
    takings: frozenset[tuple[int, int | None]] | None
    gone: tuple[str, ...]


def _those(rights: Rights, choice: Choice, workspace: Workspace) -> _Those:
    view, vocabularies = library_of(rights, workspace), workspace.vocabularies
    asked = [*worded(view, choice.query, rights, vocabularies), *conditions(view, choice.query, vocabularies)]
    among = chosen(view, asked)
    found = {code_of("person", serial): serial for serial in view.people["serial"].filter(among.people)}
    wanted = dict.fromkeys(choice.codes) or found
    serials = [found[code] for code in wanted if code in found]
    if len(wanted) > MOST:
        raise TooMany(n=len(wanted), most=MOST)
    return _Those(
        people=tuple(accounts_numbered(rights, "person", serials)),
        takings=_takings(view, among),
        gone=tuple(code for code in wanted if code not in found),
    )


def _takings(view: View, among: Chosen) -> frozenset[tuple[int, int | None]] | None:
    """The takings asked for, each by the oldest account of its person and of its case."""
    if among.lines is None:
        return None
    return frozenset(view.lines.filter(among.lines).select("founder", "case").iter_rows())


def _read(rights: Rights, people: Sequence[AccountId]) -> Iterator[tuple[Near, Sequence[AccountId]]]:
    """These people some at a time, with what is near them."""
    for start in range(0, len(people), _TOGETHER):
        some = people[start : start + _TOGETHER]
        yield read_near(rights, some), some


def _gone(those: _Those) -> Iterator[Row]:
    return (Row(code=code, because=Because.GONE) for code in those.gone)


def value_rows(
    rights: Rights, choice: Choice, variable: str, values: tuple[str, ...], workspace: Workspace
) -> Iterator[Row]:
    """A row for each person, or for a variable of takings each taking, on which a value would be concluded."""
    those = _those(rights, choice, workspace)
    for near, people in _read(rights, those.people):
        taken, known = near.taken(workspace.frame), short(near.sight, near.kept, near.own)
        for person in people:
            asked = [one for one in taken.get(person, ()) if variable in OF_PERSON or _is_asked(near, one, those)]
            row = _Row(near, person, known[near.sight.code(person)])
            if not asked:
                yield row.unchanged(Because.NOT_TAKEN)
            for one in asked[:1] if variable in OF_PERSON else asked:
                answer = taking(near, one, workspace.frame).answers[variable]
                yield row.concluded(one.case if variable not in OF_PERSON else None, answer, _wanted(variable, values))
    yield from _gone(those)


def _is_asked(near: Near, one: Disappearance, those: _Those) -> bool:
    case = None if one.case is None else near.sight.placed[one.case].serial
    return those.takings is None or (near.sight.placed[one.person].serial, case) in those.takings


def _wanted(variable: str, values: tuple[str, ...]) -> Possible:
    """A value as it would stand in place of what is left open."""
    match SHAPES[variable]:
        case Shape.DATE:
            low, high = (date.fromisoformat(value).toordinal() for value in values)
            return Possible(low=low, high=high)
        case Shape.NUMBER:
            low, high = (int(value) for value in values)
            return Possible(low=low, high=high)
        case _:
            return Possible(codes=values)


@dataclass(frozen=True, slots=True)
class _Row:
    """Rows of one person in the making."""

    near: Near
    person: AccountId
    known: PersonShort

    def unchanged(self, because: Because) -> Row:
        return Row(code=self.known.code, names=self._names(), because=because)

    def concluded(self, case: AccountId | None, answer: Answer, wanted: Possible) -> Row:
        return Row(
            code=self.known.code,
            names=self._names(),
            case="" if case is None else self.near.sight.code(case),
            before=answer.open,
            is_told=answer.concluded or any(_leaves_open(reading, wanted) for _, reading in answer.readings),
            because=Because.ALREADY if answer.concluded and answer.open == wanted else None,
            ids=self._members(VerdictKind.PERSON, self.person) | self._members(VerdictKind.CASE, case),
        )

    def held(self, until: date | None) -> Row:
        return Row(
            code=self.known.code,
            names=self._names(),
            before=until,
            because=None if until is None else Because.ALREADY,
            ids=self._members(VerdictKind.PERSON, self.person),
        )

    def _names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name.text for name in self.known.names))

    def _members(self, kind: VerdictKind, founder: AccountId | None) -> frozenset[UUID]:
        return frozenset(a for a, first in self.near.sight.clusters[kind].founder.items() if first == founder)


def _leaves_open(told: Possible, wanted: Possible) -> bool:
    """Whether what was told leaves the value open."""
    if wanted.codes:
        return set(wanted.codes) <= set(told.codes)
    starts = told.low is None or wanted.high is None or told.low <= wanted.high
    ends = told.high is None or wanted.low is None or told.high >= wanted.low
    return told.is_said and starts and ends


def hold_rows(rights: Rights, choice: Choice, workspace: Workspace) -> Iterator[Row]:
    """A row for each person on whom a hold would be placed; on whom one stands, that one is enough."""
    rights.require(May.IDENTIFY)
    those = _those(rights, choice, workspace)
    for near, people in _read(rights, those.people):
        known, until = short(near.sight, near.kept, near.own), _held_until(rights, near)
        for person in people:
            yield _Row(near, person, known[near.sight.code(person)]).held(until.get(person))
    yield from _gone(those)


def source_rows(found: Iterable[Source], names: Sequence[str], described: str, value: str) -> Iterator[Row]:
    """A row for each interview of which something would be described otherwise; ``names`` are those chosen, if any."""
    there = set[str]()
    for source in found:
        there.add(source.external_id)
        before = str(getattr(source, described) or "")
        because = Because.ALREADY if before == value else None
        yield Row(code=source.external_id, before=before, because=because, ids=frozenset({source.id}))
    yield from (Row(code=name, because=Because.GONE) for name in dict.fromkeys(names) if name not in there)


def _held_until(rights: Rights, near: Near) -> dict[AccountId, date]:
    """The last review day of the holds that stand on people, by the oldest account of each."""
    found: dict[AccountId, date] = {}
    for one in protections(rights, (), near.own):
        if isinstance(one.protection, Hold):
            for account in one.protection.subject.accounts & near.own:
                person = near.sight.founder(account)
                found[person] = max(one.protection.review, found.get(person, date.min))
    return found
