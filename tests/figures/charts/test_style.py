"""Inks tell apart, on a screen, on paper, and for eyes that see few colours."""

from itertools import pairwise

from lastseen.figures.charts.shading import ink_on
from lastseen.figures.charts.style import ACCENT, GREY, GREY_TINT, INK, PAPER, SHADES, TINT


def _luminance(colour: str) -> float:
    """Relative luminance after WCAG 2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_knows_black_on_white() -> None:
    assert round(_contrast("#000000", "#FFFFFF"), 2) == 21


def test_words_are_legible_on_paper_and_on_every_shade() -> None:
    grounds = [(INK, PAPER), (GREY, PAPER), *((ink_on(shade), shade) for shade in SHADES)]
    assert [ground for ground in grounds if _contrast(*ground) < 4.5] == []


def test_shades_darken_in_steps_that_survive_print_in_grey() -> None:
    assert [(one, other) for one, other in pairwise([PAPER, *SHADES]) if _contrast(one, other) < 1.2] == []
    assert sorted(SHADES, key=_luminance, reverse=True) == list(SHADES)


def test_what_is_certain_is_told_from_what_is_possible_without_colour() -> None:
    assert [pair for pair in ((ACCENT, TINT), (GREY, GREY_TINT)) if _contrast(*pair) < 3] == []
