"""What is derived of a person: age, period, relation to those who speak, on whose account, families, fate."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lastseen.domain.accounts import INTERVIEWEE, AccountId, FateAccount
from lastseen.domain.answers import Absence, Code, first
from lastseen.domain.dates import IntervalDate, age_at, certainly_before, possibly_within
from lastseen.domain.derive.answers import Possible, either, several, span
from lastseen.domain.derive.frame import Frame
from lastseen.domain.verdicts import Answer, Verdict, cluster


def age_at_disappearance(told: Possible, birth: Possible, taken: Possible) -> Possible:
    """Full years of age when first deprived of liberty, as an interval.

    Rule: an age told is the age when taken; a birth date gives another interval with the date of the disappearance.
    Where both are told and overlap, both hold; where they do not, either may be wrong and the hull is kept.
    """
    spans = [(told.low, told.high)] if told.low is not None and told.high is not None else []
    if birth.is_said and taken.is_said and None not in (birth.low, birth.high, taken.low, taken.high):
        spans.append(age_at(_interval(birth), _interval(taken)))
    if not spans:
        why_not = either(answer for answer in (told, birth, taken) if not answer.is_said).absence
        return Possible(absence=why_not or Absence.UNKNOWN)
    low, high = max(s[0] for s in spans), min(s[1] for s in spans)
    return span(low, high) if low <= high else span(min(s[0] for s in spans), max(s[1] for s in spans))


def leadership_period(taken: Possible, frame: Frame) -> Possible:
    """The leadership period a date falls in; every period it may fall in where it straddles a change."""
    if not taken.is_said:
        return taken
    day = _interval(taken)
    return several(code for code, period in frame.periods() if possibly_within(day, period))


def _interval(days: Possible) -> IntervalDate:
    return IntervalDate(
        earliest=None if days.low is None else date.fromordinal(days.low),
        latest=None if days.high is None else date.fromordinal(days.high),
    )


def closest_relation(relations: Iterable[Code], frame: Frame) -> Code | None:
    """The closest relation of a victim to any interviewee: each victim is counted once, under the closest."""
    return min(relations, key=frame.closeness, default=None)


def on_whose_account(people: Iterable[AccountId], victims: frozenset[AccountId]) -> tuple[Code, ...]:
    """For whom a person was punished: the interviewee, another victim, or somebody else."""
    return tuple(
        dict.fromkeys(
            Code("interviewee" if p == INTERVIEWEE else "another-victim" if p in victims else "somebody-else")
            for p in people
        )
    )


def families(people: Sequence[AccountId], kin: Iterable[tuple[AccountId, AccountId]]) -> Mapping[AccountId, AccountId]:
    """The family each person belongs to, named by its first member: people joined by any tie of kinship told."""
    known = set(people)
    ties = [Verdict(left=a, right=b, answer=Answer.SAME) for a, b in kin if a in known and b in known]
    return cluster(people, ties).founder


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What became of a person as far as anybody credible knows, and the last credible sign of life."""

    status: Possible
    as_of: Possible
    sign_of_life: Possible


_LIVING = frozenset({"alive", "seen", "released"})


def current_fate(fates: Sequence[FateAccount], frame: Frame) -> Fate:
    """The current fate with its as-of date, and the last credible sign of life.

    Rule: rumours and inferences never change a status. Of the credible accounts the latest stands; one that is
    certainly earlier than another is superseded; those whose order is open, undated ones among them, stay side by side.
    """
    credible = [f for f in fates if first(f.status) is not None and frame.is_credible(first(f.basis))]
    latest = [f for f in credible if not any(_precedes(f, other) for other in credible)]
    alive = [when for f in credible if first(f.status) in _LIVING and (when := first(f.as_of)) is not None]
    return Fate(
        status=several(str(first(f.status)) for f in latest),
        as_of=_hull([when for f in latest if (when := first(f.as_of)) is not None]),
        sign_of_life=_latest(alive),
    )


def _precedes(fate: FateAccount, other: FateAccount) -> bool:
    when, then = first(fate.as_of), first(other.as_of)
    return when is not None and then is not None and certainly_before(when, then)


def _hull(dates: Sequence[IntervalDate]) -> Possible:
    if not dates:
        return span(None, None)
    lows, highs = [d.earliest for d in dates], [d.latest for d in dates]
    return span(
        _ordinal(None if None in lows else min(filter(None, lows))),
        _ordinal(None if None in highs else max(filter(None, highs))),
    )


def _latest(dates: Sequence[IntervalDate]) -> Possible:
    if not dates:
        return span(None, None)
    lows = [d.earliest for d in dates if d.earliest is not None]
    highs = [d.latest for d in dates]
    return span(_ordinal(max(lows, default=None)), _ordinal(None if None in highs else max(filter(None, highs))))


def _ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()
