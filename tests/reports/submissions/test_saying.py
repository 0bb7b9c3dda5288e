"""Words of submissions: the same in every language, one for every reason a check can give; names in Latin letters."""

import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

import pytest

from lastseen.domain.submitting_files import ELEMENTS
from lastseen.domain.vocabulary import parse_vocabulary
from lastseen.reports.submissions import languages
from lastseen.reports.submissions.asking import forms, mandates, procedures
from lastseen.reports.submissions.patterns import read_letter
from lastseen.reports.submissions.romanising import romanised
from lastseen.reports.texts import texts_in

DATA = files("lastseen") / "data"


def keys(words: Mapping[str, Any], above: str = "") -> Iterator[str]:
    for key, value in words.items():
        yield from keys(value, f"{above}{key}.") if isinstance(value, Mapping) else (f"{above}{key}",)


@pytest.mark.parametrize("topic", ["submission", "document", "wording"])
@pytest.mark.parametrize("language", languages())
def test_every_language_says_the_same_things(language: str, topic: str) -> None:
    plural = {key for key in keys(texts_in(language)[topic]) if key.startswith("units.")}
    told = set(keys(texts_in(language)[topic])) - plural
    assert told == {key for key in keys(texts_in("en")[topic]) if not key.startswith("units.")}


def test_the_bodies_are_written_to_in_their_languages_and_korean_is_a_working_copy() -> None:
    assert languages() == ("en", "es", "fr", "ko")
    assert [language for language in languages() if texts_in(language)["submission"]["copy"]] == ["ko"]


def test_every_element_asked_for_has_reasons_and_a_place_to_add_it() -> None:
    of_cases = {code for procedure in procedures().values() for code in procedure.elements}
    asked = of_cases | {code for form in forms().values() for code in form.elements} | {*ELEMENTS}
    words = texts_in("en")["submission"]
    assert asked == words["why"].keys() == words["where"].keys()
    assert procedures().keys() == words["title"].keys()
    assert forms().keys() == words["rule"].keys()


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("form", forms())
def test_a_letter_begins_with_words_that_have_all_but_what_only_its_author_knows(form: str, language: str) -> None:
    prose = read_letter(form, language, None)
    anchors = [section.anchor for section in prose.sections]
    assert anchors == [section.anchor for section in read_letter(form, "en", None).sections]
    assert [place.part for place in prose.places] == [place.part for place in read_letter(form, "en", None).places]
    assert {*forms()[form].elements} & {"facts", "method", "law", "asks"} - {*anchors} == set()


def test_every_mandate_a_joint_letter_can_be_asked_of_has_a_name() -> None:
    assert [*texts_in("en")["submission"]["mandate"]] == [*mandates()]


@pytest.mark.parametrize("language", ["es", "fr"])
def test_labels_of_its_own_are_of_codes_that_vocabularies_have(language: str) -> None:
    own = tomllib.loads((DATA / f"submissions/labels.{language}.toml").read_text(encoding="utf-8"))
    for name, labels in own.items():
        folder = "profiles/dprk" if name == "authority" else "vocabularies"
        file = DATA / folder / ("authorities.toml" if name == "authority" else f"{name}.toml")
        known = {term.code for term in parse_vocabulary(tomllib.loads(file.read_text(encoding="utf-8"))).terms}
        assert labels.keys() - known == set()


@pytest.mark.parametrize(
    ("name", "letters"),
    [("고은별", "Go Eunbyeol"), ("남궁민수", "Namgung Minsu"), ("김 철수", "Gim Cheolsu"), ("Kim", "")],
)
def test_a_name_in_hangul_is_romanised_syllable_by_syllable_and_no_other_is(name: str, letters: str) -> None:
    assert romanised(name) == letters
