"""What a variable can be: the answers left open by one reading, and how readings fill each other's gaps."""

from collections.abc import Iterable
from dataclasses import dataclass

from lastseen.domain.answers import Absence


@dataclass(frozen=True, slots=True)
class Possible:
    """The answers one reading leaves open.

    For a single-answer variable ``codes`` are alternatives: more than one means undetermined. For a multiple-answer
    variable they all hold. Dates (as ordinals) and numbers use ``low`` and ``high`` instead, None being an open end.
    Nothing said at all has an ``absence``.
    """

    codes: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None
    absence: Absence | None = None

    @property
    def is_said(self) -> bool:
        """Whether any source said anything."""
        return self.absence is None


NOT_ASKED = Possible(absence=Absence.NOT_ASKED)


def one(code: str | None, absence: Absence = Absence.NOT_ASKED) -> Possible:
    """A single code, or the reason there is none."""
    return Possible(absence=absence) if code is None else Possible(codes=(code,))


def several(codes: Iterable[str], absence: Absence = Absence.NOT_ASKED) -> Possible:
    """Codes that all hold, or the reason there are none."""
    found = tuple(dict.fromkeys(codes))
    return Possible(codes=found) if found else Possible(absence=absence)


def span(low: int | None, high: int | None, absence: Absence = Absence.NOT_ASKED) -> Possible:
    """An interval, or the reason there is none."""
    return Possible(absence=absence) if low is None and high is None else Possible(low=low, high=high)


_STRONGEST = (Absence.REFUSED, Absence.UNKNOWN, Absence.NOT_ASKED)


def either(answers: Iterable[Possible]) -> Possible:
    """All that any of these answers leaves open: what a reading that says nothing takes from the others.

    Codes are united, intervals stretched to their hull. Where nobody says anything, a refusal outranks *unknown* and
    *unknown* outranks *not asked*.
    """
    given = list(answers)
    said = [answer for answer in given if answer.is_said]
    if not said:
        absences = {answer.absence for answer in given}
        return Possible(absence=next((a for a in _STRONGEST if a in absences), Absence.NOT_ASKED))
    codes = tuple(dict.fromkeys(code for answer in said for code in answer.codes))
    if codes:
        return Possible(codes=codes)
    lows = [answer.low for answer in said]
    highs = [answer.high for answer in said]
    return Possible(
        low=None if None in lows else min(low for low in lows if low is not None),
        high=None if None in highs else max(high for high in highs if high is not None),
    )
