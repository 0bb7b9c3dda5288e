"""Names of invented people as sources write them down: in a writing system, in an order, and sometimes misheard."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from lastseen.linkage.invented.people import NONE, Flags, Syllables
from lastseen.linkage.invented.rates import SYSTEMS, Rates
from lastseen.linkage.invented.tables import VARIANTS, Numbers, characters, letters, surnames_spelled
from lastseen.names.hangul import CODAS, COUNT, ONSETS, VOWELS, written
from lastseen.names.initial_sound import southern

LETTERED: Final = SYSTEMS[3:]
"""The systems that spell sound by sound."""
HYPHEN, JOINED, SPACED = range(3)
_HANJA = SYSTEMS.index("hanja")
_APART: Final = tuple(SYSTEMS.index(one) for one in ("northern-press", "cyrillic"))
"""Systems whose rule is to write each syllable apart."""
_USUAL = (0.6, 0.25, 0.15)
"""How often each variant of a sound is written, where a system has several."""
_SLOTS_MISHEARD: Final = (0.3, 0.3, 1.0, 1.0)
"""Surnames are few, and seldom misheard."""
_NEAR: Final = (
    ("ㄱㅋ", "ㄷㅌ", "ㅂㅍ", "ㅈㅊ", "ㅅㅆ", "ㄴㄹ"),
    ("ㅓㅗ", "ㅕㅛ", "ㅡㅜ", "ㅐㅔ", "ㅢㅣ", "ㅑㅏ"),
    ("ㄴㅇ", "ㄱㅂ"),
)
"""Sounds that are taken for one another: onsets, vowels, codas."""
_ASSIMILATED: Final = {
    ("ㄱ", "ㄴ"): ("ng", "n"), ("ㄱ", "ㄹ"): ("ng", "n"), ("ㄱ", "ㅁ"): ("ng", "m"), ("ㄱ", "ㅇ"): ("g", ""),
    ("ㄴ", "ㄹ"): ("l", "l"), ("ㄹ", "ㄴ"): ("l", "l"), ("ㄹ", "ㄹ"): ("l", "l"), ("ㄹ", "ㅇ"): ("r", ""),
    ("ㄹ", "ㅎ"): ("r", "h"), ("ㅁ", "ㄹ"): ("m", "n"), ("ㅇ", "ㄹ"): ("ng", "n"), ("ㅂ", "ㅇ"): ("b", ""),
    ("ㅂ", "ㄴ"): ("m", "n"), ("ㅂ", "ㄹ"): ("m", "n"), ("ㅂ", "ㅁ"): ("m", "m"),
}  # fmt: skip
"""Where two syllables meet in McCune–Reischauer: how the end of one and the beginning of the next are written."""
_VOICED: Final = {"ㄱ": "g", "ㄷ": "d", "ㅂ": "b", "ㅈ": "j"}
_VOICING: Final = ("", "ㄴ", "ㄹ", "ㅁ", "ㅇ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Names to be written down, one by one: syllables (rows of four), who bears each, and the habits of who writes.

    ``system`` is a place in ``SYSTEMS``; ``joins`` is how the given name is put together.
    """

    names: Syllables
    bearers: Numbers
    system: Numbers
    joins: Numbers
    given_first: Flags

    def only(self, some: Numbers) -> "Asked":
        """These of the names."""
        return Asked(
            names=self.names[some],
            bearers=self.bearers[some],
            system=self.system[some],
            joins=self.joins[some],
            given_first=self.given_first[some],
        )


_Writer = Callable[[Asked, np.random.Generator], pl.Series]


def spelled(asked: Asked, rates: Rates, rng: np.random.Generator) -> pl.Series:
    """The names as they are written."""
    heard = replace(asked, names=_folded(_heard(asked.names, rates.told.misheard, rng), asked.system, rates, rng))
    hanja = partial(_in_hanja, other=rates.told.other_character)
    writers: tuple[_Writer, ...] = (_in_hangul, hanja, _in_letters)
    by_hand = heard.system < _HANJA, heard.system == _HANJA, heard.system > _HANJA
    places = [np.flatnonzero(rows) for rows in by_hand]
    found = [
        write(heard.only(some), rng) if len(some) else pl.Series(dtype=pl.String)
        for some, write in zip(places, writers, strict=True)
    ]
    return pl.concat(found).gather(np.argsort(np.concatenate(places), kind="stable"))


def in_hangul(syllables: Syllables) -> pl.Series:
    """Columns of syllables as text in Hangul; ``NONE`` is nothing."""
    return pl.select(pl.concat_str([_picked(_hangul(), column) for column in syllables.T])).to_series()


def _heard(names: Syllables, rate: float, rng: np.random.Generator) -> Syllables:
    """Names in which a few syllables are taken for others near in sound."""
    found = names.copy()
    rates = rate * np.array(_SLOTS_MISHEARD)
    rows, slots = np.nonzero((rng.random(names.shape) < rates) & (names != NONE))
    onset, rest = np.divmod(names[rows, slots].astype(np.int64), len(VOWELS) * len(CODAS))
    sounds = [onset, *np.divmod(rest, len(CODAS))]
    which = rng.choice(3, len(rows), p=(0.35, 0.45, 0.2))
    for slot, (near, part) in enumerate(zip(_near(), sounds, strict=True)):
        part[:] = np.where(which == slot, near[part], part)
    found[rows, slots] = (sounds[0] * len(VOWELS) + sounds[1]) * len(CODAS) + sounds[2]
    return found


@cache
def _near() -> list[Numbers]:
    tables = []
    for sounds, pairs in zip((ONSETS, VOWELS, CODAS), _NEAR, strict=True):
        table = np.arange(len(sounds))
        for pair in pairs:
            one, other = map(sounds.index, pair)
            table[one], table[other] = other, one
        tables.append(table)
    return tables


def _folded(names: Syllables, system: Numbers, rates: Rates, rng: np.random.Generator) -> Syllables:
    """Names as Southern speech has them, where the source writes so."""
    found = names.copy()
    fold = np.array([southern(syllable) for syllable in range(COUNT)], dtype=np.int16)
    for slot, often in ((0, rates.tellers.folds_surname), (2, rates.tellers.folds_given)):
        folds = rng.random(len(names)) < np.array(often)[system]
        found[folds, slot] = fold[names[folds, slot]]
    return found


def _in_hangul(asked: Asked, rng: np.random.Generator) -> pl.Series:
    space = np.where(rng.random(len(asked.names)) < 0.1, " ", "")
    parts = [_picked(_hangul(), column) for column in asked.names.T]
    return _together([*parts[:2], pl.Series(space), *parts[2:]])


def _in_hanja(asked: Asked, rng: np.random.Generator, other: float) -> pl.Series:
    """In the characters of the bearer, some of them guessed; syllables that have none in Hangul."""
    parts = []
    usual = pl.Series([surnames_spelled("hanja").get(syllable, ("",))[0] for syllable in range(COUNT)])
    by_reading = pl.Series([char for variant in characters() for char in variant])
    for slot, column in enumerate(asked.names.T):
        own = (asked.bearers * 2_654_435_761 + slot * 40_503) % 1_000_003 % VARIANTS
        variant = np.where(rng.random(len(own)) < other, rng.integers(0, VARIANTS, len(own)), own)
        found = [
            _picked(by_reading, np.where(column == NONE, NONE, variant * COUNT + column)),
            _picked(_hangul(), column),
        ]
        if slot == 0:
            found.insert(0, _picked(usual, column))
        parts.append(pl.select(pl.coalesce([pl.when(one != "").then(one) for one in found]).fill_null("")).to_series())
    return _together(parts)


def _in_letters(asked: Asked, rng: np.random.Generator) -> pl.Series:
    """Spelled sound by sound; in McCune–Reischauer as the sounds change where two syllables meet."""
    system, names = asked.system - _HANJA - 1, asked.names
    first = _syllable(names[:, 0], system, rng)
    own = _picked(_own_surnames(), np.where(names[:, 0] == NONE, NONE, system * COUNT + names[:, 0]))
    surname = _together([_capital(_together([_if_any(own).fill_null(first), _syllable(names[:, 1], system, rng)]))])
    joins = np.where(np.isin(asked.system, _APART), SPACED, asked.joins)
    given = _given(names[:, 2:], system, joins, rng)
    space = pl.lit(" ")
    in_order = pl.concat_str([surname, space, given]), pl.concat_str([given, space, surname])
    turned = pl.Series(asked.given_first & ~np.isin(asked.system, _APART))
    return pl.select(pl.when(turned).then(in_order[1]).otherwise(in_order[0])).to_series()


def _given(names: Syllables, system: Numbers, joins: Numbers, rng: np.random.Generator) -> pl.Series:
    first, later = _parts(names[:, 0]), _parts(names[:, 1])
    has_two = names[:, 1] != NONE
    meeting = np.where(has_two, system * len(CODAS) * len(ONSETS) + first[2] * len(ONSETS) + later[0], NONE)
    ends, begins = _meetings()
    end = _if_any(_picked(ends, meeting)).fill_null(_sound("coda", system, first[2], rng))
    begin = _if_any(_picked(begins, meeting)).fill_null(_sound("onset", system, later[0], rng))
    begin = pl.select(pl.when(pl.Series(has_two)).then(begin.replace("_", "")).otherwise(pl.lit(""))).to_series()
    leading = _together([_sound("onset", system, first[0], rng), _sound("vowel", system, first[1], rng), end])
    rest = _together([_sound("vowel", system, later[1], rng), _sound("coda", system, later[2], rng)])
    following = _together([begin, rest])
    following = pl.select(
        pl.when(pl.Series(joins == SPACED)).then(_capital(following)).otherwise(following)
    ).to_series()
    between = _picked(pl.Series(["-", "", " "]), np.where(has_two, joins, NONE))
    return _together([_capital(leading), between, following])


def _syllable(column: NDArray[np.int16], system: Numbers, rng: np.random.Generator) -> pl.Series:
    onset, vowel, coda = _parts(column)
    return _together(
        [_sound("onset", system, onset, rng), _sound("vowel", system, vowel, rng), _sound("coda", system, coda, rng)]
    )


def _parts(column: NDArray[np.int16]) -> tuple[Numbers, Numbers, Numbers]:
    """Onset, vowel and coda of each syllable, ``NONE`` where there is none."""
    onset, rest = np.divmod(column.astype(np.int64), len(VOWELS) * len(CODAS))
    vowel, coda = np.divmod(rest, len(CODAS))
    none = column == NONE
    return np.where(none, NONE, onset), np.where(none, NONE, vowel), np.where(none, NONE, coda)


def _sound(slot: str, system: Numbers, sound: Numbers, rng: np.random.Generator) -> pl.Series:
    table, size = _sounds(slot)
    variant = rng.choice(VARIANTS, len(sound), p=_USUAL)
    return _picked(table, np.where(sound == NONE, NONE, (system * VARIANTS + variant) * size + sound))


@cache
def _sounds(slot: str) -> tuple[pl.Series, int]:
    """How every system spells every sound of a slot, variant by variant, and how many sounds there are."""
    spelled_so = [variant for system in LETTERED for variant in getattr(letters(system), slot)]
    return pl.Series([sound for variant in spelled_so for sound in variant]), len(spelled_so[0])


@cache
def _own_surnames() -> pl.Series:
    tables = [surnames_spelled(system) for system in LETTERED]
    return pl.Series([table.get(syllable, ("",))[0] for table in tables for syllable in range(COUNT)])


@cache
def _meetings() -> tuple[pl.Series, pl.Series]:
    """The end of one syllable and the beginning of the next, for the systems in which they change; empty for none."""
    found = [
        _meeting(coda, onset) if system.startswith("mccune") else ("", "")
        for system in LETTERED
        for coda in CODAS
        for onset in ONSETS
    ]
    return pl.Series([end for end, _ in found]), pl.Series([begin or "_" if end else begin for end, begin in found])


def _meeting(coda: str, onset: str) -> tuple[str, str]:
    if (coda, onset) in _ASSIMILATED:
        return _ASSIMILATED[coda, onset]
    return "", _VOICED.get(onset, "") if coda in _VOICING else ""


@cache
def _hangul() -> pl.Series:
    return pl.Series([written(syllable) for syllable in range(COUNT)])


def _picked(table: pl.Series, places: NDArray[np.integer]) -> pl.Series:
    """Words of a table by their places; ``NONE`` is no word."""
    return (
        pl.select(pl.lit(table).gather(pl.when(pl.Series(places) != NONE).then(pl.Series(places))))
        .to_series()
        .fill_null("")
    )


def _if_any(words: pl.Series) -> pl.Series:
    return pl.select(pl.when(words != "").then(words)).to_series()


def _capital(words: pl.Series) -> pl.Series:
    return pl.select(pl.concat_str([words.str.slice(0, 1).str.to_uppercase(), words.str.slice(1)])).to_series()


def _together(parts: list[pl.Series]) -> pl.Series:
    return pl.select(pl.concat_str(parts)).to_series()
