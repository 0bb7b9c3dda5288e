"""The attack by marks: whatever stands with the rows of two figures says that one person is in both."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from tests.reports.attack.rows import MARK, Row

Linked = Mapping[str, Mapping[str, frozenset[str]]]
"""For each mark the rows it stands in, by figure."""


def linked(rows: Iterable[Row]) -> Linked:
    """Every mark that stands in rows of several figures."""
    found: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        for mark in marks((*row.cells, *row.beside)):
            found[mark][row.figure].add(row.row)
    return {
        mark: {figure: frozenset(names) for figure, names in figures.items()}
        for mark, figures in found.items()
        if len(figures) > 1
    }


def marks(said: Iterable[str]) -> set[str]:
    """The marks in some strings."""
    return {mark for text in said for mark in MARK.findall(text)}


def rebuilt(rows: Iterable[Row], figures: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The people of whom the row in each of these figures is known for certain, by their mark."""
    wanted = tuple(figures)
    return {
        mark: tuple(name for figure in wanted for name in found[figure])
        for mark, found in linked(rows).items()
        if all(len(found.get(figure, ())) == 1 for figure in wanted)
    }
