"""Taking a decision back: what it had replaced stands again, so that an un-merge is exact."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from lastseen.cli.commands.demo import OWNER
from lastseen.domain.accounts import AccountId
from lastseen.domain.decisions import Finding
from lastseen.domain.verdicts import Answer, Contradiction, Verdict, VerdictKind
from lastseen.exchange.codings import read_codings
from lastseen.operations.coding import hand_in
from lastseen.operations.snapshots import take_snapshot
from lastseen.operations.verdicts import decide, find, take_back
from tests.conftest import NOW, Registry

CODING = """
[source]
id = "{id}"
kind = "interview"
compartment = "interviews"

[interviewee]
code = "W-{id}"

[[case]]
id = "c1"

[[person]]
id = "p1"

[[stage]]
id = "s1"
persons = ["p1"]
case = "c1"
kind = "arrest"
"""


@pytest.fixture
def people(registry: Registry, tmp_path: Path) -> dict[str, AccountId]:
    """Three invented people, each told of by one interview in a case of its own."""
    folder = tmp_path / "codings"
    folder.mkdir()
    for id_ in "ABC":
        (folder / f"{id_}.toml").write_text(CODING.format(id=id_), encoding="utf-8")
    ids = registry.workspace.ids
    hand_in(read_codings(folder, ids, OWNER), registry.workspace, actor=registry.owner, now=NOW)
    return {id_: ids.account(ids.source(id_), OWNER, "person", "p1") for id_ in "ABC"}


def decided(registry: Registry, left: AccountId, right: AccountId, answer: Answer) -> UUID:
    verdict = Verdict(left=left, right=right, answer=answer)
    return decide(VerdictKind.PERSON, verdict, "for a test", actor=registry.owner, now=NOW)


def content(registry: Registry) -> str:
    return take_snapshot(registry.workspace, actor=registry.owner, now=NOW).content


def test_people_of_two_cases_can_be_one(registry: Registry, people: dict[str, AccountId]) -> None:
    decided(registry, people["A"], people["B"], Answer.SAME)
    manifest = take_snapshot(registry.workspace, actor=registry.owner, now=NOW)
    assert (manifest.rows["persons"], manifest.rows["disappearances"], manifest.rows["stages"]) == (2, 3, 3)


def test_a_doubt_stands_again_when_the_verdict_that_replaced_it_is_taken_back(
    registry: Registry, people: dict[str, AccountId]
) -> None:
    decided(registry, people["A"], people["B"], Answer.UNSURE)
    before = content(registry)
    merge = decided(registry, people["B"], people["A"], Answer.SAME)
    assert content(registry) != before
    take_back(merge, actor=registry.owner, now=NOW + timedelta(minutes=1))
    assert content(registry) == before


def test_a_finding_stands_again_when_the_one_that_replaced_it_is_taken_back(
    registry: Registry, people: dict[str, AccountId]
) -> None:
    accounts = frozenset({people["A"]})
    first = Finding(accounts=accounts, standard="credible", outcome="enforced-disappearance", reason="first")
    find([first], registry.workspace, actor=registry.owner, now=NOW)
    before = content(registry)
    second = Finding(accounts=accounts, standard="credible", outcome="killing", reason="second")
    (replaced,) = find([second], registry.workspace, actor=registry.owner, now=NOW)
    assert content(registry) != before
    take_back(replaced, actor=registry.owner, now=NOW)
    assert content(registry) == before


def test_what_was_replaced_cannot_return_against_what_was_decided_since(
    registry: Registry, people: dict[str, AccountId]
) -> None:
    decided(registry, people["A"], people["B"], Answer.DIFFERENT)
    unsure = decided(registry, people["A"], people["B"], Answer.UNSURE)
    decided(registry, people["A"], people["C"], Answer.SAME)
    decided(registry, people["C"], people["B"], Answer.SAME)
    before = content(registry)
    with pytest.raises(Contradiction):
        take_back(unsure, actor=registry.owner, now=NOW)
    assert content(registry) == before
