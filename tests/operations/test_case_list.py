"""All cases, narrowed and counted as one user sees them. Everybody here is invented."""

from datetime import date
from functools import partial

import pytest

from lastseen.domain.dates import IntervalDate
from lastseen.domain.rights import NotAllowed, Rights, Role
from lastseen.domain.verdicts import VerdictKind
from lastseen.operations.case_list import CaseLine, CasesFound, CaseSort, find_cases
from lastseen.operations.library_query import Query
from lastseen.operations.library_rows import CaseRow
from lastseen.operations.pages import Window
from tests.conftest import Registry
from tests.operations.library import OPEN, fill_library, join, rights
from tests.operations.pages.counting import questions

CODE = CaseSort.CODE


@pytest.fixture
def library(registry: Registry) -> Registry:
    """A registry with four cases of a person each."""
    fill_library(registry)
    return registry


def found(
    library: Registry,
    query: Query | None = None,
    seeing: Rights | None = None,
    order: tuple[CaseSort, int] = (CODE, 1),
    window: Window | None = None,
) -> CasesFound:
    """The cases somebody, or an editor who sees all, finds."""
    return find_cases(seeing or rights(library), query or Query(), order, library.workspace, window or Window())


def codes(cases: CasesFound) -> list[str]:
    """The codes of the cases shown."""
    return [line.case.code for line in cases.page.items]


def test_a_case_stands_in_the_list_with_what_is_told_of_it(library: Registry) -> None:
    first = found(library).page.items[0]
    assert first == CaseLine(
        case=CaseRow(code="C-0001", titles=("밤 p1",), people=1),
        taken=IntervalDate(earliest=date(1998, 3, 1), latest=date(1998, 3, 31)),
        province=("KP-10",),
        grounds=(),
        first=("border-guard",),
        sources=1,
    )


def test_cases_held_to_be_one_are_one_line(library: Registry) -> None:
    assert codes(found(library)) == ["C-0001", "C-0002", "C-0003", "C-0004"]
    join(library, "I-01", "I-02", VerdictKind.CASE)
    assert codes(found(library)) == ["C-0001", "C-0002", "C-0004"]
    joined = found(library, order=(CaseSort.PEOPLE, 2)).page
    assert [(line.case.code, line.case.people, line.sources, line.province) for line in joined.items] == [
        ("C-0001", 2, 2, ("KP-08", "KP-10"))
    ]


def test_cases_are_narrowed_by_place_and_time_and_each_facet_is_counted_without_its_own_choice(
    library: Registry,
) -> None:
    by_place = found(library, Query(chosen={"province": ("KP-10",)}))
    assert codes(by_place) == ["C-0001", "C-0004"]
    assert by_place.counts == {"grounds": {}, "province": {"KP-08": 2, "KP-10": 2}}
    assert codes(found(library, Query(since=date(2003, 1, 1)))) == ["C-0002", "C-0004"]
    assert codes(found(library, Query(text="박철수"))) == ["C-0002"]


def test_cases_are_ordered_and_shown_part_by_part(library: Registry) -> None:
    assert codes(found(library, order=(CaseSort.TAKEN, 1))) == ["C-0001", "C-0003", "C-0002", "C-0004"]
    part = found(library, window=Window(number=2, size=3))
    assert (codes(part), part.page.total) == (["C-0004"], 4)


def test_a_case_of_which_only_hidden_sources_tell_is_not_there(library: Registry) -> None:
    assert codes(found(library, seeing=rights(library, compartments=(OPEN,)))) == ["C-0001", "C-0002", "C-0003"]
    assert found(library, seeing=rights(library, Role.ANALYST)).page.items[0].case.titles == ()
    with pytest.raises(NotAllowed):
        found(library, seeing=rights(library, Role.AUDITOR))


def test_a_long_list_takes_no_more_questions_than_a_short_one(library: Registry) -> None:
    found(library)
    asked = [questions(partial(found, library, window=Window(size=size))) for size in (1, 3, 30)]
    assert asked[0] == asked[1] == asked[2]
