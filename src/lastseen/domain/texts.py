"""The texts of a source: who answers for each, and which words of a translation stand for which of its original.

A translation is tied to its original by segments, each a range of the one and a range of the other, in code points.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from lastseen.domain.errors import Refusal
from lastseen.domain.users import folded

_PARAGRAPH = re.compile(r"\S(?:[^\r\n]*\S)?")
_MOST = 40_000
"""Two texts with more pairs of paragraphs than this are not compared to guess at how they stand beside each other."""


class TextState(StrEnum):
    """How far a text is."""

    DRAFT = "draft"
    TO_CHECK = "to-check"
    CHECKED = "checked"


class CheckedByAuthor(Refusal):
    """Whoever made a text cannot be the one who checks it."""

    code = "text.checked-by-author"
    sentence = "{checker} made this text, and cannot check it as well."
    hint = "Let somebody else compare it with what it was made from."


class NoChecker(Refusal):
    """A text is said to be checked, but not by whom."""

    code = "text.no-checker"
    sentence = "Who has checked this text is not said."
    hint = "Name a user, or the code of somebody outside."


class NoAuthor(Refusal):
    """Who made a text is not said."""

    code = "text.no-author"
    sentence = "Who made this text is not said."
    hint = "Name the user, or the code of somebody outside, who wrote it down or translated it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Credits:
    """Who answers for a text, each a user by name or somebody outside by their code, and how far it is.

    Raises :class:`NoAuthor`, :class:`NoChecker` or :class:`CheckedByAuthor`.
    """

    author: str
    checker: str = ""
    state: TextState = TextState.TO_CHECK

    def __post_init__(self) -> None:
        if not self.author.strip():
            raise NoAuthor
        if self.state is TextState.CHECKED and not self.checker.strip():
            raise NoChecker
        if self.checker and folded(self.checker) == folded(self.author):
            raise CheckedByAuthor(checker=self.checker)


@dataclass(frozen=True, slots=True, order=True)
class Range:
    """A place in a text, from one code point up to another."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that stand there."""
        return text[self.start : self.end]

    def meets(self, other: "Range") -> bool:
        """Whether the two have a letter in common."""
        return self.start < other.end and other.start < self.end


_PLACE = re.compile(r"text:([0-9a-f]{12}):(\d{1,9})-(\d{1,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class TextPlace:
    """A place in one of several texts, each called by the beginning of its digest: ``text:3f9a0c11d2e4:12-30``."""

    text: str
    place: Range

    def __str__(self) -> str:
        return f"text:{self.text}:{self.place.start}-{self.place.end}"


def parse_text_place(written: str) -> TextPlace | None:
    """The place that is written so; None for whatever else is written."""
    match = _PLACE.fullmatch(written)
    return None if match is None else TextPlace(match[1], Range(int(match[2]), int(match[3])))


@dataclass(frozen=True, slots=True, order=True)
class Segment:
    """A range of an original and the range of its translation that renders it."""

    original: Range
    translation: Range


def paragraphs(text: str) -> tuple[Range, ...]:
    """The lines of a text that are not blank, without the space around them."""
    return tuple(Range(*match.span()) for match in _PARAGRAPH.finditer(text))


Rows = tuple[tuple[int, int], ...]
"""How many paragraphs of an original, and of its translation, stand beside each other, row by row."""


def segments(original: str, translation: str, rows: Rows) -> tuple[Segment, ...]:
    """The segments that these rows make; a row with nothing on one side makes none."""
    sides = paragraphs(original), paragraphs(translation)
    found, at = [], [0, 0]
    for row in rows:
        taken = [sides[side][at[side] : at[side] + row[side]] for side in (0, 1)]
        at = [at[side] + row[side] for side in (0, 1)]
        if all(taken):
            whole = [Range(one[0].start, one[-1].end) for one in taken]
            found.append(Segment(whole[0], whole[1]))
    return tuple(found)


def rows_of(original: str, translation: str, held: Iterable[Segment]) -> Rows:
    """The rows in which the paragraphs of two texts stand, as these segments have them; the rest stands alone."""
    ends = [(_index_after(original, s.original.end), _index_after(translation, s.translation.end)) for s in held]
    begins = [(_index_at(original, s.original.start), _index_at(translation, s.translation.start)) for s in held]
    found: list[tuple[int, int]] = []
    at = (0, 0)
    last = len(paragraphs(original)), len(paragraphs(translation))
    for begin, end in (*sorted(zip(begins, ends, strict=True)), (last, last)):
        found += [(1, 0)] * (begin[0] - at[0]) + [(0, 1)] * (begin[1] - at[1])
        if begin != last:
            found.append((end[0] - begin[0], end[1] - begin[1]))
        at = end
    return tuple(found)


def _index_at(text: str, place: int) -> int:
    return sum(paragraph.end <= place for paragraph in paragraphs(text))


def _index_after(text: str, place: int) -> int:
    return sum(paragraph.start < place for paragraph in paragraphs(text))


def one_by_one(original: str, translation: str) -> Rows | None:
    """The rows of two texts that have as many paragraphs; None where they have not, or none at all."""
    sizes = len(paragraphs(original)), len(paragraphs(translation))
    return ((1, 1),) * sizes[0] if sizes[0] == sizes[1] and sizes[0] else None


_STEPS: Mapping[tuple[int, int], float] = {(1, 1): 0.0, (1, 2): 0.5, (2, 1): 0.5, (1, 0): 2.0, (0, 1): 2.0}
"""How two texts may go on beside each other, and what each way costs beside the lengths that do not fit."""


def guessed(original: str, translation: str) -> Rows:
    """The rows in which the lengths of the paragraphs fit best: a beginning for whoever aligns two texts.

    Lengths are shares of the whole, so that a language of longer words does not matter (after Gale and Church 1993).
    Very long texts go side by side from the top.
    """
    one, other = (_shares(text) for text in (original, translation))
    if len(one) * len(other) > _MOST:
        pairs = min(len(one), len(other))
        return ((1, 1),) * pairs + ((1, 0),) * (len(one) - pairs) + ((0, 1),) * (len(other) - pairs)
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i, j in product(range(len(one) + 1), range(len(other) + 1)):
        ways = [
            (best[i - a, j - b][0] + fixed + _misfit(one[i - a : i], other[j - b : j]), (a, b))
            for (a, b), fixed in _STEPS.items()
            if (i - a, j - b) in best
        ]
        best[i, j] = min(ways, default=(0.0, (0, 0)))
    return _back(best, (len(one), len(other)))


def _back(best: Mapping[tuple[int, int], tuple[float, tuple[int, int]]], at: tuple[int, int]) -> Rows:
    found: list[tuple[int, int]] = []
    while at != (0, 0):
        step = best[at][1]
        found.append(step)
        at = at[0] - step[0], at[1] - step[1]
    return tuple(reversed(found))


def _shares(text: str) -> list[float]:
    sizes = [paragraph.end - paragraph.start for paragraph in paragraphs(text)]
    return [size * len(sizes) / sum(sizes) for size in sizes]


def _misfit(one: Sequence[float], other: Sequence[float]) -> float:
    return abs(sum(one) - sum(other)) if one and other else 0.0


def original_of(place: Range, held: Iterable[Segment]) -> tuple[Range, ...]:
    """The ranges of the original that a place in a translation renders, as far as the two are aligned."""
    return tuple(segment.original for segment in sorted(held) if segment.translation.meets(place))
