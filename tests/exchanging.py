"""Two registries that exchange bundles, one opened at a time: North has records, South receives them. All invented."""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from lastseen.cli.session import NewRegistry
from lastseen.domain.accounts import INTERVIEWEE, Account, AccountId, StageAccount
from lastseen.domain.answers import Code
from lastseen.domain.dates import IntervalDate
from lastseen.domain.protection import RiskLevel
from lastseen.domain.release import Profile
from lastseen.domain.rights import Role
from lastseen.domain.verdicts import Answer, Verdict, VerdictKind
from lastseen.exchange.bundles import PublicKeys
from lastseen.exchange.bundles.contents import Contents
from lastseen.operations.bundle_report import BundleReport
from lastseen.operations.bundling import Choice, bundle, write_bundle
from lastseen.operations.partners import PURPOSE, add_partner, own_keys
from lastseen.operations.permitting import approve, record_family_consent
from lastseen.operations.protections import judge_risk
from lastseen.operations.receiving import import_bundle
from lastseen.operations.snapshots import find_snapshot, take_snapshot
from lastseen.operations.users import add_user
from lastseen.operations.verdicts import decide
from tests.coded import account, approval, consent, family, fate, hand, interview, relation, risk, said
from tests.conftest import NOW, Registry, wire

NORTH_ID = UUID("00000000-0000-4000-8000-0000000000bb")
PURPOSES = ("aggregate-statistics", "internal-analysis", PURPOSE)
TOLD = IntervalDate(earliest=date(1998, 3, 1), latest=date(1998, 3, 31), told="in the spring of that year")
PLACE = "pyongyang"
"""A county: under an alias only its province is told."""
COMPARTMENT = "partners"
FAR = date(2099, 12, 31)
"""Until when what is permitted holds: also by the clock of a command."""
CODES = ("P-0001", "P-0002")
"""Both people of North who may go to partners; two interviews tell of the first."""


def opened(folder: Path) -> Registry:
    """A registry opened now, whichever was open before."""
    wiring = wire(folder)
    wiring.close()
    registry = Registry(wiring)
    assert registry.owner
    return registry


def keys(registry: Registry) -> PublicKeys:
    """The public keys of a registry."""
    return own_keys(registry.workspace).public


def make_north(folder: Path) -> Registry:
    """A registry of three interviews, of which two tell of one person; all may go to partners but the third."""
    wire(folder).create(NewRegistry(profile="dprk", owner="owner", id=NORTH_ID))
    north = opened(folder)
    terms = {one: tuple(consent(one, purpose) for purpose in PURPOSES) for one in ("I-01", "I-02")}
    first = interview("I-01", "p1", "p2", consents=terms["I-01"])
    tie = relation("I-01", "r1", account("I-01", "person", "p1"), account("I-01", "person", "p2"))
    first = replace(
        first, accounts=(*map(_dated, first.accounts), fate("I-01", "f1", account("I-01", "person", "p1")), tie)
    )
    hand(north, first, interview("I-02", consents=terms["I-02"], sex="male"), interview("I-03", name="한새벽"))
    same = Verdict(left=account("I-01", "person", "p1"), right=account("I-02", "person", "p1"), answer=Answer.SAME)
    act = {"actor": north.owner, "now": NOW}
    decide(VerdictKind.PERSON, same, "one name, one place", **act)  # type: ignore[arg-type]  # who and when
    permit(north, ("I-01", "p1"), ("I-01", "p2"), ("I-02", "p1"), ("I-03", "p1"))
    take_snapshot(north.workspace, actor=north.owner, now=NOW)
    return north


def _dated(one: Account) -> Account:
    """A stage with a date and a place, on account of whoever was interviewed; anything else as it is."""
    if not isinstance(one, StageAccount):
        return one
    return replace(one, start=said(TOLD), place=said(Code(PLACE)), on_account_of=said(INTERVIEWEE))


def permit(registry: Registry, *people: tuple[str, str]) -> None:
    """Judge the risk of these people low, have their families say yes, and two editors the way to partners."""
    permit_all(registry, [account(source, "person", name) for source, name in people])


def permit_all(registry: Registry, accounts: Iterable[AccountId]) -> None:
    """The same for people by their accounts."""
    source = ""
    for one in accounts:
        judge_risk(replace(risk(source, one, review=FAR), level=RiskLevel.LOW), None, actor=registry.owner, now=NOW)
        yes = replace(family(source, purpose=PURPOSE), accounts=frozenset({one}))
        record_family_consent(yes, registry.workspace, actor=registry.owner, now=NOW)
    editor = add_user("editor", [Role.EDITOR], None, None, actor=registry.owner, now=NOW)
    for actor in (registry.owner, editor):
        for profile in (Profile.NAMED, Profile.PSEUDONYMOUS):
            approve(approval(profile, purpose=PURPOSE, until=FAR), registry.workspace, actor=actor, now=NOW)


def befriend(registry: Registry, name: str, their_keys: PublicKeys) -> None:
    """Record a partner."""
    add_partner(name, their_keys, registry.workspace, actor=registry.owner, now=NOW)


def send(  # what a bundle may differ in
    registry: Registry, out: Path, *codes: str, to: str = "South", now: datetime = NOW, profile: Profile = Profile.NAMED
) -> Path:
    """A bundle of these people, written."""
    choice = Choice(partner=to, codes=codes, profile=profile)
    workspace = registry.workspace
    released = bundle(find_snapshot(workspace, None), choice, workspace, actor=registry.owner, now=now)
    write_bundle(released.content, out, workspace)
    return out


def receive(registry: Registry, file: Path, *, dry_run: bool = False) -> BundleReport:
    """Take a bundle in, as the registry's owner."""
    return import_bundle(file, COMPARTMENT, registry.workspace, dry_run=dry_run, actor=registry.owner, now=NOW)


@dataclass(frozen=True, slots=True)
class Two:
    """Two registries, of which one at a time is open, and a folder for what is carried between them."""

    north_folder: Path
    south_folder: Path
    carried: Path

    @property
    def north(self) -> Registry:
        return opened(self.north_folder)

    @property
    def south(self) -> Registry:
        return opened(self.south_folder)

    def sent(self, name: str = "one", **how: object) -> Path:
        """A bundle of two people from North."""
        return send(self.north, self.carried / name, *CODES, **how)  # type: ignore[arg-type]  # handed on

    def at_north(self, contents: Contents, name: str) -> Path:
        """Something else from North, while it is open."""
        write_bundle(contents, self.carried / name, opened(self.north_folder).workspace)
        return self.carried / name


@pytest.fixture(scope="module")
def north_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of North, to be copied."""
    folder = tmp_path_factory.mktemp("north") / "registry"
    make_north(folder).wiring.close()
    return folder


@pytest.fixture
def two(north_template: Path, registry: Registry, tmp_path: Path) -> Two:
    """North and South, which know each other."""
    south_keys = keys(registry)
    folder = Path(shutil.copytree(north_template, tmp_path / "north"))
    north = opened(folder)
    befriend(north, "South", south_keys)
    north_keys = keys(north)
    befriend(opened(registry.folder), "North", north_keys)
    return Two(folder, registry.folder, tmp_path)
