#!/usr/bin/env python3
"""The tables that names are read by, made anew from public sources: spellings fitted, syllables and Hanja counted.

    tools/fit_names.py hanja.txt Unihan_Readings.txt.bz2 VARIANTS.tsv... src/lastseen/data/names

What the files are and where they come from stands in ``src/lastseen/data/names/README.md``. Spellings are fitted by
expectation maximisation: each variant of a name is cut into onsets, vowels and codas in every way that can be, each way
counted by how likely it is, and the counts give the next round's probabilities, until they stand. It begins with what
``letters.toml`` says of the written systems.
"""

import bz2
import math
import re
import sys
import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from lastseen.names.cleaning import cleaned, lettered
from lastseen.names.hangul import CODAS, ONSETS, VOWELS, is_syllable, number, split, written
from lastseen.names.initial_sound import northern, southern

Slot = tuple[str, str]
Counts = dict[Slot, Counter[str]]

ROUNDS: Final = 8
WRITTEN: Final = 1.0
"""How often each written spelling counts as met before anything was counted."""
ASSIMILATED: Final = 0.3
ETYMOLOGICAL: Final = 0.2
"""How often a Southern first syllable is spelled by the syllable it comes from."""

SHAPES: Final = {
    "latin": {
        "onset": re.compile(r"[bcčdfgghjklmnpqrsštvzžx']{1,3}"),
        "vowel": re.compile(r"[jyw]?[aeiouŏŭöäüy]{1,3}[hrwy]?"),
        "coda": re.compile(r"[bcdgklmnprstqh]{1,2}"),
    },
    "cyrillic": {
        "onset": re.compile(r"[бвгґджзклмнпрстфхцчшщ]{1,3}ь?"),
        "vowel": re.compile(r"[йвьъ]?[аеёиоуыэюяіїє]{1,2}й?"),
        "coda": re.compile(r"[бвгґдклмнпрст]{1,2}[ьъ]?"),
    },
}
"""What letters an onset, a vowel and a coda may be spelled with at all."""

MEETING: Final = (
    ("medial", "ㄹ", "n ll"),
    ("medial", "ㅇ", "ng n g r l"),
    ("coda", "ㄴ", "l ng m nn"),
    ("coda", "ㄱ", "ng"),
    ("coda", "ㅂ", "m"),
    ("coda", "ㅇ", "n"),
)
"""What Latin spellings make of sounds that meet."""


@dataclass
class Fit:
    """The fitting of one script, from what is written of it."""

    script: str
    letters: Mapping[str, Mapping[str, str]]
    counts: Counts = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with the written spellings alone."""
        self.counts = {slot: Counter(spelled) for slot, spelled in self.written.items()}

    @cached_property
    def written(self) -> dict[Slot, dict[str, float]]:
        """The written spellings of each sound."""
        found: dict[Slot, dict[str, float]] = {("coda", ""): {"": 5.0}}
        for of, slots in (("onset", ("initial", "medial")), ("vowel", ("vowel",)), ("coda", ("coda",))):
            for jamo, spelled in self.letters[of].items():
                for slot in slots:
                    found[slot, jamo] = dict.fromkeys((one.replace("_", "") for one in spelled.split()), WRITTEN)
        for slot, jamo, spelled in MEETING if self.script == "latin" else ():
            for one in spelled.split():
                found[slot, jamo].setdefault(one, ASSIMILATED)
        return found

    def run(self, variants: Sequence[tuple[str, str]]) -> None:
        """Fit to variants: pairs of a name in Hangul and a spelling of it."""
        for number_of_round in range(ROUNDS):
            shares = {
                slot: {x: n / spelled.total() for x, n in spelled.items()} for slot, spelled in self.counts.items()
            }
            counted: Counts = defaultdict(Counter)
            likelihood = sum(self._count(name, spelled, shares, counted) for name, spelled in variants)
            self.counts = self._with_written(counted)
            sys.stderr.write(f"{self.script}, round {number_of_round + 1}: log likelihood {likelihood:.1f}\n")

    def _with_written(self, counted: Counts) -> Counts:
        found: Counts = {}
        for slot in counted.keys() | self.written.keys():
            total = Counter(counted.get(slot, {}))
            for spelled, before in self.written.get(slot, {}).items():
                total[spelled] += before
            found[slot] = Counter({x: n for x, n in total.items() if n >= 0.5 or x in self.written.get(slot, {})})
        return found

    def _count(self, name: str, spelled: str, shares: Mapping[Slot, Mapping[str, float]], counted: Counts) -> float:
        """Add what one variant tells, over every name that its Hangul may stand for; gives its log likelihood."""
        told = []
        for syllables, chance in etymologies(name):
            mine: Counts = defaultdict(Counter)
            told.append((chance * self._align(_slots(syllables), spelled, shares, mine), mine))
        total = sum(chance for chance, _ in told)
        if total <= 0:
            return 0.0
        for chance, mine in told:
            for slot, letters in mine.items():
                for one, count in letters.items():
                    counted[slot][one] += count * chance / total
        return math.log(total)

    def _align(
        self, slots: Sequence[Slot], word: str, shares: Mapping[Slot, Mapping[str, float]], counted: Counts
    ) -> float:
        """Forwards and backwards over every way to cut the word into the slots; gives its probability."""
        edges: list[list[tuple[int, int, float]]] = []
        forward = [[0.0] * (len(word) + 1) for _ in range(len(slots) + 1)]
        forward[0][0] = 1.0
        for place, slot in enumerate(slots):
            _skip(forward[place], word, slot)
            edges.append(list(self._edges(slot, word, forward[place], shares)))
            for start, end, chance in edges[place]:
                forward[place + 1][end] += forward[place][start] * chance
        total = forward[-1][-1]
        if total <= 1e-30:
            return 0.0
        backward = [0.0] * len(word) + [1.0]
        for place in range(len(slots) - 1, -1, -1):
            before = [0.0] * (len(word) + 1)
            for start, end, chance in edges[place]:
                before[start] += chance * backward[end]
                share = forward[place][start] * chance * backward[end] / total
                if share > 1e-4:
                    counted[slots[place]][word[start:end]] += share
            backward = before
            _skip_back(backward, word, slots[place])
        return total

    def _edges(
        self, slot: Slot, word: str, reached: Sequence[float], shares: Mapping[Slot, Mapping[str, float]]
    ) -> Iterator[tuple[int, int, float]]:
        known = shares.get(slot, {})
        for start, chance in enumerate(reached):
            for end in range(start, min(len(word), start + 4) + 1) if chance > 0 else ():
                letters = word[start:end]
                if "-" in letters or " " in letters:
                    break
                likely = known.get(letters) or (1e-5 * 0.1 ** len(letters) if self._may_be(slot, letters) else 0.0)
                if likely > 0:
                    yield start, end, likely

    def _may_be(self, slot: Slot, letters: str) -> bool:
        of = {"initial": "onset", "medial": "onset"}.get(slot[0], slot[0])
        return (of != "vowel" and not letters) or SHAPES[self.script][of].fullmatch(letters) is not None


def _skip(reached: list[float], word: str, slot: Slot) -> None:
    """A space or hyphen may stand before a syllable that is not the first."""
    if slot[0] == "medial":
        for place in range(1, len(reached)):
            if word[place - 1] in "- ":
                reached[place] += reached[place - 1]


def _skip_back(reached: list[float], word: str, slot: Slot) -> None:
    if slot[0] == "medial":
        for place in range(len(word)):
            if word[place] in "- ":
                reached[place] += reached[place + 1]


def _slots(syllables: Iterable[int]) -> list[Slot]:
    found: list[Slot] = []
    for place, syllable in enumerate(syllables):
        onset, vowel, coda = split(syllable)
        found += [("medial" if place else "initial", ONSETS[onset]), ("vowel", VOWELS[vowel]), ("coda", CODAS[coda])]
    return found


def etymologies(name: str) -> Iterator[tuple[tuple[int, ...], float]]:
    """The names that a name in Southern Hangul may stand for, and how likely each is spelled as such."""
    first, *later = map(number, name)
    _, *others = northern().get(first, (first,))
    for origin in (first, *others):
        own = 1.0 - ETYMOLOGICAL * bool(others)
        yield (origin, *later), own if origin == first else ETYMOLOGICAL / len(others)


def variants(files: Iterable[Path], column: int, script: str) -> list[tuple[str, str]]:
    """Every name in Hangul with every spelling of it in a script."""
    found = []
    for cells in _cells(files):
        for name in cells[1].split("|"):
            if 1 <= len(name) <= 3 and all(map(is_syllable, name)):
                spelled = (_plain(one, script) for one in cells[column].split("|"))
                found += [(name, one) for one in dict.fromkeys(spelled) if one]
    return found


def _cells(files: Iterable[Path]) -> Iterator[list[str]]:
    for path in files:
        for line in path.read_text(encoding="utf-8").splitlines():
            yield [*line.split("\t"), "", "", "", ""]


def _plain(spelled: str, script: str) -> str:
    parts = re.split(r"([- ])", cleaned(spelled))
    return "".join(
        one if one in "- " else lettered(one) if script == "latin" else one.replace("'", "") for one in parts
    )


@dataclass(frozen=True)
class Hanja:
    """The Northern readings of a character, each with its weight in names, and its pinyin where it has one."""

    readings: Mapping[str, float]
    pinyin: str


def hanja(listed: Path, unihan: Path) -> dict[str, Hanja]:
    """Every character that has a Korean reading."""
    readings: dict[str, list[str]] = defaultdict(list)
    for line in listed.read_text(encoding="utf-8").splitlines():
        reading, _, rest = line.partition(":")
        char = rest.partition(":")[0]
        if len(reading) == len(char) == 1 and is_syllable(reading) and unicodedata.normalize("NFKC", char) == char:
            readings[char].append(reading)
    flags, mandarin = _unihan(unihan)
    return {
        char: Hanja({one: _weight(flags.get(char, {}), one) for one in _etymological(told)}, mandarin.get(char, ""))
        for char, told in sorted(readings.items())
    }


def _unihan(path: Path) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    flags: dict[str, dict[str, str]] = {}
    mandarin: dict[str, str] = {}
    with bz2.open(path, "rt", encoding="utf-8") as lines:
        for code, of, value in (line.rstrip("\n").split("\t") for line in lines if line.startswith("U+")):
            if of == "kHangul":
                flags[chr(int(code[2:], 16))] = dict(one.split(":") for one in value.split())
            elif of == "kMandarin":
                mandarin[chr(int(code[2:], 16))] = _toneless(value.split()[0])
    return flags, mandarin


def _toneless(syllable: str) -> str:
    kept = "".join(c for c in unicodedata.normalize("NFD", syllable) if not unicodedata.combining(c) or c == "\u0308")
    return unicodedata.normalize("NFC", kept)


def _etymological(readings: Sequence[str]) -> list[str]:
    """The readings without those that the initial sound rule makes of others."""
    folded = {southern(number(one)) for one in readings if southern(number(one)) != number(one)}
    kept = [one for one in readings if number(one) not in folded]
    return list(dict.fromkeys(written(number(one)) for one in kept))


def _weight(flags: Mapping[str, str], reading: str) -> float:
    """How usual a character is in names: more for those listed for names (N) and for schools (E)."""
    same = [told for one, told in flags.items() if one == reading or number(one) == southern(number(reading))]
    weights = [4.0 if {"N", "E"} <= set(told) else 3.0 if {"N", "E"} & set(told) else 0.15 for told in same]
    return max(weights, default=0.03)


def syllables(files: Iterable[Path]) -> Iterator[tuple[str, int, int]]:
    """How often each syllable stands first in a given name, and later."""
    first: Counter[str] = Counter()
    later: Counter[str] = Counter()
    for cells in _cells(files):
        name = cells[1]
        if 1 <= len(name) <= 3 and all(map(is_syllable, name)):
            first[written(number(name[0]))] += 1
            later.update(written(number(one)) for one in name[1:])
    for one in sorted(first | later):
        yield one, first[one], later[one]


def pinyin(characters: Mapping[str, Hanja]) -> Iterator[tuple[str, str]]:
    """For each syllable of Mandarin, the readings of the characters so read, the weightiest first."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for one in characters.values():
        if one.pinyin:
            found[one.pinyin].update(one.readings)
    found["piao"]["박"] += 2  # the surname 朴, which dictionaries read pu
    for spelled in sorted(found):
        yield spelled, " ".join(f"{reading}{weight:.4g}" for reading, weight in found[spelled].most_common())


def _write(path: Path, rows: Iterable[Sequence[object]]) -> None:
    path.write_text("".join("\t".join(map(str, row)) + "\n" for row in rows), encoding="utf-8")


def main(listed: str, unihan: str, *rest: str) -> None:
    """Write the tables into the folder named last."""
    *files, folder = map(Path, rest)
    letters = tomllib.loads((folder / "letters.toml").read_text(encoding="utf-8"))
    fits = [Fit(script, letters[script]) for script in ("latin", "cyrillic")]
    for column, fit in enumerate(fits, start=2):
        fit.run(variants(files, column, fit.script))
    _write(
        folder / "spellings.tsv",
        (
            (fit.script, *slot, spelled, f"{count:.6g}")
            for fit in fits
            for slot, counted in sorted(fit.counts.items())
            for spelled, count in counted.most_common()
        ),
    )
    given = [path for path in files if "given" in path.name]
    characters = hanja(Path(listed), Path(unihan))
    told = (
        (char, " ".join(f"{one}{weight:g}" for one, weight in each.readings.items()))
        for char, each in characters.items()
    )
    _write(folder / "hanja.tsv", told)
    _write(folder / "pinyin.tsv", pinyin(characters))
    _write(folder / "syllables.tsv", syllables(given))


if __name__ == "__main__":
    main(*sys.argv[1:])
