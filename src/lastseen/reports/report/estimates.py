"""Estimates as a report tells them: every method side by side, each with its interval, and what it assumes."""

from operator import attrgetter

from lastseen.domain.derive.variables import VARIABLES
from lastseen.domain.errors import Refusal
from lastseen.estimation import ALL, Answer, Captures, Estimate
from lastseen.estimation.pictures import overlaps_svg, size_of_overlaps
from lastseen.estimation.wording import assumed, method_name, not_said, reason, warned
from lastseen.figures.charts.drawing import Drawing
from lastseen.reports.document.model import (
    Align,
    Block,
    Column,
    Items,
    Line,
    Paragraph,
    Picture,
    Run,
    Table,
    Text,
    Voice,
    Weight,
    plain,
)
from lastseen.reports.plan import EstimatesPart
from lastseen.reports.records.estimated import Estimated
from lastseen.reports.report.page import ASIDES, Page


def estimates(page: Page, part: EstimatesPart, found: Estimated, caption: Text) -> tuple[Block, ...]:
    """A table of all answers, what the methods assume, what no estimate says; for those inside how lists overlap."""
    blocks = (_table(page, part, found, caption), *_assumptions(page, found.answers))
    return (*blocks, Paragraph(text=plain(not_said(page.language)), voice=Voice.NOTE), *_overlaps(page, found))


def _table(page: Page, part: EstimatesPart, found: Estimated, caption: Text) -> Table:
    texts = page.texts("estimates")
    heads = [Column(head=texts["method"]), *(Column(head=texts[key], align=Align.NUMBER) for key in ("point", "level"))]
    whom = [] if part.by is None else [Column(head=texts["whom"])]
    on_list = Column(head=texts["observed"], align=Align.NUMBER)
    return Table(
        caption=caption,
        columns=(*whom, *heads, on_list),
        lines=tuple(_line(page, part, answer) for answer in found.answers),
        notes=tuple(plain(note) for note in _notes(page, part, found)),
    )


def _line(page: Page, part: EstimatesPart, answer: Answer) -> Line:
    texts, given = page.texts("estimates"), answer.given
    cells = [_name(page, answer.method)]
    if isinstance(given, Refusal):
        cells += [texts["refused"], "–"]
    else:
        about = texts["at_least" if given.is_bound else "about"]
        ends = (page.wording.number(round(end)) for end in (given.low, given.high))
        cells += [about.format(n=page.wording.number(round(given.point))), "–".join(ends)]
    whom = [] if part.by is None else [_stratum(page, part.by, answer.stratum)]
    return Line(
        cells=tuple(plain(cell) for cell in (*whom, *cells, page.wording.number(answer.observed))),
        weight=Weight.ASIDE if answer.stratum in ASIDES else Weight.ANSWER,
    )


def _stratum(page: Page, by: str, code: str) -> str:
    if code == ALL:
        return str(page.texts("estimates")["all"])
    vocabulary = next(variable.vocabulary for variable in VARIABLES if variable.name == by)
    return page.term("figure-row" if code in ASIDES else vocabulary, code)


def _notes(page: Page, part: EstimatesPart, found: Estimated) -> list[str]:
    """The lists and the seed; why a method gave nothing; what the reader must be told of those that did."""
    texts, language = page.texts("estimates"), page.language
    told = [texts["made"].format(lists=", ".join(found.lists), seed=part.how.seed)]
    for answer in found.answers:
        given = answer.given
        where = "" if part.by is None else f"{_stratum(page, part.by, answer.stratum)}, "
        said = [reason(given, language)] if isinstance(given, Refusal) else warned(given, language)
        told += [f"{where}{method_name(answer.method, language)}: {one}" for one in said]
    return told


def _assumptions(page: Page, answers: tuple[Answer, ...]) -> tuple[Block, ...]:
    """What all methods assume that gave an estimate, and what each assumes beside."""
    made = {one.method: one.assumptions for one in map(attrgetter("given"), answers) if isinstance(one, Estimate)}
    if not made:
        return ()
    shared = [key for key in next(iter(made.values())) if all(key in keys for keys in made.values())]
    own = {method: [key for key in keys if key not in shared] for method, keys in made.items()}
    items = tuple(
        (Run(text=f"{_name(page, method)}. ", bold=True), Run(text=assumed(keys, page.language)))
        for method, keys in own.items()
        if keys
    )
    return (Paragraph(text=plain(assumed(shared, page.language))), *([Items(items=items)] if items else []))


def _name(page: Page, method: str) -> str:
    name = method_name(method, page.language)
    return name[:1].upper() + name[1:]


def _overlaps(page: Page, found: Estimated) -> tuple[Block, ...]:
    captures, texts = found.overlaps, page.texts("estimates")
    if captures is None or not captures.observed:
        return ()
    wide, tall = size_of_overlaps(captures)
    return (
        Picture(
            drawing=Drawing(overlaps_svg(captures), wide, tall),
            caption=plain(texts["overlaps"]),
            alternative=_in_words(page, captures),
        ),
    )


def _in_words(page: Page, captures: Captures) -> str:
    rows = zip(captures.patterns, captures.counts, strict=True)
    return "; ".join(
        f"{' + '.join(name for name, on in zip(captures.lists, row, strict=True) if on)}: {page.wording.number(int(n))}"
        for row, n in rows
    )
