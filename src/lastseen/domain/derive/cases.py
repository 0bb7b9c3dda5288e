"""Disappearances: each person in each case, with the readings that accounts, verdicts and decisions leave."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar
from uuid import UUID, uuid5

from lastseen.domain.accounts import AccountId, StageAccount
from lastseen.domain.decisions import Conclusion, Finding
from lastseen.domain.derive.answers import Possible, either, several, span
from lastseen.domain.derive.frame import Frame
from lastseen.domain.derive.inconsistencies import CONSISTENT, Inconsistency, inconsistencies
from lastseen.domain.derive.tellings import Links, PersonFile, Telling, by_case, tellings
from lastseen.domain.derive.variables import SHAPES, Reading, Shape, Shared, common_answers, readings

Decision = TypeVar("Decision", Conclusion, Finding)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disappearance:
    """One person in one case: the tellings, the readings they give, and the findings on it.

    ``sequence`` counts the disappearances of a person in time from one; two that may have happened in either order
    share a number. ``outcomes`` and ``standards`` are those of every finding that stands: none is not a finding.
    ``implausible`` is what was told of it and cannot be so.
    """

    id: UUID
    person: AccountId
    case: AccountId | None
    sequence: int
    outcomes: tuple[str, ...]
    standards: tuple[str, ...]
    tellings: tuple[Telling, ...]
    readings: tuple[Reading, ...]
    implausible: tuple[Inconsistency, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """The standing conclusions and findings, found by any account they hang on, each with its place in time."""

    conclusions: Mapping[AccountId, tuple[tuple[int, Conclusion], ...]]
    findings: Mapping[AccountId, tuple[tuple[int, Finding], ...]]


def index(decisions: Iterable[Decision]) -> dict[AccountId, tuple[tuple[int, Decision], ...]]:
    """Decisions, given oldest first, by each account they hang on, each with its place in the order given."""
    found: dict[AccountId, list[tuple[int, Decision]]] = {}
    for place, decision in enumerate(decisions):
        for account in decision.accounts:
            found.setdefault(account, []).append((place, decision))
    return {account: tuple(held) for account, held in found.items()}


def disappearances(
    file: PersonFile, links: Links, decisions: Decisions, victims: frozenset[AccountId], frame: Frame
) -> tuple[Disappearance, ...]:
    """All disappearances of one person, first to last."""
    relations = tuple(coded for account in file.accounts for coded in account.relation_to_interviewee)
    marked = inconsistencies(file, frame)
    found = []
    for case, stages in by_case(file, links).items():
        told = tellings(file, stages, links)
        implausible = _between(marked, stages)
        shared = Shared(
            victims=victims,
            common=common_answers(told, relations, frame) | {"inconsistencies": _rules(implausible)},
            concluded=concluded(_about(file, case, decisions.conclusions, links)),
        )
        findings = _about(file, case, decisions.findings, links)
        found.append(
            Disappearance(
                id=uuid5(file.person, str(case)),
                person=file.person,
                case=case,
                sequence=1,
                outcomes=tuple(dict.fromkeys(finding.outcome for finding in findings)),
                standards=tuple(dict.fromkeys(finding.standard for finding in findings)),
                tellings=told,
                readings=readings(told, shared, frame),
                implausible=implausible,
            )
        )
    return _numbered(found)


def _between(marked: Sequence[Inconsistency], stages: Sequence[StageAccount]) -> tuple[Inconsistency, ...]:
    """What is marked on any of these stages: every rule is about one."""
    here = {stage.id for stage in stages}
    return tuple(one for one in marked if not here.isdisjoint(one.accounts))


def _rules(implausible: Sequence[Inconsistency]) -> Possible:
    return several((one.rule for one in implausible) if implausible else (CONSISTENT,))


def concluded(conclusions: Iterable[Conclusion]) -> dict[str, Possible]:
    """The answers that conclusions put in place; of two on one variable the later prevails."""
    return {c.variable: _concluded(c.values, SHAPES[c.variable]) for c in conclusions}


def _concluded(ends: Sequence[str], shape: Shape) -> Possible:
    if shape in (Shape.SINGLE, Shape.MULTIPLE):
        return several(ends)
    number = int if shape is Shape.NUMBER else _ordinal
    return span(number(ends[0]), number(ends[-1]))


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _about(
    file: PersonFile, case: AccountId | None, held: Mapping[AccountId, tuple[tuple[int, Decision], ...]], links: Links
) -> list[Decision]:
    """The decisions hanging on this person and, where they name cases, on this case; oldest first."""
    found: dict[int, Decision] = {}
    for account in file.accounts:
        for place, decision in held.get(account.id, ()):
            cases = {links.case[a] for a in decision.accounts if a in links.case}
            if not cases or case in cases:
                found[place] = decision
    return [found[place] for place in sorted(found)]


def _numbered(found: Sequence[Disappearance]) -> tuple[Disappearance, ...]:
    """Number disappearances in time; one not certainly later than the one before shares its number."""
    if len(found) == 1:
        return tuple(found)
    when = {d.id: either(reading.answers["disappeared"] for reading in d.readings) for d in found}
    ordered = sorted(found, key=lambda d: (when[d.id].low or 0, when[d.id].high or date.max.toordinal()))
    numbered: list[Disappearance] = []
    number, latest = 1, 0
    for disappearance in ordered:
        span_ = when[disappearance.id]
        if numbered and span_.low is not None and span_.low > latest:
            number += 1
        numbered.append(replace(disappearance, sequence=number))
        latest = max(latest, span_.high if span_.high is not None else date.max.toordinal())
    return tuple(numbered)
