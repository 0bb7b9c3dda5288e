"""How a quantity, as it is meant, lies to a number that holds: exactly, rounded, near, or too high or too low.

Between what is taken as rounding and what is called wrong lies a stretch of which nothing is said: a wrong alarm is
worse than a miss. All widths are in the unit of the number, of shares in points of a percent.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum

from lastseen.claims.claim import Modality, Quantity


class Fit(StrEnum):
    """How a quantity lies to a fact: the first two hold, the last two do not, of ``NEAR`` nothing is said."""

    EXACT = "exact"
    ROUNDED = "rounded"
    NEAR = "near"
    OVER = "over"
    UNDER = "under"


def fit(one: Quantity, low: float, high: float) -> Fit:
    """How a quantity lies to a number that is at least ``low`` and at most ``high``."""
    return _BY_MODALITY[one.modality](one, low, high)


def holds(found: Fit) -> bool:
    """Whether a quantity that lies so is right."""
    return found in {Fit.EXACT, Fit.ROUNDED}


def _exact(one: Quantity, low: float, high: float) -> Fit:
    if one.worded or not one.is_share:
        return _worded(one, low, high) if one.is_share else _counted(one, low, high)
    half = 0.5 * 10**-one.decimals
    off = _off(one.value, low, high)
    if one.decimals:
        return Fit.EXACT if off <= half + 1e-6 else Fit.ROUNDED if off <= 3 * half else _side(one.value, low)
    if off <= half and abs(low - round(low)) < 0.05:
        return Fit.EXACT
    if off <= (2.0 if one.value % 5 == 0 else 1.0):
        return Fit.ROUNDED
    return Fit.NEAR if off <= 2.5 else _side(one.value, low)


def _worded(one: Quantity, low: float, high: float) -> Fit:
    return _within(one, low, high, (3.0, 6.0))


def _counted(one: Quantity, low: float, high: float) -> Fit:
    off = _off(one.value, low, high)
    if off == 0:
        return Fit.EXACT
    round_ = one.value % 100 == 0 or (one.value >= 50 and one.value % 10 == 0)
    return Fit.NEAR if round_ and off <= 0.15 * low else _side(one.value, low)


def _about(one: Quantity, low: float, high: float) -> Fit:
    share = 1.0 if one.is_share else 0.0
    return _within(one, low, high, (max(3 * share, 0.1 * one.value), max(5 * share, 0.2 * one.value)))


def _within(one: Quantity, low: float, high: float, widths: tuple[float, float]) -> Fit:
    """Rounded within the first width, wrong beyond the second."""
    off = _off(one.value, low, high)
    if off <= widths[0]:
        return Fit.EXACT if off == 0 else Fit.ROUNDED
    return Fit.NEAR if off <= widths[1] else _side(one.value, low)


def _nearly(one: Quantity, low: float, high: float) -> Fit:
    value, share = one.value, 1.0 if one.is_share else 0.0
    if high < value - max(4 * share, 0.15 * value):
        return Fit.OVER
    if low > value + max(1.5 * share, 0.05 * value):
        return Fit.UNDER
    return Fit.ROUNDED if value - max(3 * share, 0.1 * value) <= high and low <= value + 0.5 else Fit.NEAR


def _slightly_over(one: Quantity, low: float, high: float) -> Fit:
    if high < one.value - 0.5:
        return Fit.OVER
    if low > 1.6 * one.value:
        return Fit.UNDER
    return Fit.ROUNDED if low <= 1.35 * one.value else Fit.NEAR


def _over(one: Quantity, low: float, high: float) -> Fit:
    """True of every number above it, but said of one far above it, it is about something else."""
    if high < one.value:
        return Fit.OVER if high < one.value - 0.5 else Fit.NEAR
    return Fit.EXACT if low <= 1.6 * one.value else Fit.NEAR


def _under(one: Quantity, low: float, high: float) -> Fit:
    if low > one.value:
        return Fit.UNDER if low > one.value + 0.5 else Fit.NEAR
    return Fit.EXACT if high >= 0.6 * one.value else Fit.NEAR


def _range(one: Quantity, low: float, high: float) -> Fit:
    if low <= one.top and high >= one.value:
        return Fit.EXACT
    middle = (one.value + one.top) / 2
    return Fit.NEAR if _off(middle, low, high) <= 0.2 * middle else _side(middle, low)


def _off(value: float, low: float, high: float) -> float:
    return max(low - value, value - high, 0.0)


def _side(value: float, low: float) -> Fit:
    return Fit.OVER if value > low else Fit.UNDER


_BY_MODALITY: Mapping[Modality, Callable[[Quantity, float, float], Fit]] = {
    Modality.EXACT: _exact,
    Modality.ABOUT: _about,
    Modality.NEARLY: _nearly,
    Modality.SLIGHTLY_OVER: _slightly_over,
    Modality.OVER: _over,
    Modality.AT_LEAST: _over,
    Modality.UNDER: _under,
    Modality.UP_TO: _under,
    Modality.RANGE: _range,
}
