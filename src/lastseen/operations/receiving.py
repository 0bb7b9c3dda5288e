"""Bundles of partners opened and taken in: as accounts of sources of theirs, in one transaction, or not at all.

Nothing of ours is overwritten or joined. What we once sent is known by the ids we gave it: where it comes back as it
was, nothing is made of it; where it comes back otherwise, that is a correction somebody may look at. What a partner
decided is kept as theirs.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

from lastseen.domain.accounts import Account, AccountId, SourceId
from lastseen.domain.decisions import Consent, ConsentAnswer
from lastseen.domain.encoding import decode
from lastseen.domain.errors import Refusal
from lastseen.domain.release import Profile
from lastseen.domain.rights import May, Rights
from lastseen.domain.sources import Source
from lastseen.exchange.bundles import Limits, Opened, open_bundle
from lastseen.exchange.bundles.bag import MalformedBundle
from lastseen.exchange.bundles.contents import Contents, Kind, SentVerdict, from_parts
from lastseen.exchange.bundles.recoding import Reception, Recoded, recode
from lastseen.exchange.bundles.returning import differences
from lastseen.operations.bundle_files import ComingFiles, NoFiles
from lastseen.operations.bundle_report import BundleReport
from lastseen.operations.coding import write
from lastseen.operations.coding_checks import check_origins
from lastseen.operations.files import IDLE, store_of
from lastseen.operations.outsiders import alias_for
from lastseen.operations.partners import known_partners, own_keys
from lastseen.operations.users import authorised
from lastseen.operations.workspace import Workspace
from lastseen.storage.ledger import Pen, recording
from lastseen.storage.partners import (
    Came,
    VerdictOfTheirs,
    WordOfTheirs,
    accounts_told_by,
    bundles_that_came,
    put_bundle,
    put_their_verdicts,
    put_their_words,
    sources_called,
    their_verdicts,
)
from lastseen.storage.reading import consents, sources
from lastseen.storage.releases import sources_served
from lastseen.storage.search.keeping import reindex
from lastseen.storage.writing import current_revisions, put_consents


class OlderBundle(Refusal):
    """A bundle is older than what came from this partner already."""

    code = "bundle.older"
    sentence = "{partner} made this bundle on {made}, before one of {newest} that is here already."
    hint = "Nothing is missing: ask the partner for a new one if you doubt it."


class NotOurs(Refusal):
    """An answer is about records that were never sent to this partner."""

    code = "bundle.not-ours"
    sentence = "{partner} answers on {n} records that we never sent them."
    hint = "Ask the partner whom the answer was meant for. Nothing of it was kept."


class NotToImport(Refusal):
    """A bundle of this kind is read by another command."""

    code = "bundle.not-to-import"
    sentence = "This is a message about overlap, and holds no records."
    hint = "Give it to `lastseen overlap`."


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """What a bundle is and how much is in it, without anything being taken in."""

    partner: str
    kind: str
    id: str
    made: str
    digest: str
    snapshot: str
    profile: str
    sources: int
    accounts: int
    verdicts: int
    corrections: int
    withdrawn: int
    files: int
    here_already: bool


class _Undone(Exception):  # not an error: how a transaction is left without a trace
    """Nothing of this is to stay."""


def inspect_bundle(rights: Rights, path: Path, workspace: Workspace) -> Inspected:
    """What a bundle of a partner is. Raises as :func:`~lastseen.exchange.bundles.open_bundle` does."""
    rights.require(May.COLLECT)
    opened, contents = _read(path, workspace, NoFiles())
    head = contents.head
    return Inspected(
        partner=opened.partner,
        kind=head.kind.value,
        id=head.id,
        made=head.made,
        digest=opened.digest,
        snapshot=head.snapshot,
        profile=head.profile,
        sources=len(contents.sources),
        accounts=len(contents.accounts),
        verdicts=len(contents.verdicts),
        corrections=len(contents.corrections),
        withdrawn=len(contents.withdrawn),
        files=len(opened.files),
        here_already=any(one.digest == opened.digest for one in bundles_that_came()),
    )


def import_bundle(  # noqa: PLR0913  # what every door hands in, by name
    path: Path, compartment: str, workspace: Workspace, *, dry_run: bool, actor: UUID, now: datetime
) -> BundleReport:
    """Take a bundle of a partner in; its sources are put into a compartment. The same bundle twice brings nothing.

    A dry run does the same work and takes it back. Raises :class:`OlderBundle`, :class:`NotOurs`,
    :class:`NotToImport`, as :func:`~lastseen.exchange.bundles.open_bundle` and
    :func:`~lastseen.operations.coding.hand_in` do, and then nothing of it is here.
    """
    rights = authorised(actor, May.COLLECT, May.CODE)
    coming = ComingFiles(store=store_of(workspace))
    if not dry_run:
        coming.store.forget_older((now - IDLE).timestamp())
    failed = True
    try:
        opened, contents = _read(path, workspace, NoFiles() if dry_run else coming)
        taking = _Taking(
            opened=opened, contents=contents, compartment=compartment, workspace=workspace, rights=rights, coming=coming
        )
        if not taking.report.replayed:
            _take(taking, actor, now, dry_run=dry_run)
        failed = False
    finally:
        coming.forget(failed=failed)
    return taking.report


def _take(taking: "_Taking", actor: UUID, now: datetime, *, dry_run: bool) -> None:
    taking.report.dry_run = dry_run
    try:
        with recording(actor, "import-bundle", now) as pen:
            taking.take(pen)
            if dry_run:
                raise _Undone
    except _Undone:
        pass


def _read(path: Path, workspace: Workspace, taker: NoFiles | ComingFiles) -> tuple[Opened, Contents]:
    limits = Limits(file=workspace.largest_file * 2**20)
    opened = open_bundle(path, own_keys(workspace), known_partners(), limits, taker)
    return opened, from_parts(opened.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taking:
    """A bundle being taken in."""

    opened: Opened
    contents: Contents
    compartment: str
    workspace: Workspace
    rights: Rights
    coming: ComingFiles
    report: BundleReport = field(init=False)

    def __post_init__(self) -> None:
        head = self.contents.head
        replayed = any(one.digest == self.opened.digest for one in bundles_that_came())
        report = BundleReport(
            partner=self.opened.partner,
            kind=head.kind.value,
            made=head.made,
            digest=self.opened.digest,
            snapshot=head.snapshot,
            replayed=replayed,
        )
        object.__setattr__(self, "report", report)

    def take(self, pen: Pen) -> None:
        """Write all of it."""
        kind, partner = self.contents.head.kind, self.opened.partner
        came = Came(partner=partner, kind=kind.value, digest=self.opened.digest, made=self._made())
        take = {Kind.RECORDS: self._records, Kind.ANSWER: self._answer, Kind.WITHDRAWAL: self._withdrawal}.get(kind)
        if take is None:
            raise NotToImport
        take(pen, put_bundle(pen, came))
        reindex(pen.told, pen.described, self.workspace.frame)

    def _made(self) -> datetime:
        """When it was made; records come in the order they were made in."""
        head = self.contents.head
        try:
            made = datetime.fromisoformat(head.made)
        except ValueError as error:
            raise MalformedBundle(why="when it was made is not said") from error
        if made.tzinfo is None:
            raise MalformedBundle(why="when it was made is not said")
        before = [
            one.made for one in bundles_that_came() if (one.partner, one.kind) == (self.opened.partner, head.kind)
        ]
        if head.kind is Kind.RECORDS and before and max(before) > made:
            raise OlderBundle(partner=self.opened.partner, made=made.date(), newest=max(before).date())
        return made

    def _records(self, pen: Pen, bundle: UUID) -> None:
        recoded = recode(self.contents, self._reception())
        theirs = [coded.source.id for coded in recoded.sources]
        standing, described = consents(theirs), {source.id: source for source in sources(theirs)}
        written: list[Source] = []
        for coded in recoded.sources:
            source = described.get(coded.source.id, coded.source)
            cells = tuple(_fresh(coded.consents, standing.get(source.id, ())))
            outcomes = write(pen, replace(coded, source=source, consents=cells), self.workspace, self.rights)
            self.report.accounts.update(outcome.value for outcome in outcomes.values())
            written.append(source)
        check_origins(written, self.rights)
        self.report.sources = len(written)
        self._beside(pen, bundle, recoded)
        self.report.files = self._files(pen, recoded)

    def _reception(self) -> Reception:
        partner = self.opened.partner
        alias = alias_for(partner, self.workspace)
        served = sources_served(partner)
        return Reception(
            partner=partner,
            compartment=self.compartment,
            ids=self.workspace.ids,
            vocabularies=self.workspace.vocabularies,
            our_accounts={alias(str(id_)): id_ for id_ in accounts_told_by(served)},
            our_sources={alias(str(source)): source for source in served},
        )

    def _beside(self, pen: Pen, bundle: UUID, recoded: Recoded) -> None:
        """What is told beside accounts: codes we do not know, what differs in our own records, their verdicts."""
        words = [
            WordOfTheirs(kind="unknown-term", account=one.account, field=one.field, value=f"{one.code} ({one.label})")
            for one in recoded.unknown
        ]
        corrections = list(self._corrections(recoded.returned))
        put_their_words(pen, bundle, [*words, *corrections])
        self.report.returned, self.report.corrections = len(recoded.returned), len(corrections)
        self.report.unknown = sorted({f"{one.field} {one.code}" for one in recoded.unknown} | recoded.purposes)
        self._verdicts(pen, bundle, recoded.ids)

    def _corrections(self, returned: tuple[Account, ...]) -> Iterator[WordOfTheirs]:
        """What of our own records came back otherwise; of coarse ones nothing can be said."""
        if self.contents.head.profile != Profile.NAMED:
            return
        held = current_revisions(account.id for account in returned)
        for theirs in returned:
            parts = [part.values for part in held.get(theirs.id, {}).values()]
            ours = decode(theirs.kind, theirs.id, theirs.source, theirs.external_id, parts)
            for name, value in differences(ours, theirs):
                yield WordOfTheirs(kind="correction", account=theirs.id, field=name, value=value)

    def _verdicts(self, pen: Pen, bundle: UUID, ids: Mapping[str, AccountId]) -> None:
        known = {(one.kind, frozenset((one.left, one.right)), one.answer) for _, one in their_verdicts()}
        theirs = [_verdict(one, ids) for one in self.contents.verdicts]
        fresh = [
            one
            for one in theirs
            if one.left != one.right and (one.kind, frozenset((one.left, one.right)), one.answer) not in known
        ]
        self.report.verdicts = put_their_verdicts(pen, bundle, fresh)

    def _files(self, pen: Pen, recoded: Recoded) -> int:
        reception = self._named()
        sent = {reception[one.id]: one.files for one in self.contents.sources if one.files}
        promised = {file.digest for files in sent.values() for file in files}
        if promised != set(self.opened.files):
            raise MalformedBundle(why="its files are not those of its sources")
        if not self.coming.came:
            return 0
        del recoded
        return self.coming.keep(pen, sent)

    def _named(self) -> dict[str, SourceId]:
        """The sources of this partner here, by their names for them."""
        return {alias: source for source, alias in sources_called(f"{self.opened.partner} ").items()}

    def _answer(self, pen: Pen, bundle: UUID) -> None:
        ours = self._reception().our_accounts
        ends = {end for one in self.contents.verdicts for end in (one.left, one.right)}
        strange = (ends | {one.account for one in self.contents.corrections}) - ours.keys()
        if strange:
            raise NotOurs(partner=self.opened.partner, n=len(strange))
        self._verdicts(pen, bundle, ours)
        words = [
            WordOfTheirs(
                kind="correction",
                account=ours[one.account],
                field=one.field,
                value=one.value,
                reason=one.reason,
            )
            for one in self.contents.corrections
        ]
        self.report.corrections = put_their_words(pen, bundle, words)

    def _withdrawal(self, pen: Pen, _: UUID) -> None:
        """Their sources here are used no more than the terms allow now; nothing is taken that a consent gave."""
        here, today = self._named(), self._made().date()
        standing = consents(here.values())
        for one in self.contents.withdrawn:
            if one.source not in here:
                continue
            source = here[one.source]
            held = standing.get(source, ())
            stricter = [replace(cell, source=source) for cell in one.consents if _forbids(cell)]
            if one.gone:
                said = {(cell.purpose, cell.recipient) for cell in stricter}
                gone = (cell for cell in held if cell.answer is ConsentAnswer.YES and cell.withdrawn is None)
                stricter += [replace(c, withdrawn=today) for c in gone if (c.purpose, c.recipient) not in said]
            put_consents(pen, _fresh(stricter, held))
            self.report.withdrawn += 1


def _fresh(given: "tuple[Consent, ...] | list[Consent]", held: tuple[Consent, ...]) -> Iterator[Consent]:
    """The consents that say something new; one that was withdrawn stays withdrawn, whatever a bundle says."""
    before = {(cell.purpose, cell.recipient): cell for cell in held}
    for cell in given:
        old = before.get((cell.purpose, cell.recipient))
        if old is None or (old != cell and old.withdrawn is None):
            yield cell


def _forbids(cell: Consent) -> bool:
    return cell.withdrawn is not None or cell.answer is not ConsentAnswer.YES


def _verdict(one: SentVerdict, ids: Mapping[str, AccountId]) -> VerdictOfTheirs:
    if one.left not in ids or one.right not in ids:
        raise MalformedBundle(why="it decides on accounts that are not in it")
    return VerdictOfTheirs(kind=one.kind, left=ids[one.left], right=ids[one.right], answer=one.answer)
