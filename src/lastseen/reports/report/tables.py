"""A figure as a table, and what stands under every figure: what is counted, and what of it is left open."""

from lastseen.figures import Figure, Row
from lastseen.reports.document.model import Align, Block, Column, Line, Paragraph, Table, Text, Voice, Weight, plain
from lastseen.reports.report.page import ASIDES, Page, linked, sentences
from lastseen.reports.texts import shown, unsaid


def table(page: Page, figure: Figure, caption: Text) -> tuple[Block, ...]:
    """All rows with n, share and, where it differs, at most; a sentence where none can be shown."""
    return (_table(page, figure, caption),) if figure.N and shown(figure) else nothing(page, figure)


def nothing(page: Page, *figures: Figure) -> tuple[Block, ...]:
    """What stands where nothing can be shown: nobody is counted, or there are too few to be published."""
    bare = page.texts("figures")["bare"]
    few = page.matter.inside is None and any(figure.N for figure in figures)
    return (Paragraph(text=plain(bare if few else page.texts("report")["nobody"]), voice=Voice.NOTE),)


def _table(page: Page, figure: Figure, caption: Text) -> Table:
    rows = shown(figure)
    texts = page.texts("figures")
    has_shares = any(row.percent is not None for row in rows)
    is_bounded = any(row.high > row.n for row in rows)
    heads = [texts["n"], *[texts["percent"]] * has_shares, *[texts["at_most"]] * is_bounded]
    return Table(
        caption=caption,
        columns=(Column(head=texts["answer"]), *(Column(head=head, align=Align.NUMBER) for head in heads)),
        lines=tuple(_line(page, figure, row, shares=has_shares, bounded=is_bounded) for row in rows),
        notes=notes(page, figure),
    )


def notes(page: Page, *figures: Figure) -> tuple[Text, ...]:
    """The unit of count, N, why nothing is known of some; for those inside, where each number of a drawing leads."""
    said = [sentences(*_counted(page, figure), *_small(page, figure)) for figure in figures]
    if len(said) > 1:
        said = [f"{page.label(figure.labels)}: {note}" for figure, note in zip(figures, said, strict=True)]
    return tuple(plain(note) for note in said)


def drawn(page: Page, *figures: Figure) -> tuple[Text, ...]:
    """As :func:`notes`, with the numbers of a drawing, which cannot lead anywhere themselves."""
    return (*notes(page, *figures), *linked(page, figures))


def _counted(page: Page, figure: Figure) -> tuple[str, ...]:
    texts = page.texts("figures")
    count = texts["count"].format(unit=texts["units"][figure.unit.value], N=page.wording.number(figure.N))
    return (
        f"{count}.",
        texts["multiple"] if figure.multiple else "",
        unsaid(figure, texts),
    )


def _small(page: Page, figure: Figure) -> tuple[str, ...]:
    texts = page.texts("figures")
    return (texts["rounded"].format(step=figure.rounded_to) if figure.rounded_to > 1 and figure.rows else "",)


def _line(page: Page, figure: Figure, row: Row, *, shares: bool, bounded: bool) -> Line:
    wording = page.wording
    n = wording.in_digits(row.n, about=figure.rounded_to > 1)
    share = "" if row.percent is None else wording.percent(row.percent)
    high = wording.number(row.high) if row.high > row.n else ""
    rest = [*[share] * shares, *[high] * bounded]
    return Line(
        cells=(plain(page.label(row.labels)), page.number(figure, row, n), *(plain(cell) for cell in rest)),
        weight=Weight.ASIDE if row.code in ASIDES else Weight.ANSWER,
    )
