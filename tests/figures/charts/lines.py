"""What charts say and how long their bars are, read back from what Vega has drawn."""

import re
from xml.etree import ElementTree as ET

from lastseen.figures.charts.drawing import Drawing
from tests.figures.charts.shapes import filled


def labels_of(drawing: Drawing) -> list[str]:
    """Every text, its lines joined by a bar; empty ones left out."""
    texts = ET.fromstring(drawing.svg).iter("{http://www.w3.org/2000/svg}text")  # noqa: S314
    return [said for text in texts if (said := "|".join(line for line in text.itertext() if line.strip()))]


def lengths_of(drawing: Drawing, colour: str, *, upright: bool = False) -> list[float]:
    """How long the bars of a colour are, to the hundredth, in the order drawn; those of no length left out."""
    paths = [shape.attributes["d"] for shape in filled(drawing, "path", colour)]
    pattern = r"^M[^h]*h([\d.]+)v([\d.]+)"
    sizes = [tuple(map(float, found.groups())) for path in paths if (found := re.match(pattern, path))]
    return [round(size[upright], 2) for size in sizes if size[upright]]
