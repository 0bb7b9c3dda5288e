"""A chain of custody as drawn: the certain solid, the possible hatched, rival tellings in lanes of their own."""

from datetime import date
from itertools import pairwise

import pytest

from lastseen.figures.charts.chain import ChainWords, Lane, chain
from lastseen.figures.charts.chain_extent import StageMark
from lastseen.figures.charts.drawing import Drawing
from lastseen.figures.charts.style import ACCENT, GREY, SHADES
from tests.figures.charts.shapes import Shape, filled, shapes_of, texts_of

WORDS = ChainWords(certain="certain", possible="possible", gap="nothing known", undated="no date")
SAMPLES = 14.0
"""How wide the samples of the legend are."""


def _stage(label: str, *bounds: date | None) -> StageMark:
    low, high, end_low, end_high = bounds or (None, None, None, None)
    return StageMark(label=label, start_low=low, start_high=high, end_low=end_low, end_high=end_high)


def _year(label: str, first: int, last: int) -> StageMark:
    return _stage(label, *(date(first, 1, 1),) * 2, *(date(last, 12, 31),) * 2)


def _drawn(*stages: StageMark) -> Drawing:
    return chain([Lane(title="I-01", stages=stages)], WORDS)


def _marks(drawing: Drawing, colour: str) -> list[Shape]:
    return [shape for shape in filled(drawing, "rect", colour) if shape.size("width") != SAMPLES]


def _lines(drawing: Drawing, colour: str) -> list[Shape]:
    marks = (shape for shape in shapes_of(drawing) if shape.name == "path" and shape.attributes["fill"] == "none")
    return [shape for shape in marks if shape.attributes["stroke"] == colour]


def test_a_certain_stage_is_as_long_as_it_lasted() -> None:
    one, three = _marks(_drawn(_year("Arrest", 2000, 2000), _year("Detention", 2001, 2003)), ACCENT)
    assert three.size("width") / one.size("width") == pytest.approx(1095 / 366, rel=0.01)
    assert three.size("x") == pytest.approx(one.size("x") + one.size("width"), abs=0.02)


def test_the_possible_part_stands_right_beside_the_certain() -> None:
    drawing = _drawn(_stage("Camp", date(2000, 1, 1), date(2000, 12, 31), date(2003, 1, 1), date(2003, 12, 31)))
    (sure,) = _marks(drawing, ACCENT)
    before, after = _marks(drawing, SHADES[0])
    day = sure.size("width") / 732
    assert before.size("x") + before.size("width") == pytest.approx(sure.size("x") + day, abs=0.02)
    assert after.size("x") == pytest.approx(sure.size("x") + sure.size("width") - day, abs=0.02)


def test_a_stage_of_which_nothing_is_certain_has_nothing_solid() -> None:
    drawing = _drawn(_stage("Arrest", date(2000, 1, 1), date(2000, 12, 31), date(2000, 1, 1), date(2000, 12, 31)))
    assert (len(_marks(drawing, ACCENT)), len(_marks(drawing, SHADES[0]))) == (0, 1)
    assert texts_of(drawing)[-1] == "possible"


def test_a_day_within_thirty_years_is_still_seen() -> None:
    drawing = _drawn(_year("Detention", 1984, 2014), _stage("Sighting", *(date(2000, 5, 5),) * 4))
    assert min(mark.size("width") for mark in _marks(drawing, ACCENT)) == 2


def test_an_open_end_is_an_arrow_and_a_known_one_a_tick() -> None:
    known = _drawn(_stage("Camp", date(2000, 1, 1), date(2000, 1, 1), date(2001, 1, 1), date(2002, 1, 1)))
    opened = _drawn(_stage("Camp", date(2000, 1, 1), date(2000, 1, 1), date(2001, 1, 1), None))
    assert [line.attributes["d"].count("L") for line in _lines(known, ACCENT)] == [1, 1]
    assert [line.attributes["d"].count("L") for line in _lines(opened, ACCENT)] == [1, 2]


def test_where_nothing_is_certain_the_latest_start_and_the_earliest_end_are_short_ticks() -> None:
    begun = _drawn(_stage("Arrest", None, date(2001, 1, 1), None, None), _year("Camp", 2002, 2002))
    heights = [[float(step) for step in line.attributes["d"].split()[2::3]] for line in _lines(begun, ACCENT)]
    assert [round(max(height) - min(height), 2) for height in heights] == [8, 8, 5]


def test_time_of_which_nothing_is_told_is_dotted_and_said() -> None:
    drawing = _drawn(_year("Arrest", 2000, 2000), _year("Camp", 2005, 2006))
    assert texts_of(drawing).count("nothing known") == 2
    dotted = [line for line in _lines(drawing, GREY) if line.attributes["stroke-dasharray"] == "0.1 2.4"]
    assert len(dotted) == 2


def test_stages_that_may_touch_have_no_gap_between_them() -> None:
    first = _stage("Arrest", *(date(2000, 1, 1),) * 2, date(2000, 6, 1), None)
    assert "nothing known" not in texts_of(_drawn(first, _year("Camp", 2005, 2006)))


def test_rival_tellings_are_never_joined_by_a_gap() -> None:
    lanes = [
        Lane(title=title, stages=(_year("Arrest", year, year),)) for title, year in (("I-01", 2000), ("I-02", 2010))
    ]
    assert "nothing known" not in texts_of(chain(lanes, WORDS))


def test_a_stage_without_date_stands_in_told_order_away_from_the_axis() -> None:
    drawing = _drawn(_year("Arrest", 2000, 2000), _stage("Transfer"), _year("Camp", 2001, 2002))
    dashed = [shape for shape in shapes_of(drawing) if shape.name == "rect" and "stroke-dasharray" in shape.attributes]
    sure = _marks(drawing, ACCENT)
    assert dashed[0].size("x") + dashed[0].size("width") < min(mark.size("x") for mark in sure)
    assert sure[0].size("y") < dashed[0].size("y") < sure[1].size("y")


def test_without_any_date_there_is_no_axis() -> None:
    drawing = _drawn(_stage("Arrest"), _stage("Camp"))
    assert texts_of(drawing) == ["no date", "I-01", "Arrest", "Camp", "no date"]


def test_nobody_who_tells_anything_makes_an_empty_drawing() -> None:
    assert texts_of(chain([], WORDS)) == []
    assert texts_of(_drawn()) == ["I-01"]


def test_words_of_stages_never_overlap() -> None:
    long = StageMark(
        label="중화인민공화국 지린성 옌볜조선족자치주 투먼시 변방대",
        detail="함경북도 온성군 국가보위성 구류장으로 " * 4,
    )
    drawing = _drawn(long, long, _year("Camp", 2001, 2002))
    beside = [shape.size("y") for shape in shapes_of(drawing) if shape.name == "text" and shape.size("x") == 0]
    assert all(lower - upper >= 9 for upper, lower in pairwise(beside))


def test_a_chain_is_the_same_on_repeat_and_has_no_ids() -> None:
    first, second = (_drawn(_year("Arrest", 2000, 2000), _stage("Transfer")) for _ in range(2))
    assert first == second
    assert not [shape for shape in shapes_of(first) if {"id", "href", "class"} & set(shape.attributes)]
