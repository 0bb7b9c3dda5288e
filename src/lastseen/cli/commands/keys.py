"""``key``: who can open the registry, and with which passphrase."""

from pathlib import Path

import click

from lastseen.cli.main import lastseen
from lastseen.cli.printing import show, with_format
from lastseen.cli.session import Session
from lastseen.evidence import Holder
from lastseen.operations.keys import add_key_holder, change_key_passphrase, key_holders, remove_key_holder
from lastseen.reports.columns import table

OLD_COPIES = "Copies of keys.json made before still open as they did: destroy those you can."

with_new_passphrase = click.option(
    "--new-passphrase-file",
    "file",
    type=click.Path(path_type=Path),
    help="The new passphrase (or LASTSEEN_NEW_PASSPHRASE; else asked).",
)


@lastseen.group("key")
def key() -> None:
    """Who can open the registry. Changing a passphrase encrypts nothing anew."""


@key.command("list")
@with_format
@click.pass_obj
def list_(session: Session, format_: str) -> None:
    """Everybody whose passphrase opens the registry; no passphrase is needed to see."""
    holders = key_holders(session.keys)
    answer = {"holders": [{"slot": holder.slot, "label": holder.label} for holder in holders]}
    show(answer, format_, lambda: table([(holder.slot, holder.label) for holder in holders], numbers=False))


@key.command("add")
@click.argument("label")
@with_new_passphrase
@with_format
@click.pass_obj
def add(session: Session, label: str, file: Path | None, format_: str) -> None:
    """Let somebody, called LABEL, open the registry with a passphrase of their own."""
    workspace, actor = session.workspace, session.actor
    holder = Holder(label=label, passphrase=session.new_passphrase(file))
    slot = add_key_holder(session.keys, holder, workspace, actor=actor, now=session.now())
    show({"slot": slot, "label": label}, format_, lambda: f"{slot}  {label}")


@key.command("change")
@with_new_passphrase
@with_format
@click.pass_obj
def change(session: Session, file: Path | None, format_: str) -> None:
    """Put a new passphrase in place of the one the registry was opened with."""
    workspace, actor, old = session.workspace, session.actor, session.passphrase()
    new = session.new_passphrase(file)
    change_key_passphrase(session.keys, old, new, workspace, actor=actor, now=session.now())
    show({"changed": True}, format_, lambda: f"The passphrase is changed. {OLD_COPIES}")


@key.command("remove")
@click.argument("slot")
@with_format
@click.pass_obj
def remove(session: Session, slot: str, format_: str) -> None:
    """Take away the passphrase of a SLOT, as `lastseen key list` names it; the last one stays."""
    workspace, actor = session.workspace, session.actor
    remove_key_holder(session.keys, slot, workspace, actor=actor, now=session.now())
    show({"removed": slot}, format_, lambda: f"{slot} is taken away. {OLD_COPIES}")
