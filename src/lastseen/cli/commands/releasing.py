"""``exits``, ``release``, ``approve``, ``clear`` and others: what leaves, what permits it, what is told afterwards."""

import csv
import io
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from lastseen.cli.commands.figures import chosen, with_definitions, with_snapshot
from lastseen.cli.main import lastseen
from lastseen.cli.printing import show, with_format
from lastseen.cli.session import Session
from lastseen.domain.decisions import ConsentAnswer, IdentityLevel
from lastseen.domain.permitting import Approval, Clearance, FamilyConsent, Standing, TableClearance
from lastseen.domain.release import Profile
from lastseen.operations.clearing import clear_table, cleared_figures
from lastseen.operations.exits import EXITS
from lastseen.operations.permitting import (
    accounts_of_person,
    approve,
    clear_person,
    record_family_consent,
    take_back_permit,
)
from lastseen.operations.release import Asked
from lastseen.operations.served import Change, NothingToTell, tell, to_tell
from lastseen.operations.showing import Measured, Preview, preview, show_people
from lastseen.operations.snapshots import find_snapshot
from lastseen.operations.users import rights_of
from lastseen.reports import languages
from lastseen.reports.people_table import people_table

_DAY = click.DateTime(formats=["%Y-%m-%d"])


@lastseen.command("exits")
@with_format
def exits(format_: str) -> None:
    """List every way out of a registry, and the purpose each asks sources for."""
    answer = [
        {
            "exit": one.name,
            "operation": one.operation.__name__,
            "purposes": list(one.purposes),
            "profiles": [profile.value for profile in one.profiles],
            "single_people": one.single_people,
        }
        for one in EXITS
    ]
    lines = (
        f"{one.name:15} {', '.join(one.purposes)}{'   shows single people' if one.single_people else ''}"
        for one in EXITS
    )
    show(answer, format_, lambda: "\n".join(lines))


@lastseen.command("release")
@click.argument("out", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--purpose", default="", help="A purpose of consent; that of the profile if left out.")
@click.option("--recipient", default="", help="Who gets it; nobody in particular if left out.")
@click.option("--profile", type=click.Choice([p.value for p in Profile]), default="pseudonymous", show_default=True)
@click.option("--dry-run", is_flag=True, help="Only say what would leave, and what not.")
@click.option("--language", type=click.Choice(languages()), default="en", show_default=True)
@with_snapshot
@with_format
@click.pass_obj
def release(  # one for each option
    session: Session,
    out: Path | None,
    purpose: str,
    recipient: str,
    profile: str,
    language: str,
    name: str | None,
    format_: str,
    *,
    dry_run: bool,
) -> None:
    """Write the people a recipient may be shown to OUT, a CSV file; or say, with --dry-run, what would leave."""
    if out is None and not dry_run:
        raise click.UsageError("Name a file to write, or give --dry-run.")
    workspace, actor, now = session.workspace, session.actor, session.now()
    snapshot, shows = find_snapshot(workspace, name), Profile(profile).shows_people
    what = "people" if shows else "figures"
    asked = Asked(what=what, profile=Profile(profile), recipient=recipient, purpose=purpose, single_people=shows)
    seen = preview(rights_of(actor), snapshot, asked, workspace, now)
    answer = _previewed(seen)
    if out is not None and not dry_run:
        released = show_people(snapshot, asked, workspace, actor=actor, now=now)
        out.write_text(_csv(people_table(released, language)), encoding="utf-8")
        answer |= {"out": str(out), "release": str(released.id)}
    show(answer, format_, lambda: "\n".join(_told(seen)))


def _previewed(seen: Preview) -> dict[str, Any]:
    return {
        "included": {"sources": seen.sources, "people": seen.people},
        "withheld": [asdict(one) for one in seen.withheld],
        "risks": [asdict(one) for one in seen.risks],
        "approvals": {"needed": seen.needed, "given": seen.approved},
        "like_recipients": list(seen.like),
    }


def _told(seen: Preview) -> Iterator[str]:
    yield f"{seen.people} people, from {seen.sources} sources"
    for one in seen.withheld:
        yield f"  withheld: {one.n:5} {one.what:7} {one.why}"
    for one in seen.risks:
        measure = f": {one.value:g}, threshold {one.threshold:g}" if isinstance(one, Measured) else ""
        yield f"  risk:     {one.n:5} {one.what:7} {one.why}{measure}"
    for name in seen.like:
        yield f"  a recipient of a like name was served before: {name}"
    if seen.needed:
        yield f"approved by {seen.approved} of {seen.needed} needed"


def _csv(rows: list[dict[str, str]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]) if rows else ["person"])
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


@lastseen.command("changes")
@with_snapshot
@with_format
@click.pass_obj
def changes(session: Session, name: str | None, format_: str) -> None:
    """List what has to be told to recipients of people they were shown: what became of these since, and by when."""
    workspace = session.workspace
    found = to_tell(rights_of(session.actor), find_snapshot(workspace, name), workspace)
    answer = [
        {
            "release": str(one.release),
            "recipient": one.recipient,
            "person": one.alias,
            "change": one.change.value,
            "due": one.due.isoformat(),
        }
        for one in found
    ]
    lines = (f"{one.due}  {one.recipient or 'anybody'}  {one.alias}  {one.change.value}" for one in found)
    show(answer, format_, lambda: "\n".join(lines) or "Nothing is to be told to anybody.")


@lastseen.command("tell")
@click.argument("release", type=click.UUID)
@click.argument("person")
@click.argument("change", type=click.Choice([one.value for one in Change]))
@click.option("--sent", required=True, help="What was sent, and how.")
@with_snapshot
@with_format
@click.pass_obj
def tell_(  # one for each option
    session: Session, release: UUID, person: str, change: str, sent: str, name: str | None, format_: str
) -> None:
    """Record that the recipient of RELEASE was told what became of PERSON, as they know them: one of `changes`."""
    workspace, rights = session.workspace, rights_of(session.actor)
    known = (one for one in to_tell(rights, find_snapshot(workspace, name), workspace) if one.alias == person)
    account = next((one.account for one in known if (one.release, one.change) == (release, change)), None)
    if account is None:
        raise NothingToTell
    id_ = tell(release, account, Change(change), sent, actor=session.actor, now=session.now())
    show({"told": str(id_)}, format_, lambda: f"Recorded: {id_}")


@lastseen.command("approve")
@click.option("--purpose", required=True)
@click.option("--recipient", default="", help="Whoever it is, if left out.")
@click.option("--profile", type=click.Choice(["pseudonymous", "named"]), required=True)
@click.option("--until", type=_DAY, required=True, help="The last day it holds, as 2027-06-30.")
@with_format
@click.pass_obj
def approve_(  # one for each option
    session: Session, purpose: str, recipient: str, profile: str, until: datetime, format_: str
) -> None:
    """Approve a way of showing single people to outsiders: one editor under aliases, two of them by name."""
    approval = Approval(purpose=purpose, recipient=recipient, profile=Profile(profile), until=until.date())
    id_ = approve(approval, session.workspace, actor=session.actor, now=session.now())
    show({"approval": str(id_)}, format_, lambda: f"Approved until {until.date()}: {id_}")


@lastseen.command("clear")
@click.argument("code")
@click.option("--identity", type=click.Choice(["pseudonym", "name"]), default="pseudonym", show_default=True)
@click.option("--reason", required=True, help="Why nobody can be harmed by it.")
@with_format
@click.pass_obj
def clear(session: Session, code: str, identity: str, reason: str, format_: str) -> None:
    """Clear one person (CODE as P-0012) for publication, under an alias or by name."""
    accounts = accounts_of_person(rights_of(session.actor), code)
    clearance = Clearance(accounts=accounts, identity=IdentityLevel(identity), reason=reason)
    id_ = clear_person(clearance, actor=session.actor, now=session.now())
    show({"clearance": str(id_), "accounts": len(accounts)}, format_, lambda: f"Cleared: {id_}")


@lastseen.command("clear-table")
@click.argument("figure")
@click.option("--reason", required=True, help="Why nobody can be harmed by its small rows.")
@with_definitions
@with_format
@click.pass_obj
def clear_table_(session: Session, figure: str, reason: str, definitions: Path | None, format_: str) -> None:
    """Clear FIGURE, of one variable and the whole country, to be published with its small rows: two editors must."""
    known = chosen(definitions, session.workspace.profile)
    clearance = TableClearance(figure=figure, reason=reason)
    id_ = clear_table(clearance, known, actor=session.actor, now=session.now())
    cleared = figure in cleared_figures(known)
    answer = {"clearance": str(id_), "cleared": cleared}
    show(answer, format_, lambda: f"{'Cleared' if cleared else 'Waiting for a second editor'}: {id_}")


@lastseen.command("take-back-permit")
@click.argument("permit", type=click.UUID)
@with_format
@click.pass_obj
def take_back_permit_(session: Session, permit: UUID, format_: str) -> None:
    """Take back, from now on, an approval, a clearance or an answer of a family, by the id it was given."""
    take_back_permit(permit, actor=session.actor, now=session.now())
    show({"taken_back": str(permit)}, format_, lambda: f"Taken back: {permit}")


@lastseen.command("family")
@click.argument("code")
@click.option("--who", required=True, help="Who speaks for the person.")
@click.option("--standing", type=click.Choice([one.value for one in Standing]), default="kin", show_default=True)
@click.option("--relation", default="", help="What they are to the person, a code of the vocabulary relation.")
@click.option("--purpose", required=True)
@click.option("--recipient", default="")
@click.option("--identity", type=click.Choice([one.value for one in IdentityLevel]), default="name", show_default=True)
@click.option("--answer", type=click.Choice(["yes", "no"]), default="yes", show_default=True)
@click.option("--until", type=_DAY, help="The last day it holds.")
@with_format
@click.pass_obj
def family(  # one for each option
    session: Session,
    code: str,
    who: str,
    standing: str,
    relation: str,
    purpose: str,
    recipient: str,
    identity: str,
    answer: str,
    until: datetime | None,
    format_: str,
) -> None:
    """Record what somebody answered who may speak for a person (CODE as P-0012)."""
    consent = FamilyConsent(
        accounts=accounts_of_person(rights_of(session.actor), code),
        who=who,
        standing=Standing(standing),
        relation=relation,
        purpose=purpose,
        recipient=recipient,
        identity=IdentityLevel(identity),
        answer=ConsentAnswer(answer),
        until=None if until is None else until.date(),
    )
    id_ = record_family_consent(consent, session.workspace, actor=session.actor, now=session.now())
    show({"consent": str(id_)}, format_, lambda: f"Recorded: {id_}")
