"""Everything the registry holds, read once: accounts, clusters, sources and decisions."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from lastseen.domain.accounts import (
    Account,
    AccountId,
    CaseAccount,
    FateAccount,
    PersonAccount,
    ResponseAccount,
    SourceId,
    StageAccount,
)
from lastseen.domain.answers import first, values
from lastseen.domain.derive.cases import Decisions, index
from lastseen.domain.derive.tellings import Links, PersonFile
from lastseen.domain.sources import Source, origins
from lastseen.domain.verdicts import Clustering, VerdictKind, cluster
from lastseen.storage.decisions import standing_conclusions, standing_findings, standing_verdicts
from lastseen.storage.reading import agreed_accounts, sources, sources_told_in

Kind = TypeVar("Kind", bound=Account)


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The registry at one moment.

    ``serial`` orders accounts of a kind by age and gives persons and cases their code. ``decided`` has the source of
    every account a decision hangs on, those withdrawn since too.
    """

    accounts: Mapping[type[Account], Sequence[Account]]
    serial: Mapping[AccountId, int]
    sources: Sequence[Source]
    persons: Clustering[AccountId]
    cases: Clustering[AccountId]
    stages: Clustering[AccountId]
    origin: Mapping[SourceId, SourceId]
    decisions: Decisions
    decided: Mapping[AccountId, SourceId] = field(default_factory=dict)

    def of(self, kind: type[Kind]) -> Sequence[Kind]:
        """All accounts of one kind, oldest first."""
        return self.accounts.get(kind, ())  # type: ignore[return-value]  # keyed by the type of its values

    @property
    def links(self) -> Links:
        """How accounts hang together by verdict."""
        return Links(case=self.cases.founder, stage=self.stages.founder, origin=self.origin)

    @property
    def victims(self) -> frozenset[AccountId]:
        """The accounts of people who were themselves taken; an account that gives no role is of a victim."""
        return frozenset(a.id for a in self.of(PersonAccount) if first(a.role) in (None, "victim"))

    def files(self) -> Iterator[PersonFile]:
        """One file for each person of whom some account says that they were taken, oldest first."""
        stages = self._by_person(StageAccount)
        fates = self._by_person(FateAccount)
        responses = self._by_person(ResponseAccount)
        by_id = {account.id: account for account in self.of(PersonAccount)}
        victims = self.victims
        for members in self.persons.clusters:
            if not victims.isdisjoint(members):
                founder = members[0]
                yield PersonFile(
                    person=founder,
                    accounts=tuple(by_id[member] for member in members),
                    stages=tuple(stages[founder]),
                    fates=tuple(fates[founder]),
                    responses=tuple(responses[founder]),
                )

    def _by_person(self, kind: type[Kind]) -> defaultdict[AccountId, list[Kind]]:
        found: defaultdict[AccountId, list[Kind]] = defaultdict(list)
        for account in self.of(kind):
            for person in values(account.person):  # type: ignore[attr-defined]  # every kind asked for has a person
                found[self.persons.founder[person]].append(account)
        return found


def read_book() -> Book:
    """Read the whole registry."""
    accounts: dict[type[Account], list[Account]] = {}
    serial: dict[AccountId, int] = {}
    for numbered in agreed_accounts():
        accounts.setdefault(type(numbered.account), []).append(numbered.account)
        serial[numbered.account.id] = numbered.serial
    held = sources()
    decisions = Decisions(conclusions=index(standing_conclusions()), findings=index(standing_findings()))
    return Book(
        accounts=accounts,
        serial=serial,
        sources=held,
        persons=_clusters(accounts.get(PersonAccount, ()), VerdictKind.PERSON),
        cases=_clusters(accounts.get(CaseAccount, ()), VerdictKind.CASE),
        stages=_clusters(accounts.get(StageAccount, ()), VerdictKind.STAGE),
        origin=origins({source.id: source.derived_from for source in held}),
        decisions=decisions,
        decided=sources_told_in({*decisions.conclusions, *decisions.findings}),
    )


def _clusters(accounts: Sequence[Account], kind: VerdictKind) -> Clustering[AccountId]:
    return cluster([account.id for account in accounts], standing_verdicts(kind))
