"""Whom outsiders may be shown, person by person, and under which aliases.

A person is shown only where a risk judgement of them stands that is not overdue and not high; where they are named, by
consent of somebody who may speak for them; where they come before a public, by a clearance of all that is told of them.
Nobody is shown of whom anything was withdrawn since the snapshot.
"""

import base64
import hmac
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

import polars as pl

from lastseen.domain.accounts import AccountId, SourceId
from lastseen.domain.decisions import Because, IdentityLevel, Request
from lastseen.domain.permitting import PUBLISHING, Clearance, FamilyConsent, family_permits, is_cleared
from lastseen.domain.protection import Risk, RiskLevel
from lastseen.evidence import derive_key
from lastseen.operations.workspace import Workspace
from lastseen.snapshot import Snapshot
from lastseen.snapshot.outward import Alias
from lastseen.storage.permitting import clearances, family_consents
from lastseen.storage.protection import same_people, standing
from lastseen.storage.releases import Stood
from lastseen.storage.unsaid import withdrawn_accounts

_CUT = 16
"""Bytes of an alias: of a million people no two share one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a snapshot knows of one person: every account, the sources that tell, what is told of the fate."""

    person: str
    accounts: frozenset[AccountId]
    """Those that tell who the person is."""
    around: frozenset[AccountId]
    """All of them, with stages and whatever else is told."""
    sources: frozenset[SourceId]
    fate: frozenset[str]

    @property
    def stood(self) -> Stood:
        """How the person stands, to be compared with later."""
        return Stood(accounts=self.accounts, fate=self.fate)


def alias_for(recipient: str, workspace: Workspace) -> Alias:
    """The alias of any id for one recipient: 26 letters and digits that nobody without the registry's key can make."""
    return partial(_alias, derive_key(workspace.key(), f"alias/{recipient}"))


def _alias(key: bytes, id_: str) -> str:
    cut = hmac.digest(key, id_.encode(), "sha256")[:_CUT]
    return base64.b32encode(cut).decode().rstrip("=")


def known_people(view: Snapshot) -> dict[str, Known]:
    """Everybody in a snapshot of whom some account says that they were taken."""
    told = view.table("accounts").join(view.table("persons").select("person"), on="person", how="semi")
    accounts: defaultdict[str, set[AccountId]] = defaultdict(set)
    around: defaultdict[str, set[AccountId]] = defaultdict(set)
    sources: defaultdict[str, set[SourceId]] = defaultdict(set)
    for account, kind, source, person in told.select("account", "kind", "source", "person").iter_rows():
        around[person].add(AccountId(UUID(account)))
        sources[person].add(SourceId(UUID(source)))
        if kind == "person":
            accounts[person].add(AccountId(UUID(account)))
    fates = _fates(view)
    return {
        person: Known(
            person=person,
            accounts=frozenset(accounts[person]),
            around=frozenset(around[person]),
            sources=frozenset(sources[person]),
            fate=fates.get(person, frozenset()),
        )
        for person in sorted(around)
    }


def _fates(view: Snapshot) -> dict[str, frozenset[str]]:
    readings = view.table("readings").select("disappearance", "fate")
    rows = readings.join(view.table("disappearances").select("disappearance", "person"), on="disappearance")
    told = rows.explode("fate").drop_nulls("fate").group_by("person").agg(pl.col("fate").unique())
    return {person: frozenset(fates) for person, fates in told.iter_rows()}


def withheld_people(people: Iterable[Known], request: Request) -> dict[str, Because]:
    """Those who must not be shown as requested, each with the first reason that holds."""
    permits = _Permits.standing_on(request.day)
    judged = ((known.person, permits.against(known, request)) for known in people)
    return {person: because for person, because in judged if because is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Permits:
    """What stands on a day: on which accounts and sources a risk was judged, on which a high one; by account, what
    families answered and what was cleared; which accounts were withdrawn."""

    judged: frozenset[AccountId | SourceId]
    high: frozenset[AccountId | SourceId]
    families: dict[AccountId, list[FamilyConsent]]
    cleared: dict[AccountId, list[Clearance]]
    gone: frozenset[AccountId]

    @classmethod
    def standing_on(cls, day: date) -> "_Permits":
        """What stands on this day."""
        risks = [one for one in standing().values() if isinstance(one, Risk) and one.review >= day]
        families: defaultdict[AccountId, list[FamilyConsent]] = defaultdict(list)
        cleared: defaultdict[AccountId, list[Clearance]] = defaultdict(list)
        for consent in family_consents().values():
            for account in consent.accounts:
                families[account].append(consent)
        for clearance in clearances().values():
            for account in clearance.accounts:
                cleared[account].append(clearance)
        high = _on(one for one in risks if one.level is RiskLevel.HIGH)
        return cls(
            judged=_on(risks),
            high=high | _joined(high),
            families=families,
            cleared=cleared,
            gone=withdrawn_accounts(),
        )

    def against(self, known: Known, request: Request) -> Because | None:
        """The first reason for which a person must not be shown."""
        if not self.gone.isdisjoint(known.around):
            return Because.WITHDRAWN
        if not self.high.isdisjoint(known.around | known.sources):
            return Because.RISK_HIGH
        if self.judged.isdisjoint(known.around) and not known.sources <= self.judged:
            return Because.RISK_NOT_JUDGED
        if request.identity is IdentityLevel.NAME:
            answered = [one for account in known.around for one in self.families.get(account, ())]
            decision = family_permits(answered, request)
            if not decision.allowed:
                return decision.because
        if request.purpose in PUBLISHING:
            hung = [one for account in known.accounts for one in self.cleared.get(account, ())]
            if not is_cleared(hung, known.accounts, request.identity):
                return Because.NOT_CLEARED
        return None


def _on(risks: Iterable[Risk]) -> frozenset[AccountId | SourceId]:
    """The accounts and sources that judgements hang on."""
    found: set[AccountId | SourceId] = set()
    for one in risks:
        found |= one.subject.accounts
        if one.subject.source is not None:
            found.add(one.subject.source)
    return frozenset(found)


def _joined(on: frozenset[AccountId | SourceId]) -> frozenset[AccountId | SourceId]:
    """What verdicts of now join to these accounts, whatever the snapshot knew."""
    return frozenset(same_people(AccountId(one) for one in on)) if on else frozenset()
