"""Letters about a pattern to UN procedures: looked at element by element, their figures let out through the gate.

The people shown beside them leave by :func:`~lastseen.operations.showing.show_people`, as :func:`people_asked` asks.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from lastseen.domain.errors import Refusal
from lastseen.domain.release import Profile, Released
from lastseen.domain.rights import May, Rights
from lastseen.domain.submitting import Check
from lastseen.domain.submitting_patterns import Form, check_draft
from lastseen.figures import DefinitionSet
from lastseen.operations.dossiers import NobodyOfThisCode
from lastseen.operations.release import Asked, judged, release, seen_in
from lastseen.operations.submissions import PURPOSE, Incomplete
from lastseen.operations.users import authorised
from lastseen.operations.workspace import Workspace
from lastseen.reports.submissions.patterns import Letter, Pattern, draft, gather_pattern
from lastseen.reports.submissions.saying import speech_with
from lastseen.snapshot import Snapshot


class TooLong(Refusal):
    """A letter has more words than its procedure takes."""

    code = "submission.too-long"
    sentence = "The letter has {words} words, {over} over the limit of {limit}."
    hint = (
        "Shorten its words; tables and headings count too. Two or more submitters together have a higher limit. "
        "The limits are from memory: compare them with the guidelines of the cycle."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWanted:
    """A letter that is wanted, the figures it may quote, and the people to be shown beside them, by code or name."""

    letter: Letter
    definitions: DefinitionSet
    people: tuple[str, ...] = ()
    named: bool = False


def check_letter(
    rights: Rights, snapshot: Snapshot, wanted: LetterWanted, workspace: Workspace, now: datetime
) -> Check:
    """Each element that a letter has to have, and whether it is there; lets nothing out.

    Raises the refusals of :class:`~lastseen.reports.plan.quotes.Quotes` for what its words quote,
    :class:`~lastseen.operations.dossiers.NobodyOfThisCode` or :class:`~lastseen.domain.rights.NotAllowed`.
    """
    rights.require(May.RELEASE)
    seen = seen_in(snapshot, rights)
    names = frozenset(seen.identity("names")["text"].drop_nulls())
    view = judged(snapshot, _figures_asked(wanted.letter.form), workspace, rights, now).view
    pattern = gather_pattern(view, wanted.definitions, workspace.notice)
    letter = _with_people(wanted, snapshot, workspace, rights, now)
    voice = speech_with(pattern.lexicon.labels, letter.language)
    return check_draft(letter.form, draft(voice, letter, pattern, names))


def letter_figures(
    snapshot: Snapshot, wanted: LetterWanted, workspace: Workspace, *, actor: UUID, now: datetime
) -> Released[Pattern]:
    """The figures that a letter quotes and shows, as they may be published.

    Raises as :func:`check_letter` does, :class:`TooLong`, :class:`~lastseen.operations.submissions.Incomplete` where
    anything else is missing, and as :func:`~lastseen.operations.release.release` does.
    """
    rights = authorised(actor, May.RELEASE)
    _refuse_incomplete(check_letter(rights, snapshot, wanted, workspace, now), wanted.letter)

    def made(view: Snapshot) -> Pattern:
        return gather_pattern(view, wanted.definitions, workspace.notice)

    return release(snapshot, _figures_asked(wanted.letter.form), made, workspace, actor=actor, now=now)


def people_asked(rights: Rights, snapshot: Snapshot, wanted: LetterWanted) -> Asked:
    """What is asked of the gate for the people to be shown.

    Raises :class:`~lastseen.operations.dossiers.NobodyOfThisCode`.
    """
    seen = seen_in(snapshot, rights)
    known = dict(seen.table("persons").select("code", "person").iter_rows())
    codes = [code.strip().upper() for code in wanted.people]
    for code in codes:
        if code not in known:
            raise NobodyOfThisCode(about=code, snapshot=seen.manifest.name, near="")
    form = wanted.letter.form
    return Asked(
        what=f"submission {form.id}",
        profile=Profile.NAMED if wanted.named else Profile.PSEUDONYMOUS,
        recipient=form.forum,
        purpose=PURPOSE,
        single_people=True,
        people=frozenset(known[code] for code in codes),
    )


def _figures_asked(form: Form) -> Asked:
    return Asked(what=f"submission {form.id}", profile=Profile.PUBLIC, recipient=form.forum)


def _with_people(
    wanted: LetterWanted, snapshot: Snapshot, workspace: Workspace, rights: Rights, now: datetime
) -> Letter:
    """The letter, knowing how many people were to be shown, how many must not be, and who has still to approve."""
    if not wanted.people:
        return wanted.letter
    asked = people_asked(rights, snapshot, wanted)
    found = judged(snapshot, asked, workspace, rights, now)
    n = len(asked.people or ())
    approvals = max(found.needed - len(found.approved), 0)
    return replace(wanted.letter, asked=n, withheld=n - len(found.shown), approvals=approvals)


def _refuse_incomplete(found: Check, letter: Letter) -> None:
    """Raise :class:`TooLong`, or :class:`~lastseen.operations.submissions.Incomplete` for anything else missing."""
    over = next((one.n for one in found.missing if one.code == "words"), 0)
    if over:
        limit = letter.form.most(len(letter.submitters))
        raise TooLong(words=limit + over, over=over, limit=limit)
    if found.missing:
        lacking = ", ".join(one.code for one in found.missing)
        raise Incomplete(code=letter.form.id, procedure=letter.form.forum, missing=lacking)
