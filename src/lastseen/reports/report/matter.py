"""What a report is made from: gathered from one snapshot inside the gate, and all that composition ever sees of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from lastseen.domain.release import Profile
from lastseen.figures import DefinitionSet, Tabulation
from lastseen.figures.behind import Behind, behind
from lastseen.figures.figure_set import FigureSet, counted, published
from lastseen.figures.lexicon import Lexicon, read_lexicon
from lastseen.figures.tabulation import tabulate_in
from lastseen.figures.units import Units
from lastseen.reports.plan import Account, AccountPart, EstimatesPart, NarrativesPart, Plan
from lastseen.reports.plan.used import figures_of
from lastseen.reports.records.estimated import Estimated, estimated
from lastseen.reports.records.events import MassEvent, told_events
from lastseen.reports.records.families import Family, vanished_family
from lastseen.reports.records.narratives import Narrated, narrated_cases
from lastseen.snapshot import Snapshot

MOST_NAMED = 500
"""So many units of a row are named at most; the rest are counted, and traced from the command line."""

VICTIMS = "victims"
"""The figure that says whom families and cases are told of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a report shows beside figures.

    ``cases`` is how many cases are told, ``counted`` names the figures of which it says who is counted; these and the
    family are for those inside. ``cleared`` names the figures that may be published with their small rows,
    ``estimates`` the parts that estimate, by their ids.
    """

    threshold: int
    cases: int = 0
    family: bool = False
    counted: frozenset[str] = frozenset()
    cleared: frozenset[str] = frozenset()
    estimates: Mapping[str, EstimatesPart] = field(default_factory=dict)


def wanted_by(plan: Plan) -> Wanted:
    """What a plan shows beside figures."""
    accounts = {part.account for part in plan.parts.values() if isinstance(part, AccountPart)}
    told = [part.most for part in plan.parts.values() if isinstance(part, NarrativesPart)]
    return Wanted(
        threshold=plan.threshold,
        cases=max(told, default=0),
        family=Account.FAMILY in accounts,
        counted=figures_of(plan) if Account.COUNTED in accounts else frozenset(),
        estimates={id_: part for id_, part in plan.parts.items() if isinstance(part, EstimatesPart)},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """What points at single people: who stands behind each row of each figure, a family, cases."""

    behind: Mapping[str, Mapping[str, Behind]] = field(default_factory=dict)
    family: Family | None = None
    cases: tuple[Narrated, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Figures, the vocabularies, where places lie (latitude, longitude), mass events, what each part estimates.

    ``inside`` is None in every profile that shows no single people.
    """

    set: FigureSet
    lexicon: Lexicon
    places: Mapping[str, tuple[float, float]]
    events: tuple[MassEvent, ...]
    inside: Inside | None
    estimates: Mapping[str, Estimated] = field(default_factory=dict)

    @property
    def published(self) -> tuple[Mapping[str, object], ...]:
        """The rows of its figures, as :attr:`~lastseen.figures.figure_set.FigureSet.published`."""
        return self.set.published


def gather(
    view: Snapshot, definitions: DefinitionSet, wanted: Wanted, profile: Profile, notice: Mapping[str, str]
) -> Matter:
    """Everything a report needs of a snapshot, and nothing that its profile does not show."""
    step = 1 if profile is Profile.INTERNAL else wanted.threshold
    estimates = {id_: estimated(view, part, step) for id_, part in wanted.estimates.items()}
    if profile is not Profile.INTERNAL:
        figures = published(definitions, view, notice, wanted.threshold, wanted.cleared)
        return replace(_matter(view, figures, None), estimates=estimates)
    units = Units(view)
    tabulations = tabulate_in(units, definitions)
    matter = _matter(view, counted(definitions, view, notice, tabulations), _inside(units, tabulations, wanted))
    return replace(matter, estimates=estimates)


def _matter(view: Snapshot, figures: FigureSet, inside: Inside | None) -> Matter:
    return Matter(
        set=figures, lexicon=read_lexicon(view), places=_places(view), events=told_events(view), inside=inside
    )


def _inside(units: Units, tabulations: Sequence[Tabulation], wanted: Wanted) -> Inside:
    view = units.snapshot
    by_id = {tabulation.figure.id: tabulation for tabulation in tabulations}
    people = frozenset(by_id[VICTIMS].members["unit"]) if VICTIMS in by_id else frozenset()
    return Inside(
        behind={id_: behind(by_id[id_], units, MOST_NAMED) for id_ in sorted(wanted.counted & by_id.keys())},
        family=vanished_family(view, people) if wanted.family else None,
        cases=narrated_cases(view, people, wanted.cases),
    )


def _places(view: Snapshot) -> dict[str, tuple[float, float]]:
    terms = view.table("terms").select("code", "latitude", "longitude").drop_nulls()
    return {code: (latitude, longitude) for code, latitude, longitude in terms.iter_rows()}
