"""Import: files by a mapping into the registry, in one transaction with one entry in the ledger, or as a trial."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from pathlib import Path
from uuid import UUID

from lastseen.domain.accounts import AccountId, SourceId
from lastseen.domain.coding import CodedSource
from lastseen.domain.decisions import Consent
from lastseen.domain.encoding import Encoded
from lastseen.domain.rights import May, Rights
from lastseen.domain.sources import Source
from lastseen.exchange.intake.implausible import Implausible, Judging
from lastseen.exchange.intake.intake import Intake
from lastseen.exchange.intake.notes import SOURCE
from lastseen.exchange.intake.problems import Problem
from lastseen.exchange.intake.rows import CodedRow, RefusedRow, UnreadSheet
from lastseen.exchange.intake.sources import Described
from lastseen.exchange.mapping.model import FINDING, IntakeMapping
from lastseen.operations.coding import write
from lastseen.operations.intake_report import (
    Change,
    FieldChange,
    IntakeReport,
    RowCounts,
    consent_changes,
    field_changes,
    finding_changes,
    source_changes,
)
from lastseen.operations.users import authorised
from lastseen.operations.workspace import Workspace
from lastseen.storage.compartments import seen_kinds
from lastseen.storage.decisions import standing_findings
from lastseen.storage.ledger import Pen, recording
from lastseen.storage.reading import consents, sources
from lastseen.storage.search.keeping import reindex
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
    rights = authorised(actor, May.CODE)
    try:
        with recording(actor, "import", now) as pen:
            work = _Import(mapping, workspace, _known(mapping, rights), lists_changes=dry_run)
            work.run(paths, pen)
            if dry_run or not pen.lines:
                raise _Undone
            reindex(pen.told, pen.described, workspace.frame)
    except _Undone:
        pass
    return work.report(dry_run=dry_run)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is seen of sources and findings from before, so that a row can be called new, changed or the same."""

    rights: Rights
    sources: Mapping[SourceId, Source]
    consents: Mapping[SourceId, tuple[Consent, ...]]
    findings: Mapping[frozenset[AccountId], tuple[str, str]]

    def exists(self, ids: set[UUID]) -> set[UUID]:
        """Those of these accounts and sources that are there."""
        here = {id_ for id_ in ids if id_ in self.sources}
        return here | seen_kinds((AccountId(id_) for id_ in ids - here), self.rights.compartments).keys()

    def redescribed(self, described: Described) -> tuple[FieldChange, ...]:
        """How a source that is there is described otherwise than before, its consent included."""
        before, after = self.sources[described.source.id], described.source
        held = self.consents.get(after.id, ())
        return source_changes(before, after) + consent_changes(held, self.asked(described.consents))

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


def _known(mapping: IntakeMapping, rights: Rights) -> _Known:
    finds = any(part.kind == FINDING for sheet in mapping.sheets for part in sheet.parts)
    return _Known(
        rights=rights,
        sources={source.id: source for source in sources() if rights.sees(source.compartment)},
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
    described: set[SourceId] = field(default_factory=set)
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
                if isinstance(row, UnreadSheet):
                    self.problems.append(row.problem)
                elif isinstance(row, RefusedRow):
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
            outcomes |= write(pen, self._coded(source, rows), self.workspace, self.known.rights)
        for row in batch:
            changes = [*self._source_changes(row), *self._account_changes(row, outcomes, before)]
            changes += self._finding_changes(row)
            self.rows[_outcome(row, outcomes, changes)] += 1
            if self.lists_changes:
                room = _LISTED - len(self.changes)
                self.changes += changes[:room]
                self.unlisted += len(changes[room:])

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

    def _before(self, batch: Sequence[CodedRow]) -> dict[AccountId, Encoded]:
        ids = [account.id for row in batch for account in row.accounts]
        found: dict[AccountId, Encoded] = {}
        for start in range(0, len(ids), 1000):
            for id_, parts in current_revisions(ids[start : start + 1000]).items():
                found[id_] = {name: values for part in parts.values() for name, values in part.values.items()}
        return found

    def _source_changes(self, row: CodedRow) -> Iterator[Change]:
        """What the first row that describes a source says new of it; those after it say the same."""
        if row.described is None or row.source in self.described:
            return
        self.described.add(row.source)
        name = row.described.source.external_id
        fields = () if row.source not in self.known.sources else self.known.redescribed(row.described)
        outcome = Outcome.CHANGED if fields else Outcome.NEW
        if fields or row.source not in self.known.sources:
            yield Change(place=row.place, source=name, kind=SOURCE, id=name, outcome=outcome.value, fields=fields)

    def _account_changes(
        self, row: CodedRow, outcomes: Mapping[AccountId, Outcome], before: Mapping[AccountId, Encoded]
    ) -> Iterator[Change]:
        for account in row.accounts:
            outcome = outcomes[account.id]
            if outcome is not Outcome.SAME:
                is_new = outcome is Outcome.NEW
                yield Change(
                    place=row.place,
                    source=self.written[row.source].external_id,
                    kind=account.kind,
                    id=account.external_id,
                    outcome=outcome.value,
                    fields=() if is_new else field_changes(account, before.get(account.id, {})),
                )

    def _finding_changes(self, row: CodedRow) -> Iterator[Change]:
        for finding in row.findings:
            before = self.known.findings.get(finding.accounts)
            if before != (finding.standard, finding.outcome):
                yield Change(
                    place=row.place,
                    source=self.written[row.source].external_id,
                    kind=FINDING,
                    id=row.name,
                    outcome=(Outcome.NEW if before is None else Outcome.CHANGED).value,
                    fields=() if before is None else finding_changes(before, finding),
                )


def _outcome(row: CodedRow, outcomes: Mapping[AccountId, Outcome], changes: Sequence[Change]) -> Outcome:
    """What became of a row: new if it brings an account, or has none and brings nothing but what is new."""
    accounts = {outcomes[account.id] for account in row.accounts}
    told = {Outcome(change.outcome) for change in changes}
    if Outcome.NEW in accounts or (not accounts and told == {Outcome.NEW}):
        return Outcome.NEW
    return Outcome.CHANGED if told else Outcome.SAME
