"""How wide words are in the fonts of charts, and how they break into lines."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

from fontTools.ttLib import TTFont

from lastseen.figures.charts.fonts import FAMILIES, font_file
from lastseen.figures.charts.style import TEXT

_ELLIPSIS: Final = "…"


def width_of(text: str, size: float = TEXT, *, bold: bool = False) -> float:
    """The width of one line of text, in the unit of its size."""
    return size * sum(_advance(character, bold=bold) for character in text)


def wrapped(text: str, width: float, size: float = TEXT, *, bold: bool = False, most: int = 3) -> tuple[str, ...]:
    """The text in lines no wider than this, broken at spaces but those that do not break; a word that is too long is
    broken within. What does not go into the most lines allowed ends in an ellipsis."""

    def fits(line: str) -> bool:
        return width_of(line, size, bold=bold) <= width

    lines: list[str] = []
    for word in re.findall(r"[^ \t\r\n]+", text):
        if lines and fits(f"{lines[-1]} {word}"):
            lines[-1] += f" {word}"
        else:
            lines += _broken(word, fits)
    if len(lines) > most:
        lines = [*lines[: most - 1], _cut(lines[most - 1], fits)]
    return tuple(lines)


def _broken(word: str, fits: Callable[[str], bool]) -> list[str]:
    """A word in pieces that fit, each of one character at least."""
    pieces = [""]
    for character in word:
        if pieces[-1] and not fits(pieces[-1] + character):
            pieces.append("")
        pieces[-1] += character
    return pieces


def _cut(text: str, fits: Callable[[str], bool]) -> str:
    """The beginning of a text that fits, with an ellipsis."""
    while text and not fits(text + _ELLIPSIS):
        text = text[:-1]
    return text.rstrip() + _ELLIPSIS


@cache
def _advance(character: str, *, bold: bool) -> float:
    """The width of a character in ems, in the first family that has it; one em where none has."""
    fonts = (_widths(family, bold=bold) for family in FAMILIES)
    return next((widths[ord(character)] for widths in fonts if ord(character) in widths), 1.0)


@cache
def _widths(family: str, *, bold: bool) -> Mapping[int, float]:
    """The width in ems of every character a font has."""
    with TTFont(font_file(family, bold=bold), lazy=True) as font:
        metrics, em = font["hmtx"].metrics, font["head"].unitsPerEm
        return {code: metrics[glyph][0] / em for code, glyph in font.getBestCmap().items()}
