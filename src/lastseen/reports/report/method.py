"""The method page: what the numbers mean, what they were made from, how each figure is defined; and the glossary."""

from collections.abc import Iterator
from string import ascii_uppercase

from lastseen.figures import Figure
from lastseen.figures.definitions import Population
from lastseen.reports.document.model import Align, Block, Column, Heading, Line, Paragraph, Table, Terms, Text, plain
from lastseen.reports.report.page import Page

_PUBLIC = frozenset({"small"})
_INSIDE = frozenset({"inside", "following"})


def method(page: Page, caption: Text) -> tuple[Block, ...]:
    """Each topic under its heading, then a table of all figures shown."""
    return (*_topics(page), _figures(page, caption))


def glossary(page: Page, _: Text) -> tuple[Block, ...]:
    """The words of reports and what they mean."""
    return (Terms(terms=tuple((word["term"], plain(word["means"])) for word in page.texts("glossary")["terms"])),)


def _topics(page: Page) -> Iterator[Block]:
    hidden = _PUBLIC if page.matter.inside is not None else _INSIDE
    facts = _facts(page)
    for topic, words in page.texts("method").items():
        if topic not in hidden:
            yield Heading(
                level=2, listed=False, text=plain(words["heading"]), anchor=f"method-{topic.replace('_', '-')}"
            )
            for text in words["text"]:
                yield Paragraph(text=plain(text.format(**facts)))


def _facts(page: Page) -> dict[str, str]:
    wording, made_from = page.wording, page.matter.set
    return {
        "populations": "; ".join(f"({letter}) {words}" for words, letter in _populations(page).items()),
        "withheld": wording.number(page.withheld),
        "sources": wording.number(made_from.sources),
        "threshold": wording.number(page.plan.threshold),
        "snapshot": made_from.snapshot,
        "day": wording.day(page.quotes.day),
        "definitions": made_from.definitions,
        "version": made_from.version,
    }


def _populations(page: Page) -> dict[str, str]:
    """Each population in words, with the letter that stands for it in the table."""
    words = dict.fromkeys(_population(page, figure.population) for figure in page.used)
    return dict(zip(words, ascii_uppercase, strict=False))


def _population(page: Page, population: Population) -> str:
    texts, said = page.texts("report"), page.wording.enumeration
    outcomes = [page.term("finding-outcome", code) for code in population.outcomes]
    standards = [page.term("finding-standard", code) for code in population.standards]
    kinds = [page.term("source-kind", code) for code in population.source_kinds]
    parts = [
        texts["admitted"].format(outcomes=said(outcomes)) if outcomes else texts["everything"],
        texts["proven"].format(standards=said(standards)) if standards else "",
        texts["told_by"].format(kinds=said(kinds)) if kinds else "",
    ]
    return " ".join(part for part in parts if part)


def _figures(page: Page, caption: Text) -> Table:
    texts = page.texts("report")
    columns = (
        Column(head=texts["figure"], width=0.54),
        Column(head=texts["unit"], width=0.2),
        Column(head=page.texts("figures")["population"], width=0.16),
        Column(head="N", align=Align.NUMBER, width=0.1),
    )
    letters = _populations(page)
    lines = tuple(_line(page, figure, letters[_population(page, figure.population)]) for figure in page.used)
    return Table(caption=caption or plain(texts["figures"]), columns=columns, lines=lines)


def _line(page: Page, figure: Figure, population: str) -> Line:
    unit = page.texts("figures")["units"][figure.unit.value]
    cells = (page.label(figure.labels), unit, population, page.wording.number(figure.N))
    return Line(cells=tuple(plain(cell) for cell in cells))
