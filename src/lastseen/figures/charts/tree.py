"""The tree of a family: generations in rows, partners joined, children below them, those who were taken solid."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from lastseen.figures.charts.drawing import Drawing
from lastseen.figures.charts.kinship import Kinship, Member, Tie, kinship
from lastseen.figures.charts.legend import Key, legend
from lastseen.figures.charts.letters import wrapped
from lastseen.figures.charts.style import ACCENT, GREY, INK, LEADING, PAPER, SMALL, TEXT, WIDTH
from lastseen.figures.charts.svg import Area, Lettering, Look, Point, circle, drawing, group, path, rectangle, words
from lastseen.figures.charts.tree_lines import HALF, Bar, Stand, bar_lines, bars, couple_line, lanes, loose_line
from lastseen.figures.charts.tree_order import placed

_NARROWEST: Final = 50.0
_WIDEST: Final = 84.0
"""The room of one person from left to right."""
_LANE: Final = 7.0
_CLEAR: Final = 9.0
"""The room above and below the lanes between two rows."""
_BETWEEN: Final = 8.0
"""The room between families that do not hang together, one below the other."""
_ARCH: Final = 18.0
"""The room above the first row for ties that arch over it."""
_SMALL_LEADING: Final = 9.0
_TAKEN: Final = Look(fill=ACCENT, line=ACCENT, width=1.0)
_OTHER: Final = Look(fill=PAPER, line=INK, width=1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeWords:
    """The words of a family tree in the reader's language: what its shapes mean."""

    taken: str
    others: str
    male: str
    female: str
    unknown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """People who hang together, drawn from their left upper corner on, and the room this takes."""

    elements: list[str]
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    """How far down the middle of a row's shapes is, and the first lane above it."""

    lanes: float
    centre: float


def tree(people: Sequence[Member], ties: Sequence[Tie], words: TreeWords) -> Drawing:
    """The family as its ties tell it. A square is a man or boy, a circle a woman or girl, a diamond somebody whose sex
    is not known. Ties that make no tree, or contradict those told before, are dashed lines; people without ties stand
    by themselves. It is wider than the column where more than nine stand in a row."""
    kin = kinship(people, ties)
    members = {member.code: member for member in people}
    parts = [_part([members[code] for code in part], kin) for part in kin.parts]
    width = max([WIDTH, *(part.width for part in parts)])
    elements: list[str] = []
    top = 1.0
    for shelf in _shelves(parts, width):
        left = (width - sum(part.width for part in shelf)) / 2
        for part in shelf:
            elements.append(group(part.elements, (left, top)))
            left += part.width
        top += max(part.height for part in shelf) + _BETWEEN
    keys, end = legend(_keys(people, words), top, width)
    return drawing(width, end, [*elements, *keys])


def _shelves(parts: Sequence[_Part], width: float) -> Iterator[list[_Part]]:
    """The parts side by side as far as there is room, then below."""
    shelf: list[_Part] = []
    for part in parts:
        if shelf and sum(other.width for other in shelf) + part.width > width:
            yield shelf
            shelf = []
        shelf.append(part)
    if shelf:
        yield shelf


def _part(people: Sequence[Member], kin: Kinship) -> _Part:
    stand = _stand(people, kin)
    labels = {member.code: _label(member, stand.pitch - 6) for member in people}
    found = bars(stand, kin)
    between = [lanes([bar for bar in found if bar.row == row]) for row in range(len(stand.rows) + 1)]
    depths = [3 + max((_depth(labels[code]) for code in row), default=0.0) for row in stand.rows]
    loose = [tie for tie in kin.loose if tie.person in stand.x]
    levels = _levels(between, [*depths, 0.0], _ARCH if any(_arches(tie, stand) for tie in loose) else 0.0)
    spots = {code: (x, levels[kin.generation[code]].centre) for code, x in stand.x.items()}
    dashed = [loose_line(tie, spots, beside=stand.beside(tie.person, tie.other)) for tie in loose]
    elements = [*_bars(between, levels), *(tie.line for tie in dashed)]
    elements += [couple_line(spots[one], spots[two]) for one, two in kin.couples if stand.beside(one, two)]
    for member in people:
        elements += _person(member, labels[member.code], spots[member.code])
    elements += [tie.label for tie in dashed if tie.label]
    height = levels[-1].lanes + _LANE * len(between[-1])
    return _Part(elements=elements, width=stand.width, height=height)


def _stand(people: Sequence[Member], kin: Kinship) -> Stand:
    rows, at = placed([member.code for member in people], kin)
    pitch = min(max(WIDTH / (1 + max(at.values())), _NARROWEST), _WIDEST)
    return Stand(rows=rows, x={code: pitch * (x + 0.5) for code, x in at.items()}, pitch=pitch)


def _arches(tie: Tie, stand: Stand) -> bool:
    """Whether a loose tie goes over the first row."""
    return {tie.person, tie.other} <= set(stand.rows[0]) and not stand.beside(tie.person, tie.other)


def _levels(between: Sequence[Mapping[Bar, int]], depths: Sequence[float], top: float) -> list[_Level]:
    """The heights of each row and of the lanes above it; and of the lanes below the last row, as of a row more."""
    levels: list[_Level] = []
    bottom = top
    for lane_of, depth in zip(between, depths, strict=True):
        room = 2 * _CLEAR + _LANE * max(lane_of.values()) if lane_of else _CLEAR
        centre = bottom + room + HALF
        levels.append(_Level(lanes=bottom + _CLEAR, centre=centre))
        bottom = centre + HALF + depth
    return levels


def _bars(between: Sequence[Mapping[Bar, int]], levels: Sequence[_Level]) -> list[str]:
    """The bars of all rows, each in its lane."""
    elements = []
    for lane_of, level, before in zip(between, levels, (levels[0], *levels), strict=False):
        for bar, lane in lane_of.items():
            elements += bar_lines(bar, level.lanes + _LANE * lane, before.centre, level.centre)
    return elements


Label = list[tuple[str, float]]


def _label(member: Member, width: float) -> Label:
    """The lines below a person, each with its height: the first in the size of text, the others in small print."""
    first, *others = member.lines or ("",)
    label = [(text, LEADING) for text in wrapped(first, width)]
    for other in others:
        label += [(text, _SMALL_LEADING) for text in wrapped(other, width, SMALL)]
    return label


def _depth(label: Label) -> float:
    return sum(leading for _, leading in label)


def _person(member: Member, label: Label, spot: Point) -> list[str]:
    x, y = spot[0], spot[1] + HALF + 2
    elements = [_shape(member.sex, spot, HALF, _TAKEN if member.taken else _OTHER)]
    for text, leading in label:
        y += leading
        main = leading == LEADING
        look = Lettering(size=TEXT if main else SMALL, colour=INK if main else GREY, anchor="middle", halo=True)
        elements.append(words((x, y - 1.5), text, look))
    return elements


def _shape(sex: str, centre: Point, half: float, look: Look) -> str:
    x, y = centre
    match sex:
        case "male":
            return rectangle(Area(x - 0.9 * half, y - 0.9 * half, 1.8 * half, 1.8 * half), look)
        case "female":
            return circle(centre, half, look)
        case _:
            wide = 1.15 * half
            return path(["M", x, y - wide, "L", x + wide, y, "L", x, y + wide, "L", x - wide, y, "Z"], look)


def _keys(people: Sequence[Member], says: TreeWords) -> list[Key]:
    """The shapes that are drawn, and only those."""
    sexes = {member.sex if member.sex in {"male", "female"} else "" for member in people}
    shapes = (("male", says.male), ("female", says.female), ("", says.unknown))
    keys = [Key(sample=partial(_sample, sex), means=means) for sex, means in shapes if sex in sexes]
    for taken, look, means in ((True, _TAKEN, says.taken), (False, _OTHER, says.others)):
        if any(member.taken == taken for member in people):
            keys.append(Key(sample=partial(_swatch, look), means=means))
    return keys


def _sample(sex: str, area: Area) -> str:
    return _shape(sex, (area.x + area.width / 2, area.y + area.height / 2), area.height / 2, _OTHER)


def _swatch(look: Look, area: Area) -> str:
    return rectangle(area, look)
