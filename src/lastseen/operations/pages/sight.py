"""Who is who to one user: the clusters that the verdicts they see make of the accounts they see, and their codes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from lastseen.domain.accounts import INTERVIEWEE, Account, AccountId, SourceId, ValueKind, specs
from lastseen.domain.answers import PassageId, Said
from lastseen.domain.coding import references
from lastseen.domain.rights import Rights
from lastseen.domain.verdicts import Clustering, Verdict, VerdictKind, cluster
from lastseen.operations.pages.asked import LETTERS, code_of
from lastseen.storage.seen import Deed, Judged, Kept, Placed, reach, verdicts_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """Whom or what a value names: a person or case by its code, or the interviewee, who has none."""

    kind: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountTold:
    """One account on a page: the source that gives it and its own name for it, what it says, who entered it.

    ``code`` is that of the person or case it tells of, for accounts of a person or case. In ``fields`` whatever names
    another account is a :class:`Ref`; what is said of nobody in sight is left out.
    """

    id: AccountId
    kind: str
    code: str
    source: str
    name: str
    fields: Mapping[str, Said[object]]
    entered: Deed
    changed: Deed

    def said(self, field: str) -> Said[object]:
        """What it says for one field: nothing, a value, several, or why there is none."""
        return self.fields.get(field, ())

    def passages(self) -> Iterator[tuple[str, PassageId]]:
        """Every passage it cites, with the field that does."""
        for field, said in self.fields.items():
            for passage in dict.fromkeys(passage for coded in said for passage in coded.passages):
                yield field, passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """Accounts in sight by id, the verdicts with both ends among them, and the clusters these make."""

    placed: Mapping[AccountId, Placed]
    verdicts: tuple[Judged, ...]
    clusters: Mapping[VerdictKind, Clustering[AccountId]]

    def founder(self, account: AccountId) -> AccountId:
        """The oldest account of what this account tells of; itself for accounts that are never joined."""
        place = self.placed[account]
        return self.clusters[VerdictKind(place.kind)].founder[account] if place.kind in self.clusters else account

    def code(self, account: AccountId) -> str:
        """The code of the person or case an account tells of; empty for accounts of anything else."""
        place = self.placed[self.founder(account)]
        return code_of(place.kind, place.serial) if place.kind in LETTERS else ""

    def aliases(self, account: AccountId) -> tuple[str, ...]:
        """The codes that the person or case had in parts, before these were joined."""
        kind, founder = self.placed[account].kind, self.founder(account)
        together = self.clusters[VerdictKind(kind)].founder
        return tuple(code_of(kind, self.placed[a].serial) for a, f in together.items() if f == founder != a)

    def in_sight(self, account: Account) -> Account:
        """The account without the values that name an account out of sight."""
        shown: dict[str, Any] = {
            name: tuple(c for c in getattr(account, name) if self._is_shown(c.value))
            for name, spec in specs(type(account)).items()
            if spec.kind is ValueKind.ACCOUNT
        }
        return replace(account, **shown)

    def told(self, kept: Kept, names: Mapping[SourceId, str]) -> AccountTold:
        """An account as a page has it; ``names`` are those of sources."""
        account = self.in_sight(kept.account)
        return AccountTold(
            id=account.id,
            kind=account.kind,
            code=self.code(account.id),
            source=names[account.source],
            name=account.external_id,
            fields={name: self.said(said) for name in specs(type(account)) if (said := getattr(account, name))},
            entered=kept.entered,
            changed=kept.changed,
        )

    def said(self, said: Said[object]) -> Said[object]:
        """Values with a :class:`Ref` for every account they name."""
        return tuple(replace(coded, value=self._ref(coded.value)) for coded in said)

    def _is_shown(self, value: object) -> bool:
        return not isinstance(value, UUID) or value == INTERVIEWEE or value in self.placed

    def _ref(self, value: object) -> object:
        if value == INTERVIEWEE:
            return Ref(kind="interviewee", code="")
        if isinstance(value, UUID):
            account = AccountId(value)
            return Ref(kind=self.placed[account].kind, code=self.code(account))
        return value


def look(rights: Rights, accounts: Iterable[AccountId]) -> Sight:
    """What somebody sees of these accounts and of all that verdicts join to them, each of the verdicts in sight."""
    asked = set(accounts)
    placed = {place.id: place for place in reach(rights, asked)}
    reached = _sight(placed, verdicts_on(rights, placed))
    led = {reached.founder(account) for account in asked & placed.keys()}
    joined = {id_: place for id_, place in placed.items() if reached.founder(id_) in led}
    return reached if len(joined) == len(placed) else _sight(joined, reached.verdicts)


def _sight(placed: Mapping[AccountId, Placed], judged: Iterable[Judged]) -> Sight:
    verdicts = tuple(verdict for verdict in judged if verdict.accounts <= placed.keys())
    return Sight(
        placed=placed,
        verdicts=verdicts,
        clusters={kind: _clustered(kind, placed.values(), verdicts) for kind in VerdictKind},
    )


def _clustered(kind: VerdictKind, placed: Iterable[Placed], judged: Iterable[Judged]) -> Clustering[AccountId]:
    nodes = [place.id for place in placed if place.kind == kind]
    return cluster(nodes, [Verdict(left=v.left, right=v.right, answer=v.answer) for v in judged if v.kind is kind])


def named_by(accounts: Iterable[Account]) -> set[AccountId]:
    """Every account that these name."""
    return {target for account in accounts for _, target in references(account)}
