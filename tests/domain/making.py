"""Short ways to make accounts of invented people for tests."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar
from uuid import UUID, uuid5

from lastseen.domain.accounts import (
    AccountId,
    FateAccount,
    Involved,
    PersonAccount,
    ResponseAccount,
    SourceId,
    StageAccount,
)
from lastseen.domain.answers import Absence, Code, Coded, Said
from lastseen.domain.dates import IntervalDate, parse_date
from lastseen.domain.derive.answers import Possible
from lastseen.domain.derive.frame import Frame
from lastseen.domain.derive.tellings import Links, PersonFile
from lastseen.exchange.vocabularies import load_vocabularies

T = TypeVar("T")

FRAME = Frame(vocabularies=load_vocabularies("dprk", None))

_NAMESPACE = UUID("00000000-0000-5000-8000-00000000beef")


def uid(name: str) -> UUID:
    """The same id for the same name."""
    return uuid5(_NAMESPACE, name)


def account_id(name: str) -> AccountId:
    return AccountId(uid(name))


def source_id(place: int) -> SourceId:
    """The id of a source; ids are in the order of their numbers."""
    return SourceId(UUID(int=place))


A, B, C = source_id(1), source_id(2), source_id(3)


def said(*values: T | Absence) -> Said[T]:
    """Values as one source gives them, without passages."""
    return tuple(Coded(value=value) for value in values)


def codes(*found: str) -> Said[Code]:
    return said(*(Code(code) for code in found))


def told(day: str) -> Said[IntervalDate]:
    """A date as told; nothing where the words are empty."""
    return said(parse_date(day)) if day else ()


def day(text: str) -> int:
    """A day as figures count it."""
    return date.fromisoformat(text).toordinal()


def within(earliest: str, latest: str) -> Possible:
    return Possible(low=day(earliest), high=day(latest))


def by(*parts: str) -> Said[Involved]:
    """Authorities, each written ``role:authority``."""
    pairs = (part.split(":") for part in parts)
    return said(*(Involved(authority=Code(authority), role=Code(role)) for role, authority in pairs))


def stage(
    name: str,
    kind: str,
    *parts: str,
    start: str = "",
    order: int | None = None,
    source: SourceId = A,
    case: str | None = "case",
    basis: str = "",
    end: str = "",
    grounds: tuple[str, ...] = (),
    place: str = "",
    place_from: str = "",
) -> StageAccount:
    return StageAccount(
        id=account_id(name),
        source=source,
        external_id=name,
        case=said(account_id(case)) if case else (),
        order=said(order) if order is not None else (),
        stage=codes(kind) if kind else (),
        authorities=by(*parts),
        start=told(start),
        end=told(end),
        basis=codes(basis) if basis else (),
        grounds=codes(*grounds),
        place=codes(place) if place else (),
        place_from=codes(place_from) if place_from else (),
    )


def person(
    name: str,
    *,
    source: SourceId = A,
    birth: Said[IntervalDate] = (),
    sex: str = "",
    relation: str = "",
) -> PersonAccount:
    return PersonAccount(
        id=account_id(name),
        source=source,
        external_id=name,
        birth=birth,
        sex=codes(sex) if sex else (),
        relation_to_interviewee=codes(relation) if relation else (),
    )


def fate(name: str, status: str | Absence, *, as_of: str = "", basis: str = "saw", source: SourceId = A) -> FateAccount:
    return FateAccount(
        id=account_id(name),
        source=source,
        external_id=name,
        status=said(status) if isinstance(status, Absence) else codes(status),
        as_of=told(as_of),
        basis=codes(basis) if basis else (),
    )


def response(name: str, *kinds: str, source: SourceId = A) -> ResponseAccount:
    return ResponseAccount(id=account_id(name), source=source, external_id=name, response=codes(*kinds))


def person_file(
    *accounts: PersonAccount,
    stages: Iterable[StageAccount] = (),
    fates: Iterable[FateAccount] = (),
    responses: Iterable[ResponseAccount] = (),
) -> PersonFile:
    return PersonFile(
        person=accounts[0].id,
        accounts=accounts,
        stages=tuple(stages),
        fates=tuple(fates),
        responses=tuple(responses),
    )


def links(
    file: PersonFile,
    *,
    same_stages: Mapping[str, str] | None = None,
    same_cases: Mapping[str, str] | None = None,
    origin: Mapping[SourceId, SourceId] | None = None,
) -> Links:
    """Links in which nothing is joined but what is named: younger name to founder's name."""
    cases = {coded.value for s in file.stages for coded in s.case if not isinstance(coded.value, Absence)}
    sources = {a.source for a in (*file.accounts, *file.stages, *file.fates, *file.responses)}
    return Links(
        case={c: c for c in cases} | _joined(same_cases or {}),
        stage={s.id: s.id for s in file.stages} | _joined(same_stages or {}),
        origin={s: s for s in sources} | dict(origin or {}),
    )


def _joined(names: Mapping[str, str]) -> dict[AccountId, AccountId]:
    return {account_id(name): account_id(founder) for name, founder in names.items()}
