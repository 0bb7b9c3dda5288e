"""Dossiers through the gate: for those inside, of whom every source permits it, by any spelling of a code."""

import pytest

from lastseen.domain.decisions import ConsentAnswer
from lastseen.domain.release import Profile, Released
from lastseen.domain.verdicts import Answer, Verdict, VerdictKind
from lastseen.operations.dossiers import NobodyOfThisCode, WithheldWhole, dossier
from lastseen.operations.snapshots import find_snapshot, take_snapshot
from lastseen.operations.verdicts import decide
from lastseen.reports.records.dossiers import Dossier
from lastseen.storage.ledger import position
from lastseen.storage.models import Release
from tests.coded import account, consent, hand, interview
from tests.conftest import NOW, Registry


def out(registry: Registry, code: str) -> Released[Dossier]:
    """A dossier from a new snapshot."""
    take_snapshot(registry.workspace, actor=registry.owner, now=NOW)
    snapshot = find_snapshot(registry.workspace, None)
    return dossier(snapshot, code, registry.workspace, actor=registry.owner, now=NOW)


@pytest.mark.parametrize("code", ["P-0001", "p-0001", " p-0001 ", "C-0001", "c-0001"])
def test_a_code_may_be_written_in_any_case(registry: Registry, code: str) -> None:
    hand(registry, interview("I-01"))
    assert out(registry, code).content.code == code.strip().upper()


def test_it_is_released_to_those_inside_and_written_down(registry: Registry) -> None:
    hand(registry, interview("I-01"))
    assert out(registry, "p-0001").profile is Profile.INTERNAL
    row = Release.objects.get()
    assert (row.what, row.profile, row.purpose) == ("dossier P-0001", "internal", "internal-analysis")


def test_a_code_of_nobody_is_refused_with_those_that_are_near(registry: Registry) -> None:
    hand(registry, interview("I-01"))
    before = position()
    with pytest.raises(NobodyOfThisCode) as refused:
        out(registry, "P-0010")
    assert refused.value.mend == "Codes are as P-0012 or C-0034. Near to it are P-0001, C-0001."
    with pytest.raises(NobodyOfThisCode) as far:
        out(registry, "somebody")
    assert far.value.mend.endswith("They go from C-0001 to P-0001.")
    assert position() == before + 1


def test_whom_a_source_without_consent_tells_of_is_withheld_whole(registry: Registry) -> None:
    refusing = interview("I-02", consents=(consent("I-02", "internal-analysis", ConsentAnswer.NO),))
    hand(registry, interview("I-01"), refusing)
    ends = (account("I-01", "person", "p1"), account("I-02", "person", "p1"))
    assert out(registry, "P-0001").content.people[0].names[0].text == "고은별"
    same = Verdict(left=ends[0], right=ends[1], answer=Answer.SAME)
    decide(VerdictKind.PERSON, same, "as told", actor=registry.owner, now=NOW)
    with pytest.raises(WithheldWhole) as refused:
        out(registry, "P-0001")
    assert "P-0001" in str(refused.value)


def test_of_a_case_only_those_are_shown_whose_sources_permit_it(registry: Registry) -> None:
    refusing = interview("I-02", consents=(consent("I-02", "internal-analysis", ConsentAnswer.NO),))
    hand(registry, interview("I-01"), refusing)
    ends = (account("I-01", "case", "p1"), account("I-02", "case", "p1"))
    same = Verdict(left=ends[0], right=ends[1], answer=Answer.SAME)
    decide(VerdictKind.CASE, same, "as told", actor=registry.owner, now=NOW)
    content = out(registry, "C-0001").content
    assert [person.code for person in content.people] == ["P-0001"]
    assert [source.name for source in content.sources.values()] == ["I-01"]
    assert content.verdicts == ()
