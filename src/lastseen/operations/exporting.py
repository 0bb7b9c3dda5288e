"""Records of people in the formats of other programs: for those inside, or for somebody outside by an approved way."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from lastseen.domain.release import Profile, Released
from lastseen.exchange.annotations import write_annotations
from lastseen.exchange.bundles.contents import Contents, Head, Kind, SentAccount, SentSource
from lastseen.exchange.bundles.gathering import gather
from lastseen.exchange.events_standard import write_events
from lastseen.exchange.ftm import write_ftm
from lastseen.exchange.geojson import counts, features
from lastseen.exchange.grid import Wording
from lastseen.exchange.kobo import write_kobo
from lastseen.exchange.uwazi import write_uwazi
from lastseen.figures.figure_set import FigureSet
from lastseen.operations.outsiders import alias_for
from lastseen.operations.release import Asked, release
from lastseen.operations.workspace import Workspace
from lastseen.snapshot import Snapshot
from lastseen.storage.reading import consents

MAPPED = "arrests-by-province"
"""The figure that a public map shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """In which format records are wanted, in which profile, and for whom outside and for what."""

    format: str
    profile: Profile = Profile.INTERNAL
    recipient: str = ""
    purpose: str = ""

    @property
    def asked(self) -> Asked:
        """What is asked of the gate for a file of records."""
        return Asked(
            what=f"records as {self.format}",
            profile=self.profile,
            recipient=self.recipient,
            purpose=self.purpose,
            single_people=True,
        )


def export_records(
    snapshot: Snapshot, wanted: Wanted, workspace: Workspace, *, actor: UUID, now: datetime
) -> Released[Contents]:
    """Everybody whose records may be shown, as accounts with their sources.

    Raises as :func:`~lastseen.operations.release.release` does.
    """
    alias = str if wanted.profile is Profile.INTERNAL else alias_for(wanted.recipient, workspace)
    asked = wanted.asked
    purpose = asked.on(now.date()).purpose
    head = Head(
        kind=Kind.RECORDS,
        id="",
        made=now.isoformat(),
        snapshot=snapshot.manifest.name,
        purpose=purpose,
        profile=wanted.profile.value,
    )

    def made(view: Snapshot) -> Contents:
        gathered = gather(view)
        used = {one.source for one in gathered.accounts}
        terms = {alias(str(source)): cells for source, cells in consents().items()}
        told = view.table("sources").select("source", "kind", "origin").sort("source").iter_rows()
        return Contents(
            head=head,
            to=wanted.recipient,
            sources=tuple(
                SentSource(id=id_, kind=kind, origin=origin, consents=terms.get(id_, ()))
                for id_, kind, origin in told
                if id_ in used
            ),
            accounts=tuple(map(_of_people, gathered.accounts)),
            verdicts=gathered.verdicts,
            terms=gathered.terms,
        )

    return release(snapshot, asked, made, workspace, actor=actor, now=now)


def _of_people(one: SentAccount) -> SentAccount:
    """An account without what points at whoever told it: they are nobody in the records."""
    said = {
        name: tuple(value for value in values if value.get("v", "") is not None) for name, values in one.said.items()
    }
    return replace(one, said={name: values for name, values in said.items() if values})


def write_records(released: Released[Contents], format_: str, out: Path, workspace: Workspace) -> int:
    """Write released records in a format to a file or, for Uwazi and Kobo, a new folder; gives how many entries."""
    return WRITERS[format_](released.content, Wording(workspace.vocabularies), out)


def write_map(released: Released[FigureSet], out: Path, workspace: Workspace) -> int:
    """Write where people were taken, as it was released, in counts of provinces; gives how many rows."""
    rows = [
        (row.code, {"figure": figure.labels["en"], "called": row.labels["en"], "n": row.n, "at_most": row.high,
                    "rounded_to": figure.rounded_to})
        for figure in released.content.figures
        if figure.id == MAPPED
        for row in figure.rows
    ]  # fmt: skip
    return _write_collection(counts(rows, Wording(workspace.vocabularies)), out)


def _write_geojson(contents: Contents, wording: Wording, out: Path) -> int:
    return _write_collection(features(contents, wording), out)


def _write_collection(collection: dict[str, Any], out: Path) -> int:
    out.write_text(json.dumps(collection, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return len(collection["features"])


WRITERS: Mapping[str, Callable[[Contents, Wording, Path], int]] = {
    "ftm": write_ftm,
    "uwazi": write_uwazi,
    "kobo": write_kobo,
    "geojson": _write_geojson,
    "annotations": write_annotations,
    "events": write_events,
}
"""What writes each format."""
