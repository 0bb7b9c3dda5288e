"""Pointers kept in step with the values they are derived from."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from uuid import UUID

from lastseen.domain.accounts import Account, AccountId, SourceId
from lastseen.domain.coding import references
from lastseen.domain.encoding import decode
from lastseen.storage.models import Account as Row
from lastseen.storage.models import Pointer, Revision

_CHUNK = 1000


def put_pointers(accounts: Sequence[Account]) -> set[AccountId]:
    """Write whom and what these accounts name, in place of whatever they named before; call it within a recording.

    Gives all that they name now or named before.
    """
    held = Pointer.objects.filter(account_id__in=[account.id for account in accounts])
    named = {AccountId(target) for target in held.values_list("target_id", flat=True)}
    if named:
        held.delete()
    Pointer.objects.bulk_create(
        Pointer(account_id=account.id, field=field, target_id=target)
        for account in accounts
        for field, target in dict.fromkeys(references(account))
    )
    return named.union(target for account in accounts for _, target in references(account))


def renew_pointers(accounts: Iterable[AccountId]) -> set[AccountId]:
    """Write anew whom and what these accounts name, as their current values have it; gives these, as above."""
    named = set[AccountId]()
    for some in _chunks(accounts):
        named |= put_pointers(_current(some))
    return named


def renew_all_pointers() -> None:
    """Write every pointer anew."""
    renew_pointers(_everybody())


def pointers_in_step() -> bool:
    """Whether every account names in pointers what its current values name, and nothing else."""
    return all(_held(some) == _followed(some) for some in _chunks(_everybody()))


def _held(accounts: Sequence[AccountId]) -> set[tuple[UUID, str, UUID]]:
    return set(Pointer.objects.filter(account_id__in=accounts).values_list("account_id", "field", "target_id"))


def _followed(accounts: Sequence[AccountId]) -> set[tuple[UUID, str, UUID]]:
    return {(one.id, field, target) for one in _current(accounts) for field, target in references(one)}


def _everybody() -> list[AccountId]:
    return [AccountId(id_) for id_ in Row.objects.order_by("id").values_list("id", flat=True)]


def _chunks(accounts: Iterable[AccountId]) -> Iterator[list[AccountId]]:
    held = list(accounts)
    return (held[start : start + _CHUNK] for start in range(0, len(held), _CHUNK))


def _current(accounts: Sequence[AccountId]) -> list[Account]:
    """These accounts with what is left of their current values."""
    rows = Revision.objects.filter(account_id__in=accounts, current=True).order_by("account_id")
    columns = ("account__kind", "account_id", "account__coding__source_id", "account__external_id", "values")
    return [
        decode(kind, AccountId(id_), SourceId(source), external_id, [part[4] for part in parts if part[4] is not None])
        for (kind, id_, source, external_id), parts in groupby(rows.values_list(*columns), key=itemgetter(0, 1, 2, 3))
    ]
