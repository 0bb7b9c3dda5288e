"""Two groups learn how many people they have in common, after a person approved it, and nothing else."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lastseen.domain.accounts import PersonAccount
from lastseen.domain.coding import CodedSource
from lastseen.domain.dates import IntervalDate
from lastseen.domain.errors import Refusal
from lastseen.domain.protection import RiskLevel
from lastseen.exchange import overlap as library
from lastseen.exchange.bundles import Limits, open_bundle
from lastseen.exchange.bundles.contents import Contents, from_parts
from lastseen.exchange.overlap import found
from lastseen.names.keys import keys as name_keys
from lastseen.operations.bundle_files import NoFiles
from lastseen.operations.bundling import write_bundle
from lastseen.operations.overlap import Caps, answer_overlap, approve_overlap, ask_overlap, read_overlap
from lastseen.operations.partners import PURPOSE, add_partner, own_keys
from lastseen.operations.protections import judge_risk
from lastseen.operations.snapshots import find_snapshot, take_snapshot
from tests.coded import account, consent, hand, interview, risk, said
from tests.conftest import NOW, Registry
from tests.west import KEY, WEST, from_west, question, reply

FEW = Caps(fewest=1, answers=1)
NAMES = {"I-01": "고은별", "I-02": "한새벽", "I-03": "남하늘"}


def item(name: str, year: int = 1971) -> str:
    """As what a person is compared."""
    return f"{'.'.join(map(str, name_keys(name)[0]))}|{year}"


def born(source: str, purpose: str) -> CodedSource:
    """An interview of one person born in 1971."""
    made = interview(source, consents=(consent(source, purpose),), name=NAMES[source])
    year = said(IntervalDate(earliest=date(1971, 1, 1), latest=date(1971, 12, 31)))
    told = [replace(one, birth=year) if isinstance(one, PersonAccount) else one for one in made.accounts]
    return replace(made, accounts=tuple(told))


@pytest.fixture
def asking(registry: Registry) -> Registry:
    """Three people, of whom one may not be spoken of to partners; West is one."""
    hand(registry, born("I-01", PURPOSE), born("I-02", PURPOSE), born("I-03", "media"))
    for source in NAMES:
        low = replace(risk(source, account(source, "person", "p1")), level=RiskLevel.LOW)
        judge_risk(low, None, actor=registry.owner, now=NOW)
    add_partner("West", WEST.public, registry.workspace, actor=registry.owner, now=NOW)
    take_snapshot(registry.workspace, actor=registry.owner, now=NOW)
    return registry


def opened_by_west(contents: Contents, registry: Registry, path: Path) -> Contents:
    """What West finds in a file for it."""
    write_bundle(contents, path, registry.workspace)
    known = {"us": own_keys(registry.workspace).public}
    return from_parts(open_bundle(path, WEST, known, Limits(file=0), NoFiles()).parts)


def test_the_number_asked_for_is_that_of_people_both_have(asking: Registry, tmp_path: Path) -> None:
    workspace, owner = asking.workspace, asking.owner
    asked = ask_overlap(find_snapshot(workspace, None), "West", workspace, FEW, actor=owner, now=NOW)
    came = opened_by_west(asked.content, asking, tmp_path / "ask")
    assert not any(name.encode() in repr(came).encode() for name in (*NAMES.values(), item(NAMES["I-01"])))
    answer = reply(came, item(NAMES["I-01"]), item(NAMES["I-03"]), item(NAMES["I-02"], 1972))
    file = from_west(answer, own_keys(workspace).public, tmp_path / "answer")
    common = read_overlap(file, workspace, actor=owner, now=NOW)
    assert (common.partner, common.compared, common.found) == ("West", 2, 1)
    with pytest.raises(Refusal) as again:
        read_overlap(file, workspace, actor=owner, now=NOW)
    assert again.value.code == "overlap.other-message"


def test_a_question_is_answered_once_after_somebody_approved_it(asking: Registry, tmp_path: Path) -> None:
    workspace, act = asking.workspace, {"actor": asking.owner, "now": NOW}
    snapshot, ours = find_snapshot(workspace, None), own_keys(workspace).public
    file = from_west(question(*map(item, NAMES.values())), ours, tmp_path / "ask")
    codes = []
    with pytest.raises(Refusal) as refusal:
        answer_overlap(file, snapshot, workspace, FEW, **act)  # type: ignore[arg-type]  # who and when
    codes.append(refusal.value.code)
    approve_overlap(file, workspace, FEW, **act)  # type: ignore[arg-type]  # as above
    given = answer_overlap(file, snapshot, workspace, FEW, **act)  # type: ignore[arg-type]  # as above
    assert found(opened_by_west(given.content, asking, tmp_path / "answer").message, KEY) == (3, 2)
    with pytest.raises(Refusal) as refusal:
        answer_overlap(file, snapshot, workspace, FEW, **act)  # type: ignore[arg-type]  # as above
    codes.append(refusal.value.code)
    other = from_west(question("another"), ours, tmp_path / "other")
    with pytest.raises(Refusal) as refusal:
        approve_overlap(other, workspace, FEW, **act)  # type: ignore[arg-type]  # as above
    codes.append(refusal.value.code)
    with pytest.raises(Refusal) as refusal:
        approve_overlap(other, workspace, **act)  # type: ignore[arg-type]  # as above
    codes.append(refusal.value.code)
    assert codes == [
        "overlap.not-approved",
        "overlap.other-message",
        "overlap.too-many",
        "overlap.wrong-number",
    ]


def test_without_the_library_it_is_refused_with_a_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "psi", None)
    with pytest.raises(library.NotInstalled) as refusal:
        library.ask(["a"], KEY)
    assert "lastseen[overlap]" in refusal.value.mend


@pytest.mark.parametrize("message", ["", "no base64!", "eHg=", "[]"])
def test_a_message_nobody_can_compute_with_is_refused(message: str) -> None:
    with pytest.raises(library.NoMessage):
        library.answered(message, ["a"])
    with pytest.raises(library.NoMessage):
        library.found(message, KEY)
