"""Sources: finding a quote in a text, and the independent origin of each source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastseen.domain.accounts import SourceId
from lastseen.domain.sources import QuoteAmbiguous, QuoteNotFound, locate, origins, text_digest
from tests.domain.making import A, B, C, source_id

D = source_id(4)
TEXT = "문: 언제였습니까? 답: 2001년 11월이요. 11월이 맞아요."


def test_a_quote_is_found_by_code_points() -> None:
    start, end = locate(TEXT, "2001년 11월", "I-99")
    assert (start, end) == (14, 23)
    assert TEXT[start:end] == "2001년 11월"


def test_characters_beyond_the_basic_plane_count_as_one() -> None:
    assert locate("𠮷 간 날", "간", "I-99") == (2, 3)


@pytest.mark.parametrize("quote", ["2002년", "", "2001년  11월"])
def test_a_quote_that_is_not_there_is_refused(quote: str) -> None:
    with pytest.raises(QuoteNotFound):
        locate(TEXT, quote, "I-99")


def test_a_quote_that_stands_twice_is_refused_with_the_count() -> None:
    with pytest.raises(QuoteAmbiguous) as refused:
        locate(TEXT, "11월", "I-99")
    assert refused.value.values == {"quote": "11월", "source": "I-99", "count": 2}


def test_places_that_overlap_are_two_places() -> None:
    with pytest.raises(QuoteAmbiguous):
        locate("네네네", "네네", "I-99")


@given(st.text(alphabet="가나다 ", max_size=12), st.text(alphabet="가나다 ", min_size=1, max_size=3))
def test_a_quote_is_located_only_where_it_stands_once(text: str, quote: str) -> None:
    places = [start for start in range(len(text)) if text.startswith(quote, start)]
    if len(places) == 1:
        assert locate(text, quote, "I-99") == (places[0], places[0] + len(quote))
    else:
        with pytest.raises((QuoteNotFound, QuoteAmbiguous)):
            locate(text, quote, "I-99")


def test_a_text_is_named_by_its_digest() -> None:
    assert text_digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert text_digest("가") != text_digest("나")


def test_a_source_of_its_own_is_its_own_origin() -> None:
    assert origins({A: None, B: None}) == {A: A, B: B}


def test_the_origin_is_at_the_far_end() -> None:
    assert origins({A: B, B: C, C: None, D: None}) == {A: C, B: C, C: C, D: D}


def test_an_origin_that_is_not_held_is_still_the_origin() -> None:
    assert origins({B: A, C: A}) == {B: A, C: A}


def test_a_circle_has_its_smallest_id_for_origin() -> None:
    assert origins({B: C, C: D, D: B}) == {B: B, C: B, D: B}


def test_what_leads_into_a_circle_has_the_origin_of_the_circle() -> None:
    assert origins({A: B, B: C, C: B}) == {A: B, B: B, C: B}


IDS = st.sampled_from([source_id(place) for place in range(1, 7)])


@given(st.dictionaries(IDS, st.none() | IDS))
def test_a_source_has_the_origin_of_what_it_is_derived_from(derived: dict[SourceId, SourceId | None]) -> None:
    found = origins(derived)
    assert found.keys() == derived.keys()
    for source, parent in derived.items():
        if parent is None:
            assert found[source] == source
        else:
            assert found[source] == found.get(parent, parent)
