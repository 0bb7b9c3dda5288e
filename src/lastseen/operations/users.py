"""Who acts on the registry."""

from datetime import datetime
from uuid import UUID, uuid4

from lastseen.domain.errors import Refusal
from lastseen.storage.ledger import recording
from lastseen.storage.models import User

OWNER_ROLES = ("administrator", "editor", "analyst", "coder", "interviewer")


class NoSuchUser(Refusal):
    """Nobody of this name may act here."""

    code = "user.not-found"
    sentence = "There is no user {name} in this registry."
    hint = "Name a user with --as or LASTSEEN_USER; the registry's owner is the one named when it was made."


class AlreadyOwned(Refusal):
    """A registry is made once; a database that holds one is not taken for another."""

    code = "registry.already-owned"
    sentence = "There is a registry in this database already."
    hint = "Name a database that is empty."


def create_owner(name: str, *, now: datetime) -> UUID:
    """Create the registry's first user, who acts on their own creation; gives the user's id.

    Raises :class:`AlreadyOwned`.
    """
    owner = User(id=uuid4(), name=name, roles=list(OWNER_ROLES))
    owner.set_unusable_password()
    with recording(owner.id, "create-owner", now) as pen:
        if User.objects.exists():
            raise AlreadyOwned
        pen.sign(owner).save(force_insert=True)
        pen.touched["user.roles"] += 1
    return owner.id


def find_user(name: str | None) -> UUID:
    """The id of the user of this name; without a name, of the registry's owner.

    Raises :class:`NoSuchUser`.
    """
    users = User.objects.filter(is_active=True)
    found = users.filter(name=name).first() if name else users.order_by("entry__number").first()
    if found is None:
        raise NoSuchUser(name=name or "")
    return found.id
