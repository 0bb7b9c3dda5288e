"""The log: every entry for who may audit, in counts; and whether it still is as it was written."""

from datetime import timedelta

import pytest
from django.db import connection

from lastseen.domain.rights import NotAllowed, Role
from lastseen.operations.coding import hand_in
from lastseen.operations.pages import EntriesWanted, Window, ledger_state, log
from lastseen.operations.users import add_user
from tests.coded import interview
from tests.conftest import NOW, Registry
from tests.operations.pages.counting import questions
from tests.operations.pages.world import hand, rights
from tests.storage.tampering import tampering

AUDITOR = rights(roles=[Role.AUDITOR])
WINDOW = Window()
LATER = NOW + timedelta(days=1)


@pytest.fixture
def used(registry: Registry) -> Registry:
    """A registry with four entries, the last by somebody else on another day."""
    hand(registry, interview("I-01"))
    coder = add_user("coder", [Role.CODER], None, None, actor=registry.owner, now=NOW)
    hand_in([interview("I-01", sex="male")], registry.workspace, actor=coder, now=LATER)
    return registry


def test_entries_come_newest_first_with_counts_and_no_word_of_any_case(used: Registry) -> None:
    assert used.owner
    shown = log(AUDITOR, EntriesWanted(), WINDOW)
    assert [(line.deed.number, line.deed.user, line.deed.operation) for line in shown.page.items] == [
        (4, "coder", "hand-in"),
        (3, "owner", "add-user"),
        (2, "owner", "hand-in"),
        (1, "owner", "create-owner"),
    ]
    assert dict(shown.page.items[0].counts) == {"person.sex": 1}
    assert (shown.users, shown.operations) == (("coder", "owner"), ("add-user", "create-owner", "hand-in"))
    assert "I-01" not in repr(shown)


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (EntriesWanted(users=("coder",)), [4]),
        (EntriesWanted(operations=("hand-in", "add-user")), [4, 3, 2]),
        (EntriesWanted(users=("owner",), operations=("hand-in",)), [2]),
        (EntriesWanted(since=LATER), [4]),
        (EntriesWanted(until=NOW), [3, 2, 1]),
        (EntriesWanted(users=("nobody",)), []),
    ],
    ids=repr,
)
def test_entries_are_found_as_wanted(used: Registry, wanted: EntriesWanted, numbers: list[int]) -> None:
    assert used.owner
    page = log(AUDITOR, wanted, WINDOW).page
    assert ([line.deed.number for line in page.items], page.total) == (numbers, len(numbers))


def test_a_long_log_is_shown_part_by_part_and_asks_the_same_number_of_questions(used: Registry) -> None:
    assert used.owner
    part = log(AUDITOR, EntriesWanted(), Window(number=2, size=3)).page
    assert ([line.deed.number for line in part.items], part.total, part.pages) == ([1], 4, 2)
    for number in range(30):
        hand(used, interview(f"S-{number}"))
    assert questions(lambda: log(AUDITOR, EntriesWanted(), WINDOW)) == 3


def test_a_ledger_as_it_was_written_says_so_and_another_names_the_entry(used: Registry) -> None:
    assert used.owner
    sound = ledger_state(AUDITOR)
    assert (sound.entries, sound.fault) == (4, "")
    with tampering(), connection.cursor() as cursor:
        cursor.execute("UPDATE storage_entry SET operation = 'nothing' WHERE number = 2")
        broken = ledger_state(AUDITOR)
    assert (broken.entries, broken.fault.startswith("Entry 2,")) == (4, True)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AUDITOR])
def test_only_an_auditor_reads_the_log(registry: Registry, role: Role) -> None:
    assert registry.owner
    with pytest.raises(NotAllowed):
        log(rights(roles=[role]), EntriesWanted(), WINDOW)
    with pytest.raises(NotAllowed):
        ledger_state(rights(roles=[role]))
