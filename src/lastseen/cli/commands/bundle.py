"""``bundle``: records for a partner, what came from partners, and what is answered on it."""

from dataclasses import asdict
from pathlib import Path
from urllib.parse import parse_qsl

import click

from lastseen.cli.commands.figures import with_snapshot
from lastseen.cli.main import lastseen
from lastseen.cli.printing import show, with_format
from lastseen.cli.session import Session
from lastseen.domain.release import Profile
from lastseen.exchange.bundles.corrections import read_corrections
from lastseen.operations.bundling import (
    Choice,
    answer,
    bundle,
    codes_found,
    preview_bundle,
    withdrawal_notice,
    write_bundle,
)
from lastseen.operations.library_query import Query
from lastseen.operations.partners_told import told_by_partners
from lastseen.operations.receiving import import_bundle, inspect_bundle
from lastseen.operations.snapshots import find_snapshot
from lastseen.operations.users import rights_of

COMPARTMENT = "partners"
"""Where the sources of partners are put unless another compartment is named."""

_OUT = click.Path(dir_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_PROFILES = click.Choice([Profile.NAMED.value, Profile.PSEUDONYMOUS.value])


@lastseen.group("bundle")
def bundle_() -> None:
    """Exchange records with partners, in files that only they can open."""


@bundle_.command("create")
@click.argument("out", required=False, type=_OUT)
@click.option("--partner", required=True, help="Who gets it.")
@click.option("--people", multiple=True, help="The code of a person, as P-0012; as often as needed.")
@click.option("--library-query", "query", default="", help="Everybody whom an address of the library finds.")
@click.option("--profile", type=_PROFILES, default=Profile.NAMED.value, show_default=True)
@click.option("--with-files", is_flag=True, help="Send the files of the sources along, as they came.")
@click.option("--dry-run", is_flag=True, help="Only say what would go, and what not.")
@with_snapshot
@with_format
@click.pass_obj
def create(  # one for each option
    session: Session,
    out: Path | None,
    partner: str,
    people: tuple[str, ...],
    query: str,
    profile: str,
    name: str | None,
    format_: str,
    *,
    with_files: bool,
    dry_run: bool,
) -> None:
    """Write a bundle of chosen people for a partner to OUT."""
    if out is None and not dry_run:
        raise click.UsageError("Name a file to write, or give --dry-run.")
    workspace, actor, now = session.workspace, session.actor, session.now()
    snapshot, rights = find_snapshot(workspace, name), rights_of(actor)
    if query:
        asked = Query.from_params(parse_qsl(query.rpartition("?")[2], keep_blank_values=True))
        people = (*people, *codes_found(rights, asked, workspace))
    choice = Choice(partner=partner, codes=people, profile=Profile(profile), with_files=with_files)
    if out is None or dry_run:
        seen = preview_bundle(rights, snapshot, choice, workspace, now)
        kept_back = "".join(f"\n  withheld: {one.n:5} {one.what:7} {one.why}" for one in seen.withheld)
        told = f"{seen.people} people, from {seen.sources} sources; approved by {seen.approved} of {seen.needed} needed"
        show(asdict(seen), format_, lambda: told + kept_back)
        return
    released = bundle(snapshot, choice, workspace, actor=actor, now=now)
    digest = write_bundle(released.content, out, workspace)
    accounts, sources = len(released.content.accounts), len(released.content.sources)
    given = {"out": str(out), "release": str(released.id), "digest": digest, "accounts": accounts, "sources": sources}
    show(
        given, format_, lambda: f"{out}: {accounts} accounts of {sources} sources, for {partner} alone ({digest[:12]})"
    )


@bundle_.command("answer")
@click.argument("out", type=_OUT)
@click.option("--partner", required=True, help="Whose records are answered on.")
@click.option("--corrections", type=_FILE, help="A file of corrections (TOML).")
@click.option("--profile", type=_PROFILES, default=Profile.NAMED.value, show_default=True)
@with_snapshot
@with_format
@click.pass_obj
def answer_(  # one for each option
    session: Session, out: Path, partner: str, corrections: Path | None, profile: str, name: str | None, format_: str
) -> None:
    """Write to OUT what was decided on a partner's own records, and what should be corrected in them."""
    workspace = session.workspace
    wanted = () if corrections is None else read_corrections(corrections)
    choice = Choice(partner=partner, codes=(), profile=Profile(profile))
    snapshot = find_snapshot(workspace, name)
    released = answer(snapshot, choice, wanted, workspace, actor=session.actor, now=session.now())
    digest = write_bundle(released.content, out, workspace)
    verdicts, corrected = len(released.content.verdicts), len(released.content.corrections)
    given = {"out": str(out), "digest": digest, "verdicts": verdicts, "corrections": corrected}
    show(given, format_, lambda: f"{out}: {verdicts} verdicts, {corrected} corrections, for {partner} alone")


@bundle_.command("withdraw")
@click.argument("out", type=_OUT)
@click.option("--partner", required=True, help="Who got something made from sources whose terms have changed.")
@with_format
@click.pass_obj
def withdraw(session: Session, out: Path, partner: str, format_: str) -> None:
    """Write to OUT of which sources a partner may no longer use what they got."""
    workspace = session.workspace
    notice = withdrawal_notice(partner, workspace, actor=session.actor, now=session.now())
    digest = write_bundle(notice, out, workspace)
    n = len(notice.withdrawn)
    show({"out": str(out), "digest": digest, "sources": n}, format_, lambda: f"{out}: {n} sources, for {partner} alone")


@bundle_.command("inspect")
@click.argument("file", type=_FILE)
@with_format
@click.pass_obj
def inspect(session: Session, file: Path, format_: str) -> None:
    """Say who made FILE and what is in it, and take nothing in."""
    found = asdict(inspect_bundle(rights_of(session.actor), file, session.workspace))
    show(found, format_, lambda: "\n".join(f"{name.replace('_', ' '):14} {value}" for name, value in found.items()))


@bundle_.command("import")
@click.argument("file", type=_FILE)
@click.option("--compartment", default=COMPARTMENT, show_default=True, help="Where their sources are put.")
@click.option("--dry-run", is_flag=True, help="Show what would come of it, and change nothing.")
@with_format
@click.pass_obj
def import_(session: Session, file: Path, compartment: str, format_: str, *, dry_run: bool) -> None:
    """Take FILE in: records as accounts of sources of the partner, answers as theirs, withdrawals at once."""
    report = import_bundle(
        file, compartment, session.workspace, dry_run=dry_run, actor=session.actor, now=session.now()
    )
    show(report.as_json(), format_, lambda: "\n".join(report.lines()))


@bundle_.command("told")
@with_format
@click.pass_obj
def told(session: Session, format_: str) -> None:
    """List what partners decided on records here, and what they would have changed."""
    found = told_by_partners(rights_of(session.actor))
    lines = (
        f"{one.partner}: {one.what} on {' and '.join(one.about)}: {f'{one.field} {one.value}'.strip()}"
        f"{f' ({one.reason})' if one.reason else ''}"
        for one in found
    )
    show([asdict(one) for one in found], format_, lambda: "\n".join(lines) or "Partners have told nothing yet.")
