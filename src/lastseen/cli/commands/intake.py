"""``import`` and ``template``: tables by a mapping into the registry, and a workbook to start from."""

from collections.abc import Iterator
from pathlib import Path

import click

from lastseen.cli.main import lastseen
from lastseen.cli.printing import show, with_format
from lastseen.cli.session import Session
from lastseen.exchange.mapping.reading import read_mapping
from lastseen.exchange.template import write_template
from lastseen.operations.intake import import_files
from lastseen.operations.intake_report import IntakeReport
from lastseen.reports import languages

_SHOWN = 40
"""So many problems, inconsistencies or changes are listed for people; programs get all."""


@lastseen.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--mapping",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Which columns feed which fields.",
)
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@with_format
@click.pass_obj
def import_(session: Session, files: tuple[Path, ...], mapping: Path, dry_run: bool, format_: str) -> None:  # noqa: FBT001  # click's flag
    """Import CSV and XLSX FILES: every row is accounted for, rows that cannot be read are refused one by one."""
    workspace, actor = session.workspace, session.actor
    report = import_files(files, read_mapping(mapping), workspace, dry_run=dry_run, actor=actor, now=session.now())
    show(report.as_json(), format_, lambda: "\n".join(_text(report)))


@lastseen.command("template")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--language", type=click.Choice(languages()), default="en", show_default=True)
@click.pass_obj
def template(session: Session, out: Path, language: str) -> None:
    """Write a workbook with drop-downs of the registry's vocabularies, and the mapping that reads it back."""
    mapping = write_template(out, session.workspace.vocabularies, language)
    click.echo(f"{out} is written. Fill it in, then: lastseen import {out} --mapping {mapping}")


def _text(report: IntakeReport) -> Iterator[str]:
    rows = report.rows
    tried = " (a dry run: nothing was changed)" if report.dry_run else ""
    became = f"{rows.new} new, {rows.changed} changed, {rows.same} same, {rows.refused} refused"
    yield f"{rows.read} rows read{tried}: {became}"
    yield from _some("Refused", [_problem(p.as_json()) for p in report.problems])
    yield from _some(
        "Kept as told, though it cannot be so", [_implausible(i.as_json()) for i in report.inconsistencies]
    )
    yield from _some("Would change", [_change(c.as_json()) for c in report.changes])


def _some(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"\n{title} ({len(lines)}):"
        yield from lines[:_SHOWN]
    if len(lines) > _SHOWN:
        yield f"  and {len(lines) - _SHOWN} more; --format json lists all"


def _where(line: dict[str, object]) -> str:
    sheet = f", {line['sheet']}" if line["sheet"] else ""
    return f"{line['file']}{sheet}, row {line['row']}"


def _problem(line: dict[str, object]) -> str:
    column = f", column {line['column']}" if line["column"] else ""
    return f"  {_where(line)}{column}: {line['value']!r} [{line['code']}]\n    {line['hint']}"


def _implausible(line: dict[str, object]) -> str:
    return f"  {_where(line)}: {line['rule']}"


def _change(line: dict[str, object]) -> str:
    fields = line["fields"] if isinstance(line["fields"], dict) else {}
    told = "; ".join(_field(name, change) for name, change in fields.items())
    return f"  {line['outcome']} {line['kind']} {line['id']}: {told}"


def _field(name: str, change: dict[str, object]) -> str:
    if change.get("withheld"):
        return name
    old, new = (change[side] for side in ("old", "new"))
    return f"{name} {_listed(old)} → {_listed(new)}"


def _listed(values: object) -> str:
    return ", ".join(map(str, values)) if isinstance(values, list) and values else "(nothing)"
