"""What is known of a disappearance, put as UN procedures ask for it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from lastseen.domain.dates import IntervalDate
from lastseen.domain.decisions import Because, Decision
from lastseen.domain.derive.frame import Frame
from lastseen.domain.efforts import Effort, Reply
from lastseen.domain.submitting import SUBMITTED, Check, Custody, Facts, Procedure, Step, Submitter, check
from lastseen.reports.records.accounts import ToldAccount
from lastseen.reports.records.dossiers import Dossier, PersonRecord
from lastseen.reports.records.takings import Taking
from lastseen.reports.submissions.asking import bonds, described

_TRAITS = ("sex", "birth", "age", "occupation", "residence")
_PLACES = ("place", "place_from", "residence")
_HOLDING = ("depriving", "ordering", "supervising", "receiving")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What the organisation itself did for a person, with what came back."""

    effort: Effort
    replies: tuple[Reply, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """What stands between a person and a procedure: the sources, the family, what protects somebody."""

    sources: Decision
    family: Decision
    protection: Because | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What a submission is made with besides the records: by whom, on which day, and what is known of what was tried.

    ``nationalities`` are the States a person belongs to, where anybody told.
    """

    procedure: Procedure
    submitter: Submitter
    received: date
    tried: tuple[Tried, ...] = ()
    permission: Permission
    nationalities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """The content of a submission: the case, the record of the one person, what is known of them, what was checked.

    ``lands`` has the country of every place told of.
    """

    case: Case
    record: Dossier
    facts: Facts
    checked: Check
    lands: Mapping[str, str]

    @property
    def person(self) -> PersonRecord:
        """The one person it is about."""
        return self.record.people[0]

    @property
    def taking(self) -> Taking:
        """The disappearance it is about: the last one."""
        return self.person.takings[-1]


def matter(record: Dossier, case: Case, frame: Frame) -> Matter:
    """A submission's content from the record of one person who was taken at least once."""
    person = record.people[0]
    facts = facts_of(person, case, frame)
    places = {code for account in person.accounts for field in _PLACES if (code := account.code(field)) is not None}
    return Matter(
        case=case,
        record=record,
        facts=facts,
        checked=check(case.procedure, facts, bonds()),
        lands={place: frame.country(place) for place in places},
    )


def facts_of(person: PersonRecord, case: Case, frame: Frame) -> Facts:
    """What is known of the last disappearance of a person, by every source that may be used."""
    taking = person.takings[-1]
    return Facts(
        names=tuple(name.text for name in person.names),
        described=described(),
        traits=frozenset(trait for trait in _TRAITS if any(_gives(told, trait) for told in person.of("person"))),
        nationalities=case.nationalities,
        taken=_day(taking),
        place=next(iter(taking.taken.codes["place_of_arrest"]), "") or _last_place(taking),
        custody=tuple(_custody(taking, frame)),
        steps=tuple(_steps(person, case.tried)),
        fates=frozenset(taking.taken.codes["fate"]),
        registered=frozenset(one.effort.forum for one in case.tried if _is_before(one.effort)),
        sources=case.permission.sources,
        family=case.permission.family,
        protection=case.permission.protection,
        submitter=case.submitter,
        received=case.received,
    )


def _custody(taking: Taking, frame: Frame) -> Iterator[Custody]:
    """Each hand in which a person was, source after source, without repeats."""
    told = (hand for telling in taking.tellings for stage in telling.stages for hand in _hands(stage, frame))
    yield from dict.fromkeys(told)


def _steps(person: PersonRecord, tried: Iterable[Tried]) -> Iterator[Step]:
    """What sources tell was done to find a person, and what the organisation did besides its submissions."""
    for account in person.of("effort"):
        kind = account.code("effort")
        if kind is not None:
            yield Step(kind=kind, words=" ".join(quote.words for quote in account.said("effort").quotes))
    yield from (Step(kind=one.effort.kind, words=one.effort.what) for one in tried if one.effort.kind != SUBMITTED)


def _last_place(taking: Taking) -> str:
    """The last place at which any source has the person."""
    told = (stage.code("place") for telling in taking.tellings for stage in reversed(telling.stages))
    return next((place for place in told if place is not None), "")


def _is_before(effort: Effort) -> bool:
    """Whether a case lies before a forum: it was submitted, and neither closed, withdrawn nor turned down."""
    is_made = effort.kind == SUBMITTED and (bool(effort.number) or effort.day is not None)
    return is_made and effort.closed is None and effort.state not in ("in-preparation", "withdrawn", "rejected")


def _hands(stage: ToldAccount, frame: Frame) -> Iterator[Custody]:
    places = [place for field in ("place_from", "place") if (place := stage.code(field)) is not None]
    territory = frame.country(places[0]) if places else ""
    told = sorted((v for v in stage.said("authorities").values if v.code), key=lambda v: _rank(v.role))
    for value in told:
        authority = frame.counted(value.code or "")
        country = frame.attribute("authority", authority, "country")
        yield Custody(authority=str(value.code), state=str(country or ""), territory=territory)
    if not told and territory:
        yield Custody(authority="", state="", territory=territory)


def _rank(role: str | None) -> int:
    return _HOLDING.index(role) if role in _HOLDING else len(_HOLDING)


def _gives(account: ToldAccount, field: str) -> bool:
    return any(value.absence is None for value in account.said(field).values)


def _day(taking: Taking) -> IntervalDate | None:
    low, high = taking.taken.days["disappeared"]
    return None if low is None and high is None else IntervalDate(earliest=low, latest=high)
