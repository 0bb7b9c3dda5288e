"""Drafts of coded interviews: what somebody has typed so far, whether or not it can be read yet."""

from lastseen.exchange.drafts.carrying import carried
from lastseen.exchange.drafts.editing import Step, edited
from lastseen.exchange.drafts.model import ONE_EACH, PARTS, Cell, Draft, Entry, Span, plain, typed
from lastseen.exchange.drafts.reading import Basis, Place, Problem, Read, read_cell, read_draft
from lastseen.exchange.drafts.recalling import recalled

__all__ = [
    "ONE_EACH",
    "PARTS",
    "Basis",
    "Cell",
    "Draft",
    "Entry",
    "Place",
    "Problem",
    "Read",
    "Span",
    "Step",
    "carried",
    "edited",
    "plain",
    "read_cell",
    "read_draft",
    "recalled",
    "typed",
]
