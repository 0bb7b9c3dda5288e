"""``token``: programs that act for a user, with some of the user's rights, until a day."""

from datetime import datetime
from uuid import UUID

import click

from lastseen.cli.main import lastseen
from lastseen.cli.printing import show, with_format
from lastseen.cli.session import Session
from lastseen.domain.rights import May
from lastseen.domain.tokens import TokenLine
from lastseen.operations.tokens import end_token, make_token, tokens
from lastseen.operations.users import rights_of
from lastseen.reports.columns import table


@lastseen.group("token")
def token() -> None:
    """Programs that act for you by the API, and what each of them may."""


@token.command("add")
@click.argument("name")
@click.option(
    "--scope",
    "scopes",
    type=click.Choice([may.value for may in May]),
    multiple=True,
    required=True,
    help="A right of yours that the program has; may be given again.",
)
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), required=True, help="The last day; within a year.")
@with_format
@click.pass_obj
def add(session: Session, *, name: str, scopes: tuple[str, ...], until: datetime, format_: str) -> None:
    """Make a token for the program NAME; its secret is shown once and kept nowhere."""
    chosen = [May(scope) for scope in scopes]
    secret = make_token(name, chosen, until.date(), session.workspace, actor=session.actor, now=session.now())
    show(
        {"token": secret}, format_, lambda: f"{secret}\nKeep it where only the program reads it: it is not shown again."
    )


@token.command("list")
@with_format
@click.pass_obj
def list_(session: Session, format_: str) -> None:
    """Your tokens that stand; everybody's for who administers users."""
    session.workspace  # noqa: B018  # opens the registry
    lines = tokens(rights_of(session.actor))
    show({"tokens": [_answer(line) for line in lines]}, format_, lambda: _listed(lines))


@token.command("end")
@click.argument("token", type=click.UUID)
@with_format
@click.pass_obj
def end(session: Session, *, token: UUID, format_: str) -> None:
    """End the TOKEN, named by its id: from now on it opens nothing."""
    session.workspace  # noqa: B018  # as above
    end_token(token, actor=session.actor, now=session.now())
    show({"ended": str(token)}, format_, lambda: f"{token} opens nothing any more.")


def _listed(lines: tuple[TokenLine, ...]) -> str:
    rows = [[str(line.id), line.name, line.user_name, _scopes(line), str(line.until)] for line in lines]
    return table(rows, numbers=False) if rows else "No token stands."


def _scopes(line: TokenLine) -> str:
    return ", ".join(may.value for may in May if may in line.scopes)


def _answer(line: TokenLine) -> dict[str, object]:
    return {
        "id": str(line.id),
        "name": line.name,
        "user": line.user_name,
        "scopes": _scopes(line).split(", "),
        "until": line.until.isoformat(),
    }
