"""What the shapes of a drawing mean: samples with words, in a row that breaks where it is full."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from lastseen.figures.charts.letters import width_of
from lastseen.figures.charts.style import GREY, LEADING, SMALL
from lastseen.figures.charts.svg import Area, Lettering, words

SAMPLE: Final = Area(0.0, 0.0, 14.0, 7.0)
_BETWEEN: Final = 14.0
_GAP: Final = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One entry: how its sample is drawn into an area, and what it means."""

    sample: Callable[[Area], str]
    means: str


def legend(keys: Sequence[Key], top: float, width: float) -> tuple[list[str], float]:
    """The entries below ``top`` within the width, and where they end."""
    elements: list[str] = []
    x, y = 0.0, top
    for key in keys:
        wide = SAMPLE.width + _GAP + width_of(key.means, SMALL)
        if x and x + wide > width:
            x, y = 0.0, y + LEADING + 1
        elements.append(key.sample(Area(x, y, SAMPLE.width, SAMPLE.height)))
        at = (x + SAMPLE.width + _GAP, y + SAMPLE.height - 0.8)
        elements.append(words(at, key.means, Lettering(size=SMALL, colour=GREY)))
        x += wide + _BETWEEN
    return elements, (y + LEADING if keys else top)
