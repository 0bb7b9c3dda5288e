"""A person of whom all is told that a UN procedure asks for; invented."""

from dataclasses import replace
from datetime import date

from lastseen.domain.accounts import Involved, StageAccount
from lastseen.domain.answers import Code
from lastseen.domain.coding import CodedSource
from lastseen.domain.dates import IntervalDate
from lastseen.domain.efforts import Effort
from tests.coded import account, said

NO_SEARCH = Effort(kind="none-possible", forum="family", what="Whoever asks is taken too.")
"""Why nobody could look for the person."""


def told_whole(source: CodedSource) -> CodedSource:
    """The interview, telling by whom, where and when, of a hand-over from China."""
    first = next(one for one in source.accounts if isinstance(one, StageAccount))
    arrest = replace(
        first,
        authorities=said(Involved(authority=Code("cn-mps"), role=Code("depriving"))),
        place=said(Code("CN")),
        start=said(IntervalDate(earliest=date(2023, 10, 9), latest=date(2023, 10, 9))),
        order=said(1),
    )
    handed = replace(
        arrest,
        id=account(source.source.external_id, "stage", "p1-b"),
        external_id="p1-b",
        stage=said(Code("repatriation")),
        authorities=said(Involved(authority=Code("mss"), role=Code("receiving"))),
        place=said(Code("KP-10")),
        place_from=said(Code("CN")),
        order=said(2),
    )
    kept = tuple(arrest if one is first else one for one in source.accounts)
    return replace(source, accounts=(*kept, handed))
