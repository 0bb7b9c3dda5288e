"""What a report says of mass events, to those inside and to the public."""

from dataclasses import replace
from datetime import date

import pytest

from lastseen.figures.figure_set import FigureSet
from lastseen.figures.lexicon import Lexicon
from lastseen.figures.standard import standard_definitions
from lastseen.reports.document.model import Paragraph, Table, plain, words_of
from lastseen.reports.plan import Quotes, standard_plan
from lastseen.reports.records.events import Crossing, MassEvent, OfOrigin
from lastseen.reports.report.events import events
from lastseen.reports.report.matter import Inside, Matter
from lastseen.reports.report.page import Page
from lastseen.reports.wording import wording

EVENT = MassEvent(
    stages=("repatriation",),
    start=(date(2022, 11, 18), date(2022, 11, 18)),
    origins=(
        OfOrigin(kind="interview", day=date(2022, 12, 1), lowest=400, highest=None, repeated=0),
        OfOrigin(kind="press", day=date(2022, 12, 5), lowest=520, highest=520, repeated=2),
    ),
    low=400,
    high=520,
    identified=3,
)


def page(inside: Inside | None, *told: MassEvent) -> Page:
    """A report of nothing but these events."""
    figures = FigureSet(
        snapshot="S", day="2024-11-01", definitions="own", version="1", sources=2, notice={}, figures=()
    )
    plan = standard_plan("dprk")
    return Page(
        matter=Matter(set=figures, lexicon=Lexicon(labels={}, above={}), places={}, events=told, inside=inside),
        plan=plan,
        prose=plan.in_language("en"),
        definitions=standard_definitions("dprk"),
        quotes=Quotes(snapshot="S", day=date(2024, 11, 1), figures={}),
        wording=wording("en"),
        withheld=0,
    )


def table(inside: Inside | None) -> Table:
    (made,) = events(page(inside, EVENT), plain("What was told."))
    assert isinstance(made, Table)
    return made


def cells(inside: Inside | None) -> list[list[str]]:
    return [[words_of(cell) for cell in line.cells] for line in table(inside).lines]


@pytest.mark.parametrize(("inside", "day"), [(Inside(), "1 December 2022"), (None, "")])
def test_the_day_of_an_interview_is_for_those_inside_and_that_of_the_press_for_everybody(
    inside: Inside | None, day: str
) -> None:
    assert cells(inside) == [
        ["interview, no. 1", day, "400", "not said", "–"],
        ["press, no. 2", "5 December 2022", "520", "520", "2"],
        ["All origins", "", "400", "520", ""],
    ]


def test_how_many_were_identified_since_is_for_those_inside() -> None:
    notes = [" ".join(words_of(note) for note in table(inside).notes) for inside in (Inside(), None)]
    assert "3" in notes[0]
    assert "3" not in notes[1]


def test_where_there_is_none_a_sentence_says_so() -> None:
    (made,) = events(page(None), plain("What was told."))
    assert isinstance(made, Paragraph)


def test_an_event_that_nobody_numbers_as_a_whole_is_told_crossing_by_crossing() -> None:
    def over(code: str, low: int, high: int) -> Crossing:
        return Crossing(code=code, origins=(), low=low, high=high, is_open=False, identified=0)

    of_parts = replace(
        EVENT, origins=(), crossings=(over("hunchun", 0, 150), over("tumen", 300, 350)), low=300, high=500
    )
    (made,) = events(page(None, of_parts), plain("What was told."))
    assert isinstance(made, Table)
    assert [[words_of(cell) for cell in line.cells][2:4] for line in made.lines] == [
        ["0", "150"],
        ["300", "350"],
        ["300", "500"],
    ]
