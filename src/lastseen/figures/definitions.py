"""Figure definitions as data: what is counted, in which unit, of whom, in which rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from lastseen.domain.errors import Refusal

INSIDE = "in"
"""The row of those that meet a condition."""


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
    AUTHORITY_PAIR = "authority–victim pair"
    FAMILY = "family"
    MASS_EVENT = "mass event"
    UNNAMED = "unnamed person"


class Each(StrEnum):
    """How rows are made from what is found: a row for every code, its top code, every year, five years or number."""

    CODE = "code"
    TOP = "top"
    YEAR = "year"
    FIVE_YEARS = "five-years"
    NUMBER = "number"


class Order(StrEnum):
    """The order of rows: as defined (those found: by vocabulary or number), or largest first."""

    DEFINED = "defined"
    DESCENDING = "descending"


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """Whom a figure counts: the findings it admits, and the kinds of source that must tell of a disappearance.

    An empty tuple admits any; findings are admitted by outcome and standard of proof, both required where named.
    ``name`` is what the definition file calls it.
    """

    name: str = ""
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
    """One figure. ``where`` narrows the population to units with these codes; a plain count has no ``variable``.

    One that is for those ``inside`` is never published.
    """

    id: str
    labels: Mapping[str, str]
    unit: Unit
    population: Population
    variable: str | None = None
    rows: tuple[RowDefinition, ...] = ()
    each: Each | None = None
    order: Order = Order.DEFINED
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    inside: bool = False

    def where_figure(self, variable: str, codes: tuple[str, ...]) -> "Definition":
        """One condition as a figure of its own, whose row ``in`` holds those that meet it."""
        inside = RowDefinition(code=INSIDE, labels={}, values=codes)
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

    def only(self, ids: Sequence[str]) -> "DefinitionSet":
        """The figures of these ids, in the order asked for; all of them where none is named.

        Raises :class:`NoSuchFigure`.
        """
        return replace(self, figures=tuple(self.figure(id_) for id_ in ids)) if ids else self


class NoSuchFigure(Refusal):
    """There is no figure of this id."""

    code = "figures.unknown-figure"
    sentence = "There is no figure {figure}."
    hint = "The figures are: {known}."
