"""Drawings as pictures for files that cannot hold them as they are."""

from typing import Final

from lastseen.figures.charts.drawing import Drawing
from lastseen.reports.writers.typesetting import typesetter

_SHEET: Final = b"""
#set page(width: auto, height: auto, margin: 0pt)
#image("drawing.svg", width: float(sys.inputs.width) * 1pt)
"""


def png(drawing: Drawing, resolution: int) -> bytes:
    """The drawing on white, with so many dots to an inch of its own size."""
    files = {"main.typ": _SHEET, "drawing.svg": drawing.svg.encode()}
    made = typesetter(files, {"width": str(drawing.width)}).compile(format="png", ppi=resolution)
    return made if isinstance(made, bytes) else b""
