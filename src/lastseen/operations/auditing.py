"""The audit of figures before they leave, beside all that left before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from lastseen.domain.release import Profile, Released
from lastseen.figures import DefinitionSet
from lastseen.figures.auditing import Audit, Book, Release, audit, of_records
from lastseen.figures.disclosure import THRESHOLD
from lastseen.figures.figure_set import published
from lastseen.figures.lexicon import read_lexicon
from lastseen.figures.protections import protected_cells, protections, still_protected
from lastseen.operations.clearing import cleared_figures
from lastseen.operations.release import Asked, release
from lastseen.operations.workspace import Workspace
from lastseen.snapshot import Snapshot
from lastseen.storage.releases import left


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How an audit judges: the narrowest interval allowed, variables published person by person."""

    threshold: int = THRESHOLD
    in_the_open: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """An audit, what was published before it, and the figures it judged, named in every language."""

    audit: Audit
    before: int
    labels: Mapping[str, Mapping[str, str]] = field(repr=False)


def audit_figures(  # noqa: PLR0913  # every operation also takes who acts and when
    snapshot: Snapshot,
    definitions: DefinitionSet,
    terms: Terms,
    workspace: Workspace,
    *,
    actor: UUID,
    now: datetime,
) -> Released[Audited]:
    """Audit the public figures of a snapshot beside all that ever left for outsiders; for those inside only.

    The figures are those that the sources permit to be published now, with the small rows of tables that were cleared.
    """
    before, cleared = earlier(), cleared_figures(definitions)

    def made(view: Snapshot) -> Audited:
        proposed = published(definitions, view, workspace.notice, terms.threshold, cleared)
        rules = still_protected(protections(), terms.in_the_open)
        book = Book(definitions=definitions, lineage=read_lexicon(view).lineage)
        cells = protected_cells(definitions, view, rules, terms.threshold, cleared)
        return Audited(
            audit=audit(book, [*before, of_records(proposed.published)], cells, terms.threshold),
            before=len(before),
            labels={figure.id: figure.labels for figure in proposed.figures},
        )

    asked = Asked(what=f"audit {definitions.id}", profile=Profile.INTERNAL, purpose="aggregate-statistics")
    return release(snapshot, asked, made, workspace, actor=actor, now=now)


def earlier() -> tuple[Release, ...]:
    """What every release to outsiders published in figures, the first first; what was published twice once."""
    found: list[Release] = []
    for one in left():
        shown = of_records(one.published)
        if shown and (not found or found[-1] != shown):
            found.append(shown)
    return tuple(found)
