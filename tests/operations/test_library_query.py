"""What the library is asked for, as it stands in an address, and as users save it."""

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastseen.domain.rights import NotAllowed, Role
from lastseen.operations.library import NoSuchView, UnnamedView, delete_view, save_view, saved_views
from lastseen.operations.library_query import FACETS, LARGEST_PAGE, BadQuery, Query, Sort
from lastseen.operations.users import add_user
from tests.conftest import NOW, Registry
from tests.operations.library import rights

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
QUERIES = st.builds(
    Query,
    text=WORDS,
    said=WORDS,
    chosen=st.dictionaries(
        st.sampled_from(sorted(FACETS)), st.lists(WORDS.filter(bool), min_size=1, max_size=3, unique=True).map(tuple)
    ),
    since=st.none() | st.dates(),
    until=st.none() | st.dates(),
    youngest=st.none() | st.integers(0, 150),
    oldest=st.none() | st.integers(0, 150),
    told_by=st.integers(1, 99),
    case=WORDS,
    source=WORDS,
    sort=st.sampled_from(Sort),
    page=st.integers(1, 10**6),
    size=st.integers(1, LARGEST_PAGE),
)


@given(QUERIES)
def test_an_address_says_all_that_is_asked_for_and_nothing_else(query: Query) -> None:
    assert Query.from_params(query.to_params()) == query


def test_an_address_says_no_more_than_it_has_to() -> None:
    assert Query().to_params() == ()
    query = Query(text="염", chosen={"sex": ("female", "?")}, since=date(1998, 1, 1), sort=Sort.TAKEN, page=2)
    assert query.to_params() == (
        ("text", "염"),
        ("sex", "female"),
        ("sex", "?"),
        ("since", "1998-01-01"),
        ("sort", "taken"),
        ("page", "2"),
    )


def test_what_is_left_empty_in_a_form_asks_for_nothing() -> None:
    assert Query.from_params([("text", ""), ("sex", ""), ("since", ""), ("told_by", "")]) == Query()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("colour", "red"),
        ("since", "1998-02-30"),
        ("until", "spring"),
        ("youngest", "-1"),
        ("oldest", "151"),
        ("told_by", "0"),
        ("told_by", "³"),
        ("page", "0"),
        ("page", "1.5"),
        ("size", str(LARGEST_PAGE + 1)),
        ("sort", "beauty"),
    ],
)
def test_what_cannot_be_asked_is_refused(name: str, value: str) -> None:
    with pytest.raises(BadQuery):
        Query.from_params([(name, value)])


def test_a_view_is_saved_replaced_and_taken_away(registry: Registry) -> None:
    somebody = rights(registry)
    women, men = Query(chosen={"sex": ("female",)}), Query(chosen={"sex": ("male",)})
    save_view(" a  view ", women, actor=registry.owner, now=NOW)
    view = save_view("a view", men, actor=registry.owner, now=NOW)
    save_view("another", women, actor=registry.owner, now=NOW)
    held = [(one.name, Query.from_params(one.asked)) for one in saved_views(somebody)]
    assert held == [("a view", men), ("another", women)]
    delete_view(view, actor=registry.owner, now=NOW)
    assert [one.name for one in saved_views(somebody)] == ["another"]
    with pytest.raises(NoSuchView):
        delete_view(view, actor=registry.owner, now=NOW)


def test_a_view_needs_a_name(registry: Registry) -> None:
    with pytest.raises(UnnamedView):
        save_view(" ", Query(), actor=registry.owner, now=NOW)


def test_a_view_is_nobody_elses(registry: Registry) -> None:
    view = save_view("mine", Query(), actor=registry.owner, now=NOW)
    colleague = add_user("colleague", [Role.EDITOR], None, None, actor=registry.owner, now=NOW)
    for id_ in (view, uuid4()):
        with pytest.raises(NoSuchView, match="There is no saved view"):
            delete_view(id_, actor=colleague, now=NOW)
    save_view("mine", Query(text="염"), actor=colleague, now=NOW)
    assert [one.asked for one in saved_views(rights(registry))] == [()]


def test_who_sees_no_case_saves_no_view(registry: Registry) -> None:
    auditor = add_user("auditor", [Role.AUDITOR], None, None, actor=registry.owner, now=NOW)
    with pytest.raises(NotAllowed):
        save_view("a view", Query(), actor=auditor, now=NOW)
