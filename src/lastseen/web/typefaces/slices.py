"""Slices of the Korean and Chinese typefaces: which letters are in which, and the files they are cut to.

A face is some six megabytes. The 2,350 syllables of KS X 1001, with which nearly everything in Korean is written, are
150 kilobytes of it; what else there is follows slice by slice where a page has such a letter.
"""

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from threading import Lock

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

_FOLDER = Path(str(files("weblate_fonts") / "static" / "weblate_fonts" / "kurinto" / "ttf"))
_FEATURES = ["kern", "mark", "ccmp", "ljmo", "vjmo", "tjmo"]
_CUTTING = Lock()


def _usual_syllables() -> Iterator[int]:
    """The syllables of KS X 1001, by the rows of its table."""
    for row in range(0xB0, 0xC9):
        for cell in range(0xA1, 0xFF):
            yield ord(bytes((row, cell)).decode("euc-kr"))


def _letters(*spans: tuple[int, int]) -> frozenset[int]:
    return frozenset(letter for first, last in spans for letter in range(first, last + 1))


USUAL = frozenset(_usual_syllables()) | _letters((0x3000, 0x303F), (0x3130, 0x318F), (0xFF00, 0xFFEF))
_SYLLABLES = _letters((0x1100, 0x11FF), (0xA960, 0xA97F), (0xAC00, 0xD7FF))
_BLOCK = 0x1000
HANJA: Mapping[str, frozenset[int]] = {
    "signs": _letters((0x2E80, 0x2FDF), (0x31C0, 0x31EF)),
    "extension": _letters((0x3400, 0x4DBF)),
    **{f"{first:x}": _letters((first, min(first + _BLOCK - 1, 0x9FFF))) for first in range(0x4E00, 0xA000, _BLOCK)},
}
HANGUL: Mapping[str, frozenset[int]] = {
    "usual": USUAL,
    "rare": _SYLLABLES - USUAL,
    "enclosed": _letters((0x3200, 0x33FF), (0xF900, 0xFAFF)),
}
FAMILIES: Mapping[str, tuple[str, Mapping[str, frozenset[int]]]] = {
    "KR": ("Kurinto Sans KR", {**HANGUL, **HANJA}),
    "SC": ("Kurinto Sans SC", HANJA),
}
"""What each face is called, and its slices by name."""
WEIGHTS: Mapping[str, str] = {"Rg": "400", "Bd": "600 700"}


@dataclass(frozen=True, slots=True)
class Cut:
    """One slice of one face in one weight."""

    face: str
    weight: str
    part: str

    @property
    def name(self) -> str:
        """What its file is called."""
        return f"{self.face}-{self.weight}-{self.part}"

    @property
    def letters(self) -> frozenset[int]:
        """The code points it is for; those the face lacks are left to the next."""
        return FAMILIES[self.face][1][self.part]


CUTS: Mapping[str, Cut] = {
    cut.name: cut
    for face, (_, parts) in FAMILIES.items()
    for weight in WEIGHTS
    for part in parts
    for cut in (Cut(face, weight, part),)
}
FIRST = tuple(cut for cut in CUTS.values() if cut.part == "usual")
"""The slices of nearly every page in Korean."""


def file_of(cut: Cut) -> bytes:
    """The slice as WOFF2, cut once in the life of the process; the same bytes every time."""
    with _CUTTING:
        return _file(cut)


@cache
def _file(cut: Cut) -> bytes:
    options = Options(flavor="woff2", hinting=False, name_IDs=[], layout_features=_FEATURES)
    subsetter, made = Subsetter(options), io.BytesIO()
    subsetter.populate(unicodes=cut.letters)
    with TTFont(_FOLDER / f"KurintoSans{cut.face}-{cut.weight}.ttf", lazy=True, recalcTimestamp=False) as font:
        subsetter.subset(font)
        font.flavor = "woff2"
        font.save(made)
    return made.getvalue()


def face_rules(version: str) -> str:
    """The style sheet that tells a browser which slice holds which letters."""
    return "".join(_rule(cut, version) for cut in CUTS.values())


def _rule(cut: Cut, version: str) -> str:
    family, weight = FAMILIES[cut.face][0], WEIGHTS[cut.weight]
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-display:swap;'
        f'src:url("{cut.name}.woff2?v={version}") format("woff2");unicode-range:{spans(cut.letters)}}}\n'
    )


def spans(letters: Iterable[int]) -> str:
    """Code points as the spans of a style sheet."""
    runs = (
        [letter for _, letter in run] for _, run in groupby(enumerate(sorted(letters)), key=lambda one: one[1] - one[0])
    )
    return ",".join(f"U+{run[0]:X}" if len(run) == 1 else f"U+{run[0]:X}-{run[-1]:X}" for run in runs)
