"""Intake: rows of tables, by a mapping, into accounts; or into problems, each with its place and what would mend it."""

from lastseen.exchange.intake.intake import Intake
from lastseen.exchange.intake.problems import Place, Problem

__all__ = ["Intake", "Place", "Problem"]
