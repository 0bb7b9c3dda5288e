"""Ages as people write and say them: how many years at least and at most, and how they were counted."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from lastseen.domain.dates.age import Age, Reckoning
from lastseen.domain.dates.numerals import HANGUL_PAIRS
from lastseen.domain.dates.told_refusals import AgeUnreadable
from lastseen.domain.dates.told_rules import DECADE_WORDS, first_match, folded, number

_LONGEST = 80
_OLDEST = 130


class _Word(StrEnum):
    FULL = "full"
    KOREAN = "korean"
    UNDER = "under"
    UP_TO = "up-to"
    OVER = "over"
    ABOUT = "about"
    NOTHING = "nothing"


_REST = "(?P<rest>.+?)"
_YEARS = "years? old|years? of age|years?|yrs?|y/o|year-old|años?(?: de edad)?|год[а]?|лет"
_WORDS: tuple[tuple[_Word, re.Pattern[str]], ...] = tuple(
    (word, re.compile(pattern))
    for word, pattern in (
        (_Word.KOREAN, rf"(?:우리|한국|조선|세는|집의?) ?나이(?:로는|로|는|가)? ?{_REST}"),
        (_Word.KOREAN, rf"(?:in |by )?(?:the )?korean (?:age|reckoning|counting),? {_REST}"),
        (_Word.KOREAN, rf"{_REST},? ?\(?(?:in |by )?(?:the )?korean (?:age|years|reckoning|counting|way)\)?"),
        (_Word.KOREAN, rf"虚[岁歲] ?{_REST}"),
        (_Word.FULL, rf"만(?: ?나이)?(?:으로|로|은)? ?{_REST}"),
        (_Word.FULL, rf"{_REST} full years?(?: old)?"),
        (_Word.FULL, rf"{_REST} ?\(만\)"),
        (_Word.FULL, rf"(?:周[岁歲]|[满滿]) ?{_REST}"),
        (_Word.UNDER, rf"(?:under|below|younger than|less than|menos de|меньше|моложе|不到) {_REST}"),
        (_Word.UNDER, rf"{_REST} ?(?:미만|이 안 된|도 안 된|이 못 된|도 못 된)"),
        (_Word.UP_TO, rf"(?:at most|up to|no older than) {_REST}"),
        (_Word.UP_TO, rf"{_REST} ?(?:이하|or younger|以下)"),
        (_Word.OVER, rf"(?:over|above|older than|more than|past|más de|старше|больше) {_REST}"),
        (_Word.OVER, rf"at least {_REST}"),
        (_Word.OVER, rf"{_REST} ?(?:이상|or older|以上)"),
        (_Word.OVER, rf"{_REST} ?(?:이|가|을|를)? ?(?:넘은|넘어서|넘어|넘었을|넘게|초과)"),
        (_Word.ABOUT, rf"(?:about|around|approximately|roughly|circa|ca\.?|c\.|maybe|perhaps|nearly|almost) {_REST}"),
        (_Word.ABOUT, rf"(?:약|한(?! 살| 세(?! ?살))|대략|아마) {_REST}"),
        (_Word.ABOUT, rf"(?:unos|alrededor de|aproximadamente|около|примерно|大约|大概) ?{_REST}"),
        (_Word.ABOUT, rf"{_REST} ?(?:쯤|정도|가량|안팎|무렵|경|左右|or so|\?)"),
        (_Word.NOTHING, rf"(?:aged?|an?|at|of|she was|he was|was|in (?:his|her|their|the)|de|в|tenía) {_REST}"),
        (_Word.NOTHING, rf"{_REST}[ -]?(?:{_YEARS})"),
        (_Word.NOTHING, rf"{_REST} ?(?:[岁歲]|살|세)"),
        (
            _Word.NOTHING,
            rf"{_REST}(?:이?에요|예요|이요|이지요|이오|요|입니다|이다|이었\w+|였\w+|이?라고|이?라던가|이라|이니까|에|의|때|(?<!사)이)",
        ),
    )
)

_PARTS = {
    "": (0, 9),
    **dict.fromkeys(("early", "초반", "초", "초엽"), (0, 3)),
    **dict.fromkeys(("mid", "middle", "중반", "중"), (4, 6)),
    **dict.fromkeys(("late", "후반", "말"), (7, 9)),
}
_PART = "|".join(part for part in _PARTS if part)
_DECADE_WORD = "|".join(DECADE_WORDS)
_DECADES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<n>[1-9]0|[일이삼사오육칠팔구]?십) ?대(?: ?(?P<part>{_PART}))?",
        rf"(?:(?P<part>{_PART})[ -](?:in |of )?(?:his |her |their |the )?)?(?P<n>[1-9]0|{_DECADE_WORD})'?s",
        r"(?P<n>[1-9]0|[一二三四五六七八九]?十)多",
        r"(?P<n>[1-9]0|[일이삼사오육칠팔구]?십) ?여",
        r"(?P<n>\w+) y (?:tantos|pico)",
    )
)
_TEENS = re.compile(rf"(?:(?P<part>{_PART})[ -](?:in |of )?(?:his |her |their |the )?)?(?:teens|teenager?|teen)")
_MONTHS = re.compile(r"(?:생후 )?(?P<n>\w+?) ?(?:개월|달|months? old|months?|meses|месяц(?:а|ев)?|[个個]月)(?: ?된)?")
_RANGES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<a>.+?) ?[~-] ?(?P<b>.+)",
        r"(?:between|entre|между) (?P<a>.+?) (?:and|y|и) (?P<b>.+)",
        r"(?:from )?(?P<a>.+?) (?:to|or) (?P<b>.+)",
        r"(?P<a>.+?)(?:에서|이나|나|아니면|부터) ?(?P<b>.+?)(?: ?사이|까지)?",
    )
)

_NO_AGE = re.compile("[한두세네영공일이삼사오육칠팔구]|an?|un")
"""Syllables that are numbers before a word for years, and something else alone: 네 is also yes."""

Years = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    low: int
    high: int
    reckoning: Reckoning = Reckoning.UNSTATED
    about: bool = False


def parse_age(told: str) -> Age:
    """The years that told words can mean, fewest and most, with the reckoning where the words state one.

    Rules: only words about counting state a reckoning (만, 우리 나이, in full years), never the language or the word
    for years; *about* is two years either way; *under* ten is 0 to 9, *at most* ten 0 to 10, *over* sixty and *at
    least* sixty 60 to 130; the twenties are 20 to 29, early 20 to 23, mid 24 to 26, late 27 to 29; the teens begin with
    13, but 10대 with 10; an age in months is in full years, rounded down.

    Raises :class:`AgeUnreadable`.
    """
    words = folded(told)
    if len(words) > _LONGEST or _NO_AGE.fullmatch(words):
        raise AgeUnreadable(told=told.strip())
    read = _read(words, told.strip())
    slack = 2 if read.about else 0
    low, high = max(read.low - slack, 0), read.high + slack
    if not 0 <= read.low <= read.high <= _OLDEST:
        raise AgeUnreadable(told=told.strip())
    return Age(low=low, high=min(high, _OLDEST), reckoning=read.reckoning)


def _read(words: str, told: str) -> _Told:
    plain = _plain(words)
    if plain is not None:
        return _Told(low=plain[0], high=plain[1])
    months = _MONTHS.fullmatch(words)
    if months is not None and (count := number(months["n"])) is not None:
        return _Told(low=count // 12, high=count // 12, reckoning=Reckoning.FULL)
    for word, pattern in _WORDS:
        match = pattern.fullmatch(words)
        if match is not None:
            return _reckoned(word, _read(match["rest"].strip(" ,"), told), told)
    return _between(words, told)


def _plain(words: str) -> Years | None:
    """A number, one of two neighbouring numbers, or ten years of age."""
    exact = number(words)
    if exact is not None:
        return exact, exact
    if words in HANGUL_PAIRS:
        return HANGUL_PAIRS[words]
    teens = _TEENS.fullmatch(words)
    if teens is not None:
        first, last = _PARTS[teens["part"] or ""]
        return 10 + max(first, 3), 10 + max(last, 3)
    return _decade(words)


def _decade(words: str) -> Years | None:
    match = first_match(_DECADES, words)
    if match is None:
        return None
    start = DECADE_WORDS.get(match["n"], number(match["n"]))
    first, last = _PARTS[match.groupdict().get("part") or ""]
    return None if start is None or start % 10 else (start + first, start + last)


def _between(words: str, told: str) -> _Told:
    match = first_match(_RANGES, words)
    if match is None:
        raise AgeUnreadable(told=told)
    low, high = _read(match["a"].strip(), told), _read(match["b"].strip(), told)
    stated = {low.reckoning, high.reckoning} - {Reckoning.UNSTATED}
    if len(stated) > 1:
        raise AgeUnreadable(told=told)
    return _Told(
        low=low.low, high=high.high, reckoning=next(iter(stated), Reckoning.UNSTATED), about=low.about or high.about
    )


def _reckoned(word: _Word, age: _Told, told: str) -> _Told:
    match word:
        case _Word.FULL | _Word.KOREAN:
            stated = Reckoning.FULL if word is _Word.FULL else Reckoning.KOREAN
            if age.reckoning not in (stated, Reckoning.UNSTATED):
                raise AgeUnreadable(told=told)
            return replace(age, reckoning=stated)
        case _Word.UNDER:
            return replace(age, low=0, high=age.low - 1)
        case _Word.UP_TO:
            return replace(age, low=0)
        case _Word.OVER:
            return replace(age, high=_OLDEST)
        case _Word.ABOUT:
            return replace(age, about=True)
        case _Word.NOTHING:
            return age
        case _:
            assert_never(word)
