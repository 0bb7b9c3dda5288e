"""Drafts are kept version by version for whoever makes them, and become a coding once they are handed in."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from lastseen.domain.rights import NotAllowed, Rights, Role
from lastseen.exchange.drafts import Cell, Draft, Entry, Span
from lastseen.operations.coding import hand_in
from lastseen.operations.collecting import Collected, collect
from lastseen.operations.drafting import (
    DraftChanged,
    DraftUnready,
    NothingDrafted,
    Saved,
    coding_desk,
    discard,
    drafts,
    hand_in_draft,
    save_draft,
    step,
    take,
    versions,
)
from lastseen.operations.pages import NotFound
from lastseen.operations.users import add_user, rights_of
from lastseen.storage.draft_models import Draft as Row
from lastseen.storage.drafts import KEPT
from lastseen.storage.ledger import position
from lastseen.storage.writing import CodedByAnother
from tests.coded import hand, interview
from tests.conftest import NOW, Registry


def of(*names: str) -> Draft:
    """A draft of people with these names, each citing the first words of the transcript."""
    return Draft(
        entries=tuple(
            Entry(kind="person", name=f"p{n}", fields={"names": (Cell(parts={"text": name}, spans=(Span(0, 4),)),)})
            for n, name in enumerate(names, start=1)
        )
    )


@pytest.fixture
def begun(registry: Registry) -> Registry:
    """A registry with the transcript of one interview that nobody has coded."""

    collected = Collected(name="I-01", kind="interview", language="ko", compartment="border", text="고은별이 끌려갔다.")
    collect(collected, registry.workspace, actor=registry.owner, now=NOW)
    return registry


def somebody(registry: Registry, *roles: Role, compartments: list[str] | None = None) -> Rights:
    name = "-".join(roles)
    return rights_of(add_user(name, roles, compartments, None, actor=registry.owner, now=NOW))


def save(rights: Rights, draft: Draft, base: int = 0) -> Saved:
    return save_draft(rights, "I-01", draft, base, at=NOW)


def test_a_draft_is_kept_without_a_word_in_the_ledger(begun: Registry) -> None:
    rights, before = somebody(begun, Role.CODER), position()
    assert save(rights, of("고은별")) == Saved(version=1)
    desk = coding_desk(rights, "I-01", begun.workspace)
    assert (desk.draft, desk.version, desk.saved, desk.coder) == (of("고은별"), 1, NOW, "coder")
    assert position() == before


def test_the_same_draft_sent_twice_is_one_version(begun: Registry) -> None:
    rights = somebody(begun, Role.CODER)
    assert [save(rights, of("고은별")), save(rights, of("고은별"))] == [Saved(version=1)] * 2


def test_what_is_undone_can_be_done_again(begun: Registry) -> None:
    rights = somebody(begun, Role.CODER)
    save(rights, of("고은별"))
    save(rights, of("고은별", "서하늘"), 1)
    step(rights, "I-01", 2, back=True)
    desk = coding_desk(rights, "I-01", begun.workspace)
    assert (desk.draft, desk.can_undo, desk.can_redo) == (of("고은별"), False, True)
    step(rights, "I-01", 1, back=False)
    assert coding_desk(rights, "I-01", begun.workspace).draft == of("고은별", "서하늘")


def test_of_two_windows_neither_version_is_lost(begun: Registry) -> None:
    rights = somebody(begun, Role.CODER)
    save(rights, of("고은별"))
    assert save(rights, of("first"), 1) == Saved(version=2)
    assert save(rights, of("second"), 1) == Saved(version=3, rival=2)
    assert coding_desk(rights, "I-01", begun.workspace).draft == of("first")
    assert versions(rights, "I-01", 3, 2) == (of("second"), of("first"))
    take(rights, "I-01", 3, at=NOW)
    assert coding_desk(rights, "I-01", begun.workspace).draft == of("second")
    step(rights, "I-01", 4, back=True)
    assert coding_desk(rights, "I-01", begun.workspace).draft == of("first")


def test_a_step_from_a_page_that_is_behind_is_refused(begun: Registry) -> None:
    rights = somebody(begun, Role.CODER)
    save(rights, of("고은별"))
    save(rights, of("서하늘"), 1)
    with pytest.raises(DraftChanged):
        step(rights, "I-01", 1, back=True)


def test_only_so_many_versions_are_kept(begun: Registry) -> None:
    rights = somebody(begun, Role.CODER)
    for number in range(KEPT + 5):
        save_draft(rights, "I-01", of(f"n{number}"), number, at=NOW)
    assert Row.objects.count() == KEPT


def test_two_people_code_one_interview_without_seeing_each_others_draft(begun: Registry) -> None:
    one, other = somebody(begun, Role.CODER), somebody(begun, Role.INTERVIEWER)
    save(one, of("고은별"))
    assert coding_desk(other, "I-01", begun.workspace).draft == Draft()
    assert (drafts(one), drafts(other)) == ((("I-01", NOW),), ())
    discard(one, "I-01")
    assert drafts(one) == ()


def test_a_draft_of_a_source_that_is_seen_no_more_is_not_there(begun: Registry) -> None:
    seeing = somebody(begun, Role.CODER)
    save(seeing, of("고은별"))
    hidden = replace(seeing, compartments=frozenset({"coast"}))
    assert drafts(hidden) == ()
    for name in ("I-01", "I-99"):
        with pytest.raises(NotFound, match=f"There is no {name} here"):
            coding_desk(hidden, name, begun.workspace)


@pytest.mark.parametrize("role", [Role.ANALYST, Role.AUDITOR, Role.ADMINISTRATOR])
def test_nobody_drafts_who_may_not_code(begun: Registry, role: Role) -> None:
    with pytest.raises(NotAllowed):
        save(somebody(begun, role), of("고은별"))


def handed_in(registry: Registry, user: UUID, base: int) -> dict[str, int]:
    return hand_in_draft("I-01", base, registry.workspace, actor=user, now=NOW + timedelta(hours=1)).counts


def test_a_draft_handed_in_is_a_coding_of_whoever_made_it(begun: Registry) -> None:
    rights = somebody(begun, Role.CODER)
    save(rights, of("고은별"))
    assert handed_in(begun, rights.user, 1) == {"new": 1, "changed": 0, "same": 0}
    desk = coding_desk(rights, "I-01", begun.workspace)
    assert (desk.draft.entries[0].name, desk.version, desk.by_another) == ("p1", 0, "")
    assert desk.handed == {("person", "p1")}
    with pytest.raises(NothingDrafted):
        handed_in(begun, rights.user, 1)


def test_what_was_handed_in_is_changed_by_another_draft_of_the_same_coder(begun: Registry) -> None:
    rights = somebody(begun, Role.CODER)
    save(rights, of("고은별"))
    handed_in(begun, rights.user, 1)
    save(rights, of("고은별", "서하늘"))
    assert handed_in(begun, rights.user, 1) == {"new": 1, "changed": 0, "same": 1}


def test_a_draft_with_a_problem_or_behind_its_page_is_not_handed_in_and_stays(begun: Registry) -> None:
    rights = somebody(begun, Role.CODER)
    wrong = Draft(entries=(Entry(kind="person", name="p1", fields={"age": (Cell(parts={"told": "old"}),)}),))
    save(rights, wrong)
    with pytest.raises(DraftUnready):
        handed_in(begun, rights.user, 1)
    with pytest.raises(DraftChanged):
        handed_in(begun, rights.user, 7)
    desk = coding_desk(rights, "I-01", begun.workspace)
    assert (desk.draft, [problem.refusal.code for problem in desk.problems]) == (wrong, ["ages.unreadable"])


def test_a_reading_handed_in_by_another_meanwhile_is_told_and_the_draft_stays(registry: Registry) -> None:
    rights = somebody(registry, Role.EDITOR)
    hand(registry, interview("I-01"))
    save(rights, of("고은별"))
    assert coding_desk(rights, "I-01", registry.workspace).by_another == "coder"
    with pytest.raises(CodedByAnother):
        handed_in(registry, rights.user, 1)
    assert coding_desk(rights, "I-01", registry.workspace).draft == of("고은별")


def test_a_coding_from_a_file_is_gone_on_with_at_the_screen_by_its_coder(registry: Registry) -> None:
    rights = somebody(registry, Role.CODER)
    hand_in([interview("I-01", "p1", "p2")], registry.workspace, actor=registry.owner, now=NOW)
    desk = coding_desk(rights, "I-01", registry.workspace)
    assert [(entry.kind, entry.name) for entry in desk.draft.entries[:2]] == [("person", "p1"), ("person", "p2")]
    assert desk.draft.entries[0].cells("names")[0].spans == (Span(6, 19),)
