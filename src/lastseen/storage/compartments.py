"""Which sources and accounts lie in compartments somebody sees; what they do not see is as if it were not there."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import QuerySet

from lastseen.domain.accounts import AccountId, SourceId
from lastseen.storage.models import Account, Description
from lastseen.storage.reading import kinds_of

_CHUNK = 1000


def known_compartments() -> tuple[str, ...]:
    """The compartments that sources are in now, by name."""
    standing = Description.objects.filter(retracted__isnull=True)
    return tuple(standing.order_by("compartment").values_list("compartment", flat=True).distinct())


def compartment_of(source: SourceId) -> str | None:
    """The compartment a source is in now; None where there is no such source."""
    standing = Description.objects.filter(source_id=source, retracted__isnull=True)
    return standing.values_list("compartment", flat=True).first()


def hidden_sources(compartments: Collection[str] | None) -> frozenset[SourceId]:
    """Every source outside these compartments; with None for all compartments, no source."""
    if compartments is None:
        return frozenset()
    return frozenset(SourceId(id_) for id_ in _outside(compartments).values_list("source_id", flat=True))


def _outside(compartments: Collection[str]) -> QuerySet[Description]:
    return Description.objects.filter(retracted__isnull=True).exclude(compartment__in=compartments)


def seen_kinds(accounts: Iterable[AccountId], compartments: Collection[str] | None) -> dict[AccountId, str]:
    """The kind of each of these accounts that is in the registry, and told by a source in these compartments."""
    kinds = kinds_of(accounts)
    if compartments is None:
        return kinds
    hidden = set[UUID]()
    wanted = list(kinds)
    for start in range(0, len(wanted), _CHUNK):
        told_outside = Account.objects.filter(coding__source__in=_outside(compartments).values("source"))
        hidden |= set(told_outside.filter(id__in=wanted[start : start + _CHUNK]).values_list("id", flat=True))
    return {id_: kind for id_, kind in kinds.items() if id_ not in hidden}
