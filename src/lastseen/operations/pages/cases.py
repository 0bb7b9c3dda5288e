"""The page of a case: who was taken in it, what each source tells of it, and the events it is one of."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lastseen.domain.accounts import AccountId, EffortAccount, ResponseAccount
from lastseen.domain.answers import Absence, PassageId
from lastseen.domain.derive.frame import Frame
from lastseen.domain.rights import May, Rights
from lastseen.domain.sources import Passage
from lastseen.domain.verdicts import VerdictKind
from lastseen.operations.pages.asked import Page, Window, founded
from lastseen.operations.pages.near import Near, read_near
from lastseen.operations.pages.parts import (
    DecisionSeen,
    PersonShort,
    SourceShort,
    TakingSeen,
    VerdictSeen,
    cited_passages,
    decision,
    keys,
    short,
    sources_in_short,
    taking,
    verdict,
)
from lastseen.operations.pages.sight import AccountTold, Ref, look
from lastseen.operations.pages.together import everybody_in
from lastseen.operations.protections import Standing, protections
from lastseen.operations.workspace import Workspace
from lastseen.storage.moment import at_one_moment
from lastseen.storage.seen import pointing_at

_TRIED = (ResponseAccount.kind, EffortAccount.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenInCase:
    """Somebody of whom a stage in the case is told; ``taking`` is None where no source tells of them as a victim."""

    person: PersonShort
    taking: TakingSeen | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """One case following from another, as one account of the later one has it; the kind of chain where it is told."""

    earlier: str
    later: str
    chain_kind: str | None
    account: AccountTold


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """Everything one user sees of one case; ``people`` are a window on all who were taken in it, oldest code first.

    ``findings`` are those that name the case. ``own`` are the accounts of the people shown, ``told_by`` has the source
    of each account about them, ``tried`` the efforts told for them and what authorities answered. ``others`` are the
    people named by what is told here, by code.
    """

    code: str
    aliases: tuple[str, ...]
    accounts: tuple[AccountTold, ...]
    people: Page[TakenInCase]
    chain: tuple[Following, ...]
    findings: tuple[DecisionSeen, ...]
    verdicts: tuple[VerdictSeen, ...]
    own: frozenset[AccountId]
    tried: tuple[AccountTold, ...]
    told_by: Mapping[AccountId, str]
    protections: tuple[Standing, ...]
    sources: tuple[SourceShort, ...]
    passages: Mapping[PassageId, Passage]
    others: Mapping[str, PersonShort]


def case_page(rights: Rights, code: str, workspace: Workspace, window: Window) -> CasePage:
    """The page of the case of this code, or of the case it was joined to.

    Raises :class:`~.asked.NotFound` or :class:`~lastseen.domain.rights.NotAllowed`.
    """
    with at_one_moment():
        cases = look(rights, [founded(rights, "case", code)]).placed
        (people,) = everybody_in(rights, cases)[1].values()
        shown = Page(items=tuple(people[window.start :][: window.size]), total=len(people), window=window)
        near = read_near(rights, shown.items, also={*cases, *pointing_at(rights, cases, "follows")})
        return _page(rights, near, list(cases), shown, workspace.frame)


def _page(rights: Rights, near: Near, cases: list[AccountId], people: Page[AccountId], frame: Frame) -> CasePage:
    sight, named, case = near.sight, keys(near.sight, near.kept, near.names), cases[0]
    told = near.told(near.about)
    taken = tuple(_taken(near, case, people.items, frame))
    here = {one.person.code for one in taken}
    sources = {near.kept[account.id].account.source for account in told}
    everybody = short(sight, near.kept, sight.clusters[VerdictKind.PERSON].founder)
    return CasePage(
        code=sight.code(case),
        aliases=sight.aliases(case),
        accounts=near.told(cases),
        people=Page(items=taken, total=people.total, window=people.window),
        chain=tuple(_chain(told, sight.code(case))),
        findings=tuple(decision(made, named) for made in near.findings if made.accounts & set(cases)),
        verdicts=tuple(verdict(judged, named) for judged in sight.verdicts if judged.accounts & set(cases)),
        own=near.own,
        told_by={account.id: account.source for account in told},
        protections=protections(rights, sources, near.own) if rights.may(May.IDENTIFY) else (),
        tried=tuple(account for account in told if account.kind in _TRIED),
        sources=sources_in_short(near.sources, sources),
        passages=cited_passages(rights, told),
        others={code: person for code, person in everybody.items() if code not in here},
    )


def _taken(near: Near, case: AccountId, people: Iterable[AccountId], frame: Frame) -> Iterator[TakenInCase]:
    in_short = short(near.sight, near.kept, near.own)
    disappearances = near.taken(frame)
    for person in people:
        here = (taking(near, one, frame) for one in disappearances.get(person, ()) if one.case == case)
        yield TakenInCase(person=in_short[near.sight.code(person)], taking=next(here, None))


def _chain(told: Iterable[AccountTold], code: str) -> Iterator[Following]:
    for account in told:
        kinds = [coded.value for coded in account.said("chain_kind") if not isinstance(coded.value, Absence)]
        for earlier in (c.value for c in account.said("follows") if isinstance(c.value, Ref)):
            if code in (earlier.code, account.code):
                kind = str(kinds[0]) if kinds else None
                yield Following(earlier=earlier.code, later=account.code, chain_kind=kind, account=account)
