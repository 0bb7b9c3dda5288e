"""Dates as people write and say them."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastseen.domain.dates import (
    AgeUnreadable,
    DateAmbiguous,
    DateUnreadable,
    IntervalDate,
    NeedsReference,
    NoSuchDay,
    Reversed,
    TwoDigitYear,
    certainly_within,
    parse_date,
)
from lastseen.domain.errors import Refusal
from tests.domain.dates.phrases import PHRASES

SAID_ON = date(2021, 2, 3)


def _ends(told: str) -> str:
    read = parse_date(told, reference=SAID_ON)
    return f"{read.earliest or '..'} {read.latest or '..'}"


REFUSED: dict[type[Refusal], tuple[str, ...]] = {
    DateUnreadable: (
        "",
        "   ",
        "1799",
        "2200",
        "40872",
        "98",
        "1066-10-14",
        "5월",
        "early May",
        "11월 18일",
        "18 November",
        "before 1994 18일",
        "May 12",
        "몇 년 전",
        "900년 전",
        "음력 1998년 5월 3일",
        "주체100(2012)년",
        "early 2011-05-03",
        "spring of the 1990s",
        "before before 1994",
        "not before 1994",
        "1995s",
        "between before 1994 and 1998",
        "before 1994 or 1998 and after",
        "1998-97",
        "봄",
        "모름",
        "9" * 200,
    ),
    DateAmbiguous: ("03/04/1998", "3.4.1998", "1900s", "1800년대 초"),
    TwoDigitYear: (
        "03.04.98",
        "98.4.3",
        "'98",
        "98년",
        "98년 봄",
        "May '98",
        "3 May 98",
        "septiembre del 73",
        "20년대",
    ),
    NeedsReference: ("10년 전쯤 겨울", "ten years ago", "last year", "작년 봄", "어제", "十年前", "hace diez años"),
    NoSuchDay: ("2011-13-01", "2011-02-29", "2011년 13월", "29 Feb 2011", "32/13/1998", "2011.50", "지난달 32일"),
    Reversed: ("2003~2001", "between May and March 2011"),
}


@pytest.mark.parametrize(("told", "ends"), PHRASES.items())
def test_a_phrase_is_read_as_the_days_it_can_mean(told: str, ends: str) -> None:
    assert _ends(told) == ends


@pytest.mark.parametrize(("refusal", "told"), [(kind, told) for kind, phrases in REFUSED.items() for told in phrases])
def test_a_phrase_that_cannot_be_read_is_refused_with_its_reason(refusal: type[Refusal], told: str) -> None:
    reference = None if refusal is NeedsReference else SAID_ON
    with pytest.raises(refusal) as refused:
        parse_date(told, reference=reference)
    assert str(refused.value)
    assert refused.value.mend


def test_each_refusal_has_a_code_of_its_own() -> None:
    kinds: tuple[type[Refusal], ...] = (*REFUSED, AgeUnreadable)
    assert {kind: kind.code for kind in kinds} == {
        DateUnreadable: "dates.unreadable",
        DateAmbiguous: "dates.ambiguous",
        TwoDigitYear: "dates.two-digit-year",
        NeedsReference: "dates.needs-reference",
        NoSuchDay: "dates.no-such-day",
        Reversed: "dates.reversed",
        AgeUnreadable: "ages.unreadable",
    }


def test_the_words_are_kept_as_given() -> None:
    assert parse_date("  Spring   2011. ") == IntervalDate(
        earliest=date(2011, 3, 1), latest=date(2011, 5, 31), told="Spring   2011."
    )


@pytest.mark.parametrize(("day_first", "month"), [(True, 4), (False, 3)])
def test_an_ambiguous_day_and_month_are_read_as_asked(day_first: bool, month: int) -> None:
    day = date(1998, month, 7 - month)
    assert parse_date("03/04/1998", day_first=day_first) == IntervalDate(earliest=day, latest=day, told="03/04/1998")


@pytest.mark.parametrize("day_first", [True, False])
def test_the_order_is_not_asked_where_only_one_reading_is_a_day(day_first: bool) -> None:
    assert parse_date("13/04/1998", day_first=day_first).earliest == date(1998, 4, 13)


def test_the_ambiguous_readings_are_named() -> None:
    with pytest.raises(DateAmbiguous, match="1998-04-03 or 1998-03-04"):
        parse_date("03/04/1998")


DAYS = st.dates(date(1800, 1, 1), date(2199, 12, 31))
YEARS = st.integers(1801, 2198)


@given(DAYS)
def test_every_iso_date_is_read_as_itself(day: date) -> None:
    assert parse_date(day.isoformat()) == IntervalDate(earliest=day, latest=day, told=day.isoformat())


@given(DAYS)
def test_a_day_is_read_the_same_in_every_language(day: date) -> None:
    english = "January February March April May June July August September October November December"
    spanish = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
    russian = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
    english, spanish, russian = (months.split()[day.month - 1] for months in (english, spanish, russian))
    year, month = day.year, day.month
    phrases = (
        f"{year}년 {month}월 {day.day}일",
        f"{year}年{month}月{day.day}日",
        f"{day.day} {english} {year}",
        f"{english[:3]} {day.day}, {year}",
        f"{day.day} de {spanish} de {year}",
        f"{day.day} {russian} {year} г.",
        f"{year}. {month}. {day.day}.",
    )
    assert {(read.earliest, read.latest) for read in map(parse_date, phrases)} == {(day, day)}


@given(DAYS)
def test_a_day_lies_within_its_month_and_a_month_within_its_year(day: date) -> None:
    exact = parse_date(day.isoformat())
    month = parse_date(f"{day.year}년 {day.month}월")
    year = parse_date(f"{day.year}년")
    decade = day.year // 10 * 10
    assert certainly_within(exact, month)
    assert certainly_within(month, year)
    if decade % 100 or decade == 2000:
        assert certainly_within(year, parse_date(f"{decade}년대"))


@given(YEARS, st.sampled_from(("", " 5월", " 5월 3일", " 봄", " 겨울", " 초", " 말", " 5월 하순")))
def test_a_vague_phrase_holds_the_sure_one(year: int, finer: str) -> None:
    sure = parse_date(f"{year}년{finer}")
    assert certainly_within(sure, parse_date(f"{year}년{finer}쯤"))
    assert certainly_within(sure, parse_date(f"{year}년{finer} 이전"))
    assert certainly_within(sure, parse_date(f"{year}년{finer} 이후"))


@given(YEARS)
def test_the_parts_of_a_year_follow_each_other_without_a_gap(year: int) -> None:
    for words in (("초", "중반", "말"), ("상반기", "하반기")):
        parts = [parse_date(f"{year}년 {word}") for word in words]
        assert (parts[0].earliest, parts[-1].latest) == (date(year, 1, 1), date(year, 12, 31))
        _assert_without_gap(parts)


@given(YEARS, st.integers(1, 12))
def test_the_parts_of_a_month_follow_each_other_without_a_gap(year: int, month: int) -> None:
    whole = parse_date(f"{year}년 {month}월")
    parts = [parse_date(f"{year}년 {month}월 {word}") for word in ("초순", "중순", "하순")]
    assert (parts[0].earliest, parts[-1].latest) == (whole.earliest, whole.latest)
    _assert_without_gap(parts)


def _assert_without_gap(parts: list[IntervalDate]) -> None:
    for one, other in pairwise(parts):
        assert one.latest is not None
        assert other.earliest == one.latest + timedelta(days=1)


@given(YEARS, st.sampled_from(("", " 5월", " 5월 3일", " 여름", " 말")))
def test_before_at_and_after_a_sure_date_leave_no_day_out(year: int, finer: str) -> None:
    told = f"{year}년{finer}"
    _assert_without_gap([parse_date(f"{told} 전"), parse_date(told), parse_date(f"{told} 후")])


FRAGMENTS = st.sampled_from(
    [
        *(word for phrase in PHRASES for word in phrase.split()),
        *("~", "-", "/", ".", ",", "'", "年", "년", "전", "후", "말", "초", "98", "1998", "0", "九", "십", "월", "일"),
    ]
)
ANYTHING = st.text(max_size=120) | st.lists(FRAGMENTS, max_size=12).map(" ".join) | st.lists(FRAGMENTS).map("".join)


def _read_or_refused(told: str, reference: date | None = None, day_first: bool | None = None) -> IntervalDate | Refusal:
    try:
        return parse_date(told, reference=reference, day_first=day_first)
    except Refusal as refusal:
        return refusal


@given(ANYTHING, st.none() | st.dates(), st.none() | st.booleans())
def test_any_words_are_read_in_order_or_refused(told: str, reference: date | None, day_first: bool | None) -> None:
    read = _read_or_refused(told, reference, day_first)
    if isinstance(read, Refusal):
        assert read.code.startswith("dates.")
    else:
        assert read.told == told.strip()
        assert read.earliest is None or read.latest is None or read.earliest <= read.latest


@given(st.text(alphabet="0123456789./-~년월일 ", max_size=14))
def test_any_digits_are_read_in_order_or_refused(told: str) -> None:
    read = _read_or_refused(told)
    if isinstance(read, Refusal):
        assert read.code.startswith("dates.")
    else:
        assert read.earliest is None or read.latest is None or read.earliest <= read.latest
