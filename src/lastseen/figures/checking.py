"""Whether a definition can be counted at all: its variables, rows and ends fit together, and no row takes another's."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from lastseen.domain.derive.variables import Shape, Variable
from lastseen.figures.definitions import BadDefinition, Definition, Each, RowDefinition
from lastseen.figures.variables import CODED, PLAIN, variable_of

OTHER = "other"
"""The row of what fits no other: a definition may label it and say where it stands."""

_RESERVED = frozenset({"unknown", "undetermined", "total"})

_FITTING = {
    Each.CODE: CODED,
    Each.TOP: CODED,
    Each.YEAR: frozenset({Shape.DATE}),
    Each.FIVE_YEARS: frozenset({Shape.DATE}),
    Each.NUMBER: frozenset({Shape.NUMBER}),
}

_ENDS = {Shape.DATE: (date, "days"), Shape.NUMBER: (int, "whole numbers")}


def check(definition: Definition) -> None:
    """Raise :class:`BadDefinition` where a definition contradicts itself or asks for what its unit does not have."""
    variable = variable_of(definition)
    _check_choice(definition, variable)
    _check_codes(definition.id, [row.code for row in definition.rows])
    if variable.shape in CODED:
        _check_values(definition, variable)
    else:
        _check_ends(definition, variable.shape)
    for name in definition.where:
        if variable_of(definition, name).shape not in CODED:
            raise BadDefinition(figure=definition.id, why=f"a condition takes codes, and {name!r} has none")


def _check_choice(definition: Definition, variable: Variable) -> None:
    if variable is PLAIN and (definition.rows or definition.each is not None):
        raise BadDefinition(figure=definition.id, why="it has rows but no variable")
    if variable is PLAIN:
        return
    if bool(definition.rows) == (definition.each is not None):
        raise BadDefinition(figure=definition.id, why="it needs either rows or 'each', and not both")
    if definition.each is not None and variable.shape not in _FITTING[definition.each]:
        raise BadDefinition(
            figure=definition.id, why=f"'each' {definition.each.value!r} does not fit {variable.name!r}"
        )


def _check_codes(figure: str, codes: list[str]) -> None:
    for code in codes:
        if code in _RESERVED or not code:
            raise BadDefinition(figure=figure, why=f"a row may not be called {code!r}")
    _check_once(figure, codes, "row")


def _check_values(definition: Definition, variable: Variable) -> None:
    for row in definition.rows:
        if not (row.values or row.code == OTHER) or row.low is not None or row.high is not None:
            raise BadDefinition(figure=definition.id, why=f"row {row.code!r} of {variable.name!r} needs 'values'")
    _check_once(definition.id, [value for row in definition.rows for value in row.values], "value")


def _check_once(figure: str, words: Iterable[str], what: str) -> None:
    seen: set[str] = set()
    for word in words:
        if word in seen:
            raise BadDefinition(figure=figure, why=f"{what} {word!r} stands in it twice")
        seen.add(word)


def _check_ends(definition: Definition, shape: Shape) -> None:
    kind, called = _ENDS[shape]
    bounded = bounded_rows(definition)
    for row in bounded:
        ends = [end for end in (row.low, row.high) if end is not None]
        if row.values or not ends or not all(isinstance(end, kind) for end in ends):
            raise BadDefinition(figure=definition.id, why=f"row {row.code!r} needs 'between' with {called}")
        if span(row)[1] < span(row)[0]:
            raise BadDefinition(figure=definition.id, why=f"row {row.code!r} ends before it begins")
    spans = sorted((span(row), row.code) for row in bounded)
    for ((_, end), one), ((start, _), other) in pairwise(spans):
        if start <= end:
            raise BadDefinition(figure=definition.id, why=f"rows {one!r} and {other!r} overlap")


def bounded_rows(definition: Definition) -> list[RowDefinition]:
    """The rows of intervals: all but one that only labels ``other``."""
    return [row for row in definition.rows if row.code != OTHER or row.values or (row.low, row.high) != (None, None)]


FARTHEST = 10_000_000
"""Beyond any day or number: stands for an open end."""


def span(row: RowDefinition) -> tuple[int, int]:
    """The two ends of a row as whole numbers; days count from the first of January 1970."""
    return (-FARTHEST if row.low is None else _whole(row.low), FARTHEST if row.high is None else _whole(row.high))


def _whole(end: int | date) -> int:
    return end.toordinal() - _EPOCH if isinstance(end, date) else end


_EPOCH = date(1970, 1, 1).toordinal()
