"""The audit across releases: what all published figures together give away, and what would mend it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from lastseen.figures.audit import Contradicting, Interval, Mask, Sum, Target, intervals, joint
from lastseen.figures.definitions import Definition, DefinitionSet, Unit
from lastseen.figures.disclosure import THRESHOLD, WITHHELD
from lastseen.figures.protections import Cell
from lastseen.figures.questions import OUTSIDE, Question, Shown, cells, components, is_single, question
from lastseen.figures.rows import UNDETERMINED, UNKNOWN

Release = Mapping[str, Shown]
"""What one release published, by figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inferred:
    """A protected cell and what outsiders can work out; ``since`` an earlier release if of newcomers."""

    cell: Cell
    interval: Interval
    since: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Rows of the release proposed that, put together with the small ones, leave no protected cell narrow.

    ``left`` counts cells that stay narrow all the same; ``coarser`` are figures of which leaving out any one would do.
    """

    suppress: tuple[tuple[str, str], ...] = ()
    left: int = 0
    coarser: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """Every protected cell with its interval, those narrower than the threshold, and what to do about them.

    ``grown`` is false where the releases cannot be read as growth and the last was audited alone; ``unread`` are
    published figures that no definition explains.
    """

    inferred: tuple[Inferred, ...]
    narrow: tuple[Inferred, ...]
    proposal: Proposal
    grown: bool
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """Questions after something in common, of the same people, with the cells that these can be in."""

    questions: tuple[Question, ...]
    cells: tuple[tuple[str, ...], ...]

    def mask(self, figure: str, rows: Iterable[str]) -> Mask:
        place = [one.definition.id for one in self.questions].index(figure)
        wanted = frozenset(rows)
        return np.array([cell[place] in wanted for cell in self.cells])

    def has(self, figure: str) -> bool:
        return any(one.definition.id == figure for one in self.questions)


def audit(
    definitions: DefinitionSet, releases: Sequence[Release], protected: Sequence[Cell], threshold: int = THRESHOLD
) -> Audit:
    """Audit the last of some releases, beside all before it.

    A protected cell is narrow where the interval is narrower than the threshold. So are newcomers since an earlier
    release where it is certain that there are some, and fewer than the threshold may be.
    """
    parts = _parts(definitions, releases)
    inferred, grown = _inferred(parts, releases, protected)
    narrow = _narrow(inferred, threshold)
    known = {one.id for one in definitions.figures}
    return Audit(
        inferred=inferred,
        narrow=narrow,
        proposal=_proposal(definitions, releases, protected, threshold) if narrow else Proposal(),
        grown=grown,
        unread=tuple(sorted({figure for release in releases for figure in release} - known)),
    )


# ---- what is known ---------------------------------------------------------------------------------------------------


def _parts(definitions: DefinitionSet, releases: Sequence[Release]) -> tuple[_Part, ...]:
    """All published figures of one answer each, in parts that say nothing of each other but through the total."""
    people: dict[tuple[object, ...], list[Question]] = {}
    for one in definitions.figures:
        told = [release[one.id] for release in releases if one.id in release]
        if told and is_single(one):
            people.setdefault(_people(one, definitions, releases), []).append(question(one, told))
    groups = [group for questions in people.values() for group in components(questions)]
    return tuple(_Part(questions=group, cells=cells(group)) for group in groups)


def _people(definition: Definition, definitions: DefinitionSet, releases: Sequence[Release]) -> tuple[object, ...]:
    """Whom a figure counts; victims and disappearances are the same where each release counts as many of both."""
    if definition.unit not in {Unit.VICTIM, Unit.DISAPPEARANCE}:
        return definition.population, definition.unit
    totals = [
        {release[one.id].N for one in definitions.figures if one.id in release and _is_alike(one, definition)}
        for release in releases
    ]
    return definition.population, Unit.VICTIM if all(len(total) < 2 for total in totals) else definition.unit


def _is_alike(one: Definition, other: Definition) -> bool:
    return one.unit in {Unit.VICTIM, Unit.DISAPPEARANCE} and one.population == other.population and not one.where


def _sums(part: _Part, releases: Sequence[Release]) -> Iterator[Sum]:
    for place, release in enumerate(releases):
        for asked in part.questions:
            told = release.get(asked.definition.id)
            if told is not None:
                yield from _told(part, asked, told, place)


def _told(part: _Part, asked: Question, told: Shown, place: int) -> Iterator[Sum]:
    """What one published figure says: its total, its rows, and that some rows are put together or not there at all."""
    figure, is_exact = asked.definition.id, told.rounded_to == 1
    inside = [answer for answer in asked.answers if answer != OUTSIDE]
    yield Sum(part.mask(figure, inside), place, *_ends(told.N, told.rounded_to if asked.definition.where else 1))
    if not told.rows:
        return
    for row in inside:
        mask = part.mask(figure, [row])
        if row in told.rows:
            yield Sum(mask, place, *_ends(told.rows[row], told.rounded_to))
        elif row in told.withheld and is_exact and row not in {UNKNOWN, UNDETERMINED}:
            yield Sum(mask, place, 1, told.N)
        elif row not in told.withheld:
            yield Sum(mask, place, 0, 0)
    if WITHHELD in told.rows:
        yield Sum(part.mask(figure, told.withheld), place, *_ends(told.rows[WITHHELD], told.rounded_to))


def _ends(n: int, step: int) -> tuple[int, int]:
    """The least and the most of what is rounded to n."""
    return max(0, n - step // 2), n + (step - 1) // 2


# ---- what follows ----------------------------------------------------------------------------------------------------


def _inferred(
    parts: Sequence[_Part], releases: Sequence[Release], protected: Sequence[Cell]
) -> tuple[tuple[Inferred, ...], bool]:
    try:
        return tuple(_of_all(parts, releases, protected)), True
    except Contradicting:
        return tuple(_of_all(parts, releases[-1:], protected)), False


def _of_all(parts: Sequence[_Part], releases: Sequence[Release], protected: Sequence[Cell]) -> Iterator[Inferred]:
    sums = [tuple(_sums(part, releases)) for part in parts]
    last = len(releases) - 1
    for since in (None, *range(last)):
        first = 0 if since is None else since + 1
        wanted: dict[tuple[int, tuple[tuple[str, str], ...]], None] = {}
        for cell in protected:
            wanted |= dict.fromkeys(_split(parts, cell))
        found: dict[tuple[int, tuple[tuple[str, str], ...]], Interval] = {}
        for place, part in enumerate(parts):
            keys = [key for key in wanted if key[0] == place]
            targets = [Target(_all_of(part, key[1]), first, last) for key in keys]
            found |= dict(zip(keys, intervals(sums[place], targets, len(releases)), strict=True))
        for cell in protected:
            split = _split(parts, cell)
            if split:
                total = max(told.N for figure, told in releases[-1].items() if figure in cell.figures)
                yield Inferred(cell=cell, interval=joint([found[key] for key in split], total), since=since)


def _split(parts: Sequence[_Part], cell: Cell) -> list[tuple[int, tuple[tuple[str, str], ...]]]:
    """A cell as what it asks of each part; nothing where some figure of it was not published."""
    pairs = list(zip(cell.figures, cell.rows, strict=True))
    split = [
        (place, tuple(pair for pair in pairs if part.has(pair[0])))
        for place, part in enumerate(parts)
        if any(part.has(figure) for figure in cell.figures)
    ]
    return split if sum(len(own) for _, own in split) == len(pairs) else []


def _all_of(part: _Part, pairs: Iterable[tuple[str, str]]) -> Mask:
    inside: Mask = np.logical_and.reduce([part.mask(figure, [row]) for figure, row in pairs])
    return inside


def _narrow(inferred: Iterable[Inferred], threshold: int) -> tuple[Inferred, ...]:
    return tuple(
        one
        for one in inferred
        if one.interval.width < threshold and (one.since is None or 0 < one.interval.low < threshold)
    )


# ---- what would mend it ----------------------------------------------------------------------------------------------


def _proposal(
    definitions: DefinitionSet, releases: Sequence[Release], protected: Sequence[Cell], threshold: int
) -> Proposal:
    """Rows to take out, always the smallest that helps most for its size, and none that turns out not to be needed."""

    def left(proposed: Release) -> int:
        tried = [*releases[:-1], proposed]
        return len(_narrow(_inferred(_parts(definitions, tried), tried, protected)[0], threshold))

    proposed = dict(releases[-1])
    taken: list[tuple[str, str]] = []
    now = left(proposed)
    while now and (rows := _candidates(definitions, proposed, protected)):
        tries = [(figure, row, left(_without(proposed, figure, row))) for figure, row in rows]
        figure, row, after = max(tries, key=lambda one: ((now - one[2]) / proposed[one[0]].rows[one[1]], one[:2]))
        if after >= now:
            break
        taken, proposed, now = [*taken, (figure, row)], _without(proposed, figure, row), after
    for pair in tuple(taken):
        rest = dict(releases[-1])
        for figure, row in (one for one in taken if one != pair):
            rest = _without(rest, figure, row)
        if left(rest) <= now:
            taken.remove(pair)
    whole = releases[-1]
    coarser = [one for one in whole if not left({figure: told for figure, told in whole.items() if figure != one})]
    return Proposal(suppress=tuple(taken), left=now, coarser=tuple(coarser))


def _without(release: Release, figure: str, row: str) -> dict[str, Shown]:
    return {**release, figure: release[figure].without(row)}


def _candidates(definitions: DefinitionSet, release: Release, protected: Sequence[Cell]) -> Sequence[tuple[str, str]]:
    """Exact rows of protected figures that can still be put together with others."""
    figures = {figure for cell in protected for figure in cell.figures}
    singles = {one.id for one in definitions.figures if is_single(one)}
    aside = {UNKNOWN, UNDETERMINED, WITHHELD}
    return [
        (figure, row)
        for figure, told in release.items()
        if figure in figures & singles and told.rounded_to == 1
        for row, n in told.rows.items()
        if n and row not in aside
    ]


def of_records(rows: Iterable[Mapping[str, object]]) -> Release:
    """What a release published, from the rows that were written down of it."""
    found: dict[str, Shown] = {}
    for row in rows:
        figure = str(row["figure"])
        had = found.get(figure) or Shown(
            figure=figure,
            N=int(str(row["N"])),
            rows={},
            withheld=frozenset(map(str, _listed(row.get("withheld")))),
            rounded_to=int(str(row.get("rounded_to", 1))),
        )
        more = {str(row["row"]): int(str(row["n"]))} if row.get("row") else {}
        found[figure] = replace(had, rows={**had.rows, **more})
    return found


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()
