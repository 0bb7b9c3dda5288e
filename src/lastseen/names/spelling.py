"""How likely a syllable is to be spelled with certain letters: onset, vowel and coda each in its own way.

``P(letters | syllable)`` is the sum over every way to cut the letters in three, of ``P(onset) · P(vowel) · P(coda)``,
from counts fitted by expectation maximisation on public variants of names. Ways that leave the same letters for the
coda are added up first, as many letters begin alike. Sounds that are easily misheard or miswritten for each other are
confused with a small probability. At the beginning of a word a syllable may be spelled as the South says it; which of
the two is meant cannot be known.

How likely letters are to be met at all, whatever is meant, is asked of far more letters than what they may mean: it is
summed sound by sound, without looking at every syllable.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache, partial
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from lastseen.names.hangul import CODAS, COUNT, ONSETS, VOWELS
from lastseen.names.initial_sound import southern
from lastseen.names.parts import Script
from lastseen.names.prior import SHAPE, Floats, compounds, given_prior, surname_prior
from lastseen.names.remembering import Remembered
from lastseen.names.tables import spellings, surnames

_SLOTS: Final = {"initial": tuple(ONSETS), "medial": tuple(ONSETS), "vowel": tuple(VOWELS), "coda": CODAS}
_AS_SAID_IN_THE_SOUTH = 0.6
"""How often the first syllable of a name is spelled as Southern speech has it where that differs."""
_LETTER_TOO_MANY = 0.004
"""How likely letters hold one that stands for nothing, where they are met nowhere."""
_LONGEST_CODA, _LONGEST = 3, 4
"""How many letters spell a coda at most, and how many an onset or a vowel."""
LONGEST_SYLLABLE = 8
_REMEMBERED, _OF_ALL_CODAS, _OF_ALL_SOUNDS = 1 << 18, 1 << 16, 1 << 12
"""How many letters are remembered once they were looked at: by a few numbers each, by a hundred, and by many."""

Table: TypeAlias = Remembered[str, Floats | None]
"""What is known of letters: of each sound, or of each syllable; None where nothing is."""

_GIVEN, _SURNAME, _OF_TWO = 0, 1, slice(2, None)
"""What is asked of all syllables at once: how usual as one of a given name, as a surname, as one of each of two."""


def likelihood(script: Script, letters: str, *, initial: bool) -> Floats | None:
    """The probability of these letters for each syllable; None where no syllable is spelled like that."""
    ways = _cut(letters, _beginning(script, _slot(initial=initial)), _sounded(script, "coda"), _before_coda(letters))
    found = _sum(np.multiply.outer(begun, coda) for begun, coda in ways)
    if found is None:
        return None
    raw = found.reshape(-1)
    return _AS_SAID_IN_THE_SOUTH * raw[_southern()] + (1 - _AS_SAID_IN_THE_SOUTH) * raw if initial else raw


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
    heard = _heard(script, _slot(initial=initial))[letters]
    return 0.0 if heard is None else float(heard[_GIVEN])


@lru_cache(maxsize=_REMEMBERED)
def surname_met(script: Script, letters: str) -> float:
    """How likely these letters are met as a surname, whichever is meant."""
    prior, heard = surname_prior(), _heard(script, "initial")[letters]
    total = float(_of_compounds(script, letters) @ prior[COUNT:])
    if heard is not None:
        total += float(heard[_SURNAME])
    if script is Script.LATIN:
        total += sum(share * float(prior[syllable]) for syllable, share in _usual().get(letters, ()))
    return total


def confused(shares: Floats) -> Floats:
    """Shares of syllables in which a little of each goes to those that sound or look much like it."""
    onset, vowel, coda = _confusions()
    grid = (onset @ shares.reshape(len(ONSETS), -1)).reshape(SHAPE)
    found: Floats = vowel @ grid @ coda.T
    return found.reshape(-1)


def _slot(*, initial: bool) -> str:
    return "initial" if initial else "medial"


def _of_compounds(script: Script, letters: str) -> Floats:
    """The probability of these letters for each surname of two syllables, over every way to cut them in two."""
    ways = _cut(letters, _heard(script, "initial"), _heard(script, "medial"), range(2, len(letters)))
    found = _sum(first * second for first, second in ways)
    return np.zeros(len(compounds())) if found is None else found[_OF_TWO]


@cache
def _heard(script: Script, slot: str) -> Table:
    """What is asked of all syllables, each counted by how likely it is spelled so; None where none is."""
    return Remembered(partial(_hear, script, slot), _REMEMBERED)


def _hear(script: Script, slot: str, letters: str) -> Floats | None:
    ways = _cut(letters, _asked_after(script, slot), _sounded(script, "coda"), _before_coda(letters))
    return _sum(coda.dot(begun) for begun, coda in ways)


@cache
def _asked_after(script: Script, slot: str) -> Table:
    """What is asked of all syllables that begin with letters, with codas in rows; None where none does."""
    return Remembered(partial(_ask_after, script, slot), _OF_ALL_CODAS)


def _ask_after(script: Script, slot: str, letters: str) -> Floats | None:
    ways = _cut(letters, _asked_after_onset(script, slot), _sounded(script, "vowel"), _before_vowel(letters))
    found = _sum(vowel.dot(onset) for onset, vowel in ways)
    return None if found is None else found.reshape(len(CODAS), -1)


@cache
def _asked_after_onset(script: Script, slot: str) -> Table:
    """What is asked of all syllables whose onset is spelled so, with vowels in rows; None where none is."""
    return Remembered(partial(_ask_after_onset, script, slot), _OF_ALL_SOUNDS)


def _ask_after_onset(script: Script, slot: str, letters: str) -> Floats | None:
    onset = _sounded(script, slot)[letters]
    return None if onset is None else (onset @ _asked(slot).reshape(len(ONSETS), -1)).reshape(len(VOWELS), -1)


@cache
def _asked(slot: str) -> Floats:
    """What is asked of each syllable, in rows; of an initial one as it may be spelled as the South says it."""
    which = 0 if slot == "initial" else 1
    of_two = [surname.syllables[which] for surname in compounds()]
    asked = np.zeros((COUNT, 2 + len(of_two)))
    asked[:, _GIVEN], asked[:, _SURNAME] = given_prior(), surname_prior()[:COUNT]
    asked[of_two, np.arange(len(of_two)) + 2] = 1
    if slot == "medial":
        return asked
    said = np.zeros_like(asked)
    np.add.at(said, _southern(), asked)
    return _AS_SAID_IN_THE_SOUTH * said + (1 - _AS_SAID_IN_THE_SOUTH) * asked


@cache
def _usual() -> dict[str, list[tuple[int, float]]]:
    """Spellings of surnames that letters do not explain: of which syllable, and how often."""
    found: dict[str, list[tuple[int, float]]] = {}
    for surname in surnames():
        if len(surname.syllables) == 1:
            for letters, share in surname.spellings.items():
                found.setdefault(letters, []).append((surname.syllables[0], share))
    return found


def _before_coda(letters: str) -> range:
    return range(max(1, len(letters) - _LONGEST_CODA), min(2 * _LONGEST, len(letters)) + 1)


def _before_vowel(letters: str) -> range:
    return range(max(0, len(letters) - _LONGEST), min(_LONGEST + 1, len(letters)))


def _cut(letters: str, firsts: Table, seconds: Table, at: Iterable[int]) -> Iterator[tuple[Floats, Floats]]:
    """What is known of both, for every way to cut letters in two of which something is."""
    for place in at:
        second = seconds[letters[place:]]
        first = None if second is None else firsts[letters[:place]]
        if first is not None and second is not None:
            yield first, second


def _sum(found: Iterable[Floats]) -> Floats | None:
    """The sum of what was found; None where nothing was."""
    every = list(found)
    return sum(every[1:], every[0]) if every else None


@cache
def _beginning(script: Script, slot: str) -> Table:
    """How likely each onset with each vowel is spelled so; None where none is."""
    return Remembered(partial(_begin, script, slot), _OF_ALL_SOUNDS)


def _begin(script: Script, slot: str, letters: str) -> Floats | None:
    ways = _cut(letters, _sounded(script, slot), _sounded(script, "vowel"), _before_vowel(letters))
    return _sum(np.multiply.outer(onset, vowel) for onset, vowel in ways)


@cache
def _sounded(script: Script, slot: str) -> Table:
    """How likely each sound of a slot is spelled with letters, or taken for one that is; None where none is."""
    return Remembered(partial(_sound, script, slot), _REMEMBERED)


def _sound(script: Script, slot: str, letters: str) -> Floats | None:
    spelled = _spelled(script, slot, letters)
    onset, vowel, coda = _confusions()
    return None if spelled is None else {"vowel": vowel, "coda": coda}.get(slot, onset) @ spelled


def _spelled(script: Script, slot: str, letters: str) -> Floats | None:
    """How likely each sound of a slot is spelled so; letters met nowhere may hold one too many."""
    table = _table(script, slot)
    found = table.get(letters)
    if found is not None or len(letters) < 2:
        return found
    shorter = (table.get(letters[:i] + letters[i + 1 :]) for i in range(len(letters)))
    near = [one for one in shorter if one is not None]
    return _LETTER_TOO_MANY * sum(near[1:], near[0]) if near else None


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
