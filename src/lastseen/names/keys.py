"""Keys under which spellings of one name meet, so that not every pair has to be looked at.

A key says of each part what is hardest to mishear: the class of its onset, in which ㄴ, ㄹ and ㅇ are one as the
initial sound rule makes them, and the class of its coda. A name that may be read in several ways has several keys.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from math import exp, prod
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lastseen.names.beliefs import belief, prior_of
from lastseen.names.hangul import CODAS, COUNT, ONSETS, split
from lastseen.names.many import SLOTS, Names
from lastseen.names.parts import COMPARED, Part, Place, Reading
from lastseen.names.prior import compounds
from lastseen.names.reading import read

_ONSET_CLASSES: Final = ("ㄱㄲㅋ", "ㄴㄹㅇ", "ㄷㄸㅌ", "ㅁ", "ㅂㅃㅍ", "ㅅㅆ", "ㅈㅉㅊ", "ㅎ")
_CODA_CLASSES: Final = ("", "ㄱㄷ", "ㄴㅇ", "ㄹ", "ㅁ", "ㅂ")
_CLASSES_OF_A_PART = 4
_MOST = 12
_UNLIKELY = 0.01
"""How much less likely than its likeliest a key of a name may be."""

_BITS = np.uint64(9)
"""So many bits hold the class of a part."""
_ADDS_NOTHING = 0.001
"""Of how much less than the likeliest key of a name what one reading says of a key is left out, of many names."""
_AT_ONCE = 1 << 16

Key = tuple[int, ...]
Keys = NDArray[np.uint64]
Floats = NDArray[np.float64]
Places = NDArray[np.intp]


def keys(name: str) -> tuple[Key, ...]:
    """The keys of a name, the likeliest first; none where it cannot be read as a Korean one."""
    found: dict[Key, float] = {}
    for reading in read(name):
        for key, likely in _keys_of(reading):
            found[key] = found.get(key, 0.0) + likely
    ordered = sorted(found.items(), key=lambda one: (-one[1], one[0]))[:_MOST]
    return tuple(key for key, likely in ordered if likely > _UNLIKELY * ordered[0][1])


def keys_of(names: Names) -> Keys:
    """The keys of many names as numbers, the likeliest first, filled up with nought: shape (names, keys)."""
    found = np.zeros((len(names), _MOST), dtype=np.uint64)
    slots = [_classes_of(place, names.beliefs[place]) for place in SLOTS]
    for start in range(0, len(names), _AT_ONCE):
        some = slice(start, start + _AT_ONCE)
        _put_likeliest(found[some], *_told(names.forms[some], names.priors[some], slots))
    return found


def _classes_of(place: Place, beliefs: NDArray[np.float32]) -> tuple[Keys, Floats]:
    """The likeliest classes of each part in one place, from one on, and their probabilities; first of no part."""
    numbered, root = _numbered()[: beliefs.shape[1]], np.sqrt(prior_of(place))
    of_class = np.zeros((len(numbered), int(numbered.max()) + 1), dtype=np.float32)
    of_class[np.arange(len(numbered)), numbered] = root
    weights = beliefs @ of_class
    likeliest = np.argsort(-weights, axis=1, kind="stable")[:, :_CLASSES_OF_A_PART]
    shares = np.take_along_axis(weights, likeliest, axis=1).astype(np.float64)
    none = np.eye(1, _CLASSES_OF_A_PART)
    numbers = np.concatenate([np.zeros_like(none), likeliest + 1])
    return numbers.astype(np.uint64), np.concatenate([none, np.where(shares > _UNLIKELY, shares, 0.0)])


def _told(
    forms: NDArray[np.int32], priors: NDArray[np.float32], slots: Sequence[tuple[Keys, Floats]]
) -> tuple[Places, Keys, Floats]:
    """What each reading says: the place of its name, in order, a key, and how likely it is."""
    names, readings = np.nonzero(priors > -np.inf)
    parts = forms[names, readings]
    keys, likely = np.zeros(len(names), dtype=np.uint64), np.exp(priors[names, readings].astype(np.float64))
    least = np.zeros(len(forms))
    highest = (shares.max(axis=1)[parts[:, slot]] for slot, (_, shares) in enumerate(slots))
    np.maximum.at(least, names, _ADDS_NOTHING * prod(highest, start=likely))
    for slot, (numbers, shares) in enumerate(slots):
        form = parts[:, slot]
        each = likely[:, None] * shares[form]
        rows, columns = np.nonzero(each > least[names, None])
        keys = keys[rows] << _BITS | numbers[form[rows], columns]
        names, parts, likely = names[rows], parts[rows], each[rows, columns]
    return names, keys, likely


def _put_likeliest(found: Keys, names: Places, keys: Keys, likely: Floats) -> None:
    """Put the likeliest keys of each name into its row, those of one number summed."""
    order = np.lexsort((keys, names))
    names, keys = names[order], keys[order]
    firsts = np.flatnonzero(np.diff(names, prepend=-1) | (np.diff(keys, prepend=keys[:1]) != 0))
    names, keys, likely = names[firsts], keys[firsts], np.add.reduceat(likely[order], firsts)
    order = np.lexsort((-likely, names))
    names, keys, likely = names[order], keys[order], likely[order]
    first = np.searchsorted(names, names)
    rank = np.arange(len(names)) - first
    kept = (rank < _MOST) & (likely > _UNLIKELY * likely[first])
    found[names[kept], rank[kept]] = keys[kept]


def _keys_of(reading: Reading) -> Iterator[tuple[Key, float]]:
    of_parts = [_classes(part) for part in reading.parts[:COMPARED]]
    chance = exp(reading.prior)
    likely = map(prod, product(*(shares for _, shares in of_parts)))
    return zip(product(*(numbers for numbers, _ in of_parts)), (chance * one for one in likely), strict=True)


@cache
def _classes(part: Part) -> tuple[Key, tuple[float, ...]]:
    """The likeliest classes of what a part may mean, and how likely each is."""
    believed = belief(part)
    found = () if believed is None else likely_classes(believed)
    return tuple(number for number, _ in found), tuple(likely for _, likely in found)


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
