"""The words of interviews: who says them, how often, where. Everybody here is invented."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lastseen.domain.rights import NotAllowed, Role
from lastseen.operations.library_sayings import Snippet, find_words
from lastseen.operations.pages import Wanted, Window
from tests.coded import hand, interview
from tests.conftest import Registry
from tests.operations.library import OPEN, fill_library, rights, source


@pytest.fixture
def library(registry: Registry) -> Registry:
    """A registry to be searched."""
    fill_library(registry)
    return registry


def names(library: Registry, text: str, wanted: Wanted = Wanted()) -> list[str]:  # noqa: B008  # never changed
    page = find_words(rights(library), text, wanted, Window()).page
    return [one.source.external_id for one in page.items]


def test_a_word_of_two_syllables_is_found_within_a_longer_one_with_the_words_around(library: Registry) -> None:
    (first, second) = find_words(rights(library), "보위부", Wanted(), Window()).page.items
    assert (first.source.external_id, first.times, first.more) == ("I-01", 1, 0)
    (snippet,) = first.snippets
    assert snippet == Snippet(
        digest=snippet.digest,
        language="en",
        role="transcript",
        start=19,
        line=1,
        runs=(("그 여자는 혜산시에서 체포되어 도 ", False), ("보위부", True), ("로 이송되었다.", False)),
    )
    assert second.source.external_id == "I-03"
    assert names(library, "위부") == ["I-01", "I-03"]


def test_all_words_are_to_stand_in_one_interview(library: Registry) -> None:
    assert names(library, "보위부 이송") == ["I-01"]
    assert names(library, '"도 보위부"') == ["I-01"]
    assert names(library, "I-01") == []
    assert names(library, "  ") == []


def test_places_near_each_other_are_shown_together_and_those_not_shown_are_counted(registry: Registry) -> None:
    text = "\n".join("그는 회령에서 왔다. 회령은 멀다." + "가" * 100 for _ in range(6))
    hand(registry, replace(source("I-01"), text=text))
    (one,) = find_words(rights(registry), "회령", Wanted(), Window()).page.items
    assert (one.times, len(one.snippets), one.more) == (12, 4, 4)
    assert [snippet.line for snippet in one.snippets] == [1, 2, 3, 4]
    assert [run for run, is_found in one.snippets[0].runs if is_found] == ["회령", "회령"]


def test_only_interviews_as_wanted_are_found(library: Registry) -> None:
    assert names(library, "보위부", Wanted(kinds=("document",))) == []
    assert names(library, "보위부", Wanted(languages=("en",))) == ["I-01", "I-03"]
    assert names(library, "보위부", Wanted(since=date(2999, 1, 1))) == []


def test_what_is_hidden_says_nothing(library: Registry) -> None:
    somebody = rights(library, compartments=(OPEN,))
    assert names(library, "회령") == ["I-03"]
    assert find_words(somebody, "회령", Wanted(), Window()).page.total == 0
    with pytest.raises(NotAllowed):
        find_words(rights(library, Role.ANALYST), "회령", Wanted(), Window())


@pytest.mark.parametrize("sources", [1, 3, 10])
def test_however_many_say_it_the_database_is_asked_as_often(registry: Registry, sources: int) -> None:
    hand(registry, *(interview(f"I-{number:02}") for number in range(sources)))
    with CaptureQueriesContext(connection) as asked:
        found = find_words(rights(registry), "of", Wanted(), Window()).page
    assert found.total == sources
    reading = [query for query in asked if query["sql"].startswith(("SELECT", "WITH"))]
    assert len(reading) == 5
