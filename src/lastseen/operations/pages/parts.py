"""Parts that pages of people and of cases share: people in short, what was taken of whom, decisions, sources."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lastseen.domain.accounts import AccountId, Name, PersonAccount, SourceId
from lastseen.domain.answers import Code, PassageId, values
from lastseen.domain.derive.answers import Possible, either
from lastseen.domain.derive.cases import Disappearance
from lastseen.domain.derive.elements import Element, elements
from lastseen.domain.derive.frame import Frame
from lastseen.domain.derive.inconsistencies import Inconsistency
from lastseen.domain.derive.tellings import Telling
from lastseen.domain.derive.variables import VARIABLES
from lastseen.domain.rights import Rights
from lastseen.domain.sources import Passage, Source
from lastseen.operations.pages.asked import LETTERS, code_of
from lastseen.operations.pages.near import Near
from lastseen.operations.pages.sight import AccountTold, Sight
from lastseen.storage.seen import Deed, Judged, Kept, Made
from lastseen.storage.seen_sources import ConsentKept, consents_of, passages_of
from lastseen.storage.verdicts import ends_kept


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonShort:
    """Somebody in short: code, every name told, every role told."""

    code: str
    names: tuple[Name, ...]
    roles: tuple[Code, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceShort:
    """A source in short. ``repeats`` is the name of the one it is derived from, empty where it is its own."""

    name: str
    kind: str
    day: date | None
    language: str
    compartment: str
    title: str
    interviewee: str
    repeats: str
    derivation: str
    consents: tuple[ConsentKept, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is known of one variable: all that is left open, and what each source's reading leaves open.

    A reading that does not say takes from the others. With ``concluded`` it is what the organisation stands by.
    """

    open: Possible
    readings: tuple[tuple[str, Possible], ...]
    concluded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTelling:
    """What one independent source tells of a disappearance: its chain, stage by stage.

    Stages of another source are there where a verdict joined the two. ``of_another`` as for a
    :class:`~lastseen.domain.derive.tellings.Telling`.
    """

    source: str
    origin: str
    of_another: bool
    chain: tuple[AccountTold, ...]
    fates: tuple[AccountTold, ...]
    responses: tuple[AccountTold, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Supported:
    """An element of ICPPED Art. 2 and the accounts that support it, of whatever source."""

    element: Element
    accounts: tuple[AccountId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingSeen:
    """One disappearance as one user sees it; ``case`` is the case's code, None for what is told outside any case."""

    id: UUID
    person: str
    case: str | None
    sequence: int
    outcomes: tuple[str, ...]
    standards: tuple[str, ...]
    tellings: tuple[SourceTelling, ...]
    answers: Mapping[str, Answer]
    elements: tuple[Supported, ...]
    implausible: tuple[Inconsistency, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountKey:
    """An account by the source that gives it and its name there, with the code of whom or what it tells of.

    ``is_withdrawn`` where the entry is said no more: what was decided of it rests, and has its code of its own.
    """

    id: AccountId
    kind: str
    code: str
    source: str
    name: str
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictSeen:
    """A verdict between two accounts; ``taken_back`` says whether and when it ceased to stand."""

    id: UUID
    kind: str
    answer: str
    ends: tuple[AccountKey, AccountKey]
    reason: str
    made: Deed
    taken_back: Deed | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionSeen:
    """A conclusion or a finding. ``subject`` is the variable concluded on; ``cases`` the codes of cases it names."""

    id: UUID
    subject: str
    values: tuple[str, ...]
    accounts: tuple[AccountKey, ...]
    cases: tuple[str, ...]
    reason: str
    made: Deed
    taken_back: Deed | None


def short(sight: Sight, held: Mapping[AccountId, Kept], accounts: Iterable[AccountId]) -> dict[str, PersonShort]:
    """The people whom any of these accounts tells of, by code, the oldest first."""
    members: dict[AccountId, list[Kept]] = {}
    for account in accounts:
        members.setdefault(sight.founder(account), []).append(held[account])
    ordered = sorted(members, key=lambda founder: sight.placed[founder].serial)
    return {sight.code(founder): _short(sight.code(founder), members[founder]) for founder in ordered}


def _short(code: str, accounts: Sequence[Kept]) -> PersonShort:
    people = [one.account for one in accounts if isinstance(one.account, PersonAccount)]
    return PersonShort(
        code=code,
        names=tuple(dict.fromkeys(name for person in people for name in values(person.names))),
        roles=tuple(dict.fromkeys(role for person in people for role in values(person.role))),
    )


def taking(near: Near, one: Disappearance, frame: Frame) -> TakingSeen:
    """A disappearance for a page."""
    concluded = {made.subject for made in near.conclusions if _is_about(near, made, one)}
    return TakingSeen(
        id=one.id,
        person=near.sight.code(one.person),
        case=None if one.case is None else near.sight.code(one.case),
        sequence=one.sequence,
        outcomes=one.outcomes,
        standards=one.standards,
        tellings=tuple(_telling(near, telling) for telling in one.tellings),
        answers={v.name: _answer(near, one, v.name, concluded=v.name in concluded) for v in VARIABLES},
        elements=tuple(_supported(one, frame)),
        implausible=one.implausible,
    )


def _is_about(near: Near, made: Made, one: Disappearance) -> bool:
    """Whether a conclusion holds for this disappearance: it is about the person and, if it names cases, about this."""
    founders = {near.sight.founder(account) for account in made.accounts}
    cases = founders & set(near.book.cases.founder)
    return one.person in founders and (not cases or one.case in cases)


def _telling(near: Near, telling: Telling) -> SourceTelling:
    return SourceTelling(
        source=near.names[telling.source],
        origin=near.names[telling.origin],
        of_another=telling.of_another,
        chain=near.told(stage.id for stage in telling.chain),
        fates=near.told(fate.id for fate in telling.fates),
        responses=near.told(response.id for response in telling.responses),
    )


def _answer(near: Near, one: Disappearance, variable: str, *, concluded: bool) -> Answer:
    return Answer(
        open=either(reading.answers[variable] for reading in one.readings),
        readings=tuple((near.names[SourceId(UUID(r.source))], r.answers[variable]) for r in one.readings),
        concluded=concluded,
    )


def _supported(one: Disappearance, frame: Frame) -> Iterable[Supported]:
    found: dict[Element, dict[AccountId, None]] = {element: {} for element in Element}
    for telling in one.tellings:
        for support in elements(telling.chain, telling.fates, telling.responses, frame):
            found[support.element] |= dict.fromkeys(support.accounts)
    return (Supported(element=element, accounts=tuple(accounts)) for element, accounts in found.items() if accounts)


def keys(sight: Sight, held: Mapping[AccountId, Kept], names: Mapping[SourceId, str]) -> dict[AccountId, AccountKey]:
    """How pages name accounts; ``names`` are those of sources."""
    return {
        id_: AccountKey(
            id=id_,
            kind=one.account.kind,
            code=sight.code(id_),
            source=names[one.account.source],
            name=one.account.external_id,
        )
        for id_, one in held.items()
    }


def withdrawn_keys(rights: Rights, accounts: Iterable[AccountId]) -> dict[AccountId, AccountKey]:
    """How pages name those of these accounts that are withdrawn, and that somebody saw before they were."""
    return {
        id_: AccountKey(
            id=id_,
            kind=one.kind,
            code=code_of(one.kind, one.serial) if one.kind in LETTERS else "",
            source=one.source,
            name=one.name,
            is_withdrawn=True,
        )
        for id_, one in ends_kept(rights, accounts).items()
        if one.is_withdrawn
    }


def verdict(judged: Judged, named: Mapping[AccountId, AccountKey]) -> VerdictSeen:
    """A verdict for a page."""
    return VerdictSeen(
        id=judged.id,
        kind=judged.kind.value,
        answer=judged.answer.value,
        ends=(named[judged.left], named[judged.right]),
        reason=judged.reason,
        made=judged.made,
        taken_back=judged.taken_back,
    )


def decision(made: Made, named: Mapping[AccountId, AccountKey]) -> DecisionSeen:
    """A conclusion or a finding for a page."""
    accounts = sorted((named[account] for account in made.accounts), key=lambda key: (key.kind, key.code, key.source))
    return DecisionSeen(
        id=made.id,
        subject=made.subject,
        values=made.values,
        accounts=tuple(accounts),
        cases=tuple(dict.fromkeys(key.code for key in accounts if key.kind == "case")),
        reason=made.reason,
        made=made.made,
        taken_back=made.taken_back,
    )


def sources_in_short(sources: Mapping[SourceId, Source], wanted: Iterable[SourceId]) -> tuple[SourceShort, ...]:
    """These sources with their consents, by name; the others say what they are derived from."""
    ids = set(wanted)
    consents = consents_of(ids)
    found = (source_in_short(s, sources, consents.get(s.id, ())) for s in sources.values() if s.id in ids)
    return tuple(sorted(found, key=lambda source: source.name))


def source_in_short(
    source: Source, others: Mapping[SourceId, Source], consents: tuple[ConsentKept, ...]
) -> SourceShort:
    """A source with the name of the one it is derived from, which is among the others where it is in sight."""
    origin = None if source.derived_from is None else others.get(source.derived_from)
    return SourceShort(
        name=source.external_id,
        kind=source.kind,
        day=source.day,
        language=source.language,
        compartment=source.compartment,
        title=source.title,
        interviewee=source.interviewee or "",
        repeats="" if origin is None else origin.external_id,
        derivation="" if origin is None or source.derivation is None else source.derivation.value,
        consents=consents,
    )


def cited_passages(rights: Rights, accounts: Iterable[AccountTold]) -> dict[PassageId, Passage]:
    """Every passage that any of these cites, for who may read it."""
    return passages_of(rights, {passage for account in accounts for _, passage in account.passages()})
