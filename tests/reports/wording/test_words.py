"""What is counted and when it was, in words of each language."""

from datetime import date

import pytest

from lastseen.figures import Figure
from lastseen.figures.definitions import Population, Unit
from lastseen.figures.figure import Row, row_of
from lastseen.reports.texts import languages, texts_in
from lastseen.reports.wording import wording

EN, KO, ES = wording("en"), wording("ko"), wording("es")
NBSP = "\N{NO-BREAK SPACE}"


def figure(total: int = 113, rounded_to: int = 1, unit: Unit = Unit.VICTIM) -> Figure:
    return Figure(
        id="grounds",
        labels={"en": "Grounds"},
        unit=unit,
        population=Population(),
        N=total,
        multiple=False,
        rows=(),
        unsaid={},
        rounded_to=rounded_to,
    )


def row(n: int, high: int | None = None, total: int = 113) -> Row:
    return row_of("escape", {}, n, n if high is None else high, total)


def test_numbers_are_set_as_the_language_sets_them() -> None:
    assert [w.number(12345) for w in (EN, KO, ES)] == ["12,345", "12,345", "12.345"]


def test_percentages_have_one_decimal_always() -> None:
    assert [w.percent(54.9) for w in (EN, KO, ES)] == ["54.9%", "54.9%", f"54,9{NBSP}%"]
    assert [EN.percent(percent) for percent in (0.0, 7.0, 100.0)] == ["0.0%", "7.0%", "100.0%"]


def test_every_percentage_is_said_as_it_was_reckoned() -> None:
    assert [EN.percent(tenths / 10) for tenths in range(1001)] == [f"{tenths / 10:.1f}%" for tenths in range(1001)]


@pytest.mark.parametrize(
    ("n", "high", "digits", "words"),
    [
        (45, None, "45", "45"),
        (45, 45, "45", "45"),
        (62, 64, "62–64", "at least 62 and at most 64"),
        (0, 3, "0–3", "at most 3"),
        (0, 0, "0", "0"),
        (1200, 1300, "1,200–1,300", "at least 1,200 and at most 1,300"),
    ],
)
def test_an_uncertain_number_is_said_with_its_bounds(n: int, high: int | None, digits: str, words: str) -> None:
    assert (EN.in_digits(n, high), EN.in_words(n, high)) == (digits, words)


def test_bounds_in_other_languages() -> None:
    assert (KO.in_digits(62, 64), KO.in_words(62, 64), KO.in_words(0, 3)) == ("62~64", "62~64", "최대 3")
    assert (ES.in_words(62, 64), ES.in_words(0, 3)) == ("al menos 62 y a lo sumo 64", "a lo sumo 3")


def test_a_rounded_number_is_said_to_be_one() -> None:
    assert [w.in_words(30, about=True) for w in (EN, KO, ES)] == ["about 30", "약 30", "cerca de 30"]
    assert (EN.in_digits(30, 35, about=True), EN.in_words(30, 35, about=True)) == ("about 30–35", "about 30–35")


@pytest.mark.parametrize(
    ("n", "high", "en", "ko", "es"),
    [
        (0, None, "0 victims", "피해자 0명", "0 víctimas"),
        (1, None, "1 victim", "피해자 1명", "1 víctima"),
        (45, 45, "45 victims", "피해자 45명", "45 víctimas"),
        (0, 1, "at most 1 victim", "피해자 최대 1명", "a lo sumo 1 víctima"),
        (1, 2, "at least 1 and at most 2 victims", "피해자 1~2명", "al menos 1 y a lo sumo 2 víctimas"),
        (62, 64, "at least 62 and at most 64 victims", "피해자 62~64명", "al menos 62 y a lo sumo 64 víctimas"),
        (1_000_000, None, "1,000,000 victims", "피해자 1,000,000명", "1.000.000 de víctimas"),
    ],
)
def test_what_is_counted_takes_the_form_of_its_number(n: int, high: int | None, en: str, ko: str, es: str) -> None:
    assert [w.counted(n, Unit.VICTIM, high) for w in (EN, KO, ES)] == [en, ko, es]


def test_units_have_their_own_counters_in_korean() -> None:
    counted = [KO.counted(2, unit) for unit in (Unit.CASE, Unit.STAGE, Unit.PAIR, Unit.FAMILY)]
    assert counted == ["사건 2건", "구금 단계 2개", "구술자·피해자 2쌍", "2가족"]


@pytest.mark.parametrize("language", languages())
def test_every_unit_has_the_forms_its_language_asks_for(language: str) -> None:
    forms = wording(language).locale.plural_form.tags | {"other"}
    units = texts_in(language)["wording"]["units"]
    assert {unit: set(told) for unit, told in units.items()} == {unit.value: forms for unit in Unit}
    assert set(texts_in(language)["wording"]["counter"]) == {unit.value for unit in Unit}


def test_a_share_is_said_with_its_whole_and_its_percentage() -> None:
    assert [w.share(figure(), row(45)) for w in (EN, KO, ES)] == [
        "45 of 113 (39.8%)",
        "113명 가운데 45명(39.8%)",
        f"45 de 113 (39,8{NBSP}%)",
    ]


def test_a_share_that_is_uncertain_has_bounds_of_both() -> None:
    assert [w.share(figure(), row(62, 64)) for w in (EN, KO, ES)] == [
        "at least 62 and at most 64 of 113 (54.9–56.6%)",
        "113명 가운데 62~64명(54.9~56.6%)",
        f"al menos 62 y a lo sumo 64 de 113 (54,9–56,6{NBSP}%)",
    ]


def test_bounds_that_round_to_one_percentage_give_it_once() -> None:
    assert EN.share(figure(100_000), row(50_000, 50_001, 100_000)).endswith("of 100,000 (50.0%)")


def test_a_share_of_nobody_has_no_percentage() -> None:
    assert (EN.share(figure(0), row(0, total=0)), EN.percent_of(figure(0), row(0, total=0))) == ("0 of 0", None)


def test_a_share_of_a_rounded_figure_says_what_is_rounded() -> None:
    assert EN.share(figure(113, rounded_to=5), row(30, total=0)) == "about 30 of 113"
    assert EN.share(figure(115, rounded_to=5), row(30, total=0)) == "about 30 of about 115"


@pytest.mark.parametrize(
    ("low", "high", "en", "ko", "es"),
    [
        (date(2004, 3, 5), date(2004, 3, 5), "5 March 2004", "2004년 3월 5일", "5 de marzo de 2004"),
        (date(2004, 2, 1), date(2004, 2, 29), "February 2004", "2004년 2월", "febrero de 2004"),
        (date(2004, 1, 1), date(2004, 12, 31), "2004", "2004년", "2004"),
        (
            date(2004, 3, 5),
            date(2004, 6, 7),
            "between 5 March 2004 and 7 June 2004",
            "2004년 3월 5일에서 2004년 6월 7일 사이",
            "entre el 5 de marzo de 2004 y el 7 de junio de 2004",
        ),
        (
            date(2004, 3, 1),
            date(2004, 6, 30),
            "between March 2004 and June 2004",
            "2004년 3월에서 2004년 6월 사이",
            "entre marzo de 2004 y junio de 2004",
        ),
        (date(1995, 1, 1), date(1999, 12, 31), "between 1995 and 1999", "1995년에서 1999년 사이", "entre 1995 y 1999"),
        (None, date(1994, 7, 8), "8 July 1994 or earlier", "1994년 7월 8일 또는 그 이전", "8 de julio de 1994 o antes"),
        (None, date(1994, 7, 31), "July 1994 or earlier", "1994년 7월 또는 그 이전", "julio de 1994 o antes"),
        (None, date(1994, 12, 31), "1994 or earlier", "1994년 또는 그 이전", "1994 o antes"),
        (date(1994, 7, 8), None, "8 July 1994 or later", "1994년 7월 8일 또는 그 이후", "8 de julio de 1994 o después"),
        (date(1994, 7, 1), None, "July 1994 or later", "1994년 7월 또는 그 이후", "julio de 1994 o después"),
        (date(1994, 1, 1), None, "1994 or later", "1994년 또는 그 이후", "1994 o después"),
        (None, None, "date not known", "시기 미상", "fecha desconocida"),
    ],
)
def test_an_interval_is_said_as_coarsely_as_it_is_known(
    low: date | None, high: date | None, en: str, ko: str, es: str
) -> None:
    assert [w.interval(low, high) for w in (EN, KO, ES)] == [en, ko, es]


def test_a_month_with_a_day_less_is_said_by_its_days() -> None:
    assert EN.interval(date(2004, 3, 1), date(2004, 3, 30)) == "between 1 March 2004 and 30 March 2004"


def test_several_words_make_a_list() -> None:
    assert [EN.enumeration(list("abc")[:many]) for many in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert (KO.enumeration(["가", "나"]), ES.enumeration(["a", "b"])) == ("가 및 나", "a y b")
