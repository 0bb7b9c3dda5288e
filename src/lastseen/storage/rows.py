"""What rows have in common, whatever table they stand in."""

import uuid
from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.db.models import Q

ENTRY = "storage.Entry"


def one_of(field: str, allowed: Iterable[str]) -> Q:
    """The condition that a field is one of these words."""
    return Q(**{f"{field}__in": sorted(map(str, allowed))})


class Row(models.Model):
    """What every row has: an id, which is also all that a log or a traceback shows of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.id)


class Unrecorded(Row):
    """What no entry of the ledger answers for: computed from the rest, or not handed in yet. It is no evidence."""

    class Meta:
        abstract = True


class Recorded(Row):
    """What every row has that an operation writes: its entry, and the salted digest of its content.

    The content is every field but those named in ``bookkeeping``. Fields named in ``erasable`` may be emptied by an
    entry that says so; the salt goes with them, the digest stays, and the ledger still verifies.
    """

    bookkeeping: ClassVar[frozenset[str]] = frozenset({"entry", "salt", "commitment"})
    erasable: ClassVar[frozenset[str]] = frozenset()

    entry = models.ForeignKey(ENTRY, on_delete=models.PROTECT, related_name="+")
    salt = models.BinaryField(max_length=16, null=True)
    commitment = models.CharField(max_length=64)

    class Meta:
        abstract = True


class Standing(Recorded):
    """What holds until a later entry takes it back or replaces it."""

    bookkeeping: ClassVar[frozenset[str]] = Recorded.bookkeeping | {"retracted"}

    retracted = models.ForeignKey(ENTRY, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True


class Decided(Standing):
    """What every decision has: who made it, when (by its entry), why, and the decision it stands in place of.

    When it is taken back, the one it replaced stands again.
    """

    reason = models.TextField()
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
