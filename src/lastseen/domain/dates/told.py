"""Dates as people write and say them, read into the days they can mean: refused rather than guessed.

A date is read from outside inwards: ranges first, then words said of a date (*before*, *about*, *early*), then the
finer part (a day and month, a month, a season) and the year it belongs to. What the words are in each language stands
in :mod:`lastseen.domain.dates.words`; how the days follow in :mod:`lastseen.domain.dates.span`.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import assert_never

from lastseen.domain.dates import span as spans
from lastseen.domain.dates import told_rules as rules
from lastseen.domain.dates.interval import IntervalDate, Reversed
from lastseen.domain.dates.span import Span, Unit
from lastseen.domain.dates.told_refusals import DateAmbiguous, DateUnreadable, NeedsReference, NoSuchDay, TwoDigitYear
from lastseen.domain.dates.words import Season, Word

_LONGEST = 100
_YEARS = range(1800, 2200)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    told: str
    reference: date | None
    day_first: bool | None


def parse_date(told: str, *, reference: date | None = None, day_first: bool | None = None) -> IntervalDate:
    """The days that told words can mean, with the words as given.

    ``reference`` is the day on which they were said: *last year* counts from it. ``day_first`` says how 03/04/1998 is
    to be read; where only one reading is a day it is not asked. Rules, beyond a year, month or day being all its days:

    - a season is that of the northern hemisphere, of three whole months from March on; the winter of a year may be the
      one it began with or the one it ended with, hence from 1 January to the end of the next February, unless both
      years are told (winter 1997-98);
    - early, mid and late are the thirds of :func:`~lastseen.domain.dates.span.part`, so the end of 1978 is September to
      December; *about* widens as in :func:`~lastseen.domain.dates.span.settled`;
    - *before* and *after* (전, 후) leave the date told out; *by*, *until*, *since* (이전, 이후, 까지, 부터) take it in;
    - between two dates, or one or the other, is from the first day of the one to the last day of the other;
    - so many years or months ago is that whole calendar year or month, so many weeks ago the three days before and
      after that day;
    - a decade in two digits is one of the last century from the thirties on; in 1900s the century may be meant, but
      2000s is 2000 to 2009; years are 1800 to 2199, and a Juche year (주체 100) is 1911 more.

    Raises :class:`DateUnreadable`, :class:`DateAmbiguous`, :class:`TwoDigitYear`, :class:`NeedsReference`,
    :class:`NoSuchDay`, or :class:`~lastseen.domain.dates.interval.Reversed` for a range told backwards.
    """
    asked = _Asked(told=told.strip(), reference=reference, day_first=day_first)
    words = rules.folded(told)
    if len(words) > _LONGEST:
        raise DateUnreadable(told=asked.told)
    read = spans.settled(_read(rules.rewritten(words), asked))
    return IntervalDate(earliest=read.low, latest=read.high, told=asked.told)


def _read(words: str, asked: _Asked) -> Span:
    for reader in (_digits, _year, _decade, _back, _ago, _between, _either, _said_of, _finer):
        found = reader(words, asked)
        if found is not None:
            return found
    raise DateUnreadable(told=asked.told)


_SEP = " ?[-./] ?"
_DIGITS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<y>[0-9]{4})",
        r"(?P<y>[0-9]{4})[-/](?P<to>[0-9]{2})",
        rf"(?P<y>[0-9]{{4}}){_SEP}(?P<m>[0-9]{{1,2}})",
        rf"(?P<y>[0-9]{{4}}){_SEP}(?P<m>[0-9]{{1,2}}){_SEP}(?P<d>[0-9]{{1,2}})",
        rf"(?P<m>[0-9]{{1,2}}){_SEP}(?P<y>[0-9]{{4}})",
        rf"(?P<a>[0-9]{{1,2}}){_SEP}(?P<b>[0-9]{{1,2}}){_SEP}(?P<y>[0-9]{{4}})",
        rf"[0-9]{{1,2}}{_SEP}[0-9]{{1,2}}{_SEP}'?(?P<short>[0-9]{{2}})",
        rf"'?(?P<short>[0-9]{{2}}){_SEP}[0-9]{{1,2}}{_SEP}[0-9]{{1,2}}",
    )
)


def _digits(words: str, asked: _Asked) -> Span | None:
    """Years, months and days in digits alone."""
    for pattern in _DIGITS:
        match = pattern.fullmatch(words)
        found = None if match is None else match.groupdict()
        if found is None or ("to" in found and int(found["to"]) <= 12):
            continue
        if "short" in found:
            raise TwoDigitYear(told=asked.told)
        year = _in_scope(int(found["y"]), asked)
        if "to" in found:
            return _two_years(year, found["to"], asked)
        if "a" in found:
            return _which_first(year, int(found["a"]), int(found["b"]), asked)
        return _of_years(spans.years(year, year), found.get("m"), found.get("d"), asked)
    return None


def _in_scope(year: int, asked: _Asked) -> int:
    if year not in _YEARS:
        raise DateUnreadable(told=asked.told)
    return year


def _two_years(year: int, ending: str, asked: _Asked) -> Span:
    """A year and the last two digits of a later one, as in 1997-98."""
    later = year - year % 100 + int(ending)
    if later <= year:
        raise DateUnreadable(told=asked.told)
    return spans.years(year, later)


def _which_first(year: int, a: int, b: int, asked: _Asked) -> Span:
    """Two numbers before a year: the day and the month, whichever can be which."""
    readings = [_day(year, m, d) for d, m in dict.fromkeys(((a, b), (b, a)))]
    days = [day for day in readings if day is not None]
    if not days:
        raise NoSuchDay(told=asked.told)
    if len(days) == 1:
        return spans.one_day(days[0])
    if asked.day_first is None:
        raise DateAmbiguous(told=asked.told, first=days[0], second=days[1])
    return spans.one_day(days[0] if asked.day_first else days[1])


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _of_years(years: Span, month: str | None, day: str | None, asked: _Asked) -> Span:
    """A month, or a day of a month, in a year; in any of the years where the year itself is vague."""
    around = spans.settled(years)
    if years.unit is not Unit.YEAR or around.low is None or around.high is None:
        raise DateUnreadable(told=asked.told)
    if month is None:
        return years
    first = _day(around.low.year, int(month), int(day or 1))
    last = _day(around.high.year, int(month), int(day or 1))
    if first is None or last is None:
        raise NoSuchDay(told=asked.told)
    if day is not None:
        return Span(low=first, high=last, unit=Unit.DAY)
    return spans.months((first.year, first.month), (last.year, last.month), Unit.MONTH)


def _of_month(month: Span, day: str | None, asked: _Asked) -> Span:
    """A day of a month that is told in words alone, such as last month."""
    if month.unit is not Unit.MONTH or month.about or day is None or month.low is None or month.high is None:
        raise DateUnreadable(told=asked.told)
    found = _day(month.low.year, month.low.month, int(day))
    if found is None:
        raise NoSuchDay(told=asked.told)
    if found > month.high or month.low.month != month.high.month:
        raise DateUnreadable(told=asked.told)
    return spans.one_day(found)


def _year(words: str, asked: _Asked) -> Span | None:
    """A year with a word for year."""
    match = rules.first_match(rules.YEARS, words)
    if match is None:
        return None
    found = match.groupdict()
    year = found["y"]
    if found.get("juche") is not None:
        first = _in_scope(1911 + int(found["juche"]), asked)
        if year is not None and int(year) != first:
            raise DateUnreadable(told=asked.told)
        return spans.years(first, first)
    if len(year.strip("'")) == 2:
        raise TwoDigitYear(told=asked.told)
    first = _in_scope(int(year), asked)
    return spans.years(first, first)


def _decade(words: str, asked: _Asked) -> Span | None:
    """A decade in four digits, in two, or in a word."""
    match = rules.first_match(rules.DECADES, words)
    if match is None:
        return None
    told = match["decade"]
    start = rules.DECADE_WORDS.get(told) or int(told)
    if start % 10:
        raise DateUnreadable(told=asked.told)
    if len(told) == 2 and start < 30:
        raise TwoDigitYear(told=asked.told)
    first = _in_scope(start + 1900 if start < 100 else start, asked)
    if first % 100 == 0 and first != 2000:
        raise DateAmbiguous(told=asked.told, first=f"{first}~{first + 9}", second=f"{first}~{first + 99}")
    return spans.years(first, first + 9, Unit.DECADE)


def _said_on(asked: _Asked) -> date:
    if asked.reference is None:
        raise NeedsReference(told=asked.told)
    return asked.reference


def _back(words: str, asked: _Asked) -> Span | None:
    """A word such as *last year* or *yesterday*."""
    if words in rules.YEARS_BACK:
        return _years_ago(rules.YEARS_BACK[words], asked)
    if words in rules.DAYS_BACK:
        return _days_ago(rules.DAYS_BACK[words], asked)
    return None


def _ago(words: str, asked: _Asked) -> Span | None:
    """So many years, months, weeks or days before the day on which it was said."""
    for pattern, unit in rules.AGO:
        match = pattern.fullmatch(words)
        count = None if match is None else rules.number(match.groupdict().get("n", "1"))
        if count is not None:
            match unit:
                case Unit.YEAR:
                    return _years_ago(count, asked)
                case Unit.MONTH:
                    return _months_ago(count, asked)
                case Unit.WEEK:
                    return replace(spans.settled(replace(_days_ago(count * 7, asked), about=True)), unit=Unit.WEEK)
                case _:
                    return _days_ago(count, asked)
    return None


def _years_ago(count: int, asked: _Asked) -> Span:
    year = _in_scope(_said_on(asked).year - count, asked)
    return spans.years(year, year)


def _months_ago(count: int, asked: _Asked) -> Span:
    said = _said_on(asked)
    year, month = divmod(said.year * 12 + said.month - 1 - count, 12)
    place = (_in_scope(year, asked), month + 1)
    return spans.months(place, place, Unit.MONTH)


def _days_ago(count: int, asked: _Asked) -> Span:
    said = _said_on(asked)
    _in_scope(said.year, asked)
    return spans.one_day(said - timedelta(days=count))


def _between(words: str, asked: _Asked) -> Span | None:
    """From one date to another; either may leave out the year or the month that the other tells."""
    match = rules.first_match(rules.RANGES, words)
    if match is None:
        return None
    a, b = (spans.settled(_read(words, asked)) for words in _completed(match["a"], match["b"]))
    if a.low is None or a.high is None or b.low is None or b.high is None:
        raise DateUnreadable(told=asked.told)
    if a.low > b.high:
        raise Reversed(earliest=a.low, latest=b.high)
    return Span(low=a.low, high=b.high, unit=b.unit)


def _either(words: str, asked: _Asked) -> Span | None:
    """One date or another, in any order."""
    match = rules.first_match(rules.ALTERNATIVES, words)
    if match is None:
        return None
    a, b = (spans.settled(_read(words, asked)) for words in _completed(match["a"], match["b"]))
    if a.low is None or a.high is None or b.low is None or b.high is None:
        raise DateUnreadable(told=asked.told)
    return Span(low=min(a.low, b.low), high=max(a.high, b.high), unit=b.unit)


_HAS_YEAR = re.compile("[0-9]{4}|[년年]|" + "|".join(map(re.escape, rules.YEARS_BACK)))
_UP_TO_YEAR = re.compile(f"(?:.*[년年]|{'|'.join(map(re.escape, rules.YEARS_BACK))}) ?")
_UP_TO_MONTH = re.compile(".*[월月] ?")
_FROM_YEAR = re.compile(" (?:of |de |del )?[0-9]{4}.*")


def _completed(a: str, b: str) -> tuple[str, str]:
    """Two dates, each with what it leaves to the other: 2011년 5월~7월, May to July 2011."""
    if _HAS_YEAR.search(a) and not _HAS_YEAR.search(b):
        lead = (_UP_TO_MONTH if re.fullmatch("[0-9]{1,2}[일日号號].*", b) else _UP_TO_YEAR).match(a)
        return (a, b) if lead is None else (a, lead[0] + b)
    if _HAS_YEAR.search(b) and not _HAS_YEAR.search(a):
        tail = _FROM_YEAR.search(b)
        if re.fullmatch("[0-9]{1,2}", a):
            return a + re.sub("^[0-9]{1,2}", "", b), b
        return (a, b) if tail is None else (a + tail[0], b)
    return a, b


_PARTS = {Word.EARLY: (0, 3), Word.MID: (1, 3), Word.LATE: (2, 3), Word.FIRST_HALF: (0, 2), Word.SECOND_HALF: (1, 2)}


def _said_of(words: str, asked: _Asked) -> Span | None:
    """A word said of a date, taken off and reckoned in."""
    for pattern, word in rules.WORDS:
        match = pattern.fullmatch(words)
        if match is not None:
            found = _reckoned(word, _read(match["rest"].strip(" ,"), asked))
            if found is None:
                raise DateUnreadable(told=asked.told)
            return found
    return None


_BOUNDS = {
    Word.UNTIL: spans.until,
    Word.SINCE: spans.since,
    Word.BEFORE: spans.before,
    Word.AFTER: spans.after,
}


def _reckoned(word: Word, span: Span) -> Span | None:
    match word:
        case Word.UNTIL | Word.SINCE | Word.BEFORE | Word.AFTER:
            return _BOUNDS[word](span)
        case Word.EARLY | Word.MID | Word.LATE | Word.FIRST_HALF | Word.SECOND_HALF:
            return spans.part(span, *_PARTS[word])
        case Word.ABOUT:
            return replace(span, about=True)
        case Word.NOTHING:
            return span
        case _:
            assert_never(word)


def _finer(words: str, asked: _Asked) -> Span | None:
    """A day and month, a month, or a season, with the words for its year."""
    match = rules.first_match(rules.FINER, words)
    if match is None:
        return None
    found = match.groupdict()
    rest = found["rest"].strip(" ,")
    season = rules.SEASONS.get(found.get("season") or "")
    if season is not None:
        return _season(season, rest, asked)
    day, name = found.get("d"), found.get("month")
    if re.fullmatch("'?[0-9]{2}", rest) and (day is not None or int(rest.strip("'")) > 31):
        raise TwoDigitYear(told=asked.told)
    month = found.get("m") if name is None else str(rules.MONTHS[name])
    whole = _read(rest, asked)
    return _of_years(whole, month, day, asked) if month is not None else _of_month(whole, day, asked)


_FIRST_MONTH = {Season.SPRING: 3, Season.SUMMER: 6, Season.AUTUMN: 9}


def _season(season: Season, rest: str, asked: _Asked) -> Span:
    """A season of a year; of a winter with two years, the one it began and the one it ended in."""
    both = re.fullmatch("([0-9]{4}) ?[-/~] ?(?:[0-9]{2})?([0-9]{2}) ?[년年]?", rest)
    if season is Season.WINTER and both and (int(both[1]) + 1) % 100 == int(both[2]):
        year = _in_scope(int(both[1]), asked)
        return spans.months((year, 12), (year + 1, 2), Unit.SEASON)
    years = spans.settled(_read(rest, asked))
    if years.unit is not Unit.YEAR or years.low is None or years.high is None:
        raise DateUnreadable(told=asked.told)
    if season is Season.WINTER:
        return spans.months((years.low.year, 1), (years.high.year + 1, 2), Unit.SEASON)
    month = _FIRST_MONTH[season]
    return spans.months((years.low.year, month), (years.high.year, month + 2), Unit.SEASON)
