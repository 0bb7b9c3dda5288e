"""People found, counted for a map and a timeline. Everybody here is invented."""

from datetime import date

import pytest

from lastseen.domain.rights import NotAllowed, Rights, Role
from lastseen.operations.library_pictures import Pictured, picture_people
from lastseen.operations.library_query import Query
from tests.conftest import Registry
from tests.operations.library import OPEN, fill_library, join, rights


@pytest.fixture
def library(registry: Registry) -> Registry:
    """A registry to be searched."""
    fill_library(registry)
    return registry


def picture(library: Registry, seeing: Rights | None = None, **asked: object) -> Pictured:
    """What somebody, or an editor who sees all, finds, counted."""
    query = Query(**asked)  # type: ignore[arg-type]  # whatever a query takes
    return picture_people(seeing or rights(library), query, library.workspace)


def test_everybody_found_is_counted_by_province_and_by_year(library: Registry) -> None:
    assert picture(library) == Pictured(
        total=5,
        provinces={"KP-10": 2, "KP-08": 2},
        placed=4,
        certain={1998: 1, 1999: 1, 2003: 2},
        possible={1998: 1, 1999: 1, 2003: 2},
        undated=1,
    )


def test_one_person_told_of_in_two_years_and_provinces_counts_in_each_and_surely_in_none(library: Registry) -> None:
    join(library, "I-01", "I-02")
    found = picture(library, text="염옥희")
    assert found == Pictured(
        total=1,
        provinces={"KP-10": 1, "KP-08": 1},
        placed=1,
        certain={},
        possible={1998: 1, 1999: 1},
        undated=0,
    )


def test_only_the_takings_asked_for_are_counted(library: Registry) -> None:
    join(library, "I-01", "I-02")
    found = picture(library, text="염옥희", since=date(1999, 1, 1))
    assert (found.total, found.provinces, found.possible) == (1, {"KP-08": 1}, {1999: 1})


def test_whoever_is_not_seen_is_not_counted(library: Registry) -> None:
    assert picture(library).certain[2003] == 2
    assert picture(library, rights(library, compartments=(OPEN,))).certain[2003] == 1


def test_who_may_read_nothing_counts_nobody(library: Registry) -> None:
    with pytest.raises(NotAllowed):
        picture(library, rights(library, Role.AUDITOR))
