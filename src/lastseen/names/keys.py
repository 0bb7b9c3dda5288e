"""Keys under which spellings of one name meet, so that not every pair has to be looked at.

A key says of each part what is hardest to mishear: the class of its onset, in which ㄴ, ㄹ and ㅇ are one as the
initial sound rule makes them, and the class of its coda. A name that may be read in several ways has several keys.
"""

from functools import cache
from itertools import product
from math import exp, prod
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lastseen.names.beliefs import belief
from lastseen.names.hangul import CODAS, COUNT, ONSETS, split
from lastseen.names.parts import COMPARED, Part, Reading
from lastseen.names.prior import compounds
from lastseen.names.reading import read

_ONSET_CLASSES: Final = ("ㄱㄲㅋ", "ㄴㄹㅇ", "ㄷㄸㅌ", "ㅁ", "ㅂㅃㅍ", "ㅅㅆ", "ㅈㅉㅊ", "ㅎ")
_CODA_CLASSES: Final = ("", "ㄱㄷ", "ㄴㅇ", "ㄹ", "ㅁ", "ㅂ")
_CLASSES_OF_A_PART = 4
_MOST = 12
_UNLIKELY = 0.01
"""How much less likely than its likeliest a key of a name may be."""

Key = tuple[int, ...]


def keys(name: str) -> tuple[Key, ...]:
    """The keys of a name, the likeliest first; none where it cannot be read as a Korean one."""
    found: dict[Key, float] = {}
    for reading in read(name):
        for key, likely in _keys_of(reading):
            found[key] = found.get(key, 0.0) + likely
    ordered = sorted(found.items(), key=lambda one: (-one[1], one[0]))[:_MOST]
    return tuple(key for key, likely in ordered if likely > _UNLIKELY * ordered[0][1])


def _keys_of(reading: Reading) -> list[tuple[Key, float]]:
    of_parts = [_classes(part) for part in reading.parts[:COMPARED]]
    chance = exp(reading.prior)
    return [
        (tuple(number for number, _ in one), chance * prod(likely for _, likely in one)) for one in product(*of_parts)
    ]


@cache
def _classes(part: Part) -> tuple[tuple[int, float], ...]:
    """The likeliest classes of what a part may mean."""
    believed = belief(part)
    if believed is None:
        return ()
    return likely_classes(believed)


def likely_classes(believed: NDArray[np.float64]) -> tuple[tuple[int, float], ...]:
    """The likeliest classes of a part of which this is believed, by syllable or surname, with their probabilities."""
    weights = np.bincount(_numbered()[: len(believed)], weights=believed)
    likeliest = np.argsort(-weights, kind="stable")[:_CLASSES_OF_A_PART]
    return tuple((int(number), float(weights[number])) for number in likeliest if weights[number] > _UNLIKELY)


@cache
def _numbered() -> NDArray[np.intp]:
    """The class of each syllable, and of each compound surname one of its own."""
    onsets = [_place(onset, _ONSET_CLASSES) for onset in ONSETS]
    codas = [_place(coda, _CODA_CLASSES) for coda in CODAS]
    apart = [split(syllable) for syllable in range(COUNT)]
    alone = [onsets[onset] * len(_CODA_CLASSES) + codas[coda] for onset, _, coda in apart]
    after = len(_ONSET_CLASSES) * len(_CODA_CLASSES)
    return np.array([*alone, *range(after, after + len(compounds()))])


def _place(sound: str, classes: tuple[str, ...]) -> int:
    return next(place for place, members in enumerate(classes) if sound == members or (sound and sound in members))
