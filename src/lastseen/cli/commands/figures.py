"""``figures`` and ``trace``: the numbers of a snapshot, and what stands behind each."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path as File

import click

from lastseen.cli.main import lastseen
from lastseen.cli.printing import JSON, TEXT, show, with_format
from lastseen.cli.session import Session
from lastseen.domain.release import OF_FIGURES, Profile, Released
from lastseen.figures import DefinitionSet
from lastseen.figures.encoding import figure_as_json, label_in
from lastseen.figures.figure_set import FigureSet
from lastseen.figures.standard import read_definitions, standard_definitions
from lastseen.figures.tracing import TracedUnit
from lastseen.operations.figures import Path, trace_row
from lastseen.operations.figures import figures as released_figures
from lastseen.operations.snapshots import find_snapshot
from lastseen.reports import figures_csv, figures_page, figures_text, languages

CSV, HTML = "csv", "html"

with_snapshot = click.option("--snapshot", "name", help="The snapshot's name; the newest if left out.")
with_definitions = click.option(
    "--definitions",
    type=click.Path(exists=True, dir_okay=False, path_type=File),
    help="Your own figures in a file; the standard ones if left out.",
)


@lastseen.command("figures")
@with_snapshot
@with_definitions
@click.option("--figure", "ids", multiple=True, help="Only this figure; may be given several times.")
@click.option("--language", type=click.Choice(languages()), default="en", show_default=True)
@click.option("--profile", type=click.Choice([p.value for p in OF_FIGURES]), default="internal", show_default=True)
@click.option("--format", "format_", type=click.Choice([TEXT, JSON, CSV, HTML]), default=TEXT, show_default=True)
@click.pass_obj
def figures(
    session: Session,
    name: str | None,
    definitions: File | None,
    ids: tuple[str, ...],
    language: str,
    profile: str,
    format_: str,
) -> None:
    """Print the figures of a snapshot, with what is certain, what is possible, and who is unknown."""
    workspace, actor = session.workspace, session.actor
    wanted = chosen(definitions, workspace.profile).only(ids)
    snapshot = find_snapshot(workspace, name)
    released = released_figures(snapshot, wanted, Profile(profile), workspace, actor=actor, now=session.now())
    click.echo(written(released, format_, language))


@lastseen.command("trace")
@click.argument("figure")
@click.argument("row")
@with_snapshot
@with_definitions
@with_format
@click.pass_obj
def trace(session: Session, figure: str, row: str, name: str | None, definitions: File | None, format_: str) -> None:
    """Follow a number down: the units in ROW of FIGURE, their accounts, and the passages that say it."""
    workspace, actor = session.workspace, session.actor
    wanted = chosen(definitions, workspace.profile)
    snapshot = find_snapshot(workspace, name)
    released = trace_row(snapshot, wanted, figure, row, workspace, actor=actor, now=session.now())
    path = released.content
    answer = {"snapshot": released.snapshot, **asdict(path.trace), "titles": dict(path.titles)}
    show(answer, format_, lambda: "\n".join(_path(path)))


def chosen(definitions: File | None, profile: str) -> DefinitionSet:
    """One's own definitions, else the standard ones of the registry's profile."""
    return standard_definitions(profile or None) if definitions is None else read_definitions(definitions)


def written(released: Released[FigureSet], format_: str, language: str) -> str:
    """Figures as text, JSON, CSV or a page."""
    if format_ == JSON:
        return json.dumps(_plain(released, language), ensure_ascii=False, indent=1)
    return _WRITERS[format_](released, language)


_WRITERS = {TEXT: figures_text, CSV: figures_csv, HTML: figures_page}


def _plain(released: Released[FigureSet], language: str) -> dict[str, object]:
    content = released.content
    return {
        "snapshot": released.snapshot,
        "notice": label_in(language, content.notice) if content.notice else "",
        "withheld": released.withheld,
        "figures": [figure_as_json(figure, language) for figure in content.figures],
    }


def _path(path: Path) -> Iterator[str]:
    certain = sum(unit.certain for unit in path.trace.units)
    yield f"{path.trace.figure} / {path.trace.row}: {certain} certain, {len(path.trace.units)} at most"
    for unit in sorted(path.trace.units, key=lambda unit: unit.code):
        yield from _unit(unit, path)


def _unit(unit: TracedUnit, path: Path) -> Iterator[str]:
    about = (unit.unit, *(account.account for account in unit.accounts))
    names = dict.fromkeys(name for id_ in about for name in path.names.get(id_, ()))
    yield f"\n{unit.code}  {', '.join(names)}{'' if unit.certain else '  (possibly)'}"
    for account in unit.accounts:
        for passage in account.passages:
            place = f"  ({passage.locator})" if passage.locator else ""
            words = f"«{passage.quote}»" if passage.held is None else f"[held back: {passage.held}]"
            yield f"  {path.titles[account.source]}  {passage.field}  {words}{place}"
