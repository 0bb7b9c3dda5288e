"""What a report can quote: figures and their rows, each refused where it cannot stand."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import NoReturn

from lastseen.figures import Figure, Row
from lastseen.figures.definitions import Unit
from lastseen.figures.figure import row_of
from lastseen.reports.plan.refusals import InsideFigure, QuotedNoFigure, QuotedNoRow, Unanswered, WithheldRow

_TOTAL = "total"
_UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A row of a figure. The whole of a figure is a row too, called ``total`` and labelled as the figure is."""

    figure: Figure
    row: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotes:
    """Everything prose and parts may quote of one snapshot, for those they are written for.

    ``withheld`` names the rows of each figure that are too small to be published; ``empty`` labels rows that a figure
    could have but has not, as nobody is in them. Figures are ``inside`` that only those inside may see, and
    ``unanswered`` if the snapshot lacks what they are counted from.
    """

    snapshot: str
    day: date
    figures: Mapping[str, Figure]
    withheld: Mapping[str, Collection[str]] = field(default_factory=dict)
    empty: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)
    inside: frozenset[str] = frozenset()
    unanswered: frozenset[str] = frozenset()

    def figure(self, id_: str, where: str) -> Figure:
        """The figure that ``where`` names. Raises the refusal that says why it cannot be shown."""
        if id_ in self.figures:
            return self.figures[id_]
        if id_ in self.inside:
            raise InsideFigure(where=where, figure=id_)
        if id_ in self.unanswered:
            raise Unanswered(where=where, figure=id_)
        raise QuotedNoFigure(where=where, figure=id_, near=_near(id_, self._known))

    def quoted(self, what: str, where: str) -> Quoted:
        """The row that ``ID/ROW`` names, or the whole of figure ``ID``; the row, where it can be read as either.

        Raises the refusal that says why it cannot be quoted.
        """
        for id_, code in _readings(what):
            if code in self.withheld.get(id_, ()):
                raise WithheldRow(where=where, figure=id_, row=code)
            if id_ in self.figures and (row := self._row(self.figures[id_], code)):
                return Quoted(figure=self.figures[id_], row=row)
        if what in self._known:
            figure = self.figure(what, where)
            return Quoted(figure=figure, row=_whole(figure))
        for id_, code in _readings(what):
            if id_ in self._known:
                _refuse_row(self.figure(id_, where), code, where)
        raise QuotedNoFigure(where=where, figure=what, near=_near(what, self._known))

    @property
    def _known(self) -> frozenset[str]:
        return self.inside | self.unanswered | self.figures.keys()

    def _row(self, figure: Figure, code: str) -> Row | None:
        labels = self.empty.get(figure.id, {}).get(code)
        return figure.row(code) or (None if labels is None else row_of(code, labels, 0, 0, figure.N))


def _readings(what: str) -> Iterator[tuple[str, str]]:
    """Every way to read a figure and a row out of it, the longest id first."""
    words = what.split("/")
    for place in range(len(words) - 1, 0, -1):
        yield "/".join(words[:place]), "/".join(words[place:])


def _whole(figure: Figure) -> Row:
    """N of a figure with its bounds: those of a plain count, and of unnamed people, are those of its rows."""
    if figure.unit is Unit.UNNAMED:
        low = sum(row.n for row in figure.rows if row.code != _UNDETERMINED)
        return row_of(_TOTAL, figure.labels, low, figure.N, 0)
    total = figure.row(_TOTAL)
    low, high = (figure.N, figure.N) if total is None else (total.n, total.high)
    percent_of = 0 if figure.rounded_to > 1 else figure.N
    return row_of(_TOTAL, figure.labels, low, high, percent_of)


def _refuse_row(figure: Figure, code: str, where: str) -> NoReturn:
    near = _near(code, [row.code for row in figure.rows])
    raise QuotedNoRow(where=where, figure=figure.id, row=code, near=near)


def _near(word: str, known: Iterable[str]) -> str:
    words = sorted(known)
    return ", ".join(get_close_matches(word, words, n=3, cutoff=0.4) or words[:12]) or "none at all"
