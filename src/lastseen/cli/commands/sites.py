"""``site``: the public database, a folder of pages for any server of files."""

import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from itertools import chain
from pathlib import Path
from typing import Any

import click

from lastseen.cli.commands.figures import chosen, with_snapshot
from lastseen.cli.main import lastseen
from lastseen.cli.printing import show, with_format
from lastseen.cli.session import Session
from lastseen.domain.errors import Refusal
from lastseen.domain.release import Profile
from lastseen.operations.figures import figures
from lastseen.operations.release import Asked
from lastseen.operations.showing import preview, show_people
from lastseen.operations.snapshots import find_snapshot
from lastseen.operations.users import rights_of
from lastseen.reports import languages as known_languages
from lastseen.reports.site import Facts, site

RECIPIENT = "public site"
MARK = ".lastseen-site"


class NotASite(Refusal):
    """The folder holds something that is not a site of ours."""

    code = "site.in-the-way"
    sentence = "{path} is there already and is not a site that was written by Lastseen."
    hint = "Move it away, or name another folder."


@lastseen.command("site")
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@click.option("--language", "wanted", multiple=True, type=click.Choice(known_languages()), help="One of its languages.")
@click.option("--contact", default="", help="To whom to write, as it stands on every page.")
@click.option("--named", is_flag=True, help="By name, those who may be; two people must have approved it.")
@with_snapshot
@with_format
@click.pass_obj
def site_(  # one for each option
    session: Session,
    out: Path,
    wanted: tuple[str, ...],
    contact: str,
    name: str | None,
    format_: str,
    *,
    named: bool,
) -> None:
    """Write the public database to the folder OUT: pages that need no server but one of files."""
    profile = Profile.NAMED if named else Profile.PSEUDONYMOUS
    made = write_site(session, out, wanted or ("en", "ko"), contact, find=name, profile=profile)
    show(made, format_, lambda: "\n".join(_told(made)))


def _told(made: Mapping[str, Any]) -> Iterator[str]:
    kept = made["withheld"]
    yield f"{made['site']}/index.html"
    shown = f"{made['people']} people, {made['files']} files."
    yield f"{shown} Kept back: {kept['sources']} sources, {kept['people']} people."


def write_site(  # what a site is made of
    session: Session, out: Path, languages: tuple[str, ...], contact: str, *, find: str | None, profile: Profile
) -> dict[str, Any]:
    """Write a site, whole or not at all; gives how many people it shows, who is kept back, and how many files it has.

    Raises :class:`NotASite`, and as :func:`~lastseen.operations.release.release` does.
    """
    if out.exists() and any(out.iterdir()) and not (out / MARK).exists():
        raise NotASite(path=out)
    workspace, actor, now = session.workspace, session.actor, session.now()
    snapshot = find_snapshot(workspace, find)
    asked = Asked(what="site", profile=profile, recipient=RECIPIENT, single_people=True)
    seen = preview(rights_of(actor), snapshot, asked, workspace, now)
    people = show_people(snapshot, asked, workspace, actor=actor, now=now)
    counted = figures(snapshot, chosen(None, workspace.profile), Profile.PUBLIC, workspace, actor=actor, now=now)
    withheld = Counter({one.why: one.n for one in seen.withheld if one.what == "person"})
    written = _write(
        site(people, counted, Facts(contact=contact, withheld=withheld), languages),
        out,
        date.fromisoformat(people.content.day),
    )
    return {
        "site": str(out),
        "people": len(people.content.people),
        "files": written,
        "snapshot": people.snapshot,
        "withheld": {"sources": people.withheld, "people": people.withheld_people},
    }


def _write(files: Iterable[tuple[str, bytes]], out: Path, day: date) -> int:
    """Write files beside, then put them in place; all bear the snapshot's day, so that no clock shows in them."""
    building = out.absolute().with_name(f".{out.name}.building")
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(parents=True)
    stamp = datetime.combine(day, time(), UTC).timestamp()
    written = 0
    for name, content in chain(files, [(MARK, b"")]):
        path = building / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        os.utime(path, (stamp, stamp))
        written += 1
    shutil.rmtree(out, ignore_errors=True)
    building.rename(out)
    return written - 1
