"""How likely a syllable is to be spelled with certain letters: onset, vowel and coda each in its own way.

``P(letters | syllable)`` is the sum over every way to cut the letters in three, of ``P(onset) · P(vowel) · P(coda)``,
from counts fitted by expectation maximisation on public variants of names. Sounds that are easily misheard or
miswritten for each other are confused with a small probability. At the beginning of a word a syllable may be spelled
as the South says it; which of the two is meant cannot be known.

How likely letters are to be met at all, whatever is meant, is asked of far more letters than what they may mean: it is
summed sound by sound, without looking at every syllable.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from lastseen.names.hangul import CODAS, COUNT, ONSETS, VOWELS
from lastseen.names.initial_sound import southern
from lastseen.names.parts import Script
from lastseen.names.prior import SHAPE, Floats, compounds, given_prior, surname_prior
from lastseen.names.tables import spellings, surnames

_SLOTS: Final = {"initial": tuple(ONSETS), "medial": tuple(ONSETS), "vowel": tuple(VOWELS), "coda": CODAS}
_AS_SAID_IN_THE_SOUTH = 0.6
"""How often the first syllable of a name is spelled as Southern speech has it where that differs."""
_LETTER_TOO_MANY = 0.004
"""How likely letters hold one that stands for nothing, where they are met nowhere."""
_LONGEST = {"initial": 4, "vowel": 4, "coda": 3}
LONGEST_SYLLABLE = 8
_REMEMBERED = 1 << 20
"""How many letters are remembered once they were looked at."""

Way: TypeAlias = tuple[Floats, Floats, Floats]
"""How likely each onset, each vowel and each coda is meant by letters, cut in one way."""


def likelihood(script: Script, letters: str, *, initial: bool) -> Floats | None:
    """The probability of these letters for each syllable; None where no syllable is spelled like that."""
    ways = _ways(script, letters, "initial" if initial else "medial")
    if not ways:
        return None
    raw: Floats = sum(np.einsum("i,j,k->ijk", *way) for way in ways).reshape(-1)
    if not initial:
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
        for syllable, share in _usual().get(letters, ()):
            found[syllable] += share
    return found if found.any() else None


def met(script: Script, letters: str, *, initial: bool) -> float:
    """How likely these letters are met as a syllable of a given name, whatever is meant."""
    return _met(script, letters, "first" if initial else "later")


@lru_cache(maxsize=_REMEMBERED)
def surname_met(script: Script, letters: str) -> float:
    """How likely these letters are met as a surname, whichever is meant."""
    prior = surname_prior()
    total = _met(script, letters, "surname") + float(_of_compounds(script, letters) @ prior[COUNT:])
    if script is Script.LATIN:
        total += sum(share * float(prior[syllable]) for syllable, share in _usual().get(letters, ()))
    return total


def confused(shares: Floats) -> Floats:
    """Shares of syllables in which a little of each goes to those that sound or look much like it."""
    onset, vowel, coda = _confusions()
    grid = np.einsum("ia,abc->ibc", onset, shares.reshape(SHAPE))
    grid = np.einsum("jb,ibc->ijc", vowel, grid)
    found: Floats = np.einsum("kc,ijc->ijk", coda, grid).reshape(-1)
    return found


@lru_cache(maxsize=_REMEMBERED)
def _met(script: Script, letters: str, place: str) -> float:
    """The sum over all syllables of how usual each is in a place and how likely it is spelled so."""
    slot = "medial" if place == "later" else "initial"
    return float(
        sum(_with_onset(script, slot, onset, vowel, place) @ coda for onset, vowel, coda in _cut(script, letters, slot))
    )


@lru_cache(maxsize=_REMEMBERED)
def _with_onset(script: Script, slot: str, onset: str, vowel: str, place: str) -> Floats:
    """For each coda, how usual syllables are that begin with these letters for onset and vowel."""
    vowels: Floats = _of_onset(script, slot, onset, place).T @ _sounded(script, "vowel", vowel)
    return vowels


@cache
def _of_onset(script: Script, slot: str, onset: str, place: str) -> Floats:
    """For each vowel and coda, how usual syllables are that begin with these letters."""
    found: Floats = np.tensordot(_sounded(script, slot, onset), _usual_in(place), axes=1)
    return found


@cache
def _usual_in(place: str) -> Floats:
    """How usual each syllable is in a place, where it may be spelled as the South says it."""
    if place == "later":
        return given_prior().reshape(SHAPE)
    prior = surname_prior()[:COUNT] if place == "surname" else given_prior()
    said = np.zeros(COUNT)
    np.add.at(said, _southern(), prior)
    found: Floats = _AS_SAID_IN_THE_SOUTH * said + (1 - _AS_SAID_IN_THE_SOUTH) * prior
    return found.reshape(SHAPE)


def _of_compounds(script: Script, letters: str) -> Floats:
    """The probability of these letters for each surname of two syllables, over every way to cut them in two."""
    total = np.zeros(len(compounds()))
    for cut in range(2, len(letters)):
        first = _first_of_two(script, letters[:cut])
        second = None if first is None else _second_of_two(script, letters[cut:])
        if first is not None and second is not None:
            total += first * second
    return total


@lru_cache(maxsize=_REMEMBERED)
def _first_of_two(script: Script, letters: str) -> Floats | None:
    """The probability of letters for the first syllable of each surname of two."""
    ways, firsts = _ways(script, letters, "initial"), _of_each_compound()[0]
    if not ways:
        return None
    said: Floats = _AS_SAID_IN_THE_SOUTH * _at(ways, _southern()[firsts])
    return said + (1 - _AS_SAID_IN_THE_SOUTH) * _at(ways, firsts)


@lru_cache(maxsize=_REMEMBERED)
def _second_of_two(script: Script, letters: str) -> Floats | None:
    """The probability of letters for the second syllable of each surname of two."""
    ways = _ways(script, letters, "medial")
    return _at(ways, _of_each_compound()[1]) if ways else None


def _at(ways: Sequence[Way], syllables: NDArray[np.intp]) -> Floats:
    """The probability of letters, given the ways to cut them, for these syllables only."""
    onsets, vowels, codas = np.unravel_index(syllables, SHAPE)
    found = np.zeros(len(syllables))
    for onset, vowel, coda in ways:
        found += onset[onsets] * vowel[vowels] * coda[codas]
    return found


@cache
def _of_each_compound() -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The first and the second syllable of each surname of two."""
    syllables = np.array([surname.syllables for surname in compounds()], dtype=np.intp)
    return syllables[:, 0], syllables[:, 1]


@cache
def _usual() -> dict[str, list[tuple[int, float]]]:
    """Spellings of surnames that letters do not explain: of which syllable, and how often."""
    found: dict[str, list[tuple[int, float]]] = {}
    for surname in surnames():
        if len(surname.syllables) == 1:
            for letters, share in surname.spellings.items():
                found.setdefault(letters, []).append((surname.syllables[0], share))
    return found


def _ways(script: Script, letters: str, onset_slot: str) -> list[Way]:
    """Every way to read letters as a syllable: how likely each onset, each vowel and each coda is meant."""
    return [
        (_sounded(script, onset_slot, onset), _sounded(script, "vowel", vowel), coda)
        for onset, vowel, coda in _cut(script, letters, onset_slot)
    ]


def _cut(script: Script, letters: str, onset_slot: str) -> Iterator[tuple[str, str, Floats]]:
    """Every way to cut letters into those of an onset, of a vowel, and what the rest says of the coda."""
    for start in range(min(_LONGEST["initial"], len(letters)) + 1):
        if _spelled(script, onset_slot, letters[:start]) is None:
            continue
        for end in range(start + 1, min(start + _LONGEST["vowel"], len(letters)) + 1):
            if (
                _spelled(script, "vowel", letters[start:end]) is not None
                and _spelled(script, "coda", letters[end:]) is not None
            ):
                yield letters[:start], letters[start:end], _sounded(script, "coda", letters[end:])


@cache
def _sounded(script: Script, slot: str, letters: str) -> Floats:
    """How likely each sound of a slot is spelled so, or taken for one that is."""
    spelled = _spelled(script, slot, letters)
    onset, vowel, coda = _confusions()
    kernel = {"vowel": vowel, "coda": coda}.get(slot, onset)
    found: Floats = kernel @ (np.zeros(len(kernel)) if spelled is None else spelled)
    return found


@lru_cache(maxsize=_REMEMBERED)
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
