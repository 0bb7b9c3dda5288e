"""The stages told of some people as a table: what two tellings of one case, or of one stage, are found by."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import polars as pl

from lastseen.domain.accounts import AccountId, PersonAccount, SourceId, StageAccount
from lastseen.domain.answers import first, values
from lastseen.domain.encoding import decode
from lastseen.domain.verdicts import VerdictKind
from lastseen.storage.models import Account, Pointer, Revision
from lastseen.storage.unsaid import withdrawn

_CHUNK = 500
_COLUMNS = {
    "stage": pl.UInt32,
    "source": pl.String,
    "person": pl.UInt32,
    "case": pl.UInt32,
    "kind": pl.String,
    "low": pl.Int32,
    "high": pl.Int32,
    "place": pl.String,
}


def stages_told_of(people: Collection[int]) -> pl.DataFrame:
    """The stages that agreed codings tell of people, given by the serials of their accounts.

    Of each its serial (``stage``), its source, the serials of the ``person`` and ``case`` it names, its ``kind`` and
    ``place``, and the first and last day on which it may have begun, as ordinals; null or empty where nothing is said.
    """
    wanted = sorted(people)
    rows: list[tuple[Any, ...]] = []
    for start in range(0, len(wanted), _CHUNK):
        rows += _told(wanted[start : start + _CHUNK])
    columns = list(zip(*rows, strict=True)) or [()] * len(_COLUMNS)
    return pl.DataFrame(dict(zip(_COLUMNS, columns, strict=True)), schema=_COLUMNS)


def _told(people: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    of = dict(Account.objects.filter(kind=PersonAccount.kind, serial__in=people).values_list("id", "serial"))
    naming = Pointer.objects.filter(field="person", target_id__in=of, account__kind=StageAccount.kind)
    revisions = Revision.objects.filter(
        account_id__in=list(naming.values_list("account_id", flat=True)),
        current=True,
        sensitivity="internal",
        account__coding__state="agreed",
    ).exclude(account__in=withdrawn())
    columns = ("account_id", "account__serial", "account__coding__source_id", "account__external_id", "values")
    stages = [
        (serial, source, decode(StageAccount.kind, AccountId(id_), SourceId(source), name, [said or {}]))
        for id_, serial, source, name, said in revisions.values_list(*columns)
    ]
    named = {case for _, _, stage in stages for case in values(stage.case)}  # type: ignore[attr-defined]  # of a stage
    cases = dict(Account.objects.filter(kind=VerdictKind.CASE, id__in=named).values_list("id", "serial"))
    for serial, source, stage in stages:
        assert isinstance(stage, StageAccount)  # noqa: S101  # as it was asked for
        case, begun = first(stage.case), first(stage.start)
        ends = (None, None) if begun is None else (begun.earliest, begun.latest)
        low, high = (None if end is None else end.toordinal() for end in ends)
        person = next((of[one] for one in values(stage.person) if one in of), None)
        yield (
            *(serial, source.hex, person, cases.get(case) if case else None),
            *(str(first(stage.stage) or ""), low, high, str(first(stage.place) or "")),
        )
