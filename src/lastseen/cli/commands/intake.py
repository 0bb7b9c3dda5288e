"""``import`` and ``template``: tables, or what other programs export, and a workbook to start from."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from lastseen.cli.main import lastseen
from lastseen.cli.printing import show, with_format
from lastseen.cli.session import Session
from lastseen.exchange.intake.implausible import Implausible
from lastseen.exchange.intake.notes import SOURCE
from lastseen.exchange.intake.problems import Place, Problem, RefersToRefused, SheetNotRead
from lastseen.exchange.mapping.reading import read_mapping
from lastseen.exchange.template import write_template
from lastseen.exchange.vocabularies import available_profiles, load_vocabularies
from lastseen.operations.bundle_report import BundleReport
from lastseen.operations.importing import READERS, From, RecordsReport, import_records
from lastseen.operations.intake import import_files
from lastseen.operations.intake_report import Change, IntakeReport
from lastseen.operations.receiving import import_bundle
from lastseen.reports import languages

_SHOWN = 40
"""So many problems, inconsistencies or changes are listed for people; programs get all."""


@lastseen.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Which columns feed which fields.",
)
@click.option(
    "--from", "origin", type=click.Choice(["bundle", *READERS]), help="From which program, without a mapping."
)
@click.option("--partner", default="", help="With --from: whose records they are; the file's name if left out.")
@click.option("--compartment", default="partners", show_default=True, help="With --from: where their sources are put.")
@click.option(
    "--consent", "purposes", multiple=True, help="With --from: a purpose the partner agreed to; may be repeated."
)
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@with_format
@click.pass_obj
def import_(  # one for each option
    session: Session,
    files: tuple[Path, ...],
    mapping: Path | None,
    origin: str | None,
    partner: str,
    compartment: str,
    purposes: tuple[str, ...],
    format_: str,
    *,
    dry_run: bool,
) -> None:
    """Import CSV and XLSX FILES by a mapping, or what another program exported: every row is accounted for.

    Rows that cannot be read are refused one by one; what a program exported comes in as a partner's sources.
    """
    if (mapping is None) == (origin is None):
        raise click.UsageError("Give either --mapping or --from.")
    if mapping is not None:
        if any(file.is_dir() for file in files):
            raise click.UsageError("A mapping reads files, and no folders.")
        workspace, actor = session.workspace, session.actor
        report = import_files(files, read_mapping(mapping), workspace, dry_run=dry_run, actor=actor, now=session.now())
        show(report.as_json(), format_, lambda: "\n".join(_text(report)))
        return
    if len(files) != 1:
        raise click.UsageError("With --from, name one file or folder.")
    coming = From(format=origin or "", partner=partner or files[0].stem, compartment=compartment, purposes=purposes)
    came = _from(session, files[0], coming, dry_run=dry_run)
    show(came.as_json(), format_, lambda: "\n".join(came.lines()))


def _from(session: Session, path: Path, coming: From, *, dry_run: bool) -> BundleReport | RecordsReport:
    workspace, actor, now = session.workspace, session.actor, session.now()
    if coming.format == "bundle":
        return import_bundle(path, coming.compartment, workspace, dry_run=dry_run, actor=actor, now=now)
    return import_records(path, coming, workspace, dry_run=dry_run, actor=actor, now=now)


@lastseen.command("template")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--language", type=click.Choice(languages()), default="en", show_default=True)
@click.option(
    "--profile",
    type=click.Choice(available_profiles()),
    default="dprk",
    show_default=True,
    help="Whose vocabularies, where no registry is named.",
)
@with_format
@click.pass_obj
def template(session: Session, out: Path, language: str, profile: str, format_: str) -> None:
    """Write a workbook with drop-downs of the registry's vocabularies, and the mapping that reads it back."""
    named = session.folder is not None
    vocabularies = session.workspace.vocabularies if named else load_vocabularies(profile, None)
    mapping = write_template(out, vocabularies, language)
    answer = {"workbook": str(out), "mapping": str(mapping)}
    then = f"lastseen import {out} --mapping {mapping}"
    show(answer, format_, lambda: f"{out} is written. Fill it in, then: {then}")


def _text(report: IntakeReport) -> Iterator[str]:
    rows = report.rows
    tried = " (a dry run: nothing was changed)" if report.dry_run else ""
    became = f"{rows.new} new, {rows.changed} changed, {rows.same} same, {rows.refused} refused"
    yield f"{rows.read} rows read{tried}: {became}"
    sheets = [problem for problem in report.problems if problem.code == SheetNotRead.code]
    yield from _some("Sheets that were not read", [_problem(problem) for problem in sheets])
    yield from _refused([problem for problem in report.problems if problem.code != SheetNotRead.code], rows.refused)
    yield from _some("Kept as told, though it cannot be so", [_implausible(i) for i in report.inconsistencies])
    yield from _some("Would change", [_change(change) for change in report.changes], report.unlisted)


def _refused(problems: Sequence[Problem], rows: int) -> Iterator[str]:
    """What keeps rows out; after it, in one line each, the rows that only wait for one that was refused."""
    causes = [problem for problem in problems if problem.code != RefersToRefused.code]
    at_fault = {problem.place for problem in causes}
    waiting: dict[Place, Problem] = {}
    for problem in problems:
        if problem.place not in at_fault:
            waiting.setdefault(problem.place, problem)
    groups = Counter((problem.value, problem.column) for problem in waiting.values())
    lines = [_waits(count, value, column) for (value, column), count in groups.most_common()]
    if problems:
        yield f"\nRefused ({rows}):"
    yield from _listed([_problem(problem) for problem in causes])
    yield from _listed(lines)


def _waits(count: int, name: str, column: str) -> str:
    rows = "1 more row waits" if count == 1 else f"{count} more rows wait"
    return f"  {rows} for {name}, which was refused (column {column})"


def _some(title: str, lines: Sequence[str], unlisted: int = 0) -> Iterator[str]:
    if lines:
        yield f"\n{title} ({len(lines) + unlisted}):"
    yield from _listed(lines, unlisted)


def _listed(lines: Sequence[str], unlisted: int = 0) -> Iterator[str]:
    yield from lines[:_SHOWN]
    if len(lines) > _SHOWN:
        yield f"  and {len(lines) - _SHOWN + unlisted} more; --format json lists all"


def _where(place: Place) -> str:
    sheet = f", {place.sheet}" if place.sheet else ""
    row = f", row {place.row}" if place.row else ""
    return f"{place.file}{sheet}{row}"


def _problem(problem: Problem) -> str:
    column = f", column {problem.column}" if problem.column else ""
    return f"  {_where(problem.place)}{column}: {problem.value!r} [{problem.code}]\n    {problem.hint}"


def _implausible(line: Implausible) -> str:
    return f"  {_where(line.place)}: {line.rule}"


def _change(change: Change) -> str:
    """What is new, by name; what changes, with old and new, but for what identifies people."""
    named = change.id if change.kind == SOURCE else f"{change.source}/{change.id}"
    if not change.fields:
        return f"  {change.outcome} {change.kind} {named}"
    told = (
        f"{field.name} (not shown here)" if field.withheld else f"{field.name}: {field.told}" for field in change.fields
    )
    return f"  {change.kind} {named} {'; '.join(told)}"
