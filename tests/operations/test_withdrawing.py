"""An entry withdrawn is said no more, anywhere; brought back, all is as it was. Nothing of it is deleted."""

from dataclasses import replace

import pytest

from lastseen.domain.accounts import RelationAccount
from lastseen.domain.answers import Code
from lastseen.domain.decisions import Conclusion
from lastseen.domain.rights import Rights, Role
from lastseen.domain.verdicts import Answer, Verdict, VerdictKind
from lastseen.exchange.drafts import Cell, Draft, Entry
from lastseen.operations.drafting import (
    EntryWithdrawn,
    RegistryChanged,
    coding_desk,
    discard,
    hand_in_draft,
    keep_own,
    save_draft,
)
from lastseen.operations.library import find_people
from lastseen.operations.library_query import Query
from lastseen.operations.pages import NotFound, Wanted, Window, person_page, source_page, sources
from lastseen.operations.reviewing import to_review
from lastseen.operations.snapshots import find_snapshot, take_snapshot
from lastseen.operations.users import add_user, rights_of
from lastseen.operations.verdicts import conclude, decide
from lastseen.operations.withdrawing import (
    NamedByOthers,
    NamesWithdrawn,
    NoReasonGiven,
    bring_back,
    withdraw_entry,
    withdrawable,
    withdrawn_entries,
)
from lastseen.storage.reading import agreed_accounts
from lastseen.storage.search.keeping import is_in_step
from lastseen.storage.verifying import verify
from tests.coded import account, hand, interview, said
from tests.conftest import NOW, Registry
from tests.web.site import in_compartment

WINDOW = Window()
PERSON = ("person", "p2")


@pytest.fixture
def coder(registry: Registry) -> Rights:
    """The coder of an interview that tells of two people, one of whom another interview tells of, too."""
    hand(registry, interview("I-01", "p1", "p2"), interview("I-02"))
    same = Verdict(left=account("I-01", "person", "p2"), right=account("I-02", "person", "p1"), answer=Answer.SAME)
    decide(VerdictKind.PERSON, same, "the same house", actor=registry.owner, now=NOW)
    return rights_of(add_user("coder", [Role.CODER], None, None, actor=registry.owner, now=NOW))


def withdraw(registry: Registry, coder: Rights, *, together: bool = True, reason: str = "a misreading") -> None:
    withdraw_entry("I-01", PERSON, reason, registry.workspace, together=together, actor=coder.user, now=NOW)


def everything(registry: Registry, rights: Rights) -> object:
    """What anybody may be told by this registry."""
    take_snapshot(registry.workspace, actor=registry.owner, now=NOW)
    snapshot = find_snapshot(registry.workspace, None)
    return (
        [one.account for one in agreed_accounts()],
        [(line.source.name, line.persons, line.cases) for line in sources(rights, Wanted(), WINDOW).page.items],
        source_page(rights, "I-01", WINDOW).told,
        find_people(rights, Query(), registry.workspace).rows,
        snapshot.lazy("persons").collect().rows(),
        coding_desk(rights, "I-01", registry.workspace).standing,
    )


def test_what_would_go_with_an_entry_and_what_was_decided_on_it_is_told_before(coder: Rights) -> None:
    found = withdrawable(coder, "I-01", *PERSON)
    assert found.accounts == (account("I-01", "person", "p2"),)
    assert found.naming == (("stage", "p2"),)
    assert [(one.answer, one.reason) for one in found.verdicts] == [(Answer.SAME, "the same house")]


def test_an_entry_withdrawn_is_nowhere_and_brought_back_everything_is_as_before(
    registry: Registry, coder: Rights
) -> None:
    before = everything(registry, coder)
    withdraw(registry, coder)
    after = everything(registry, coder)
    assert all(one != other for one, other in zip(before, after, strict=True))  # type: ignore[call-overload]  # tuples
    assert is_in_step(registry.workspace.frame)
    assert person_page(coder, "P-0003", registry.workspace).code == "P-0003"
    with pytest.raises(NotFound):
        person_page(coder, "P-0002", registry.workspace)
    gone = withdrawn_entries(coder, "I-01")
    assert [(one.kind, one.name, one.reason, one.made.user) for one in gone] == [
        ("person", "p2", "a misreading", "coder"),
        ("stage", "p2", "a misreading", "coder"),
    ]
    bring_back("I-01", [one.account for one in gone], registry.workspace, actor=coder.user, now=NOW)
    assert everything(registry, coder) == before
    assert is_in_step(registry.workspace.frame)
    assert verify() > 0


def test_what_others_name_is_withdrawn_only_together_with_them_and_for_a_reason(
    registry: Registry, coder: Rights
) -> None:
    with pytest.raises(NamedByOthers, match="p2"):
        withdraw(registry, coder, together=False)
    with pytest.raises(NoReasonGiven):
        withdraw(registry, coder, reason=" ")
    withdraw(registry, coder)
    with pytest.raises(NamesWithdrawn, match="p2"):
        bring_back("I-01", [account("I-01", "stage", "p2")], registry.workspace, actor=coder.user, now=NOW)
    with pytest.raises(NotFound):
        bring_back("I-01", [account("I-01", "stage", "p1")], registry.workspace, actor=coder.user, now=NOW)


def test_nobody_withdraws_what_another_coded(registry: Registry, coder: Rights) -> None:
    assert coder
    other = add_user("another", [Role.CODER], None, None, actor=registry.owner, now=NOW)
    with pytest.raises(NotFound):
        withdraw(registry, rights_of(other))


def test_a_draft_goes_on_without_what_was_withdrawn_and_its_name_is_not_given_again(
    registry: Registry, coder: Rights
) -> None:
    desk = coding_desk(coder, "I-01", registry.workspace)
    save_draft(coder, "I-01", desk.draft, 0, at=NOW)
    withdraw(registry, coder)
    now = coding_desk(coder, "I-01", registry.workspace)
    assert [(one.kind, one.name) for one in now.draft.entries] == [
        ("person", "p1"),
        ("case", "p1"),
        ("case", "p2"),
        ("stage", "p1"),
    ]
    assert now.taken == {"p2"}
    handed = hand_in_draft("I-01", now.version, registry.workspace, actor=coder.user, now=NOW)
    assert account("I-01", "stage", "p2") not in handed.outcomes
    again = save_draft(coder, "I-01", desk.draft, 0, at=NOW)
    with pytest.raises(EntryWithdrawn):
        hand_in_draft("I-01", again.version, registry.workspace, actor=coder.user, now=NOW)


def test_a_draft_begun_before_the_registry_was_changed_is_not_handed_in_over_it(
    registry: Registry, coder: Rights
) -> None:
    own = Draft(entries=(Entry(kind="person", name="p1", fields={"sex": (Cell(absent="unknown"),)}),))
    saved = save_draft(coder, "I-02", own, 0, at=NOW)
    hand(registry, interview("I-02", sex="male"))
    with pytest.raises(RegistryChanged):
        hand_in_draft("I-02", saved.version, registry.workspace, actor=coder.user, now=NOW)
    keep_own(coder, "I-02")
    assert hand_in_draft("I-02", saved.version, registry.workspace, actor=coder.user, now=NOW).counts["changed"] == 1
    discard(coder, "I-02")
    assert coding_desk(coder, "I-02", registry.workspace).version == 0


def test_nothing_that_hangs_on_a_hidden_account_is_told_of_an_entry(registry: Registry) -> None:
    hand(registry, interview("I-01", "p1", "p2"), in_compartment(interview("I-02"), "hidden"))
    ends = account("I-01", "person", "p2"), account("I-02", "person", "p1")
    same = Verdict(left=ends[0], right=ends[1], answer=Answer.SAME)
    decide(VerdictKind.PERSON, same, "the same house", actor=registry.owner, now=NOW)
    hidden = Conclusion(accounts=frozenset(ends), variable="sex", values=("female",), reason="as I-02 says")
    conclude(hidden, registry.workspace, actor=registry.owner, now=NOW)
    coder = add_user("coder", [Role.CODER], ["interviews"], None, actor=registry.owner, now=NOW)
    found = withdrawable(rights_of(coder), "I-01", *PERSON)
    assert (found.verdicts, found.decisions) == ((), ())
    assert found.naming == (("stage", "p2"),)


def test_what_a_hidden_source_says_of_an_entry_keeps_it_without_being_named(registry: Registry) -> None:
    stranger = in_compartment(interview("I-02"), "hidden")
    telling = RelationAccount(
        id=account("I-02", "relation", "secret"),
        source=stranger.source.id,
        external_id="secret",
        person=said(account("I-02", "person", "p1")),
        other=said(account("I-01", "person", "p2")),
        relation=said(Code("sibling")),
    )
    hand(registry, interview("I-01", "p1", "p2"), replace(stranger, accounts=(*stranger.accounts, telling)))
    coder = rights_of(add_user("coder", [Role.CODER], ["interviews"], None, actor=registry.owner, now=NOW))
    assert withdrawable(coder, "I-01", *PERSON).naming == (("stage", "p2"),)
    with pytest.raises(NamedByOthers) as refused:
        withdraw(registry, coder)
    assert "secret" not in str(refused.value.values)


def test_a_person_is_found_under_the_code_that_is_left_once_the_oldest_account_is_withdrawn(
    registry: Registry, coder: Rights
) -> None:
    editor = rights_of(registry.owner)
    before = to_review(editor, registry.workspace)
    assert (before.total, before.decided[VerdictKind.PERSON]) == (1, 1)
    withdraw(registry, coder)
    codes = [row.code for row in find_people(coder, Query(), registry.workspace).rows]
    assert codes == ["P-0001", "P-0003"]
    queue = to_review(editor, registry.workspace)
    decided = queue.decided[VerdictKind.PERSON]
    assert (queue.pair and queue.pair.codes, queue.total, decided) == (("P-0001", "P-0003"), 1, 0)
    withdraw_entry(
        "I-01", ("person", "p1"), "a misreading", registry.workspace, together=True, actor=coder.user, now=NOW
    )
    assert to_review(editor, registry.workspace).total == 0
