"""Syllables are numbers and back again, and the initial sound rule folds them one way only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastseen.names.hangul import COUNT, join, number, split, written
from lastseen.names.initial_sound import northern, southern

syllables = st.integers(min_value=0, max_value=COUNT - 1)


@given(syllables)
def test_a_syllable_is_written_and_read_again(syllable: int) -> None:
    assert number(written(syllable)) == syllable
    assert join(*split(syllable)) == syllable


@given(st.integers(min_value=0xAC00, max_value=0xD7A3))
def test_codas_that_sound_alike_fall_together_and_nothing_else_changes(code: int) -> None:
    onset, vowel, _ = split(number(chr(code)))
    assert (onset, vowel) == ((code - 0xAC00) // 588, (code - 0xAC00) % 588 // 28)


@pytest.mark.parametrize(("north", "south"), list(zip("리림류량로라녀룡래노김", "이임유양노나여용내노김", strict=True)))
def test_southern_spelling_follows_paragraphs_ten_to_twelve(north: str, south: str) -> None:
    assert written(southern(number(north))) == south


@given(syllables)
def test_folding_twice_is_folding_once(syllable: int) -> None:
    assert southern(southern(syllable)) == southern(syllable)


@given(syllables)
def test_every_origin_of_a_folded_syllable_folds_into_it(syllable: int) -> None:
    assert all(southern(origin) == syllable for origin in northern().get(syllable, ()))


def test_a_southern_syllable_may_come_from_several() -> None:
    assert [written(origin) for origin in northern()[number("이")]] == ["이", "니", "리"]
