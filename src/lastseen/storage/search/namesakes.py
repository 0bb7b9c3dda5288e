"""What shows which people may be one, read as tables: the names of accounts, and the verdicts between people."""

import polars as pl
from django.db.models import Q

from lastseen.domain.accounts import PersonAccount
from lastseen.domain.rights import Rights
from lastseen.domain.verdicts import Answer, VerdictKind
from lastseen.storage.models import SearchLine, SearchText, Verdict
from lastseen.storage.search.deriving import NAME_KEY
from lastseen.storage.search.reading import tabulated
from lastseen.storage.seen import seen

_NAMES = {"account": pl.String, "serial": pl.UInt32, "source": pl.String, "name": pl.String}
_ACCOUNTS = {"account": pl.String}
_VERDICTS = {
    "answer": pl.String,
    "left": pl.UInt32,
    "left_source": pl.String,
    "right": pl.UInt32,
    "right_source": pl.String,
}


def names_since(number: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The accounts whose lines were derived after this entry of the ledger, and the names of people among them.

    A name stands there as the key that all its spellings share, once for each account that tells it.
    """
    derived = SearchLine.objects.filter(position__gt=number).order_by()
    of_these = Q() if number == 0 else Q(account__in=derived.values("account_id"))
    keys = SearchText.objects.filter(of_these, field=NAME_KEY, account__kind=PersonAccount.kind).order_by()
    names = keys.values_list("account_id", "account__serial", "source_id", "tokens")
    return tabulated(derived.values_list("account_id").distinct(), _ACCOUNTS), tabulated(names, _NAMES)


def comparisons_held() -> pl.DataFrame:
    """Every verdict between people that stands: its answer, and serial and source of both ends."""
    standing = Verdict.objects.filter(kind=VerdictKind.PERSON, retracted__isnull=True).order_by()
    ends = (f"{end}__{column}" for end in ("left", "right") for column in ("serial", "coding__source_id"))
    return tabulated(standing.values_list("answer", *ends), _VERDICTS)


def doubted(rights: Rights) -> list[tuple[int, int]]:
    """The serials of both ends of each verdict that left open whether two are one, where somebody sees both.

    The oldest verdict comes first.
    """
    both = seen(rights, "left__") & seen(rights, "right__")
    rows = Verdict.objects.filter(both, kind=VerdictKind.PERSON, answer=Answer.UNSURE, retracted__isnull=True)
    return list(rows.order_by("entry__number", "id").values_list("left__serial", "right__serial"))
