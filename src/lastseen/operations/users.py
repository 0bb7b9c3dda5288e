"""Who acts on the registry, what each of them may, and who says so."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from lastseen.domain.errors import Refusal
from lastseen.domain.rights import May, Rights, Role
from lastseen.domain.users import UserLine, folded, user_name
from lastseen.operations.passwords import hashed
from lastseen.storage.compartments import known_compartments
from lastseen.storage.ledger import recording
from lastseen.storage.models import User
from lastseen.storage.users import (
    administrators,
    is_taken,
    last_rights,
    put_rights,
    put_user,
    set_active,
    standing_rights,
    take_rights,
    user_lines,
)


class NoSuchUser(Refusal):
    """Nobody of this name may act here."""

    code = "user.not-found"
    sentence = "There is no user {name} in this registry."
    hint = "Name a user with --as or LASTSEEN_USER; the registry's owner is the one named when it was made."


class NotActive(Refusal):
    """Somebody who may not act, or no longer, wants to."""

    code = "user.not-active"
    sentence = "This user does not act in this registry."
    hint = "Ask whoever administers the users of this registry."


class AlreadyOwned(Refusal):
    """A registry is made once; a database that holds one is not taken for another."""

    code = "registry.already-owned"
    sentence = "There is a registry in this database already."
    hint = "Name a database that is empty."


class NameTaken(Refusal):
    """There is a user of this name, or of one that reads like it."""

    code = "user.name-taken"
    sentence = "There is a user {name} already, or one whose name reads like it."
    hint = "Take another name; the names of those who left stay theirs."


class LastAdministrator(Refusal):
    """Without anybody who administers users, nobody could ever be let in again."""

    code = "user.last-administrator"
    sentence = "This is the last user who administers users."
    hint = "Give somebody else the role of administrator first."


class SamePassword(Refusal):
    """A password that somebody else knows is chosen again."""

    code = "user.same-password"
    sentence = "This is the password you were told."
    hint = "Choose one that only you know."


def create_owner(name: str, *, now: datetime) -> UUID:
    """Create the registry's first user, with every role, who acts on their own creation; gives the user's id.

    Raises :class:`~lastseen.domain.users.BadName` or :class:`AlreadyOwned`.
    """
    owner = _new_user(name, None)
    with recording(owner.id, "create-owner", now) as pen:
        if User.objects.exists():
            raise AlreadyOwned
        put_user(pen, owner)
        put_rights(pen, Rights(user=owner.id, roles=frozenset(Role), compartments=None))
    return owner.id


def find_user(name: str | None) -> UUID:
    """The id of the user of this name who still acts; without a name, of the registry's owner.

    Raises :class:`NoSuchUser`.
    """
    users = User.objects.filter(is_active=True)
    found = users.filter(name=name).first() if name else users.order_by("entry__number").first()
    if found is None:
        raise NoSuchUser(name=name or "")
    return found.id


def rights_of(user: UUID) -> Rights:
    """What a user may do and see now. Raises :class:`NotActive`."""
    rights = standing_rights(user)
    if rights is None:
        raise NotActive
    return rights


def authorised(user: UUID, *needed: May) -> Rights:
    """What a user who acts may, all that is needed among it; asked of the registry, never taken from a door.

    Raises :class:`NotActive` or :class:`~lastseen.domain.rights.NotAllowed`.
    """
    rights = rights_of(user)
    for one in needed:
        rights.require(one)
    return rights


def users(rights: Rights) -> tuple[UserLine, ...]:
    """Every user there ever was, oldest first. Raises :class:`~lastseen.domain.rights.NotAllowed`."""
    rights.require(May.ADMINISTER)
    return user_lines()


def compartments(rights: Rights) -> tuple[str, ...]:
    """The compartments that sources are in now, to choose from. Raises :class:`~lastseen.domain.rights.NotAllowed`."""
    rights.require(May.ADMINISTER)
    return known_compartments()


def add_user(  # noqa: PLR0913  # what every door hands in, by name
    name: str,
    roles: Iterable[Role],
    compartments: Iterable[str] | None,
    password: str | None,
    *,
    actor: UUID,
    now: datetime,
) -> UUID:
    """Let somebody act, in the compartments named or (for None) in all; without a password they cannot log in yet.

    Gives the user's id. Raises :class:`~lastseen.domain.users.BadName`, :class:`NameTaken` or
    :class:`~lastseen.operations.passwords.WeakPassword`.
    """
    authorised(actor, May.ADMINISTER)
    user = _new_user(name, password)
    with recording(actor, "add-user", now) as pen:
        if is_taken(user.folded):
            raise NameTaken(name=user.name)
        put_user(pen, user)
        put_rights(pen, _rights(user.id, roles, compartments))
    return user.id


def set_rights(
    user: UUID, roles: Iterable[Role], compartments: Iterable[str] | None, *, actor: UUID, now: datetime
) -> None:
    """Say what a user may from now on. Raises :class:`NotActive` or :class:`LastAdministrator`."""
    authorised(actor, May.ADMINISTER)
    with recording(actor, "set-rights", now) as pen:
        rights_of(user)
        put_rights(pen, _rights(user, roles, compartments))
        _check_administered()


def deactivate_user(user: UUID, *, actor: UUID, now: datetime) -> None:
    """Let a user act no more, from this moment on. Raises :class:`NotActive` or :class:`LastAdministrator`."""
    authorised(actor, May.ADMINISTER)
    with recording(actor, "deactivate-user", now) as pen:
        rights_of(user)
        take_rights(pen, user)
        set_active(user, is_active=False)
        _check_administered()
        pen.touched["user.active"] += 1


def reactivate_user(user: UUID, *, actor: UUID, now: datetime) -> None:
    """Let a user act again, with the rights they had. Raises :class:`NoSuchUser`."""
    authorised(actor, May.ADMINISTER)
    _found(user)
    with recording(actor, "reactivate-user", now) as pen:
        set_active(user, is_active=True)
        put_rights(pen, last_rights(user))
        pen.touched["user.active"] += 1


def set_password(user: UUID, password: str, *, actor: UUID, now: datetime) -> None:
    """Give a user a password in place of the one they had: their own, or anybody's for who administers users.

    A password that somebody else chose serves once: to choose another with. The password is kept as Argon2id makes it,
    and stands in no ledger and no log. Raises :class:`NoSuchUser`, :class:`SamePassword` or
    :class:`~lastseen.operations.passwords.WeakPassword`.
    """
    authorised(actor, *(() if actor == user else (May.ADMINISTER,)))
    found = _found(user)
    if found.password_once and actor == user and found.check_password(password):
        raise SamePassword
    kept = hashed(password, found.name)
    with recording(actor, "set-password", now) as pen:
        User.objects.filter(id=user).update(password=kept, password_once=actor != user)
        pen.touched["user.password"] += 1


def _found(user: UUID) -> User:
    found = User.objects.filter(id=user).first()
    if found is None:
        raise NoSuchUser(name=user)
    return found


def _new_user(name: str, password: str | None) -> User:
    kept = user_name(name)
    user = User(id=uuid4(), name=kept, folded=folded(kept))
    if password is None:
        user.set_unusable_password()
    else:
        user.password = hashed(password, kept)
    return user


def _rights(user: UUID, roles: Iterable[Role], compartments: Iterable[str] | None) -> Rights:
    return Rights(
        user=user, roles=frozenset(roles), compartments=None if compartments is None else frozenset(compartments)
    )


def _check_administered() -> None:
    if not administrators():
        raise LastAdministrator
