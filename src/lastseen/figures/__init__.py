"""Figures: declarative definitions tabulated from a snapshot, with bounds."""

from lastseen.figures.definitions import Definition, DefinitionSet
from lastseen.figures.figure import Figure, Row, Tabulation
from lastseen.figures.parsing import parse_definitions
from lastseen.figures.tabulation import tabulate, tabulate_all

__all__ = [
    "Definition",
    "DefinitionSet",
    "Figure",
    "Row",
    "Tabulation",
    "parse_definitions",
    "tabulate",
    "tabulate_all",
]
