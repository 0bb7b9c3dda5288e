"""Import: files by a mapping into the registry, in one transaction with one entry in the ledger, or as a trial."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain
from pathlib import Path
from uuid import UUID

from lastseen.domain.accounts import AccountId, SourceId
from lastseen.domain.coding import CodedSource
from lastseen.domain.decisions import Consent
from lastseen.domain.encoding import Encoded, encode
from lastseen.domain.sources import Source
from lastseen.exchange.intake.implausible import Implausible, Judging
from lastseen.exchange.intake.intake import Intake
from lastseen.exchange.intake.problems import Problem
from lastseen.exchange.intake.rows import CodedRow, RefusedRow
from lastseen.exchange.mapping.model import FINDING, IntakeMapping
from lastseen.operations.coding import write
from lastseen.operations.intake_report import Change, IntakeReport, RowCounts, field_changes
from lastseen.operations.workspace import Workspace
from lastseen.storage.decisions import standing_findings
from lastseen.storage.ledger import Pen, recording
from lastseen.storage.reading import consents, kinds_of, sources
from lastseen.storage.writing import Outcome, current_revisions

_BATCH = 1000
_LISTED = 10_000


class _Undone(Exception):  # not an error: how a transaction is left without a trace
    """Nothing of this is to stay."""


def import_files(  # noqa: PLR0913  # what every door hands in, by name
    paths: Sequence[Path], mapping: IntakeMapping, workspace: Workspace, *, dry_run: bool, actor: UUID, now: datetime
) -> IntakeReport:
    """Import files: rows that can be read, all of them, or nothing at all.

    Unreadable rows are refused one by one and reported; implausible ones are kept as told and reported. A dry run does
    the same work and takes it back. An import that changes nothing leaves no entry either. Raises a
    :class:`~lastseen.domain.errors.Refusal` where nothing can be imported: a broken mapping, an unreadable file.
    """
    try:
        with recording(actor, "import", now) as pen:
            work = _Import(mapping, workspace, _known(mapping), lists_changes=dry_run)
            work.run(paths, pen)
            if dry_run or not pen.lines:
                raise _Undone
    except _Undone:
        pass
    return work.report(dry_run=dry_run)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the registry held of sources and findings before, so that a row can be called new, changed or the same."""

    sources: Mapping[SourceId, Source]
    consents: Mapping[SourceId, tuple[Consent, ...]]
    findings: Mapping[frozenset[AccountId], tuple[str, str]]

    def exists(self, ids: set[UUID]) -> set[UUID]:
        """Those of these accounts and sources that are there."""
        here = {id_ for id_ in ids if id_ in self.sources}
        return here | set(kinds_of(AccountId(id_) for id_ in ids - here))

    def described(self, row: CodedRow) -> Outcome:
        """Whether a row's source is new, or described otherwise than before."""
        if row.described is None:
            return Outcome.SAME
        if row.source not in self.sources:
            return Outcome.NEW
        there = replace(self.sources[row.source], derivation=row.described.source.derivation)
        same = there == row.described.source and not self.asked(row.described.consents)
        return Outcome.SAME if same else Outcome.CHANGED

    def asked(self, given: Sequence[Consent]) -> tuple[Consent, ...]:
        """The consents that say something new; one that was withdrawn stays withdrawn, whatever a file says."""
        held = {
            (c.source, c.purpose, c.recipient): c for consent in given for c in self.consents.get(consent.source, ())
        }
        return tuple(
            consent
            for consent in given
            if (before := held.get((consent.source, consent.purpose, consent.recipient))) is None
            or (before != consent and before.withdrawn is None)
        )


def _known(mapping: IntakeMapping) -> _Known:
    finds = any(part.kind == FINDING for sheet in mapping.sheets for part in sheet.parts)
    return _Known(
        sources={source.id: source for source in sources()},
        consents=consents(),
        findings={f.accounts: (f.standard, f.outcome) for f in (standing_findings() if finds else ())},
    )


@dataclass(slots=True)
class _Import:
    """One import under way."""

    mapping: IntakeMapping
    workspace: Workspace
    known: _Known
    lists_changes: bool
    rows: Counter[Outcome | None] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    implausible: list[Implausible] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    unlisted: int = 0
    written: dict[SourceId, Source] = field(default_factory=dict)

    def run(self, paths: Sequence[Path], pen: Pen) -> None:
        """Read every row and write those that can be read, some at a time."""
        intake = Intake(
            mapping=self.mapping,
            vocabularies=self.workspace.vocabularies,
            ids=self.workspace.ids,
            exists=self.known.exists,
            days={id_: source.day for id_, source in self.known.sources.items()},
        )
        judging = Judging(self.mapping, self.workspace.frame)
        batch: list[CodedRow] = []
        for group in self.workspace.watch(intake.rows(paths), "importing rows"):
            for row in group:
                if isinstance(row, RefusedRow):
                    self.rows[None] += 1
                    self.problems += row.problems
                else:
                    self.implausible += judging.take(row)
                    batch.append(row)
            if len(batch) >= _BATCH:
                self._write(batch, pen)
                batch = []
        self._write(batch, pen)
        self.implausible += judging.finish()

    def report(self, *, dry_run: bool) -> IntakeReport:
        """What it came to, in the order of the files."""
        order = {place: number for number, place in enumerate(dict.fromkeys(p.place.file for p in self.problems))}
        return IntakeReport(
            rows=RowCounts(
                new=self.rows[Outcome.NEW],
                changed=self.rows[Outcome.CHANGED],
                same=self.rows[Outcome.SAME],
                refused=self.rows[None],
            ),
            problems=sorted(self.problems, key=lambda p: (order[p.place.file], p.place.sheet, p.place.row)),
            inconsistencies=self.implausible,
            dry_run=dry_run,
            changes=self.changes,
            unlisted=self.unlisted,
        )

    def _write(self, batch: Sequence[CodedRow], pen: Pen) -> None:
        before = self._before(batch) if self.lists_changes else {}
        by_source: dict[SourceId, list[CodedRow]] = {}
        for row in batch:
            by_source.setdefault(row.source, []).append(row)
        outcomes: dict[AccountId, Outcome] = {}
        for source, rows in by_source.items():
            outcomes |= write(pen, self._coded(source, rows), self.workspace)
        for row in batch:
            self.rows[self._outcome(row, outcomes)] += 1
            if self.lists_changes:
                self._list(row, outcomes, before)

    def _coded(self, source: SourceId, rows: Sequence[CodedRow]) -> CodedSource:
        described = next((row.described for row in rows if row.described is not None), None)
        fresh = () if described is None or source in self.written else self.known.asked(described.consents)
        if source not in self.written:
            self.written[source] = self.known.sources[source] if described is None else described.source
        return CodedSource(
            source=self.written[source],
            coder=self.mapping.coder,
            consents=fresh,
            passages=tuple({passage.id: passage for row in rows for passage in row.passages}.values()),
            accounts=tuple(chain.from_iterable(row.accounts for row in rows)),
            findings=tuple(chain.from_iterable(row.findings for row in rows)),
        )

    def _outcome(self, row: CodedRow, outcomes: Mapping[AccountId, Outcome]) -> Outcome:
        """What became of a row: of its accounts, of its findings, or, where it has neither, of its source."""
        found = {outcomes[account.id] for account in row.accounts}
        for finding in row.findings:
            before = self.known.findings.get(finding.accounts)
            same = before == (finding.standard, finding.outcome)
            found.add(Outcome.SAME if same else Outcome.CHANGED)
        if not found:
            return self.known.described(row)
        return next(o for o in (Outcome.NEW, Outcome.CHANGED, Outcome.SAME) if o in found)

    def _before(self, batch: Sequence[CodedRow]) -> dict[AccountId, Encoded]:
        ids = [account.id for row in batch for account in row.accounts]
        found: dict[AccountId, Encoded] = {}
        for start in range(0, len(ids), 1000):
            for id_, parts in current_revisions(ids[start : start + 1000]).items():
                found[id_] = {name: values for part in parts.values() for name, values in part.values.items()}
        return found

    def _list(self, row: CodedRow, outcomes: Mapping[AccountId, Outcome], before: Mapping[AccountId, Encoded]) -> None:
        for account in row.accounts:
            if outcomes[account.id] is Outcome.SAME:
                continue
            if len(self.changes) >= _LISTED:
                self.unlisted += 1
                continue
            is_new = outcomes[account.id] is Outcome.NEW
            after = {name: said for part in encode(account).values() for name, said in part.items()}
            self.changes.append(
                Change(
                    place=row.place,
                    kind=account.kind,
                    id=account.external_id,
                    outcome=outcomes[account.id].value,
                    fields=() if is_new else field_changes(account, before.get(account.id, {}), after),
                )
            )
