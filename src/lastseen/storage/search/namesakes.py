"""What shows which people may be one, read as tables: the names of accounts, and the verdicts between people."""

import polars as pl
from django.db.models import Q

from lastseen.domain.accounts import PersonAccount
from lastseen.domain.rights import Rights
from lastseen.domain.verdicts import Answer, VerdictKind
from lastseen.storage.models import SearchLine, SearchText, Verdict
from lastseen.storage.search.deriving import CHUNK, NAME_KEY
from lastseen.storage.search.reading import tabulated
from lastseen.storage.seen import seen
from lastseen.storage.unsaid import withdrawn

_NAMES = {"account": pl.String, "serial": pl.UInt32, "source": pl.String, "name": pl.String}
_VERDICTS = {
    "verdict": pl.String,
    "answer": pl.String,
    "left": pl.UInt32,
    "left_source": pl.String,
    "right": pl.UInt32,
    "right_source": pl.String,
}


def names_held() -> pl.DataFrame:
    """The names of all accounts of people: the key that all spellings of a name share, once for each that tells it."""
    return _names(Q())


def names_since(number: int, before: pl.DataFrame) -> pl.DataFrame:
    """The names that were held, with those of the accounts derived after this entry of the ledger as they are now."""
    derived = list(SearchLine.objects.filter(position__gt=number).order_by().values_list("account_id", flat=True))
    if not derived:
        return before
    renewed = pl.DataFrame({"account": [account.hex for account in derived]})
    now = [_names(Q(account_id__in=derived[start : start + CHUNK])) for start in range(0, len(derived), CHUNK)]
    return pl.concat([before.join(renewed, on="account", how="anti"), *now])


def _names(of: Q) -> pl.DataFrame:
    keys = SearchText.objects.filter(of, field=NAME_KEY, account__kind=PersonAccount.kind).order_by()
    return tabulated(keys.values_list("account_id", "account__serial", "source_id", "tokens"), _NAMES)


def comparisons_held() -> pl.DataFrame:
    """Every verdict between people that stands: its id and answer, and serial and source of both ends."""
    return _comparisons(Q())


def comparisons_since(number: int, before: pl.DataFrame) -> pl.DataFrame:
    """The verdicts that were held, without those taken back after this entry of the ledger, with those made since."""
    gone = Verdict.objects.filter(retracted__number__gt=number).values_list("id", flat=True)
    stand = before.filter(~pl.col("verdict").is_in([id_.hex for id_ in gone]))
    return pl.concat([stand, _comparisons(Q(entry__number__gt=number))])


def _comparisons(of: Q) -> pl.DataFrame:
    made = Verdict.objects.filter(of, kind=VerdictKind.PERSON, retracted__isnull=True)
    standing = made.exclude(left__in=withdrawn()).exclude(right__in=withdrawn()).order_by()
    ends = (f"{end}__{column}" for end in ("left", "right") for column in ("serial", "coding__source_id"))
    return tabulated(standing.values_list("id", "answer", *ends), _VERDICTS)


def doubted(rights: Rights) -> list[tuple[int, int]]:
    """The serials of both ends of each verdict that left open whether two are one, where somebody sees both.

    The oldest verdict comes first.
    """
    both = seen(rights, "left__") & seen(rights, "right__")
    rows = Verdict.objects.filter(both, kind=VerdictKind.PERSON, answer=Answer.UNSURE, retracted__isnull=True)
    return list(rows.order_by("entry__number", "id").values_list("left__serial", "right__serial"))
