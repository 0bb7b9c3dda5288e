"""What a part of a name, as written, lets one believe of the syllable or surname that is meant.

A belief is a probability for every syllable (or surname), given how usual each is and how it is spelled. Two parts
speak for one name by the log Bayes factor ``log Σ P(x | a) · P(x | b) / π(x)``: over what both may stand for, each
counted by how rare it is.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from math import log
from typing import Final

import numpy as np

from lastseen.names.hangul import COUNT, number
from lastseen.names.initial_sound import northern
from lastseen.names.parts import Part, Place, Script
from lastseen.names.prior import Floats, compounds, given_prior, surname_prior
from lastseen.names.spelling import confused, likelihood, met, surname_likelihood, surname_met
from lastseen.names.tables import hanja, pinyin

LEAST: Final = 1e-9
"""What is left of a Bayes factor where two parts have nothing in common, so that one slip decides nothing alone."""

_SOUTHERN = 0.75
"""How often a first syllable in Hangul is spelled by the initial sound rule, where the rule changes it."""
_MISWRITTEN = 0.2
"""How much of a belief goes to what is easily confused, in a script that spells syllables."""


@lru_cache(maxsize=1 << 12)
def belief(part: Part) -> Floats | None:
    """The probability of each syllable, or of each surname, for a part; None where it cannot be read."""
    if part.place is Place.SURNAME:
        return _normed(_surname(part), surname_prior())
    first = part.place is Place.FIRST
    return _normed(_likelihood(part.script, part.letters, initial=first), given_prior())


def evidence(part: Part) -> float:
    """The log of how likely the letters of a part are to be met, as :func:`seen` gives it."""
    return seen(part.place, part.script, part.letters)


def seen(place: Place, script: Script, letters: str) -> float:
    """The log of how likely these letters are to be met in this place, whatever is meant; minus infinity for never.

    Of letters alone: what spells whole syllables can be read or not.
    """
    if place is Place.SURNAME:
        total = surname_met(script, letters)
    else:
        total = met(script, letters, initial=place is Place.FIRST)
    return log(total) if total > 0 else float("-inf")


def shared(left: Part, right: Part) -> float:
    """The log Bayes factor of two parts in the same place for one meaning against chance."""
    a, b = belief(left), belief(right)
    if a is None or b is None:
        return log(LEAST)
    return log(max(float((a * b / prior_of(left.place)).sum()), LEAST))


def likeliest(left: Part, right: Part) -> int:
    """The number of the syllable or surname that two parts together most likely mean."""
    a, b = belief(left), belief(right)
    if a is None or b is None:
        return -1
    return int((a * b / prior_of(left.place)).argmax())


def prior_of(place: Place) -> Floats:
    """The shares against which parts in a place are weighed."""
    return surname_prior() if place is Place.SURNAME else given_prior()


def _surname(part: Part) -> Floats | None:
    if part.script in (Script.LATIN, Script.CYRILLIC):
        return surname_likelihood(part.script, part.letters)
    found = np.zeros(COUNT + len(compounds()))
    if len(part.letters) == 2 and part.script in (Script.HANGUL, Script.HANJA):
        found[COUNT + _compound(part)] = 1.0
        return found
    alone = _likelihood(part.script, part.letters, initial=True)
    if alone is None:
        return None
    found[:COUNT] = alone
    return found


def _likelihood(script: Script, letters: str, *, initial: bool) -> Floats | None:
    """The probability of these letters for each syllable; None where they cannot be read."""
    match script:
        case Script.HANGUL:
            return _by_hangul(letters, initial=initial)
        case Script.HANJA:
            return _by_characters(hanja().get(letters), _weights_of_hanja())
        case Script.PINYIN:
            return _by_characters(pinyin().get(letters), _weights_of_hanja())
        case Script.LATIN | Script.CYRILLIC:
            return likelihood(script, letters, initial=initial)


def _compound(part: Part) -> int:
    """Which of the compound surnames these two characters are."""
    read = tuple(number(c) if part.script is Script.HANGUL else next(iter(hanja()[c])) for c in part.letters)
    return [surname.syllables for surname in compounds()].index((read[0], read[1]))


def _by_hangul(letter: str, *, initial: bool) -> Floats:
    found = np.zeros(COUNT)
    syllable = number(letter)
    found[syllable] = 1 - _SOUTHERN if initial else 1.0
    for origin in northern().get(syllable, (syllable,)) if initial else ():
        found[origin] += _SOUTHERN
    return (1 - _MISWRITTEN) * found + _MISWRITTEN * confused(found)


def _by_characters(readings: Mapping[int, float] | None, weights: Floats) -> Floats | None:
    """How likely each syllable is written with a character, or with one of those that pinyin spells so."""
    if readings is None:
        return None
    found = np.zeros(COUNT)
    for syllable, weight in readings.items():
        found[syllable] = weight / weights[syllable]
    return (1 - _MISWRITTEN) * found + _MISWRITTEN * confused(found)


@cache
def _weights_of_hanja() -> Floats:
    """The weight of all characters that are read as each syllable."""
    weights = np.zeros(COUNT)
    for readings in hanja().values():
        for syllable, weight in readings.items():
            weights[syllable] += weight
    return weights


def _normed(found: Floats | None, prior: Floats) -> Floats | None:
    if found is None:
        return None
    weighed = found * prior
    total = weighed.sum()
    return weighed / total if total > 0 else None
