"""A transcript cut for the page: lines, sentences, and runs of text that the same passages cover.

Positions are code points, as everywhere behind the page. Line ends belong to no run: a browser makes one character of
the two that some systems write, and must not move what follows.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\r\n]+")
_SENTENCE = re.compile(
    r"\S.*?(?:[.?!…‥]+[\"'”’»)\]」』]*(?=\s|$)|[。？！｡]+[\"'”’»)\]」』]*|$)(?P<gap>\s*)",
)


FOUND = "w-"
"""What the names of marks begin with that are no passages but words looked for; the code point follows."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage on the page: code points from ``start`` up to ``end``, and what it is called there."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Text that the same passages cover. ``begins`` are the names of those that begin with it."""

    at: int
    text: str
    names: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()

    @property
    def cites(self) -> tuple[str, ...]:
        """The passages among the names."""
        return tuple(name for name in self.names if not name.startswith(FOUND))

    @property
    def is_found(self) -> bool:
        """Whether the text is words that were looked for."""
        return any(name.startswith(FOUND) for name in self.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence from one code point up to another, in runs; the space after it is in them, but not in ``end``."""

    start: int
    end: int
    runs: tuple[Run, ...]


def lines(text: str, marks: Iterable[Mark] = ()) -> list[tuple[Sentence, ...]]:
    """The sentences of each line that is not blank. Marks may overlap, and may go over several lines."""
    held = sorted(set(marks), key=lambda mark: (mark.start, -mark.end, mark.name))
    return [found for line in _LINE.finditer(text) if (found := tuple(_sentences(text, line, held)))]


def _sentences(text: str, line: re.Match[str], marks: list[Mark]) -> Iterator[Sentence]:
    for match in _SENTENCE.finditer(text, line.start(), line.end()):
        runs = tuple(_runs(text, match.start(), match.end(), marks))
        yield Sentence(start=match.start(), end=match.start("gap"), runs=runs)


def _runs(text: str, start: int, end: int, marks: list[Mark]) -> Iterator[Run]:
    here = [mark for mark in marks if mark.start < end and mark.end > start]
    cuts = {start, end, *(place for mark in here for place in (mark.start, mark.end) if start < place < end)}
    places = sorted(cuts)
    for at, until in pairwise(places):
        over = [mark for mark in here if mark.start <= at and until <= mark.end]
        yield Run(
            at=at,
            text=text[at:until],
            names=tuple(mark.name for mark in over),
            begins=tuple(mark.name for mark in over if mark.start == at),
        )
