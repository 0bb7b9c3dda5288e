"""Numbers, shares, days and lists in words: an uncertain number is never said as if it were certain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from lastseen.figures import Figure, Row
from lastseen.figures.definitions import Unit
from lastseen.figures.figure import percentage
from lastseen.reports.texts import texts_in

_ONE_DECIMAL = "#,##0.0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How one language says what is counted and when it was.

    Numbers are bounds: ``n`` is certain, ``high`` possible, where it is given. ``about`` marks a rounded number.
    """

    language: str
    locale: Locale
    texts: Mapping[str, Any]

    def number(self, n: int) -> str:
        """A whole number with its thousands set apart."""
        return format_decimal(n, locale=self.locale)

    def percent(self, percent: float) -> str:
        """A percentage, with one decimal always."""
        pattern = self.locale.percent_formats[None].pattern.replace("#,##0", _ONE_DECIMAL)
        return format_percent(percent / 100, format=pattern, locale=self.locale)

    def in_digits(self, n: int, high: int | None = None, *, about: bool = False) -> str:
        """A number or a range as a table has it: 45, or 62–64."""
        said = self.number(n)
        if high is not None and high > n:
            said = self._say("range", low=said, high=self.number(high))
        return self._say("about", n=said) if about else said

    def in_words(self, n: int, high: int | None = None, *, about: bool = False) -> str:
        """A number as a sentence has it, its bounds in words: 45, at least 62 and at most 64, at most 3."""
        if about or high is None or high <= n:
            return self.in_digits(n, high, about=about)
        if n == 0:
            return self._say("at_most", high=self.number(high))
        return self._say("bounds", low=self.number(n), high=self.number(high))

    def counted(self, n: int, unit: Unit, high: int | None = None, *, about: bool = False) -> str:
        """A number in words with what it counts: 1 victim, at least 62 and at most 64 victims."""
        forms = self.texts["units"][unit.value]
        form: str = forms[self.locale.plural_form(n if high is None else high)]
        return form.format(n=self.in_words(n, high, about=about))

    def whole(self, figure: Figure) -> str:
        """N of a figure, as a rounded number where it is one: a rounded figure may have an exact N."""
        return self.in_words(figure.N, about=figure.rounded_to > 1 and figure.N % figure.rounded_to == 0)

    def share(self, figure: Figure, row: Row) -> str:
        """A row as a share of its figure: 45 of 113 (39.8%), at least 62 and at most 64 of 113 (54.9–56.6%).

        Rounded figures, and those of nobody, have no percentage.
        """
        counter: str = self.texts["counter"][figure.unit.value]
        n = counter.format(n=self.in_words(row.n, row.high, about=figure.rounded_to > 1))
        whole = counter.format(n=self.whole(figure))
        percent = self.percent_of(figure, row)
        return self._say("share_without_percent" if percent is None else "share", n=n, whole=whole, percent=percent)

    def percent_of(self, figure: Figure, row: Row) -> str | None:
        """The percentage of a row, or the two its bounds make; None where it has none."""
        if row.percent is None:
            return None
        high = percentage(row.high, figure.N)
        if high is None or high <= row.percent:
            return self.percent(row.percent)
        low = format_decimal(row.percent, format=_ONE_DECIMAL, locale=self.locale)
        return self._say("range", low=low, high=self.percent(high))

    def day(self, day: date) -> str:
        """A day with its month written out."""
        return format_date(day, format="long", locale=self.locale)

    def interval(self, low: date | None, high: date | None) -> str:
        """A day known to lie between two days, None an open end: said as coarsely as it is known, and no finer."""
        said: Mapping[str, str] = self.texts["interval"]
        if low is None and high is None:
            return said["unknown"]
        grain = _grain(low, high)
        first, last = (None if end is None else self._said(end, grain) for end in (low, high))
        if first is None:
            return said["until"].format(high=last)
        if last is None:
            return said["since"].format(low=first)
        return first if first == last else said[f"between_{grain}"].format(low=first, high=last)

    def when(self, low: date | None, high: date | None) -> str:
        """An interval as a sentence has it: in May 2006, on 18 November 2022, between 1995 and 1997."""
        said: Mapping[str, str] = self.texts["when"]
        if low is None and high is None:
            return said["unknown"]
        is_one = low is not None and high is not None and (low == high or self._is_one(low, high))
        grain = "days" if low == high else _grain(low, high)
        return said[grain if is_one else "between"].format(interval=self.interval(low, high))

    def enumeration(self, words: Sequence[str]) -> str:
        """Several words as a list within a sentence: a, b and c."""
        return format_list(words, locale=self.locale)

    def either(self, words: Sequence[str]) -> str:
        """Several words of which one holds: a, b or c."""
        return format_list(words, style="or", locale=self.locale)

    def _is_one(self, low: date, high: date) -> bool:
        """Whether an interval is one whole year or month."""
        grain = _grain(low, high)
        return grain != "days" and self._said(low, grain) == self._said(high, grain)

    def _say(self, key: str, **values: object) -> str:
        template: str = self.texts[key]
        return template.format(**values)

    def _said(self, day: date, grain: str) -> str:
        match grain:
            case "years":
                return format_skeleton("y", day, locale=self.locale)
            case "months":
                return format_skeleton("yMMMM", day, locale=self.locale)
            case _:
                return self.day(day)


@cache
def wording(language: str) -> Wording:
    """How one of :func:`~lastseen.reports.texts.languages` says things."""
    texts = texts_in(language)["wording"]
    return Wording(language=language, locale=Locale.parse(texts["locale"]), texts=texts)


def _grain(low: date | None, high: date | None) -> str:
    """The coarsest of years, months and days in which both ends can be said exactly."""
    after = None if high is None else _next(high)
    ends = [end for end in (low, after) if end is not None]
    if all((end.month, end.day) == (1, 1) for end in ends):
        return "years"
    return "months" if all(end.day == 1 for end in ends) else "days"


def _next(day: date) -> date:
    return day + timedelta(days=1)
