"""What every chart gives: one SVG, and its size."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Drawing:
    """A self-contained SVG: no script, no link, no id taken from what it shows. ``width`` and ``height`` in points at
    which its text has the size of small print; a writer may shrink it to its column, never enlarge it."""

    svg: str
    width: float
    height: float
