"""Examples of what is done for a submission to a UN procedure, on the stage of the contracts of operations."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from lastseen.domain.protection import RiskLevel
from lastseen.domain.release import Profile
from lastseen.domain.rights import Role
from lastseen.domain.submitting import Submitter
from lastseen.domain.submitting_patterns import Form
from lastseen.figures.standard import standard_definitions
from lastseen.operations.efforts import record_effort
from lastseen.operations.permitting import approve, record_family_consent
from lastseen.operations.protections import judge_risk
from lastseen.operations.submissions import Wanted, submission
from lastseen.operations.submissions_files import FilesWanted, enclosed
from lastseen.operations.submissions_patterns import LetterWanted, letter_figures
from lastseen.operations.submissions_replies import StateReply, record_state_reply
from lastseen.operations.uploads import attach
from lastseen.operations.users import add_user
from lastseen.reports.plan import parse_prose
from lastseen.reports.submissions.patterns import Letter
from lastseen.storage.models import EffortVersion
from tests.coded import account, approval, consent, family, interview, risk
from tests.conftest import NOW
from tests.sent import sent, short
from tests.submitted import NO_SEARCH, told_whole

PERSON = account("I-10", "person", "p1")
DEFINITIONS = standard_definitions(None)
WANTED = Wanted(code="P-0003", procedure="wgeid", submitter=Submitter(name="An archive"), received=NOW.date())

LETTER = Letter(
    form=Form(id="upr", forum="hrc", elements=("submitter", "facts")),
    language="en",
    prose=parse_prose("# A letter\n\n## Facts {#facts}\n\nThere are {figure:victims|units}.\n", "letter.md"),
    submitters=("An archive",),
    day=NOW.date(),
)
SCAN = b"a scan"
FILES = FilesWanted(forum="ohchr", files=(f"I-10/{short(SCAN)}",), submitter="An archive")
ANSWER = StateReply(
    name="O-01",
    compartment="official",
    language="en",
    sender="A mission",
    answer="denied",
    uses=("internal-analysis",),
)

SUBMITTING: Mapping[Callable[..., Any], Callable[[Any], object]] = {
    submission: lambda s: s.act(submission, s.snapshot, WANTED, s.workspace),
    letter_figures: lambda s: s.act(
        letter_figures, s.snapshot, LetterWanted(letter=LETTER, definitions=DEFINITIONS), s.workspace
    ),
    enclosed: lambda s: s.act(enclosed, s.snapshot, FILES, s.workspace),
    record_state_reply: lambda s: s.act(
        record_state_reply, EffortVersion.objects.get(kind=NO_SEARCH.kind).effort_id, ANSWER, s.workspace
    ),
}


TOLD = told_whole(
    interview(
        "I-10",
        consents=(
            consent("I-10", "un-procedures"),
            consent("I-10", "partner-database"),
            consent("I-10", "media", withdrawn=NOW.date()),
        ),
    )
)
"""An interview that tells everything of one person."""


def let_one_be_submitted(stage: Any) -> None:
    """Everything is permitted that a submission of the one person needs."""
    stage.act(judge_risk, replace(risk("I-10", PERSON), level=RiskLevel.LOW), None)
    stage.act(record_family_consent, family("I-10", purpose="un-procedures"), stage.workspace)
    stage.act(record_effort, [PERSON], NO_SEARCH, stage.workspace)
    stage.act(attach, sent(stage.registry, "I-10", SCAN), stage.workspace)
    for actor in (stage.actor, stage.act(add_user, "another-editor", [Role.EDITOR], None, None)):
        approve(approval(Profile.NAMED, purpose="un-procedures"), stage.workspace, actor=actor, now=NOW)
