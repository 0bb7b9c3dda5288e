"""What is in the registry and yet not said: entries withdrawn, and readings whose reader is not to know the other's."""

from typing import Any

from django.db.models import Q, QuerySet

from lastseen.domain.accounts import AccountId, SourceId
from lastseen.domain.rights import Rights
from lastseen.storage.models import DoubleCoding, User, Withdrawal


def withdrawn() -> "QuerySet[Any, Any]":
    """The accounts withdrawn now, to be compared with."""
    return Withdrawal.objects.filter(retracted__isnull=True).values("account")


def withdrawn_accounts() -> frozenset[AccountId]:
    """The accounts withdrawn, as a set."""
    return frozenset(AccountId(row["account"]) for row in withdrawn())


def unread(rights: Rights) -> "QuerySet[Any, Any]":
    """The sources somebody is to read without knowing what another, whose reading is agreed so far, says of them."""
    return DoubleCoding.objects.filter(retracted__isnull=True, second_id=rights.user).values("source")


def unread_sources(rights: Rights) -> frozenset[SourceId]:
    """The sources unread, as a set."""
    return frozenset(SourceId(row["source"]) for row in unread(rights))


def apart(rights: Rights) -> "QuerySet[Any, Any]":
    """The sources somebody is one of two to read, of which a third has not concluded yet."""
    reading = Q(first_id=rights.user) | Q(second_id=rights.user)
    return DoubleCoding.objects.filter(reading, retracted__isnull=True).values("source")


def reads_apart(rights: Rights, source: SourceId) -> bool:
    """Whether this is one of them."""
    return apart(rights).filter(source=source).exists()


def known_codings(rights: Rights) -> Q:
    """The condition that a coding is one somebody may know of: of two independent ones, each reader knows their own."""
    own = Q(coder__in=User.objects.filter(id=rights.user).values("name"))
    return ~Q(source__in=apart(rights)) | own
