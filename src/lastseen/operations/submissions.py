"""Submissions of one person to a UN procedure: looked at element by element, then let out through the gate."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lastseen.domain.accounts import AccountId, SourceId
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
from lastseen.reports.records.dossiers import Dossier, gather
from lastseen.reports.submissions.asking import procedures
from lastseen.reports.submissions.facts import Case, Matter, Permission, Tried, matter
from lastseen.snapshot import Snapshot
from lastseen.storage.permitting import family_consents

_PURPOSE = "un-procedures"
_PROTECTING = frozenset({Because.HELD, Because.REVIEW_OVERDUE})
"""Why a source is kept back to protect somebody, whatever it consents to."""
_YES = Decision(allowed=True, because=Because.CONSENTED)


class Incomplete(Refusal):
    """A submission lacks what the procedure asks for before it takes a case."""

    code = "submission.incomplete"
    sentence = "{code} cannot be submitted to {procedure}: {missing}."
    hint = "Run the command with `--check`: it says of each element what is there and where to add it. {proposed}"


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


def check_submission(
    rights: Rights, snapshot: Snapshot, wanted: Wanted, workspace: Workspace, now: datetime
) -> Check:
    """Each element a procedure asks for, and whether it is there; lets nothing out, and needs nobody's consent.

    Raises :class:`~lastseen.operations.dossiers.NobodyOfThisCode`, :class:`NotTaken` or
    :class:`~lastseen.domain.rights.NotAllowed`.
    """
    rights.require(May.RELEASE)
    seen = seen_in(snapshot, rights)
    known, record = _record(seen, wanted)
    case = _case(rights, snapshot, wanted, known, workspace, now)
    return matter(record, case, workspace.frame).checked


def submission(
    snapshot: Snapshot, wanted: Wanted, workspace: Workspace, *, actor: UUID, now: datetime
) -> Released[Matter]:
    """What is submitted of one person, by name, to one procedure.

    Raises as :func:`check_submission` does, :class:`Incomplete` where anything is missing, and as
    :func:`~lastseen.operations.release.release` does.
    """
    rights = authorised(actor, May.RELEASE)
    known, record = _record(seen_in(snapshot, rights), wanted)
    case = _case(rights, snapshot, wanted, known, workspace, now)
    _refuse_incomplete(wanted, matter(record, case, workspace.frame).checked)

    def made(view: Snapshot) -> Matter:
        (code,) = view.table("persons")["code"]
        released = gather(view, code, workspace.notice)
        if released is None:  # the check has found the person to be let out
            raise NobodyOfThisCode(about=wanted.code, snapshot=snapshot.manifest.name, near="")
        return matter(released, case, workspace.frame)

    return release(snapshot, _asked(wanted, known), made, workspace, actor=actor, now=now)


def _asked(wanted: Wanted, known: Known) -> Asked:
    """What is asked of the gate."""
    forum = procedures()[wanted.procedure].forum
    return Asked(
        what=f"submission {forum}",
        profile=Profile.NAMED,
        recipient=forum,
        purpose=_PURPOSE,
        single_people=True,
        people=frozenset({known.person}),
    )


def _record(seen: Snapshot, wanted: Wanted) -> tuple[Known, Dossier]:
    about = wanted.code.strip().upper()
    record = gather(seen, about, {})
    if record is None or record.is_case:
        raise NobodyOfThisCode(about=wanted.code, snapshot=seen.manifest.name, near="")
    codes = seen.table("persons").select("code", "person")
    person = dict(codes.iter_rows())[about]
    if not record.people[0].takings:
        raise NotTaken(code=about)
    return known_people(seen)[person], record


def _case(  # noqa: PLR0913, PLR0917  # what is asked, of whom, and who asks when
    rights: Rights, snapshot: Snapshot, wanted: Wanted, known: Known, workspace: Workspace, now: datetime
) -> Case:
    return Case(
        procedure=procedures()[wanted.procedure],
        submitter=wanted.submitter,
        received=wanted.received,
        tried=_tried(rights, known.around, wanted.received),
        permission=_permission(rights, snapshot, _asked(wanted, known), known, workspace, now),
        nationalities=wanted.nationalities,
    )


def _tried(rights: Rights, accounts: Iterable[AccountId], today: date) -> tuple[Tried, ...]:
    found = efforts_about(rights, frozenset(accounts), today)
    return tuple(Tried(effort=one.effort, replies=tuple(kept.reply for kept in one.replies)) for one in found)


def _permission(  # noqa: PLR0913, PLR0917  # as above
    rights: Rights, snapshot: Snapshot, asked: Asked, known: Known, workspace: Workspace, now: datetime
) -> Permission:
    result = judged(snapshot, asked, workspace, rights, now)
    against = {source: because for source, because in result.sources.items() if source in known.sources}
    answers = [one for one in family_consents().values() if one.accounts & known.around]
    return Permission(
        sources=_first(against, refusing=True),
        family=family_permits(answers, result.request),
        protection=_protected(known, against, result),
    )
