"""From one row to what it says: its source, its accounts and findings with the passages they cite, or its problems."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Never, cast
from uuid import UUID

from lastseen.domain.accounts import ACCOUNT_TYPES, Account, AccountId, SourceId, specs
from lastseen.domain.answers import first, values
from lastseen.domain.coding import Ids
from lastseen.domain.decisions import Finding
from lastseen.domain.sources import Passage
from lastseen.exchange.intake.cells import Cells
from lastseen.exchange.intake.feeds import Feeding, Says
from lastseen.exchange.intake.notes import SOURCE, Citing, Need, Notes
from lastseen.exchange.intake.problems import DuplicateId, NothingApplies, Place, Problem
from lastseen.exchange.intake.sources import Described, Describer
from lastseen.exchange.intake.values import Values, text_of
from lastseen.exchange.mapping.fields import REQUIRED
from lastseen.exchange.mapping.model import FINDING, IntakeMapping, Part, References, SheetMapping, Text
from lastseen.exchange.tables.sheets import Header, Row

_SAID_BY_BEING_THERE = ("person", "case")
_NOBODY = SourceId(UUID(int=0))


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedRow:
    """What a row says. ``described`` is None where it only names its source, which then is among its needs.

    ``id`` is the row's own within its sheet and source, and ``name`` how the sheet writes it; ``shared`` are those of
    its accounts that other rows may give as well.
    """

    place: Place
    id: UUID
    name: str
    source: SourceId
    described: Described | None
    passages: Sequence[Passage]
    accounts: Sequence[Account]
    shared: frozenset[AccountId]
    findings: Sequence[Finding]
    needs: Sequence[Need]


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedRow:
    """Why a row is kept out, and the ids it would have given."""

    place: Place
    problems: Sequence[Problem]
    gives: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class UnreadSheet:
    """A sheet none of whose rows came in, so that it is not passed over in silence."""

    problem: Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What rows are read with. ``days`` are the days of the sources known so far; those described are added to it."""

    mapping: IntakeMapping
    ids: Ids
    values: Values
    days: dict[SourceId, date | None]


@dataclass(slots=True)
class _Told:
    """What the parts of a row came to."""

    accounts: list[Account] = field(default_factory=list)
    shared: set[AccountId] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


class RowReader:
    """Reads the rows of one sheet."""

    def __init__(self, context: Context, sheet: SheetMapping, header: Header) -> None:
        """Find every column the mapping names. Raises :class:`~lastseen.exchange.tables.sheets.MissingColumn`."""
        self._context = context
        self._sheet = sheet
        self._header = header
        self._places = {column: header.place(column) for column in sheet.columns}
        self._describer = Describer(context.mapping, context.ids, context.values)

    def read(self, row: Row) -> CodedRow | RefusedRow:
        """What a row says, or every problem it has."""
        notes = Notes(Place(self._header.file, self._header.sheet, row.number))
        cells = Cells(row, self._places, self._context.mapping.absent)
        for trouble in row.trouble:
            column = () if trouble.place is None else (self._header.name(trouble.place),)
            notes.refuse(column, trouble.value, trouble.refusal)
        source, described = self._source(cells, notes)
        citing = self._citing(cells, notes, source)
        told = self._parts(cells, notes, citing) if source != _NOBODY and citing.row else _Told()
        if not (told.accounts or told.findings or self._sheet.describes_sources or notes.problems):
            notes.refuse((), "", NothingApplies())
        if notes.problems:
            return RefusedRow(place=notes.place, problems=notes.problems, gives=frozenset(notes.gives))
        return CodedRow(
            place=notes.place,
            id=self._context.ids.passage(source, citing.row),
            name=citing.row.partition("|")[2],
            source=source,
            described=described,
            passages=tuple(citing.passages.values()),
            accounts=told.accounts,
            shared=frozenset(told.shared),
            findings=told.findings,
            needs=tuple(need for target, need in notes.needs.items() if target not in notes.gives),
        )

    def _id(self, cells: Cells, notes: Notes, text: Text) -> str:
        with notes.about(text.columns, ""):
            return cells.id(text)
        return ""

    def _source(self, cells: Cells, notes: Notes) -> tuple[SourceId, Described | None]:
        """The source a row belongs to, and how the row describes it if it does."""
        about = self._sheet.source
        name = self._id(cells, notes, about if isinstance(about, Text) else about.id)
        if not name:
            return _NOBODY, None
        source = self._context.ids.source(name)
        if isinstance(about, Text):
            notes.needs[source] = Need(source, SOURCE, name, ", ".join(about.columns))
            return source, None
        notes.gives.add(source)
        described = self._describer.described(about, cells, notes)
        if described is not None:
            self._context.days[source] = described.source.day
        return source, described

    def _citing(self, cells: Cells, notes: Notes, source: SourceId) -> Citing:
        row_id = self._id(cells, notes, self._sheet.id)
        return Citing(
            ids=self._context.ids,
            source=source,
            row=f"{self._sheet.name or ''}|{row_id}" if row_id else "",
            place=notes.place,
            cells=cells,
            page=cells.text(self._sheet.page),
            cites_cells=self._sheet.cites_cells,
        )

    def _parts(self, cells: Cells, notes: Notes, citing: Citing) -> _Told:
        feeding = Feeding(
            cells=cells,
            notes=notes,
            citing=citing,
            values=self._context.values,
            ids=self._context.ids,
            source=citing.source,
            coder=self._context.mapping.coder,
            today=self._context.days.get(citing.source) or self._context.mapping.reference,
        )
        told = _Told()
        for part in self._sheet.parts:
            with notes.about(tuple(condition.column for condition in part.when), ""):
                if cells.met(part.when) and _is_told(part, cells):
                    self._part(part, feeding, told)
        return told

    def _part(self, part: Part, feeding: Feeding, told: _Told) -> None:
        said = {
            name: feeding.said(feeds, many=part.kind != FINDING and specs(ACCOUNT_TYPES[part.kind])[name].many)
            for name, feeds in part.fields.items()
        }
        for name in REQUIRED.get(part.kind, ()):
            feeding.needed(said[name], part.fields[name], name)
        if part.kind == FINDING:
            told.findings += _finding(said)
            return
        external_id = self._id(feeding.cells, feeding.notes, part.id)
        if external_id:
            id_ = feeding.account(part.kind, external_id)
            if id_ in feeding.notes.gives:
                refusal = DuplicateId(id=external_id, file=feeding.notes.place.file, row=feeding.notes.place.row)
                feeding.notes.refuse(part.id.columns, external_id, refusal)
            feeding.notes.gives.add(id_)
            told.shared.update((id_,) if part.shared else ())
            told.accounts.append(_account(part.kind, id_, feeding.source, external_id, said))


def _is_told(part: Part, cells: Cells) -> bool:
    """Whether a row says anything of this: a condition was met, or some cell that feeds it is filled.

    What is fed by constants alone is told by every row.
    """
    if part.when or part.kind in _SAID_BY_BEING_THERE:
        return True
    feeds = (f for feeds in part.fields.values() for f in feeds if not isinstance(f.reading, References))
    columns = [column for feed in feeds for column in feed.columns]
    return not columns or any(text_of(cells.cell(column)) for column in columns)


def _account(kind: str, id_: AccountId, source: SourceId, external_id: str, said: Mapping[str, Says]) -> Account:
    cls = ACCOUNT_TYPES[kind]
    return cls(id=id_, source=source, external_id=external_id, **cast("dict[str, Never]", said))


def _finding(said: Mapping[str, Says]) -> list[Finding]:
    """The finding a row makes; none where a part of it is missing, which is noted already."""
    accounts = [cast("AccountId", value) for name in ("person", "case") for value in values(said.get(name, ()))]
    outcome, standard, reason = (first(said[name]) for name in ("outcome", "standard", "reason"))
    if outcome is None or standard is None or reason is None:
        return []
    return [Finding(accounts=frozenset(accounts), outcome=str(outcome), standard=str(standard), reason=str(reason))]
