"""Disclosure control: figures as they may be published, so that no number in them points at a few people.

The rules, and why they are these, stand in the methods page on disclosure control. They look at one figure at a time,
with the one it is part of; what several figures together give away they do not see.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_

from lastseen.figures.definitions import Definition, DefinitionSet, Each
from lastseen.figures.figure import Figure, Row, row_of
from lastseen.figures.pairing import is_paired
from lastseen.figures.rows import UNDETERMINED, UNKNOWN
from lastseen.figures.tabulation import tabulate_in
from lastseen.figures.units import Units
from lastseen.figures.variables import PLAIN
from lastseen.snapshot import Snapshot

THRESHOLD = 5
"""No row shows fewer than this."""

WITHHELD = "withheld"
"""The row of small rows put together."""

_ASIDE = frozenset({UNKNOWN, UNDETERMINED})
"""Rows that say nothing of those in them."""

_LEFT_OPEN = 3
"""So many values at least stay possible for a small row, whatever an outsider works out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected:
    """A figure as it may be published, and the codes of the rows that no longer stand in it."""

    figure: Figure
    withheld: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What must be known around a figure to protect it.

    A figure with conditions is part of a ``whole``: itself without them. It ``refines`` where it only splits a row that
    is published as it is. ``labels`` are those of the row of small numbers.
    """

    whole: Figure | None = None
    refines: bool = False
    labels: Mapping[str, str]


ALONE = Around(labels={"en": "Small numbers, put together"})
"""Nothing around: a figure with conditions then shows no rows."""


def protected(
    definitions: DefinitionSet,
    snapshot: Snapshot,
    threshold: int = THRESHOLD,
    cleared: frozenset[str] = frozenset(),
) -> tuple[Protected, ...]:
    """Every figure of a set that may be published, protected but for those ``cleared``, in order; those for people
    inside are left out."""
    units = Units(snapshot)
    public = tuple(definition for definition in definitions.figures if not definition.inside)
    parts = tuple(replace(definition, where={}) for definition in public if definition.where)
    wholes = {t.figure.id: t.figure for t in tabulate_in(units, replace(definitions, figures=parts))}
    labels = units.lexicon.label(PLAIN, WITHHELD)
    tabulations = tabulate_in(units, replace(definitions, figures=public))
    found: dict[str, Protected] = {}
    for made in sorted(tabulations, key=lambda made: bool(made.definition.where)):
        id_, definition = made.figure.id, made.definition
        published = [(other, found[other.id].figure) for other in public if other.id in found]
        around = Around(whole=wholes.get(id_), refines=_refines(definition, published), labels=labels)
        whole = Protected(figure=made.figure)
        found[id_] = whole if id_ in cleared else protect(definition, made.figure, threshold, around)
    return tuple(found[made.figure.id] for made in tabulations)


def withhold(safe: Protected, code: str, labels: Mapping[str, str]) -> Protected:
    """The same with one row more put together with the small ones; of several answers each, or rounded, it goes."""
    figure = safe.figure
    gone = [row for row in figure.rows if row.code in {code, WITHHELD}]
    left = tuple(row for row in figure.rows if row not in gone)
    if not figure.multiple and figure.rounded_to == 1:
        n, high = sum(row.n for row in gone), sum(row.high for row in gone)
        place = next((at for at, row in enumerate(left) if row.code in _ASIDE), len(left))
        left = (*left[:place], row_of(WITHHELD, labels, n, min(high, figure.N), figure.N), *left[place:])
    return Protected(figure=replace(figure, rows=left), withheld=safe.withheld | {code})


def protect(definition: Definition, figure: Figure, threshold: int = THRESHOLD, around: Around = ALONE) -> Protected:
    """A figure with its small rows put together, or rounded without them where it crosses two things.

    It keeps no row where even that would leave a small one too few values, or where it counts too few at all. Plain
    counts stay as they are.
    """
    if definition.variable is None and not definition.where:
        return Protected(figure=figure)
    is_part = bool(definition.where) and not around.refines
    is_crossed = is_part or is_paired(str(definition.variable))
    cells = _cells(figure, around.whole if is_part else None, threshold)
    cut = _cut(figure, cells, threshold)
    out = frozenset(code for code, cell in cells.items() if cut is None or cell.size < cut)
    if is_crossed:
        left = _rounded(figure, out, threshold, is_part=is_part)
    else:
        left = _put_together(figure, out, threshold, around.labels)
    is_few = threshold > figure.N and (is_part or figure.N > 0)
    if cut is None or is_few or (is_part and around.whole is None):
        left = replace(left, rows=(), unsaid={})
    return Protected(figure=left, withheld=frozenset(row.code for row in figure.rows if left.row(row.code) is None))


# ---- which figures split a published row -----------------------------------------------------------------------------


def _refines(definition: Definition, published: Iterable[tuple[Definition, Figure]]) -> bool:
    """Whether its conditions are on what it counts, and some figure published exactly has a row for just these."""
    if set(definition.where) != {definition.variable}:
        return False
    codes = definition.where[str(definition.variable)]
    return any(
        figure.row(row) is not None
        for other, figure in published
        if not figure.multiple and _counted(other) == _counted(replace(definition, where={}))
        for row in _rows_of(other, codes)
    )


def _counted(definition: Definition) -> tuple[object, ...]:
    return definition.unit, definition.population, definition.variable, dict(definition.where)


def _rows_of(definition: Definition, codes: tuple[str, ...]) -> tuple[str, ...]:
    """The codes of rows made of just these codes."""
    if definition.each is Each.CODE:
        return codes if len(codes) == 1 else ()
    return tuple(row.code for row in definition.rows if set(row.values) == set(codes))


# ---- which rows are shown --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Cell:
    """A row with its n, and how many the whole has in it where the figure is part of one."""

    n: int
    whole: int | None

    @property
    def size(self) -> int:
        return self.apart(self.n)

    def apart(self, n: int) -> int:
        """The smaller group that n people would set apart: themselves or the rest of the whole, if there is any."""
        if self.whole is None or n == self.whole:
            return n
        return min(n or self.whole, self.whole - n)

    def values(self, low: int, high: int) -> tuple[int, ...]:
        """The values of n that would set apart at least so many people, and fewer than so many."""
        every = range(1, high) if self.whole is None else range(self.whole + 1)
        return tuple(n for n in every if low <= self.apart(n) < high)


def _cells(figure: Figure, whole: Figure | None, threshold: int) -> dict[str, _Cell]:
    """The rows that somebody is in, here or in the whole; of how many there only those are known that are not few."""
    there = {row.code: row.n for row in (whole or figure).rows if row.n and row.code not in _ASIDE}
    return {
        row.code: _Cell(row.n, None if whole is None else max(there[row.code], threshold - 1))
        for row in figure.rows
        if row.code in there
    }


def _cut(figure: Figure, cells: Mapping[str, _Cell], threshold: int) -> int | None:
    """The size from which rows are shown; None where no size would leave the small ones open.

    It rises from one size found to the next, so that rows of one size go together.
    """
    sizes = sorted({cell.size for cell in cells.values()})
    if not sizes or sizes[0] >= threshold:
        return threshold
    return next((cut for cut in sizes if cut >= threshold and _is_open(figure, cells, threshold, cut)), None)


def _is_open(figure: Figure, cells: Mapping[str, _Cell], threshold: int, cut: int) -> bool:
    """Whether every small row keeps values enough for somebody who knows all others and which rows are small.

    With one answer each, the rows taken out sum to what the others leave of N; with several, to that or more.
    """
    out = [cell for cell in cells.values() if cell.size < cut]
    values = [cell.values(1, threshold) if cell.size < threshold else cell.values(threshold, cut) for cell in out]
    seen = sum(row.n for row in figure.rows if row.code in _ASIDE) + sum(
        cell.n for cell in cells.values() if cell.size >= cut
    )
    small = {own: place for place, (own, cell) in enumerate(zip(values, out, strict=True)) if cell.size < threshold}
    return all(
        _possible(own, values[:place] + values[place + 1 :], figure.N - seen, exactly=not figure.multiple) >= _LEFT_OPEN
        for own, place in small.items()
    )


def _possible(own: Sequence[int], others: Iterable[Sequence[int]], total: int, *, exactly: bool) -> int:
    """How many of a row's values fit with some values of the others, all summing to a total, or to no less."""
    sums = reduce(lambda found, values: reduce(or_, (found << value for value in values), 0), others, 1)
    if exactly:
        return sum(value <= total and sums >> (total - value) & 1 for value in own)
    return sum(value + sums.bit_length() > total for value in own)


# ---- what they show --------------------------------------------------------------------------------------------------


def _put_together(figure: Figure, out: frozenset[str], threshold: int, labels: Mapping[str, str]) -> Figure:
    """Exact rows, and those taken out as one; of several answers each there is none, as its n would be no number of
    people."""
    rows = [row for row in figure.rows if row.code not in out | _ASIDE]
    aside = [row for row in figure.rows if row.code in _ASIDE]
    small = [row for row in figure.rows if row.code in out]
    if small and not figure.multiple:
        rows.append(row_of(WITHHELD, labels, sum(row.n for row in small), sum(row.high for row in small), figure.N))
    undetermined = figure.row(UNDETERMINED)
    most = figure.N if figure.multiple or undetermined is None else undetermined.n
    told = all(not count or count >= threshold for count in figure.unsaid.values())
    return replace(
        figure,
        rows=tuple(_opened(row, threshold, most) for row in (*rows, *aside)),
        unsaid=figure.unsaid if told else {},
    )


def _rounded(figure: Figure, out: frozenset[str], threshold: int, *, is_part: bool) -> Figure:
    """Rows that are not small, rounded; so is N where it counts only those that meet conditions."""
    total = _nearest(figure.N, threshold) if is_part else figure.N
    rows = [row for row in figure.rows if row.n >= threshold and row.code not in out]
    return replace(
        figure,
        N=total,
        rows=tuple(_opened(_near(row, threshold), threshold, total) for row in rows),
        unsaid={},
        rounded_to=threshold,
    )


def _near(row: Row, step: int) -> Row:
    n = _nearest(row.n, step)
    return replace(row, n=n, low=n, high=row.high + n - row.n, percent=None)


def _nearest(number: int, step: int) -> int:
    return (2 * number + step) // (2 * step) * step


def _opened(row: Row, threshold: int, most: int) -> Row:
    """A row whose open part is raised to a multiple of the threshold, or to the most that can be open."""
    raised = -(-(row.high - row.n) // threshold) * threshold
    return replace(row, high=row.n + min(raised, most))
