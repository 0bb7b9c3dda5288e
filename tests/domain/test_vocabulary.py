"""Vocabularies: lookups, parsing, extension, digest."""

import json
import unicodedata
from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastseen.domain.vocabulary import (
    MalformedVocabulary,
    PeriodName,
    Term,
    UnknownTerm,
    Vocabulary,
    digest_input,
    extend,
    parse_vocabulary,
)

FRUIT: dict[str, Any] = {
    "id": "fruit",
    "version": "1",
    "multiple": True,
    "huridocs_list": "99",
    "labels": {"en": "Fruit", "ko": "과일"},
    "term": [
        {"code": "stone", "labels": {"en": "Stone fruit", "ko": "핵과"}},
        {
            "code": "stone/plum",
            "parent": "stone",
            "labels": {"en": "Plum", "ko": "자두"},
            "huridocs": "Plum",
            "rank": 1,
            "valid_from": "1994-07-08",
            "valid_to": "2011-12-16",
            "synonyms": {"en": ["Prune"], "ko": ["추리"]},
            "attributes": {"sweet": True, "weight": 40, "colour": "red"},
            "names": [{"en": "Old plum", "ko": "오얏", "from": "1973-05", "to": "1982", "note": "about"}],
        },
        {"code": "pear", "labels": {"en": "Pear"}},
    ],
}

fruit = parse_vocabulary(FRUIT)


def test_a_file_is_read_whole_and_in_order() -> None:
    assert fruit == Vocabulary(
        id="fruit",
        version="1",
        labels={"en": "Fruit", "ko": "과일"},
        huridocs_list="99",
        multiple=True,
        terms=(
            Term(code="stone", labels={"en": "Stone fruit", "ko": "핵과"}),
            Term(
                code="stone/plum",
                labels={"en": "Plum", "ko": "자두"},
                parent="stone",
                huridocs="Plum",
                rank=1,
                valid_from=date(1994, 7, 8),
                valid_to=date(2011, 12, 16),
                synonyms={"en": ("Prune",), "ko": ("추리",)},
                attributes={"sweet": True, "weight": 40.0, "colour": "red"},
                names=(
                    PeriodName(labels={"en": "Old plum", "ko": "오얏"}, since="1973-05", until="1982", note="about"),
                ),
            ),
            Term(code="pear", labels={"en": "Pear"}),
        ),
    )


def test_labels_and_attributes_cannot_be_changed_afterwards() -> None:
    for mapping in (fruit.labels, fruit.term("pear").labels, fruit.term("stone/plum").attributes):
        with pytest.raises(TypeError):
            mapping["en"] = "Apple"  # type: ignore[index]  # that it cannot be done is what is tested


def test_lookups_follow_the_hierarchy() -> None:
    assert fruit.term("stone/plum").label("ko") == "자두"
    assert fruit.ancestors("stone/plum") == ("stone",)
    assert fruit.ancestors("stone") == ()
    assert (fruit.top("stone/plum"), fruit.top("pear")) == ("stone", "pear")
    assert (fruit.children("stone"), fruit.children("pear")) == (("stone/plum",), ())
    assert fruit.is_a("stone/plum", "stone")
    assert fruit.is_a("stone", "stone")
    assert not fruit.is_a("stone", "stone/plum")
    assert not fruit.is_a("pear", "stone")


def test_a_label_falls_back_to_english_and_then_to_the_code() -> None:
    assert fruit.label("stone/plum", "ko") == "자두"
    assert fruit.label("pear", "ko") == "Pear"
    assert fruit.label("several", "ko") == "several"


def test_an_unknown_code_is_refused_naming_what_comes_near() -> None:
    with pytest.raises(UnknownTerm) as refused:
        fruit.term("stone/plumb")
    assert refused.value.code == "vocabulary.unknown-term"
    assert str(refused.value) == "'stone/plumb' is not a term of the vocabulary fruit."
    assert refused.value.mend.startswith("Near to it: stone/plum (Plum)")


def test_a_label_typed_for_a_code_leads_to_the_code() -> None:
    with pytest.raises(UnknownTerm) as refused:
        fruit.term("추리")
    assert refused.value.mend == "Near to it: stone/plum (Plum)."


def test_a_code_like_no_other_is_refused_saying_what_to_do() -> None:
    with pytest.raises(UnknownTerm) as refused:
        fruit.term("zzz")
    assert refused.value.mend.startswith("Look the code up in the vocabulary fruit")


@pytest.mark.parametrize("ask", ["ancestors", "top", "children"])
def test_every_walk_refuses_an_unknown_code(ask: str) -> None:
    with pytest.raises(UnknownTerm):
        getattr(fruit, ask)("apple")


@pytest.mark.parametrize(("code", "ancestor"), [("apple", "stone"), ("pear", "stoned")])
def test_a_misspelt_code_is_not_taken_for_a_no(code: str, ancestor: str) -> None:
    with pytest.raises(UnknownTerm):
        fruit.is_a(code, ancestor)


@pytest.mark.parametrize("text", ["stone/plum", "STONE/PLUM", "plum", " Plum ", "prune", "자두", "추리"])
def test_a_term_is_found_by_code_label_or_synonym_in_any_case(text: str) -> None:
    assert fruit.find(text) == (fruit.term("stone/plum"),)


def test_a_term_is_found_by_hangul_in_separate_letters() -> None:
    apart = unicodedata.normalize("NFD", "자두")
    assert apart != "자두"
    assert fruit.find(apart) == (fruit.term("stone/plum"),)


def test_what_is_not_there_is_not_found() -> None:
    assert fruit.find("apple") == ()
    assert fruit.find("plu") == ()


def test_an_ambiguous_word_finds_every_term_it_may_mean() -> None:
    two = replace(fruit, terms=(*fruit.terms, Term(code="kaki", labels={"en": "Prune"})))
    assert [term.code for term in two.find("prune")] == ["stone/plum", "kaki"]


def test_a_code_outranks_another_terms_label() -> None:
    two = replace(fruit, terms=(*fruit.terms, Term(code="plum", labels={"en": "Wild plum"})))
    assert [term.code for term in two.find("Plum")] == ["plum"]


@pytest.mark.parametrize(
    ("day", "names"),
    [
        (date(1973, 4, 30), ()),
        (date(1973, 5, 1), ("오얏",)),
        (date(1982, 12, 31), ("오얏",)),
        (date(1983, 1, 1), ()),
    ],
)
def test_a_name_may_hold_on_every_day_of_the_month_and_year_it_is_known_by(day: date, names: tuple[str, ...]) -> None:
    assert fruit.term("stone/plum").names_on(day, "ko") == names


def test_around_a_change_known_by_its_year_both_names_may_hold() -> None:
    term = Term(
        code="x",
        labels={"en": "X"},
        names=(PeriodName(labels={"en": "Old"}, until="1982"), PeriodName(labels={"en": "New"}, since="1982")),
    )
    assert term.names_on(date(1981, 12, 31), "en") == ("Old",)
    assert term.names_on(date(1982, 6, 1), "en") == ("Old", "New")
    assert term.names_on(date(1983, 1, 1), "ko") == ("New",)


def _with(path: list[str | int], value: object) -> dict[str, Any]:
    data = deepcopy(FRUIT)
    place: Any = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return data


PLUM, PEAR = "fruit, term stone/plum", "fruit, term pear"

MALFORMED: list[tuple[list[str | int], object, str, str]] = [
    (["colour"], "red", "fruit", "unknown key 'colour'"),
    (["id"], 7, "7", "'id' is not a text"),
    (["version"], " ", "fruit", "'version' is empty"),
    (["version"], None, "fruit", "it has no 'version'"),
    (["multiple"], "yes", "fruit", "'multiple' is not true or false"),
    (["multiple"], 1, "fruit", "'multiple' is not true or false"),
    (["labels"], "Fruit", "fruit", "'labels' is not a table"),
    (["labels"], {"ko": "과일"}, "fruit", "it has no English label"),
    (["labels", "Korean"], "과일", "fruit", "'Korean' is not the code of a language"),
    (["term"], {}, "fruit", "'term' is not a list of tables"),
    (["term"], ["pear"], "fruit", "'term' is not a list of tables"),
    (["term", 2, "code"], "stone", "fruit, term stone", "its code is used twice"),
    (["term", 2, "code"], "Stone", "fruit, term stone", "its code is used twice"),
    (["term", 2, "code"], "", "fruit, term ", "'code' is empty"),
    (["term", 2, "sweet"], True, PEAR, "unknown key 'sweet'"),
    (["term", 2, "labels"], {"ko": "배"}, PEAR, "it has no English label"),
    (["term", 2, "labels"], {"en": ""}, PEAR, "'en' is empty"),
    (["term", 2, "parent"], "apple", PEAR, "'apple' above it is not in the vocabulary"),
    (["term", 2, "parent"], "pear", PEAR, "going up from it comes back to 'pear'"),
    (["term", 0, "parent"], "stone/plum", "fruit, term stone", "going up from it comes back to 'stone'"),
    (["term", 1, "rank"], "first", PLUM, "'rank' is not a whole number"),
    (["term", 1, "rank"], True, PLUM, "'rank' is not a whole number"),
    (["term", 1, "valid_from"], "1994", PLUM, "'valid_from' is not a date"),
    (["term", 1, "valid_to"], "2011-02-30", PLUM, "'valid_to' is not a date"),
    (["term", 1, "valid_to"], "1994-07-07", PLUM, "it ends before it begins"),
    (["term", 1, "synonyms", "en"], "Prune", PLUM, "'en' is not a list of words"),
    (["term", 1, "synonyms", "en"], [""], PLUM, "'en' is not a list of words"),
    (["term", 1, "attributes", "sweet"], ["yes"], PLUM, "attribute 'sweet' is neither a text nor a number"),
    (["term", 1, "names", 0, "from"], "spring", PLUM, "'from' is not a date"),
    (["term", 1, "names", 0, "to"], "1982-13", PLUM, "'to' is not a date"),
    (["term", 1, "names", 0], {"ko": "오얏"}, PLUM, "it has no English label"),
]


@pytest.mark.parametrize(("path", "value", "where", "why"), MALFORMED)
def test_a_malformed_file_is_refused_naming_the_term(
    path: list[str | int], value: object, where: str, why: str
) -> None:
    with pytest.raises(MalformedVocabulary) as refused:
        parse_vocabulary(_with(path, value))
    assert refused.value.code == "vocabulary.malformed"
    assert refused.value.values["where"] == where
    assert str(refused.value.values["why"]).startswith(why)


def test_a_registry_adds_terms_below_old_ones() -> None:
    more = extend(fruit, {"id": "fruit", "term": [{"code": "stone/kaki", "parent": "stone", "labels": {"en": "Kaki"}}]})
    assert more.version == "1+registry"
    assert [term.code for term in more.terms] == ["stone", "stone/plum", "pear", "stone/kaki"]
    assert more.children("stone") == ("stone/plum", "stone/kaki")
    assert fruit.children("stone") == ("stone/plum",)


def test_a_registry_adds_labels_and_synonyms_to_an_old_term() -> None:
    added = {"code": "stone/plum", "parent": "stone", "labels": {"es": "Ciruela"}, "synonyms": {"es": ["pruna"]}}
    more = extend(fruit, {"id": "fruit", "term": [added]})
    old = fruit.term("stone/plum")
    assert more.term("stone/plum") == replace(
        old, labels={**old.labels, "es": "Ciruela"}, synonyms={**old.synonyms, "es": ("pruna",)}
    )
    assert more.find("pruna") == more.find("plum")


@pytest.mark.parametrize(
    ("extension", "why"),
    [
        ({"id": "sex", "term": []}, "it does not extend fruit"),
        ({"id": "fruit", "version": "2"}, "unknown key 'version'"),
        ({"id": "fruit", "term": [{"code": "pear", "parent": "stone"}]}, "a registry may not move it"),
        ({"id": "fruit", "term": [{"code": "stone/plum", "parent": "pear"}]}, "a registry may not move it"),
        ({"id": "fruit", "term": [{"code": "pear", "rank": 2}]}, "unknown key 'rank'"),
        ({"id": "fruit", "term": [{"code": "kaki"}]}, "it has no English label"),
        ({"id": "fruit", "term": [{"code": "Pear", "labels": {"en": "Pear"}}]}, "its code is used twice"),
        ({"id": "fruit", "term": [{"code": "pear"}, {"code": "pear"}]}, "its code is used twice"),
        ({"id": "fruit", "term": [{"labels": {"en": "Kaki"}}]}, "it has no 'code'"),
        ({"id": "fruit", "term": [{"code": "a", "parent": "b", "labels": {"en": "A"}}]}, "'b' above it is not"),
    ],
)
def test_an_extension_that_would_change_what_is_counted_is_refused(extension: dict[str, Any], why: str) -> None:
    with pytest.raises(MalformedVocabulary) as refused:
        extend(fruit, extension)
    assert str(refused.value.values["why"]).startswith(why)


def test_the_digest_is_over_plain_json_whatever_the_order_of_labels() -> None:
    turned = deepcopy(FRUIT)
    turned["labels"] = dict(reversed(FRUIT["labels"].items()))
    turned["term"][1] = dict(reversed(turned["term"][1].items()))
    assert json.dumps(digest_input(parse_vocabulary(turned))) == json.dumps(digest_input(fruit))


@pytest.mark.parametrize(
    "change",
    [
        _with(["version"], "2"),
        _with(["term", 2, "labels", "en"], "Nashi"),
        _with(["term", 2, "parent"], "stone"),
        _with(["term", 1, "rank"], 2),
        _with(["term", 1, "valid_to"], "2011-12-17"),
        _with(["term", 1, "attributes", "sweet"], value=False),
        _with(["term", 1, "synonyms", "ko"], ["오얏"]),
        _with(["term", 1, "names", 0, "to"], "1983"),
        _with(["term"], [*reversed(FRUIT["term"])]),
    ],
)
def test_the_digest_changes_with_anything_that_means_something(change: dict[str, Any]) -> None:
    assert digest_input(parse_vocabulary(change)) != digest_input(fruit)


@st.composite
def vocabularies(draw: st.DrawFn) -> Vocabulary:
    size = draw(st.integers(1, 12))
    above = [draw(st.none() | st.sampled_from(range(place))) if place else None for place in range(size)]
    terms = [
        Term(code=f"t{place}", labels={"en": f"Term {place}"}, parent=None if parent is None else f"t{parent}")
        for place, parent in enumerate(above)
    ]
    return Vocabulary(id="v", version="1", labels={"en": "V"}, terms=tuple(draw(st.permutations(terms))))


@given(vocabularies())
def test_going_up_ends_at_a_top_and_down_again_comes_back(vocabulary: Vocabulary) -> None:
    for term in vocabulary.terms:
        assert vocabulary.term(vocabulary.top(term.code)).parent is None
        assert vocabulary.is_a(term.code, vocabulary.top(term.code))
        assert all(term.code in vocabulary.ancestors(child) for child in vocabulary.children(term.code))
        assert vocabulary.find(term.label("en")) == (term,)


@given(vocabularies(), st.data())
def test_an_extension_leaves_every_old_code_where_it_was(vocabulary: Vocabulary, data: st.DataObject) -> None:
    parent = data.draw(st.sampled_from([term.code for term in vocabulary.terms]))
    more = extend(vocabulary, {"id": "v", "term": [{"code": "new", "parent": parent, "labels": {"en": "New"}}]})
    assert more.ancestors("new") == (parent, *vocabulary.ancestors(parent))
    assert {t.code: more.ancestors(t.code) for t in vocabulary.terms} == {
        t.code: vocabulary.ancestors(t.code) for t in vocabulary.terms
    }
