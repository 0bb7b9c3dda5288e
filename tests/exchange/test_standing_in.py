"""Accounts that point at accounts of other sources are made to point within their own."""

from collections.abc import Mapping
from dataclasses import replace

from lastseen.domain.verdicts import Answer, VerdictKind
from lastseen.exchange.bundles.contents import Contents, SentAccount, SentSource, SentVerdict
from lastseen.exchange.standing_in import told_within
from tests.exchange.formats.records import FULL

NAMED = ({"v": ["고은별", "", "", "own"]},)
SEX = ({"v": "female"},)


def account(id_: str, source: str, kind: str, **said: tuple[Mapping[str, object], ...]) -> SentAccount:
    return SentAccount(id=id_, source=source, kind=kind, said=said, quotes={})


def test_records_that_point_within_their_sources_stay_as_they_are() -> None:
    assert told_within(FULL) == FULL


def test_who_another_source_names_stands_there_by_name_alone() -> None:
    person = account("p", "a letter", "person", names=NAMED, sex=SEX)
    taken, again = (account(one, "a list", "stage", person=({"v": "p"},)) for one in ("e1", "e2"))
    sources = tuple(SentSource(id=one, kind="document", origin=one) for one in ("a letter", "a list"))
    contents = Contents(head=FULL.head, sources=sources, accounts=(person, taken, again))
    pointing = ({"v": "p (a list)"},)
    assert told_within(contents) == replace(
        contents,
        accounts=(
            person,
            replace(taken, said={"person": pointing}),
            replace(again, said={"person": pointing}),
            account("p (a list)", "a list", "person", names=NAMED),
        ),
        verdicts=(SentVerdict(kind=VerdictKind.PERSON, left="p", right="p (a list)", answer=Answer.SAME),),
    )


def test_what_points_nowhere_is_left_to_whoever_refuses_it() -> None:
    lost = account("e", "a list", "stage", person=({"v": "nobody"},))
    contents = Contents(head=FULL.head, accounts=(lost,))
    assert told_within(contents) == contents
