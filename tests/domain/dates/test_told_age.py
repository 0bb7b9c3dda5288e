"""Ages as people write and say them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastseen.domain.dates import Age, AgeUnreadable, Reckoning, parse_age

FULL, COUNTED, UNSTATED = Reckoning.FULL, Reckoning.KOREAN, Reckoning.UNSTATED

AGES = {
    "우리 나이로 서른셋": (33, 33, COUNTED),
    "우리 나이로 서른셋이에요.": (33, 33, COUNTED),
    "우리 나이로 서른여섯이라던가": (36, 36, COUNTED),
    "조선 나이로 네": (4, 4, COUNTED),
    "세는 나이로 스물다섯": (25, 25, COUNTED),
    "우리 나이로 30대": (30, 39, COUNTED),
    "33 (Korean age)": (33, 33, COUNTED),
    "33 by Korean reckoning": (33, 33, COUNTED),
    "虚岁三十": (30, 30, COUNTED),
    "만 12세": (12, 12, FULL),
    "만으로 서른둘": (32, 32, FULL),
    "33세(만)": (33, 33, FULL),
    "12 full years": (12, 12, FULL),
    "周岁12": (12, 12, FULL),
    "생후 6개월": (0, 0, FULL),
    "18 months old": (1, 1, FULL),
    "33": (33, 33, UNSTATED),
    "33세": (33, 33, UNSTATED),
    "삼십삼세": (33, 33, UNSTATED),
    "서른세 살": (33, 33, UNSTATED),
    "마흔한 살": (41, 41, UNSTATED),
    "쉰셋이다": (53, 53, UNSTATED),
    "네 살 때": (4, 4, UNSTATED),
    "한 살": (1, 1, UNSTATED),
    "한 살이에요": (1, 1, UNSTATED),
    "한 살쯤": (0, 3, UNSTATED),
    "한 세 살쯤": (1, 5, UNSTATED),
    "서른두세 살": (32, 33, UNSTATED),
    "서너 살": (3, 4, UNSTATED),
    "서른다섯이나 서른여섯": (35, 36, UNSTATED),
    "서른에서 서른다섯 사이": (30, 35, UNSTATED),
    "12 years old": (12, 12, UNSTATED),
    "a 12-year-old": (12, 12, UNSTATED),
    "aged thirty-two": (32, 32, UNSTATED),
    "treinta y dos años": (32, 32, UNSTATED),
    "тридцать два года": (32, 32, UNSTATED),
    "三十二岁": (32, 32, UNSTATED),
    "about 30": (28, 32, UNSTATED),
    "서른쯤": (28, 32, UNSTATED),
    "한 서른 살쯤": (28, 32, UNSTATED),
    "about 1": (0, 3, UNSTATED),
    "30-35": (30, 35, UNSTATED),
    "between 30 and 35": (30, 35, UNSTATED),
    "20대": (20, 29, UNSTATED),
    "20대 초반": (20, 23, UNSTATED),
    "이십대 중반": (24, 26, UNSTATED),
    "40대 후반쯤": (45, 51, UNSTATED),
    "in her thirties": (30, 39, UNSTATED),
    "in his early twenties": (20, 23, UNSTATED),
    "mid-thirties": (34, 36, UNSTATED),
    "30多岁": (30, 39, UNSTATED),
    "20여 세": (20, 29, UNSTATED),
    "10대": (10, 19, UNSTATED),
    "in his teens": (13, 19, UNSTATED),
    "late teens": (17, 19, UNSTATED),
    "under ten": (0, 9, UNSTATED),
    "열 살 미만": (0, 9, UNSTATED),
    "열 살 이하": (0, 10, UNSTATED),
    "over 60": (60, 130, UNSTATED),
    "60세 이상": (60, 130, UNSTATED),
}


@pytest.mark.parametrize(("told", "age"), AGES.items())
def test_an_age_is_read_with_its_reckoning(told: str, age: tuple[int, int, Reckoning]) -> None:
    assert parse_age(told) == Age(low=age[0], high=age[1], reckoning=age[2])


@pytest.mark.parametrize(
    "told",
    [
        "",
        "-3",
        "3.5",
        "200",
        "네",
        "a",
        "만",
        "세",
        "모름",
        "35대",
        "under 0",
        "우리 나이로 만 서른",
        "30 to 20",
        "9" * 200,
    ],
)
def test_what_is_no_age_is_refused(told: str) -> None:
    with pytest.raises(AgeUnreadable) as refused:
        parse_age(told)
    assert refused.value.code == "ages.unreadable"


@given(st.integers(0, 130), st.sampled_from(("{}", "{}세", "만 {}세", "우리 나이로 {}", "{} years old", "{}岁")))
def test_every_age_in_digits_is_read_as_itself(years: int, phrase: str) -> None:
    read = parse_age(phrase.format(years))
    assert (read.low, read.high) == (years, years)


AGE_FRAGMENTS = st.sampled_from([word for phrase in AGES for word in phrase.split()])


@given(st.text(max_size=100) | st.lists(AGE_FRAGMENTS, max_size=8).map(" ".join))
def test_any_words_are_an_age_in_order_or_refused(told: str) -> None:
    try:
        read = parse_age(told)
    except AgeUnreadable:
        return
    assert 0 <= read.low <= read.high <= 130
