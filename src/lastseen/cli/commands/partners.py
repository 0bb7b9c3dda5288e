"""``partner``: groups we exchange records with, the keys they are known by, and our own."""

import click

from lastseen.cli.main import lastseen
from lastseen.cli.printing import show, with_format
from lastseen.cli.session import Session
from lastseen.exchange.bundles import PublicKeys
from lastseen.operations.partners import add_partner, own_keys, partners
from lastseen.operations.users import rights_of
from lastseen.reports.columns import table


@lastseen.group("partner")
def partner() -> None:
    """Groups we exchange records with. Keys are told over a channel you trust, never with the first bundle."""


@partner.command("add")
@click.argument("name")
@click.option("--key", "age", required=True, help="The key bundles for them are encrypted to, age1….")
@click.option("--signing", required=True, help="The key theirs are signed with, ed25519:….")
@with_format
@click.pass_obj
def add(session: Session, name: str, age: str, signing: str, format_: str) -> None:
    """Record the keys of the partner NAME, or new ones in place of those."""
    keys = PublicKeys(age=age, signing=signing)
    kept = add_partner(name, keys, session.workspace, actor=session.actor, now=session.now())
    show({"partner": kept}, format_, lambda: f"{kept} is a partner.")


@partner.command("list")
@with_format
@click.pass_obj
def list_(session: Session, format_: str) -> None:
    """List the partners and their keys."""
    found = partners(rights_of(session.actor))
    answer = [{"partner": one.name, "key": one.age_key, "signing": one.signing_key} for one in found]
    rows = [(one.name, one.age_key, one.signing_key) for one in found]
    show(answer, format_, lambda: table(rows, numbers=False) if rows else "There are no partners yet.")


@partner.command("keys")
@with_format
@click.pass_obj
def keys_(session: Session, format_: str) -> None:
    """Show our own keys, for partners to record."""
    public = own_keys(session.workspace).public
    answer = {"key": public.age, "signing": public.signing}
    show(answer, format_, lambda: f"--key {public.age} --signing {public.signing}")
