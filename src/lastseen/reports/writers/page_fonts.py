"""The fonts of a page, cut to the characters that stand in it, so that it looks the same with no network and no font
installed."""

import io
from base64 import b64encode
from functools import lru_cache
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from lastseen.figures.charts.fonts import FAMILIES, LATIN, font_file

_ALWAYS = "".join(map(chr, range(0x20, 0x7F)))
"""Escaping hides some of these from sight; they cost little."""


def faces(text: str) -> str:
    """CSS for the fonts that a text needs, each character from the first family that has it.

    The italic is cut for the Latin family only: Korean and Chinese have none.
    """
    wanted, rules = {*text, *_ALWAYS}, []
    for family in FAMILIES:
        found = wanted & _characters(font_file(family))
        wanted -= found
        if found:
            cut = "".join(sorted(found))
            rules += [_face(family, font_file(family, bold=bold), cut, 600 if bold else 400) for bold in (False, True)]
            if family == LATIN:
                rules.append(_face(family, font_file(family).with_name("SourceSans3-It.ttf"), cut, 400, "italic"))
    return "\n".join(rules)


def _face(family: str, file: Path, text: str, weight: int, style: str = "normal") -> str:
    source = f"url(data:font/woff2;base64,{_cut(file, text)})format('woff2')"
    return f"@font-face{{font-family:'{family}';font-weight:{weight};font-style:{style};src:{source}}}"


@lru_cache(maxsize=32)
def _characters(file: Path) -> frozenset[str]:
    with TTFont(file, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


@lru_cache(maxsize=32)
def _cut(file: Path, text: str) -> str:
    options = Options(
        flavor="woff2", hinting=False, name_IDs=[], layout_features=["kern", "liga", "mark", "ccmp", "tnum"]
    )
    subsetter, cut = Subsetter(options), io.BytesIO()
    subsetter.populate(text=text)
    with TTFont(file, lazy=True, recalcTimestamp=False) as font:
        subsetter.subset(font)
        font.flavor = "woff2"
        font.save(cut)
    return b64encode(cut.getvalue()).decode("ascii")
