"""Snapshots, and the figures made from them, as they leave the gate."""

from typing import Any, Literal

from ninja import Router, Schema

from lastseen.api.entry import Asking, acting, answers
from lastseen.domain.release import Profile
from lastseen.domain.rights import May
from lastseen.figures.encoding import figure_as_json, label_in
from lastseen.figures.standard import standard_definitions
from lastseen.operations.figures import figures as released_figures
from lastseen.operations.snapshots import describe_snapshots, find_snapshot, take_snapshot
from lastseen.snapshot.manifest import Manifest

router = Router(tags=["figures"])


class SnapshotLine(Schema):
    """A snapshot: its name, its day, the digest of its content, and how many rows each table has."""

    name: str
    day: str
    content: str
    rows: dict[str, int]


class Figures(Schema):
    """Figures of a snapshot, each with its unit of count, N, what is certain, possible and unknown."""

    snapshot: str
    notice: str
    withheld: int
    figures: list[dict[str, Any]]


@router.get("/snapshots", response=answers(list[SnapshotLine]), summary="Snapshots")
def snapshots(request: Asking) -> list[Manifest]:
    """Every snapshot taken, oldest first."""
    request.rights.require(May.ANALYSE)
    return describe_snapshots(request.workspace)


@router.post("/snapshots", response=answers(SnapshotLine), summary="Take a snapshot")
@acting(May.ANALYSE)
def freeze(request: Asking) -> Manifest:
    """Freeze what is known now; where nothing has changed since the last, it is the same snapshot."""
    return take_snapshot(request.workspace, actor=request.rights.user, now=request.now)


@router.post("/figures", response=answers(Figures), summary="Figures of a snapshot")
@acting(May.ANALYSE)
def figures(
    request: Asking,
    snapshot: str = "",
    figure: str = "",
    profile: Literal["internal", "public"] = "internal",
    language: Literal["en", "es", "ko"] = "en",
) -> dict[str, object]:
    """Release the standard figures of a snapshot, the newest where none is named, or only one; the log says so."""
    workspace = request.workspace
    definitions = standard_definitions(workspace.profile or None).only((figure,) if figure else ())
    found = find_snapshot(workspace, snapshot or None)
    released = released_figures(
        found, definitions, Profile(profile), workspace, actor=request.rights.user, now=request.now
    )
    notice = released.content.notice
    return {
        "snapshot": released.snapshot,
        "notice": label_in(language, notice) if notice else "",
        "withheld": released.withheld,
        "figures": [figure_as_json(one, language) for one in released.content.figures],
    }
