"""Submissions of one person to a UN procedure: looked at element by element, then let out through the gate."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from lastseen.domain.accounts import AccountId
from lastseen.domain.decisions import Because, Decision, IdentityLevel
from lastseen.domain.errors import Refusal
from lastseen.domain.permitting import family_permits
from lastseen.domain.release import Profile, Released
from lastseen.domain.rights import May, Rights
from lastseen.domain.submitting import Check, Submitter
from lastseen.operations.dossiers import NobodyOfThisCode
from lastseen.operations.efforts import efforts_about
from lastseen.operations.outsiders import Known, known_people, withheld_people
from lastseen.operations.release import Asked, judged, release, seen_in
from lastseen.operations.users import authorised
from lastseen.operations.workspace import Workspace
from lastseen.reports.records.dossiers import gather
from lastseen.reports.submissions.asking import procedures
from lastseen.reports.submissions.facts import Case, Matter, Permission, Tried, matter
from lastseen.snapshot import Snapshot
from lastseen.storage.permitting import family_consents

PURPOSE = "un-procedures"
"""What sources and families are asked for."""
_PROTECTING = frozenset({Because.HELD, Because.REVIEW_OVERDUE})
"""Why a source is kept back to protect somebody, whatever it consents to."""
_YES = Decision(allowed=True, because=Because.CONSENTED)


class Incomplete(Refusal):
    """A submission lacks what the procedure asks for before it takes a case."""

    code = "submission.incomplete"
    sentence = "{code} cannot be submitted to {procedure} yet; missing: {missing}."
    hint = "Give `--check`: it says of each element why, and where to add it."


class NotTaken(Refusal):
    """Nobody tells that this person was taken."""

    code = "submission.not-taken"
    sentence = "No source tells that {code} was deprived of liberty."
    hint = "Name a person of whom it is told, as P-0012."


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be submitted: the person's code, the procedure by id, who submits, on which day it is received."""

    code: str
    procedure: str
    submitter: Submitter
    received: date
    nationalities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """Who looks at which snapshot, when."""

    rights: Rights
    snapshot: Snapshot
    workspace: Workspace
    now: datetime

    def at(self, wanted: Wanted) -> "_Found":
        """The person and what may be done with them."""
        seen = seen_in(self.snapshot, self.rights)
        about = wanted.code.strip().upper()
        record = gather(seen, about, {})
        if record is None or record.is_case:
            raise NobodyOfThisCode(about=wanted.code, snapshot=seen.manifest.name, near="")
        if not record.people[0].takings:
            raise NotTaken(code=about)
        person = dict(seen.table("persons").select("code", "person").iter_rows())[about]
        known = known_people(seen)[person]
        case = Case(
            procedure=procedures()[wanted.procedure],
            submitter=wanted.submitter,
            received=wanted.received,
            tried=self._tried(known.around),
            permission=self._permission(known, _asked(wanted, known)),
            nationalities=wanted.nationalities,
        )
        return _Found(known=known, case=case, checked=matter(record, case, self.workspace.frame).checked)

    def _tried(self, accounts: frozenset[AccountId]) -> tuple[Tried, ...]:
        found = efforts_about(self.rights, accounts, self.now.date())
        return tuple(Tried(effort=one.effort, replies=tuple(kept.reply for kept in one.replies)) for one in found)

    def _permission(self, known: Known, asked: Asked) -> Permission:
        result = judged(self.snapshot, asked, self.workspace, self.rights, self.now)
        against = [because for source, because in result.sources.items() if source in known.sources]
        answers = [one for one in family_consents().values() if one.accounts & known.around]
        refused = [because for because in against if because not in _PROTECTING]
        held = [because for because in against if because in _PROTECTING]
        unnamed = replace(result.request, identity=IdentityLevel.NONE)
        risk = withheld_people([known], unnamed).get(known.person)
        return Permission(
            sources=Decision(allowed=False, because=refused[0]) if refused else _YES,
            family=family_permits(answers, result.request),
            protection=held[0] if held else risk,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A person in the snapshot, the case made of them, and what the check of it says."""

    known: Known
    case: Case
    checked: Check


def check_submission(rights: Rights, snapshot: Snapshot, wanted: Wanted, workspace: Workspace, now: datetime) -> Check:
    """Each element a procedure asks for, and whether it is there; lets nothing out, and needs nobody's consent.

    Raises :class:`~lastseen.operations.dossiers.NobodyOfThisCode`, :class:`NotTaken` or
    :class:`~lastseen.domain.rights.NotAllowed`.
    """
    rights.require(May.RELEASE)
    return _Look(rights=rights, snapshot=snapshot, workspace=workspace, now=now).at(wanted).checked


def submission(
    snapshot: Snapshot, wanted: Wanted, workspace: Workspace, *, actor: UUID, now: datetime
) -> Released[Matter]:
    """What is submitted of one person, by name, to one procedure.

    Raises as :func:`check_submission` does, :class:`Incomplete` where anything is missing, and as
    :func:`~lastseen.operations.release.release` does.
    """
    rights = authorised(actor, May.RELEASE)
    found = _Look(rights=rights, snapshot=snapshot, workspace=workspace, now=now).at(wanted)
    if found.checked.missing:
        lacking = ", ".join(one.code for one in found.checked.missing)
        raise Incomplete(code=wanted.code, procedure=wanted.procedure, missing=lacking)

    def made(view: Snapshot) -> Matter:
        (code,) = view.table("persons")["code"]
        record = gather(view, code, workspace.notice)
        if record is None:
            raise NobodyOfThisCode(about=wanted.code, snapshot=snapshot.manifest.name, near="")
        return matter(record, found.case, workspace.frame)

    return release(snapshot, _asked(wanted, found.known), made, workspace, actor=actor, now=now)


def _asked(wanted: Wanted, known: Known) -> Asked:
    """What is asked of the gate."""
    forum = procedures()[wanted.procedure].forum
    return Asked(
        what=f"submission {forum}",
        profile=Profile.NAMED,
        recipient=forum,
        purpose=PURPOSE,
        single_people=True,
        people=frozenset({known.person}),
    )
