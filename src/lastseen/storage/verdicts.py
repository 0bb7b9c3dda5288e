"""Verdicts that stand, as tables and one by one, and the reasons that were given for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import polars as pl
from django.db.models import Q

from lastseen.domain.accounts import AccountId
from lastseen.domain.rights import Rights
from lastseen.domain.verdicts import Answer, VerdictKind
from lastseen.storage.models import Account, Verdict
from lastseen.storage.search.reading import tabulated
from lastseen.storage.seen import once_seen, seen
from lastseen.storage.unsaid import withdrawn

_COLUMNS = {
    "verdict": pl.String,
    "answer": pl.String,
    "left": pl.UInt32,
    "left_source": pl.String,
    "right": pl.UInt32,
    "right_source": pl.String,
}


def comparisons_held(kind: VerdictKind = VerdictKind.PERSON) -> pl.DataFrame:
    """Every verdict of a kind that stands: its id and answer, and serial and source of both ends; none withdrawn."""
    return _comparisons(kind, Q())


def comparisons_since(number: int, before: pl.DataFrame, kind: VerdictKind = VerdictKind.PERSON) -> pl.DataFrame:
    """The verdicts that were held, without those taken back after this entry of the ledger, with those made since."""
    gone = Verdict.objects.filter(kind=kind, retracted__number__gt=number).values_list("id", flat=True)
    stand = before.filter(~pl.col("verdict").is_in([id_.hex for id_ in gone]))
    return pl.concat([stand, _comparisons(kind, Q(entry__number__gt=number))])


def _comparisons(kind: VerdictKind, of: Q) -> pl.DataFrame:
    made = Verdict.objects.filter(of, kind=kind, retracted__isnull=True)
    standing = made.exclude(left__in=withdrawn()).exclude(right__in=withdrawn()).order_by()
    ends = (f"{end}__{column}" for end in ("left", "right") for column in ("serial", "coding__source_id"))
    return tabulated(standing.values_list("id", "answer", *ends), _COLUMNS)


def doubted(rights: Rights) -> list[tuple[int, int]]:
    """The serials of both ends of each verdict that left open whether two are one, where somebody sees both.

    The oldest verdict comes first.
    """
    both = seen(rights, "left__") & seen(rights, "right__")
    rows = Verdict.objects.filter(both, kind=VerdictKind.PERSON, answer=Answer.UNSURE, retracted__isnull=True)
    return list(rows.order_by("entry__number", "id").values_list("left__serial", "right__serial"))


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictKept:
    """One verdict that stands: its id, the accounts it is between, and what it holds."""

    id: UUID
    left: AccountId
    right: AccountId
    answer: Answer


def verdicts_kept(kind: VerdictKind) -> list[VerdictKept]:
    """Every verdict of a kind that stands, whoever may see it, those on accounts withdrawn since among them."""
    rows = Verdict.objects.filter(kind=kind, retracted__isnull=True).order_by("entry__number", "id")
    return [
        VerdictKept(id=id_, left=AccountId(left), right=AccountId(right), answer=Answer(answer))
        for id_, left, right, answer in rows.values_list("id", "left_id", "right_id", "answer")
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class EndKept:
    """An account as the end of a verdict; ``is_withdrawn`` where it is said no more, so that its verdicts rest."""

    id: AccountId
    kind: str
    serial: int
    source: str
    name: str
    is_withdrawn: bool


def ends_kept(rights: Rights, accounts: Iterable[AccountId]) -> dict[AccountId, EndKept]:
    """The ends of verdicts that somebody may know of, whether or not their accounts are still told."""
    rows = Account.objects.filter(once_seen(rights), id__in=set(accounts))
    gone = set(rows.filter(id__in=withdrawn()).values_list("id", flat=True))
    return {
        AccountId(id_): EndKept(
            id=AccountId(id_), kind=kind, serial=serial, source=source, name=name, is_withdrawn=id_ in gone
        )
        for id_, kind, serial, source, name in rows.values_list(
            "id", "kind", "serial", "coding__source__external_id", "external_id"
        )
    }


def reasons_given(user: UUID, kind: VerdictKind, most: int) -> tuple[str, ...]:
    """The reasons somebody gave last for verdicts of a kind that stand, each once, the newest first."""
    rows = Verdict.objects.filter(kind=kind, entry__actor_id=user, retracted__isnull=True)
    newest = rows.order_by("-entry__number", "id").values_list("reason", flat=True)[: 8 * most]
    return tuple(dict.fromkeys(newest))[:most]
