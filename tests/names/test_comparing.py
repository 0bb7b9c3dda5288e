"""Two spellings of one name find each other across scripts, and say why; what is ambiguous scores lower."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lastseen.names import Because, Comparison, Place, compare
from lastseen.names.comparing import MISSING, NOTHING

ONE_NAME = (
    "이영희",
    "리영희",
    "Ri Yong-hui",
    "Yi Yŏng-hŭi",
    "LEE Young-hee",
    "Ли Ён Хи",
    "李英姬",
    "Li Yingji",
    "李英姫",
)
"""One invented name, as interviews, the United Nations and papers may spell it."""


@pytest.mark.parametrize(("left", "right"), list(combinations(ONE_NAME, 2)))
def test_one_name_is_found_from_each_of_its_spellings(left: str, right: str) -> None:
    assert compare(left, right).log_bayes_factor > 4


@pytest.mark.parametrize("other", ["김영희", "리영철", "Ri Chol-su", "Пак Ён Хи", "李哲洙"])
@pytest.mark.parametrize("name", ["이영희", "Ri Yong-hui", "李英姬"])
def test_another_name_is_kept_apart(name: str, other: str) -> None:
    assert compare(name, other).log_bayes_factor < 3


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("박철수", "PAK Ch'o'l-su"),
        ("박철수", "Pak, Chol Su"),
        ("박철수", "Chul-soo Park"),
        ("박철수", "Park Chulsoo"),
        ("박 철 수", "ＰＡＫ　ＣＨＯＬ　ＳＵ"),
        ("박철수", "박철수 동지"),
        ("박철수", "박\u200b철수"),
        ("박철수", "박철수"),
        ("남궁영", "Namgung Yŏng"),
        ("선우훈", "Sonu Hun"),
        ("정린", "Chŏng Nin"),
        ("최룡해", "최용해"),
        ("姜文吉", "Jiang Wen-ji"),
        ("리철", "李\uf9e1"[0] + "哲"),
    ],
)
def test_habits_of_spelling_do_not_hide_a_name(left: str, right: str) -> None:
    assert compare(left, right).log_bayes_factor > 3


def test_a_compatibility_character_is_the_character_it_stands_for() -> None:
    assert compare("\uf9e1英姬", "이영희") == compare("李英姬", "이영희")


def test_a_rare_surname_counts_for_more_than_a_common_one() -> None:
    common, rare = compare("김철수", "Kim Chol-su").because[0], compare("공철수", "Kong Chol-su").because[0]
    assert (common.meant, rare.meant) == ("김", "공")
    assert round(common.log_bayes_factor, 1) == 1.5
    assert rare.log_bayes_factor > common.log_bayes_factor + 4


def test_what_no_matcher_can_tell_apart_scores_lower_than_what_is_certain() -> None:
    """Without breves 영철 and 용철 are spelled alike; with them they are not."""
    open_to_both = compare("Kim Yong Chol", "김영철").log_bayes_factor
    assert open_to_both < compare("Kim Yŏng-ch'ŏl", "김영철").log_bayes_factor - 0.5
    assert compare("Kim Yŏng-ch'ŏl", "김용철").log_bayes_factor < open_to_both - 2


def test_a_syllable_that_only_one_has_counts_against() -> None:
    because = compare("김영", "김영철").because
    assert because[-1] == Because(place=Place.LATER, left="", right="철", meant="", log_bayes_factor=MISSING)


@pytest.mark.parametrize("nobody", ["", "  ", "K. Y. H.", "the child", "영희 엄마", "Onsong uncle", "동지", "—"])
def test_what_names_nobody_says_nothing(nobody: str) -> None:
    assert compare(nobody, "이영희") == Comparison(log_bayes_factor=0.0, because=())


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Иван Петров", "Ivan Petrov"),
        ("José Pérez", "Jose Perez"),
        ("Muhammad Hassan", "Mohamed Hasan"),
        ("محمد حسن", "Mohammed Hassan"),
    ],
)
def test_names_of_other_languages_are_compared_word_by_word(left: str, right: str) -> None:
    found = compare(left, right)
    assert found.log_bayes_factor > 4
    assert all(one.place in {Place.WORD, Place.SURNAME, Place.FIRST, Place.LATER} for one in found.because)


def test_names_of_other_languages_that_differ_are_kept_apart() -> None:
    assert compare("Ivan Petrov", "Olga Smirnova").log_bayes_factor < 0


written = st.text(alphabet="abcdefghijklmnoprstuwyŏŭ'- 가나다라마바사아자차김박리영철희金李朴英Кимёнхчо,.", max_size=14)


@settings(max_examples=200, deadline=None)
@given(written, written)
def test_whatever_is_typed_is_compared_the_same_both_ways(left: str, right: str) -> None:
    there, back = compare(left, right), compare(right, left)
    assert there.log_bayes_factor == pytest.approx(back.log_bayes_factor, abs=1e-6)
    assert NOTHING <= there.log_bayes_factor < 40
