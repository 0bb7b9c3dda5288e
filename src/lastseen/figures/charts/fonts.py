"""The fonts of charts and documents: their families, and where their files lie. They come with an installed package, so
that nothing depends on what a machine has."""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

LATIN: Final = "Source Sans 3"
KOREAN: Final = "Kurinto Sans KR"
CHINESE: Final = "Kurinto Sans SC"
"""For the simplified characters that the Korean font lacks."""

FAMILIES: Final = (LATIN, KOREAN, CHINESE)
"""In the order in which each character is looked for."""
STACK: Final = f"'{LATIN}', '{KOREAN}', '{CHINESE}', sans-serif"
"""As ``font-family`` of CSS and SVG. Quoted, as a family whose name has a number in it is not known otherwise."""

_FILES: Final = {
    LATIN: ("source-sans", "SourceSans3-Regular.ttf", "SourceSans3-Semibold.ttf"),
    KOREAN: ("kurinto", "KurintoSansKR-Rg.ttf", "KurintoSansKR-Bd.ttf"),
    CHINESE: ("kurinto", "KurintoSansSC-Rg.ttf", "KurintoSansSC-Bd.ttf"),
}


@cache
def folders() -> tuple[Path, ...]:
    """The folders of the TrueType files of all families."""
    root = Path(str(files("weblate_fonts") / "static" / "weblate_fonts"))
    return tuple(root / name / "ttf" for name in ("source-sans", "kurinto"))


def font_file(family: str, *, bold: bool = False) -> Path:
    """The TrueType file of a family, regular or bold (semibold, of the Latin one)."""
    folder, regular, heavy = _FILES[family]
    by_name = {path.parent.name: path for path in folders()}
    return by_name[folder] / (heavy if bold else regular)
