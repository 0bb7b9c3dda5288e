"""Figures: declarative definitions tabulated from a snapshot, with bounds."""

from lastseen.figures.definitions import Definition, DefinitionSet, parse_definitions
from lastseen.figures.tabulation import Figure, Row, Tabulation, tabulate

__all__ = ["Definition", "DefinitionSet", "Figure", "Row", "Tabulation", "parse_definitions", "tabulate"]
