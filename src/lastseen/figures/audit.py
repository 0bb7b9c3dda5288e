"""The least and the most that outsiders can work out for groups of people from all sums published of them.

Outsiders know how people can be told apart (the cells) and sums over cells, each between two numbers, of one release
after another. What they can conclude of a group is what a linear program finds: the least and the most its count can be
in any table that fits every sum. Releases are read as growth: each cell of a later one holds those of the earlier, and
newcomers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array, vstack

Mask = NDArray[np.bool_]

MANY = 1_000_000_000
"""Stands for no upper end: nothing published bounds a count."""

_SLACK = 1e-6
"""What the solver may be off by."""


@dataclass(frozen=True, slots=True)
class Sum:
    """So many people, ``low`` to ``high``, are in these cells by this release (0 is the first)."""

    cells: Mask
    release: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Target:
    """People of these cells that came with the releases from ``first`` to ``last``."""

    cells: Mask
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Interval:
    """A count is at least ``low`` and at most ``high``."""

    low: int
    high: int

    @property
    def width(self) -> int:
        """How far its ends are apart; 0 where the count is known."""
        return self.high - self.low


class Contradicting(ValueError):
    """No table fits all sums."""


def intervals(sums: Sequence[Sum], targets: Sequence[Target], releases: int = 1) -> tuple[Interval, ...]:
    """What the sums leave open of each target, by two linear programs each (HiGHS), rounded inwards to whole people.

    Raises :class:`Contradicting` where people left between releases, or the sums cannot be of one table.
    """
    exact = _steps(one for one in sums if one.low == one.high)
    loose = [one for one in sums if one.low != one.high]
    limits = {
        "A_eq": _matrix([came for came, _ in exact], releases),
        "b_eq": [n for _, n in exact] or None,
        "A_ub": _both(_matrix([Target(one.cells, 0, one.release) for one in loose], releases)),
        "b_ub": [one.high for one in loose] + [-one.low for one in loose] or None,
    }
    found = []
    for target in targets:
        weight = _weights(target, releases)
        low, high = (_best(sign * weight, limits) * sign for sign in (1, -1))
        found.append(Interval(ceil(low - _SLACK), floor(high + _SLACK)))
    return tuple(found)


def joint(parts: Sequence[Interval], total: int) -> Interval:
    """What is open of those who are in several groups at once of which only the sizes are known (Fréchet 1940).

    It is exact where nothing published connects the groups but their total.
    """
    low = sum(part.low for part in parts) - (len(parts) - 1) * total
    return Interval(max(0, low), min(part.high for part in parts))


def _best(weight: NDArray[np.float64], limits: dict[str, object]) -> float:
    solved = linprog(weight, bounds=(0, None), method="highs", **limits)
    if solved.status == 2:
        raise Contradicting
    return -MANY if solved.status == 3 else float(solved.fun)


def _steps(exact: Iterable[Sum]) -> list[tuple[Target, int]]:
    """Exact sums as how many came since the one before of the same cells: the same, in far fewer numbers."""
    before: dict[bytes, tuple[int, int]] = {}
    found = []
    for one in sorted(exact, key=lambda one: one.release):
        first, n = before.get(one.cells.tobytes(), (0, 0))
        found.append((Target(one.cells, first, one.release), one.low - n))
        before[one.cells.tobytes()] = one.release + 1, one.low
    return found


def _matrix(groups: Sequence[Target], releases: int) -> csr_array | None:
    return csr_array(np.array([_weights(one, releases) for one in groups])) if groups else None


def _weights(group: Target, releases: int) -> NDArray[np.float64]:
    """One for each cell of a group in each release from its first to its last."""
    inside = np.zeros((releases, len(group.cells)))
    inside[group.first : group.last + 1] = group.cells
    return inside.ravel()


def _both(matrix: csr_array | None) -> csr_array | None:
    return None if matrix is None else vstack([matrix, -matrix])
