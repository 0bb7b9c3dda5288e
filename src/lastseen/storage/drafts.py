"""Drafts kept version by version: the current one, a new one on top of it, the one before, the one after."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet

from lastseen.domain.accounts import SourceId
from lastseen.storage.draft_models import Draft
from lastseen.storage.failures import explained
from lastseen.storage.sealed import sealed_json

KEPT = 200
"""How many versions of a draft are kept to go back to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where one user codes one source."""

    source: SourceId
    user: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftKept:
    """A version of a draft, and whether there is one to go back to, and one to go forward to again.

    ``content`` is JSON: its shape is checked when it is read. ``stood`` is the entry that had last changed what is in
    the registry of this reading when the draft was begun.
    """

    number: int
    at: datetime
    content: Mapping[str, Any]
    stood: int
    has_before: bool
    has_after: bool


@contextmanager
def at_desk() -> Iterator[None]:
    """One transaction over a draft, in which nobody else changes it."""
    with explained(), transaction.atomic(durable=True):
        yield


def current_draft(desk: Desk, *, locked: bool = False) -> DraftKept | None:
    """The current version; None where nothing has been drafted. ``locked`` keeps others from changing it meanwhile."""
    rows = _of(desk).filter(current=True)
    found = (rows.select_for_update() if locked else rows).first()
    if found is None:
        return None
    after = _of(desk).filter(before=found.number).exists()
    before = _of(desk).filter(number=found.before).exists()
    return DraftKept(
        number=found.number,
        at=found.at,
        content=found.content,
        stood=found.stood,
        has_before=before,
        has_after=after,
    )


def put_draft(desk: Desk, content: Mapping[str, Any], base: int, at: datetime, stood: int = 0) -> int:
    """Make this content the current version, after the version ``base``; gives its number.

    ``stood`` is for the first version; others have it of the one they follow, whatever is given.
    """
    highest: int | None = _of(desk).aggregate(highest=Max("number"))["highest"]
    number = (highest or 0) + 1
    followed: int | None = _of(desk).filter(number=base).values_list("stood", flat=True).first()
    _of(desk).filter(current=True).update(current=False)
    Draft.objects.create(
        source_id=desk.source,
        user_id=desk.user,
        number=number,
        before=base,
        current=True,
        at=at,
        content=sealed_json([desk.source], content),
        stood=stood if followed is None else followed,
    )
    _of(desk).filter(number__lte=number - KEPT).delete()
    return number


def put_rival(desk: Desk, content: Mapping[str, Any], base: int, at: datetime) -> int:
    """Keep this content as a version made from ``base`` beside the one that is current; gives its number."""
    held = _of(desk).get(current=True).number
    number = put_draft(desk, content, base, at)
    _of(desk).filter(current=True).update(current=False)
    _of(desk).filter(number=held).update(current=True)
    return number


def version_of(desk: Desk, number: int) -> Mapping[str, Any] | None:
    """What a version holds; None where it is not kept."""
    found: Mapping[str, Any] | None = _of(desk).filter(number=number).values_list("content", flat=True).first()
    return found


def step_draft(desk: Desk, *, back: bool) -> bool:
    """Go to the version before, or to the newest one made from the current one; gives whether there is one."""
    held = _of(desk).get(current=True)
    there = _of(desk).filter(number=held.before) if back else _of(desk).filter(before=held.number)
    found = there.order_by("-number").first()
    if found is None:
        return False
    _of(desk).filter(current=True).update(current=False)
    _of(desk).filter(number=found.number).update(current=True)
    return True


def put_stood(desk: Desk, stood: int) -> None:
    """Say that every version of a draft knows of this entry, which changed what is in the registry."""
    _of(desk).update(stood=stood)


def drop_drafts(desk: Desk) -> None:
    """Forget every version."""
    _of(desk).delete()


def drafts_of(user: UUID) -> list[tuple[SourceId, datetime]]:
    """The sources a user has a draft of, and when each was last changed, the newest first."""
    rows = Draft.objects.filter(user_id=user, current=True).order_by("-at", "source_id")
    return [(SourceId(source), at) for source, at in rows.values_list("source_id", "at")]


def _of(desk: Desk) -> "QuerySet[Draft]":
    return Draft.objects.filter(source_id=desk.source, user_id=desk.user)
