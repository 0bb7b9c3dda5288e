"""``serve``: the registry in the browser."""

from pathlib import Path
from typing import Any

import click

from lastseen.cli.main import lastseen
from lastseen.cli.printing import show, with_format
from lastseen.cli.session import Service, Session
from lastseen.operations.entries import can_log_in
from lastseen.operations.users import set_password


@lastseen.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="The port; 0 for any.")
@click.option("--name", "names", multiple=True, help="A name it is reached by beside localhost; may be given again.")
@click.option("--https", is_flag=True, help="Whether browsers reach it through a proxy that speaks HTTPS.")
@click.option(
    "--new-password-file",
    "file",
    type=click.Path(path_type=Path),
    help="The owner's password, at the first run (or LASTSEEN_NEW_PASSWORD; else asked).",
)
@with_format
@click.pass_obj
def serve(session: Session, /, names: tuple[str, ...], file: Path | None, format_: str, **how: Any) -> None:
    """Serve the registry to browsers until stopped; at the first run, whoever serves it chooses a password."""
    session.workspace  # noqa: B018  # opens the registry
    if not can_log_in(session.actor):
        click.echo("You have no password to log in with yet.", err=True)
        set_password(session.actor, session.new_password(file), actor=session.actor, now=session.now())

    def ready(address: str) -> None:
        show({"address": address}, format_, lambda: f"Lastseen is served at {address}  (Ctrl+C stops it)")

    session.serve(Service(names=names, **how), ready)
