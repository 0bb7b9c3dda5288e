"""From the parts a report file names to blocks."""

from collections.abc import Callable, Mapping
from typing import assert_never

from lastseen.figures import Figure
from lastseen.reports.document.model import Block, Number, Numbers, Paragraph, Text, Voice, plain
from lastseen.reports.plan import (
    Account,
    AccountPart,
    Chart,
    ChartPart,
    EstimatesPart,
    MapPart,
    NarrativesPart,
    NumbersPart,
    Placed,
    PyramidPart,
    WrongFigure,
    anchor_of,
)
from lastseen.reports.plan.used import figures_in
from lastseen.reports.report.counted import counted
from lastseen.reports.report.estimates import estimates
from lastseen.reports.report.events import events
from lastseen.reports.report.families import family
from lastseen.reports.report.maps import route_map
from lastseen.reports.report.method import glossary, method
from lastseen.reports.report.narratives import narratives
from lastseen.reports.report.page import Page, check_parts
from lastseen.reports.report.pictures import age_pyramid, bar_chart, grid, stage_flow, time_series
from lastseen.reports.report.tables import table

Counting = NumbersPart | ChartPart | PyramidPart | MapPart | NarrativesPart | AccountPart
"""The parts that count, or tell."""


def part_blocks(page: Page, placed: Placed) -> tuple[Block, ...]:
    """The blocks of one part, where the prose places it; a sentence where the snapshot does not answer its figures.

    Raises the refusals of figures that cannot be shown.
    """
    part = page.plan.parts[placed.part]
    if page.quotes.unanswered & figures_in(part):
        return (Paragraph(text=plain(page.texts("report")["unanswered"]), voice=Voice.NOTE),)
    if isinstance(part, EstimatesPart):
        return estimates(page, part, page.matter.estimates[placed.part], placed.caption)
    return _shown(page, part, placed.caption, f"[part.{placed.part}]")


def _shown(page: Page, part: Counting, caption: Text, where: str) -> tuple[Block, ...]:
    match part:
        case NumbersPart(figures=named):
            numbers = Numbers(numbers=tuple(_number(page, name, where) for name in named))
            return (numbers, *([Paragraph(text=caption, voice=Voice.NOTE)] if caption else []))
        case ChartPart(chart=chart, figure=id_):
            figure = page.quotes.figure(id_, where)
            check_parts(page, figure, _PARTS.get(chart, 0), where)
            return _CHARTS[chart](page, figure, caption)
        case PyramidPart(left=left, right=right):
            sides = page.quotes.figure(left, where), page.quotes.figure(right, where)
            _check_rows(page, *sides, where)
            return age_pyramid(page, *sides, caption)
        case MapPart():
            return route_map(page, part, caption, where)
        case NarrativesPart():
            return narratives(page, caption)
        case AccountPart(account=account):
            return _ACCOUNTS[account](page, caption)
        case _:
            assert_never(part)


def _check_rows(page: Page, left: Figure, right: Figure, where: str) -> None:
    if page.definition(left).rows != page.definition(right).rows:
        raise WrongFigure(where=where, figure=right.id, needs=f"the same rows as {left.id}")


def _number(page: Page, named: str, where: str) -> Number:
    quoted = page.quotes.quoted(named, where)
    figure, row = quoted.figure, quoted.row
    labels = figure.labels if row.code == "total" else row.labels
    inside = page.matter.inside is not None
    return Number(
        value=page.digits(figure, row),
        label=page.label(labels),
        link=anchor_of(figure.id, row.code) if inside else "",
    )


_PARTS: Mapping[Chart, int] = {Chart.MATRIX: 2, Chart.FLOW: 3}
"""Of how many parts the codes must be made, where a chart draws each part on its own."""

_CHARTS: Mapping[Chart, Callable[[Page, Figure, Text], tuple[Block, ...]]] = {
    Chart.BARS: bar_chart,
    Chart.SERIES: time_series,
    Chart.TABLE: table,
    Chart.MATRIX: grid,
    Chart.FLOW: stage_flow,
}

_ACCOUNTS: Mapping[Account, Callable[[Page, Text], tuple[Block, ...]]] = {
    Account.FAMILY: family,
    Account.MASS_EVENTS: events,
    Account.METHOD: method,
    Account.GLOSSARY: glossary,
    Account.COUNTED: counted,
}
