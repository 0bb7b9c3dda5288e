"""A name searched by what somebody typed: in any script, whole or only begun, or a surname or given name alone.

What is typed is understood in every way it may be meant. A whole name is compared as :func:`~lastseen.names.compare`
does, and found from :data:`ENOUGH`. A name that goes on after what is typed, or begins before it, is found where no
part that is typed speaks against it: its evidence is that of the parts typed, less a little for each part that is not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Final

import numpy as np

from lastseen.names.beliefs import LEAST, belief, prior_of
from lastseen.names.index import GIVEN, MEANT, SOUNDS, WHOLE, WORD, coded, sounds, syllables, words_of
from lastseen.names.keys import keys, likely_classes
from lastseen.names.many import Names, Scorer, Scores, prepare
from lastseen.names.parts import COMPARED, Place
from lastseen.names.prior import Floats
from lastseen.names.reading import read
from lastseen.names.ways import LIKELY, PLACES, Way, ways

ENOUGH: Final = 4.0
"""The least log Bayes factor with which a whole name is found."""
AGREED: Final = 0.5
"""How much of the most that a part typed alone could say a name has to say for it, to be found by it."""
NOT_TYPED: Final = -1.0
"""What each part of a name counts that is not typed."""

_BELIEVED: Final = 0.1
_MOST_KEYS: Final = 12
_MOST_WORDS: Final = 6
_FEWEST_CONSONANTS: Final = 2


@dataclass(frozen=True, slots=True)
class Token:
    """A token to be found in an index of words; by its beginning, where it ``is_begun``."""

    text: str
    is_begun: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """A name as it was typed, and the ways to understand it as a part or the beginning of a Korean name."""

    text: str
    ways: tuple[Way, ...]

    @classmethod
    def of(cls, text: str, *, is_typing: bool = False) -> "Sought":
        """Understand what was typed; of somebody who ``is_typing`` still, the last syllable may be only begun."""
        return cls(text=text, ways=ways(text, is_typing=is_typing))

    @property
    def surnames(self) -> tuple[Token, ...]:
        """The tokens of which one stands in every name of that surname; none where no surname alone was typed."""
        alone = (way.meanings[0] for way in self.ways if way.is_surname)
        found = {syllables(int(one)) for meant in alone for one in np.flatnonzero(meant >= _BELIEVED * meant.max())}
        return tuple(Token(f"{MEANT}{surname}", is_begun=True) for surname in sorted(found))

    @property
    def tokens(self) -> tuple[tuple[Token, ...], ...]:
        """What else an index is asked for: groups of tokens, of which all of one stand in a name that is found."""
        whole = ((Token(f"{WHOLE}{coded(key)}", is_begun=True),) for key in keys(self.text))
        of_ways = (group for way in self.ways if not way.is_surname for group in _of_way(way))
        return tuple(dict.fromkeys((*whole, *of_ways, *_of_words(self.text))))

    def likeness(self, names: Sequence[str]) -> Scores:
        """How much speaks for each name to be the one sought, as a log Bayes factor; minus infinity if nothing does."""
        held = prepare(names)
        scorer, each = Scorer.of(prepare([self.text]), held), np.arange(len(held))
        found = scorer.score(np.zeros_like(each), each)
        readings = read(self.text)
        is_longer = bool(readings) and all(len(reading.parts) > COMPARED for reading in readings)
        found[(found < ENOUGH) | is_longer] = -np.inf
        for way in self.ways:
            found = np.maximum(found, _likeness(way, held))
        return found


def _of_way(way: Way) -> Iterator[tuple[Token]]:
    ended = way.meanings[:-1] if way.is_begun else way.meanings
    classes = [[number for number, _ in likely_classes(meant)] for meant in ended]
    ends = [""]
    if way.is_begun:
        onsets = {coded([number])[0]: None for number, _ in likely_classes(way.meanings[-1])}
        ends = list(onsets)
    kind = GIVEN if way.start else WHOLE
    for key, end in list(product(product(*classes), ends))[:_MOST_KEYS]:
        yield (Token(f"{kind}{coded(key)}{end}", is_begun=True),)


def _of_words(text: str) -> Iterator[tuple[Token, ...]]:
    """One word alone; all words of a Korean name; any two of another, so that one who has more or fewer is found."""
    words = words_of(text)[:_MOST_WORDS]
    if len(words) == 1:
        yield (Token(f"{WORD}{words[0]}", is_begun=True),)
    together = len(words) if read(text) else min(2, len(words))
    for some in combinations(words, together) if words else ():
        yield tuple(_heard(word) for word in some)


def _heard(word: str) -> Token:
    heard = sounds(word)
    is_told = len(heard) >= _FEWEST_CONSONANTS
    return Token(f"{SOUNDS}{heard}" if is_told else f"{WORD}{word}", is_begun=False)


def _likeness(way: Way, held: Names) -> Scores:
    """The evidence of the parts typed for each name that has others, too, and against which none of them speaks."""
    total = np.where(held.priors > LIKELY, held.priors + np.float32(way.prior), -np.inf)
    for slot, meant in enumerate(way.meanings, start=way.start):
        said, most = _evidence(meant, PLACES[slot], held)
        total += np.where(said > max(0.0, AGREED * most), said, -np.inf)[held.forms[:, :, slot]]
    others = np.count_nonzero(held.forms, axis=2) - len(way.parts)
    total = np.where((others > 0) | way.is_begun, total + NOT_TYPED * others, -np.inf)
    found: Scores = total.max(axis=1, initial=-np.inf).astype(np.float32)
    return found


def _evidence(meant: Floats, place: Place, held: Names) -> tuple[Floats, float]:
    """What a meaning says of each form that stands in a place (the first is for what is not there), and of itself."""
    weighed = meant / prior_of(place)
    beliefs = (belief(part) for part in held.parts[place])
    shared = [float(weighed @ one) for one in beliefs if one is not None]
    return np.array([-np.inf, *np.log(np.maximum(shared, LEAST))]), float(np.log(weighed @ meant))
