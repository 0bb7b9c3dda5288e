"""Figures and what stands behind them, as they leave the gate."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lastseen.domain.release import Profile, Released
from lastseen.figures import DefinitionSet, tabulate_all
from lastseen.figures.comparing import Comparison, compare
from lastseen.figures.figure_set import FigureSet, counted, published
from lastseen.figures.tracing import Trace, trace
from lastseen.operations.clearing import cleared_figures
from lastseen.operations.release import Asked, release
from lastseen.operations.workspace import Workspace
from lastseen.snapshot import Snapshot


def figures(  # noqa: PLR0913  # every operation also takes who acts and when
    snapshot: Snapshot,
    definitions: DefinitionSet,
    profile: Profile,
    workspace: Workspace,
    *,
    actor: UUID,
    now: datetime,
) -> Released[FigureSet]:
    """Every figure of a set that the snapshot can answer, counted over the sources that permit it; for the public
    protected, so that none points at few people."""

    def made(view: Snapshot) -> FigureSet:
        if profile is not Profile.INTERNAL:
            return published(definitions, view, workspace.notice, cleared=cleared_figures(definitions))
        return counted(definitions, view, workspace.notice, tabulate_all(definitions, view))

    asked = Asked(what=f"figures {definitions.id}", profile=profile)
    return release(snapshot, asked, made, workspace, actor=actor, now=now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """A number followed down, with what its sources are called and, for each account, the names told of the person."""

    trace: Trace
    titles: Mapping[str, str]
    names: Mapping[str, tuple[str, ...]]


def trace_row(  # noqa: PLR0913  # every operation also takes who acts and when
    snapshot: Snapshot,
    definitions: DefinitionSet,
    figure: str,
    row: str,
    workspace: Workspace,
    *,
    actor: UUID,
    now: datetime,
) -> Released[Path]:
    """A number followed down to persons, accounts and passages; for those inside only.

    Raises :class:`~lastseen.figures.definitions.NoSuchFigure` or :class:`~lastseen.figures.tracing.NoSuchRow`.
    """
    definition = definitions.figure(figure)

    def followed(view: Snapshot) -> Path:
        return Path(
            trace=trace(definition, row, view, view.identity("evidence")),
            titles=dict(view.identity("titles").select("source", "external_id").iter_rows()),
            names=_names(view),
        )

    asked = Asked(what=f"trace {figure} {row}", profile=Profile.INTERNAL, single_people=True)
    return release(snapshot, asked, followed, workspace, actor=actor, now=now)


def compare_snapshots(  # noqa: PLR0913  # every operation also takes who acts and when
    first: Snapshot, second: Snapshot, definitions: DefinitionSet, workspace: Workspace, *, actor: UUID, now: datetime
) -> Released[Comparison]:
    """What differs between two snapshots, the earlier first; for those inside only.

    What a source's consent withholds now is withheld from both.
    """
    asked = Asked(what=f"diff {first.manifest.name}", profile=Profile.INTERNAL, single_people=True)

    def compared(view: Snapshot) -> Comparison:
        return compare(first.without(view.withheld.sources), view, definitions)

    return release(second, asked, compared, workspace, actor=actor, now=now)


def _names(view: Snapshot) -> dict[str, tuple[str, ...]]:
    """Every name told of a person, by the person and by each account about them."""
    people = view.table("accounts").select("account", "person")
    told = people.join(view.identity("names"), on="account").group_by("person", maintain_order=True).agg("text")
    named = people.join(told, on="person").select("account", "text")
    return {id_: tuple(dict.fromkeys(texts)) for id_, texts in (*told.iter_rows(), *named.iter_rows())}
