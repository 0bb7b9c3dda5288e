"""The library: whom each user finds, and how many they are counted to be. Everybody here is invented."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lastseen.domain.dates import IntervalDate
from lastseen.domain.decisions import Conclusion, Finding
from lastseen.domain.rights import NotAllowed, Rights, Role
from lastseen.domain.verdicts import VerdictKind
from lastseen.operations.library import Found, find_people, reindex_library, suggest
from lastseen.operations.library_query import FACETS, Query, Sort
from lastseen.operations.library_rows import CaseRow, PersonRow
from lastseen.operations.library_sayings import find_words
from lastseen.operations.pages import Wanted, Window
from lastseen.operations.verdicts import conclude, find, take_back
from tests.coded import account, hand, interview
from tests.conftest import NOW, Registry
from tests.operations.library import CLOSED, OPEN, fill_library, join, rights, source


@pytest.fixture
def library(registry: Registry) -> Registry:
    """A registry to be searched."""
    fill_library(registry)
    return registry


def ask(library: Registry, seeing: Rights | None = None, **asked: object) -> Found:
    """What somebody, or an editor who sees all, finds."""
    query = Query(**asked)  # type: ignore[arg-type]  # whatever a query takes
    return find_people(seeing or rights(library), query, library.workspace, facets=True)


def codes(found: Found) -> list[str]:
    return [row.code for row in found.rows]


def counts(found: Found, facet: str) -> tuple[Mapping[str, int], int]:
    (one,) = (facet_ for facet_ in found.facets if facet_.name == facet)
    return one.counts, one.unrecorded


def test_everybody_is_found_where_nothing_is_asked(library: Registry) -> None:
    found = ask(library)
    assert (found.total, codes(found)) == (5, ["P-0001", "P-0002", "P-0003", "P-0004", "P-0005"])
    assert counts(found, "sex") == ({"female": 2, "male": 1, "?unknown": 1}, 1)
    assert counts(found, "role") == ({"victim": 4, "relative": 1}, 0)
    assert counts(found, "first") == ({"mss": 2, "border-guard": 1, "moss": 1}, 1)
    assert [facet.name for facet in found.facets] == list(FACETS)


def test_facets_are_counted_where_they_are_asked_for(library: Registry) -> None:
    found = find_people(rights(library), Query(), library.workspace)
    assert found == replace(ask(library), facets=())


def test_a_registry_in_which_nobody_is_has_nobody_to_find(registry: Registry) -> None:
    found = ask(registry, text="염옥희", chosen={"sex": ("female",), "first": ("mss",)}, told_by=2, case="C-0001")
    assert (found.total, found.rows, found.pages) == (0, (), 1)
    assert suggest(rights(registry), "염옥희", registry.workspace, 5).total == 0


def test_a_row_tells_people_of_one_name_apart(library: Registry) -> None:
    join(library, "I-01", "I-02")
    assert ask(library, text="염옥희").rows == (
        PersonRow(
            code="P-0001",
            names=("염옥희", "Yeom Okhui"),
            role=("victim",),
            sex=("female",),
            age=None,
            occupation=(),
            taken=IntervalDate(earliest=date(1998, 3, 1), latest=date(1999, 12, 31)),
            place=("hamhung", "hyesan"),
            first=("border-guard", "moss"),
            last=("moss", "mss"),
            grounds=(),
            fate=(),
            sources=2,
            cases=("C-0001", "C-0003"),
        ),
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("염옥", ["P-0001", "P-0004"]),
        ("Yom Ok-hui", ["P-0001", "P-0004"]),
        ("염옥희", ["P-0001", "P-0004"]),
        ("yeom", ["P-0001", "P-0004"]),
        ("혜산", ["P-0001", "P-0005"]),
        ("Ryanggang", ["P-0001", "P-0005"]),
        ("염 hyesan", ["P-0001"]),
        ("염옥희 함흥", ["P-0004"]),
        ("보위부", ["P-0001", "P-0002", "P-0005"]),
        ("p-0002", ["P-0002"]),
        ("C-0002", ["P-0002"]),
        ("I-02", ["P-0004"]),
        ('"밤 p2"', ["P-0002"]),
        ("김철수", []),
        ("이송", []),
    ],
)
def test_words_find_people_by_name_place_authority_code_case_and_source(
    library: Registry, text: str, found: list[str]
) -> None:
    assert codes(ask(library, text=text)) == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("이송", ["P-0001", "P-0002", "P-0003"]),
        ("nandu", ["P-0004"]),
        ("보위부", ["P-0001", "P-0002", "P-0003", "P-0005"]),
    ],
)
def test_words_of_texts_find_those_of_whom_the_source_tells(library: Registry, said: str, found: list[str]) -> None:
    assert codes(ask(library, said=said)) == found


def test_what_is_chosen_of_a_taking_holds_together_in_one_telling(library: Registry) -> None:
    join(library, "I-01", "I-02")
    taken = {"first": ("border-guard",), "last": ("mss",)}
    assert codes(ask(library, chosen=taken, since=date(1998, 1, 1), until=date(1998, 12, 31))) == ["P-0001"]
    assert codes(ask(library, chosen=taken, since=date(1999, 1, 1), until=date(1999, 12, 31))) == []
    assert codes(ask(library, chosen={"first": ("border-guard",), "place": ("hamhung",)})) == []


def test_what_is_chosen_of_a_person_may_be_told_by_any_source(library: Registry) -> None:
    join(library, "I-01", "I-02")
    assert codes(ask(library, chosen={"sex": ("female",), "relation": ("sibling",)})) == ["P-0001"]


def test_a_code_stands_for_all_below_it(library: Registry) -> None:
    assert codes(ask(library, chosen={"relation": ("family",)})) == ["P-0004"]
    assert codes(ask(library, chosen={"place": ("KP",)})) == ["P-0001", "P-0002", "P-0004", "P-0005"]


def test_what_is_not_recorded_and_what_is_not_known_can_be_asked_for(library: Registry) -> None:
    assert codes(ask(library, chosen={"sex": ("?",)})) == ["P-0004"]
    assert codes(ask(library, chosen={"sex": ("?unknown",)})) == ["P-0005"]
    assert codes(ask(library, chosen={"sex": ("male", "?")})) == ["P-0002", "P-0004"]
    assert codes(ask(library, chosen={"first": ("?",)})) == ["P-0003"]


def test_a_facet_is_counted_as_if_nothing_were_chosen_in_it(library: Registry) -> None:
    found = ask(library, chosen={"sex": ("female",), "first": ("border-guard",)})
    assert found.total == 1
    assert counts(found, "sex") == ({"female": 1}, 0)
    assert counts(found, "first") == ({"border-guard": 1}, 1)
    assert counts(found, "place") == ({"hyesan": 1}, 0)


def test_people_are_listed_in_the_order_asked_for_and_in_pages(library: Registry) -> None:
    join(library, "I-01", "I-02")
    orders = {sort: codes(ask(library, sort=sort)) for sort in Sort}
    assert orders == {
        Sort.CODE: ["P-0001", "P-0002", "P-0003", "P-0005"],
        Sort.TAKEN: ["P-0001", "P-0002", "P-0005", "P-0003"],
        Sort.LATEST: ["P-0002", "P-0005", "P-0001", "P-0003"],
        Sort.SOURCES: ["P-0001", "P-0002", "P-0003", "P-0005"],
    }
    second = ask(library, page=2, size=3)
    assert (second.total, second.pages, codes(second)) == (4, 2, ["P-0005"])


def test_numbers_of_sources_cases_and_names_of_sources_are_asked_for(library: Registry) -> None:
    join(library, "I-01", "I-02")
    assert codes(ask(library, told_by=2)) == ["P-0001"]
    assert codes(ask(library, case="C-0002")) == ["P-0002"]
    assert codes(ask(library, case="anything")) == []
    assert codes(ask(library, source="I-02")) == ["P-0001"]


def test_a_case_is_found_by_each_code_it_had(library: Registry) -> None:
    join(library, "I-01", "I-02", VerdictKind.CASE)
    assert codes(ask(library, case="C-0001")) == codes(ask(library, case="C-0003")) == ["P-0001", "P-0004"]
    assert suggest(rights(library), "C-0003", library.workspace, 5).cases == (
        CaseRow(code="C-0001", titles=("밤 p1",), people=2),
    )


def test_a_verdict_joins_and_taken_back_leaves_all_as_it_was(library: Registry) -> None:
    before = ask(library)
    verdict = join(library, "I-01", "I-02")
    assert ask(library).total == 4
    take_back(verdict, actor=library.owner, now=NOW)
    assert ask(library) == before


def test_what_is_told_otherwise_is_found_otherwise(library: Registry) -> None:
    assert counts(ask(library), "kind") == ({"interview": 5}, 0)
    hand(library, interview("I-02", name="박철수", sex="male"))
    assert codes(ask(library, text="박철수")) == ["P-0002", "P-0004"]
    assert codes(ask(library, chosen={"sex": ("male",)})) == ["P-0002", "P-0004"]
    assert counts(ask(library), "relation") == ({"sibling": 1}, 4)


def test_who_is_hidden_leaves_no_trace(library: Registry) -> None:
    join(library, "I-03", "I-02")
    somebody = rights(library, compartments=(OPEN,))
    assert "I-03" in str(find_words(rights(library), "회령", Wanted(), Window())), "there is something to leak"
    found = ask(library, somebody)
    assert codes(found) == ["P-0001", "P-0002", "P-0003", "P-0004"]
    assert counts(found, "fate") == ({}, 4)
    assert [
        ask(library, somebody, **asked).total for asked in ({"text": "정은혜"}, {"said": "회령"}, {"told_by": 2})
    ] == [0, 0, 0]
    assert codes(ask(library, somebody, text="P-0005")) == []
    assert find_words(somebody, "회령", Wanted(), Window()).page.total == 0
    assert suggest(somebody, "정은", library.workspace, 5).total == 0
    assert codes(ask(library, rights(library, compartments=(CLOSED,)))) == ["P-0005"]


def test_a_source_moved_to_another_compartment_is_seen_there(library: Registry) -> None:
    somebody = rights(library, compartments=(OPEN,))
    assert ask(library, somebody).total == 4
    hand(library, source("I-03", OPEN))
    assert ask(library, somebody).total == 5


def test_who_may_not_see_names_finds_nobody_by_them(library: Registry) -> None:
    analyst = rights(library, Role.ANALYST)
    assert [ask(library, analyst, text=text).total for text in ("염옥희", "Yeom", '"밤 p2"')] == [0, 0, 0]
    assert codes(ask(library, analyst, text="혜산")) == ["P-0001", "P-0005"]
    assert {row.names for row in ask(library, analyst).rows} == {()}
    with pytest.raises(NotAllowed):
        ask(library, analyst, said="이송")
    with pytest.raises(NotAllowed):
        find_words(analyst, "이송", Wanted(), Window())
    assert suggest(analyst, "C-0002", library.workspace, 5).cases == (CaseRow(code="C-0002", titles=(), people=1),)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_sees_no_case_finds_nothing(library: Registry, role: Role) -> None:
    with pytest.raises(NotAllowed):
        ask(library, rights(library, role))
    with pytest.raises(NotAllowed):
        suggest(rights(library, role), "염", library.workspace, 5)


def test_what_the_organisation_stands_by_is_found_in_place_of_what_was_told(library: Registry) -> None:
    told = frozenset({account("I-01", "person", "p1")})
    for variable, values in (
        ("sex", ("male",)),
        ("place_of_arrest", ("yanji",)),
        ("disappeared", ("2010-01-01", "2010-12-31")),
    ):
        conclusion = Conclusion(accounts=told, variable=variable, values=values, reason="as a document shows")
        conclude(conclusion, library.workspace, actor=library.owner, now=NOW)
    assert codes(ask(library, chosen={"sex": ("male",)})) == ["P-0001", "P-0002"]
    assert codes(ask(library, chosen={"country": ("CN",)}, since=date(2010, 6, 1))) == ["P-0001"]
    assert codes(ask(library, chosen={"place": ("hyesan",)})) == ["P-0005"]


def test_a_finding_counts_for_who_sees_all_it_hangs_on(library: Registry) -> None:
    join(library, "I-02", "I-03")
    accounts = frozenset({account("I-02", "person", "p1"), account("I-03", "person", "p1")})
    finding = Finding(accounts=accounts, standard="credible", outcome="enforced-disappearance", reason="as told")
    find([finding], library.workspace, actor=library.owner, now=NOW)
    assert counts(ask(library), "outcome") == ({"enforced-disappearance": 1}, 3)
    assert counts(ask(library, rights(library, compartments=(OPEN,))), "outcome") == ({}, 4)


def test_suggestions_are_of_every_kind(library: Registry) -> None:
    editor = rights(library)
    found = suggest(editor, "혜산", library.workspace, 1)
    assert (found.total, [row.code for row in found.people]) == (2, ["P-0001"])
    assert [(one.facet, one.code) for one in found.terms] == [("places", "hyesan")]
    assert [source.external_id for source in suggest(editor, "I-02", library.workspace, 5).sources] == ["I-02"]
    assert [row.code for row in suggest(editor, "밤", library.workspace, 2).cases] == ["C-0001", "C-0002"]
    assert suggest(editor, " ", library.workspace, 5).total == 0


@pytest.mark.parametrize("people", [1, 3, 30])
def test_however_many_are_listed_the_database_is_asked_as_often(registry: Registry, people: int) -> None:
    hand(registry, interview("I-01", *(f"p{number}" for number in range(people))))
    ask(registry, text="고은별")
    at_one_moment = connection.vendor == "postgresql"
    with CaptureQueriesContext(connection) as queries:
        assert ask(registry, text="고은별").total == people
    assert len(queries) == 10 + at_one_moment
    with CaptureQueriesContext(connection) as queries:
        assert suggest(rights(registry), "고은별", registry.workspace, 8).total == people
    assert len(queries) == 13 + at_one_moment


def test_made_anew_the_library_finds_the_same(library: Registry) -> None:
    before = ask(library)
    assert reindex_library(library.workspace) == 5
    assert ask(library) == before
