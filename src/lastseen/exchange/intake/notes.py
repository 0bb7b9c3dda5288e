"""What is noted while a row is read: its problems, what it gives, what it needs, which passages it cites."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from types import TracebackType
from uuid import UUID

from lastseen.domain.accounts import SourceId
from lastseen.domain.answers import PassageId
from lastseen.domain.coding import Ids
from lastseen.domain.errors import Refusal
from lastseen.domain.sources import Passage
from lastseen.exchange.intake.cells import Cells
from lastseen.exchange.intake.problems import Place, Problem, problem
from lastseen.exchange.intake.values import text_of
from lastseen.exchange.tables.sheets import letters

SOURCE = "source"
"""The kind of need that is met by a source."""

_LONGEST_LOCATOR = 200


@dataclass(frozen=True, slots=True)
class Need:
    """Something a row depends on: its id, its kind (``source``, or that of an account), its name and the column."""

    target: UUID
    kind: str
    name: str
    column: str


@dataclass(slots=True)
class Notes:
    """The notes on one row."""

    place: Place
    problems: list[Problem] = field(default_factory=list)
    needs: dict[UUID, Need] = field(default_factory=dict)
    gives: set[UUID] = field(default_factory=set)

    def about(self, columns: Sequence[str], value: str) -> "_Noting":
        """A block in which a refusal becomes a problem of these columns."""
        return _Noting(self, columns, value)

    def refuse(self, columns: Sequence[str], value: str, refusal: Refusal) -> None:
        """Note a problem of these columns, unless they have one already: mending the first may mend the second."""
        told, where = value or str(refusal.values.get("text", "")), ", ".join(columns)
        if not where or all(problem.column != where for problem in self.problems):
            self.problems.append(problem(self.place, where, told, refusal))


@dataclass(frozen=True, slots=True)
class _Noting:
    notes: Notes
    columns: Sequence[str]
    value: str

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> bool:
        if isinstance(error, Refusal):
            self.notes.refuse(self.columns, self.value, error)
            return True
        return False


@dataclass(slots=True)
class Citing:
    """The passages of one row.

    A passage keeps its id as long as the same words stand under the same id and column: a row that has moved, or a file
    under another name, cites what it cited before.
    """

    ids: Ids
    source: SourceId
    row: str
    place: Place
    cells: Cells
    page: str = ""
    cites_cells: bool = True
    passages: dict[PassageId, Passage] = field(default_factory=dict)
    _known: dict[str, PassageId] = field(default_factory=dict)

    def cite(self, columns: Sequence[str]) -> tuple[PassageId, ...]:
        """The passages these columns are, or the row where there are none or only rows are cited."""
        if self.page:
            return (self._passage(f"page|{self.page}", f"p. {self.page}", ""),)
        if not columns or not self.cites_cells:
            return (self._passage(self.row, self._located(""), ""),)
        return tuple(dict.fromkeys(self._cell(column) for column in columns))

    def _cell(self, column: str) -> PassageId:
        quote = text_of(self.cells.cell(column))
        place = f", column {letters(self.cells.places[column])} ({column})"
        return self._passage(f"{self.row}|{column}|{quote}", self._located(place), quote)

    def _located(self, more: str) -> str:
        sheet = "" if self.place.file.startswith(self.place.sheet) else f", {self.place.sheet}"
        return f"{self.place.file}{sheet}, row {self.place.row}{more}"[:_LONGEST_LOCATOR]

    def _passage(self, key: str, locator: str, quote: str) -> PassageId:
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self.ids.passage(self.source, key)
            self.passages[found] = Passage(id=found, source=self.source, quote=quote, locator=locator)
        return found
