"""From the registry to the rows of a snapshot: one function for each table."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from uuid import UUID

from lastseen.domain.accounts import (
    INTERVIEWEE,
    Account,
    AccountId,
    CaseAccount,
    Involved,
    MassEventAccount,
    PersonAccount,
    RelationAccount,
    SourceId,
    StageAccount,
    ValueKind,
    specs,
)
from lastseen.domain.answers import Absence, Code, PassageId, Said, absence, first, values
from lastseen.domain.dates import Age, IntervalDate, full_years
from lastseen.domain.derive.answers import Possible
from lastseen.domain.derive.cases import Decision, Disappearance, disappearances
from lastseen.domain.derive.custody import gap, holders
from lastseen.domain.derive.frame import Frame
from lastseen.domain.derive.people import closest_relation, families
from lastseen.domain.derive.variables import VARIABLES, Shape
from lastseen.domain.sources import Passage
from lastseen.domain.verdicts import Clustering, VerdictKind
from lastseen.domain.vocabulary import Attribute, Vocabulary
from lastseen.operations.book import Book
from lastseen.operations.quoting import Quotes
from lastseen.operations.workspace import Watch
from lastseen.snapshot.writing import Rows
from lastseen.storage.decisions import standing_verdicts

Cells = tuple[object, ...]

_SPEAKER = "interviewee"
"""Stands for the person who speaks where an account points at them: they have no account."""


def rows(book: Book, frame: Frame, passages: Mapping[PassageId, Passage], quotes: Quotes, watch: Watch) -> Rows:
    """The rows of every table, in the order of the schema. Of the words of passages only what may be quoted."""
    files = list(book.files())
    links, victims = book.links, book.victims
    taken: list[Disappearance] = []
    for file in watch(files, "deriving", total=len(files)):
        taken += disappearances(file, links, book.decisions, victims, frame)
    kinds = {source.id: source.kind for source in book.sources}
    return {
        "sources": _sources(book),
        "accounts": _accounts(book),
        "said": _said(book),
        "persons": _persons(book, [file.person for file in files], frame),
        "cases": _clusters(book.cases, book.serial, "C").values(),
        "disappearances": [_disappearance(d, kinds) for d in taken],
        "readings": chain.from_iterable(_readings(d) for d in taken),
        "pairs": _pairs(book, frame),
        "stages": chain.from_iterable(_stages(d, book, frame) for d in taken),
        "relations": _relations(book),
        "mass_events": _mass_events(book),
        "inconsistencies": chain.from_iterable(_implausible(d) for d in taken),
        "verdicts": _verdicts(),
        "terms": _terms(frame.vocabularies),
        "labels": _labels(frame.vocabularies),
        "titles": [(str(s.id), s.external_id, s.title) for s in book.sources],
        "names": _names(book),
        "texts": _texts(book, quotes),
        "evidence": _evidence(book, passages, quotes),
        "reasons": _reasons(book),
    }


def _sources(book: Book) -> list[Cells]:
    return [
        (str(s.id), s.kind, s.interviewee, s.day, s.language, s.compartment, str(book.origin[s.id]))
        for s in book.sources
    ]


def _everything(book: Book) -> Iterable[Account]:
    return chain.from_iterable(book.accounts.values())


def _accounts(book: Book) -> Iterator[Cells]:
    for account in _everything(book):
        person = account.id if isinstance(account, PersonAccount) else _first_of(account, "person")
        case = account.id if isinstance(account, CaseAccount) else _first_of(account, "case")
        stage = book.stages.founder[account.id] if isinstance(account, StageAccount) else None
        yield (
            str(account.id),
            account.kind,
            str(account.source),
            _text(None if person is None else book.persons.founder[person]),
            _text(None if case is None else book.cases.founder[case]),
            _text(stage),
        )


def _said(book: Book) -> Iterator[Cells]:
    """Every value of every account but names and texts, which are for the identity part."""
    for account in _everything(book):
        for field, spec in specs(type(account)).items():
            for position, coded in enumerate(getattr(account, field), start=1):
                if isinstance(coded.value, Absence) or spec.kind not in (ValueKind.NAME, ValueKind.TEXT):
                    yield (str(account.id), f"{account.kind}.{field}", position, *_value(coded.value))


def _value(value: object) -> Cells:
    code = other = role = why_not = None
    days: Cells = (None, None)
    numbers: Cells = (None, None)
    match value:
        case Absence():
            why_not = value.value
        case IntervalDate():
            days = _ends(value)
        case Age():
            numbers = full_years(value)
        case int():
            numbers = (value, value)
        case Involved():
            code, role = str(value.authority), str(value.role)
        case UUID() if value == INTERVIEWEE:
            code = _SPEAKER
        case UUID():
            other = str(value)
        case _:
            code = str(value)
    return (code, *days, *numbers, other, role, why_not)


def _first_of(account: Account, field: str) -> AccountId | None:
    return first(getattr(account, field, ()))


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _persons(book: Book, people: Sequence[AccountId], frame: Frame) -> list[Cells]:
    kin = (
        (book.persons.founder[a], book.persons.founder[b])
        for r in book.of(RelationAccount)
        if any(frame.is_kin(code) for code in values(r.relation))
        for a in values(r.person)
        for b in values(r.other)
        if INTERVIEWEE not in (a, b)
    )
    family = families([members[0] for members in book.persons.clusters], kin)
    wanted = set(people)
    clustered = _clusters(book.persons, book.serial, "P")
    return [(*row, str(family[founder])) for founder, row in clustered.items() if founder in wanted]


def _clusters(
    clustering: Clustering[AccountId], serial: Mapping[AccountId, int], letter: str
) -> dict[AccountId, Cells]:
    """Founder, code, and the doubt it stands in: the oldest founder it may coincide with leads."""
    found: dict[AccountId, Cells] = {}
    for members in clustering.clusters:
        founder = members[0]
        lead = min(clustering.doubts.get(founder, {founder}), key=serial.__getitem__)
        found[founder] = (str(founder), f"{letter}-{serial[founder]:04d}", str(lead), lead == founder)
    return found


def _disappearance(d: Disappearance, kinds: Mapping[SourceId, str]) -> Cells:
    told_by = sorted({kinds[t.source] for t in d.tellings if not t.of_another})
    return (str(d.id), str(d.person), _text(d.case), d.sequence, list(d.outcomes), list(d.standards), told_by)


def _readings(d: Disappearance) -> Iterator[Cells]:
    for number, reading in enumerate(d.readings, start=1):
        cells = chain.from_iterable(_answer(reading.answers[v.name], v.shape) for v in VARIABLES)
        yield (str(d.id), number, reading.source, *cells)


def _answer(answer: Possible, shape: Shape) -> Cells:
    why_not = None if answer.absence is None else answer.absence.value
    if shape in (Shape.SINGLE, Shape.MULTIPLE):
        return (list(answer.codes), why_not)
    if shape is Shape.NUMBER:
        return (answer.low, answer.high, why_not)
    return (_day(answer.low), _day(answer.high), why_not)


def _day(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(ordinal)


def _codes(said: Said[Code]) -> Cells:
    given = [str(code) for code in values(said)]
    return (given, None if given else absence(said).value)


def _pairs(book: Book, frame: Frame) -> Iterator[Cells]:
    interviewee = {source.id: source.interviewee for source in book.sources if source.interviewee is not None}
    victims = book.victims
    told: dict[tuple[str, AccountId], list[PersonAccount]] = {}
    for account in book.of(PersonAccount):
        if account.source in interviewee and account.id in victims:
            told.setdefault((interviewee[account.source], book.persons.founder[account.id]), []).append(account)
    for (speaker, person), accounts in told.items():
        closest = closest_relation((c for a in accounts for c in values(a.relation_to_interviewee)), frame)
        why_not = absence(accounts[0].relation_to_interviewee).value if closest is None else None
        yield (speaker, str(person), str(accounts[0].source), [] if closest is None else [str(closest)], why_not)


def _stages(d: Disappearance, book: Book, frame: Frame) -> Iterator[Cells]:
    for telling in d.tellings:
        following = (*telling.chain[1:], None)
        for position, (stage, after) in enumerate(zip(telling.chain, following, strict=False), start=1):
            start = first(stage.start)
            holder = holders((stage,), frame)[-1:]
            low, high = _gap(start, None if after is None else first(after.start))
            yield (
                str(book.stages.founder[stage.id]),
                str(stage.id),
                str(d.id),
                str(telling.source),
                position,
                *_codes(stage.stage),
                list(holder),
                None if holder else absence(stage.authorities).value,
                *_codes(stage.basis),
                *_ends(start),
                absence(stage.start).value if start is None else None,
                low,
                high,
                "not-asked" if low is None and high is None else None,
            )


def _ends(day: IntervalDate | None) -> tuple[date | None, date | None]:
    return (None, None) if day is None else (day.earliest, day.latest)


def _gap(start: IntervalDate | None, after: IntervalDate | None) -> tuple[int | None, int | None]:
    return (None, None) if start is None or after is None else gap(start, after)


def _implausible(d: Disappearance) -> Iterator[Cells]:
    for one in d.implausible:
        yield (str(d.person), one.rule, [str(account) for account in one.accounts])


def _relations(book: Book) -> Iterator[Cells]:
    founder = book.persons.founder
    for relation in book.of(RelationAccount):
        person, other = first(relation.person), first(relation.other)
        if person is not None and other is not None and INTERVIEWEE not in (person, other):
            ends = (str(founder[person]), str(founder[other]))
            yield (*ends, _text(first(relation.relation)), str(relation.source))


def _mass_events(book: Book) -> Iterator[Cells]:
    for event in book.of(MassEventAccount):
        start = first(event.start)
        yield (
            first(event.event) or event.external_id,
            str(event.id),
            str(event.source),
            str(book.origin[event.source]),
            first(event.lowest),
            first(event.highest),
            *_ends(start),
            [str(book.persons.founder[person]) for person in values(event.identified)],
        )


def _verdicts() -> Iterator[Cells]:
    for kind in VerdictKind:
        for verdict in standing_verdicts(kind):
            yield (kind.value, str(verdict.left), str(verdict.right), verdict.answer.value)


def _terms(vocabularies: Mapping[str, Vocabulary]) -> Iterator[Cells]:
    for vocabulary in vocabularies.values():
        for position, term in enumerate(vocabulary.terms, start=1):
            place = (_degrees(term.attributes.get("lat")), _degrees(term.attributes.get("lon")))
            yield (vocabulary.id, term.code, term.parent, term.rank, position, *place)


def _degrees(attribute: Attribute | None) -> float | None:
    return float(attribute) if isinstance(attribute, int | float) else None


def _labels(vocabularies: Mapping[str, Vocabulary]) -> Iterator[Cells]:
    for vocabulary in vocabularies.values():
        for term in vocabulary.terms:
            for language, label in term.labels.items():
                yield (vocabulary.id, term.code, language, label)


def _names(book: Book) -> Iterator[Cells]:
    for account in book.of(PersonAccount):
        for name in values(account.names):
            yield (str(account.id), name.text, name.script, name.system, name.kind)


def _texts(book: Book, quotes: Quotes) -> Iterator[Cells]:
    """What is told in free words: texts, which are the coder's, and dates as they were told."""
    for account in _everything(book):
        for field, spec in specs(type(account)).items():
            if spec.kind in (ValueKind.TEXT, ValueKind.DATE):
                for value in values(getattr(account, field)):
                    text = quotes.told(account.source, value.told) if isinstance(value, IntervalDate) else value
                    if text:
                        yield (str(account.id), f"{account.kind}.{field}", text)


def _evidence(book: Book, passages: Mapping[PassageId, Passage], quotes: Quotes) -> Iterator[Cells]:
    for account in _everything(book):
        for field in specs(type(account)):
            cited = dict.fromkeys(p for coded in getattr(account, field) for p in coded.passages)
            for passage in (passages[id_] for id_ in cited):
                quote = quotes.of(passage)
                cited_as = (str(account.id), f"{account.kind}.{field}", str(passage.id), str(passage.source))
                place = (passage.locator, passage.start, passage.end)
                yield (*cited_as, *place, quote.words, quote.state, _text(quote.held))


def _reasons(book: Book) -> Iterator[Cells]:
    for one in _each(book.decisions.conclusions):
        yield _reason(book, one.accounts, one.variable, " … ".join(one.values), one.reason)
    for finding in _each(book.decisions.findings):
        value = f"{finding.outcome} · {finding.standard}"
        yield _reason(book, finding.accounts, "finding", value, finding.reason)


def _each(held: Mapping[AccountId, tuple[tuple[int, Decision], ...]]) -> Iterable[Decision]:
    """Every decision once, whatever number of accounts it hangs on."""
    return dict(chain.from_iterable(held.values())).values()


def _reason(book: Book, accounts: frozenset[AccountId], *cells: str) -> Cells:
    people = accounts & book.persons.founder.keys()
    cases = {str(book.cases.founder[account]) for account in accounts & book.cases.founder.keys()}
    told_by = {str(book.decided[account]) for account in accounts}
    return (str(min(people or accounts)), *cells, sorted(cases), sorted(told_by))
