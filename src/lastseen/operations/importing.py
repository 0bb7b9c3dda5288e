"""Records in the formats of other programs, taken in as accounts of a partner's sources: all of them, or none.

Nothing of ours is overwritten or joined. A term that is none of ours is kept beside the account as it was told; what
cannot be taken as it stands is told with its place and a code.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from lastseen.domain.coding import CodedSource
from lastseen.domain.decisions import Consent, ConsentAnswer, IdentityLevel
from lastseen.domain.rights import May, Rights
from lastseen.exchange.bundles.recoding import Reception, Recoded, recode
from lastseen.exchange.ftm import read_ftm
from lastseen.exchange.grid import Taken, Trouble, Wording
from lastseen.exchange.kobo import read_kobo
from lastseen.exchange.standing_in import told_within
from lastseen.exchange.uwazi import read_uwazi
from lastseen.operations.coding import write
from lastseen.operations.users import authorised
from lastseen.operations.workspace import Workspace
from lastseen.storage.ledger import Pen, recording
from lastseen.storage.partners import (
    Came,
    VerdictOfTheirs,
    WordOfTheirs,
    bundles_that_came,
    put_bundle,
    put_their_verdicts,
    put_their_words,
)
from lastseen.storage.reading import consents, sources
from lastseen.storage.search.keeping import reindex

READERS: Mapping[str, Callable[[Path, Wording], Taken]] = {"ftm": read_ftm, "kobo": read_kobo, "uwazi": read_uwazi}
"""What reads each format."""


@dataclass(frozen=True, slots=True, kw_only=True)
class From:
    """Whose records come in which format; where their sources are put; for which purposes they may be used."""

    format: str
    partner: str
    compartment: str = "partners"
    purposes: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class RecordsReport:
    """What an import of records came to: ``entries`` are those of the file, of which ``kept_out`` gave nothing."""

    partner: str
    format: str
    dry_run: bool
    replayed: bool = False
    entries: int = 0
    kept_out: int = 0
    sources: int = 0
    accounts: Counter[str] = field(default_factory=Counter)
    verdicts: int = 0
    unknown: list[str] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """All of it, as JSON."""
        return {**asdict(self), "accounts": {name: self.accounts[name] for name in ("new", "changed", "same")}}

    def lines(self) -> Iterator[str]:
        """The same for people."""
        if self.replayed:
            yield "These records came before: nothing is new."
            return
        tried = " (a dry run: nothing was changed)" if self.dry_run else ""
        told = ", ".join(f"{self.accounts[name]} {name}" for name in ("new", "changed", "same"))
        yield f"{self.partner}, {self.entries} entries{tried}: {self.sources} sources; accounts: {told}"
        yield f"  kept out: {self.kept_out}; verdicts of theirs: {self.verdicts}"
        yield from (f"  kept as told, not known here: {one}" for one in self.unknown)
        yield from (f"  {one.place}: {one.value!r} [{one.code}]" for one in self.troubles)


class _Undone(Exception):  # not an error: how a transaction is left without a trace
    """Nothing of this is to stay."""


def import_records(  # noqa: PLR0913  # what every door hands in, by name
    path: Path, coming: From, workspace: Workspace, *, dry_run: bool, actor: UUID, now: datetime
) -> RecordsReport:
    """Take records in; the same ones twice bring nothing. A dry run does the same work and takes it back.

    Raises a :class:`~lastseen.domain.errors.Refusal` where nothing can be taken in, and then nothing of it is here.
    """
    rights = authorised(actor, May.COLLECT, May.CODE)
    taken = READERS[coming.format](path, Wording(workspace.vocabularies))
    taken = replace(taken, contents=told_within(taken.contents))
    report = RecordsReport(partner=coming.partner, format=coming.format, dry_run=dry_run)
    report.entries, report.kept_out, report.troubles = taken.entries, taken.kept_out, list(taken.troubles)
    came = Came(partner=coming.partner, kind=coming.format, digest=_digest(coming, taken), made=now)
    if any(one.digest == came.digest for one in bundles_that_came()):
        report.replayed = True
        return report
    reception = Reception(
        partner=coming.partner,
        compartment=coming.compartment,
        ids=workspace.ids,
        vocabularies=workspace.vocabularies,
    )
    recoded = recode(taken.contents, reception)
    try:
        with recording(actor, "import-records", now) as pen:
            _take(pen, recoded, coming, workspace, rights, report)
            _beside(pen, put_bundle(pen, came), recoded, taken, report)
            if dry_run:
                raise _Undone
            reindex(pen.told, pen.described, workspace.frame)
    except _Undone:
        pass
    return report


def _digest(coming: From, taken: Taken) -> str:
    """What tells these records, of this partner and under these terms, from all others."""
    told = repr((coming, taken.contents.sources, taken.contents.accounts, taken.contents.verdicts))
    return hashlib.sha256(told.encode()).hexdigest()


def _take(  # noqa: PLR0913, PLR0917  # one step of the operation
    pen: Pen, recoded: Recoded, coming: From, workspace: Workspace, rights: Rights, report: RecordsReport
) -> None:
    coming_from = [coded.source.id for coded in recoded.sources]
    standing, described = consents(coming_from), {source.id: source for source in sources(coming_from)}
    for coded in recoded.sources:
        source = described.get(coded.source.id, coded.source)
        answered = {cell.purpose for cell in standing.get(source.id, ())}
        cells = tuple(cell for cell in _consents(coded, coming) if cell.purpose not in answered)
        outcomes = write(pen, replace(coded, source=source, consents=cells), workspace, rights)
        report.accounts.update(outcome.value for outcome in outcomes.values())
    report.sources = len(recoded.sources)


def _consents(coded: CodedSource, coming: From) -> Iterator[Consent]:
    """What a partner's records may be used for, by what was agreed with them: no file says it."""
    for purpose in coming.purposes:
        yield Consent(
            source=coded.source.id,
            purpose=purpose,
            recipient="",
            identity=IdentityLevel.NONE,
            answer=ConsentAnswer.YES,
        )


def _beside(pen: Pen, bundle: UUID, recoded: Recoded, taken: Taken, report: RecordsReport) -> None:
    """What is told beside accounts: terms we do not know, what they hold to be one person."""
    words = [
        WordOfTheirs(kind="unknown-term", account=one.account, field=one.field, value=one.code)
        for one in recoded.unknown
    ]
    put_their_words(pen, bundle, words)
    report.unknown = sorted({f"{one.field} {one.code}" for one in recoded.unknown})
    verdicts = [
        VerdictOfTheirs(kind=one.kind, left=recoded.ids[one.left], right=recoded.ids[one.right], answer=one.answer)
        for one in taken.contents.verdicts
    ]
    report.verdicts = put_their_verdicts(pen, bundle, verdicts)
