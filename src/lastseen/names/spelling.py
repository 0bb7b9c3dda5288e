"""How likely a syllable is to be spelled with certain letters: onset, vowel and coda each in its own way.

``P(letters | syllable)`` is the sum over every way to cut the letters in three, of ``P(onset) · P(vowel) · P(coda)``,
from counts fitted by expectation maximisation on public variants of names. Sounds that are easily misheard or
miswritten for each other are confused with a small probability. At the beginning of a word a syllable may be spelled
as the South says it; which of the two is meant cannot be known.
"""

from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lastseen.names.hangul import CODAS, COUNT, ONSETS, VOWELS
from lastseen.names.initial_sound import southern
from lastseen.names.parts import Script
from lastseen.names.prior import SHAPE, Floats, compounds
from lastseen.names.tables import spellings, surnames

_SLOTS: Final = {"initial": tuple(ONSETS), "medial": tuple(ONSETS), "vowel": tuple(VOWELS), "coda": CODAS}
_AS_SAID_IN_THE_SOUTH = 0.6
"""How often the first syllable of a name is spelled as Southern speech has it where that differs."""
_LETTER_TOO_MANY = 0.004
"""How likely letters hold one that stands for nothing, where they are met nowhere."""
_LONGEST = {"initial": 4, "vowel": 4, "coda": 3}
LONGEST_SYLLABLE = 8


def likelihood(script: Script, letters: str, *, initial: bool) -> Floats | None:
    """The probability of these letters for each syllable; None where no syllable is spelled like that."""
    raw = _likelihood(script, letters, "initial" if initial else "medial")
    if raw is None or not initial:
        return raw
    said: Floats = _AS_SAID_IN_THE_SOUTH * raw[_southern()] + (1 - _AS_SAID_IN_THE_SOUTH) * raw
    return said


def surname_likelihood(script: Script, letters: str) -> Floats | None:
    """The probability of these letters for each surname: syllables, then compound surnames."""
    found = np.zeros(COUNT + len(compounds()))
    alone = likelihood(script, letters, initial=True)
    if alone is not None:
        found[:COUNT] = alone
    found[COUNT:] = _of_compounds(script, letters)
    if script is Script.LATIN:
        for surname in surnames():
            if len(surname.syllables) == 1 and letters in surname.spellings:
                found[surname.syllables[0]] += surname.spellings[letters]
    return found if found.any() else None


def confused(shares: Floats) -> Floats:
    """Shares of syllables in which a little of each goes to those that sound or look much like it."""
    onset, vowel, coda = _confusions()
    grid = np.einsum("ia,abc->ibc", onset, shares.reshape(SHAPE))
    grid = np.einsum("jb,ibc->ijc", vowel, grid)
    found: Floats = np.einsum("kc,ijc->ijk", coda, grid).reshape(-1)
    return found


def _of_compounds(script: Script, letters: str) -> Floats:
    """The probability of these letters for each surname of two syllables, over every way to cut them in two."""
    firsts, seconds = _of_each_compound()
    total = np.zeros(len(firsts))
    for cut in range(2, len(letters)):
        left = _likelihood(script, letters[:cut], "initial")
        right = None if left is None else _likelihood(script, letters[cut:], "medial")
        if left is not None and right is not None:
            said = _AS_SAID_IN_THE_SOUTH * left[_southern()[firsts]] + (1 - _AS_SAID_IN_THE_SOUTH) * left[firsts]
            total += said * right[seconds]
    return total


@cache
def _of_each_compound() -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The first and the second syllable of each surname of two."""
    syllables = np.array([surname.syllables for surname in compounds()], dtype=np.intp)
    return syllables[:, 0], syllables[:, 1]


@cache
def _likelihood(script: Script, letters: str, onset_slot: str) -> Floats | None:
    grid = np.zeros(SHAPE)
    for start in range(min(_LONGEST["initial"], len(letters)) + 1):
        onset = _spelled(script, onset_slot, letters[:start])
        if onset is None:
            continue
        for end in range(start + 1, min(start + _LONGEST["vowel"], len(letters)) + 1):
            vowel = _spelled(script, "vowel", letters[start:end])
            coda = _spelled(script, "coda", letters[end:])
            if vowel is not None and coda is not None:
                grid += np.einsum("i,j,k->ijk", onset, vowel, coda)
    return confused(grid.reshape(-1)) if grid.any() else None


@cache
def _spelled(script: Script, slot: str, letters: str) -> Floats | None:
    """How likely each sound of a slot is spelled so; letters met nowhere may hold one too many."""
    found = _table(script, slot).get(letters)
    if found is not None or len(letters) < 2:
        return found
    shorter = (_table(script, slot).get(letters[:i] + letters[i + 1 :]) for i in range(len(letters)))
    near = [one for one in shorter if one is not None]
    return _LETTER_TOO_MANY * np.sum(near, axis=0) if near else None


@cache
def _table(script: Script, slot: str) -> dict[str, Floats]:
    sounds = _SLOTS[slot]
    table: dict[str, Floats] = {}
    for place, jamo in enumerate(sounds):
        counts = spellings(script).get((slot, jamo), {})
        total = sum(counts.values()) + 1
        for letters, count in counts.items():
            table.setdefault(letters, np.zeros(len(sounds)))[place] = count / total
    return table


@cache
def _southern() -> NDArray[np.intp]:
    return np.array([southern(syllable) for syllable in range(COUNT)])


@cache
def _confusions() -> tuple[Floats, Floats, Floats]:
    """How likely each sound is taken for another: onsets, vowels, codas; a little for any, more for those alike."""
    return (
        _kernel(tuple(ONSETS), ("ㄱㅋㄲ", "ㄷㅌㄸ", "ㅂㅍㅃ", "ㅈㅊㅉ", "ㅅㅆ"), 0.01, 0.01),
        _kernel(tuple(VOWELS), ("ㅓㅗ", "ㅕㅛ", "ㅡㅜ", "ㅐㅔ", "ㅓㅡ", "ㅢㅣ"), 0.015, 0.01),
        _kernel(CODAS, ("ㄴㅇ",), 0.01, 0.004),
    )


def _kernel(sounds: Sequence[str], alike: Sequence[str], of_any: float, of_alike: float) -> Floats:
    kernel = np.full((len(sounds), len(sounds)), of_any / len(sounds))
    for group in alike:
        places = [sounds.index(sound) for sound in group]
        kernel[np.ix_(places, places)] += of_alike
    np.fill_diagonal(kernel, 0)
    np.fill_diagonal(kernel, 1 - kernel.sum(axis=1))
    return kernel
