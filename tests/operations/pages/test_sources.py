"""The page of a source: its texts, every account it gives in its place, and what cites each passage."""

from dataclasses import replace
from datetime import date

import pytest

from lastseen.domain.accounts import MassEventAccount
from lastseen.domain.rights import NotAllowed, Role
from lastseen.domain.sources import Derivation
from lastseen.operations.pages import SourcePage, Wanted, Window, person_page, source_page, sources
from lastseen.operations.pages.sources import ToldTogether
from tests.coded import IDS, account, consent, interview, said, with_account
from tests.conftest import Registry
from tests.operations.pages.counting import questions
from tests.operations.pages.world import EVERYTHING, Told, hand, rights, several

WINDOW = Window()


def page(name: str, window: Window = WINDOW) -> SourcePage:
    return source_page(EVERYTHING, name, window)


def outline(group: ToldTogether) -> tuple[str | None, list[tuple[str, list[str], list[str]]]]:
    """A case with its people, and for each the stages told and what else is, by name."""
    people = [
        (one.person.name, [stage.name for stage in one.stages], [rest.name for rest in one.rest])
        for one in group.people
    ]
    return (None if group.case is None else group.case.name), people


def test_every_account_stands_in_its_case_under_its_person(registry: Registry) -> None:
    several(registry, A="a")
    shown = page("A")
    assert [outline(group) for group in shown.told] == [
        ("c1", [("p1", ["stage-1"], ["effort-1", "fate-1", "relation-1", "response-1"])]),
        (None, [("p2", [], [])]),
    ]
    assert [one.name for one in shown.loose] == ["c2", "mass-event-1"]
    assert shown.total == 4


def test_what_somebody_was_taken_for_twice_is_told_in_both_cases_and_the_rest_once(registry: Registry) -> None:
    coded = interview("I-01", "p1", "p2")
    accounts = tuple(
        replace(a, person=said(account("I-01", "person", "p1"))) if a.kind == "stage" else a  # type: ignore[call-arg]
        for a in coded.accounts
    )
    hand(registry, replace(coded, accounts=accounts))
    assert [outline(group) for group in page("I-01").told] == [
        ("p1", [("p1", ["p1"], [])]),
        ("p2", [("p1", ["p2"], [])]),
        (None, [("p2", [], [])]),
    ]


def test_a_source_is_described_with_its_text_its_coding_and_its_consents(registry: Registry) -> None:
    told = several(registry, A="a")["A"]
    shown = page("A")
    described = shown.source
    assert (described.name, described.kind, described.language, described.compartment) == ("A", "interview", "en", "a")
    assert (described.title, described.interviewee) == (f"title {told.word}", f"W-{told.word}")
    assert (described.day, described.repeats) == (date(2010, 3, 1), "")
    assert [cell.consent for cell in described.consents] == list(told.coded().consents)
    assert [(text.role, text.language, text.text) for text in shown.texts] == [("transcript", "en", told.coded().text)]
    assert [(c.coder, c.state, c.begun.user) for c in shown.codings] == [(told.coded().coder, "agreed", "owner")]


def test_passages_say_which_account_and_field_cites_them_and_may_overlap(registry: Registry) -> None:
    told = several(registry, A="a")["A"]
    cited = page("A").cited
    text = told.coded().text
    assert [(one.passage.start, one.passage.end, one.passage.locator) for one in cited] == [
        (0, 0, f"row {told.word}"),
        (0, len(told.word), ""),
        (0, len(text) - 1, ""),
    ]
    assert (told.id("stage", "stage-1"), "start") in cited[1].by
    assert cited[0].by == cited[1].by == cited[2].by


def test_a_source_that_repeats_another_names_it_only_where_that_one_is_seen(registry: Registry) -> None:
    several(registry, A="a")
    coded = Told("B", "b", registry).coded()
    derived = replace(coded.source, derived_from=IDS.source("A"), derivation=Derivation.VERBATIM)
    hand(registry, replace(coded, source=derived))
    both = source_page(rights("a", "b"), "B", WINDOW).source
    alone = source_page(rights("b"), "B", WINDOW).source
    assert (both.repeats, both.derivation) == ("A", "verbatim")
    assert (alone.repeats, alone.derivation) == ("", "")
    (taking,) = person_page(rights("b"), "P-0003", registry.workspace).takings
    assert [(telling.source, telling.origin) for telling in taking.tellings] == [("B", "B")]


def test_a_source_that_tells_of_very_many_is_shown_part_by_part(registry: Registry) -> None:
    event = MassEventAccount(
        id=account("I-01", "mass-event", "e"), source=IDS.source("I-01"), external_id="e", event=said("the bus")
    )
    hand(registry, with_account(interview("I-01", "p1", "p2", "p3"), event))
    parts = [page("I-01", Window(number=number, size=2)) for number in (1, 2, 3)]
    assert [[group.people[0].person.name for group in part.told] for part in parts] == [["p1", "p2"], ["p3"], []]
    assert [[one.name for one in part.loose] for part in parts] == [[], ["e"], []]
    assert [part.total for part in parts] == [4, 4, 4]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_source_asks_the_same_number_of_questions_whatever_it_tells(registry: Registry, count: int) -> None:
    hand(registry, interview("I-01", *(f"p{number}" for number in range(count))))
    assert page("I-01").total == count
    assert questions(lambda: source_page(rights("interviews"), "I-01", WINDOW)) == 15


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_list_asks_the_same_number_of_questions_however_long_it_is(registry: Registry, count: int) -> None:
    several(registry, **{f"S{number:02d}": "a" for number in range(count)})
    assert sources(EVERYTHING, Wanted(), WINDOW).page.total == count
    assert questions(lambda: sources(EVERYTHING, Wanted(), WINDOW)) == 7


def test_the_list_counts_what_each_source_tells(registry: Registry) -> None:
    hand(registry, interview("I-01", "p1", "p2"), interview("I-02", consents=(consent("I-02", "courts"),)))
    (first, second) = sources(EVERYTHING, Wanted(), WINDOW).page.items
    assert (first.source.name, first.persons, first.cases, first.state) == ("I-01", 2, 2, "agreed")
    assert (second.source.name, second.persons, second.cases, second.state) == ("I-02", 1, 1, "agreed")
    assert [cell.consent.purpose for cell in second.source.consents] == ["courts"]


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (Wanted(), ["A1", "A2", "B1"]),
        (Wanted(text="a"), ["A1", "A2"]),
        (Wanted(compartments=("b",)), ["B1"]),
        (Wanted(compartments=("hidden",)), []),
        (Wanted(kinds=("press",)), []),
        (Wanted(languages=("en",), since=date(2010, 3, 1), until=date(2010, 3, 1)), ["A1", "A2", "B1"]),
        (Wanted(since=date(2010, 3, 2)), []),
        (Wanted(until=date(2010, 2, 28)), []),
        (Wanted(states=("agreed",)), ["A1", "A2", "B1"]),
        (Wanted(states=("draft", "none")), []),
    ],
    ids=repr,
)
def test_sources_are_found_as_wanted_among_those_in_sight(registry: Registry, wanted: Wanted, names: list[str]) -> None:
    several(registry, A1="a", A2="a", B1="b", C1="hidden")
    found = sources(rights("a", "b"), wanted, WINDOW)
    assert [line.source.name for line in found.page.items] == names
    assert (found.kinds, found.languages, found.compartments) == (("interview",), ("en",), ("a", "b"))


def test_a_list_is_shown_part_by_part(registry: Registry) -> None:
    several(registry, A1="a", A2="a", A3="a")
    found = sources(EVERYTHING, Wanted(), Window(number=2, size=2)).page
    assert ([line.source.name for line in found.items], found.total, found.pages) == (["A3"], 3, 2)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_may_see_no_case_sees_no_source(registry: Registry, role: Role) -> None:
    several(registry, A="a")
    with pytest.raises(NotAllowed):
        source_page(rights("a", roles=[role]), "A", WINDOW)
    with pytest.raises(NotAllowed):
        sources(rights("a", roles=[role]), Wanted(), WINDOW)
