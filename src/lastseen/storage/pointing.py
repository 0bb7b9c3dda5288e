"""Pointers kept in step with the values they are derived from."""

from collections.abc import Sequence

from lastseen.domain.accounts import Account, AccountId
from lastseen.domain.coding import references
from lastseen.storage.models import Pointer


def put_pointers(accounts: Sequence[Account]) -> set[AccountId]:
    """Write whom and what these accounts name, in place of whatever they named before; call it within a recording.

    Gives all that they name now or named before.
    """
    held = Pointer.objects.filter(account_id__in=[account.id for account in accounts])
    named = {AccountId(target) for target in held.values_list("target_id", flat=True)}
    held.delete()
    Pointer.objects.bulk_create(
        Pointer(account_id=account.id, field=field, target_id=target)
        for account in accounts
        for field, target in dict.fromkeys(references(account))
    )
    return named.union(target for account in accounts for _, target in references(account))
