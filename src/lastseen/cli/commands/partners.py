"""``partner``: groups we exchange records with, the keys they are known by, and our own."""

from dataclasses import asdict

import click

from lastseen.cli.main import lastseen
from lastseen.cli.printing import show, with_format
from lastseen.cli.session import Session
from lastseen.exchange.bundles import PublicKeys
from lastseen.operations.partners import NoSuchPartner, add_partner, own_keys, partners
from lastseen.operations.partners_history import Exchanged, partner_histories
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
    """List the partners, the fingerprints of their keys, and the keys."""
    found = [(one.name, _told(one.keys)) for one in partners(rights_of(session.actor))]
    answer = [{"partner": name, **told} for name, told in found]
    rows = [(name, *told.values()) for name, told in found]
    show(answer, format_, lambda: table(rows, numbers=False) if rows else "There are no partners yet.")


@partner.command("keys")
@with_format
@click.pass_obj
def keys_(session: Session, format_: str) -> None:
    """Show our own keys, for partners to record."""
    public = own_keys(session.workspace).public
    show(_told(public), format_, lambda: f"--key {public.age} --signing {public.signing}")


def _told(keys: PublicKeys) -> dict[str, str]:
    return {"fingerprint": keys.fingerprint, "key": keys.age, "signing": keys.signing}


@partner.command("history")
@click.argument("name")
@with_format
@click.pass_obj
def history(session: Session, name: str, format_: str) -> None:
    """List what went to the partner NAME and what came from them, the last first."""
    known = {one.partner.name: one for one in partner_histories(rights_of(session.actor))}
    if name not in known:
        raise NoSuchPartner(name=name, known=", ".join(known) or "none")
    found = known[name].exchanged
    answer = [asdict(one) | {"at": one.at.isoformat()} for one in found]
    lines = [f"{one.at.date()}  {one.event:16}{_numbers(one)}".rstrip() for one in found]
    show(answer, format_, lambda: "\n".join(lines) or f"Nothing was exchanged with {name} yet.")


def _numbers(one: Exchanged) -> str:
    """How many people it was about, where that is told."""
    if one.people is None:
        return ""
    return f"  {one.people} people" if one.found is None else f"  {one.found} of {one.people} people"
