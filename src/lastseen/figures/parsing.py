"""Figure definitions as a file writes them: read, checked for what is unreadable, refused with the reason."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from lastseen.figures.checking import check
from lastseen.figures.definitions import (
    BadDefinition,
    Definition,
    DefinitionSet,
    Each,
    Order,
    Population,
    RowDefinition,
    Unit,
)


def parse_definitions(data: Mapping[str, object]) -> DefinitionSet:
    """The figures a definition file holds, as read from TOML. Raises :class:`BadDefinition`."""
    _known(data, {"id", "version", "population", "figure"}, _FILE)
    populations = {name: _population(name, table) for name, table in _table(data, "population", _FILE).items()}
    figures = tuple(_definition(figure, populations) for figure in _tables(data, "figure", _FILE))
    ids = [figure.id for figure in figures]
    for id_ in ids:
        if ids.count(id_) > 1:
            raise BadDefinition(figure=id_, why="its id is used twice")
    return DefinitionSet(id=str(data.get("id", "")), version=str(data.get("version", "")), figures=figures)


_FILE = "(the file itself)"
_FIGURE_KEYS = {"id", "labels", "unit", "population", "variable", "row", "each", "order", "where", "inside"}
_ROW_KEYS = {"code", "labels", "values", "between"}


def _definition(data: Mapping[str, object], populations: Mapping[str, Population]) -> Definition:
    id_ = str(data.get("id", ""))
    if not id_:
        raise BadDefinition(figure="(without id)", why="it has no id")
    _known(data, _FIGURE_KEYS, id_)
    population = str(data.get("population", ""))
    if population not in populations:
        raise BadDefinition(figure=id_, why=f"its population {population!r} is not defined in the file")
    variable = data.get("variable")
    definition = Definition(
        id=id_,
        labels=_labels(data, id_),
        unit=_word(Unit, str(data.get("unit")).replace("-", "–"), id_, "unit"),
        population=populations[population],
        variable=None if variable is None else str(variable),
        rows=tuple(_row(row, id_) for row in _tables(data, "row", id_)),
        each=_word(Each, str(data["each"]), id_, "each") if "each" in data else None,
        order=_word(Order, str(data.get("order", "defined")), id_, "order"),
        where={name: _words(codes, id_) for name, codes in _table(data, "where", id_).items()},
        inside=_truth(data.get("inside", False), id_, "inside"),
    )
    check(definition)
    return definition


def _population(name: str, data: object) -> Population:
    if not isinstance(data, Mapping):
        raise BadDefinition(figure=f"population {name}", why="it is not a table")
    figure = f"population {name}"
    _known(data, {"outcomes", "standards", "source_kinds"}, figure)
    return Population(name=name, **{key: _words(value, figure) for key, value in data.items()})


def _row(data: Mapping[str, object], figure: str) -> RowDefinition:
    _known(data, _ROW_KEYS, figure)
    low, high = _between(data.get("between", ["", ""]), figure)
    return RowDefinition(
        code=str(data.get("code", "")),
        labels=_labels(data, figure),
        values=_words(data.get("values", ()), figure),
        low=low,
        high=high,
    )


def _between(ends: object, figure: str) -> tuple[int | date | None, int | date | None]:
    if not isinstance(ends, list) or len(ends) != 2 or not all(type(end) in (int, date) or end == "" for end in ends):
        raise BadDefinition(figure=figure, why="'between' takes two whole numbers or days, '' for an open end")
    low, high = (None if end == "" else end for end in ends)
    return low, high


def _labels(data: Mapping[str, object], figure: str) -> dict[str, str]:
    labels = {language: str(label) for language, label in _table(data, "labels", figure).items()}
    if "en" not in labels:
        raise BadDefinition(figure=figure, why=f"{data.get('code', 'the figure')} has no English label")
    return labels


def _known(data: Mapping[str, object], keys: set[str], figure: str) -> None:
    unknown = sorted(data.keys() - keys)
    if unknown:
        raise BadDefinition(figure=figure, why=f"unknown key {unknown[0]!r}; known are {', '.join(sorted(keys))}")


def _table(data: Mapping[str, object], key: str, figure: str) -> Mapping[str, object]:
    value = data.get(key, {})
    if not isinstance(value, Mapping):
        raise BadDefinition(figure=figure, why=f"{key!r} is not a table")
    return value


def _tables(data: Mapping[str, object], key: str, figure: str) -> list[Mapping[str, object]]:
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
        raise BadDefinition(figure=figure, why=f"{key!r} is not a list of tables")
    return value


def _words(value: object, figure: str) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise BadDefinition(figure=figure, why=f"{value!r} is not a list of codes")
    return tuple(str(word) for word in value)


def _truth(value: object, figure: str, key: str) -> bool:
    if not isinstance(value, bool):
        raise BadDefinition(figure=figure, why=f"{key!r} is true or false")
    return value


_Word = TypeVar("_Word", bound=StrEnum)


def _word(words: type[_Word], value: str, figure: str, key: str) -> _Word:
    try:
        return words(value)
    except ValueError as error:
        known = ", ".join(word.value for word in words)
        raise BadDefinition(figure=figure, why=f"{key} {value!r} is not one of {known}") from error
