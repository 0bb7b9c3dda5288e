"""One text corrected into the next: what changed, and where each place of the one lies in the other.

A text never changes: a correction is another text, and whatever pointed at places in the one before is carried over
place by place, by itself where the words are the same, by somebody's decision where they are not.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from lastseen.domain.texts import Range, Segment

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_MANY = 5000
"""So many words are compared exactly; of more, the commonest are not looked for."""
_OFFERED = 5
"""So many places of the same words are offered at most."""


class Carried(StrEnum):
    """What became of a place in a text that was corrected."""

    SAME = "same"
    """The same words stand in the correction, and it is plain where."""
    CHANGED = "changed"
    """The words were changed, or it is not plain where they are: somebody has to say."""
    GONE = "gone"
    """Nothing stands in their place."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words as a correction has them: kept, taken out or put in."""

    how: str
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of the old text and the stretch of the new one that stands for it, equal or not."""

    equal: bool
    old: Range
    new: Range


class Correction:
    """How one text becomes another: word by word, within the lines that differ."""

    def __init__(self, old: str, new: str) -> None:
        """``old`` and ``new`` are the whole texts."""
        self.old, self.new = old, new
        self.steps = tuple(_steps(old, new))

    def place(self, old: Range) -> Range | None:
        """Where a place of the old text lies in the new one, changed words taken whole; None where nothing is left."""
        starts = [self._started(step, old.start) for step in self.steps if step.old.start <= old.start < step.old.end]
        ends = [self._ended(step, old.end) for step in self.steps if step.old.start < old.end <= step.old.end]
        found = Range(starts[0], ends[0])
        words = found.of(self.new)
        found = Range(found.start + len(words) - len(words.lstrip()), found.end - len(words) + len(words.rstrip()))
        return found if found.start < found.end else None

    @staticmethod
    def _started(step: Step, place: int) -> int:
        return step.new.start + (place - step.old.start if step.equal else 0)

    @staticmethod
    def _ended(step: Step, place: int) -> int:
        return step.new.end - (step.old.end - place if step.equal else 0)

    def carried(self, old: Range) -> tuple[Carried, tuple[Range, ...]]:
        """What became of a place, and where it can lie now, the likeliest first."""
        quote, here = old.of(self.old), self.place(old)
        if here is not None and here.of(self.new) == quote:
            return Carried.SAME, (here,)
        others = [Range(at, at + len(quote)) for at in _occurrences(self.new, quote)]
        if len(others) == 1 and len(_occurrences(self.old, quote)) == 1:
            return Carried.SAME, (others[0],)
        offered = tuple(dict.fromkeys([*([] if here is None else [here]), *others[:_OFFERED]]))
        return (Carried.CHANGED, offered) if offered else (Carried.GONE, ())

    def lines(self) -> tuple[tuple[Piece, ...], ...]:
        """The lines in which something was changed, as pieces."""
        found: list[list[Piece]] = [[]]
        for how, text in self._pieces():
            for number, part in enumerate(text.split("\n")):
                if number:
                    found.append([])
                if part:
                    found[-1].append(Piece(how, part))
        return tuple(tuple(line) for line in found if any(piece.how != "kept" for piece in line))

    def _pieces(self) -> Iterator[tuple[str, str]]:
        for step in self.steps:
            if step.equal:
                yield "kept", step.old.of(self.old)
            else:
                yield "out", step.old.of(self.old)
                yield "in", step.new.of(self.new)


def carried_segments(held: Iterable[Segment], correction: Correction, *, of_original: bool) -> tuple[Segment, ...]:
    """The segments as they lie once the original, or else the translation, is corrected; what is gone has none."""
    found = []
    for segment in sorted(held):
        here = correction.place(segment.original if of_original else segment.translation)
        if here is not None:
            found.append(Segment(here, segment.translation) if of_original else Segment(segment.original, here))
    return tuple(found)


def _occurrences(text: str, quote: str) -> list[int]:
    return [match.start() for match in re.finditer(f"(?={re.escape(quote)})", text)]


def _steps(old: str, new: str) -> Iterator[Step]:
    for step in _compared(old, new, _LINE, Range(0, len(old)), Range(0, len(new))):
        if step.equal or step.old.start == step.old.end or step.new.start == step.new.end:
            yield step
        else:
            for part in _compared(old, new, _WORD, step.old, step.new):
                yield from _narrowed(old, new, part)


def _narrowed(old: str, new: str, step: Step) -> Iterator[Step]:
    """A step without the letters that both stretches begin and end with: of a Korean word often all but one."""
    before, after = step.old.of(old), step.new.of(new)
    first = _shared(before, after)
    last = _shared(before[first:][::-1], after[first:][::-1])
    cuts = [(side.start, side.start + first, side.end - last, side.end) for side in (step.old, step.new)]
    for at, equal in ((0, True), (1, False), (2, True)):
        made = Step(equal, *(Range(cut[at], cut[at + 1]) for cut in cuts))
        if made.old.start < made.old.end or made.new.start < made.new.end:
            yield made


def _shared(one: str, other: str) -> int:
    """How many letters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _compared(old: str, new: str, cut: re.Pattern[str], of_old: Range, of_new: Range) -> Iterator[Step]:
    """What the parts of two stretches have in common, in order."""
    before, after = cut.findall(old, of_old.start, of_old.end), cut.findall(new, of_new.start, of_new.end)
    at, at_new = _places(before, of_old.start), _places(after, of_new.start)
    matcher = SequenceMatcher(None, before, after, autojunk=max(len(before), len(after)) > _MANY)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        yield Step(tag == "equal", Range(at[i1], at[i2]), Range(at_new[j1], at_new[j2]))


def _places(parts: Iterable[str], start: int) -> list[int]:
    places = [start]
    for part in parts:
        places.append(places[-1] + len(part))
    return places
