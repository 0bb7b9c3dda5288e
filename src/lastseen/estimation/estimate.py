"""What an estimator gives: never a number without its interval."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from lastseen.estimation.captures import Captures

LEVEL = 0.95
"""The level of every interval."""

Told = str | int | float | bool | None
Diagnostic = Told | list[str] | list[dict[str, Told]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """How many persons there were, those on no list with them.

    ``observed`` are on a list; ``point``, ``low`` and ``high`` are persons; ``warnings`` are keys of sentences, each
    with its values, that the reader must be told; ``assumptions`` are keys of sentences too.
    """

    method: str
    observed: int
    point: float
    low: float
    high: float
    level: float = LEVEL
    diagnostics: Mapping[str, Diagnostic]
    assumptions: tuple[str, ...]
    warnings: Mapping[str, Mapping[str, Told]] = field(default_factory=dict)

    @property
    def is_bound(self) -> bool:
        """Whether the point is a bound from below."""
        return "lower-bound" in self.assumptions


class Estimator(Protocol):
    """A method with its settings."""

    def fit(self, captures: Captures) -> Estimate:
        """The estimate from these captures, or a refusal."""
        ...
