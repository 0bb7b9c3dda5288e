"""Who acts: the owner made with the registry, nobody else unnamed, and whoever is added, with their rights."""

from uuid import UUID

import pytest

from lastseen.domain.rights import NotAllowed, Rights, Role
from lastseen.domain.users import BadName, UserLine
from lastseen.operations.passwords import WeakPassword, password_to_tell
from lastseen.operations.users import (
    AlreadyOwned,
    LastAdministrator,
    NameTaken,
    NoSuchUser,
    NotActive,
    SamePassword,
    add_user,
    compartments,
    create_owner,
    deactivate_user,
    find_user,
    reactivate_user,
    rights_of,
    set_password,
    set_rights,
    users,
)
from lastseen.storage.ledger import position
from lastseen.storage.models import Entry, Right, User
from lastseen.storage.verifying import verify
from tests.coded import hand, interview
from tests.conftest import NOW, Registry


def test_the_owner_acts_on_their_own_creation_in_the_first_entry(registry: Registry) -> None:
    entry = Entry.objects.get(number=1) if registry.workspace else None
    owner = User.objects.get()
    assert entry is not None
    assert (entry.operation, entry.actor_id, owner.entry_id) == ("create-owner", owner.id, entry.id)
    assert owner.name == "owner"
    assert rights_of(owner.id) == Rights(user=owner.id, roles=frozenset(Role), compartments=None)


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


PASSWORD = "three cups of barley tea"


def added(registry: Registry, name: str, *roles: Role, compartments: tuple[str, ...] | None = None) -> UUID:
    """A user added by the owner."""
    return add_user(name, roles, compartments, None, actor=registry.owner, now=NOW)


def line(registry: Registry, name: str) -> UserLine:
    """The user of a name, as the owner sees them."""
    (found,) = (line for line in users(rights_of(registry.owner)) if line.name == name)
    return found


def test_a_user_added_has_the_rights_named_and_no_others(registry: Registry) -> None:
    id_ = added(registry, "colleague", Role.CODER, Role.AUDITOR, compartments=("north", "south"))
    expected = Rights(user=id_, roles=frozenset({Role.CODER, Role.AUDITOR}), compartments=frozenset({"north", "south"}))
    assert rights_of(id_) == expected
    assert line(registry, "colleague") == UserLine(id=id_, name="colleague", has_password=False, rights=expected)


def test_no_compartment_is_not_every_compartment(registry: Registry) -> None:
    assert rights_of(added(registry, "none", Role.CODER, compartments=())).compartments == frozenset()
    assert rights_of(added(registry, "every", Role.CODER)).compartments is None


@pytest.mark.parametrize("name", ["owner", "OWNER", "ｏｗｎｅｒ"])
def test_two_users_never_have_names_that_read_alike(registry: Registry, name: str) -> None:
    before = position() if registry.owner else 0
    with pytest.raises(NameTaken):
        added(registry, name)
    assert position() == before


def test_a_name_nobody_could_type_again_is_refused(registry: Registry) -> None:
    with pytest.raises(BadName):
        added(registry, "colleague ")


def test_rights_are_replaced_whole_and_the_old_ones_stay_on_record(registry: Registry) -> None:
    id_ = added(registry, "colleague", Role.CODER, compartments=("north",))
    set_rights(id_, [Role.ANALYST], None, actor=registry.owner, now=NOW)
    assert rights_of(id_) == Rights(user=id_, roles=frozenset({Role.ANALYST}), compartments=None)
    kept = Right.objects.filter(user=id_).order_by("entry__number")
    assert [(row.roles, row.compartments, row.retracted is None) for row in kept] == [
        (["coder"], ["north"], False),
        (["analyst"], None, True),
    ]
    assert verify() == position()


def test_who_is_deactivated_has_no_rights_until_they_are_given_back(registry: Registry) -> None:
    id_ = added(registry, "colleague", Role.CODER, compartments=("north",))
    before = rights_of(id_)
    deactivate_user(id_, actor=registry.owner, now=NOW)
    with pytest.raises(NotActive):
        rights_of(id_)
    assert line(registry, "colleague").rights is None
    with pytest.raises(NotActive):
        deactivate_user(id_, actor=registry.owner, now=NOW)
    with pytest.raises(NotActive):
        set_rights(id_, [], None, actor=registry.owner, now=NOW)
    reactivate_user(id_, actor=registry.owner, now=NOW)
    assert rights_of(id_) == before
    assert find_user("colleague") == id_


def test_a_flag_set_outside_an_operation_makes_nobody_active(registry: Registry) -> None:
    """The flag is what the log-in looks at, and no ledger covers it; rights are covered."""
    id_ = added(registry, "colleague", Role.CODER)
    deactivate_user(id_, actor=registry.owner, now=NOW)
    User.objects.filter(id=id_).update(is_active=True)
    with pytest.raises(NotActive):
        rights_of(id_)


def test_the_last_who_administers_users_keeps_the_role(registry: Registry) -> None:
    owner = registry.owner
    before = position()
    with pytest.raises(LastAdministrator):
        set_rights(owner, [Role.EDITOR], None, actor=owner, now=NOW)
    with pytest.raises(LastAdministrator):
        deactivate_user(owner, actor=owner, now=NOW)
    assert (position(), Role.ADMINISTRATOR in rights_of(owner).roles) == (before, True)
    second = added(registry, "second", Role.ADMINISTRATOR)
    set_rights(owner, [Role.EDITOR], None, actor=owner, now=NOW)
    with pytest.raises(LastAdministrator):
        deactivate_user(second, actor=second, now=NOW)


def test_whoever_is_not_there_is_not_reactivated_nor_given_a_password(registry: Registry) -> None:
    with pytest.raises(NoSuchUser):
        reactivate_user(UUID(int=1), actor=registry.owner, now=NOW)
    with pytest.raises(NoSuchUser):
        set_password(UUID(int=1), PASSWORD, actor=registry.owner, now=NOW)


def test_a_password_is_kept_by_argon2id_and_stands_in_no_ledger(registry: Registry) -> None:
    id_ = added(registry, "colleague", Role.CODER)
    set_password(id_, PASSWORD, actor=registry.owner, now=NOW)
    kept = User.objects.get(id=id_)
    assert kept.password.startswith("argon2$argon2id$")
    assert (kept.check_password(PASSWORD), kept.check_password(PASSWORD[:-1])) == (True, False)
    entry = Entry.objects.latest("number")
    assert (entry.operation, entry.summary) == ("set-password", {"user.password": 1})
    assert verify() == position()


def test_a_user_may_be_added_with_a_password(registry: Registry) -> None:
    add_user("colleague", [Role.CODER], None, PASSWORD, actor=registry.owner, now=NOW)
    assert User.objects.get(name="colleague").check_password(PASSWORD)


def test_everybody_changes_their_own_password_and_nobody_elses(registry: Registry) -> None:
    one, other = added(registry, "one", Role.CODER), added(registry, "other", Role.CODER)
    set_password(one, PASSWORD, actor=one, now=NOW)
    assert User.objects.get(id=one).check_password(PASSWORD)
    with pytest.raises(NotAllowed):
        set_password(other, PASSWORD, actor=one, now=NOW)


@pytest.mark.parametrize(
    "password", ["", "barley tea!", "x" * 1001, "1234567890123456", "qwertyuiop[]", "forget-me-nots"]
)
def test_a_password_that_would_soon_be_guessed_is_refused(registry: Registry, password: str) -> None:
    id_ = added(registry, "forget-me-not", Role.CODER)
    before = position()
    with pytest.raises(WeakPassword):
        set_password(id_, password, actor=registry.owner, now=NOW)
    assert (position(), User.objects.get(id=id_).has_usable_password()) == (before, False)


def test_only_who_administers_users_sees_who_they_are(registry: Registry) -> None:
    coder = rights_of(added(registry, "coder", Role.CODER, Role.EDITOR, Role.AUDITOR))
    for wanted in (users, compartments):
        with pytest.raises(NotAllowed):
            wanted(coder)


def test_compartments_to_choose_from_are_those_of_the_sources(registry: Registry) -> None:
    assert compartments(rights_of(registry.owner)) == ()
    hand(registry, interview("I-01"), interview("I-02"))
    assert compartments(rights_of(registry.owner)) == ("interviews",)


def test_a_password_that_somebody_else_chose_serves_once_and_is_not_chosen_again(registry: Registry) -> None:
    user = add_user("gull", [Role.CODER], None, None, actor=registry.owner, now=NOW)
    told = password_to_tell(lambda n: bytes(range(n)))
    set_password(user, told, actor=registry.owner, now=NOW)
    assert User.objects.get(id=user).password_once
    with pytest.raises(SamePassword):
        set_password(user, told, actor=user, now=NOW)
    set_password(user, "three cups of barley tea", actor=user, now=NOW)
    assert not User.objects.get(id=user).password_once


def test_a_password_to_be_told_is_sixteen_letters_and_digits_in_fours() -> None:
    assert password_to_tell(lambda n: bytes(range(n))) == "aaaq-eaye-auda-ocaj"
