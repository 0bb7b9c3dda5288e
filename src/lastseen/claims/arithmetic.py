"""Whether numbers can be true of each other, whatever the truth: shares and wholes, counts and their shares."""

from collections.abc import Iterable
from math import ceil, floor

from lastseen.claims.claim import Because, Modality, Quantity
from lastseen.claims.placing import Placed

_SLACK = 1e-6
_BESIDE = 25
"""How far apart, in characters, a part and its whole may stand."""


def can_come_from(share: float, decimals: int, total: float) -> bool:
    """Whether a share in percent, at these decimals, can be of a whole number out of ``total`` (the GRIM test).

    A share may be rounded either way or cut off. Source: N. Brown and J. Heathers, The GRIM test, 2017.
    """
    unit = 10.0**-decimals
    least, most = (share - unit / 2) * total / 100, (share + unit) * total / 100
    return ceil(least - _SLACK) <= floor(most + _SLACK)


def impossible(placed: Placed, totals: Iterable[float]) -> Because | None:
    """Why a claim cannot be true of the numbers beside it; None if it can.

    ``totals`` are the numbers that shares of the text may be taken of.
    """
    one, base = placed.quantity, placed.base
    if not one.is_share:
        return _too_large_a_part(one, base)
    if one.value > 100 and one.low is not None:
        return Because(code="above_all", values={"share": one.value})
    if one.worded or one.modality is not Modality.EXACT:
        return None
    if placed.pair is not None and placed.pair != base and placed.pair.modality is Modality.EXACT:
        return _apart(one, placed.pair, base, totals)
    return _of_no_whole_number(one, base)


def _too_large_a_part(one: Quantity, base: Quantity | None) -> Because | None:
    if base is None or base.modality is not Modality.EXACT or one.low is None or not _part_of(one, base):
        return None
    return (
        Because(code="more_than_whole", values={"n": one.value, "total": base.value}) if one.low > base.value else None
    )


def _of_no_whole_number(one: Quantity, base: Quantity | None) -> Because | None:
    if base is None or base.modality is not Modality.EXACT or not one.decimals or base.value < 2:
        return None
    possible = can_come_from(one.value, one.decimals, base.value)
    return None if possible else Because(code="no_whole_number", values={"share": one.value, "total": base.value})


def _part_of(one: Quantity, base: Quantity) -> bool:
    """Whether a number is said right beside another of one kind, as a part of it."""
    gap = base.start - one.end if base.start > one.start else one.start - base.end
    people = {"person", "victim", ""}
    return gap <= _BESIDE and (one.unit == base.unit or {one.unit, base.unit} <= people)


def _apart(share: Quantity, count: Quantity, base: Quantity | None, totals: Iterable[float]) -> Because | None:
    """Why a count and the share beside it are not of one whole, whichever of the possible ones it is."""
    wholes = [base.value] if base is not None else [total for total in totals if total >= count.value]
    width = 10.0**-share.decimals if share.decimals else (2.0 if share.value % 5 == 0 else 1.0)
    shares = [100 * count.value / whole for whole in wholes if whole]
    if not shares or any(abs(true - share.value) <= width + _SLACK for true in shares):
        return None
    if not share.decimals and any(abs(true - share.value) <= 2.5 for true in shares):
        return None
    nearest = min(range(len(shares)), key=lambda place: abs(shares[place] - share.value))
    return Because(
        code="count_and_share",
        values={"n": count.value, "share": share.value, "total": wholes[nearest], "true": round(shares[nearest], 1)},
    )
