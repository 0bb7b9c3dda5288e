"""A third person's conclusion from two readings: side by side, every choice with its reason, and what came of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from lastseen.domain.accounts import Account, ValueKind
from lastseen.domain.agreement import (
    Agreed,
    Choice,
    Choices,
    Compared,
    Fixed,
    Key,
    Naming,
    Reading,
    Take,
    Unit,
    Unresolved,
    aliases,
    align,
    compare,
    conclude_units,
    unresolved,
)
from lastseen.domain.answers import Absence, Coded, PassageId, Said
from lastseen.domain.coding import CodedSource
from lastseen.domain.errors import Refusal
from lastseen.domain.rights import May, Rights
from lastseen.domain.sources import Passage, Source
from lastseen.exchange.drafts import Basis, read_cell
from lastseen.operations.coding_checks import check_coded, cited_by
from lastseen.operations.concluded import Conclusion, conclusion_of, units_of
from lastseen.operations.double import OwnReading, double_named, is_one_name
from lastseen.operations.picking import (
    FieldBeside,
    Picked,
    Picks,
    UnitBeside,
    fresh,
    mark_of,
    mark_of_unit,
    picks_of,
    place_of,
    plain_picks,
)
from lastseen.operations.users import authorised
from lastseen.operations.withdrawing import NamedByOthers
from lastseen.operations.workspace import Workspace
from lastseen.storage.double import (
    DoubleKept,
    coders_of,
    coding_by,
    concluded_of,
    concluding_of,
    drop_concluding,
    put_concluded,
    put_concluding,
    reading_of,
    retract_double,
)
from lastseen.storage.drafts import at_desk
from lastseen.storage.ledger import Pen, recording
from lastseen.storage.search.keeping import reindex
from lastseen.storage.seen_sources import AGREED, passages_of
from lastseen.storage.users import name_of
from lastseen.storage.withdrawals import naming, put_withdrawals, withdrawals_of
from lastseen.storage.writing import new_coding, put_accounts


class NotBothIn(Refusal):
    """There are no two readings to conclude from."""

    code = "double.not-both-in"
    sentence = "{source} does not have two readings to conclude from."
    hint = "Wait until both readers have handed in, or set it to be coded by two people."


class StillOpen(Refusal):
    """Something in which two readings differ is not chosen yet, or has no reason."""

    code = "double.still-open"
    sentence = "{count} of the places in which the readings differ are open still."
    hint = "Choose at each what is to stand, and say why."


class ChoicesChanged(Refusal):
    """The choices are not any more what they were on the page."""

    code = "double.changed-elsewhere"
    sentence = "These choices were changed in another window meanwhile."
    hint = "What stands on this page takes their place at the next change; load the page anew to see those."


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Two readings side by side, as far as somebody has chosen."""

    version: int
    saved: datetime | None
    fixed: Fixed
    units: tuple[UnitBeside, ...]
    open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Codings:
    """How far the coding of a source by two people is: who reads, both readings once they are in, past conclusions.

    ``agreed_by`` is the coder of the agreed coding, empty where there is none; ``is_own`` that who asks is a reader.
    """

    source: Source
    double: DoubleKept | None
    agreed_by: str
    is_own: bool
    beside: Beside | None
    past: tuple[Conclusion, ...]
    passages: Mapping[PassageId, Passage]


def codings_of_two(rights: Rights, name: str, workspace: Workspace, picks: Picks | None = None) -> Codings:
    """How far the coding of this source by two people is; with ``picks`` as if these were what was chosen so far.

    Raises as :func:`~.double.double_named` does.
    """
    source, double = double_named(rights, name)
    is_own = double is not None and name_of(rights.user) in double.coders
    beside, passages = None, dict[PassageId, Passage]()
    if double is not None and double.is_read and not is_own:
        table = _Table.of(rights, source, double)
        held = concluding_of(double.id, rights.user)
        if picks is None:
            picks = Picks() if held is None else picks_of(held.content)
        units = table.beside(picks, workspace)
        beside = Beside(
            version=0 if held is None else held.number,
            saved=None if held is None else held.at,
            fixed=picks.fixed,
            units=units,
            open=sum(one.is_open + sum(f.is_open for f in one.fields) for one in units),
        )
        passages |= table.passages
    concluded = [] if is_own else [(one, units_of(one)) for one in concluded_of(rights, source.id)]
    past = tuple(conclusion_of(one, units) for one, units in reversed(concluded))
    passages |= passages_of(rights, {p for _, units in concluded for unit, _ in units for p in _cited(unit.accounts)})
    agreed = next((coder for coder, state in coders_of(source.id).items() if state == AGREED), "")
    return Codings(
        source=source, double=double, agreed_by=agreed, is_own=is_own, beside=beside, past=past, passages=passages
    )


def save_choices(rights: Rights, name: str, picks: Picks, base: int, *, at: datetime) -> int:
    """Keep what somebody has chosen so far, made from the version ``base``; gives the new one.

    Raises :class:`ChoicesChanged`, :class:`OwnReading`, :class:`NotBothIn`, and as :func:`codings_of_two` does.
    """
    _, double = _readable(rights, name)
    content = plain_picks(picks)
    with at_desk():
        held = concluding_of(double.id, rights.user, locked=True)
        number = 0 if held is None else held.number
        if held is not None and held.content == content:
            return number
        if number != base:
            raise ChoicesChanged
        put_concluding(double.id, rights.user, number + 1, content, at)
        return number + 1


def conclude_codings(name: str, base: int, workspace: Workspace, *, actor: UUID, now: datetime) -> None:
    """Conclude from two readings: what both say stands, and where they differ what was chosen, with its reason.

    The agreed coding that was the first reading is revised, its accounts staying themselves, so that what was decided
    on them holds; else it is made, in the name of whoever concludes. Raises :class:`StillOpen`,
    :class:`ChoicesChanged`, :class:`OwnReading`, :class:`NotBothIn`, and as :func:`codings_of_two` does.
    """
    rights = authorised(actor, May.DECIDE, May.IDENTIFY)
    with recording(actor, "conclude-codings", now) as pen:
        source, double = _readable(rights, name)
        held = concluding_of(double.id, actor, locked=True)
        if (0 if held is None else held.number) != base:
            raise ChoicesChanged
        table = _Table.of(rights, source, double)
        coder = table.agreed_by or name_of(actor)
        units = table.concluded(Picks() if held is None else picks_of(held.content), workspace, coder)
        coded = CodedSource(source=source, coder=coder, accounts=tuple(_accounts(units)))
        check_coded(coded, workspace.vocabularies, rights)
        agreed = _written(pen, double, coded, units)
        put_concluded(pen, double, agreed, units)
        drop_concluding(double.id)
        reindex(pen.told, pen.described, workspace.frame)


def _written(pen: Pen, double: DoubleKept, coded: CodedSource, units: Sequence[Agreed]) -> UUID:
    """Write the agreed accounts, and withdraw those of a revised reading that were dropped; gives the coding."""
    retract_double(pen, double.id)
    held = coding_by(coded.source.id, coded.coder)
    agreed = held if held is not None else new_coding(pen, coded.source.id, coded.coder, AGREED)
    put_accounts(pen, agreed, coded.accounts)
    if held is not None:
        dropped = {one.unit.first.id: one for one in units if one.account is None and one.unit.first is not None}
        for account, one in dropped.items():
            put_withdrawals(pen, [account], one.reason)
        left = naming(dropped)
        if left:
            raise NamedByOthers(
                name=coded.source.external_id, others=", ".join(sorted(name for _, name in left.values()))
            )
    return agreed


def _accounts(units: Iterable[Agreed]) -> Iterator[Account]:
    return (one.account for one in units if one.account is not None)


def _readable(rights: Rights, name: str) -> tuple[Source, DoubleKept]:
    """A source of which both readings are in, for a third person."""
    source, double = double_named(rights, name)
    if double is not None and name_of(rights.user) in double.coders:
        raise OwnReading(source=name)
    if double is None or not double.is_read:
        raise NotBothIn(source=name)
    return source, double


@dataclass(frozen=True, slots=True)
class _Table:
    """Two readings on the table."""

    source: Source
    double: DoubleKept
    first: Reading
    second: Reading
    agreed_by: str

    @staticmethod
    def of(rights: Rights, source: Source, double: DoubleKept) -> "_Table":
        """The readings of a source as they are now."""
        readings = [reading_of(double.readings[coder]) for coder in double.coders]
        passages = passages_of(rights, {p for accounts in readings for p in _cited(accounts)})
        first, second = (Reading(accounts=accounts, passages=passages) for accounts in readings)
        states = coders_of(source.id)
        agreed = next((coder for coder, state in states.items() if state == AGREED), "")
        return _Table(source, double, first, second, agreed)

    @property
    def passages(self) -> dict[PassageId, Passage]:
        """Every passage that either cites."""
        return dict(self.first.passages)

    def beside(self, picks: Picks, workspace: Workspace) -> tuple[UnitBeside, ...]:
        """The units side by side, with what was picked and what is open."""
        units = align(self.first, self.second, picks.fixed, is_one_name)
        choices, problems = self._choices(units, picks, workspace)
        is_open = set(unresolved(units, choices))
        joined = aliases(units)
        return tuple(
            UnitBeside(
                place=place_of(unit.key),
                unit=unit,
                picked=fresh(picks, place_of(unit.key), mark_of_unit(unit)),
                is_open=Unresolved(key=unit.key) in is_open,
                fields=tuple(
                    FieldBeside(
                        place=place,
                        compared=one,
                        picked=fresh(picks, place, mark),
                        mark=mark,
                        is_open=Unresolved(key=unit.key, field=one.field) in is_open,
                        problem=problems.get(place),
                    )
                    for one in compare(unit, joined)
                    for place, mark in ((place_of(unit.key, one.field), mark_of(one, joined)),)
                ),
            )
            for unit in units
        )

    def concluded(self, picks: Picks, workspace: Workspace, coder: str) -> tuple[Agreed, ...]:
        """What becomes of every unit. Raises :class:`StillOpen`."""
        units = align(self.first, self.second, picks.fixed, is_one_name)
        choices, _ = self._choices(units, picks, workspace)
        left = unresolved(units, choices)
        if left:
            raise StillOpen(count=len(left))
        gone = {(one.kind, one.name) for one in withdrawals_of(self.source.id, coder)}
        naming = Naming(
            source=self.source.id,
            account=lambda kind, name: workspace.ids.account(self.source.id, coder, kind, name),
            keeps_first=bool(self.agreed_by),
            taken=frozenset(gone),
        )
        return conclude_units(units, choices, naming)

    def _choices(
        self, units: tuple[Unit, ...], picks: Picks, workspace: Workspace
    ) -> tuple[Choices, dict[str, Refusal]]:
        joined = aliases(units)
        of_units: dict[Key, Choice] = {}
        of_fields: dict[tuple[Key, str], Choice] = {}
        problems: dict[str, Refusal] = {}
        for unit in units:
            picked = fresh(picks, place_of(unit.key), mark_of_unit(unit))
            if picked.take:
                of_units[unit.key] = Choice(take=Take(picked.take), reason=picked.reason)
            for one in compare(unit, joined):
                place = place_of(unit.key, one.field)
                picked = fresh(picks, place, mark_of(one, joined))
                if not picked.take:
                    continue
                try:
                    other = self._other(picked, one, workspace)
                except Refusal as refusal:
                    problems[place], other = refusal, ()
                of_fields[unit.key, one.field] = Choice(take=Take(picked.take), reason=picked.reason, other=other)
        return Choices(units=of_units, fields=of_fields), problems

    def _other(self, picked: Picked, one: Compared, workspace: Workspace) -> Said[Any]:
        """The value typed in place of both; nothing where nothing is typed. Raises why it cannot be read."""
        if picked.take != Take.OTHER or one.spec.kind is ValueKind.ACCOUNT:
            return ()
        if picked.other.absent:
            return (Coded(value=Absence(picked.other.absent)),)
        if not picked.other.has_value:
            return ()
        basis = Basis(
            source=self.source.id,
            text="",
            day=self.source.day,
            coder=self.agreed_by,
            ids=workspace.ids,
            vocabularies=workspace.vocabularies,
        )
        return (Coded(value=read_cell(picked.other, one.spec, basis)),)


def _cited(accounts: Iterable[Account]) -> set[PassageId]:
    return {passage for account in accounts for passage in cited_by(account)}
