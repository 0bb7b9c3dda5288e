"""Pointers say whom and what the current values of every account name, and nothing else."""

from dataclasses import replace

from lastseen.domain.coding import references
from lastseen.storage.ledger import recording
from lastseen.storage.models import Pointer, Revision
from lastseen.storage.pointing import pointers_in_step, renew_all_pointers
from lastseen.storage.reading import agreed_accounts
from tests.coded import account, hand, interview, relation, said, with_account
from tests.conftest import NOW, Registry


def kept() -> set[tuple[object, str, object]]:
    rows = list(Pointer.objects.values_list("account_id", "field", "target_id"))
    assert len(rows) == len(set(rows))
    return set(rows)


def told() -> set[tuple[object, str, object]]:
    """What the values say, read one by one."""
    accounts = [numbered.account for numbered in agreed_accounts()]
    return {(one.id, field, target) for one in accounts for field, target in references(one)}


def test_pointers_follow_every_change_of_the_values(registry: Registry) -> None:
    first, second = account("I-01", "person", "p1"), account("I-01", "person", "p2")
    tie = relation("I-01", "r", first, second)
    hand(registry, with_account(interview("I-01", "p1", "p2"), tie), interview("I-02"))
    assert len(told()) == 8
    assert kept() == told()
    hand(registry, with_account(interview("I-01", "p1", "p2"), replace(tie, other=said(first), person=())))
    assert (tie.id, "other", first) in kept()
    assert len(told()) == 7
    assert kept() == told()
    hand(registry, interview("I-02", sex="male"))
    assert kept() == told()


def test_a_pointer_lost_changed_or_added_is_noticed_and_made_anew(registry: Registry) -> None:
    hand(registry, interview("I-01", "p1", "p2"))
    before = kept()
    assert pointers_in_step()
    one, other = account("I-01", "person", "p1"), account("I-01", "person", "p2")
    for change in (
        lambda: Pointer.objects.filter(field="case").delete(),
        lambda: Pointer.objects.filter(target_id=one).update(target_id=other),
        lambda: Pointer.objects.create(account_id=one, field="person", target_id=other),
    ):
        change()
        assert not pointers_in_step()
        renew_all_pointers()
        assert pointers_in_step()
        assert kept() == before


def test_what_is_erased_points_at_nothing(registry: Registry) -> None:
    first, second = account("I-01", "person", "p1"), account("I-01", "person", "p2")
    tie = relation("I-01", "r", first, second)
    hand(registry, with_account(interview("I-01", "p1", "p2"), tie))
    assert {one for one in kept() if one[0] == tie.id} == {(tie.id, "person", first), (tie.id, "other", second)}
    with recording(registry.owner, "erase", NOW) as pen:
        pen.erase(Revision.objects.filter(account_id=tie.id))
    assert {one for one in kept() if one[0] == tie.id} == set()
    assert pen.told == {tie.id, first, second}
    assert pointers_in_step()
