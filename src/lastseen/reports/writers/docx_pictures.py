"""Drawings as pictures for files that cannot hold them as they are, in our fonts alone, whatever a machine has."""

from functools import cache
from typing import Final

import typst

from lastseen.figures.charts.drawing import Drawing
from lastseen.figures.charts.fonts import folders

_SHEET: Final = b"""
#set page(width: auto, height: auto, margin: 0pt)
#image("drawing.svg", width: float(sys.inputs.width) * 1pt)
"""


def png(drawing: Drawing, resolution: int) -> bytes:
    """The drawing on white, with so many dots to an inch of its own size."""
    compiler = typst.Compiler(
        {"main.typ": _SHEET, "drawing.svg": drawing.svg.encode()},  # type: ignore[type-var]  # typst takes files by name
        sys_inputs={"width": str(drawing.width)},
        font_paths=_fonts(),
        ignore_system_fonts=True,
    )
    made = compiler.compile(format="png", ppi=resolution)
    return made if isinstance(made, bytes) else b""


@cache
def _fonts() -> typst.Fonts:
    """Read once a process, as reading them takes longer than a drawing."""
    paths = [str(folder) for folder in folders()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)
