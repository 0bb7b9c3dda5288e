"""Accounts of people that share a name, however it is spelled, and the verdicts that stand between people."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from lastseen.domain.accounts import AccountId, PersonAccount, SourceId
from lastseen.domain.rights import Rights
from lastseen.domain.verdicts import Answer, VerdictKind
from lastseen.storage.models import SearchText, Verdict
from lastseen.storage.search.deriving import NAME_KEY
from lastseen.storage.seen import Placed, seen


def namesakes(rights: Rights) -> list[tuple[Placed, ...]]:
    """The accounts of people somebody sees, in groups of one name, each oldest first; nobody stands alone."""
    keys = SearchText.objects.filter(seen(rights, "account__"), field=NAME_KEY, account__kind=PersonAccount.kind)
    shared = keys.values("tokens").annotate(people=Count("account", distinct=True)).filter(people__gt=1)
    rows = keys.filter(tokens__in=shared.values("tokens")).order_by("account__serial").distinct()
    groups: dict[str, list[Placed]] = {}
    columns = ("tokens", "account_id", "account__serial", "source_id")
    for tokens, account, serial, source in rows.values_list(*columns):
        groups.setdefault(tokens, []).append(_placed(account, serial, source))
    return [tuple(group) for group in groups.values()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two accounts of people between which a verdict stands."""

    left: Placed
    right: Placed
    answer: Answer


def compared(rights: Rights) -> list[Compared]:
    """The verdicts between people that stand, and of which somebody sees both ends; oldest first."""
    both = seen(rights, "left__") & seen(rights, "right__")
    rows = Verdict.objects.filter(both, kind=VerdictKind.PERSON, retracted__isnull=True).order_by("entry__number", "id")
    ends = (f"{end}__{column}" for end in ("left", "right") for column in ("id", "serial", "coding__source_id"))
    return [
        Compared(left=_placed(*cells[1:4]), right=_placed(*cells[4:]), answer=Answer(cells[0]))
        for cells in rows.values_list("answer", *ends)
    ]


def _placed(account: UUID, serial: int, source: UUID) -> Placed:
    return Placed(AccountId(account), PersonAccount.kind, serial, SourceId(source))
