"""Classes hold every number, and the same number of numbers."""

from hypothesis import given
from hypothesis import strategies as st

from lastseen.figures.charts.shading import class_limits, ink_on, shade_of
from lastseen.figures.charts.style import INK, PAPER, SHADES


def test_classes_end_at_round_numbers() -> None:
    assert [class_limits(most) for most in (0, 1, 3, 4, 7, 24, 38, 130)] == [
        (),
        (1,),
        (1, 2, 3),
        (1, 2, 3, 4),
        (2, 4, 6, 8),
        (6, 12, 18, 24),
        (10, 20, 30, 40),
        (40, 80, 120, 160),
    ]


@given(st.integers(1, 10**7))
def test_the_greatest_number_is_in_the_last_class(most: int) -> None:
    limits = class_limits(most)
    step = limits[0]
    assert limits == tuple(step * (index + 1) for index in range(len(limits)))
    assert limits[-1] - step < most <= limits[-1]
    assert len(limits) <= len(SHADES)


def test_a_number_has_the_shade_of_its_class_and_nought_has_none() -> None:
    assert [shade_of(n, (6, 12, 18, 24)) for n in (0, 1, 6, 7, 18, 24)] == [
        PAPER,
        SHADES[0],
        SHADES[0],
        SHADES[1],
        SHADES[2],
        SHADES[3],
    ]


def test_words_on_dark_shades_are_the_colour_of_paper() -> None:
    assert [ink_on(shade) for shade in (PAPER, *SHADES)] == [INK, INK, INK, PAPER, PAPER]
