"""Import: files by a mapping into the registry, in one transaction with one entry in the ledger, or as a trial."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from pathlib import Path
from uuid import UUID

from lastseen.domain.accounts import Account, AccountId, Sensitivity, SourceId
from lastseen.domain.coding import CodedSource
from lastseen.domain.decisions import Consent
from lastseen.domain.encoding import Encoded, encode
from lastseen.domain.errors import Refusal
from lastseen.domain.sources import Source
from lastseen.exchange.intake import Intake
from lastseen.exchange.intake_implausible import Implausible, Judging
from lastseen.exchange.intake_rows import CodedRow, RefusedRow
from lastseen.exchange.mapping import FINDING, IntakeMapping
from lastseen.exchange.problems import Problem
from lastseen.operations.coding import write
from lastseen.operations.intake_report import Change, IntakeReport, RowCounts, field_changes
from lastseen.operations.workspace import Workspace
from lastseen.storage.decisions import standing_findings
from lastseen.storage.ledger import Pen, recording
from lastseen.storage.models import Coding
from lastseen.storage.reading import consents, kinds_of, sources
from lastseen.storage.writing import Outcome, current_revisions

_BATCH = 2000
_LISTED = 10_000


class CodedOtherwise(Refusal):
    """A source of the import has an agreed coding already, by somebody else."""

    code = "intake.source-coded-otherwise"
    sentence = "The source {source} was coded by {coder} already."
    hint = "A source has one agreed coding. Give the rows a source of their own in the mapping, with `derived_from`."


class _Undone(Exception):  # noqa: N818  # not an error: how a transaction is left without a trace
    """Nothing of this is to stay."""


def import_files(
    paths: Sequence[Path], mapping: IntakeMapping, workspace: Workspace, *, dry_run: bool, actor: UUID, now: datetime
) -> IntakeReport:
    """Import files: rows that can be read, all of them, or nothing at all.

    Unreadable rows are refused one by one and reported; implausible ones are kept as told and reported. A dry run does
    the same work and takes it back. An import that changes nothing leaves no entry either. Raises a
    :class:`~lastseen.domain.errors.Refusal` where nothing can be imported: a broken mapping, an unreadable file.
    """
    work = _Import(mapping, workspace, lists_changes=dry_run)
    try:
        with recording(actor, "import", now) as pen:
            work.run(paths, pen)
            if dry_run or not pen.touched.total():
                raise _Undone
    except _Undone:
        pass
    return work.report(dry_run=dry_run)


@dataclass(slots=True)
class _Known:
    """What the registry held of sources and findings before, so that a row can be called new, changed or the same."""

    sources: dict[SourceId, Source]
    consents: dict[SourceId, frozenset[Consent]]
    findings: dict[frozenset[AccountId], tuple[str, str]]


def _known(mapping: IntakeMapping) -> _Known:
    finds = any(part.kind == FINDING for sheet in mapping.sheets for part in sheet.parts)
    return _Known(
        sources={source.id: source for source in sources()},
        consents={source: frozenset(cells) for source, cells in consents().items()},
        findings={f.accounts: (f.standard, f.outcome) for f in (standing_findings() if finds else ())},
    )


@dataclass(slots=True)
class _Import:
    """One import under way."""

    mapping: IntakeMapping
    workspace: Workspace
    lists_changes: bool
    rows: Counter[Outcome | None] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    implausible: list[Implausible] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    unlisted: int = 0
    written: dict[SourceId, Source] = field(default_factory=dict)
"""
"""
