"""Figures drawn: bars, series, pyramid, matrix and flow, each with every number in words beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from lastseen.figures import Figure, Row
from lastseen.figures.charts.bars import Bar, bars
from lastseen.figures.charts.counted import Counted
from lastseen.figures.charts.drawing import Drawing
from lastseen.figures.charts.flow import FlowWords, Link, at_nodes, flow
from lastseen.figures.charts.matrix import Cell, matrix
from lastseen.figures.charts.pyramid import Band, pyramid
from lastseen.figures.charts.series import Point, series
from lastseen.figures.pairing import parts
from lastseen.figures.variables import variable_of
from lastseen.reports.document.model import Block, Picture, Text
from lastseen.reports.report.page import ASIDES, Page
from lastseen.reports.report.tables import drawn, nothing
from lastseen.reports.texts import shown

_LAST_STEP = 5
"""Steps of a chain beyond this are drawn as this one."""


def bar_chart(page: Page, figure: Figure, caption: Text) -> tuple[Block, ...]:
    """A bar for each row."""
    found = [
        Bar(label=page.label(row.labels), n=row.n, high=row.high, shown=said, aside=row.code in ASIDES)
        for row, said in _numbers(page, figure)
    ]
    return picture(page, bars(found) if found else None, caption, figure)


def time_series(page: Page, figure: Figure, caption: Text) -> tuple[Block, ...]:
    """A column for each year or period; asides last."""
    found = [
        Point(label=page.label(row.labels), n=row.n, high=row.high, shown=said, aside=row.code in ASIDES)
        for row, said in _numbers(page, figure)
    ]
    return picture(page, series(found) if found else None, caption, figure)


def age_pyramid(page: Page, left: Figure, right: Figure, caption: Text) -> tuple[Block, ...]:
    """Two figures with the same rows back to back, the youngest at the foot."""
    rows = {row.code: row for figure in (left, right) for row in shown(figure)}
    order = [row.code for row in page.definition(left).rows]
    found = [
        Band(
            label=page.label(rows[code].labels),
            left=_side(page, left, code),
            right=_side(page, right, code),
            aside=code in ASIDES,
        )
        for code in sorted(rows, key=lambda code: -order.index(code) if code in order else 1)
    ]
    drawing = pyramid(found, _condition(page, left), _condition(page, right)) if found else None
    return picture(page, drawing, caption, left, right)


def grid(page: Page, figure: Figure, caption: Text) -> tuple[Block, ...]:
    """A matrix of a figure of coded pairs: from the row to the column."""
    pairs = [(page.pieces(figure, row), row, said) for row, said in _numbers(page, figure)]
    crossed = [(pieces[0], pieces[1], row, said) for pieces, row, said in pairs if len(pieces) > 1]
    sides = tuple(dict.fromkeys(source for source, *_ in crossed))
    heads = tuple(dict.fromkeys(target for _, target, *_ in crossed))
    cells = {
        (sides.index(source), heads.index(target)): Cell(n=row.n, high=row.high, shown=said)
        for source, target, row, said in crossed
    }
    corner = page.texts("report")["from_to"]
    return picture(page, matrix(sides, heads, cells, corner) if cells else None, caption, figure)


def stage_flow(page: Page, figure: Figure, caption: Text) -> tuple[Block, ...]:
    """The stream from stage to stage."""
    variable = variable_of(page.definition(figure)).name
    moves = [(parts(variable, row.code), page.pieces(figure, row), row) for row in shown(figure)]
    links = _joined(
        Link(
            step=min(int(codes[0]), _LAST_STEP),
            source=codes[1],
            target=codes[2],
            source_label=labels[1],
            target_label=labels[2],
            n=row.n,
            high=row.high,
        )
        for codes, labels, row in moves
        if len(codes) == 3
    )
    words = FlowWords(**page.texts("report")["flow"])
    counts = {node: _at(page, figure, there) for node, there in at_nodes(links).items()}
    return picture(page, flow(links, words, counts) if links else None, caption, figure)


def _at(page: Page, figure: Figure, there: Counted) -> Counted:
    return replace(there, shown=page.wording.in_digits(there.n, there.high, about=figure.rounded_to > 1))


def picture(page: Page, drawing: Drawing | None, caption: Text, *figures: Figure) -> tuple[Block, ...]:
    """A drawing with the numbers of its figures; a sentence where there is nothing to draw."""
    if drawing is None or not any(figure.N for figure in figures):
        return nothing(page, *figures)
    notes = drawn(page, *figures)
    return (Picture(drawing=drawing, caption=caption, alternative=in_words(page, figures), notes=notes),)


def in_words(page: Page, figures: Sequence[Figure]) -> str:
    """Every number of some figures, for those who cannot see them drawn."""
    said = [f"{page.label(row.labels)}: {number}" for figure in figures for row, number in _numbers(page, figure)]
    return f"{'; '.join(said)}."


def _numbers(page: Page, figure: Figure) -> list[tuple[Row, str]]:
    return [(row, page.digits(figure, row)) for row in shown(figure)]


def _side(page: Page, figure: Figure, code: str) -> Counted:
    row = figure.row(code)
    return Counted(n=0, high=0) if row is None else Counted(n=row.n, high=row.high, shown=page.digits(figure, row))


def _condition(page: Page, figure: Figure) -> str:
    """What the units of a figure have in common."""
    definition = page.definition(figure)
    codes = (
        (variable_of(definition, name).vocabulary, code) for name, held in definition.where.items() for code in held
    )
    return page.wording.enumeration([page.term(vocabulary, code) for vocabulary, code in codes])


def _joined(links: Iterable[Link]) -> tuple[Link, ...]:
    """Links of the same step and ends as one."""
    found: dict[tuple[int, str, str], Link] = {}
    for link in links:
        key = (link.step, link.source, link.target)
        held = found.get(key)
        found[key] = link if held is None else replace(held, n=held.n + link.n, high=held.high + link.high)
    return tuple(found.values())
