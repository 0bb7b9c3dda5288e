"""Rows that depend on each other: none is handed on before what it refers to, and none whose base was refused.

Rows come one by one and are handed on as soon as everything they refer to has been. Only rows that refer to something
still to come wait; rows that refer to each other in a circle are handed on together.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from lastseen.domain.accounts import Account, specs
from lastseen.domain.errors import Refusal
from lastseen.exchange.intake.notes import SOURCE, Need
from lastseen.exchange.intake.problems import (
    DuplicateId,
    Place,
    Problem,
    RefersToNothing,
    RefersToRefused,
    RowsDiffer,
    problem,
)
from lastseen.exchange.intake.rows import CodedRow, RefusedRow

Exists = Callable[[set[UUID]], set[UUID]]
"""Those of these accounts and sources that the registry has."""

Handed = CodedRow | RefusedRow

_REFERRED_TO = ("person", "case")
_ASK_AT_ONCE = 1000


@dataclass(slots=True)
class _Waiting:
    row: CodedRow
    missing: set[UUID]


@dataclass(slots=True)
class Joining:
    """Joins the rows of all sheets of one import. ``coming`` are the kinds of things that rows may still give."""

    exists: Exists
    coming: Collection[str] = ()
    _taken: dict[int, Place] = field(default_factory=dict)
    _shared: dict[int, tuple[object, Place]] = field(default_factory=dict)
    _accepted: set[UUID] = field(default_factory=set)
    _refused: set[UUID] = field(default_factory=set)
    _waiting: dict[UUID, list[_Waiting]] = field(default_factory=dict)
    _withheld: set[UUID] = field(default_factory=set)
    _asking: list[_Waiting] = field(default_factory=list)

    def take(self, row: Handed) -> Iterator[Handed]:
        """Everything that can be handed on now that this row is here."""
        refused = row if isinstance(row, RefusedRow) else self._repeated(row)
        if refused is not None:
            self._refused |= refused.gives
            yield refused
        elif isinstance(row, CodedRow):
            yield from self._placed(row)
        if len(self._asking) >= _ASK_AT_ONCE:
            yield from self._ask()

    def finish(self) -> Iterator[Sequence[Handed]]:
        """What still waits: rows that can be handed on by themselves, those that only can together, those refused."""
        yield list(self._ask())
        waiting = list({id(w): w for held in self._waiting.values() for w in held}.values())
        there = self.exists({target for w in waiting for target in w.missing} - self._refused - self._withheld)
        for one in waiting:
            one.missing -= there
        good, bad = _standing(waiting)
        yield [self._handed(w.row) for w in good]
        yield [self._dangling(w) for w in bad]

    def _placed(self, row: CodedRow) -> Iterator[CodedRow]:
        missing = {need.target for need in row.needs} - self._accepted
        if not missing:
            yield from self._accept(row)
            return
        waiting = _Waiting(row, missing)
        if any(need.kind in self.coming or need.target in self._withheld for need in row.needs):
            self._withheld.update(_gives(row))
            for target in missing:
                self._waiting.setdefault(target, []).append(waiting)
        else:
            self._asking.append(waiting)

    def _accept(self, row: CodedRow) -> Iterator[CodedRow]:
        ready = [row]
        while ready:
            row = ready.pop()
            handed = self._handed(row)
            yield handed
            for id_ in _gives(row):
                for waiting in self._waiting.pop(id_, ()):
                    waiting.missing.discard(id_)
                    ready += [] if waiting.missing else [waiting.row]

    def _handed(self, row: CodedRow) -> CodedRow:
        """The row as it is handed on: what it shares with a row handed on before is left out."""
        accounts = [a for a in row.accounts if a.id not in row.shared or a.id not in self._accepted]
        self._accepted.update(_gives(row))
        return row if len(accounts) == len(row.accounts) else replace(row, accounts=accounts)

    def _ask(self) -> Iterator[Handed]:
        """Settle the rows whose references can only be in the registry."""
        asked, self._asking = self._asking, []
        there = self.exists({target for w in asked for target in w.missing} - self._refused)
        for waiting in asked:
            waiting.missing -= there | self._accepted
            if waiting.missing:
                yield self._dangling(waiting)
            else:
                yield from self._accept(waiting.row)

    def _dangling(self, waiting: _Waiting) -> RefusedRow:
        gives = frozenset(_gives(waiting.row))
        self._refused |= gives
        place = waiting.row.place
        needs = [need for need in waiting.row.needs if need.target in waiting.missing]
        problems = [problem(place, need.column, need.name, self._why(need)) for need in needs]
        return RefusedRow(place=place, problems=problems, gives=gives)

    def _why(self, need: Need) -> Refusal:
        refused = need.target in self._refused or need.target in self._withheld
        return RefersToRefused(id=need.name) if refused else RefersToNothing(id=need.name)

    def _repeated(self, row: CodedRow) -> RefusedRow | None:
        """The row refused, where its ids are taken or it contradicts another on what they share."""
        problems: list[Problem] = []
        own = ((a.id, a.external_id) for a in row.accounts if a.id not in row.shared)
        for id_, name in ((row.id, row.name), *own):
            held = self._taken.setdefault(id_.int, row.place)
            if held is not row.place:
                problems.append(problem(row.place, "", name, DuplicateId(id=name, file=held.file, row=held.row)))
                break
        for id_, kind, name, said in _shared(row):
            before, place = self._shared.setdefault(id_.int, (said, row.place))
            if before != said:
                differ = RowsDiffer(kind=kind, id=name, file=place.file, row=place.row)
                problems.append(problem(row.place, "", name, differ))
        return RefusedRow(place=row.place, problems=problems, gives=frozenset()) if problems else None


def _gives(row: CodedRow) -> Iterator[UUID]:
    """What others may refer to."""
    if row.described is not None:
        yield row.source
    yield from (account.id for account in row.accounts if account.kind in _REFERRED_TO)


def _shared(row: CodedRow) -> Iterator[tuple[UUID, str, str, object]]:
    """What other rows may give as well: its id, kind and name, and what the row says of it."""
    if row.described is not None:
        yield row.source, SOURCE, row.described.source.external_id, row.described
    for account in row.accounts:
        if account.id in row.shared:
            yield account.id, account.kind, account.external_id, _said(account)


def _said(account: Account) -> object:
    return tuple(
        (name, tuple(coded.value for coded in said))
        for name in specs(type(account))
        if (said := getattr(account, name))
    )


def _standing(waiting: Iterable[_Waiting]) -> tuple[list[_Waiting], list[_Waiting]]:
    """Those that stand if they all stand together, and those that refer to something that never will."""
    good = list(waiting)
    bad: list[_Waiting] = []
    while True:
        given = {id_ for w in good for id_ in _gives(w.row)}
        fallen = {id(w) for w in good if not w.missing <= given}
        if not fallen:
            return good, bad
        bad += [w for w in good if id(w) in fallen]
        good = [w for w in good if id(w) not in fallen]
