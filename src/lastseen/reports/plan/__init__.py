"""A report as its author plans it: the report file, the prose beside it, and what prose may quote."""

from lastseen.reports.plan.composing import Placed, anchor_of, compose_prose, compose_text
from lastseen.reports.plan.markdown import parse_prose
from lastseen.reports.plan.parts import (
    Account,
    AccountPart,
    Chart,
    ChartPart,
    EstimatesPart,
    MapPart,
    NarrativesPart,
    NumbersPart,
    Part,
    PyramidPart,
)
from lastseen.reports.plan.plan import Plan
from lastseen.reports.plan.prose import Prose
from lastseen.reports.plan.quotes import Quoted, Quotes
from lastseen.reports.plan.reading import read_plan, standard_file, standard_plan
from lastseen.reports.plan.refusals import WrongFigure

__all__ = [
    "Account",
    "AccountPart",
    "Chart",
    "ChartPart",
    "EstimatesPart",
    "MapPart",
    "NarrativesPart",
    "NumbersPart",
    "Part",
    "Placed",
    "Plan",
    "Prose",
    "PyramidPart",
    "Quoted",
    "Quotes",
    "WrongFigure",
    "anchor_of",
    "compose_prose",
    "compose_text",
    "parse_prose",
    "read_plan",
    "standard_file",
    "standard_plan",
]
