"""A flow of stages as drawn: ribbons as wide as there are people, and numbers that follow from them."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lastseen.figures.charts.counted import Counted
from lastseen.figures.charts.drawing import Drawing
from lastseen.figures.charts.flow import FlowWords, Link, flow
from lastseen.figures.charts.letters import width_of
from lastseen.figures.charts.style import ACCENT, GREY, TINT
from tests.figures.charts.shapes import Shape, filled, shapes_of, texts_of

WORDS = FlowWords(certain="certainly", possible="possibly")


def _link(words: str, n: int, high: int | None = None) -> Link:
    step, source, target = words.split()
    labels = {"source_label": source.title(), "target_label": target.title()}
    return Link(step=int(step), source=source, target=target, n=n, high=n if high is None else high, **labels)


def _thickness(ribbon: Shape) -> float:
    """From the upper to the lower edge of a ribbon where it begins."""
    heights = [float(number) for number in re.findall(r"-?[\d.]+", ribbon.attributes["d"])][1::2]
    return heights[-1] - heights[0]


def _ribbons(drawing: Drawing, colour: str) -> list[float]:
    return [_thickness(shape) for shape in filled(drawing, "path", colour)]


def test_ribbons_are_as_wide_as_there_are_people() -> None:
    drawing = flow([_link("1 arrest detention", 30), _link("1 arrest camp", 10)], WORDS)
    wide, narrow = _ribbons(drawing, ACCENT)
    assert wide / narrow == pytest.approx(3, rel=0.01)


def test_who_only_possibly_went_is_light_beside_who_certainly_did() -> None:
    drawing = flow([_link("1 arrest detention", 30, 40)], WORDS)
    ((sure,), (possible,)) = (_ribbons(drawing, colour) for colour in (ACCENT, TINT))
    assert sure / possible == pytest.approx(3, rel=0.01)
    assert texts_of(drawing) == ["30–40", "Arrest", "30–40", "Detention", "certainly", "possibly"]


def test_where_all_is_certain_there_is_no_legend() -> None:
    assert texts_of(flow([_link("1 arrest camp", 3)], WORDS)) == ["3", "Arrest", "3", "Camp"]


def test_one_among_a_hundred_thousand_is_still_seen() -> None:
    drawing = flow([_link("1 arrest detention", 100_000), _link("1 arrest death", 1)], WORDS)
    assert min(_ribbons(drawing, ACCENT)) == pytest.approx(1.2, abs=0.011)


def test_of_whom_nothing_more_is_known_is_grey() -> None:
    drawing = flow([_link("1 arrest end", 3)], WORDS)
    assert (len(_ribbons(drawing, GREY)), len(_ribbons(drawing, ACCENT))) == (1, 0)


def test_a_ribbon_bears_its_number_where_its_node_has_several() -> None:
    alone = flow([_link("1 arrest detention", 30)], WORDS)
    several = flow([_link("1 arrest detention", 30), _link("1 arrest camp", 12)], WORDS)
    assert texts_of(alone).count("30") == 2
    assert (texts_of(several).count("30"), texts_of(several).count("12"), texts_of(several).count("42")) == (2, 2, 1)


def test_a_node_counts_no_fewer_than_who_certainly_go_and_no_more_than_all_who_come() -> None:
    links = [_link("1 arrest detention", 2, 9), _link("2 detention camp", 4, 5), _link("2 detention end", 1, 7)]
    assert "5–9" in texts_of(flow(links, WORDS))


def test_what_was_counted_goes_before_what_follows_from_ribbons() -> None:
    links = [_link("1 arrest detention", 2, 9), _link("1 arrest camp", 4, 8)]
    assert "6–17" in texts_of(flow(links, WORDS))
    counted = texts_of(flow(links, WORDS, {(1, "arrest"): Counted(n=9, high=11)}))
    assert ("6–17" in counted, "9–11" in counted) == (False, True)


def test_a_number_as_the_language_writes_it_is_never_broken() -> None:
    counts = {(1, "arrest"): Counted(n=10, high=10, shown="about 10")}
    texts = texts_of(flow([_link("1 arrest camp", 10)], WORDS, counts))
    assert texts[:2] == ["about\N{NO-BREAK SPACE}10", "Arrest"]


def test_columns_bear_their_heads() -> None:
    words = FlowWords(certain="", possible="", heads=("first", "second", "third"))
    assert texts_of(flow([_link("1 arrest camp", 1)], words))[:2] == ["first", "second"]


def test_nobody_makes_an_empty_drawing() -> None:
    assert [texts_of(flow(links, WORDS)) for links in ([], [_link("1 arrest camp", 0)])] == [[], []]


KINDS = ["arrest", "detention", "transfer", "camp", "강제송환으로 넘겨진 뒤 구금된 곳", "end"]
LINKS = st.lists(
    st.tuples(
        st.integers(1, 6), st.sampled_from(KINDS[:-1]), st.sampled_from(KINDS), st.integers(0, 99), st.integers(0, 9)
    ),
    max_size=60,
    unique_by=lambda link: link[:3],
)


@settings(max_examples=40, deadline=None)
@given(LINKS)
def test_words_of_nodes_never_overlap_and_stay_within_the_column(told: list[tuple[int, str, str, int, int]]) -> None:
    links = [
        Link(step=step, source=source, target=target, source_label=source, target_label=target, n=n, high=n + more)
        for step, source, target, n, more in told
    ]
    drawing = flow(links, WORDS)
    texts = [shape for shape in shapes_of(drawing) if shape.name == "text" and "paint-order" in shape.attributes]
    starts = {shape.size("x") for shape in filled(drawing, "rect", ACCENT) + filled(drawing, "rect", TINT)}
    ends = [shape.size("x") + width_of(shape.text, bold="font-weight" in shape.attributes) for shape in texts]
    assert max(ends, default=0) <= 461
    for x in starts:
        column = sorted(shape.size("y") for shape in texts if shape.size("x") == x)
        assert all(lower - upper > 10 for upper, lower in pairwise(column))
    assert flow(links, WORDS) == drawing


def test_a_flow_has_no_ids_or_links() -> None:
    drawing = flow([_link("1 arrest detention", 30, 40)], WORDS)
    assert not [shape for shape in shapes_of(drawing) if {"id", "href", "class"} & set(shape.attributes)]
