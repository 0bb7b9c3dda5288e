"""``user``: who acts on the registry, what each of them may and sees, and with which password they log in."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from lastseen.cli.main import lastseen
from lastseen.cli.printing import show, with_format
from lastseen.cli.session import Session
from lastseen.domain.rights import Rights, Role
from lastseen.domain.users import UserLine
from lastseen.operations.users import (
    NoSuchUser,
    add_user,
    deactivate_user,
    find_user,
    reactivate_user,
    rights_of,
    set_password,
    set_rights,
    users,
)
from lastseen.reports.columns import table

Command = TypeVar("Command", bound=Callable[..., Any])


def with_rights(command: Command) -> Command:
    """Gives a command the options that say what a user may and sees."""
    known = click.Choice([role.value for role in Role])
    roles = click.option("--role", "roles", type=known, multiple=True, help="What the user is; may be given again.")
    some = click.option(
        "--compartment", "compartments", multiple=True, help="Whose sources the user sees; may be given again."
    )
    every = click.option(
        "--every-compartment", "sees_all", is_flag=True, help="The user sees every source there is or will be."
    )
    return roles(some(every(command)))


@lastseen.group("user")
def user() -> None:
    """Who acts on the registry, and what each of them may."""


@user.command("list")
@with_format
@click.pass_obj
def list_(session: Session, format_: str) -> None:
    """Every user there ever was, oldest first."""
    lines = users(rights_of(session.actor))
    answer = {"users": [_answer(line) for line in lines]}
    show(answer, format_, lambda: table([_row(line) for line in lines], numbers=False))


@user.command("add")
@click.argument("name")
@with_rights
@with_format
@click.pass_obj
def add(
    session: Session, *, name: str, roles: tuple[str, ...], compartments: tuple[str, ...], sees_all: bool, format_: str
) -> None:
    """Add a user NAME, who can log in once `lastseen user password NAME` has given them a password."""
    seen = None if sees_all else compartments
    add_user(name, map(Role, roles), seen, None, actor=session.actor, now=session.now())
    _tell(name, f"may act now, and log in after: lastseen user password {name!r}", format_)


@user.command("rights")
@click.argument("name")
@with_rights
@with_format
@click.pass_obj
def rights(
    session: Session, *, name: str, roles: tuple[str, ...], compartments: tuple[str, ...], sees_all: bool, format_: str
) -> None:
    """Say what the user NAME may from now on, in place of what they might before."""
    actor, seen = session.actor, None if sees_all else compartments
    set_rights(find_user(name), map(Role, roles), seen, actor=actor, now=session.now())
    _tell(name, "has these rights now, and no others", format_)


@user.command("deactivate")
@click.argument("name")
@with_format
@click.pass_obj
def deactivate(session: Session, name: str, format_: str) -> None:
    """Let the user NAME act no more."""
    actor = session.actor
    deactivate_user(find_user(name), actor=actor, now=session.now())
    _tell(name, "acts no more", format_)


@user.command("reactivate")
@click.argument("name")
@with_format
@click.pass_obj
def reactivate(session: Session, name: str, format_: str) -> None:
    """Let the user NAME act again, with the rights they had."""
    actor = session.actor
    found = next((line for line in users(rights_of(actor)) if line.name == name), None)
    if found is None:
        raise NoSuchUser(name=name)
    reactivate_user(found.id, actor=actor, now=session.now())
    _tell(name, "acts again, with the rights they had", format_)


@user.command("password")
@click.argument("name")
@click.option(
    "--new-password-file",
    "file",
    type=click.Path(path_type=Path),
    help="The new password (or LASTSEEN_NEW_PASSWORD; else asked).",
)
@with_format
@click.pass_obj
def password(session: Session, name: str, file: Path | None, format_: str) -> None:
    """Give the user NAME a password to log in with, in place of any they had."""
    actor = session.actor
    set_password(find_user(name), session.new_password(file), actor=actor, now=session.now())
    _tell(name, "has a new password", format_)


def _tell(name: str, done: str, format_: str) -> None:
    show({"user": name}, format_, lambda: f"{name} {done}.")


def _answer(line: UserLine) -> dict[str, object]:
    told = {"name": line.name, "active": line.rights is not None, "password": line.has_password}
    return told if line.rights is None else told | _may(line.rights)


def _may(rights: Rights) -> dict[str, object]:
    seen = rights.compartments
    return {"roles": sorted(rights.roles), "compartments": None if seen is None else sorted(seen)}


def _row(line: UserLine) -> tuple[str, ...]:
    if line.rights is None:
        return (line.name, "acts no more", "", "")
    seen = line.rights.compartments
    compartments = "every compartment" if seen is None else ", ".join(sorted(seen)) or "no compartment"
    roles = ", ".join(sorted(line.rights.roles)) or "no role"
    return (line.name, roles, compartments, "" if line.has_password else "no password")
