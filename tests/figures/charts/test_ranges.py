"""Ranges drawn: solid up to the low end, light to the high one, an arrow where none is told."""

import re

from lastseen.figures.charts.ranges import RangeWords, Told, ranges
from lastseen.figures.charts.style import ACCENT, TINT

WORDS = RangeWords(certain="at least", possible="at most", open="no end")


def bars(*told: Told) -> list[tuple[str, float, float]]:
    """The ink, the left end and the width of each bar, in persons; legend samples and the ground left out."""
    svg = ranges(told, WORDS).svg
    found = re.findall(rf'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="9" fill="({ACCENT}|{TINT})"', svg)
    unit = max(float(x) + float(width) - 170 for x, width, _ in found) / max(max(t.low or 0, t.high or 0) for t in told)
    return [(ink, round((float(x) - 170) / unit), round(float(width) / unit)) for x, width, ink in found]


def test_a_range_is_solid_to_its_low_end_and_light_to_its_high_one() -> None:
    assert bars(Told(label="whole", text="500–600", low=500, high=600)) == [(ACCENT, 0, 500), (TINT, 500, 100)]


def test_a_range_without_a_low_end_is_light_from_the_start_and_a_number_told_exactly_is_solid() -> None:
    told = (Told(label="a", text="up to 150", low=None, high=150), Told(label="b", text="520", low=520, high=520))
    assert bars(*told) == [(TINT, 0, 150), (ACCENT, 0, 520)]


def test_an_end_that_nobody_tells_is_an_arrow_and_explained() -> None:
    svg = ranges([Told(label="a", text="20 or more", low=20, high=None)], WORDS).svg
    assert (svg.count("<path"), ">no end<" in svg) == (3, True)
    assert ">at most<" not in svg


def test_ranges_of_nobody_are_drawn_as_words_alone() -> None:
    svg = ranges([Told(label="a", text="none given", low=None, high=None)], WORDS).svg
    assert ">none given<" in svg
    assert ACCENT not in svg
    assert TINT not in svg
