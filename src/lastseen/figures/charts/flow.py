"""The flow of people from each stage of custody to the next: columns of stages, ribbons as wide as there are people."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Final

from lastseen.figures.charts.counted import Counted
from lastseen.figures.charts.drawing import Drawing
from lastseen.figures.charts.flow_order import END, Columns, Node, ordered
from lastseen.figures.charts.legend import Key, legend
from lastseen.figures.charts.letters import width_of, wrapped
from lastseen.figures.charts.spacing import spaced
from lastseen.figures.charts.style import ACCENT, GREY, GREY_TINT, INK, LEADING, SMALL, TINT, WIDTH
from lastseen.figures.charts.svg import Area, Lettering, Look, Point, drawing, path, rectangle, words

_BODY: Final = 210.0
"""The height of all ribbons of the fullest column together."""
_THICKEST: Final = 14.0
"""The most that one of those counted takes, where they are few."""
_THINNEST: Final = 1.2
_NODE: Final = 7.0
_LAST: Final = 104.0
"""The room for the last column, which has words but no ribbons."""
_PAD: Final = 9.0
_SMALL_LEADING: Final = 9.0
_READABLE: Final = 9.0
"""How thick a ribbon must be to bear its number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Counted):
    """Those who went from one kind of stage at position ``step`` to another at the next; the target ``end`` means that
    nothing more is known. There is one link for each two kinds and step."""

    step: int
    source: str
    target: str
    source_label: str
    target_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowWords:
    """The words of a flow in the reader's language: what dark and light mean, and a head for each column if wished."""

    certain: str
    possible: str
    heads: tuple[str, ...] = ()


Counts = Mapping[Node, Counted]


def flow(links: Sequence[Link], words: FlowWords, counts: Counts | None = None) -> Drawing:
    """The stages in columns by position, with how many are in each above it, and ribbons between them: dark as wide as
    those who certainly went this way, light those who possibly did. ``counts`` say how many are in a kind of stage at a
    position, as counted; without them this follows from the ribbons, and its bounds may be wider."""
    seen = [link for link in links if link.high > 0]
    if not seen:
        return drawing(WIDTH, 1, [])
    sheet = _sheet(seen, words, at_nodes(seen) | dict(counts or {}))
    ribbons = [element for link, ribbon in _ribbons(seen, sheet) for element in _ribbon(link, ribbon)]
    nodes = [element for column in sheet.columns for node in column for element in _node(node, sheet)]
    bottom = max(area.y + area.height for area in sheet.areas.values())
    keys, end = legend(_keys(seen, words), bottom + 10, WIDTH)
    return drawing(WIDTH, end, [*_heads(sheet), *ribbons, *nodes, *_numbers(seen, sheet), *keys])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """Where the nodes stand in their columns, the words above each, how many it counts, how much room one takes."""

    columns: Columns
    areas: Mapping[Node, Area]
    lines: Mapping[Node, tuple[str, ...]]
    counts: Counts
    unit: float
    heads: Sequence[tuple[str, ...]]
    pitch: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ribbon:
    """Where a ribbon begins and ends, by its upper corners, and how thick it is."""

    start: Point
    end: Point
    thick: float


def _source(link: Link) -> Node:
    return link.step, link.source


def _target(link: Link) -> Node:
    return link.step + 1, link.target


def at_nodes(links: Sequence[Link]) -> dict[Node, Counted]:
    """How many are at each node: no fewer than those who certainly come or certainly go, no more than all who come, or
    at the first position than all who go."""
    counts = {}
    for node in dict.fromkeys(node for link in links for node in (_source(link), _target(link))):
        come, go = ([link for link in links if side(link) == node] for side in (_target, _source))
        certain = max(sum(link.n for link in some) for some in (come, go))
        counts[node] = Counted(n=certain, high=max(certain, sum(link.high for link in come or go)))
    return counts


def _sheet(links: Sequence[Link], says: FlowWords, counts: Counts) -> _Sheet:
    columns = _columns(links)
    fullest = max(sum(_fuller(node, links, lambda link: link.high) for node in column) for column in columns)
    unit = min(_THICKEST, _BODY / fullest)
    room = min(_LAST, WIDTH / len(columns))
    pitch = (WIDTH - room) / (len(columns) - 1)
    widths = [pitch - _NODE] * (len(columns) - 1) + [room - _NODE]
    heads = [wrapped(head, width, SMALL, most=2) for head, width in zip(says.heads, widths, strict=False)]
    labels = {_source(link): link.source_label for link in links} | {_target(link): link.target_label for link in links}
    nodes = {node: place for place, column in enumerate(columns) for node in column}
    lines = {node: _lines(labels[node], counts[node], widths[place]) for node, place in nodes.items()}
    heights = {node: _fuller(node, links, partial(_thick, unit=unit)) for node in nodes}
    tops = _tops(columns, links, heights, {node: LEADING * len(lines[node]) + 1 for node in nodes})
    top = max((_SMALL_LEADING * len(head) + 6 for head in heads), default=0.0)
    areas = {node: Area(place * pitch, top + tops[node], _NODE, heights[node]) for node, place in nodes.items()}
    return _Sheet(columns=columns, areas=areas, lines=lines, counts=counts, unit=unit, heads=heads, pitch=pitch)


def _columns(links: Sequence[Link]) -> Columns:
    """The nodes of each position, the fullest first where nothing else decides."""
    nodes = sorted(at_nodes(links), key=lambda node: -_fuller(node, links, lambda link: link.high))
    positions = range(min(link.step for link in links), max(link.step for link in links) + 2)
    weights = {(_source(link), _target(link)): float(link.high) for link in links}
    return ordered([[node for node in nodes if node[0] == position] for position in positions], weights)


def _fuller(node: Node, links: Sequence[Link], amount: Callable[[Link], float]) -> float:
    """What comes to a node or what goes from it, whichever is more."""
    return max(sum(amount(link) for link in links if side(link) == node) for side in (_target, _source))


def _thick(link: Link, unit: float) -> float:
    return max(_THINNEST, link.high * unit)


def _lines(label: str, counted: Counted, width: float) -> tuple[str, ...]:
    """The number, and what is counted, in lines; the number is never broken."""
    number = _number(counted)
    heavier = width_of(number, bold=True) - width_of(number)
    return wrapped(f"{number} {label}", width - heavier, most=4)


def _number(counted: Counted) -> str:
    return counted.text.replace(" ", "\N{NO-BREAK SPACE}")


def _tops(
    columns: Columns, links: Sequence[Link], heights: Mapping[Node, float], above: Mapping[Node, float]
) -> dict[Node, float]:
    """The upper edge of each node: near the middle of those one comes from, with room for the words above it."""
    middles: dict[Node, float] = {}
    for column in columns:
        wished = [_middle([link for link in links if _target(link) == node], middles) for node in column]
        steps = [(heights[one] + heights[two]) / 2 + _PAD + above[two] for one, two in pairwise((*column[:1], *column))]
        middles |= zip(column, spaced(wished, steps), strict=True)
    highest = min(middle - heights[node] / 2 - above[node] for node, middle in middles.items())
    return {node: middle - heights[node] / 2 - highest for node, middle in middles.items()}


def _middle(come: Sequence[Link], middles: Mapping[Node, float]) -> float:
    total = sum(link.high for link in come)
    return sum(middles[_source(link)] * link.high for link in come) / total if total else 0.0


def _ribbons(links: Sequence[Link], sheet: _Sheet) -> list[tuple[Link, _Ribbon]]:
    """The ribbons, the thickest first, each beside the others of its node in the order of where they go to."""
    place = {node: number for column in sheet.columns for number, node in enumerate(column)}
    starts = _stacked(sorted(links, key=lambda link: place[_target(link)]), _source, sheet)
    ends = _stacked(sorted(links, key=lambda link: place[_source(link)]), _target, sheet)
    ribbons = []
    for link in sorted(links, key=lambda link: -link.high):
        start = (sheet.areas[_source(link)].x + _NODE, starts[link])
        end = (sheet.areas[_target(link)].x, ends[link])
        ribbons.append((link, _Ribbon(start=start, end=end, thick=_thick(link, sheet.unit))))
    return ribbons


def _stacked(links: Sequence[Link], side: Callable[[Link], Node], sheet: _Sheet) -> dict[Link, float]:
    """The upper edges of ribbons where they meet the nodes of one side, from the top of each down."""
    free = {node: area.y for node, area in sheet.areas.items()}
    tops = {}
    for link in links:
        tops[link] = free[side(link)]
        free[side(link)] += _thick(link, sheet.unit)
    return tops


def _ribbon(link: Link, ribbon: _Ribbon) -> list[str]:
    """The certain part above, the possible part below it."""
    certain = ribbon.thick * link.n / link.high
    dark, light, pale = (GREY, GREY_TINT, 0.3) if link.target == END else (ACCENT, TINT, 0.5)
    return [
        _band(ribbon, top, bottom, Look(fill=fill, opacity=opacity))
        for top, bottom, fill, opacity in ((0.0, certain, dark, pale), (certain, ribbon.thick, light, 0.5))
        if bottom > top
    ]


def _band(ribbon: _Ribbon, top: float, bottom: float, look: Look) -> str:
    (x1, y1), (x2, y2) = ribbon.start, ribbon.end
    half = (x1 + x2) / 2
    there = ("M", x1, y1 + top, "C", half, y1 + top, half, y2 + top, x2, y2 + top)
    back = ("L", x2, y2 + bottom, "C", half, y2 + bottom, half, y1 + bottom, x1, y1 + bottom, "Z")
    return path((*there, *back), look)


def _node(node: Node, sheet: _Sheet) -> list[str]:
    """A node: dark as far as it is certain; above it the number and the words."""
    area, counted = sheet.areas[node], sheet.counts[node]
    dark, light = (GREY, GREY_TINT) if node[1] == END else (ACCENT, TINT)
    elements = [rectangle(area, Look(fill=light))] if counted.n < counted.high else []
    sure = area.height * counted.n / max(counted.high, 1)
    if sure:
        elements.append(rectangle(Area(area.x, area.y, area.width, sure), Look(fill=dark)))
    return [*elements, *_above(node, sheet)]


def _above(node: Node, sheet: _Sheet) -> list[str]:
    """The number of a node and what it counts, in lines above it; what is an aside in grey."""
    area, number = sheet.areas[node], _number(sheet.counts[node])
    colour = GREY if node[1] == END else INK
    first, *others = sheet.lines[node]
    y = area.y - 3 - LEADING * len(others)
    beside = area.x + width_of(number, bold=True) + width_of(" ")
    elements = [
        words((area.x, y), number, Lettering(bold=True, colour=colour, halo=True)),
        words((beside, y), first.removeprefix(number).strip(), Lettering(colour=colour, halo=True)),
    ]
    for text in others:
        y += LEADING
        elements.append(words((area.x, y), text, Lettering(colour=colour, halo=True)))
    return elements


def _numbers(links: Sequence[Link], sheet: _Sheet) -> list[str]:
    """The numbers on ribbons that are thick enough, where a node has more than one of them."""
    elements = []
    for link, ribbon in _ribbons(links, sheet):
        alone = sum(_source(other) == _source(link) for other in links) == 1
        if ribbon.thick >= _READABLE and not alone:
            at = (ribbon.start[0] + 3, ribbon.start[1] + ribbon.thick / 2 + 0.35 * SMALL)
            elements.append(words(at, _number(link), Lettering(size=SMALL)))
    return elements


def _heads(sheet: _Sheet) -> list[str]:
    """The heads of the columns."""
    small = Lettering(size=SMALL, colour=GREY)
    return [
        words((place * sheet.pitch, 8 + row * _SMALL_LEADING), text, small)
        for place, head in enumerate(sheet.heads)
        for row, text in enumerate(head)
    ]


def _keys(links: Sequence[Link], says: FlowWords) -> list[Key]:
    """Dark and light, where there is light."""
    if all(link.n == link.high for link in links):
        return []
    return [
        Key(sample=partial(_swatch, fill), means=means)
        for fill, means in ((ACCENT, says.certain), (TINT, says.possible))
    ]


def _swatch(fill: str, area: Area) -> str:
    return rectangle(area, Look(fill=fill))
