"""What one user may see of sources: descriptions, texts, passages, codings, consents."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Q, QuerySet, When
from django.db.models.expressions import RawSQL

from lastseen.domain.accounts import AccountId, SourceId
from lastseen.domain.answers import PassageId
from lastseen.domain.decisions import Consent as DomainConsent
from lastseen.domain.decisions import ConsentAnswer, IdentityLevel
from lastseen.domain.rights import May, Rights
from lastseen.domain.sources import Derivation
from lastseen.domain.sources import Passage as DomainPassage
from lastseen.domain.sources import Source as DomainSource
from lastseen.storage.models import Account, Coding, Consent, Description, Passage, Pointer, Source, SourceText
from lastseen.storage.places import placed
from lastseen.storage.seen import Deed, deed, deed_columns, seen, seen_descriptions
from lastseen.storage.unsaid import known_codings

_REPEATED = """WITH RECURSIVE repeated(id) AS (
    {seeds}
    UNION
    SELECT d.derived_from_id FROM repeated r JOIN storage_description d ON d.source_id = r.id
    WHERE d.retracted_id IS NULL AND d.derived_from_id IS NOT NULL
) SELECT id FROM repeated"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextKept:
    """A text of a source, whole."""

    id: UUID
    role: str
    language: str
    digest: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingKept:
    """One coder's reading of a source: how far it is, and when it was begun."""

    source: SourceId
    coder: str
    state: str
    begun: Deed


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentKept:
    """A cell of a source's consents, and when it was entered."""

    consent: DomainConsent
    entered: Deed


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which sources are asked for; what is not given is not asked. ``text`` stands in the external id.

    With ``names``, only those of these external ids are.
    """

    text: str = ""
    names: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    compartments: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    """States of coding; ``none`` for sources nobody began to code."""
    since: date | None = None
    until: date | None = None


AGREED = "agreed"
"""The state of a coding that everything reads."""
UNCODED = "none"
"""The state of a source that has no coding."""


def descriptions(rights: Rights) -> "QuerySet[Description]":
    """The standing descriptions of the sources somebody sees, by external id."""
    standing = Description.objects.filter(seen_descriptions(rights), retracted__isnull=True)
    return standing.select_related("source", "interviewee").order_by("source__external_id")


def sources_seen(rights: Rights, sources: Iterable[SourceId]) -> frozenset[SourceId]:
    """Those of these sources that somebody sees."""
    rows = descriptions(rights).filter(source_id__in=set(sources)).order_by()
    return frozenset(SourceId(id_) for id_ in rows.values_list("source_id", flat=True))


def source_named(rights: Rights, external_id: str) -> DomainSource | None:
    """The source of this name, where somebody sees it."""
    row = descriptions(rights).filter(source__external_id=external_id).first()
    return None if row is None else _source(rights, row)


def sources_of(rights: Rights, sources: Iterable[SourceId]) -> dict[SourceId, DomainSource]:
    """These sources and those they go back to, as far as somebody sees them; what repeats a hidden one is its own."""
    wanted = set(sources)
    if not wanted:
        return {}
    seeds, values = Source.objects.filter(id__in=wanted).values("id").query.sql_with_params()
    walk = RawSQL(_REPEATED.format(seeds=seeds), values)  # noqa: S611  # made here; values are passed apart
    found = {SourceId(row.source_id): _source(rights, row) for row in descriptions(rights).filter(source_id__in=walk)}
    return {
        id_: source if source.derived_from in found else replace(source, derived_from=None, derivation=None)
        for id_, source in found.items()
    }


def _source(rights: Rights, row: Description) -> DomainSource:
    return DomainSource(
        id=SourceId(row.source_id),
        external_id=row.source.external_id,
        kind=row.kind,
        language=row.language,
        compartment=row.compartment,
        day=row.day,
        title=row.title if rights.may(May.IDENTIFY) else "",
        interviewee=None if row.interviewee is None else row.interviewee.code,
        derived_from=None if row.derived_from_id is None else SourceId(row.derived_from_id),
        derivation=Derivation(row.derivation) if row.derivation else None,
    )


def find_sources(rights: Rights, wanted: Wanted, start: int, size: int) -> tuple[int, list[DomainSource]]:
    """How many sources are as wanted, and some of them, by external id."""
    rows = descriptions(rights).filter(as_wanted(rights, wanted))
    found = [_source(rights, row) for row in rows[start : start + size]]
    return rows.count(), found


def as_wanted(rights: Rights, wanted: Wanted) -> Q:
    """The condition that descriptions are as wanted."""
    asked = Q(source__external_id__icontains=wanted.text)
    if wanted.states:
        asked &= reduce(or_, (_in_state(rights, state) for state in wanted.states))
    named: tuple[tuple[str, object], ...] = (
        ("source__external_id__in", wanted.names),
        ("kind__in", wanted.kinds),
        ("language__in", wanted.languages),
        ("compartment__in", wanted.compartments),
        ("day__gte", wanted.since),
        ("day__lte", wanted.until),
    )
    for lookup, value in named:
        if value:
            asked &= Q(**{lookup: value})
    return asked


def _in_state(rights: Rights, state: str) -> Q:
    """The condition that this is the state of the coding of a source that is furthest, as far as somebody knows it."""
    codings = Coding.objects.filter(known_codings(rights))
    agreed = Q(source__in=codings.filter(state=AGREED).values("source_id"))
    if state == AGREED:
        return agreed
    if state == UNCODED:
        return ~Q(source__in=codings.values("source_id"))
    return Q(source__in=codings.filter(state=state).values("source_id")) & ~agreed


def choices(rights: Rights) -> dict[str, tuple[str, ...]]:
    """What somebody can ask of sources: the kinds, languages and compartments there are."""
    rows = list(descriptions(rights).order_by().values_list("kind", "language", "compartment").distinct())
    columns = ("kinds", "languages", "compartments")
    return {column: tuple(sorted({row[place] for row in rows})) for place, column in enumerate(columns)}


def told_by(rights: Rights, source: SourceId, start: int, size: int) -> tuple[int, list[AccountId]]:
    """How many accounts of a source lead its others, and some of them: people first, each kind oldest first.

    Those lead that tell of a person, and those that hang on none: mass events, and cases in which nobody is told of.
    """
    on_people = Pointer.objects.filter(field__in=("person", "other")).values("account_id")
    said_in = Pointer.objects.filter(seen(rights, "account__"), field="case", account__coding__source_id=source)
    in_cases = said_in.values("target_id")
    loose = ~Q(id__in=on_people.filter(account__coding__source_id=source)) & ~Q(kind="case", id__in=in_cases)
    rows = Account.objects.filter(seen(rights), Q(kind="person") | loose, coding__source_id=source)
    people_first = Case(When(kind="person", then=0), default=1, output_field=IntegerField())
    found = rows.order_by(people_first, "kind", "serial").values_list("id", flat=True)
    return rows.count(), [AccountId(id_) for id_ in found[start : start + size]]


def counts_of(rights: Rights, sources: Iterable[SourceId]) -> dict[tuple[SourceId, str], int]:
    """How many accounts of each kind each of these sources gives."""
    rows = Account.objects.filter(seen(rights), coding__source_id__in=set(sources)).order_by()
    counted = rows.values("coding__source_id", "kind").annotate(count=Count("id", distinct=True))
    return {(SourceId(row["coding__source_id"]), row["kind"]): row["count"] for row in counted}


def texts_of(rights: Rights, source: SourceId) -> tuple[TextKept, ...]:
    """The texts of a source somebody sees, oldest first; none for who may not read them."""
    if not rights.may(May.IDENTIFY):
        return ()
    rows = SourceText.objects.filter(source_id=source).order_by("entry__number", "digest")
    return tuple(
        TextKept(id=id_, role=role, language=language, digest=digest, text=text)
        for id_, role, language, digest, text in rows.values_list("id", "role", "language", "digest", "text")
    )


def passages_of(rights: Rights, passages: Iterable[PassageId]) -> dict[PassageId, DomainPassage]:
    """Those of these passages whose source somebody sees, where they stand now, in the order of the text.

    None for who may not read texts.
    """
    if not rights.may(May.IDENTIFY):
        return {}
    standing = Q(source__descriptions__retracted__isnull=True) & seen_descriptions(rights, "source__descriptions__")
    found = placed(Passage.objects.filter(standing, id__in=set(passages)))
    return {one.id: one for one in sorted(found, key=lambda one: (one.start, one.end, one.locator, one.id))}


def codings_of(rights: Rights, sources: Iterable[SourceId]) -> list[CodingKept]:
    """The codings of these sources that somebody may know of, oldest first; an agreed one comes last."""
    rows = Coding.objects.filter(known_codings(rights), source_id__in=set(sources))
    last_agreed = Case(When(state=AGREED, then=1), default=0, output_field=IntegerField())
    rows = rows.order_by(last_agreed, "entry__number", "coder")
    return [
        CodingKept(source=SourceId(source), coder=coder, state=state, begun=deed(begun))
        for source, coder, state, *begun in rows.values_list("source_id", "coder", "state", *deed_columns("entry"))
    ]


def consents_of(sources: Iterable[SourceId]) -> dict[SourceId, tuple[ConsentKept, ...]]:
    """The consents of these sources as they stand now."""
    columns = ("source_id", "purpose", "recipient", "identity", "answer", "until", "withdrawn")
    rows = Consent.objects.filter(source_id__in=set(sources), retracted__isnull=True).order_by("purpose", "recipient")
    found: dict[SourceId, list[ConsentKept]] = {}
    for cells in rows.values_list(*columns, *deed_columns("entry")):
        found.setdefault(SourceId(cells[0]), []).append(_consent(cells))
    return {source: tuple(cells) for source, cells in found.items()}


def _consent(cells: Sequence[Any]) -> ConsentKept:
    source, purpose, recipient, identity, answer, until, withdrawn = cells[:7]
    consent = DomainConsent(
        source=SourceId(source),
        purpose=purpose,
        recipient=recipient,
        identity=IdentityLevel(identity),
        answer=ConsentAnswer(answer),
        until=until,
        withdrawn=withdrawn,
    )
    return ConsentKept(consent=consent, entered=deed(cells[7:]))
