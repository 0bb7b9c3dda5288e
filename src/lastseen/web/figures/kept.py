"""What somebody has been shown of a snapshot, kept while nothing has happened that could change what they may see."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import TypeVar

from lastseen.domain.release import Profile, Released
from lastseen.figures.figure_set import FigureSet
from lastseen.figures.standard import standard_definitions
from lastseen.operations.desk import last_decision
from lastseen.operations.figures import figures
from lastseen.operations.reports import told_mass_events
from lastseen.operations.snapshots import find_snapshot
from lastseen.reports.records.events import MassEvent
from lastseen.snapshot import Snapshot
from lastseen.web.visiting import Request

T = TypeVar("T")

_MOST = 32
_kept: OrderedDict[tuple[object, ...], Released[object]] = OrderedDict()
_lock = Lock()


def shown_figures(request: Request, name: str) -> Released[FigureSet]:
    """The standard figures of a snapshot, released to whoever asks. Raises what the release gate raises."""
    workspace, actor, now = request.workspace, request.rights.user, request.now
    definitions = standard_definitions(workspace.profile or None)
    return _once(
        request,
        name,
        FigureSet,
        lambda snapshot: figures(snapshot, definitions, Profile.INTERNAL, workspace, actor=actor, now=now),
    )


def shown_events(request: Request, name: str) -> Released[tuple[MassEvent, ...]]:
    """The mass events of a snapshot, released to whoever asks. Raises what the release gate raises."""
    workspace, actor, now = request.workspace, request.rights.user, request.now
    return _once(request, name, MassEvent, lambda snapshot: told_mass_events(snapshot, workspace, actor=actor, now=now))


def _once(request: Request, name: str, what: type, release: Callable[[Snapshot], Released[T]]) -> Released[T]:
    """A release is one entry of the ledger: to look again, on the same day and with nothing decided since, is none."""
    workspace = request.workspace
    key = (what, workspace.id, workspace.folder, name, request.rights, request.now.date(), last_decision())
    with _lock:
        if key in _kept:
            return _kept[key]  # type: ignore[return-value]  # what is kept under this key was made by this release
    released = release(find_snapshot(workspace, name))
    with _lock:
        _kept[key] = released  # type: ignore[assignment]  # as above
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
    return released
