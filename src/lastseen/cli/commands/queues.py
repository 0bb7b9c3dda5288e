"""``inconsistencies``: implausible things that were nevertheless said."""

from dataclasses import asdict

import click

from lastseen.cli.main import lastseen
from lastseen.cli.printing import show, with_format
from lastseen.cli.session import Session
from lastseen.operations.queues import Implausible, implausible
from lastseen.reports.columns import table


@lastseen.command("inconsistencies")
@with_format
@click.pass_obj
def inconsistencies(session: Session, format_: str) -> None:
    """List what was told and cannot be so, such as a release before the arrest. It is kept as told, and counted."""
    found = implausible(session.workspace)
    show({"inconsistencies": [asdict(one) for one in found]}, format_, lambda: _text(found))


def _text(found: tuple[Implausible, ...]) -> str:
    if not found:
        return "Nothing that was told contradicts itself."
    return table([(o.rule, o.person, ", ".join(o.names), " – ".join(o.accounts)) for o in found], numbers=False)
