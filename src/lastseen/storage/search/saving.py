"""Views that users save: written, taken away, and listed to whose they are."""

from dataclasses import dataclass
from uuid import UUID

from lastseen.storage.ledger import Pen
from lastseen.storage.models import SavedView

Params = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptView:
    """What a user asks for again, as the parameters of an address, and the name they gave it."""

    id: UUID
    name: str
    asked: Params


def put_view(pen: Pen, name: str, asked: Params) -> UUID:
    """Write a view of whoever writes, in place of theirs of the same name."""
    pen.retract(SavedView.objects.filter(user_id=pen.actor, name=name, retracted__isnull=True))
    row = pen.sign(SavedView(user_id=pen.actor, name=name, asked=[list(pair) for pair in asked]))
    row.save(force_insert=True)
    pen.touched["view.saved"] += 1
    return row.id


def retract_view(pen: Pen, view: UUID) -> bool:
    """Take away a view of whoever writes; gives whether there was one."""
    taken = pen.retract(SavedView.objects.filter(id=view, user_id=pen.actor, retracted__isnull=True))
    pen.touched["view.deleted"] += taken
    return taken > 0


def views_of(user: UUID) -> tuple[KeptView, ...]:
    """The views of a user, by name."""
    rows = SavedView.objects.filter(user_id=user, retracted__isnull=True).order_by("name", "id")
    return tuple(
        KeptView(id=row.id, name=row.name, asked=tuple((name, value) for name, value in row.asked)) for row in rows
    )
