"""What invented testimony is written with, as data: letters, Hanja, surnames, nicknames, provinces."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lastseen.names.hangul import COUNT, number
from lastseen.names.tables import hanja

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]

VARIANTS = 3
"""How many spellings of one sound, or characters of one syllable, a system has at most; the first is the usual one."""
_COMMON_HANJA = range(0x4E00, 0xA000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Province:
    """A province: its path, how many counties it has, what share of people live there, and what it once belonged to."""

    path: str
    counties: int
    share: float
    once: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """How a system spells sounds: variant by variant, the sounds in their order."""

    onset: tuple[tuple[str, ...], ...]
    vowel: tuple[tuple[str, ...], ...]
    coda: tuple[tuple[str, ...], ...]


@cache
def provinces() -> tuple[Province, ...]:
    """Every province."""
    return tuple(Province(**one) for one in _told()["province"])


@cache
def letters(system: str) -> Letters:
    """How a system in Latin or Cyrillic letters spells."""
    plain = system.endswith("-plain")
    told = _told()["letters"][system.removesuffix("-plain")]
    return Letters(**{slot: _variants(_without_marks(sounds) if plain else sounds) for slot, sounds in told.items()})


@cache
def surnames_spelled(system: str) -> dict[int, tuple[str, ...]]:
    """Surnames that have a spelling of their own in a system, by their syllable."""
    return {
        syllable: found[:1]
        for syllable, found in _by_syllable(_told()["surnames"].get(system.removesuffix("-plain"), "")).items()
    }


@cache
def characters() -> tuple[Sequence[str], ...]:
    """For each variant, the Hanja of every syllable in given names; empty where there is none."""
    usual = _by_syllable(_told()["hanja"]["given"], apart=True)
    for char, readings in hanja().items():
        for syllable, weight in readings.items():
            known = usual.setdefault(syllable, ())
            if weight >= 1 and len(known) < VARIANTS and char not in known and ord(char) in _COMMON_HANJA:
                usual[syllable] = (*known, char)
    found = [usual.get(syllable) or ("",) for syllable in range(COUNT)]
    return tuple([one[min(variant, len(one) - 1)] for one in found] for variant in range(VARIANTS))


@cache
def untold() -> Mapping[str, Any]:
    """What is told where no name is."""
    told: Mapping[str, Any] = _told()["untold"]
    return told


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads((files("lastseen") / "data" / "linkage" / "invented.toml").read_text(encoding="utf-8"))


def _variants(sounds: str) -> tuple[tuple[str, ...], ...]:
    options = [sound.replace("_", "").split("/") for sound in sounds.split(" ")]
    return tuple(tuple(one[min(variant, len(one) - 1)] for one in options) for variant in range(VARIANTS))


def _without_marks(sounds: str) -> str:
    return sounds.replace("ŏ", "o").replace("ŭ", "u").replace("'", "")


def _by_syllable(pairs: str, *, apart: bool = False) -> dict[int, tuple[str, ...]]:
    split = (pair.partition("=") for pair in pairs.split())
    return {number(syllable): tuple(spelled) if apart else (spelled,) for syllable, _, spelled in split}
