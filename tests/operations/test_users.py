"""Who acts: the owner made with the registry, and nobody else unnamed."""

import pytest

from lastseen.operations.users import OWNER_ROLES, AlreadyOwned, NoSuchUser, create_owner, find_user
from lastseen.storage.ledger import position
from lastseen.storage.models import Entry, User
from tests.conftest import NOW, Registry


def test_the_owner_acts_on_their_own_creation_in_the_first_entry(registry: Registry) -> None:
    entry = Entry.objects.get(number=1) if registry.workspace else None
    owner = User.objects.get()
    assert entry is not None
    assert (entry.operation, entry.actor_id, owner.entry_id) == ("create-owner", owner.id, entry.id)
    assert (owner.name, owner.roles) == ("owner", list(OWNER_ROLES))


def test_who_is_not_named_is_the_owner(registry: Registry) -> None:
    assert registry.owner == find_user(None) == find_user("owner")


@pytest.mark.parametrize("name", ["nobody", "Owner", "owner "])
def test_somebody_unknown_is_refused_by_name(registry: Registry, name: str) -> None:
    assert registry.owner
    with pytest.raises(NoSuchUser) as refused:
        find_user(name)
    assert name in str(refused.value)


def test_who_is_no_longer_active_acts_no_more(registry: Registry) -> None:
    User.objects.filter(id=registry.owner).update(is_active=False)
    for name in ("owner", None):
        with pytest.raises(NoSuchUser):
            find_user(name)


def test_a_registry_has_one_owner_whatever_the_second_is_called(registry: Registry) -> None:
    assert registry.owner
    before = position()
    for name in ("owner", "another"):
        with pytest.raises(AlreadyOwned):
            create_owner(name, now=NOW)
    assert (position(), User.objects.count()) == (before, 1)


def test_nobody_can_log_in_with_a_password_that_was_never_set(registry: Registry) -> None:
    owner = User.objects.get(id=registry.owner)
    assert not owner.has_usable_password()
    assert not owner.check_password("")
