"""Two readings of one source: which of their units are the same, where they differ, and what is concluded from both."""

from lastseen.domain.agreement.concluding import (
    Agreed,
    Choice,
    Choices,
    Naming,
    Take,
    Unresolved,
    conclude_units,
    unresolved,
)
from lastseen.domain.agreement.model import Key, Reading, Unit
from lastseen.domain.agreement.units import Fixed, align
from lastseen.domain.agreement.values import Compared, aliases, compare, plain

__all__ = [
    "Agreed",
    "Choice",
    "Choices",
    "Compared",
    "Fixed",
    "Key",
    "Naming",
    "Reading",
    "Take",
    "Unit",
    "Unresolved",
    "aliases",
    "align",
    "compare",
    "conclude_units",
    "plain",
    "unresolved",
]
