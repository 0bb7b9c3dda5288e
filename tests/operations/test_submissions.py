"""Submissions through the gate: checked without anybody's consent, let out with all of them, and nobody else in it."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from lastseen.domain.efforts import Effort
from lastseen.domain.permitting import Standing
from lastseen.domain.protection import RiskLevel
from lastseen.domain.release import Released
from lastseen.domain.submitting import Check, Submitter
from lastseen.operations.efforts import EffortSeen, efforts_about, record_effort
from lastseen.operations.permitting import accounts_of_person, record_family_consent
from lastseen.operations.protections import judge_risk
from lastseen.operations.release import NotApproved
from lastseen.operations.snapshots import find_snapshot, take_snapshot
from lastseen.operations.submissions import Incomplete, Wanted, check_submission, submission
from lastseen.operations.submissions_replies import StateReply, record_state_reply
from lastseen.operations.users import rights_of
from lastseen.reports.submissions import languages
from lastseen.reports.submissions import submission as composed
from lastseen.reports.submissions.facts import Matter
from lastseen.reports.writers.docx import docx
from lastseen.reports.writers.pdf import pdf
from lastseen.storage.models import Release
from tests.coded import account, consent, family, hand, interview, risk
from tests.conftest import NOW, Registry
from tests.submitted import NO_SEARCH, act, permit, told_whole

PERSON = account("I-01", "person", "p1")
SUBMITTER = "Archive of the Missing (invented), 1 Nowhere Street"


def wanted(procedure: str = "wgeid", *, submitter: str = SUBMITTER) -> Wanted:
    told = Submitter(name=submitter, confidential=True)
    return Wanted(code="p-0001", procedure=procedure, submitter=told, received=date(2024, 6, 1))


@pytest.fixture
def told(registry: Registry) -> Registry:
    """Two people of one interview each; nobody was asked anything yet."""
    consents = (consent("I-01", "internal-analysis"), consent("I-01", "un-procedures"))
    hand(registry, told_whole(interview("I-01", consents=consents)), interview("I-02", name="한가람"))
    take_snapshot(registry.workspace, actor=registry.owner, now=NOW)
    return registry


def checked(registry: Registry, asked: Wanted | None = None) -> Check:
    snapshot = find_snapshot(registry.workspace, None)
    return check_submission(rights_of(registry.owner), snapshot, asked or wanted(), registry.workspace, NOW)


def submitted(registry: Registry, asked: Wanted | None = None) -> Released[Matter]:
    snapshot = find_snapshot(registry.workspace, None)
    made: Released[Matter] = act(registry, submission, snapshot, asked or wanted(), registry.workspace)
    return made


def missing(found: Check) -> dict[str, str]:
    return {one.code: one.why for one in found.missing}


def test_a_check_needs_nobodys_consent_and_lets_nothing_out(told: Registry) -> None:
    assert missing(checked(told)) == {
        "search": "none",
        "consent": "family-not-asked",
        "protection": "risk-not-judged",
    }
    assert checked(told).states == ("KP", "CN")
    assert Release.objects.count() == 0


def test_what_is_incomplete_is_refused_and_says_what_is_missing(told: Registry) -> None:
    with pytest.raises(Incomplete) as refused:
        submitted(told)
    assert str(refused.value).endswith("missing: search, consent, protection.")
    assert Release.objects.count() == 0


def test_a_source_that_was_not_asked_holds_it_up_too(told: Registry) -> None:
    other = replace(wanted(), code="P-0002")
    assert missing(checked(told, other))["consent"] == "sources-and-family"


def test_a_mandate_on_file_stands_for_the_family(told: Registry) -> None:
    mandate = family("I-01", standing=Standing.MANDATE, relation="neighbour", purpose="un-procedures")
    act(told, record_family_consent, mandate, told.workspace)
    assert "consent" not in missing(checked(told))


def test_complete_it_still_needs_two_who_approve_and_then_leaves_with_one_person(told: Registry) -> None:
    permit(told)
    assert missing(checked(told)) == {}
    content = submitted(told).content
    assert [name.text for name in content.person.names] == ["고은별"]
    assert [person.code for person in content.record.people] != ["P-0001"]
    row = Release.objects.get()
    assert (row.what, row.profile, row.purpose, row.recipient) == (
        "submission wgeid",
        "named",
        "un-procedures",
        "wgeid",
    )


def test_without_approval_nothing_leaves(told: Registry) -> None:
    act(told, judge_risk, replace(risk("I-01", PERSON), level=RiskLevel.LOW), None)
    act(told, record_family_consent, family("I-01", purpose="un-procedures"), told.workspace)
    act(told, record_effort, [PERSON], NO_SEARCH, told.workspace)
    with pytest.raises(NotApproved):
        submitted(told)


def test_what_lies_before_the_body_already_is_a_duplicate_until_it_is_closed(told: Registry) -> None:
    before = Effort(kind="un-submission", forum="wgeid", what="Communication", day=date(2024, 2, 1), number="X-1")
    act(told, record_effort, [PERSON], before, told.workspace)
    assert missing(checked(told))["duplicate"] == "registered"


def test_a_case_of_no_state_party_is_proposed_to_the_working_group(told: Registry) -> None:
    found = checked(told, wanted("ced"))
    assert (found.track, found.proposed, missing(found)["state-party"]) == ("none", "wgeid", "no-party")


@pytest.mark.parametrize("language", languages())
def test_the_document_names_the_person_and_nothing_of_who_spoke_or_submits_in_its_properties(
    told: Registry, language: str
) -> None:
    permit(told)
    document = composed(submitted(told), language)
    packed = zipfile.ZipFile(io.BytesIO(docx(document)))
    body = packed.read("word/document.xml").decode()
    assert "고은별" in body
    assert "Archive of the Missing" in body
    assert "Whoever asks is taken too." in body
    others = "".join(packed.read(name).decode() for name in packed.namelist() if name != "word/document.xml")
    for secret in ("I-01", "W-I-01", "한가람", "P-0001"):
        assert secret not in body + others
    assert "Archive of the Missing" not in others
    about = PdfReader(io.BytesIO(pdf(document))).metadata
    assert "Archive of the Missing" not in str(about)


def test_what_a_state_answers_is_a_source_that_supports_element_three_of_the_person(told: Registry) -> None:
    before = Effort(kind="un-submission", forum="wgeid", what="Communication", day=date(2024, 2, 1), number="X-1")
    effort = act(told, record_effort, accounts_of_person(rights_of(told.owner), "P-0001"), before, told.workspace)
    answer = StateReply(
        name="O-01",
        compartment="official",
        language="en",
        sender="A permanent mission (invented)",
        answer="denied",
        uses=("internal-analysis", "aggregate-statistics"),
        day=date(2024, 5, 1),
        authority="mss",
        words="No such person is known.",
    )
    act(told, record_state_reply, effort, answer, told.workspace)
    act(told, take_snapshot, told.workspace)
    view = find_snapshot(told.workspace, None)
    codes = view.table("persons").select("person", "code")
    taken = view.table("disappearances").select("disappearance", "person").join(codes, on="person")
    read = view.table("readings").join(taken, on="disappearance").explode("elements")
    refusal = read.filter(read["elements"] == "refusal")
    assert [*refusal.select("code", "responses").unique().iter_rows()] == [("P-0001", ["denied"])]
    assert [reply.reply.source for one in _efforts(told) for reply in one.replies] == ["O-01"]


def _efforts(registry: Registry) -> tuple[EffortSeen, ...]:
    rights = rights_of(registry.owner)
    return efforts_about(rights, accounts_of_person(rights, "P-0001"), NOW.date())
