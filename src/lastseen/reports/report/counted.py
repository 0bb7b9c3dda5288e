"""The appendix for those inside: for each number, the codes of those it counts."""

from collections.abc import Iterator

from lastseen.figures import Figure, Row
from lastseen.figures.behind import Behind
from lastseen.reports.document.model import Align, Block, Column, Line, Paragraph, Table, Text, Voice, plain
from lastseen.reports.plan import anchor_of
from lastseen.reports.report.page import Page, sentences


def counted(page: Page, caption: Text) -> tuple[Block, ...]:
    """A table for each figure of which anybody is counted."""
    inside = page.matter.inside
    if inside is None:
        return ()
    figures = [figure for figure in page.matter.set.figures if inside.behind.get(figure.id)]
    lead = Paragraph(text=caption, voice=Voice.NOTE)
    return (lead, *(_table(page, figure) for figure in figures))


def _table(page: Page, figure: Figure) -> Table:
    texts = page.texts("report")
    columns = (
        Column(head=page.texts("figures")["answer"], width=0.24),
        Column(head=page.texts("figures")["n"], align=Align.NUMBER, width=0.1),
        Column(head=texts["codes"], width=0.66),
    )
    lines = tuple(_lines(page, figure))
    return Table(caption=plain(page.label(figure.labels)), columns=columns, lines=lines, dense=True)


def _lines(page: Page, figure: Figure) -> Iterator[Line]:
    behind = page.matter.inside.behind[figure.id] if page.matter.inside else {}
    for row in figure.rows:
        if row.code in behind:
            codes = plain(_codes(page, figure, row, behind[row.code]))
            cells = (plain(page.label(row.labels)), plain(page.digits(figure, row)), codes)
            yield Line(cells=cells, anchor=anchor_of(figure.id, row.code))


def _codes(page: Page, figure: Figure, row: Row, behind: Behind) -> str:
    texts = page.texts("report")
    possible = texts["possibly"].format(codes=", ".join(behind.possible)) if behind.possible else ""
    more = texts["more"].format(n=page.wording.number(behind.more), figure=figure.id, row=row.code)
    certain = f"{', '.join(behind.certain)}." if behind.certain else ""
    return sentences(certain, possible, more if behind.more else "")
