"""The page of a person: everything the sources one user sees tell of them, side by side, and what was decided."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lastseen.domain.accounts import AccountId, Name, PersonAccount, RelationAccount, specs
from lastseen.domain.answers import Absence, PassageId, Said
from lastseen.domain.derive.frame import Frame
from lastseen.domain.rights import May, Rights
from lastseen.domain.sources import Passage
from lastseen.domain.verdicts import VerdictKind
from lastseen.operations.pages.asked import founded
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
from lastseen.operations.pages.sight import AccountTold, Ref
from lastseen.operations.pages.together import Together, taken_together
from lastseen.operations.protections import Standing, protections
from lastseen.operations.workspace import Workspace
from lastseen.storage.moment import at_one_moment


@dataclass(frozen=True, slots=True, kw_only=True)
class NameTold:
    """A name, and the sources that say it."""

    name: Name
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidBy:
    """What one account of a source says for a field."""

    source: str
    account: AccountId
    said: Said[object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What somebody else is to the person (``to_other``: what the person is to them), as one source tells it."""

    other: Ref
    to_other: bool
    is_kin: bool
    account: AccountTold


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    """Everything one user sees of one person.

    ``aliases`` are the codes the person had before verdicts joined what was apart. ``fields`` hold what each account of
    the person says, field by field; ``blamed`` are stages of others who were taken on account of the person. ``others``
    are, by code, the people named anywhere on the page.
    """

    code: str
    aliases: tuple[str, ...]
    names: tuple[NameTold, ...]
    fields: Mapping[str, tuple[SaidBy, ...]]
    accounts: tuple[AccountTold, ...]
    takings: tuple[TakingSeen, ...]
    ties: tuple[Tie, ...]
    blamed: tuple[AccountTold, ...]
    conclusions: tuple[DecisionSeen, ...]
    findings: tuple[DecisionSeen, ...]
    verdicts: tuple[VerdictSeen, ...]
    cases: tuple[AccountTold, ...]
    together: tuple[Together, ...]
    sources: tuple[SourceShort, ...]
    passages: Mapping[PassageId, Passage]
    protections: tuple[Standing, ...]
    others: Mapping[str, PersonShort]

    @property
    def own(self) -> frozenset[AccountId]:
        """Every account that tells who the person is."""
        return frozenset(account.id for account in self.of(PersonAccount.kind) if account.code == self.code)

    def of(self, kind: str) -> tuple[AccountTold, ...]:
        """The accounts of one kind that tell of the person, oldest first."""
        return tuple(account for account in self.accounts if account.kind == kind)


def person_page(rights: Rights, code: str, workspace: Workspace) -> PersonPage:
    """The page of the person of this code, or of the person it was joined to.

    Raises :class:`~.asked.NotFound` or :class:`~lastseen.domain.rights.NotAllowed`.
    """
    with at_one_moment():
        account = founded(rights, "person", code)
        near = read_near(rights, [account])
        return _page(rights, near, near.sight.founder(account), workspace.frame)


def _page(rights: Rights, near: Near, person: AccountId, frame: Frame) -> PersonPage:
    sight, code = near.sight, near.sight.code(person)
    about = near.told(near.about)
    told = tuple(account for account in about if _tells_of(account, code))
    blamed = tuple(account for account in about if not _tells_of(account, code))
    own = [account for account in told if account.kind == PersonAccount.kind]
    cases = near.told(_cases(near, told))
    named, mine = keys(near.sight, near.kept, near.names), {account.id for account in (*told, *cases)}
    sources = {near.kept[account.id].account.source for account in told}
    people = sight.clusters[VerdictKind.PERSON].founder
    return PersonPage(
        code=code,
        aliases=sight.aliases(person),
        names=_names(own),
        fields=_fields(own),
        accounts=told,
        takings=tuple(taking(near, one, frame) for one in near.taken(frame).get(person, ())),
        ties=tuple(_ties(told, code, frame)),
        blamed=blamed,
        conclusions=tuple(decision(made, named) for made in near.conclusions),
        findings=tuple(decision(made, named) for made in near.findings),
        verdicts=tuple(verdict(judged, named) for judged in sight.verdicts if judged.accounts & mine),
        cases=cases,
        together=taken_together(rights, [case.id for case in cases], person),
        sources=sources_in_short(near.sources, sources),
        passages=cited_passages(rights, (*told, *blamed, *cases)),
        protections=protections(rights, sources, near.own) if rights.may(May.IDENTIFY) else (),
        others=short(sight, near.kept, (a for a, founder in people.items() if founder != person)),
    )


def _tells_of(account: AccountTold, code: str) -> bool:
    """Whether an account is of the person, or of a stage, fate, tie or event of theirs."""
    named = [coded.value for field in ("person", "other", "identified") for coded in account.said(field)]
    return account.code == code or any(isinstance(value, Ref) and value.code == code for value in named)


def _cases(near: Near, told: Iterable[AccountTold]) -> Iterator[AccountId]:
    """All accounts of the cases in which the person was taken, oldest first."""
    codes = {c.value.code for account in told for c in account.said("case") if isinstance(c.value, Ref)}
    return (a for a in near.sight.clusters[VerdictKind.CASE].founder if near.sight.code(a) in codes)


def _names(own: Iterable[AccountTold]) -> tuple[NameTold, ...]:
    sources: dict[Name, dict[str, None]] = {}
    for account in own:
        for coded in account.said("names"):
            if isinstance(coded.value, Name):
                sources.setdefault(coded.value, {})[account.source] = None
    return tuple(NameTold(name=name, sources=tuple(told)) for name, told in sources.items())


def _fields(own: Iterable[AccountTold]) -> dict[str, tuple[SaidBy, ...]]:
    return {
        field: tuple(SaidBy(source=a.source, account=a.id, said=a.said(field)) for a in own)
        for field in specs(PersonAccount)
    }


def _ties(told: Iterable[AccountTold], code: str, frame: Frame) -> Iterator[Tie]:
    for account in told:
        ends = [c.value for field in ("person", "other") for c in account.said(field) if isinstance(c.value, Ref)]
        if account.kind == RelationAccount.kind and len(ends) == 2:
            person, other = ends
            to_other = person.code == code
            is_kin = any(
                frame.is_kin(str(c.value)) for c in account.said("relation") if not isinstance(c.value, Absence)
            )
            yield Tie(other=other if to_other else person, to_other=to_other, is_kin=is_kin, account=account)
