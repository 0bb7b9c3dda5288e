"""The audit before figures leave: it reads what left before, and leaves nothing itself."""

import pytest

from lastseen.domain.release import Profile
from lastseen.figures.standard import standard_definitions
from lastseen.operations.auditing import Audited, Terms, audit_figures, earlier
from lastseen.operations.figures import figures
from lastseen.operations.snapshots import find_snapshot, take_snapshot
from tests.coded import hand, interview
from tests.conftest import NOW, Registry

DEFINITIONS = standard_definitions(None).only(["sex", "arrests-by-year"])


@pytest.fixture
def audited(registry: Registry) -> tuple[Audited, Audited]:
    """The audit of two people's figures before they left, and of three people's after."""
    found = []
    for codes in (("I-01", "I-02"), ("I-03",)):
        hand(registry, *map(interview, codes))
        manifest = take_snapshot(registry.workspace, actor=registry.owner, now=NOW)
        snapshot = find_snapshot(registry.workspace, manifest.name)
        space, owner = registry.workspace, registry.owner
        found.append(audit_figures(snapshot, DEFINITIONS, Terms(), space, actor=owner, now=NOW).content)
        figures(snapshot, DEFINITIONS, Profile.PUBLIC, space, actor=owner, now=NOW)
    return found[0], found[1]


def test_an_audit_reads_every_release_to_outsiders_before_it_and_leaves_none_itself(
    audited: tuple[Audited, Audited],
) -> None:
    assert [one.before for one in audited] == [0, 1]
    assert [one.keys() for one in earlier()] == [{"sex", "arrests-by-year"}]


def test_every_figure_that_left_is_explained(audited: tuple[Audited, Audited]) -> None:
    assert [one.audit.unread for one in audited] == [(), ()]
    assert audited[0].labels.keys() == {"sex", "arrests-by-year"}
