"""Releases written down: each thing that left."""

from dataclasses import dataclass
from uuid import UUID

from lastseen.domain.release import Profile
from lastseen.storage.ledger import Pen
from lastseen.storage.models import Frozen, Release


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """What leaves, for whom, and what was kept back and why (reason to how many sources)."""

    snapshot: str
    profile: Profile
    purpose: str
    recipient: str
    what: str
    withheld: dict[str, int]
    digest: str
    ledger: int


def put_release(pen: Pen, leaving: Leaving) -> UUID:
    """Write a release; gives its id."""
    row = pen.sign(
        Release(
            snapshot=Frozen.objects.filter(name=leaving.snapshot).latest("entry__number"),
            profile=leaving.profile,
            purpose=leaving.purpose,
            recipient=leaving.recipient,
            what=leaving.what,
            withheld=leaving.withheld,
            digest=leaving.digest,
            ledger=leaving.ledger,
        )
    )
    row.save(force_insert=True)
    pen.touched[f"release.{leaving.profile}"] += 1
    return row.id
