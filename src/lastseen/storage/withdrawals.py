"""Entries of codings withdrawn and brought back, and what hangs on them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from lastseen.domain.accounts import AccountId, SourceId
from lastseen.storage.ledger import Pen
from lastseen.storage.models import Account, Pointer, Withdrawal
from lastseen.storage.seen import Deed, deed, deed_columns
from lastseen.storage.unsaid import withdrawn


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalKept:
    """An account withdrawn, why, and by whom."""

    account: AccountId
    kind: str
    name: str
    reason: str
    made: Deed


def put_withdrawals(pen: Pen, accounts: Iterable[AccountId], reason: str) -> None:
    """Write that these accounts are said no more; those that are not already."""
    wanted = set(accounts)
    gone = set(Withdrawal.objects.filter(account__in=wanted, retracted__isnull=True).values_list("account", flat=True))
    for account, source in _sources_of(wanted - gone):
        pen.sign(Withdrawal(account_id=account, reason=reason), of=[source]).save(force_insert=True)
        pen.touched["withdrawal.made"] += 1
    pen.told.update(_around(wanted))


def _sources_of(accounts: Collection[AccountId]) -> list[tuple[UUID, UUID]]:
    return list(Account.objects.filter(id__in=accounts).order_by("id").values_list("id", "coding__source_id"))


def retract_withdrawals(pen: Pen, accounts: Collection[AccountId]) -> int:
    """Write that these accounts are said again; gives how many were not."""
    count = pen.retract(Withdrawal.objects.filter(account__in=set(accounts), retracted__isnull=True))
    pen.touched["withdrawal.taken-back"] += count
    pen.told.update(_around(accounts))
    return count


def withdrawals_of(source: SourceId, coder: str) -> tuple[WithdrawalKept, ...]:
    """What is withdrawn of one coder's reading of a source, the newest first."""
    rows = Withdrawal.objects.filter(
        account__coding__source_id=source, account__coding__coder=coder, retracted__isnull=True
    ).order_by("-entry__number", "account__kind", "account__serial")
    columns = ("account_id", "account__kind", "account__external_id", "reason", *deed_columns("entry"))
    return tuple(
        WithdrawalKept(account=AccountId(id_), kind=kind, name=name, reason=reason, made=deed(cells))
        for id_, kind, name, reason, *cells in rows.values_list(*columns)
    )


def naming(accounts: Collection[AccountId]) -> dict[AccountId, tuple[str, str]]:
    """What is said, or submitted, and names any of these: each with its kind and its own name."""
    rows = Pointer.objects.filter(target_id__in=set(accounts)).exclude(account__in=withdrawn())
    columns = ("account_id", "account__kind", "account__external_id")
    return {AccountId(id_): (kind, name) for id_, kind, name in rows.values_list(*columns)}


def named_withdrawn(accounts: Collection[AccountId]) -> dict[UUID, tuple[str, str]]:
    """What is withdrawn and named by any of these: each with its kind and its own name."""
    rows = Account.objects.filter(
        id__in=Pointer.objects.filter(account_id__in=set(accounts)).values("target_id")
    ).filter(id__in=withdrawn())
    return {id_: (kind, name) for id_, kind, name in rows.values_list("id", "kind", "external_id")}


def _around(accounts: Iterable[AccountId]) -> set[AccountId]:
    """These and all they name: whatever is derived from any of them is to be derived anew."""
    held = set(accounts)
    named = Pointer.objects.filter(account_id__in=held).values_list("target_id", flat=True)
    return held | {AccountId(target) for target in named}
