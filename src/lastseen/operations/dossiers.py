"""The dossier of a person or of a case, as it leaves the gate: for those inside only."""

from datetime import datetime
from difflib import get_close_matches
from uuid import UUID

from lastseen.domain.errors import Refusal
from lastseen.domain.release import Profile, Released
from lastseen.operations.release import Asked, release, seen_in
from lastseen.operations.users import authorised
from lastseen.operations.workspace import Workspace
from lastseen.reports.records.dossiers import Dossier, gather
from lastseen.snapshot import Snapshot


class NobodyOfThisCode(Refusal):
    """The snapshot knows neither a person nor a case of this code."""

    code = "dossier.unknown-code"
    sentence = "There is no person and no case {about} in the snapshot {snapshot}."
    hint = "Codes are as P-0012 or C-0034. {near}"


class WithheldWhole(Refusal):
    """A source that tells of the person, or of everybody in the case, does not permit this use now."""

    code = "dossier.withheld"
    sentence = "A source that tells of {about} has not consented to internal analysis, so nothing of it is shown."
    hint = "Ask the source for its consent, and record it."


def dossier(snapshot: Snapshot, code: str, workspace: Workspace, *, actor: UUID, now: datetime) -> Released[Dossier]:
    """All that sources which permit it tell of one person, or of those taken in one case, named by code in any case.

    Raises :class:`NobodyOfThisCode` or :class:`WithheldWhole`.
    """
    about = code.strip().upper()
    asked = Asked(what=f"dossier {about}", profile=Profile.INTERNAL, single_people=True)
    seen = seen_in(snapshot, authorised(actor, asked.needs))
    known = [*seen.table("persons")["code"], *seen.table("cases")["code"]]
    if about not in known:
        raise NobodyOfThisCode(about=code, snapshot=snapshot.manifest.name, near=_near(about, known))

    def gathered(view: Snapshot) -> Dossier:
        found = gather(view, about, workspace.notice)
        if found is None:
            raise WithheldWhole(about=about)
        return found

    return release(snapshot, asked, gathered, workspace, actor=actor, now=now)


def _near(about: str, known: list[str]) -> str:
    """The codes that look most like the one asked for; where none does, from which to which they go."""
    near = get_close_matches(about, known)
    if near:
        return f"Near to it are {', '.join(near)}."
    return f"They go from {min(known)} to {max(known)}." if known else "The snapshot has none."
