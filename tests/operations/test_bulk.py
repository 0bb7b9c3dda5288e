"""Changes of many at once: shown first, made as they were shown, taken back whole. Everybody here is invented."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from lastseen.domain.answers import Absence
from lastseen.domain.bulk import BulkKind, Described
from lastseen.domain.derive.answers import Possible
from lastseen.domain.protection import NoReason
from lastseen.domain.rights import May, NotAllowed, Role
from lastseen.domain.vocabulary import UnknownTerm
from lastseen.operations.bulk import (
    Describe,
    NothingStands,
    NothingToChange,
    Outdated,
    PutOnHold,
    SetValue,
    change_made,
    changes_made,
    conclude_many,
    describe_many,
    hold_many,
    preview_descriptions,
    preview_holds,
    preview_values,
    withdraw_many,
)
from lastseen.operations.bulk_rows import Because, Choice, Preview, Row, TooMany
from lastseen.operations.library import find_people
from lastseen.operations.library_query import Query
from lastseen.operations.pages import NotFound, Wanted, Window, sources
from lastseen.operations.users import add_user
from lastseen.operations.verdicts import BadConclusion, take_back
from lastseen.operations.withdrawing import withdraw_entry
from lastseen.storage.ledger import position
from lastseen.storage.models import Conclusion
from tests.conftest import NOW, Registry
from tests.operations.library import CLOSED, OPEN, fill_library, join, rights

EVERYBODY = Choice(query=Query())
FEMALE = SetValue(choice=EVERYBODY, variable="sex", values=("female",), reason="seen on the photographs")
HOLD = PutOnHold(
    choice=EVERYBODY, what="the whole list", why="a broker was caught", judged_by="me", review=date(2027, 1, 1)
)


@pytest.fixture
def library(registry: Registry) -> Registry:
    """A registry to be searched."""
    fill_library(registry)
    return registry


def told(shown: Preview) -> list[tuple[str, str, Because | None]]:
    return [(row.code, row.case, row.because) for row in shown.rows]


def concluded(library: Registry, change: SetValue = FEMALE) -> UUID:
    shown = preview_values(rights(library), change, library.workspace)
    return conclude_many(change, shown.digest, library.workspace, actor=library.owner, now=NOW)


def sexes(library: Registry) -> dict[str, tuple[str, ...]]:
    return {row.code: row.sex for row in find_people(rights(library), Query(), library.workspace).rows}


def test_every_row_says_what_it_was_and_whether_it_stays(library: Registry) -> None:
    shown = preview_values(rights(library), FEMALE, library.workspace)
    assert [(row.code, row.before, row.is_told, row.because) for row in shown.rows] == [
        ("P-0001", Possible(codes=("female",)), True, None),
        ("P-0002", Possible(codes=("male",)), False, None),
        ("P-0003", None, True, Because.NOT_TAKEN),
        ("P-0004", Possible(absence=Absence.NOT_ASKED), False, None),
        ("P-0005", Possible(absence=Absence.UNKNOWN), False, None),
    ]


def test_a_preview_writes_nothing_and_a_change_one_entry(library: Registry) -> None:
    before = position()
    preview_values(rights(library), FEMALE, library.workspace)
    assert position() == before
    concluded(library)
    assert position() == before + 1
    assert sexes(library) == dict.fromkeys(("P-0001", "P-0002", "P-0003", "P-0004", "P-0005"), ("female",))
    assert told(preview_values(rights(library), FEMALE, library.workspace)) == [
        ("P-0001", "", Because.ALREADY),
        ("P-0002", "", Because.ALREADY),
        ("P-0003", "", Because.NOT_TAKEN),
        ("P-0004", "", Because.ALREADY),
        ("P-0005", "", Because.ALREADY),
    ]


def test_of_a_value_of_takings_each_taking_asked_for_is_a_row(library: Registry) -> None:
    join(library, "I-01", "I-02")
    change = SetValue(choice=EVERYBODY, variable="authority_first", values=("mss",), reason="as the ministry wrote")
    assert told(preview_values(rights(library), change, library.workspace)) == [
        ("P-0001", "C-0001", None),
        ("P-0001", "C-0003", None),
        ("P-0002", "C-0002", None),
        ("P-0003", "", Because.NOT_TAKEN),
        ("P-0005", "C-0004", None),
    ]
    hamhung = replace(change, choice=Choice(query=Query(chosen={"place": ("hamhung",)})))
    assert told(preview_values(rights(library), hamhung, library.workspace)) == [
        ("P-0001", "C-0003", None),
        ("P-0002", "C-0002", None),
    ]


def test_whoever_is_not_found_any_more_is_accounted_for(library: Registry) -> None:
    chosen = replace(FEMALE, choice=Choice(query=Query(chosen={"sex": ("male",)}), codes=("P-0001", "P-0002")))
    assert told(preview_values(rights(library), chosen, library.workspace)) == [
        ("P-0002", "", None),
        ("P-0001", "", Because.GONE),
    ]


def test_what_changed_since_it_was_shown_is_not_written(library: Registry) -> None:
    shown = preview_values(rights(library), FEMALE, library.workspace)
    join(library, "I-01", "I-02")
    before = position()
    with pytest.raises(Outdated):
        conclude_many(FEMALE, shown.digest, library.workspace, actor=library.owner, now=NOW)
    with pytest.raises(Outdated):
        conclude_many(replace(FEMALE, values=("male",)), shown.digest, library.workspace, actor=library.owner, now=NOW)
    assert position() == before


def test_a_change_taken_back_leaves_all_as_it_was(library: Registry) -> None:
    before = sexes(library)
    change = concluded(library)
    one = Conclusion.objects.order_by("id").first()
    assert one is not None
    take_back(one.id, actor=library.owner, now=NOW)
    assert withdraw_many(change, "", library.workspace, actor=library.owner, now=NOW) == 3
    assert sexes(library) == before
    with pytest.raises(NothingStands):
        withdraw_many(change, "", library.workspace, actor=library.owner, now=NOW)


def test_where_nothing_would_change_nothing_is_written(library: Registry) -> None:
    concluded(library)
    with pytest.raises(NothingToChange):
        concluded(library)


def test_a_value_that_is_none_of_the_variable_is_refused_before_anything_is_shown(library: Registry) -> None:
    with pytest.raises(BadConclusion):
        preview_values(rights(library), replace(FEMALE, values=("elephant",)), library.workspace)


def test_more_than_anybody_can_look_at_are_refused(library: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lastseen.operations.bulk_rows.MOST", 4)
    with pytest.raises(TooMany) as refused:
        preview_values(rights(library), FEMALE, library.workspace)
    assert refused.value.values == {"n": 5, "most": 4}


def test_a_hold_is_placed_on_each_and_one_that_stands_is_enough(library: Registry) -> None:
    only = replace(HOLD, choice=Choice(query=Query(), codes=("P-0002",)))
    shown = preview_holds(rights(library), only, library.workspace)
    hold_many(only, shown.digest, library.workspace, actor=library.owner, now=NOW)
    shown = preview_holds(rights(library), HOLD, library.workspace)
    assert [(row.code, row.before, row.because) for row in shown.rows][:3] == [
        ("P-0001", None, None),
        ("P-0002", date(2027, 1, 1), Because.ALREADY),
        ("P-0003", None, None),
    ]
    change = hold_many(HOLD, shown.digest, library.workspace, actor=library.owner, now=NOW)
    with pytest.raises(NoReason):
        withdraw_many(change, " ", library.workspace, actor=library.owner, now=NOW)
    assert withdraw_many(change, "he is free", library.workspace, actor=library.owner, now=NOW) == 4
    assert preview_holds(rights(library), HOLD, library.workspace) == shown


def test_interviews_are_described_otherwise_and_again_as_before(library: Registry) -> None:
    change = Describe(wanted=Wanted(names=("I-01", "I-02", "I-09")), field=Described.LANGUAGE, value="ko")
    shown = preview_descriptions(rights(library), change, library.workspace)
    before = {
        line.source.name: line.source.language for line in sources(rights(library), Wanted(), Window()).page.items
    }
    assert [(row.code, row.before, row.because) for row in shown.rows] == [
        ("I-01", before["I-01"], None),
        ("I-02", before["I-02"], None),
        ("I-09", None, Because.GONE),
    ]
    made = describe_many(change, shown.digest, library.workspace, actor=library.owner, now=NOW)
    after = sources(rights(library), Wanted(languages=("ko",)), Window())
    assert [line.source.name for line in after.page.items] == ["I-01", "I-02"]
    assert withdraw_many(made, "", library.workspace, actor=library.owner, now=NOW) == 2
    again = sources(rights(library), Wanted(), Window())
    assert {line.source.name: line.source.language for line in again.page.items} == before


def test_a_kind_that_is_none_is_refused(library: Registry) -> None:
    with pytest.raises(UnknownTerm):
        preview_descriptions(
            rights(library), Describe(wanted=Wanted(), field=Described.KIND, value="rumour"), library.workspace
        )


def test_a_change_is_listed_with_what_it_says_and_whom_it_is_about(library: Registry) -> None:
    change = concluded(library)
    (listed,) = changes_made(rights(library), Window()).items
    assert (listed.kind, listed.said, listed.reason, listed.written) == (
        BulkKind.CONCLUDE,
        ("sex", "female"),
        "seen on the photographs",
        4,
    )
    found, rows = change_made(rights(library), change)
    assert found == listed
    assert [(row.code, row.cases, row.stands) for row in rows] == [
        ("P-0001", (), True),
        ("P-0002", (), True),
        ("P-0004", (), True),
        ("P-0005", (), True),
    ]


def test_a_change_that_hangs_on_anything_hidden_is_not_there(library: Registry) -> None:
    change = concluded(library)
    assert changes_made(rights(library, compartments=(OPEN, CLOSED)), Window()).total == 1
    somebody = rights(library, compartments=(OPEN,))
    assert changes_made(somebody, Window()).total == 0
    with pytest.raises(NotFound):
        change_made(somebody, change)
    stranger = add_user("stranger", [Role.EDITOR], [OPEN], None, actor=library.owner, now=NOW)
    with pytest.raises(NotFound):
        withdraw_many(change, "", library.workspace, actor=stranger, now=NOW)
    assert told(preview_values(somebody, FEMALE, library.workspace))[-1] == ("P-0004", "", Because.ALREADY)


def test_each_change_needs_its_own_right(library: Registry) -> None:
    coder = rights(library, Role.CODER)
    assert (coder.may(May.CODE), coder.may(May.DECIDE), coder.may(May.COLLECT)) == (True, False, False)
    assert preview_holds(coder, HOLD, library.workspace).changing
    with pytest.raises(NotAllowed):
        preview_values(coder, FEMALE, library.workspace)
    with pytest.raises(NotAllowed):
        preview_descriptions(
            coder, Describe(wanted=Wanted(), field=Described.KIND, value="interview"), library.workspace
        )


def test_a_row_names_whom_it_is_about(library: Registry) -> None:
    (row,) = preview_holds(
        rights(library), replace(HOLD, choice=Choice(query=Query(), codes=("P-0002",))), library.workspace
    ).rows
    assert row == Row(code="P-0002", names=("박철수",), ids=row.ids)
    assert len(row.ids) == 1


def test_a_row_whose_accounts_were_withdrawn_stays_without_a_code(library: Registry) -> None:
    change = concluded(library)
    coder = add_user("coder", [Role.CODER], None, None, actor=library.owner, now=NOW)
    withdraw_entry("I-02", ("person", "p1"), "misread", library.workspace, together=True, actor=coder, now=NOW)
    assert sorted(row.code for row in change_made(rights(library), change)[1]) == ["", "P-0001", "P-0002", "P-0005"]
