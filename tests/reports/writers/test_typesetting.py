"""Typst with the fonts of documents alone."""

import io
from pathlib import Path

from PIL import Image

from lastseen.figures.charts.fonts import folders
from lastseen.reports.writers.typesetting import fonts, typesetter


def test_no_font_is_known_but_those_of_the_package() -> None:
    assert {Path(font.path or "").parent for font in fonts().fonts()} == set(folders())


def test_a_file_reads_the_others_and_the_inputs() -> None:
    files = {
        "main.typ": b'#set page(width: float(sys.inputs.wide) * 1pt, height: auto, margin: 0pt)\n#include "other.typ"',
        "other.typ": b"#rect(height: 20pt, stroke: none)",
    }
    made = typesetter(files, {"wide": "30"}).compile(format="png", ppi=72)
    assert isinstance(made, bytes)
    assert Image.open(io.BytesIO(made)).size == (30, 20)
