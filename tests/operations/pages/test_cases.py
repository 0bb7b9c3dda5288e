"""The page of a case: everybody taken in it, part by part, and the events it is one of."""

from dataclasses import replace
from typing import Any

import pytest

from lastseen.domain.accounts import CaseAccount
from lastseen.domain.answers import Code
from lastseen.operations.pages import CasePage, NotFound, Window, case_page
from lastseen.operations.verdicts import find
from tests.coded import IDS, account, found, interview, said, with_account
from tests.conftest import NOW, Registry
from tests.operations.pages.counting import questions
from tests.operations.pages.world import EVERYTHING, hand, judge, several

WINDOW = Window()


def page(registry: Registry, code: str = "C-0001", window: Window = WINDOW) -> CasePage:
    return case_page(EVERYTHING, code, registry.workspace, window)


def together(source: str, *people: str) -> Any:
    """An interview that tells of people taken in one case."""
    coded = interview(source, *people)
    case = said(account(source, "case", people[0]))
    accounts = (replace(a, case=case) if a.kind == "stage" else a for a in coded.accounts)  # type: ignore[call-arg]
    return replace(coded, accounts=tuple(accounts))


def following(source: str, earlier: str) -> CaseAccount:
    """A case that follows the first one of a source."""
    return CaseAccount(
        id=account(source, "case", "later"),
        source=IDS.source(source),
        external_id="later",
        follows=said(account(earlier, "case", "p1")),
        chain_kind=said(Code("causes")),
    )


def test_everybody_in_a_case_is_shown_with_what_each_source_tells(registry: Registry) -> None:
    hand(registry, together("I-01", "p1", "p2"), together("I-02", "p1", "p2"))
    for person in ("p1", "p2"):
        judge(registry, "person", account("I-01", "person", person), account("I-02", "person", person))
    judge(registry, "case", account("I-01", "case", "p1"), account("I-02", "case", "p1"), reason="one night")
    find([found("I-01")], registry.workspace, actor=registry.owner, now=NOW)
    shown = page(registry)
    assert (shown.code, shown.aliases) == ("C-0001", ("C-0003",))
    assert [one.person.code for one in shown.people.items] == ["P-0001", "P-0002"]
    assert [one.taking.case for one in shown.people.items if one.taking is not None] == ["C-0001", "C-0001"]
    told = [[t.source for t in one.taking.tellings] for one in shown.people.items if one.taking is not None]
    assert [sorted(sources) for sources in told] == [["I-01", "I-02"], ["I-01", "I-02"]]
    assert [source.name for source in shown.sources] == ["I-01", "I-02"]
    assert [(verdict.kind, verdict.reason) for verdict in shown.verdicts] == [("case", "one night")]
    assert [finding.values for finding in shown.findings] == [("credible", "enforced-disappearance")]
    assert page(registry, "C-0003") == shown


def test_what_somebody_was_taken_for_in_another_case_is_not_shown(registry: Registry) -> None:
    hand(registry, interview("I-01"), interview("I-02"))
    judge(registry, "person", account("I-01", "person", "p1"), account("I-02", "person", "p1"))
    ((one,), (two,)) = page(registry).people.items, page(registry, "C-0002").people.items
    assert one.person == two.person
    assert one.taking is not None
    assert two.taking is not None
    assert (one.taking.case, two.taking.case) == ("C-0001", "C-0002")


def test_a_chain_of_events_is_seen_from_either_end(registry: Registry) -> None:
    hand(registry, with_account(interview("I-01"), following("I-01", "I-01")))
    for code in ("C-0001", "C-0002"):
        (link,) = page(registry, code).chain
        assert (link.earlier, link.later, link.chain_kind, link.account.source) == (
            "C-0001",
            "C-0002",
            "causes",
            "I-01",
        )


def test_a_case_in_which_nobody_is_told_of_has_a_page(registry: Registry) -> None:
    hand(registry, with_account(interview("I-01"), following("I-01", "I-01")))
    shown = page(registry, "C-0002")
    assert (shown.people.items, shown.people.total) == ((), 0)
    assert [one.source for one in shown.accounts] == ["I-01"]


def test_very_many_are_shown_part_by_part(registry: Registry) -> None:
    hand(registry, together("I-01", *(f"p{number}" for number in range(7))))
    shown = [page(registry, window=Window(number=number, size=3)).people for number in (1, 2, 3, 4)]
    codes = [[one.person.code for one in part.items] for part in shown]
    assert codes == [["P-0001", "P-0002", "P-0003"], ["P-0004", "P-0005", "P-0006"], ["P-0007"], []]
    assert [(part.total, part.pages) for part in shown] == [(7, 3)] * 4


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_case_asks_the_same_number_of_questions_however_many_are_in_it(registry: Registry, count: int) -> None:
    people = [f"p{number}" for number in range(count)]
    hand(registry, together("I-01", *people))
    find([found("I-01", people[0])], registry.workspace, actor=registry.owner, now=NOW)
    assert page(registry).people.total == count
    assert questions(lambda: page(registry)) == 23


def test_a_person_is_no_case(registry: Registry) -> None:
    several(registry, A="a")
    with pytest.raises(NotFound):
        page(registry, "P-0001")
