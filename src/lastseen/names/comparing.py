"""Two spellings of names compared: how much more likely they are if they are one name than if they are two by chance.

The result is a log Bayes factor, so it adds to what age, place and kin say. It is the best over all readings of both:
surname with surname, syllable with syllable; a syllable that only one of them has counts against. It answers whether
two spellings are of one written name, never whether two people are one.
"""

from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from lastseen.names.beliefs import likeliest, shared
from lastseen.names.foreign import compare_words
from lastseen.names.hangul import COUNT, written
from lastseen.names.parts import COMPARED, Part, Place, Reading
from lastseen.names.prior import compounds
from lastseen.names.reading import read
from lastseen.names.wording import named

MISSING: Final = -5.0
"""What a syllable counts that only one of two names has."""

NOTHING: Final = -30.0
"""What is given where one of two names cannot be read, or nothing of them agrees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """What one part of two names says: as each is written, what both most likely mean in Hangul, and its evidence."""

    place: Place
    left: str
    right: str
    meant: str
    log_bayes_factor: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How much two spellings speak for one name, as the log of a Bayes factor, and why, part by part."""

    log_bayes_factor: float
    because: tuple[Because, ...]


def compare(left: str, right: str) -> Comparison:
    """Compare two spellings of names in any scripts: as Korean ones where both can be, else word by word.

    Where either names nobody, nothing is said: a log Bayes factor of nought, for no reason.
    """
    if not named(left) or not named(right):
        return Comparison(log_bayes_factor=0.0, because=())
    pairs = [(_weight(a, b), a, b) for a in read(left) for b in read(right)]
    if not pairs:
        return _word_by_word(named(left), named(right))
    weight, a, b = max(pairs, key=lambda pair: pair[0])
    parts = zip_longest(a.parts[:COMPARED], b.parts[:COMPARED])
    return Comparison(
        log_bayes_factor=max(weight, NOTHING),
        because=tuple(_because(one, other) for one, other in parts),
    )


def _word_by_word(left: str, right: str) -> Comparison:
    words = compare_words(left, right)
    because = tuple(
        Because(place=Place.WORD, left=word.left, right=word.right, meant="", log_bayes_factor=word.log_bayes_factor)
        for word in words
    )
    total = sum(word.log_bayes_factor for word in words) if words else NOTHING
    return Comparison(log_bayes_factor=max(total, NOTHING), because=because)


def _weight(left: Reading, right: Reading) -> float:
    parts = zip_longest(left.parts[:COMPARED], right.parts[:COMPARED])
    return left.prior + right.prior + sum(_evidence(one, other) for one, other in parts)


def _evidence(left: Part | None, right: Part | None) -> float:
    return MISSING if left is None or right is None else shared(left, right)


def _because(left: Part | None, right: Part | None) -> Because:
    return Because(
        place=Place.LATER if left is None or right is None else left.place,
        left="" if left is None else left.letters,
        right="" if right is None else right.letters,
        meant="" if left is None or right is None else _meant(likeliest(left, right)),
        log_bayes_factor=_evidence(left, right),
    )


def _meant(syllable: int) -> str:
    if syllable < 0:
        return ""
    if syllable >= COUNT:
        return "".join(map(written, compounds()[syllable - COUNT].syllables))
    return written(syllable)
