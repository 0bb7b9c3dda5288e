"""What a report is made of beside prose: its parts, each a table, a drawing or an account of its own."""

from dataclasses import dataclass
from enum import StrEnum

from lastseen.estimation import Chosen, How


class Chart(StrEnum):
    """The ways to show one figure."""

    BARS = "bars"
    SERIES = "series"
    TABLE = "table"
    MATRIX = "matrix"
    FLOW = "flow"


class Account(StrEnum):
    """Parts that are written from the snapshot itself and need no figure named."""

    FAMILY = "family"
    MASS_EVENTS = "mass-events"
    METHOD = "method"
    GLOSSARY = "glossary"
    COUNTED = "counted"


@dataclass(frozen=True, slots=True, kw_only=True)
class NumbersPart:
    """Up to six numbers to be seen from afar, each ``ID/ROW`` or the ``ID`` of a figure."""

    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartPart:
    """One figure, drawn or as a table. A matrix and a flow take a figure of coded pairs."""

    chart: Chart
    figure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PyramidPart:
    """Two figures with the same rows, back to back."""

    left: str
    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPart:
    """Where people were taken, and on what legs they were brought back; ``legs`` may be empty."""

    arrests: str
    legs: str
    outlines: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NarrativesPart:
    """Cases told one by one, so many at most."""

    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPart:
    """A part written from the snapshot itself."""

    account: Account


@dataclass(frozen=True, slots=True, kw_only=True)
class EstimatesPart:
    """How many there were, those on no list with them: by several methods, over which lists, divided by what."""

    how: How
    chosen: Chosen
    by: str | None = None


Part = NumbersPart | ChartPart | PyramidPart | MapPart | NarrativesPart | AccountPart | EstimatesPart

_INSIDE = frozenset({Account.FAMILY, Account.COUNTED})


def is_inside(part: Part) -> bool:
    """Whether a part is about single people, and so for those inside only."""
    return isinstance(part, NarrativesPart) or (isinstance(part, AccountPart) and part.account in _INSIDE)
