"""The audit across releases: what all published figures together give away, and what would mend it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from lastseen.figures.audit import Contradicting, Interval, Mask, Sum, Target, intervals, joint
from lastseen.figures.definitions import Definition, DefinitionSet, Unit
from lastseen.figures.disclosure import THRESHOLD, WITHHELD
from lastseen.figures.protections import Cell
from lastseen.figures.questions import OUTSIDE, Lineage, Question, Shown, cells, components, is_single, question
from lastseen.figures.rows import UNDETERMINED, UNKNOWN

Release = Mapping[str, Shown]
"""What one release published, by figure."""

Pair = tuple[str, str]
"""A figure and a row of it."""


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

    suppress: tuple[Pair, ...] = ()
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


_Piece = tuple[int, tuple[Pair, ...]]
"""What a cell asks of one part: its place, and rows of its figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """Questions after something in common, of the same people, with the cells that these can be in."""

    questions: tuple[Question, ...]
    cells: tuple[tuple[str, ...], ...]

    def mask(self, figure: str, rows: Iterable[str]) -> Mask:
        place = [one.definition.id for one in self.questions].index(figure)
        wanted = frozenset(rows)
        return np.array([cell[place] in wanted for cell in self.cells])

    def masks(self, pairs: Iterable[Pair]) -> Mask:
        inside: Mask = np.logical_and.reduce([self.mask(figure, [row]) for figure, row in pairs])
        return inside

    def has(self, figure: str) -> bool:
        return any(one.definition.id == figure for one in self.questions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What everybody can look up: the definitions of figures, and which codes stand below which."""

    definitions: DefinitionSet
    lineage: Lineage


def audit(book: Book, releases: Sequence[Release], protected: Sequence[Cell], threshold: int = THRESHOLD) -> Audit:
    """Audit the last of some releases, beside all before it.

    A protected cell is narrow where the interval is narrower than the threshold. So are newcomers since an earlier
    release where it is certain that there are some, and fewer than the threshold may be.

    Raises :class:`~lastseen.figures.audit.Contradicting` where the last release contradicts itself.
    """
    every, grown = _inferred(book, releases, protected)
    inferred = tuple(one for one in every if one.since is not None or one.cell.n < threshold)
    narrow = _narrow(inferred, threshold)
    known = {one.id for one in book.definitions.figures}
    return Audit(
        inferred=inferred,
        narrow=narrow,
        proposal=_proposal(book, releases if grown else releases[-1:], narrow, threshold),
        grown=grown,
        unread=tuple(sorted({figure for release in releases for figure in release} - known)),
    )


# ---- what is known ---------------------------------------------------------------------------------------------------


def _parts(book: Book, releases: Sequence[Release]) -> tuple[_Part, ...]:
    """All published figures of one answer each, in parts that say nothing of each other but through the total."""
    people: dict[tuple[object, ...], list[Question]] = {}
    for one in book.definitions.figures:
        told = [release[one.id] for release in releases if one.id in release]
        if told and is_single(one):
            people.setdefault(_people(one, book.definitions, releases), []).append(question(one, told, book.lineage))
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


def _sums(part: _Part, release: Release) -> tuple[Sum, ...]:
    """What a release says of a part."""
    told = ((asked, release.get(asked.definition.id)) for asked in part.questions)
    return tuple(one for asked, shown in told if shown is not None for one in _told(part, asked, shown))


def _told(part: _Part, asked: Question, told: Shown) -> Iterator[Sum]:
    """What one published figure says: its total, its rows, and that some rows are put together or not there at all."""
    figure, is_exact = asked.definition.id, told.rounded_to == 1
    inside = [answer for answer in asked.answers if answer != OUTSIDE]
    yield Sum(part.mask(figure, inside), 0, *_ends(told.N, told.rounded_to if asked.definition.where else 1))
    if not told.rows:
        return
    for row in inside:
        mask = part.mask(figure, [row])
        if row in told.rows:
            yield Sum(mask, 0, *_ends(told.rows[row], told.rounded_to))
        elif row in told.withheld and is_exact and row not in {UNKNOWN, UNDETERMINED}:
            yield Sum(mask, 0, 1, told.N)
        elif row not in told.withheld:
            yield Sum(mask, 0, 0, 0)
    if WITHHELD in told.rows:
        yield Sum(part.mask(figure, told.withheld), 0, *_ends(told.rows[WITHHELD], told.rounded_to))


def _ends(n: int, step: int) -> tuple[int, int]:
    """The least and the most of what is rounded to n."""
    return max(0, n - step // 2), n + (step - 1) // 2


# ---- what follows ----------------------------------------------------------------------------------------------------


_Asked = tuple[Cell, int | None]
"""A cell, and the release since which its newcomers are asked after; None for everybody in it."""


def _inferred(book: Book, releases: Sequence[Release], protected: Sequence[Cell]) -> tuple[tuple[Inferred, ...], bool]:
    asked = [(cell, since) for since in (None, *range(len(releases) - 1)) for cell in protected]
    try:
        return tuple(_of_all(book, releases, asked, _Known())), True
    except Contradicting:
        return tuple(_of_all(book, releases[-1:], asked[: len(protected)], _Known())), False


def _of_all(book: Book, releases: Sequence[Release], asked: Sequence[_Asked], known: "_Known") -> Iterator[Inferred]:
    parts = _parts(book, releases)
    split = {cell: _split(parts, cell) for cell, _ in asked}
    told = {place: tuple(_sums(parts[place], one) for one in releases) for own in split.values() for place, _ in own}
    for since in dict.fromkeys(since for _, since in asked):
        here = [cell for cell, when in asked if when == since and split[cell]]
        found: dict[_Piece, Interval] = {}
        for place, sums in told.items():
            rows = dict.fromkeys(pairs for cell in here for at, pairs in split[cell] if at == place)
            found |= {(place, pairs): one for pairs, one in known.of(parts[place], sums, tuple(rows), since).items()}
        for cell in here:
            total = max(one[figure].N for one in releases for figure in cell.figures if figure in one)
            yield Inferred(cell=cell, interval=joint([found[piece] for piece in split[cell]], total), since=since)


class _Known:
    """What was worked out before: of a part of which nothing changed nothing is asked again."""

    def __init__(self) -> None:
        self._found: dict[object, tuple[Interval, ...]] = {}

    def of(
        self, part: _Part, told: Sequence[tuple[Sum, ...]], rows: tuple[tuple[Pair, ...], ...], since: int | None
    ) -> dict[tuple[Pair, ...], Interval]:
        """What is open of those in some rows of a part who came after a release, or at any time."""
        kept = _telling(told, since)
        first, last = (0 if since is None else kept.index(since) + 1), len(kept) - 1
        key = part.cells, tuple(map(_content, (told[place] for place in kept))), rows, first
        if key not in self._found:
            sums = [replace(one, release=at) for at, place in enumerate(kept) for one in told[place]]
            targets = [Target(part.masks(pairs), first, last) for pairs in rows]
            self._found[key] = intervals(sums, targets, len(kept))
        return dict(zip(rows, self._found[key], strict=True))


def _telling(told: Sequence[tuple[Sum, ...]], since: int | None) -> list[int]:
    """The releases that say something: neither nothing of a part, nor the same as the one before.

    Whoever came with one left out may as well have come with the next, so that it bounds nobody. The last and the one
    asked about stay.
    """
    kept: list[int] = []
    for place, sums in enumerate(told):
        is_new = sums and (not kept or _content(sums) != _content(told[kept[-1]]))
        if is_new or place in {since, len(told) - 1}:
            kept.append(place)
    return kept


def _content(sums: Iterable[Sum]) -> tuple[tuple[bytes, int, int], ...]:
    return tuple((one.cells.tobytes(), one.low, one.high) for one in sums)


def _split(parts: Sequence[_Part], cell: Cell) -> list[_Piece]:
    """A cell as what it asks of each part; nothing where some figure of it was never published."""
    pairs = list(zip(cell.figures, cell.rows, strict=True))
    split = [
        (place, tuple(pair for pair in pairs if part.has(pair[0])))
        for place, part in enumerate(parts)
        if any(part.has(figure) for figure in cell.figures)
    ]
    return split if sum(len(own) for _, own in split) == len(pairs) else []


def _narrow(inferred: Iterable[Inferred], threshold: int) -> tuple[Inferred, ...]:
    return tuple(
        one
        for one in inferred
        if one.interval.width < threshold
        and (one.cell.n < threshold if one.since is None else 0 < one.interval.low < threshold)
    )


# ---- what would mend it ----------------------------------------------------------------------------------------------


def _proposal(book: Book, releases: Sequence[Release], narrow: Sequence[Inferred], threshold: int) -> Proposal:
    """Rows to take out, always the smallest that helps, and none that turns out not to be needed.

    To say less never makes an interval narrower, so only the narrow ones are looked at again.
    """
    every = [(one.cell, one.since) for one in narrow]
    whole, known = releases[-1], _Known()

    def left(proposed: Release, of: Sequence[_Asked] = every) -> list[_Asked]:
        found = _narrow(_of_all(book, [*releases[:-1], proposed], of, known), threshold)
        return [(one.cell, one.since) for one in found]

    taken: list[Pair] = []
    now = every
    while now:
        tries = ([*taken, pair] for pair in _candidates(book, _without(whole, taken), _cells(now)))
        after = ((rows, left(_without(whole, rows), now)) for rows in tries)
        better = next((one for one in after if len(_cells(one[1])) < len(_cells(now))), None)
        if better is None:
            break
        taken, now = better
    for pair in tuple(taken):
        rest = [one for one in taken if one != pair]
        taken = rest if len(_cells(left(_without(whole, rest)))) <= len(_cells(now)) else taken
    asked = {figure for cell in _cells(every) for figure in cell.figures}
    coarser = [one for one in sorted(asked & whole.keys()) if not left({f: s for f, s in whole.items() if f != one})]
    return Proposal(suppress=tuple(taken), left=len(_cells(now)), coarser=tuple(coarser))


def _cells(asked: Iterable[_Asked]) -> list[Cell]:
    return list(dict.fromkeys(cell for cell, _ in asked))


def _without(release: Release, pairs: Iterable[Pair]) -> Release:
    proposed = dict(release)
    for figure, row in pairs:
        proposed[figure] = proposed[figure].without(row)
    return proposed


def _candidates(book: Book, release: Release, narrow: Sequence[Cell]) -> list[Pair]:
    """Exact rows that say something of narrow cells and can still be put together with others, the smallest first."""
    parts = [part for part in _parts(book, [release]) if any(part.has(f) for cell in narrow for f in cell.figures)]
    figures = [asked.definition.id for part in parts for asked in part.questions]
    aside = {UNKNOWN, UNDETERMINED, WITHHELD}
    sized = [
        (n, (figure, row))
        for figure in figures
        if figure in release and release[figure].rounded_to == 1
        for row, n in release[figure].rows.items()
        if n and row not in aside
    ]
    return [pair for _, pair in sorted(sized)]


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
