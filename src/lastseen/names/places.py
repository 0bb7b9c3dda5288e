"""Names of places compared across scripts, as names of people are: syllable by syllable, and by what their marks say.

A place has no surname; all its syllables are read as those of a given name. What kind of place it is, on which side it
lies and which number it has is compared as such: North Hamgyong and South Hamgyong share two syllables of three and
are two provinces. Names that cannot be read as Korean ones are compared word by word.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from math import exp, inf, log
from typing import Final

from lastseen.names.assimilation import CHANGED, undone
from lastseen.names.beliefs import belief, evidence, likeliest, shared
from lastseen.names.cleaning import lettered
from lastseen.names.comparing import MISSING, NOTHING, Because, Comparison
from lastseen.names.foreign import compare_words
from lastseen.names.hangul import is_syllable, written
from lastseen.names.marks import Aspect, Marked, Says, taken_apart
from lastseen.names.parts import Part, Place, Script
from lastseen.names.reading import script_of
from lastseen.names.spelling import LONGEST_SYLLABLE
from lastseen.names.tables import hanja, pinyin

_SAID: Final = {Aspect.SIDE: (0.7, -2.0, -15.0), Aspect.KIND: (1.0, -0.5, -2.0), Aspect.NUMBER: (3.0, -0.5, -15.0)}
"""What a mark counts that both have, that only one has, and of which they have two different ones."""
_MOST: Final = 5.0
"""The most that a syllable counts: what is rare in names of people may be usual in those of places."""
_AGREED: Final = 0.8
_PER_LACKING: Final = 2.0
"""How much of what they could say two syllables have to say, and what each unit that is lacking counts against."""
_ALONE: Final = log(0.1)
"""How likely one syllable is all that is a place's own."""
_MOST_SYLLABLES: Final = 8
_KEPT: Final = 6
_WORST: Final = 9.0
_PINYIN: Final = log(0.02)
_PER_PINYIN: Final = -6.0
_PER_LETTER, _FORCED = 3.0, 9.0
"""A name is of another language where its letters are less likely, in logs, than any would be."""

_shared = lru_cache(maxsize=100_000)(shared)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """One way to read the name of a place: its syllables, what its marks say, and the log of how likely it is."""

    parts: tuple[Part, ...]
    says: Says
    prior: float


def compare_places(left: str, right: str) -> Comparison:
    """Compare two names of places in any scripts, as :func:`~lastseen.names.compare` compares those of people.

    Where either holds no letter and no number nothing is said: a log Bayes factor of nought, for no reason.
    """
    if not taken_apart(left) or not taken_apart(right):
        return Comparison(log_bayes_factor=0.0, because=())
    pairs = [(_weight(a, b), a, b) for a in _read(left) for b in _read(right)]
    if not pairs:
        return _word_by_word(left, right)
    weight, a, b = max(pairs, key=lambda pair: pair[0])
    because = (*(_syllable(one, other) for one, other in _beside(a, b)), *_marks(a.says, b.says))
    return Comparison(log_bayes_factor=max(weight, NOTHING), because=because)


def _weight(left: _Read, right: _Read) -> float:
    said = sum(_evidence(one, other) for one, other in _beside(left, right))
    marks = sum(one.log_bayes_factor for one in _marks(left.says, right.says))
    return left.prior + right.prior + said + marks


def _beside(left: _Read, right: _Read) -> Iterator[tuple[Part | None, Part | None]]:
    """The syllables of two names side by side; none where one is told by its number alone."""
    return zip_longest(left.parts, right.parts) if left.parts and right.parts else iter(())


def _evidence(left: Part | None, right: Part | None) -> float:
    """What two syllables say; one that says less than both could counts against, lest many others outweigh it."""
    if left is None or right is None:
        return MISSING
    said = _shared(left, right)
    lacking = _AGREED * min(_shared(left, left), _shared(right, right)) - said
    return min(said, _MOST) - _PER_LACKING * max(lacking, 0.0)


def _syllable(left: Part | None, right: Part | None) -> Because:
    meant = -1 if left is None or right is None else likeliest(left, right)
    return Because(
        place=Place.LATER if left is None or right is None else left.place,
        left="" if left is None else left.letters,
        right="" if right is None else right.letters,
        meant="" if meant < 0 else written(meant),
        log_bayes_factor=_evidence(left, right),
    )


def _marks(left: Says, right: Says) -> Iterator[Because]:
    for aspect, (same, only_one, differ) in _SAID.items():
        ours, theirs = left.get(aspect, ""), right.get(aspect, "")
        if ours or theirs:
            weight = same if ours == theirs else differ if ours and theirs else only_one
            meant = ours if ours == theirs else ""
            yield Because(place=Place.MARK, left=ours, right=theirs, meant=meant, log_bayes_factor=weight)


def _word_by_word(left: str, right: str) -> Comparison:
    ours, theirs = taken_apart(left)[0], taken_apart(right)[0]
    words = compare_words(" ".join(ours.words), " ".join(theirs.words))
    because = [
        Because(place=Place.WORD, left=word.left, right=word.right, meant="", log_bayes_factor=word.log_bayes_factor)
        for word in words
    ]
    because += _marks(ours.says, theirs.says)
    total = sum(one.log_bayes_factor for one in because) if words else NOTHING
    return Comparison(log_bayes_factor=max(total, NOTHING), because=tuple(because))


@lru_cache(maxsize=50_000)
def _read(name: str) -> tuple[_Read, ...]:
    """The likeliest ways to read a name, with priors that sum to one; none where it is of another language."""
    found = sorted((one for way in taken_apart(name) for one in _readings(way)), key=lambda one: -one.prior)
    kept = [one for one in found if one.prior > found[0].prior - _WORST][:_KEPT]
    total = log(sum(exp(one.prior - kept[0].prior) for one in kept)) + kept[0].prior if kept else 0.0
    return tuple(_Read(parts=one.parts, says=one.says, prior=one.prior - total) for one in kept)


def _readings(name: Marked) -> Iterator[_Read]:
    text = " ".join(name.words)
    script = script_of(text)
    if not name.words:
        yield _Read(parts=(), says=name.says, prior=name.prior)
    elif script in (Script.HANGUL, Script.HANJA):
        yield _Read(parts=_syllabic(text), says=name.says, prior=name.prior)
    elif script is not None:
        letters = sum(map(str.isalpha, text))
        for parts, prior in _spelled(name, script):
            if prior + letters * _PER_LETTER > -_FORCED and all(belief(part) is not None for part in parts):
                yield _Read(parts=parts, says=name.says, prior=prior)


def _syllabic(text: str) -> tuple[Part, ...]:
    chars = [char for char in text if is_syllable(char) or char in hanja()]
    scripts = (Script.HANGUL if is_syllable(char) else Script.HANJA for char in chars)
    return tuple(Part(_place(at), script, char) for at, (script, char) in enumerate(zip(scripts, chars, strict=True)))


def _spelled(name: Marked, script: Script) -> Iterator[tuple[tuple[Part, ...], float]]:
    """The ways to read words in letters: as they are, with a change of sounds undone, and as pinyin."""
    is_latin = script is Script.LATIN
    words = [lettered(word) if is_latin else word for word in name.words]
    for syllables, likely in _cut(words, script):
        prior = name.prior + likely + (_ALONE if len(syllables) == 1 else 0.0)
        yield _parts(syllables, script), prior
        if is_latin:
            whole = (*syllables, lettered(name.suffix)) if name.suffix else syllables
            for meant in undone(whole):
                yield _parts(meant[: len(syllables)], script), prior + CHANGED
    if is_latin:
        for syllables in _cut_pinyin("".join(words)):
            yield _parts(syllables, Script.PINYIN), name.prior + _PINYIN + _PER_PINYIN * len(syllables)


def _parts(syllables: Sequence[str], script: Script) -> tuple[Part, ...]:
    return tuple(Part(_place(at), script, letters) for at, letters in enumerate(syllables))


def _place(at: int) -> Place:
    return Place.FIRST if at == 0 else Place.LATER


def _cut(words: Iterable[str], script: Script) -> list[tuple[tuple[str, ...], float]]:
    """The likeliest ways to cut words into syllables, each word on its own."""
    found: list[tuple[tuple[str, ...], float]] = [((), 0.0)]
    for word in words:
        ends = [found] + [[] for _ in word]
        for end in range(1, len(word) + 1):
            longer = (
                ((*before, letters), so_far + _seen(letters, script, _place(len(before))))
                for start in range(max(0, end - LONGEST_SYLLABLE), end)
                for letters in (word[start:end],)
                for before, so_far in ends[start]
                if len(before) < _MOST_SYLLABLES
            )
            ends[end] = sorted((one for one in longer if one[1] > -inf), key=lambda one: -one[1])[:_KEPT]
        found = ends[-1]
    return found


@lru_cache(maxsize=100_000)
def _seen(letters: str, script: Script, place: Place) -> float:
    return evidence(Part(place, script, letters))


def _cut_pinyin(letters: str) -> Iterator[tuple[str, ...]]:
    """The ways to cut letters into syllables of Mandarin, few as they are."""
    found: list[tuple[tuple[str, ...], str]] = [((), letters)]
    while found:
        before, rest = found.pop()
        if not rest and before:
            yield before
        if len(before) < _MOST_SYLLABLES // 2:
            found += [
                ((*before, rest[:end]), rest[end:])
                for end in range(1, 7)
                if rest[:end] in pinyin() and len(rest) >= end
            ]
