"""What awaits each role at a desk, from what they see; and what counts as a decision."""

from datetime import timedelta

import pytest

from lastseen.domain.rights import NotAllowed, Rights, Role
from lastseen.operations.desk import Work, awaiting, changed_since, last_decision
from lastseen.operations.entries import EntryKind, note_entry
from lastseen.operations.snapshots import take_snapshot
from lastseen.operations.users import add_user, rights_of
from lastseen.storage.ledger import position
from tests.coded import hand, interview
from tests.conftest import NOW, Registry


def somebody(registry: Registry, *roles: Role) -> Rights:
    """The rights of somebody new with these roles."""
    name = "-".join(["as", *roles])
    return rights_of(add_user(name, roles, None, None, actor=registry.owner, now=NOW))


def test_each_role_is_told_of_its_own_work_and_of_nothing_else(registry: Registry) -> None:
    hand(registry, interview("I-01"))
    work = {role: awaiting(somebody(registry, role), NOW.date(), registry.workspace) for role in Role}
    assert work == {
        Role.INTERVIEWER: Work(uncoded=0, to_read=(1, ("I-01",)), ending=(), calls=()),
        Role.CODER: Work(uncoded=0, to_read=(1, ("I-01",))),
        Role.ANALYST: Work(),
        Role.EDITOR: Work(
            uncoded=0,
            to_read=(1, ("I-01",)),
            submitted=0,
            pairs=0,
            doubts=(),
            ending=(),
            protections=(),
            efforts=(),
            calls=(),
        ),
        Role.AUDITOR: Work(),
        Role.ADMINISTRATOR: Work(without_password=7),
    }


def test_only_sources_written_after_an_entry_have_changed_since(registry: Registry) -> None:
    hand(registry, interview("I-01"), interview("I-02"))
    rights, before = somebody(registry, Role.CODER), position()
    assert (changed_since(rights, 0), changed_since(rights, before)) == (2, 0)
    hand(registry, interview("I-02", sex="male"), interview("I-03"))
    assert changed_since(rights, before) == 2
    with pytest.raises(NotAllowed):
        changed_since(somebody(registry, Role.AUDITOR), 0)


def test_what_changes_nothing_that_is_shown_is_no_decision(registry: Registry) -> None:
    hand(registry, interview("I-01"))
    decided = last_decision()
    assert decided == position()
    take_snapshot(registry.workspace, actor=registry.owner, now=NOW)
    note_entry(EntryKind.LOGGED_IN, actor=registry.owner, now=NOW + timedelta(hours=1))
    assert (last_decision(), position()) == (decided, decided + 2)
    hand(registry, interview("I-02"))
    assert last_decision() == position()
