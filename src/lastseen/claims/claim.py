"""A claim: a number in a published text, how it is said, what it counts and is about, and whether it holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Modality(StrEnum):
    """How a number is meant: exactly, or as a bound or an approximation."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    SLIGHTLY_OVER = "slightly_over"
    OVER = "over"
    AT_LEAST = "at_least"
    UNDER = "under"
    UP_TO = "up_to"
    RANGE = "range"


class Kind(StrEnum):
    """What sort of statement it is: of a number, of the lowest age, or of how many years lie between."""

    NUMBER = "number"
    YOUNGEST = "youngest"
    PERIOD = "period"


class Verdict(StrEnum):
    """Whether a claim holds, and if not, in which way it fails."""

    AGREES = "agrees"
    ROUNDED = "rounded"
    OVERSTATED = "overstated"
    UNDERSTATED = "understated"
    OTHER_CATEGORY = "other-category"
    OTHER_BASE = "other-base"
    IMPOSSIBLE = "impossible"
    NOT_IN_DATA = "not-in-data"
    CANNOT_TELL = "cannot-tell"


WRONG = frozenset(
    {Verdict.OVERSTATED, Verdict.UNDERSTATED, Verdict.OTHER_CATEGORY, Verdict.OTHER_BASE, Verdict.IMPOSSIBLE}
)
"""The verdicts that say a claim does not hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text as read: the file it comes from, its language (``en``, ``ko`` or ``es``) and its characters."""

    file: str
    language: str
    content: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number phrase at ``start`` to ``end``, in characters of the text.

    ``value`` is the number named, of a range its lower end, and ``top`` the upper. Shares are in percent. ``decimals``
    are those written; a fraction in words (half, one in three) is ``worded``. ``unit`` is empty where none is named.
    """

    start: int
    end: int
    value: float
    top: float
    is_share: bool
    modality: Modality = Modality.EXACT
    decimals: int = 0
    worded: bool = False
    unit: str = ""
    kind: Kind = Kind.NUMBER

    @property
    def low(self) -> float | None:
        """The least the phrase says; None where it gives no lower limit."""
        return None if self.modality in {Modality.UNDER, Modality.UP_TO} else self.value

    @property
    def high(self) -> float | None:
        """The most the phrase says; None where it gives no upper limit."""
        return None if self.modality in {Modality.OVER, Modality.AT_LEAST} else self.top


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """A reason as data: its code, and what is filled into the sentence that says it."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


RETRACTED, QUOTED = "retracted", "quoted"
"""The codes of the reasons for which a number is not the author's own word: taken back, or quoted of State media."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A quantity in its sentence with the verdict on it.

    ``sentence_at`` is where the sentence begins. ``about`` are the topics it may be about, the likeliest first;
    ``figure`` is the one of the reference it was measured by, as ``id/code``, empty for none.
    """

    quantity: Quantity
    sentence: str
    sentence_at: int
    about: tuple[str, ...]
    figure: str
    verdict: Verdict
    because: Because

    @property
    def is_own(self) -> bool:
        """Whether it is the author's own word."""
        return self.because.code not in {RETRACTED, QUOTED}
