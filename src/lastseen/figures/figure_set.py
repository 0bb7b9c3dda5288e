"""All figures of one definition set over one snapshot."""

from collections.abc import Mapping
from dataclasses import dataclass

from lastseen.figures.figure import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSet:
    """What is shown together: the figures, what they were made from and by.

    ``sources`` counts those of the snapshot. ``notice``, by language, is what the registry says of itself on its face.
    """

    snapshot: str
    day: str
    definitions: str
    version: str
    sources: int
    notice: Mapping[str, str]
    figures: tuple[Figure, ...]
