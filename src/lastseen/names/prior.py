"""How usual each syllable is in a given name, and each surname: what two names share counts by how rare it is."""

from collections.abc import Mapping
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lastseen.names.hangul import CODAS, COUNT, ONSETS, VOWELS
from lastseen.names.initial_sound import northern
from lastseen.names.tables import Surname, hanja, surnames, syllable_counts

Floats = NDArray[np.float64]

SHAPE: Final = (len(ONSETS), len(VOWELS), len(CODAS))
_UNSEEN = 60.0
"""How many syllables, beside those counted, stand for those never met."""
_RARE_SURNAMES = 0.003
"""The share of surnames that are not listed."""


@cache
def compounds() -> tuple[Surname, ...]:
    """The surnames of two syllables. Each stands behind the syllables, as one more surname."""
    return tuple(surname for surname in surnames() if len(surname.syllables) == 2)


@cache
def given_prior() -> Floats:
    """The share of each syllable in given names, by its number."""
    first, later = syllable_counts()
    counts = np.zeros(COUNT)
    for syllable, count in first.items():
        for origin, share in origins(syllable).items():
            counts[origin] += count * share
    for syllable, count in later.items():
        counts[syllable] += count
    shares: Floats = (counts + _UNSEEN * _by_sound(counts)) / (counts.sum() + _UNSEEN)
    return shares


@cache
def surname_prior() -> Floats:
    """The share of each surname: single syllables by their number, then the compound ones."""
    shares = np.zeros(COUNT + len(compounds()))
    shares[:COUNT] = _RARE_SURNAMES * given_prior()
    for surname in surnames():
        if len(surname.syllables) == 1:
            shares[surname.syllables[0]] += surname.share
    for place, surname in enumerate(compounds(), start=COUNT):
        shares[place] += surname.share
    normed: Floats = shares / shares.sum()
    return normed


def origins(syllable: int) -> Mapping[int, float]:
    """The etymological syllables that a Southern first syllable may stand for, and the share of each among Hanja."""
    return _origins().get(syllable, {syllable: 1.0})


@cache
def _origins() -> dict[int, dict[int, float]]:
    weights = np.zeros(COUNT)
    for readings in hanja().values():
        for syllable, weight in readings.items():
            weights[syllable] += weight
    found = {}
    for folded, possible in northern().items():
        total = sum(weights[origin] for origin in possible)
        if total > 0:
            found[folded] = {origin: float(weights[origin] / total) for origin in possible if weights[origin] > 0}
    return found


def _by_sound(counts: Floats) -> Floats:
    """What the shares would be if onset, vowel and coda were drawn each on its own."""
    grid = counts.reshape(SHAPE)
    onset, vowel, coda = grid.sum((1, 2)) + 0.5, grid.sum((0, 2)) + 0.5, grid.sum((0, 1)) + 0.5
    shares: Floats = np.einsum("i,j,k->ijk", onset / onset.sum(), vowel / vowel.sum(), coda / coda.sum())
    return shares.reshape(-1)
