"""Charts that Vega-Lite draws: a specification becomes a bare SVG of a size known beforehand."""

import xml.etree.ElementTree as ET  # it reads nothing but what Vega has just written
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

import vl_convert

from lastseen.figures.charts.drawing import Drawing
from lastseen.figures.charts.fonts import STACK, folders
from lastseen.figures.charts.style import ACCENT, GREY, GREY_TINT, INK, LEADING, PAPER, TEXT, TINT

Json = dict[str, Any]

_SVG: Final = "http://www.w3.org/2000/svg"
_BARE: Final = ("class", "role", "pointer-events", "version", "opacity")
"""Attributes that draw nothing, as all whose names begin with ``aria-``. Opacity is always 1."""
_CONFIG: Final[Json] = {
    "font": STACK,
    "background": PAPER,
    "view": {"stroke": None},
    "bar": {"color": ACCENT},
    "text": {"fontSize": TEXT, "color": INK, "lineHeight": LEADING},
    "axis": {
        "title": None,
        "domain": False,
        "ticks": False,
        "grid": False,
        "labelFontSize": TEXT,
        "labelColor": INK,
    },
}


def rendered(spec: Mapping[str, Any], margins: Mapping[str, float]) -> Drawing:
    """A Vega-Lite view of the given ``width`` and ``height`` and the margins around it, as a drawing."""
    _fonts_registered()
    spec = {**spec, "width": round(spec["width"], 2), "height": round(spec["height"], 2)}
    around = {"left": 0.0, "right": 0.0, "top": 0.0, "bottom": 0.0} | dict(margins)
    svg = vl_convert.vegalite_to_svg(
        spec | {"config": _CONFIG, "autosize": {"type": "none"}, "padding": around},
        vl_version="6.4",
        allowed_base_urls=[],
    )
    width = spec["width"] + around["left"] + around["right"]
    height = spec["height"] + around["top"] + around["bottom"]
    return Drawing(svg=_bare(svg), width=width, height=height)


def ink(aside: str = "datum.aside") -> Json:
    """The colour of what is certain: grey for an aside."""
    return {"condition": {"test": aside, "value": GREY}, "value": ACCENT}


def tint(aside: str = "datum.aside") -> Json:
    """The colour of what is only possible, by the same rule."""
    return {"condition": {"test": aside, "value": GREY_TINT}, "value": TINT}


def quantity(field: str, most: float, **more: object) -> Json:
    """A channel of numbers from nought to the most there is, without an axis of its own."""
    scale = {"domain": [0, most or 1], "nice": False}
    return {"field": field, "type": "quantitative", "scale": scale, "axis": None, **more}


def place(field: str, **more: object) -> Json:
    """A channel of places in points, taken as they are."""
    return {"field": field, "type": "quantitative", "scale": None, "axis": None, **more}


def most_of(values: Sequence[float]) -> float:
    """The greatest of some numbers, nought of none."""
    return max(values, default=0)


@cache
def _fonts_registered() -> None:
    for folder in folders():
        vl_convert.register_font_directory(str(folder))


def _bare(svg: str) -> str:
    """The picture alone: no roles and descriptions, no empty paths, no elements that only group."""
    ET.register_namespace("", _SVG)
    root = ET.fromstring(svg)  # noqa: S314
    for element in root.iter():
        for name in [name for name in element.attrib if name in _BARE or name.startswith("aria-")]:
            del element.attrib[name]
        for child in [child for child in element if _draws_nothing(child)]:
            element.remove(child)
    return ET.tostring(root, encoding="unicode")


def _draws_nothing(element: ET.Element) -> bool:
    return element.tag == f"{{{_SVG}}}path" and ("fill" not in element.attrib and "stroke" not in element.attrib)
