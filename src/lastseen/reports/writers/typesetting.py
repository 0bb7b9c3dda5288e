"""Typst with the fonts of documents alone, whatever a machine has."""

from collections.abc import Mapping
from functools import cache

import typst

from lastseen.figures.charts.fonts import folders


def typesetter(files: Mapping[str, bytes], inputs: Mapping[str, str] | None = None) -> typst.Compiler:
    """What sets ``main.typ``, one of these files; it reads the others, and ``inputs`` as ``sys.inputs``."""
    return typst.Compiler(
        dict(files),  # type: ignore[type-var]  # typst takes files by name as well, its types forget it
        sys_inputs=dict(inputs or {}),
        font_paths=fonts(),
        ignore_system_fonts=True,
    )


@cache
def fonts() -> typst.Fonts:
    """The fonts, read once a process, as reading them takes longer than setting a page."""
    paths = [str(folder) for folder in folders()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)
