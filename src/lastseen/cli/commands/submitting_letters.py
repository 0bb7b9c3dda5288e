"""``submission upr``, ``allegation`` and ``joint-letter``: a pattern put before the UN, in words of one's own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

import click

from lastseen.cli.commands.figures import with_snapshot
from lastseen.cli.commands.reports import FolderIsThere
from lastseen.cli.commands.submitting import checked_answer, checked_lines, submission
from lastseen.cli.printing import show, with_format
from lastseen.cli.session import Session
from lastseen.cli.writing import check_out, write_document
from lastseen.domain.release import Released
from lastseen.domain.submitting_patterns import Form
from lastseen.figures.standard import standard_definitions
from lastseen.operations.showing import show_people
from lastseen.operations.snapshots import find_snapshot
from lastseen.operations.submissions_patterns import LetterWanted, check_letter, letter_figures, people_asked
from lastseen.operations.users import rights_of
from lastseen.reports.records.shown import Shown
from lastseen.reports.submissions import languages
from lastseen.reports.submissions.asking import forms, mandates
from lastseen.reports.submissions.letters import pattern_letter
from lastseen.reports.submissions.patterns import Letter, read_letter, words_file
from lastseen.snapshot import Snapshot

_OUT = click.Path(dir_okay=False, path_type=Path)
_STATE = click.option("--state", "states", multiple=True, metavar="CODE", help="A State concerned, as KP.")
_SUBMITTERS = click.option("--submitter", "submitters", multiple=True, help="Who submits; again for each.")
_OWN = click.option(
    "--words",
    "own",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Your own words, in Markdown; those that `submission words` copies if left out.",
)
_OPTIONS = (
    click.argument("out", required=False, type=_OUT),
    click.option("--check", "only_check", is_flag=True, help="Only say of each element whether it is there."),
    click.option("--language", type=click.Choice(languages()), default="en", show_default=True),
    _STATE,
    _SUBMITTERS,
    _OWN,
    with_snapshot,
    with_format,
    click.pass_obj,
)
_PEOPLE = (
    click.option("--confidential", is_flag=True, help="Ask that the submitter be named to no State."),
    click.option("--person", "people", multiple=True, metavar="CODE", help="Somebody to show, as P-0012; each again."),
    click.option("--named", is_flag=True, help="Show them by name; under an alias if left out."),
)
_MANDATES = click.option("--mandate", "mandates", multiple=True, type=click.Choice(mandates()), help="To whom; again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """What a letter is asked with."""

    out: Path | None
    only_check: bool
    language: str
    states: tuple[str, ...]
    submitters: tuple[str, ...]
    own: Path | None
    name: str | None
    format_: str
    confidential: bool = False
    people: tuple[str, ...] = ()
    named: bool = False
    mandates: tuple[str, ...] = ()

    def wanted(self, session: Session, form: Form) -> LetterWanted:
        """The letter that is wanted."""
        letter = Letter(
            form=form,
            language=self.language,
            prose=read_letter(form.id, self.language, self.own),
            submitters=self.submitters,
            confidential=self.confidential,
            states=tuple(state.upper() for state in self.states),
            mandates=self.mandates,
            day=session.now().date(),
        )
        definitions = standard_definitions(session.workspace.profile or None)
        return LetterWanted(letter=letter, definitions=definitions, people=self.people, named=self.named)


Command: TypeAlias = Callable[..., None]


def _with(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Gives a command what every letter is asked with, and these options besides."""

    def given(command: Command) -> Command:
        for option in (*reversed(_OPTIONS), *reversed(options)):
            command = option(command)
        return command

    return given


@submission.command("upr")
@_with()
def upr(session: Session, **given: Any) -> None:
    """Write information on a State for its Universal Periodic Review to OUT; refused above the limit of words."""
    _submit(session, "upr", _Given(**given))


@submission.command("allegation")
@_with(*_PEOPLE)
def allegation(session: Session, **given: Any) -> None:
    """Write a general allegation about a pattern to the Working Group on Enforced Disappearances to OUT."""
    _submit(session, "allegation", _Given(**given))


@submission.command("joint-letter")
@_with(*_PEOPLE, _MANDATES)
def joint_letter(session: Session, **given: Any) -> None:
    """Write information for a joint letter of special rapporteurs and working groups to OUT."""
    _submit(session, "joint-letter", _Given(**given))


@submission.command("words")
@click.argument("form", type=click.Choice(sorted(forms())))
@click.argument("out", type=_OUT)
@click.option("--language", type=click.Choice(languages()), default="en", show_default=True)
@with_format
def words(form: str, out: Path, language: str, format_: str) -> None:
    """Copy the words a letter (FORM) begins with to OUT, a Markdown file, to make words of your own."""
    if out.exists():
        raise FolderIsThere(folder=out)
    out.write_text(words_file(form, language).read_text(encoding="utf-8"), encoding="utf-8")
    show({"out": str(out)}, format_, lambda: str(out))


def _submit(session: Session, form: str, given: _Given) -> None:
    if given.out is None and not given.only_check:
        raise click.UsageError("Name a file to write, or give --check.")
    workspace, now = session.workspace, session.now()
    wanted, snapshot = given.wanted(session, forms()[form]), find_snapshot(workspace, given.name)
    if given.out is None or given.only_check:
        found = check_letter(rights_of(session.actor), snapshot, wanted, workspace, now)
        show(
            checked_answer(found, given.language),
            given.format_,
            lambda: "\n".join(checked_lines(found, given.language)),
        )
        return
    check_out(given.out)
    figures = letter_figures(snapshot, wanted, workspace, actor=session.actor, now=now)
    people = _released_people(session, snapshot, wanted, now) if given.people else None
    write_document(pattern_letter(figures, people, wanted.letter), given.out)
    releases = [str(one.id) for one in (figures, people) if one is not None]
    answer = {"out": str(given.out), "releases": releases}
    show(answer, given.format_, lambda: "\n".join((str(given.out), *(f"Release {one}" for one in releases))))


def _released_people(session: Session, snapshot: Snapshot, wanted: LetterWanted, now: datetime) -> Released[Shown]:
    asked = people_asked(rights_of(session.actor), snapshot, wanted)
    return show_people(snapshot, asked, session.workspace, actor=session.actor, now=now)
