"""Markings: places in a text that name a third person, how they are blacked out of a quote, and by what a state of
them is known again.

Whoever is told of beside the victims (a broker, a neighbour, a guard, kin within reach) has consented to nothing and
can be harmed by a quote. So words go out only from a text that somebody has read through for such places, and what is
marked in it never does.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from lastseen.domain.accounts import SourceId

VOCABULARY = "third-person"
"""The vocabulary of the kinds of third persons."""
BAR = "▇▇▇"
"""What stands in place of marked words, with the kinds in brackets after it."""

_BARRED = re.compile(rf"{BAR}\[([^\[\]]+)\]")


class Held(StrEnum):
    """Why the words of a passage are held back as a whole."""

    UNREVIEWED = "unreviewed"
    """Nobody has read the text through for third persons, or not since its markings were changed."""
    NO_TEXT = "no-text"
    """They were typed beside a page or a time, and stand in no text that could have been read through."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Marking:
    """Code points ``start`` up to ``end`` of a text name a third person of this kind."""

    start: int
    end: int
    kind: str


def redact(words: str, at: int, markings: Iterable[Marking]) -> str:
    """The words that stand in a text from code point ``at`` on, with a bar in place of everything that is marked.

    A marking that only touches on them is blacked out as far as it reaches into them; markings that overlap are one.
    """
    pieces, place, end = [], at, at + len(words)
    for run in runs(markings):
        start, stop = max(run.start, at), min(run.end, end)
        if start < stop:
            pieces += [words[place - at : start - at], f"{BAR}[{run.kind}]"]
            place = stop
    return "".join((*pieces, words[place - at :]))


def runs(markings: Iterable[Marking]) -> Iterator[Marking]:
    """The markings from first to last, those that overlap made one; its kind names theirs, with commas between."""
    held: Marking | None = None
    for one in sorted(markings):
        if held is not None and one.start < held.end:
            kinds = dict.fromkeys((*held.kind.split(", "), one.kind))
            held = Marking(start=held.start, end=max(held.end, one.end), kind=", ".join(kinds))
            continue
        if held is not None:
            yield held
        held = one
    if held is not None:
        yield held


def labelled(quote: str, label: Callable[[str], str]) -> str:
    """A blacked-out quote with the kinds said in words, as ``label`` has them."""
    return _BARRED.sub(lambda bar: f"{BAR}[{', '.join(map(label, bar[1].split(', ')))}]", quote)


def black_out(words: str, marked: Iterable[tuple[str, str]]) -> str:
    """Free words with a bar wherever any of the marked words, given with their kinds, stands in them."""
    found = [Marking(start=start, end=end, kind=kind) for said, kind in marked for start, end in places(words, said)]
    return redact(words, 0, found)


def places(text: str, words: str) -> tuple[tuple[int, int], ...]:
    """Where some words stand in a text, letter for letter, from first to last; none overlaps the one before."""
    found = re.finditer(re.escape(words), text) if words else ()
    return tuple(match.span() for match in found)


def state(source: SourceId, digest: str, markings: Iterable[Marking]) -> str:
    """By what a text of a source with just these markings is known: a SHA-256. Any other marking makes another."""
    held = [source.hex, digest, *([one.start, one.end, one.kind] for one in sorted(set(markings)))]
    return hashlib.sha256(json.dumps(held).encode()).hexdigest()
