"""``withdraw``: consent taken back, letters to whoever was served, and a source erased."""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from lastseen.cli.main import lastseen
from lastseen.cli.printing import show, with_format
from lastseen.cli.session import Session
from lastseen.cli.writing import write_document
from lastseen.operations.consents import NothingToWithdraw, withdraw_consent
from lastseen.operations.erasing import Erasable, RepeatedByOthers, erasable, erase_source
from lastseen.operations.reach import named_source
from lastseen.operations.served import ServedWith, letter_about, served_with
from lastseen.operations.users import rights_of
from lastseen.operations.workspace import Workspace
from lastseen.reports import languages
from lastseen.reports.letters import withdrawal_letter

OLD_KEYS = "Put the new sources.keys in the place of every copy of it: with an old one, an old backup still opens."


@lastseen.command("withdraw")
@click.argument("source")
@click.option("--purpose", help="Only for this purpose; for all if left out.")
@click.option("--letters", type=click.Path(file_okay=False, path_type=Path), help="A folder for letters to recipients.")
@click.option("--language", type=click.Choice(languages()), default="en", show_default=True)
@click.option("--erase", is_flag=True, help="Destroy the key of the source as well. It cannot be taken back.")
@click.option("--together", is_flag=True, help="Erase what repeats the source with it.")
@click.option("--dry-run", is_flag=True, help="Only say what --erase would take away.")
@click.option("--yes", is_flag=True, help="Erase without asking.")
@with_format
@click.pass_obj
def withdraw(  # one for each option
    session: Session,
    source: str,
    purpose: str | None,
    letters: Path | None,
    language: str,
    *,
    erase: bool,
    together: bool,
    dry_run: bool,
    yes: bool,
    format_: str,
) -> None:
    """Withdraw the consent of SOURCE from now on; say who was served with what rests on it, and write to them.

    With --erase, nobody can read any more who it is about: not here, in no snapshot, and in no copy of either.
    """
    if erase and (purpose is not None or (dry_run and letters is not None)):
        raise click.UsageError("--erase is for all purposes, and a dry run writes no letters.")
    if (dry_run or together or yes) and not erase:
        raise click.UsageError("--dry-run, --together and --yes are for --erase.")
    going = _settled(session, source, together=together, asked=yes or dry_run) if erase else None
    if dry_run and going is not None:
        show(_for_programs(going), format_, lambda: "\n".join(_going(going)))
        return
    answer, lines = _withdrawn(session, source, purpose, erasing=erase)
    workspace, now = session.workspace, session.now()
    served = served_with(rights_of(session.actor), named_source(rights_of(session.actor), source), workspace)
    written = [] if letters is None else _letters(served, letters, language, workspace, now)
    answer |= {"served": [_served(one) for one in served], "letters": [str(path) for path in written]}
    lines += [f"Served: {len(served)}", *(_line(one) for one in served), *map(str, written)]
    if erase:
        gone = erase_source(source, workspace, together=together, actor=session.actor, now=now)
        answer |= {"erased": _for_programs(gone)}
        lines += [*_going(gone), "It is erased.", OLD_KEYS]
    show(answer, format_, lambda: "\n".join(lines))


def _settled(session: Session, source: str, *, together: bool, asked: bool) -> Erasable:
    """What is to be erased, once it was agreed to by typing its name."""
    going = erasable(rights_of(session.actor), source)
    if going.repeating and not (together or asked):
        raise RepeatedByOthers(source=source, others=", ".join(going.repeating))
    if not asked:
        click.echo("\n".join(_going(going)), err=True)
        typed = click.prompt("This cannot be taken back. Type the name of the source to erase it", err=True)
        if typed != source:
            raise click.Abort
    return going


def _going(going: Erasable) -> list[str]:
    held = going.holding
    return [
        f"Of {', '.join((going.source, *going.repeating))}:",
        f"  names and words of {held.accounts} accounts, {held.texts} texts, {held.passages} passages",
        f"  {held.files} files, {held.particulars} particulars of how it was held, {held.drafts} drafts",
        f"  names and words in {len(going.snapshots)} snapshots; their figures stay as they are",
        *_staying(going),
    ]


def _staying(going: Erasable) -> list[str]:
    if going.named is None:
        return ["Words of your own may name them and stay; whoever sees every compartment is told here which."]
    words = (f"  {one.at.date()}  {one.by}, entry {one.entry} ({one.operation}): {one.words}" for one in going.named)
    return [f"Words of your own that name them, and stay: {len(going.named) or 'none'}", *words]


def _for_programs(going: Erasable) -> dict[str, Any]:
    named = going.named and [{**asdict(one), "at": one.at.isoformat()} for one in going.named]
    return {**asdict(going), "named": named}


def _withdrawn(
    session: Session, source: str, purpose: str | None, *, erasing: bool
) -> tuple[dict[str, Any], list[str]]:
    """What was withdrawn; of a source that is to be erased, it may be that there is nothing left to withdraw."""
    id_ = named_source(rights_of(session.actor), source)
    try:
        cells = withdraw_consent(id_, purpose, actor=session.actor, now=session.now())
    except NothingToWithdraw:
        if not erasing:
            raise
        cells = ()
    purposes = [cell.purpose for cell in cells]
    return {"withdrawn": purposes}, [f"Withdrawn: {', '.join(purposes) or 'nothing'}"]


def _line(one: ServedWith) -> str:
    return f"  {one.at.date()}  {one.recipient or 'anybody'}  {one.what} ({one.purpose})"


def _served(one: ServedWith) -> dict[str, Any]:
    return {
        "release": str(one.release),
        "recipient": one.recipient,
        "what": one.what,
        "purpose": one.purpose,
        "day": one.at.date().isoformat(),
    }


def _letters(
    served: tuple[ServedWith, ...], folder: Path, language: str, workspace: Workspace, now: datetime
) -> list[Path]:
    """A letter to each who was served, named by the release."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for one in served:
        about = letter_about(one, workspace, language, now.date())
        path = folder / f"withdrawal-{str(one.release)[:8]}.{language}.docx"
        write_document(withdrawal_letter(about, language), path)
        written.append(path)
    return written
