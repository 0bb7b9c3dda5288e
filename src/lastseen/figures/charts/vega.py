"""Charts that Vega-Lite draws: a specification becomes a bare SVG of a size known beforehand."""

import re
import xml.etree.ElementTree as ET  # it reads nothing but what Vega has just written
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import vl_convert

from lastseen.figures.charts.drawing import Drawing
from lastseen.figures.charts.fonts import STACK, folders
from lastseen.figures.charts.style import ACCENT, GREY, GREY_TINT, INK, LEADING, PAPER, TEXT, TINT

Json = dict[str, Any]

_SVG: Final = "http://www.w3.org/2000/svg"
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
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

CERTAIN: Final[Json] = {"condition": {"test": "datum.aside", "value": GREY}, "value": ACCENT}
"""The colour of what is certain: grey for an aside."""
POSSIBLE: Final[Json] = {"condition": {"test": "datum.aside", "value": GREY_TINT}, "value": TINT}
"""The colour of what is only possible, by the same rule."""


def rendered(spec: Mapping[str, Any], margins: Mapping[str, float]) -> Drawing:
    """A Vega-Lite view of the given ``width`` and ``height`` and the margins around it, as a drawing."""
    _fonts_registered()
    spec = {**spec, "width": round(spec["width"], 2), "height": round(spec["height"], 2)}
    around = {side: margins.get(side, 0) for side in ("left", "right", "top", "bottom")}
    svg = vl_convert.vegalite_to_svg(
        _legible(spec) | {"config": _CONFIG, "autosize": {"type": "none"}, "padding": around},
        vl_version="6.4",
        allowed_base_urls=[],
    )
    width = round(spec["width"] + around["left"] + around["right"], 2)
    height = round(spec["height"] + around["top"] + around["bottom"], 2)
    return Drawing(svg=_bare(svg), width=width, height=height)


def quantity(field: str, most: float, axis: Json | None = None) -> Json:
    """A channel of numbers from nought to the most there is."""
    scale = {"domain": [0, most or 1], "nice": False}
    return {"field": field, "type": "quantitative", "scale": scale, "axis": axis}


def place(field: str) -> Json:
    """A channel of places in points, taken as they are."""
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def _legible(value: Any) -> Any:
    """A specification whose words XML can hold: what it cannot is replaced, visibly."""
    match value:
        case str():
            return _NO_XML.sub("\ufffd", value)
        case dict():
            return {key: _legible(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_legible(inner) for inner in value]
        case _:
            return value


@cache
def _fonts_registered() -> None:
    for folder in folders():
        vl_convert.register_font_directory(str(folder))


def _bare(svg: str) -> str:
    """The picture alone, without roles and descriptions, and without paths that draw nothing."""
    ET.register_namespace("", _SVG)
    root = ET.fromstring(svg)  # noqa: S314
    for element in root.iter():
        for name in [name for name in element.attrib if name in _BARE or name.startswith("aria-")]:
            del element.attrib[name]
        for child in [child for child in element if _draws_nothing(child)]:
            element.remove(child)
    return ET.tostring(root, encoding="unicode")


def _draws_nothing(element: ET.Element) -> bool:
    return element.tag == f"{{{_SVG}}}path" and not {"fill", "stroke"} & element.attrib.keys()
