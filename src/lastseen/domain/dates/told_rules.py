"""The rules by which told dates are read, compiled from the words of all languages."""

import re
from collections.abc import Iterable, Mapping
from unicodedata import normalize

from lastseen.domain.dates.numerals import SINO, sino
from lastseen.domain.dates.span import Unit
from lastseen.domain.dates.words import LANGUAGES, Season, Word

Pattern = re.Pattern[str]

NUMBERS: Mapping[str, int] = {word: value for language in LANGUAGES for word, value in language.numbers.items()}
MONTHS: Mapping[str, int] = {word: value for language in LANGUAGES for word, value in language.months.items()}
SEASONS: Mapping[str, Season] = {word: value for language in LANGUAGES for word, value in language.seasons.items()}
YEARS_BACK: Mapping[str, int] = {word: back for language in LANGUAGES for word, back in language.years_back.items()}
DAYS_BACK: Mapping[str, int] = {word: back for language in LANGUAGES for word, back in language.days_back.items()}
DECADE_WORDS: Mapping[str, int] = {
    word: value for language in LANGUAGES for word, value in language.decade_words.items()
}


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_PLACES = {
    "{n}": r"(?P<n>[\w -]+?)",
    "{decade}": rf"(?P<decade>[0-9]{{4}}|[0-9]{{2}}|{_any(DECADE_WORDS)})",
    "{rest}": r"(?P<rest>.+?)",
    "{month}": rf"(?P<month>{_any(MONTHS)})",
    "{season}": rf"(?P<season>{_any(SEASONS)})",
    "{d}": r"(?P<d>[0-9]{1,2})",
}


def _compiled(pattern: str) -> Pattern:
    for place, group in _PLACES.items():
        pattern = pattern.replace(place, group)
    return re.compile(pattern)


def _of_all(patterns: Iterable[Iterable[str]]) -> tuple[Pattern, ...]:
    return tuple(_compiled(pattern) for group in patterns for pattern in group)


YEARS = _of_all(language.years for language in LANGUAGES)
DECADES = _of_all(language.decades for language in LANGUAGES)
AGO: tuple[tuple[Pattern, Unit], ...] = tuple(
    (_compiled(pattern), unit) for language in LANGUAGES for unit, group in language.ago.items() for pattern in group
)
RANGES = (
    *_of_all(language.ranges for language in LANGUAGES),
    *_of_all([[r"(?P<a>.+?) ?~ ?(?P<b>.+)", r"(?P<a>.+?) - (?P<b>.+)", r"(?P<a>[0-9]{4})-(?P<b>[0-9]{4}.*)"]]),
    *_of_all([[r"(?P<a>[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)/(?P<b>[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)"]]),
)
ALTERNATIVES = _of_all(language.alternatives for language in LANGUAGES)
WORDS: tuple[tuple[Pattern, Word], ...] = tuple(
    (pattern, word) for word in Word for pattern in _of_all(language.words.get(word, ()) for language in LANGUAGES)
)

_OF = "(?:of |de |del |в |во |in )?"
FINER = _of_all(
    [
        [
            rf"{{month}}\.?[ -]{{d}}(?:st|nd|rd|th)?(?:,? |-){_OF}{{rest}}",
            rf"(?:{{d}}(?:st|nd|rd|th|º|\.)?[ -]?{_OF})?{{month}}\.?,?[ /.-]{_OF}{{rest}}",
            r"{rest},?[ -](?:in |en |в )?{month}(?:[ -]{d})?",
            r"{rest} ?(?P<m>[0-9]{1,2}) ?[월月](?: ?{d} ?[일日号號])?",
            r"{rest} ?{d} ?[일日号號]",
            r"{d}(?:st|nd|rd|th) of {rest}",
            rf"{{season}},? {_OF}{{rest}}",
            r"{rest},? ?(?:in (?:the )?|en |в )?{season}",
        ]
    ]
)

_REWRITES = tuple((re.compile(pattern), new) for language in LANGUAGES for pattern, new in language.rewrites)
_NUMERALS = re.compile(rf"(?:(?<=[ 년월年月~])|^){SINO}(?= ?[년월일年月日号號])")


def folded(told: str) -> str:
    """Told words in one form for each character, small letters, single spaces and one kind of dash and quote."""
    words = normalize("NFC", normalize("NFKC", told).casefold())
    words = re.sub("[–—―−〜∼]", "~", words)
    words = re.sub("[’‘`´]", "'", words)
    return " ".join(words.split()).strip(" .,;!")


def rewritten(words: str) -> str:
    """Folded words with numerals before a year, month or day in digits, and each language's rewrites put in place."""
    for pattern, new in _REWRITES:
        words = pattern.sub(new, words)
    return " ".join(_NUMERALS.sub(_in_digits, words).split())


def _in_digits(match: re.Match[str]) -> str:
    value = sino(match[0])
    return match[0] if value is None else str(value)


def number(word: str) -> int | None:
    """A number below a thousand, in digits or in words of any language; None if it is none."""
    if re.fullmatch("[0-9]{1,3}", word):
        return int(word)
    value = NUMBERS.get(word, sino(word.replace(" ", "")))
    return value if value is not None and value < 1000 else None


def first_match(patterns: Iterable[Pattern], words: str) -> re.Match[str] | None:
    """The match of the first pattern that all the words fit."""
    return next((match for pattern in patterns if (match := pattern.fullmatch(words))), None)
