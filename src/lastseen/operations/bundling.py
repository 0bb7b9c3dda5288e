"""Bundles for a partner: chosen people as accounts with their sources' terms, answers, notices of withdrawal.

Records leave through the gate, for the purpose of partner databases, as any release that shows single people does. A
notice of withdrawal shows nobody: it says of which aliases the terms have changed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid5

from lastseen.domain.accounts import AccountId, SourceId
from lastseen.domain.decisions import IdentityLevel, Request, withheld_sources
from lastseen.domain.errors import Refusal
from lastseen.domain.release import Profile, Released
from lastseen.domain.rights import May, Rights
from lastseen.domain.verdicts import VerdictKind
from lastseen.exchange.bundles import Attached, pack
from lastseen.exchange.bundles.contents import (
    Contents,
    Correction,
    Head,
    Kind,
    SentFile,
    SentSource,
    SentVerdict,
    Withdrawn,
    to_parts,
)
from lastseen.exchange.bundles.gathering import Gathered, gather
from lastseen.exchange.bundles.recoding import coder_of
from lastseen.operations.files import open_file
from lastseen.operations.library import find_people
from lastseen.operations.library_query import Query
from lastseen.operations.outsiders import alias_for
from lastseen.operations.partners import PURPOSE, keys_of, own_keys
from lastseen.operations.release import Asked, release, seen_in
from lastseen.operations.showing import Preview, preview
from lastseen.operations.users import authorised
from lastseen.operations.workspace import Workspace
from lastseen.snapshot import Snapshot
from lastseen.snapshot.outward import Alias
from lastseen.storage.compartments import hidden_sources
from lastseen.storage.decisions import standing_verdicts
from lastseen.storage.evidence import files_of
from lastseen.storage.ledger import position, recording
from lastseen.storage.partners import accounts_coded_by, sources_called
from lastseen.storage.reading import consents
from lastseen.storage.releases import sources_served


class NobodyInBundle(Refusal):
    """Of the people chosen nobody may go to this partner."""

    code = "bundle.nobody"
    sentence = "Nobody of those chosen may go to {partner}."
    hint = "Give `--dry-run`: it says of how many sources and people why."


class NotInSnapshot(Refusal):
    """A person chosen is not in the snapshot."""

    code = "bundle.not-in-snapshot"
    sentence = "{codes} cannot be chosen from snapshot {snapshot}."
    hint = "Take a new snapshot with `lastseen snapshot`, or look the codes up in the library."


class FilesWithoutNames(Refusal):
    """Files show who people are, whatever the profile."""

    code = "bundle.files-without-names"
    sentence = "Files cannot go along where people are not named."
    hint = "Leave the files out, or make the bundle in profile named."


class NotFromPartner(Refusal):
    """A correction is about an account that did not come from the partner it is for."""

    code = "bundle.not-from-partner"
    sentence = "{account} is no account that came from {partner}, or it may not be spoken of to them."
    hint = "Name accounts of theirs by the ids they have here, without the source."


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Whom a bundle is for, and of whom it tells: people by code; whether files of their sources go along."""

    partner: str
    codes: tuple[str, ...]
    profile: Profile = Profile.NAMED
    with_files: bool = False

    def asked(self, people: frozenset[str], what: str) -> Asked:
        """What is asked of the gate."""
        return Asked(
            what=what,
            profile=self.profile,
            recipient=self.partner,
            purpose=PURPOSE,
            single_people=True,
            people=people,
        )


def codes_found(rights: Rights, query: Query, workspace: Workspace) -> tuple[str, ...]:
    """The codes of everybody a query of the library finds. Raises as the library does."""
    total = find_people(rights, replace(query, page=1, size=1), workspace).total
    found = find_people(rights, replace(query, page=1, size=max(total, 1)), workspace)
    return tuple(row.code for row in found.rows)


def preview_bundle(rights: Rights, snapshot: Snapshot, choice: Choice, workspace: Workspace, now: datetime) -> Preview:
    """What a bundle would hold and what is kept back. Raises as :func:`bundle` does."""
    keys_of(choice.partner)
    return preview(rights, snapshot, choice.asked(_chosen(snapshot, rights, choice), "bundle"), workspace, now)


def bundle(
    snapshot: Snapshot, choice: Choice, workspace: Workspace, *, actor: UUID, now: datetime
) -> Released[Contents]:
    """The records of people for a partner, as far as they may go to them.

    Raises :class:`NobodyInBundle`, :class:`NotInSnapshot`, :class:`FilesWithoutNames`,
    :class:`~lastseen.operations.partners.NoSuchPartner`, and as :func:`~lastseen.operations.release.release` does.
    """
    rights = authorised(actor, May.RELEASE)
    keys_of(choice.partner)
    if choice.with_files and choice.profile is not Profile.NAMED:
        raise FilesWithoutNames
    head = _head(Kind.RECORDS, choice, snapshot, workspace, now)
    asked = choice.asked(_chosen(snapshot, rights, choice), f"bundle {head.id[:8]}")
    sending = _Sending(choice=choice, alias=alias_for(choice.partner, workspace))

    def made(view: Snapshot) -> Contents:
        gathered = gather(view)
        if not gathered.accounts:
            raise NobodyInBundle(partner=choice.partner)
        return sending.contents(head, gathered, view)

    return release(snapshot, asked, made, workspace, actor=actor, now=now)


def answer(  # noqa: PLR0913  # every operation also takes who acts and when
    snapshot: Snapshot,
    choice: Choice,
    corrections: tuple[Correction, ...],
    workspace: Workspace,
    *,
    actor: UUID,
    now: datetime,
) -> Released[Contents]:
    """What we decided between accounts that came from a partner, and what we would have changed in them.

    Raises :class:`NotFromPartner`, :class:`NobodyInBundle`, and as :func:`bundle` does.
    """
    authorised(actor, May.RELEASE)
    keys_of(choice.partner)
    head = _head(Kind.ANSWER, choice, snapshot, workspace, now)
    alias = alias_for(choice.partner, workspace)
    theirs = {alias(str(id_)): name for id_, name in accounts_coded_by(coder_of(choice.partner)).items()}

    def made(view: Snapshot) -> Contents:
        told = view.table("accounts").filter(view.table("accounts")["account"].is_in(list(theirs)))
        there = {theirs[id_] for id_ in told["account"]}
        for one in corrections:
            if one.account not in there:
                raise NotFromPartner(account=one.account, partner=choice.partner)
        verdicts = tuple(_decided(theirs, there, alias))
        if not verdicts and not corrections:
            raise NobodyInBundle(partner=choice.partner)
        return Contents(head=head, to=choice.partner, verdicts=verdicts, corrections=corrections)

    people = _people_of(snapshot, accounts_coded_by(coder_of(choice.partner)))
    return release(snapshot, choice.asked(people, f"answer {head.id[:8]}"), made, workspace, actor=actor, now=now)


def withdrawal_notice(partner: str, workspace: Workspace, *, actor: UUID, now: datetime) -> Contents:
    """Of which sources that a partner got something from the terms have changed since, and how they are now.

    Raises :class:`NobodyInBundle` where none have, and :class:`~lastseen.operations.partners.NoSuchPartner`.
    """
    rights = authorised(actor, May.RELEASE)
    keys_of(partner)
    alias = alias_for(partner, workspace)
    with recording(actor, "notify-withdrawals", now) as pen:
        seen = sources_served(partner) - hidden_sources(rights.compartments)
        standing = consents(seen)
        request = Request(purpose=PURPOSE, recipient=partner, identity=IdentityLevel.NONE, day=now.date())
        gone = withheld_sources(seen, standing, request)
        changed = {one for one in seen if any(cell.withdrawn is not None for cell in standing.get(one, ()))}
        withdrawn = tuple(
            Withdrawn(source=alias(str(one)), consents=standing.get(one, ()), gone=one in gone)
            for one in sorted(changed | gone.keys())
        )
        if not withdrawn:
            raise NobodyInBundle(partner=partner)
        pen.touched["withdrawal.notified"] += len(withdrawn)
        id_ = uuid5(workspace.id, f"withdrawal|{partner}|{now.isoformat()}|{position()}")
    head = Head(kind=Kind.WITHDRAWAL, id=str(id_), made=now.isoformat())
    return Contents(head=head, to=partner, withdrawn=withdrawn)


def write_bundle(contents: Contents, out: Path, workspace: Workspace) -> str:
    """Write what is for a partner to a file that only they can open; gives the digest of what is in it.

    Raises :class:`~lastseen.operations.partners.NoSuchPartner`, or
    :class:`~lastseen.evidence.DamagedSeal` for a file that is not as it came.
    """
    files = {file.digest: file for source in contents.sources for file in source.files}
    attached = [
        Attached(digest=file.digest, size=file.size, pieces=lambda file=file: _pieces(workspace, file))  # type: ignore[misc]  # bound now
        for file in files.values()
    ]
    return pack(out, to_parts(contents), attached, own_keys(workspace), keys_of(contents.to))


def _pieces(workspace: Workspace, file: SentFile) -> Iterator[bytes]:
    with open_file(workspace, file.digest) as content:
        yield from content.pieces(0, file.size)


def _head(kind: Kind, choice: Choice, snapshot: Snapshot, workspace: Workspace, now: datetime) -> Head:
    name = snapshot.manifest.name
    return Head(
        kind=kind,
        id=str(uuid5(workspace.id, f"{kind}|{choice.partner}|{name}|{now.isoformat()}|{position()}")),
        made=now.isoformat(),
        snapshot=name,
        purpose=PURPOSE,
        profile=choice.profile.value,
    )


def _chosen(snapshot: Snapshot, rights: Rights, choice: Choice) -> frozenset[str]:
    """The ids of the people chosen."""
    seen = seen_in(snapshot, rights).table("persons")
    known = dict(seen.select("code", "person").iter_rows())
    missing = [code for code in choice.codes if code.strip().upper() not in known]
    if missing or not choice.codes:
        raise NotInSnapshot(codes=", ".join(missing) or "Nobody", snapshot=snapshot.manifest.name)
    return frozenset(known[code.strip().upper()] for code in choice.codes)


def _people_of(snapshot: Snapshot, accounts: Mapping[AccountId, str]) -> frozenset[str]:
    """The people whom any of these accounts tells of."""
    told = snapshot.table("accounts")
    return frozenset(told.filter(told["account"].is_in([str(id_) for id_ in accounts]))["person"].drop_nulls())


def _decided(theirs: Mapping[str, str], there: set[str], alias: Alias) -> Iterator[SentVerdict]:
    """The verdicts that stand between two accounts of theirs, both of which may be spoken of."""
    for kind in VerdictKind:
        for verdict in standing_verdicts(kind):
            left, right = (theirs.get(alias(str(end)), "") for end in (verdict.left, verdict.right))
            if left in there and right in there:
                yield SentVerdict(kind=kind, left=left, right=right, answer=verdict.answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sending:
    """What is sent of records beside the accounts: sources with their terms, and what came from the partner."""

    choice: Choice
    alias: Alias

    def contents(self, head: Head, gathered: Gathered, view: Snapshot) -> Contents:
        theirs = self._aliased(accounts_coded_by(coder_of(self.choice.partner)))
        accounts = tuple(replace(one, yours=theirs.get(one.id, "")) for one in gathered.accounts)
        used = {one.source for one in accounts}
        return Contents(
            head=head,
            to=self.choice.partner,
            sources=tuple(self._sources(view, used)),
            accounts=accounts,
            verdicts=gathered.verdicts,
            terms=gathered.terms,
        )

    def _sources(self, view: Snapshot, used: set[str]) -> Iterator[SentSource]:
        theirs = self._aliased(sources_called(f"{self.choice.partner} "))
        standing = consents()
        real = {self.alias(str(source)): source for source in standing}
        for alias, kind, origin in view.table("sources").select("source", "kind", "origin").iter_rows():
            if alias in used:
                source = real[alias]
                files = tuple(self._files(source)) if self.choice.with_files else ()
                yield SentSource(
                    id=alias,
                    kind=kind,
                    origin=origin,
                    consents=standing[source],
                    files=files,
                    yours=theirs.get(alias, ""),
                )

    def _aliased(self, names: Mapping[AccountId, str] | Mapping[SourceId, str]) -> dict[str, str]:
        return {self.alias(str(id_)): name for id_, name in names.items()}

    def _files(self, source: SourceId) -> Iterator[SentFile]:
        for one in files_of(source):
            if one.aside is None:
                yield SentFile(digest=one.digest, size=one.size, media=one.decoded.media)
