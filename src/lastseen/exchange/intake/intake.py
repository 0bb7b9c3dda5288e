"""From files and a mapping to what each row says, in an order in which everything referred to comes first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

from lastseen.domain.accounts import SourceId
from lastseen.domain.coding import Ids
from lastseen.domain.errors import Refusal
from lastseen.domain.vocabulary import Vocabulary
from lastseen.exchange.intake.checking import check_mapping
from lastseen.exchange.intake.joining import Exists, Handed, Joining
from lastseen.exchange.intake.notes import SOURCE
from lastseen.exchange.intake.problems import MissingSheet, Place, Problem, SheetNotRead, UnusedFile, problem
from lastseen.exchange.intake.rows import CodedRow, Context, RefusedRow, RowReader, UnreadSheet
from lastseen.exchange.intake.values import Values
from lastseen.exchange.mapping.model import IntakeMapping, SheetMapping, SourceText
from lastseen.exchange.tables.opening import open_tables
from lastseen.exchange.tables.sheets import Header, NoRows, Sheet, folded

__all__ = ["CodedRow", "Intake", "Place", "Problem", "RefusedRow", "UnreadSheet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """One import: its mapping, and what of the registry it has to know.

    ``days`` are the days of the sources the registry has; ``exists`` tells which ids are there.
    """

    mapping: IntakeMapping
    vocabularies: Mapping[str, Vocabulary]
    ids: Ids
    exists: Exists
    days: Mapping[SourceId, date | None]

    def rows(self, paths: Sequence[Path]) -> Iterator[Sequence[Handed | UnreadSheet]]:
        """Every row of the files, in groups to be written together, each once: coded or refused.

        Before them come the sheets that the mapping does not read and that are not empty.

        Everything that keeps the whole import out is raised before the first row: a mapping that does not fit the
        vocabularies, a file that cannot be read, a sheet or a column that is not there, files without any row.
        """
        check_mapping(self.mapping, self.vocabularies)
        context = Context(mapping=self.mapping, ids=self.ids, values=Values(self.vocabularies), days=dict(self.days))
        found, unread = opened(paths, self.mapping)
        readers = [(sheet, RowReader(context, sheet, header), header) for sheet, header in found]
        return chain([unread], self._joined(paths, readers))

    def _joined(
        self, paths: Sequence[Path], readers: Sequence[tuple[SheetMapping, RowReader, Header]]
    ) -> Iterator[Sequence[Handed]]:
        joining = Joining(self.exists)
        count = 0
        for place, (_, reader, header) in enumerate(readers):
            joining.coming = {kind for sheet, _, _ in readers[place:] for kind in _kinds(sheet)}
            for row in header.rows:
                count += 1
                for handed in joining.take(reader.read(row)):
                    yield (handed,)
        if not count:
            raise NoRows(file=", ".join(path.name for path in paths))
        yield from joining.finish()


def _kinds(sheet: SheetMapping) -> Iterator[str]:
    yield from (part.kind for part in sheet.parts)
    if isinstance(sheet.source, SourceText):
        yield SOURCE


def opened(
    paths: Sequence[Path], mapping: IntakeMapping
) -> tuple[list[tuple[SheetMapping, Header]], list[UnreadSheet]]:
    """The sheets the mapping takes, in its order, with their columns; and those it neither takes nor ignores.

    A sheet without a name takes every CSV and the first sheet of every workbook. Raises :class:`MissingSheet` and
    :class:`UnusedFile`, so that nothing is passed over in silence.
    """
    books = [(path, list(open_tables(path, mapping.encoding))) for path in paths]
    used: set[int] = set()
    found: list[tuple[SheetMapping, Header]] = []
    for wanted in mapping.sheets:
        fitting = [sheet for _, sheets in books for sheet in _fitting(wanted, sheets)]
        used |= {id(sheet) for sheet in fitting}
        if not fitting and not wanted.optional:
            raise MissingSheet(sheet=wanted.name or "", found=_names(sheet for _, sheets in books for sheet in sheets))
        found += [(wanted, header) for sheet in fitting if (header := _read(sheet, wanted)) is not None]
    for path, sheets in books:
        if used.isdisjoint(map(id, sheets)):
            raise UnusedFile(file=path.name, known=_known(mapping), found=_names(sheets))
    ignored = {folded(name) for name in mapping.ignore}
    left = (s for _, sheets in books for s in sheets if id(s) not in used and folded(s.name) not in ignored)
    return found, [_unread(sheet, mapping) for sheet in left if _is_filled(sheet)]


def _fitting(wanted: SheetMapping, sheets: Sequence[Sheet]) -> Iterable[Sheet]:
    if wanted.name is None:
        return sheets[:1]
    return [sheet for sheet in sheets if folded(sheet.name) == folded(wanted.name)]


def _known(mapping: IntakeMapping) -> str:
    names = dict.fromkeys(sheet.name or "the first sheet of each file" for sheet in mapping.sheets)
    return ", ".join(names)


def _unread(sheet: Sheet, mapping: IntakeMapping) -> UnreadSheet:
    refusal = SheetNotRead(sheet=sheet.name, known=_known(mapping))
    return UnreadSheet(problem(Place(sheet.file, sheet.name, 0), "", sheet.name, refusal))


def _is_filled(sheet: Sheet) -> bool:
    """Whether anything stands in a sheet; what cannot be read stands there too."""
    try:
        sheet.read(1)
    except NoRows:
        return False
    except Refusal:
        return True
    return True


def _names(sheets: Iterable[Sheet]) -> str:
    return ", ".join(sheet.name for sheet in sheets)


def _read(sheet: Sheet, wanted: SheetMapping) -> Header | None:
    """The sheet's columns; None for an optional sheet in which nothing stands at all."""
    try:
        return sheet.read(wanted.header)
    except NoRows:
        if wanted.optional:
            return None
        raise
