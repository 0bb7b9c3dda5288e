"""The width of words, and how they break."""

import pytest

from lastseen.figures.charts.letters import width_of, wrapped


def test_a_latin_letter_is_as_wide_as_in_its_font() -> None:
    assert width_of("A", 1000) == pytest.approx(544)


def test_hangul_is_measured_in_the_korean_font() -> None:
    assert width_of("가", 2048) == pytest.approx(1884)


def test_bold_words_are_wider() -> None:
    assert width_of("Detention", bold=True) > width_of("Detention")


def test_what_no_font_has_takes_one_em() -> None:
    assert width_of("\U000f0000", 8) == 8


def test_text_breaks_between_words() -> None:
    assert wrapped("Forced return to the home country", 70) == ("Forced return to", "the home country")


def test_korean_breaks_between_words_and_not_within() -> None:
    assert wrapped("함경북도 온성군 국가보위성 구류장", 75) == ("함경북도 온성군", "국가보위성 구류장")


def test_a_word_that_is_too_long_is_broken_within() -> None:
    lines = wrapped("옌볜조선족자치주투먼시변방대", 40, most=9)
    assert "".join(lines) == "옌볜조선족자치주투먼시변방대"
    assert all(width_of(line) <= 40 for line in lines)


def test_what_does_not_fit_into_the_most_lines_ends_in_an_ellipsis() -> None:
    lines = wrapped("one two three four five six seven", 40, most=2)
    assert (len(lines), lines[-1][-1]) == (2, "…")
    assert all(width_of(line) <= 40 for line in lines)


def test_a_width_of_nothing_still_ends() -> None:
    assert wrapped("ab", 0, most=9) == ("a", "b")


def test_a_space_that_does_not_break_does_not() -> None:
    assert wrapped("about\N{NO-BREAK SPACE}10 people", 40) == ("about\N{NO-BREAK SPACE}10", "people")


def test_no_words_are_no_lines() -> None:
    assert wrapped("  ", 40) == ()
