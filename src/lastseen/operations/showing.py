"""People shown to outsiders, one by one, as they leave the gate; and what would leave, looked at before."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lastseen.domain.decisions import Because
from lastseen.domain.release import Released
from lastseen.domain.rights import Rights
from lastseen.figures.microdata import Risk
from lastseen.operations.linkability import anonymous
from lastseen.operations.release import Asked, Judged, judged, release
from lastseen.operations.served import like_recipients
from lastseen.operations.workspace import Workspace
from lastseen.reports.records.shown import Shown, gather
from lastseen.snapshot import Snapshot

_ALIKE, _SECRETS = 5, 2
"""So many people should be alike in what outsiders can know, and so many values of what is sensitive among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many of one kind, and why: sources or people kept back, or at risk where they are shown."""

    what: str
    why: str
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured(Counted):
    """A risk with a measure of all who would be shown; ``n`` counts those on the wrong side of the threshold."""

    value: float
    threshold: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What would leave: of how many sources, with how many people shown or counted; who is kept back; what to weigh.

    ``approved`` of ``needed`` people have approved this way out. ``like`` are recipients served before whose names are
    near the one named.
    """

    sources: int
    people: int
    withheld: tuple[Counted, ...]
    risks: tuple[Counted, ...]
    approved: int
    needed: int
    like: tuple[str, ...]


def preview(rights: Rights, snapshot: Snapshot, asked: Asked, workspace: Workspace, now: datetime) -> Preview:
    """What a release would show and keep back, without letting anything out.

    Raises as :func:`~lastseen.operations.release.judged` does.
    """
    result = judged(snapshot, asked, workspace, rights, now)
    return Preview(
        sources=len(result.used),
        people=len(result.shown) if asked.profile.shows_people else result.view.table("persons").height,
        withheld=(*_counted("source", result.sources.values()), *_counted("person", result.people.values())),
        risks=tuple(_risks(result)),
        approved=len(result.approved),
        needed=result.needed,
        like=like_recipients(asked.recipient),
    )


def show_people(
    snapshot: Snapshot, asked: Asked, workspace: Workspace, *, actor: UUID, now: datetime
) -> Released[Shown]:
    """The people a recipient may be shown. Raises as :func:`~lastseen.operations.release.release` does."""
    return release(snapshot, asked, lambda view: gather(view, workspace.notice), workspace, actor=actor, now=now)


def _counted(what: str, because: Iterable[Because]) -> Iterator[Counted]:
    for why, n in sorted(Counter(because).items()):
        yield Counted(what=what, why=why.value, n=n)


def _risks(result: Judged) -> Iterator[Counted]:
    """What makes people known to whoever holds other lists, and through them those who told of them."""
    if not result.shown or result.attack is None:
        return
    most = [result.attack.most[known.person] for known in result.shown]
    threshold = result.attack.threshold
    linked = sum(chance >= threshold for chance in most)
    yield Measured(what="person", why="linkage", n=linked, value=round(max(most), 4), threshold=threshold)
    alone = sum(len(known.sources) == 1 for known in result.shown)
    if alone:
        yield Counted(what="person", why="told-by-one-source", n=alone)
    judged_ = anonymous(result.view, _ALIKE)
    same = sum(one.people for one in judged_.risks if one.risk is Risk.SAME_SECRET)
    yield Measured(what="person", why="k-anonymity", n=judged_.below, value=judged_.k, threshold=_ALIKE)
    yield Measured(what="person", why="l-diversity", n=same, value=judged_.l, threshold=_SECRETS)
    named: Counter[tuple[str, str]] = Counter()
    for one in judged_.risks:
        if one.risk in (Risk.SMALL_FAMILY, Risk.RARE_EVENT):
            named[one.column, one.risk.value] += one.people
    for (column, why), people in sorted(named.items()):
        yield Counted(what=column, why=why, n=people)
