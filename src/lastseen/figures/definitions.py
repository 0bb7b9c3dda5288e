"""Figure definitions as data: what is counted, in which unit, of whom, in which rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from lastseen.domain.errors import Refusal


class BadDefinition(Refusal):
    """A figure definition cannot be used."""

    code = "figures.bad-definition"
    sentence = "Figure {figure}: {why}."
    hint = "Mend the definition; the reference page on figure definitions lists every key and what it takes."


class Unit(StrEnum):
    """What is counted. Units are never mixed in one figure."""

    INTERVIEWEE = "interviewee"
    INTERVIEW = "interview"
    CASE = "case"
    VICTIM = "victim"
    DISAPPEARANCE = "disappearance"
    STAGE = "custody stage"
    PAIR = "interviewee–victim pair"
    FAMILY = "family"
    MASS_EVENT = "mass event"


class Each(StrEnum):
    """How rows are made from what is found: every code, its top, its direct part of a country, or every year."""

    CODE = "code"
    TOP = "top"
    YEAR = "year"
    NUMBER = "number"


class Order(StrEnum):
    """The order of rows: as defined, largest first, or by vocabulary or number."""

    DEFINED = "defined"
    DESCENDING = "descending"


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """Whom a figure counts: the findings it admits, and the kinds of source that must tell of a disappearance.

    An empty tuple admits any; findings are admitted by outcome and standard of proof, both required where named.
    """

    outcomes: tuple[str, ...] = ()
    standards: tuple[str, ...] = ()
    source_kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RowDefinition:
    """One row: codes (with all below them), or an interval of numbers or days, both ends within."""

    code: str
    labels: Mapping[str, str]
    values: tuple[str, ...] = ()
    low: int | date | None = None
    high: int | date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """One figure. ``where`` narrows the population to units with these codes; ``variable`` is None for a plain count."""

    id: str
    labels: Mapping[str, str]
    unit: Unit
    population: Population
    variable: str | None = None
    rows: tuple[RowDefinition, ...] = ()
    each: Each | None = None
    order: Order = Order.DEFINED
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def where_figure(self, variable: str, codes: tuple[str, ...]) -> "Definition":
        """One condition as a figure of its own, whose row ``in`` holds those that meet it."""
        inside = RowDefinition(code="in", labels={}, values=codes)
        return replace(self, variable=variable, rows=(inside,), each=None, where={})


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionSet:
    """All figures of one file, in order."""

    id: str
    version: str
    figures: tuple[Definition, ...]

    def figure(self, id_: str) -> Definition:
        """The figure of this id. Raises :class:`NoSuchFigure`."""
        for definition in self.figures:
            if definition.id == id_:
                return definition
        raise NoSuchFigure(figure=id_, known=", ".join(d.id for d in self.figures))


class NoSuchFigure(Refusal):
    """There is no figure of this id."""

    code = "figures.unknown-figure"
    sentence = "There is no figure {figure}."
    hint = "The figures are: {known}."


def parse_definitions(data: Mapping[str, object]) -> DefinitionSet:
    """The figures a definition file holds, as read from TOML. Raises :class:`BadDefinition`."""
    populations = {name: _population(name, table) for name, table in _table(data, "population", "file").items()}
    figures = tuple(_definition(figure, populations) for figure in _tables(data, "figure", "file"))
    ids = [figure.id for figure in figures]
    for id_ in ids:
        if ids.count(id_) > 1:
            raise BadDefinition(figure=id_, why="its id is used twice")
    return DefinitionSet(id=str(data.get("id", "")), version=str(data.get("version", "")), figures=figures)


_FIGURE_KEYS = {"id", "labels", "unit", "population", "variable", "row", "each", "order", "where"}
_ROW_KEYS = {"code", "labels", "values", "between"}


def _definition(data: Mapping[str, object], populations: Mapping[str, Population]) -> Definition:
    id_ = str(data.get("id", "(without id)"))
    _known(data, _FIGURE_KEYS, id_)
    population = str(data.get("population", ""))
    if population not in populations:
        raise BadDefinition(figure=id_, why=f"its population {population!r} is not defined in the file")
    variable = data.get("variable")
    definition = Definition(
        id=id_,
        labels=_labels(data, id_),
        unit=_word(Unit, data.get("unit"), id_, "unit"),
        population=populations[population],
        variable=None if variable is None else str(variable),
        rows=tuple(_row(row, id_) for row in _tables(data, "row", id_)),
        each=_word(Each, data["each"], id_, "each") if "each" in data else None,
        order=_word(Order, data.get("order", "defined"), id_, "order"),
        where={name: _words(codes, id_) for name, codes in _table(data, "where", id_).items()},
    )
    if variable is not None and not definition.rows and definition.each is None:
        raise BadDefinition(figure=id_, why="it has a variable but neither rows nor 'each'")
    return definition


def _population(name: str, data: object) -> Population:
    if not isinstance(data, Mapping):
        raise BadDefinition(figure=f"population {name}", why="it is not a table")
    _known(data, {"outcomes", "standards", "source_kinds"}, f"population {name}")
    return Population(**{key: _words(value, f"population {name}") for key, value in data.items()})


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
    if not isinstance(ends, list) or len(ends) != 2 or not all(isinstance(e, int | date) or e == "" for e in ends):
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


_Word = TypeVar("_Word", bound=StrEnum)


def _word(words: type[_Word], value: object, figure: str, key: str) -> _Word:
    try:
        return words(value)
    except ValueError as error:
        known = ", ".join(word.value for word in words)
        raise BadDefinition(figure=figure, why=f"{key} {value!r} is not one of {known}") from error
