"""Users written and read: who there is, what each of them may, and whether they still act."""

from collections.abc import Collection
from uuid import UUID

from lastseen.domain.rights import Rights, Role
from lastseen.domain.users import UserLine
from lastseen.storage.ledger import Pen
from lastseen.storage.models import Right, User


def user_lines() -> tuple[UserLine, ...]:
    """Every user there ever was, oldest first."""
    rights = {row.user_id: _rights(row) for row in Right.objects.filter(user__is_active=True, retracted__isnull=True)}
    return tuple(
        UserLine(id=user.id, name=user.name, has_password=user.has_usable_password(), rights=rights.get(user.id))
        for user in User.objects.order_by("entry__number", "id")
    )


def name_of(user: UUID) -> str:
    """The name of a user, who may act no longer."""
    return User.objects.values_list("name", flat=True).get(id=user)


def standing_rights(user: UUID) -> Rights | None:
    """What a user may now; None for somebody unknown, or who no longer acts."""
    row = Right.objects.filter(user_id=user, user__is_active=True, retracted__isnull=True).first()
    return None if row is None else _rights(row)


def put_rights(pen: Pen, rights: Rights) -> None:
    """Write what a user may from now on, in place of what they might before; the same again is left as it is."""
    if standing_rights(rights.user) == rights:
        return
    take_rights(pen, rights.user)
    compartments = None if rights.compartments is None else sorted(rights.compartments)
    roles = sorted(role.value for role in rights.roles)
    pen.sign(Right(user_id=rights.user, roles=roles, compartments=compartments)).save(force_insert=True)
    pen.touched["user.rights"] += 1


def take_rights(pen: Pen, user: UUID) -> None:
    """Take what a user may away."""
    pen.retract(Right.objects.filter(user_id=user, retracted__isnull=True))


def last_rights(user: UUID) -> Rights:
    """What a user may, or might when they last acted."""
    return _rights(Right.objects.filter(user_id=user).latest("entry__number"))


def administrators() -> set[UUID]:
    """Everybody who administers users now."""
    rows = Right.objects.filter(user__is_active=True, retracted__isnull=True)
    return {row.user_id for row in rows if Role.ADMINISTRATOR in row.roles}


def put_user(pen: Pen, user: User) -> None:
    """Write a new user."""
    pen.sign(user).save(force_insert=True)
    pen.touched["user.name"] += 1


def set_active(user: UUID, *, is_active: bool) -> None:
    """Let somebody log in, or no longer."""
    User.objects.filter(id=user).update(is_active=is_active)


def is_taken(folded: str) -> bool:
    """Whether somebody has a name that compares like this."""
    return User.objects.filter(folded=folded).exists()


def _rights(row: Right) -> Rights:
    compartments: Collection[str] | None = row.compartments
    return Rights(
        user=row.user_id,
        roles=frozenset(map(Role, row.roles)),
        compartments=None if compartments is None else frozenset(compartments),
    )
