"""Sources that tell of invented people in every hard way, and the dossiers made of them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lastseen.domain.accounts import (
    Account,
    EffortAccount,
    FateAccount,
    Involved,
    ResponseAccount,
    StageAccount,
)
from lastseen.domain.answers import Code
from lastseen.domain.coding import CodedSource
from lastseen.domain.release import Released
from lastseen.domain.verdicts import Answer, Verdict, VerdictKind
from lastseen.operations.dossiers import dossier
from lastseen.operations.snapshots import find_snapshot, take_snapshot
from lastseen.operations.verdicts import decide
from lastseen.reports.document.model import (
    Block,
    Box,
    Document,
    Heading,
    Items,
    Paragraph,
    Picture,
    Table,
    Terms,
    words_of,
)
from lastseen.reports.records.dossiers import Dossier
from tests.coded import IDS, account, hand, interview, with_account
from tests.conftest import NOW, Registry
from tests.domain.making import codes, said, told

MSS = said(Involved(authority=Code("mss"), role=Code("depriving")))
GUARD = said(Involved(authority=Code("border-guard"), role=Code("depriving")))


def without(coded: CodedSource, *kinds: type[Account]) -> CodedSource:
    """The same source without its accounts of some kinds."""
    return replace(coded, accounts=tuple(one for one in coded.accounts if not isinstance(one, kinds)))


def saying(coded: CodedSource, kind: type[Account], **fields: Any) -> CodedSource:
    """The same source, its accounts of one kind saying something else."""
    return replace(
        coded, accounts=tuple(replace(one, **fields) if isinstance(one, kind) else one for one in coded.accounts)
    )


def stage(source: str, order: int, kind: str, person: str = "p1", **fields: Any) -> StageAccount:
    """One more stage of somebody in the person's case."""
    return StageAccount(
        id=account(source, "stage", f"{person}-{order}"),
        source=IDS.source(source),
        external_id=f"{person}-{order}",
        person=said(account(source, "person", person)),
        case=said(account(source, "case", person)),
        order=said(order),
        stage=codes(kind),
        **fields,
    )


def told_twice() -> tuple[CodedSource, CodedSource]:
    """Two interviews on one person that differ on who made the arrest; one knows of an answer and a search."""
    first = saying(interview("I-01"), StageAccount, start=told("2011-05"), authorities=MSS, order=said(1))
    second = saying(interview("I-02"), StageAccount, start=told("2011-05"), authorities=GUARD, order=said(1))
    person, source = said(account("I-01", "person", "p1")), IDS.source("I-01")
    response = ResponseAccount(
        id=account("I-01", "response", "r"),
        source=source,
        external_id="r",
        person=person,
        response=codes("denied"),
        authority=codes("mss"),
    )
    effort = EffortAccount(
        id=account("I-01", "effort", "e"), source=source, external_id="e", person=person, effort=codes("search")
    )
    rumour = FateAccount(
        id=account("I-01", "fate", "f"),
        source=source,
        external_id="f",
        person=person,
        status=codes("dead"),
        basis=codes("rumour"),
    )
    return with_account(first, stage("I-01", 2, "detention"), response, effort, rumour), second


def same(registry: Registry, *sources: str, answer: Answer = Answer.SAME) -> None:
    """Decide of the first person of several interviews and of their cases."""
    for source in sources[1:]:
        for kind in (VerdictKind.PERSON, VerdictKind.CASE):
            ends = (account(one, kind.value, "p1") for one in (sources[0], source))
            verdict = Verdict(left=next(ends), right=next(ends), answer=answer)
            decide(kind, verdict, "as told", actor=registry.owner, now=NOW)


def released(registry: Registry, code: str = "P-0001") -> Released[Dossier]:
    """The dossier of somebody, from a new snapshot."""
    take_snapshot(registry.workspace, actor=registry.owner, now=NOW)
    snapshot = find_snapshot(registry.workspace, None)
    return dossier(snapshot, code, registry.workspace, actor=registry.owner, now=NOW)


def of_one_told_twice(registry: Registry) -> Released[Dossier]:
    """The dossier of a person in two interviews that were joined."""
    hand(registry, *told_twice())
    same(registry, "I-01", "I-02")
    return released(registry)


def cells(table: Table) -> list[tuple[str, ...]]:
    """What stands in a table, line by line."""
    return [tuple(words_of(cell) for cell in line.cells) for line in table.lines]


def under(document: Document, heading: str) -> list[Block]:
    """The blocks under a heading of level 2, up to the next."""
    titles = [
        words_of(block.text) if isinstance(block, Heading) and block.level < 3 else "" for block in document.blocks
    ]
    start = titles.index(heading) + 1
    end = next((place for place in range(start, len(titles)) if titles[place]), len(titles))
    return list(document.blocks[start:end])


def words(document: Document) -> str:
    """Everything the blocks of a document say."""
    return "\n".join(_words(document.blocks))


def _words(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield words_of(block.text)
            case Items():
                yield from map(words_of, block.items)
            case Terms():
                yield from (f"{word}: {words_of(meaning)}" for word, meaning in block.terms)
            case Table():
                yield words_of(block.caption)
                yield from (" | ".join(line) for line in cells(block))
            case Picture():
                yield block.alternative
            case Box():
                yield words_of(block.title)
                yield from _words(block.blocks)
            case _:
                raise AssertionError(block)
