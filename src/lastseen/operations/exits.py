"""Every way out of a registry: which operation lets it out, for which purposes, and whether it shows single people."""

from collections.abc import Callable
from dataclasses import dataclass

from lastseen.domain.release import OF_FIGURES, Profile
from lastseen.operations.auditing import audit_figures
from lastseen.operations.bundling import answer, bundle
from lastseen.operations.dossiers import dossier
from lastseen.operations.estimating import estimates
from lastseen.operations.exporting import export_records
from lastseen.operations.exports import export_people
from lastseen.operations.figures import compare_snapshots, figures, trace_row
from lastseen.operations.overlap import answer_overlap, ask_overlap
from lastseen.operations.partners import PURPOSE as PARTNERS
from lastseen.operations.release import PURPOSES
from lastseen.operations.reports import report_matter, told_mass_events
from lastseen.operations.showing import show_people
from lastseen.operations.submissions import PURPOSE, submission
from lastseen.operations.submissions_files import enclosed
from lastseen.operations.submissions_patterns import letter_figures
from lastseen.operations.taking_along import take_everything

_INSIDE = (Profile.INTERNAL,)
_PUBLIC = (Profile.PUBLIC,)
_OUTSIDE = (Profile.PSEUDONYMOUS, Profile.NAMED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exit:
    """One way out: what it is called, the operation behind it, the profiles it comes in, whether it shows people.

    ``purpose`` is the one it asks for whatever the profile; empty where the profile, or whoever asks, says it.
    """

    name: str
    operation: Callable[..., object]
    profiles: tuple[Profile, ...]
    single_people: bool
    purpose: str = ""

    @property
    def purposes(self) -> tuple[str, ...]:
        """The purposes it asks sources for."""
        return (self.purpose,) if self.purpose else tuple(PURPOSES[profile] for profile in self.profiles)


EXITS = (
    Exit(name="figures", operation=figures, profiles=OF_FIGURES, single_people=False),
    Exit(name="report", operation=report_matter, profiles=OF_FIGURES, single_people=True),
    Exit(name="mass events", operation=told_mass_events, profiles=_INSIDE, single_people=False),
    Exit(name="estimates", operation=estimates, profiles=_INSIDE, single_people=False),
    Exit(name="audit", operation=audit_figures, profiles=_INSIDE, single_people=False, purpose="aggregate-statistics"),
    Exit(name="trace", operation=trace_row, profiles=_INSIDE, single_people=True),
    Exit(name="snapshot diff", operation=compare_snapshots, profiles=_INSIDE, single_people=True),
    Exit(name="dossier", operation=dossier, profiles=_INSIDE, single_people=True),
    Exit(name="library", operation=export_people, profiles=_INSIDE, single_people=True),
    Exit(name="people", operation=show_people, profiles=_OUTSIDE, single_people=True),
    Exit(name="submission", operation=submission, profiles=(Profile.NAMED,), single_people=True, purpose=PURPOSE),
    Exit(name="letter", operation=letter_figures, profiles=(Profile.PUBLIC,), single_people=False),
    Exit(name="files", operation=enclosed, profiles=(Profile.NAMED,), single_people=True, purpose=PURPOSE),
    Exit(name="records", operation=export_records, profiles=(*_INSIDE, *_OUTSIDE), single_people=True),
    Exit(name="bundle", operation=bundle, profiles=_OUTSIDE, single_people=True, purpose=PARTNERS),
    Exit(name="answer", operation=answer, profiles=_OUTSIDE, single_people=True, purpose=PARTNERS),
    Exit(name="overlap ask", operation=ask_overlap, profiles=_PUBLIC, single_people=False, purpose=PARTNERS),
    Exit(name="overlap answer", operation=answer_overlap, profiles=_PUBLIC, single_people=False, purpose=PARTNERS),
    Exit(name="everything", operation=take_everything, profiles=_INSIDE, single_people=True),
)
"""All of them: whatever gives something released is one of these."""
