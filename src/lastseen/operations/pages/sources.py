"""The page of a source: its texts, every account it gives, what cites each passage; and the list of sources."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lastseen.domain.accounts import Account, AccountId, CaseAccount, PersonAccount, SourceId, StageAccount
from lastseen.domain.answers import PassageId, first
from lastseen.domain.coding import references
from lastseen.domain.derive.custody import in_order
from lastseen.domain.rights import May, Rights
from lastseen.domain.sources import Passage
from lastseen.operations.pages.asked import NotFound, Page, Window
from lastseen.operations.pages.parts import SourceShort, source_in_short
from lastseen.operations.pages.sight import AccountTold, look, named_by
from lastseen.operations.protections import Standing, protections
from lastseen.storage.moment import at_one_moment
from lastseen.storage.seen import Kept, kept, pointing_at
from lastseen.storage.seen_sources import (
    UNCODED,
    CodingKept,
    TextKept,
    Wanted,
    choices,
    codings_of,
    consents_of,
    counts_of,
    find_sources,
    passages_of,
    source_named,
    sources_of,
    texts_of,
    told_by,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A passage, and the accounts and fields that cite it. Passages may overlap."""

    passage: Passage
    by: tuple[tuple[AccountId, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenTold:
    """One person as the source tells of them in one case: the stages there; and, in their first case, all the rest."""

    person: AccountTold
    stages: tuple[AccountTold, ...]
    rest: tuple[AccountTold, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldTogether:
    """The people a source tells of in one case; ``case`` is None for what it tells outside any case."""

    case: AccountTold | None
    people: tuple[TakenTold, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage:
    """Everything one user sees of one source.

    A source that tells of very many people is shown part by part: ``window`` and ``total`` count what leads the rest,
    as :func:`~lastseen.storage.seen_sources.told_by` has it; ``loose`` hangs on nobody.
    """

    source: SourceShort
    texts: tuple[TextKept, ...]
    codings: tuple[CodingKept, ...]
    told: tuple[ToldTogether, ...]
    loose: tuple[AccountTold, ...]
    cited: tuple[Cited, ...]
    protections: tuple[Standing, ...]
    total: int
    window: Window


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A source in a list: how many people and cases it tells of, and how far its coding is."""

    source: SourceShort
    persons: int
    cases: int
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceList:
    """Part of the sources one user sees that are as wanted, and what there is to choose from."""

    page: Page[SourceLine]
    kinds: tuple[str, ...]
    languages: tuple[str, ...]
    compartments: tuple[str, ...]


def source_page(rights: Rights, external_id: str, window: Window) -> SourcePage:
    """The page of the source of this name.

    Raises :class:`~.asked.NotFound` or :class:`~lastseen.domain.rights.NotAllowed`.
    """
    rights.require(May.READ)
    with at_one_moment():
        source = source_named(rights, external_id)
        if source is None:
            raise NotFound(what=external_id)
        total, leading = told_by(rights, source.id, window.start, window.size)
        given = _given(rights, source.id, leading)
        accounts = _told(rights, external_id, given)
        consents = consents_of([source.id]).get(source.id, ())
        return SourcePage(
            source=source_in_short(source, sources_of(rights, [source.id]), consents),
            texts=texts_of(rights, source.id),
            codings=tuple(codings_of(rights, [source.id])),
            told=tuple(_together(given, accounts, leading)),
            loose=tuple(accounts[id_] for id_ in leading if not isinstance(given[id_].account, PersonAccount)),
            cited=tuple(_cited(rights, accounts.values())),
            protections=protections(rights, [source.id], ()) if rights.may(May.IDENTIFY) else (),
            total=total,
            window=window,
        )


def _given(rights: Rights, source: SourceId, leading: Iterable[AccountId]) -> dict[AccountId, Kept]:
    """What the source gives: these accounts, those that hang on them, and the cases that they name."""
    held = kept(rights, {*leading, *pointing_at(rights, leading, "person", "other")})
    cases = [one for one in kept(rights, named_by(one.account for one in held)) if one.account.kind == CaseAccount.kind]
    return {one.account.id: one for one in (*held, *cases) if one.account.source == source}


def _told(rights: Rights, name: str, given: Mapping[AccountId, Kept]) -> dict[AccountId, AccountTold]:
    sight = look(rights, {*given, *named_by(one.account for one in given.values())})
    return {id_: sight.told(one, {one.account.source: name}) for id_, one in given.items()}


def _together(
    given: Mapping[AccountId, Kept], told: Mapping[AccountId, AccountTold], leading: Iterable[AccountId]
) -> Iterator[ToldTogether]:
    people = [id_ for id_ in leading if isinstance(given[id_].account, PersonAccount)]
    hanging: dict[AccountId, list[Account]] = {person: [] for person in people}
    for one in given.values():
        for person in _about(one.account):
            if person in hanging:
                hanging[person].append(one.account)
    groups: dict[AccountId | None, list[TakenTold]] = {}
    for person, accounts in hanging.items():
        rest = tuple(told[a.id] for a in accounts if not isinstance(a, StageAccount))
        for case, stages in _by_case(accounts).items():
            taken = TakenTold(person=told[person], stages=tuple(told[stage.id] for stage in stages), rest=rest)
            groups.setdefault(case if case in told else None, []).append(taken)
            rest = ()
    for case, taken_there in groups.items():
        yield ToldTogether(case=None if case is None else told[case], people=tuple(taken_there))


def _about(account: Account) -> tuple[AccountId, ...]:
    """Whom an account hangs on: the person it is about, or for a tie to the interviewee the other one."""
    for field in ("person", "other"):
        named = tuple(target for name, target in references(account) if name == field)
        if named:
            return named
    return ()


def _by_case(accounts: Iterable[Account]) -> dict[AccountId | None, list[StageAccount]]:
    """Stages by case, in the order told; without any stage, none outside any case."""
    stages = in_order(account for account in accounts if isinstance(account, StageAccount))
    found: dict[AccountId | None, list[StageAccount]] = {}
    for stage in stages:
        found.setdefault(first(stage.case), []).append(stage)
    return found or {None: []}


def _cited(rights: Rights, accounts: Iterable[AccountTold]) -> Iterator[Cited]:
    by: dict[PassageId, list[tuple[AccountId, str]]] = {}
    for account in accounts:
        for field, passage in account.passages():
            by.setdefault(passage, []).append((account.id, field))
    for found in passages_of(rights, by).values():
        yield Cited(passage=found, by=tuple(by[found.id]))


def sources(rights: Rights, wanted: Wanted, window: Window) -> SourceList:
    """The sources somebody sees that are as wanted, by name, and what there is to choose from.

    Raises :class:`~lastseen.domain.rights.NotAllowed`.
    """
    rights.require(May.READ)
    with at_one_moment():
        total, found = find_sources(rights, wanted, window.start, window.size)
        ids = [source.id for source in found]
        counts, consents, around = counts_of(rights, ids), consents_of(ids), sources_of(rights, ids)
        states = {coding.source: coding.state for coding in codings_of(rights, ids)}
        lines = tuple(
            SourceLine(
                source=source_in_short(source, around, consents.get(source.id, ())),
                persons=counts.get((source.id, PersonAccount.kind), 0),
                cases=counts.get((source.id, CaseAccount.kind), 0),
                state=states.get(source.id, UNCODED),
            )
            for source in found
        )
        return SourceList(page=Page(items=lines, total=total, window=window), **choices(rights))
