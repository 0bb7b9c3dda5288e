"""Elements of SVG as text, rightly escaped, with no ids: for drawings that no chart library makes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final, Literal

from lastseen.figures.charts.drawing import Drawing
from lastseen.figures.charts.fonts import STACK
from lastseen.figures.charts.style import INK, LINE, PAPER, TEXT

Point = tuple[float, float]
Anchor = Literal["start", "middle", "end"]

_CONTROLS: Final = (*range(9), 11, 12, *range(14, 32), 127, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
_NO_XML: Final = dict.fromkeys(_CONTROLS, "\ufffd")
"""What XML cannot hold is replaced, visibly."""
_DOT_DASH: Final = {"solid": "", "dashed": "3 2", "dotted": "0.1 2.4"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a shape is filled and outlined; nothing is drawn of what is empty."""

    fill: str = ""
    line: str = ""
    width: float = LINE
    dash: Literal["solid", "dashed", "dotted"] = "solid"
    opacity: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lettering:
    """How words are set. ``halo`` parts them from what lies beneath."""

    size: float = TEXT
    bold: bool = False
    colour: str = INK
    anchor: Anchor = "start"
    halo: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle by its left upper corner."""

    x: float
    y: float
    width: float
    height: float


def number(value: float) -> str:
    """A length with no more than two decimals, the same on every machine."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def rectangle(area: Area, look: Look, *, round_by: float = 0.0) -> str:
    """A rectangle, its corners rounded if wished."""
    corner = {"rx": round_by} if round_by else {}
    return _element("rect", {"x": area.x, "y": area.y, "width": area.width, "height": area.height, **corner}, look)


def circle(centre: Point, radius: float, look: Look) -> str:
    """A circle about its centre."""
    return _element("circle", {"cx": centre[0], "cy": centre[1], "r": radius}, look)


def path(steps: Iterable[str | float], look: Look) -> str:
    """A path of commands and lengths in turn."""
    return _element("path", {"d": " ".join(step if isinstance(step, str) else number(step) for step in steps)}, look)


def line(points: Sequence[Point], look: Look) -> str:
    """A line through points, straight from each to the next."""
    first, *rest = points
    return path(["M", *first, *(step for point in rest for step in ("L", *point))], look)


def words(at: Point, text: str, lettering: Lettering) -> str:
    """One line of text, its baseline at the point."""
    attributes: dict[str, str | float] = {"x": at[0], "y": at[1], "font-size": lettering.size, "fill": lettering.colour}
    if lettering.bold:
        attributes["font-weight"] = "600"
    if lettering.anchor != "start":
        attributes["text-anchor"] = lettering.anchor
    if lettering.halo:
        attributes |= {"stroke": PAPER, "stroke-width": 2.4, "stroke-linejoin": "round", "paint-order": "stroke"}
    return f"<text{_attributes(attributes)}>{escape(text.translate(_NO_XML))}</text>"


def group(elements: Iterable[str], at: Point) -> str:
    """Elements drawn from this point on, as if it were the left upper corner."""
    return "\n".join([f'<g transform="translate({number(at[0])} {number(at[1])})">', *elements, "</g>"])


def drawing(width: float, height: float, elements: Iterable[str]) -> Drawing:
    """The elements as one drawing on paper, later ones above earlier ones."""
    size = f'width="{number(width)}" height="{number(height)}" viewBox="0 0 {number(width)} {number(height)}"'
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{STACK}">'
    ground = rectangle(Area(0, 0, width, height), Look(fill=PAPER))
    return Drawing(svg="\n".join([opening, ground, *elements, "</svg>"]), width=width, height=height)


def _element(name: str, geometry: dict[str, str | float], look: Look) -> str:
    attributes = dict(geometry) | {"fill": look.fill or "none"}
    if look.line:
        attributes |= {"stroke": look.line, "stroke-width": look.width}
        if look.dash != "solid":
            attributes |= {"stroke-dasharray": _DOT_DASH[look.dash], "stroke-linecap": "round"}
    if look.opacity < 1:
        attributes["opacity"] = look.opacity
    return f"<{name}{_attributes(attributes)}/>"


def _attributes(attributes: dict[str, str | float]) -> str:
    pairs = ((name, value if isinstance(value, str) else number(value)) for name, value in attributes.items())
    return "".join(f' {name}="{escape(value)}"' for name, value in pairs)
