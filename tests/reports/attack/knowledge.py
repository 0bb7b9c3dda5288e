"""What an outsider takes from published figures: every number with the values that it can have, and which sums hold.

They know the rules, the definitions and, beyond what any report says, which rows of each figure anybody is in.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations

from lastseen.figures import Figure
from tests.reports.attack.counting import Range, Split

THRESHOLD = 5
WITHHELD = "withheld"
OPEN = frozenset({"unknown", "undetermined"})
"""Rows that say nothing of those in them."""


@dataclass(frozen=True, slots=True)
class Known:
    """Numbers by name, and the sums they stand in."""

    counts: dict[str, Range] = field(default_factory=dict)
    splits: list[Split] = field(default_factory=list)

    def learn(self, name: str, ends: Range) -> str:
        """Take in what a number can be, beside what is known of it already; gives its name."""
        low, high = self.counts.get(name, ends)
        self.counts[name] = max(low, ends[0]), min(high, ends[1])
        return name

    def split(self, whole: str, parts: Iterable[str]) -> None:
        """Take in that a number is the sum of others."""
        self.splits.append(Split(whole=whole, parts=tuple(parts)))


def cell(one: str, other: str) -> str:
    """The name of the number of those in two rows."""
    return f"{one} & {other}"


def learn_figure(known: Known, shown: Figure, peopled: Iterable[str]) -> None:
    """Take in one figure of one answer each, exact but for the rows put together.

    Which of these are small, and which stand with them so that no other figure gives them away, nobody is told.
    """
    whole = known.learn(shown.id, (shown.N, shown.N))
    exact = {row.code: row.n for row in shown.rows if row.code != WITHHELD}
    together = shown.row(WITHHELD)
    most = shown.N if together is None else together.n
    small = [code for code in peopled if code not in exact]
    for code, n in exact.items():
        known.learn(f"{shown.id}/{code}", (n, n))
    for code in small:
        known.learn(f"{shown.id}/{code}", (1, most))
    known.split(whole, (f"{shown.id}/{code}" for code in (*exact, *small)))


def rounded(shown: Figure, code: str, most: int) -> Range:
    """What the number of a rounded row can be; of one left out, nothing is known."""
    row = shown.row(code)
    if row is None:
        return 0, most
    if shown.rounded_to == 1:
        return row.n, row.n
    fits = [n for n in range(row.n + shown.rounded_to) if abs(n - row.n) * 2 <= shown.rounded_to and n >= THRESHOLD]
    return fits[0], fits[-1]


def learn_pairs(known: Known, figures: Iterable[Figure]) -> None:
    """Take in that whoever is in a row of one figure is in some row of every other of the same people."""
    rows = {split.whole: split.parts for split in known.splits}
    for one, other in combinations(figures, 2):
        _learn_pair(known, rows[one.id], rows[other.id])


def _learn_pair(known: Known, ones: tuple[str, ...], others: tuple[str, ...]) -> None:
    for a in ones:
        for b in others:
            known.learn(cell(a, b), (0, min(known.counts[a][1], known.counts[b][1])))
    for a in ones:
        known.split(a, (cell(a, b) for b in others))
    for b in others:
        known.split(b, (cell(a, b) for a in ones))


def learn_part(known: Known, part: Figure, whole: str, row: str, peopled: Iterable[str]) -> None:
    """Take in a figure of those in one ``row`` of another, which crosses it with the figure ``whole``."""
    for code in (*peopled, *OPEN):
        name = f"{whole}/{code}"
        most = THRESHOLD - 1 if code in OPEN else known.counts[name][1]
        known.learn(cell(row, name), rounded(part, code, most))


def learn_next(known: Known, first: str, moved: Figure, peopled: Iterable[str]) -> None:
    """Take in a figure of pairs from one to the next: who first had somebody either kept them or passed them on.

    Where nobody is passed *to* the one who first had them, all whom that one passed on are told of by their first row.
    """
    pairs = [tuple(code.split(">")) for code in peopled if ">" in code]
    received = {to for _, to in pairs}
    for one in sorted({source for source, _ in pairs} - received):
        name = f"{first}/{one}"
        most = known.counts[name][1]
        parts = [
            known.learn(cell(name, f"{moved.id}/{to}"), rounded(moved, f"{one}>{to}", most))
            for source, to in pairs if source == one
        ]  # fmt: skip
        known.split(name, (*parts, known.learn(cell(name, f"{moved.id}/kept"), (0, most))))
