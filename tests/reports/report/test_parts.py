"""Parts of a report: what each takes, and what is refused."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lastseen.figures import DefinitionSet, tabulate_all
from lastseen.figures.figure_set import counted
from lastseen.figures.lexicon import read_lexicon
from lastseen.figures.standard import standard_definitions
from lastseen.reports.document.model import Numbers, Paragraph, Picture, Text, plain
from lastseen.reports.plan import Chart, ChartPart, MapPart, NumbersPart, Part, Placed, Plan, Prose, PyramidPart, Quotes
from lastseen.reports.plan.refusals import WrongFigure
from lastseen.reports.report.matter import Inside, Matter
from lastseen.reports.report.page import Page
from lastseen.reports.report.parts import part_blocks
from lastseen.reports.wording import wording
from tests.figures.builder import freeze, victim

DEFINITIONS = standard_definitions("dprk")


def _page(folder: Path, part: Part, definitions: DefinitionSet = DEFINITIONS) -> Page:
    snapshot = freeze(folder, [victim("A", sex=["male"], hand_overs=["border-guard>mss"], age=(30, 30))])
    made = counted(definitions, snapshot, {}, tabulate_all(definitions, snapshot))
    prose = Prose(title=(), subtitle=(), passages=())
    plan = Plan(
        id="p", version="1", threshold=5, organisation={}, definitions=None, parts={"part": part}, prose={"en": prose}
    )
    return Page(
        matter=Matter(set=made, lexicon=read_lexicon(snapshot), places={}, events=(), inside=Inside()),
        plan=plan,
        prose=prose,
        definitions=definitions,
        quotes=Quotes(snapshot="S", day=date(2024, 11, 1), figures={figure.id: figure for figure in made.figures}),
        wording=wording("en"),
        withheld=0,
    )


def _blocks(folder: Path, part: Part, caption: Text = ()) -> tuple[object, ...]:
    return part_blocks(_page(folder, part), Placed(part="part", caption=caption))


@pytest.mark.parametrize(
    "part",
    [
        ChartPart(chart=Chart.MATRIX, figure="sex"),
        ChartPart(chart=Chart.FLOW, figure="hand-overs"),
        PyramidPart(left="age-at-disappearance", right="sex"),
        MapPart(arrests="arrests-by-province", legs="sex", outlines="northeast-asia"),
    ],
)
def test_a_figure_of_another_shape_is_refused(tmp_path: Path, part: Part) -> None:
    with pytest.raises(WrongFigure):
        _blocks(tmp_path, part)


def test_a_matrix_takes_a_figure_of_coded_pairs(tmp_path: Path) -> None:
    (picture,) = _blocks(tmp_path, ChartPart(chart=Chart.MATRIX, figure="hand-overs"), plain("Handed over."))
    assert isinstance(picture, Picture)
    assert picture.alternative == "Border Guard → Ministry of State Security: 1."


def test_the_caption_of_numbers_stands_below_them(tmp_path: Path) -> None:
    numbers, caption = _blocks(tmp_path, NumbersPart(figures=("victims",)), plain("What this rests on."))
    assert isinstance(numbers, Numbers)
    assert isinstance(caption, Paragraph)
    assert caption.text == plain("What this rests on.")


def test_a_figure_of_nobody_is_a_sentence_and_no_empty_chart(tmp_path: Path) -> None:
    (sentence,) = _blocks(tmp_path, ChartPart(chart=Chart.BARS, figure="relation-to-interviewee/family"))
    assert isinstance(sentence, Paragraph)


def test_where_nobody_is_named_no_line_of_numbers_stands_under_a_chart(tmp_path: Path) -> None:
    (picture,) = _blocks(tmp_path, ChartPart(chart=Chart.BARS, figure="sex"))
    assert isinstance(picture, Picture)
    assert len(picture.notes) == 1


@pytest.mark.parametrize("named", ["period", "period/1990s"])
def test_numbers_that_a_snapshot_does_not_answer_are_a_sentence(tmp_path: Path, named: str) -> None:
    page = _page(tmp_path, NumbersPart(figures=("victims", named)))
    asked = replace(page, quotes=replace(page.quotes, unanswered=frozenset({"period"})))
    (sentence,) = part_blocks(asked, Placed(part="part", caption=plain("What this rests on.")))
    assert isinstance(sentence, Paragraph)
    assert sentence.text == plain(page.texts("report")["unanswered"])
