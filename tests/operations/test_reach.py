"""Writing reaches only what is seen: what lies in another compartment answers as if it were not there."""

import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from lastseen.domain.accounts import AccountId
from lastseen.domain.coding import CodedSource, DanglingReference
from lastseen.domain.decisions import Conclusion, ConsentAnswer
from lastseen.domain.errors import Refusal
from lastseen.domain.release import Profile
from lastseen.domain.rights import NotAllowed, Role
from lastseen.domain.sources import Derivation
from lastseen.domain.verdicts import Answer, Verdict, VerdictKind
from lastseen.exchange.mapping.reading import parse_mapping
from lastseen.operations.coding import hand_in
from lastseen.operations.coding_checks import UnknownOrigin
from lastseen.operations.consents import set_consent, withdraw_consent
from lastseen.operations.dossiers import NobodyOfThisCode, dossier
from lastseen.operations.intake import import_files
from lastseen.operations.protections import judge_risk, lift_hold, place_hold
from lastseen.operations.reach import NoSuchSource, OutOfReach
from lastseen.operations.release import Asked, release
from lastseen.operations.snapshots import find_snapshot, take_snapshot
from lastseen.operations.users import add_user
from lastseen.operations.verdicts import NoSuchAccount, WrongKind, conclude, decide, find, take_back
from lastseen.snapshot import Snapshot
from lastseen.storage.decisions import NoSuchDecision
from lastseen.storage.ledger import position
from lastseen.storage.models import Release
from lastseen.storage.protection import NoSuchProtection
from tests.coded import IDS, account, consent, found, hand, hold, interview, relation, risk, with_account
from tests.conftest import NOW, Registry

SEEN, HIDDEN, ABSENT = "I-01", "H-01", "X-01"
"""An interview of the user's compartment, one of another, and one that there is not."""


def in_compartment(coded: CodedSource, compartment: str) -> CodedSource:
    return replace(coded, source=replace(coded.source, compartment=compartment))


@pytest.fixture
def editor(registry: Registry) -> UUID:
    """Somebody who may do everything with cases, in one of two compartments that both hold an interview."""
    hand(registry, interview(SEEN, "p1", "p2"), in_compartment(interview(HIDDEN, "p1", "p2"), "sealed"))
    return add_user("editor", [Role.EDITOR], ["interviews"], None, actor=registry.owner, now=NOW)


def told(act: Callable[[str], object], about: str) -> tuple[type[Refusal], str]:
    """How it is refused, the name of the source left out."""
    with pytest.raises(Refusal) as refused:
        act(about)
    words = str(refused.value)
    for name in (about, IDS.source(about), account(about, "person", "p1"), account(about, "case", "p1")):
        words = words.replace(str(name), "…")
    return type(refused.value), words


def person(source: str, name: str = "p1") -> AccountId:
    return account(source, "person", name)


def concluded(source: str) -> Conclusion:
    return Conclusion(accounts=frozenset({person(source)}), variable="sex", values=("male",), reason="a photograph")


def test_what_is_hidden_answers_as_what_is_absent(registry: Registry, editor: UUID) -> None:
    who: dict[str, Any] = {"actor": editor, "now": NOW}
    workspace = registry.workspace

    def verdict(source: str) -> Verdict[AccountId]:
        return Verdict(left=person(SEEN), right=person(source), answer=Answer.SAME)

    def kin(source: str) -> CodedSource:
        return with_account(interview(SEEN, "p1", "p2"), relation(SEEN, "r1", person(SEEN), person(source)))

    acts: dict[type[Refusal], list[Callable[[str], object]]] = {
        WrongKind: [lambda source: decide(VerdictKind.PERSON, verdict(source), "as told", **who)],
        NoSuchAccount: [
            lambda source: conclude(concluded(source), workspace, **who),
            lambda source: find([found(source)], workspace, **who),
            lambda source: place_hold(hold(source, person(source)), **who),
            lambda source: judge_risk(risk(source, person(source)), None, **who),
        ],
        NoSuchSource: [
            lambda source: place_hold(hold(source), **who),
            lambda source: judge_risk(risk(source), None, **who),
            lambda source: set_consent(IDS.source(source), [], workspace, **who),
            lambda source: withdraw_consent(IDS.source(source), None, **who),
        ],
        DanglingReference: [lambda source: hand_in([kin(source)], workspace, **who)],
        UnknownOrigin: [lambda source: hand_in([repeating(source)], workspace, **who)],
    }
    before = position()
    for refusal, some in acts.items():
        for act in some:
            hidden = told(act, HIDDEN)
            assert hidden[0] is refusal
            assert hidden == told(act, ABSENT)
    assert position() == before


def repeating(source: str) -> CodedSource:
    """A source of the user's compartment that repeats another."""
    coded = interview("I-02")
    repeats = replace(coded.source, derived_from=IDS.source(source), derivation=Derivation.VERBATIM)
    return replace(coded, source=repeats)


def test_what_is_hidden_is_there_for_whoever_sees_it(registry: Registry, editor: UUID) -> None:
    assert editor
    verdict = Verdict(left=person(SEEN), right=person(HIDDEN), answer=Answer.SAME)
    decide(VerdictKind.PERSON, verdict, "as told", actor=registry.owner, now=NOW)
    hand(registry, repeating(HIDDEN))
    conclude(concluded(HIDDEN), registry.workspace, actor=registry.owner, now=NOW)


def test_nobody_writes_to_a_compartment_they_do_not_see(registry: Registry, editor: UUID) -> None:
    before = position()
    for coded in (
        in_compartment(interview(HIDDEN), "sealed"),
        interview(HIDDEN),
        in_compartment(interview("I-02"), "sealed"),
        in_compartment(interview(SEEN, "p1", "p2"), "sealed"),
    ):
        with pytest.raises(OutOfReach):
            hand_in([coded], registry.workspace, actor=editor, now=NOW)
    assert position() == before
    assert hand_in([interview("I-02")], registry.workspace, actor=editor, now=NOW).counts["new"] == 3


def test_a_decision_that_hangs_on_something_hidden_is_not_taken_back(registry: Registry, editor: UUID) -> None:
    owner, workspace = registry.owner, registry.workspace
    verdict = Verdict(left=person(SEEN), right=person(HIDDEN), answer=Answer.UNSURE)
    hung = [
        decide(VerdictKind.PERSON, verdict, "as told", actor=owner, now=NOW),
        conclude(concluded(HIDDEN), workspace, actor=owner, now=NOW),
        *find([found(HIDDEN)], workspace, actor=owner, now=NOW),
    ]
    for decision in hung:
        with pytest.raises(NoSuchDecision):
            take_back(decision, actor=editor, now=NOW)
    own = conclude(concluded(SEEN), workspace, actor=owner, now=NOW)
    for actor, decision in ((editor, own), *((owner, decision) for decision in hung)):
        take_back(decision, actor=actor, now=NOW)


def test_a_protection_of_something_hidden_is_neither_lifted_nor_replaced(registry: Registry, editor: UUID) -> None:
    owner = registry.owner
    held = [
        place_hold(hold(HIDDEN), actor=owner, now=NOW),
        place_hold(hold(HIDDEN, person(HIDDEN)), actor=owner, now=NOW),
    ]
    judged = judge_risk(risk(HIDDEN), None, actor=owner, now=NOW)
    for protection in held:
        with pytest.raises(NoSuchProtection):
            lift_hold(protection, "out of danger", actor=editor, now=NOW)
    with pytest.raises(NoSuchProtection):
        judge_risk(risk(SEEN), judged, actor=editor, now=NOW)
    for protection in held:
        lift_hold(protection, "out of danger", actor=owner, now=NOW)


def test_what_leaves_is_made_without_what_is_hidden_and_says_nothing_of_it(registry: Registry, editor: UUID) -> None:
    take_snapshot(registry.workspace, actor=registry.owner, now=NOW)
    snapshot = find_snapshot(registry.workspace, None)
    asked = Asked(what="codes", profile=Profile.INTERNAL)

    def codes(view: Snapshot) -> list[str]:
        return sorted(view.table("persons")["code"])

    whole = release(snapshot, asked, codes, registry.workspace, actor=registry.owner, now=NOW)
    part = release(snapshot, asked, codes, registry.workspace, actor=editor, now=NOW)
    assert (whole.content, whole.withheld) == (["P-0001", "P-0002", "P-0003", "P-0004"], 0)
    assert (part.content, part.withheld) == (["P-0001", "P-0002"], 0)
    assert Release.objects.get(id=part.id).withheld == {}


def test_a_hidden_person_has_no_dossier_and_is_not_among_those_near(registry: Registry, editor: UUID) -> None:
    take_snapshot(registry.workspace, actor=registry.owner, now=NOW)
    snapshot = find_snapshot(registry.workspace, None)
    assert dossier(snapshot, "P-0003", registry.workspace, actor=registry.owner, now=NOW)
    for code in ("P-0003", "P-0009"):
        with pytest.raises(NobodyOfThisCode) as refused:
            dossier(snapshot, code, registry.workspace, actor=editor, now=NOW)
        assert "P-0004" not in refused.value.mend


def test_who_only_codes_writes_accounts_and_nothing_of_the_source_itself(registry: Registry, editor: UUID) -> None:
    assert editor
    coder = add_user("coder", [Role.CODER], ["interviews"], None, actor=registry.owner, now=NOW)
    coded = interview(SEEN, "p1", "p2", sex="male")
    renamed = replace(coded, source=replace(coded.source, title="Another"))
    refusing = replace(coded, consents=(consent(SEEN, "internal-analysis", ConsentAnswer.NO),))
    before = position()
    for beyond in (interview("I-02"), renamed, refusing, replace(coded, text=f"{coded.text} And more.")):
        with pytest.raises(NotAllowed) as refused:
            hand_in([beyond], registry.workspace, actor=coder, now=NOW)
        assert refused.value.values == {"needed": "collect"}
    with pytest.raises(NotAllowed):
        hand_in([replace(coded, findings=(found(SEEN),))], registry.workspace, actor=coder, now=NOW)
    assert position() == before
    assert hand_in([coded], registry.workspace, actor=coder, now=NOW).counts["changed"] == 2


MAPPING = """
id = "trial"
[source]
id = "{source}"
kind = "partner-record"
compartment = "{compartment}"
[[sheet]]
id = "{no}"
[[sheet.person]]
role = "victim"
"""


@pytest.mark.parametrize(("source", "compartment"), [("N-01", "sealed"), (HIDDEN, "interviews")])
@pytest.mark.parametrize("dry_run", [True, False])
def test_an_import_reaches_no_further_than_whoever_imports(
    registry: Registry, editor: UUID, tmp_path: Path, source: str, compartment: str, *, dry_run: bool
) -> None:
    table = tmp_path / "people.csv"
    table.write_text("no\n1\n", encoding="utf-8")

    def imported(actor: UUID, source: str, compartment: str) -> int:
        text = MAPPING.replace("{source}", source).replace("{compartment}", compartment)
        mapping = parse_mapping(tomllib.loads(text), "trial.toml")
        report = import_files([table], mapping, registry.workspace, dry_run=dry_run, actor=actor, now=NOW)
        return report.rows.new

    before = position()
    with pytest.raises(OutOfReach):
        imported(editor, source, compartment)
    assert position() == before
    assert imported(editor, "N-01", "interviews") == 1
