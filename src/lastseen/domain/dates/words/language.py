"""What a language must tell for its dates to be read: words, and patterns in which they stand.

Patterns are regular expressions over folded text (one form for each character, small letters, single spaces). In them
``{n}`` stands for a number in digits or words, ``{decade}`` for a decade, ``{rest}`` for whatever a word is said of.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from lastseen.domain.dates.span import Unit


class Season(StrEnum):
    """The seasons of the northern hemisphere."""

    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"
    WINTER = "winter"


class Word(StrEnum):
    """What a word does to the date it is said of; in the order in which words are taken off, the outermost first."""

    UNTIL = "until"
    SINCE = "since"
    BEFORE = "before"
    AFTER = "after"
    ABOUT = "about"
    NOTHING = "nothing"
    EARLY = "early"
    MID = "mid"
    LATE = "late"
    FIRST_HALF = "first-half"
    SECOND_HALF = "second-half"


Patterns = tuple[str, ...]


def _nothing() -> Mapping[str, int]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language.

    ``rewrites`` are put in place first. ``years_back`` and ``days_back`` are words such as *last year* and *yesterday*;
    ``ago`` patterns such as *{n} years ago*, meaning one where there is no ``{n}``. ``ranges`` and ``alternatives``
    have the groups ``a`` and ``b``.
    """

    rewrites: tuple[tuple[str, str], ...] = ()
    months: Mapping[str, int] = field(default_factory=_nothing)
    seasons: Mapping[str, Season]
    numbers: Mapping[str, int] = field(default_factory=_nothing)
    decade_words: Mapping[str, int] = field(default_factory=_nothing)
    years: Patterns = ()
    decades: Patterns = ()
    years_back: Mapping[str, int] = field(default_factory=_nothing)
    days_back: Mapping[str, int] = field(default_factory=_nothing)
    ago: Mapping[Unit, Patterns]
    ranges: Patterns = ()
    alternatives: Patterns = ()
    words: Mapping[Word, Patterns]
