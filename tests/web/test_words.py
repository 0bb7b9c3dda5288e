"""The words of pages: the same in every language, with their values, and refusals told in the reader's language."""

import string
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from babel import Locale

from lastseen.domain.rights import NotAllowed
from lastseen.operations.users import NameTaken
from lastseen.storage.failures import StorageFull
from lastseen.web.words import LANGUAGES, say, told, words_in
from regions.errors import fields, refusals

REFUSALS = {refusal.code: refusal for refusal in refusals()}


def texts(value: Any, where: str = "") -> Iterator[tuple[str, frozenset[str]]]:
    """Every text, with the values it has room for; the forms of a plural are one text."""
    if isinstance(value, dict) and "other" not in value:
        for key, below in value.items():
            yield from texts(below, f"{where}.{key}".strip("."))
    else:
        forms = value.values() if isinstance(value, dict) else [value]
        yield where, frozenset(name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name)


def test_pages_say_the_same_things_in_every_language() -> None:
    said = {language: dict(texts(words_in(language))) for language in LANGUAGES}
    assert len(said["en"]) > 100
    assert {language: there.items() ^ said["en"].items() for language, there in said.items()} == {
        language: set() for language in LANGUAGES
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_or_left_untranslated(language: str) -> None:
    def strings(value: Any) -> Iterator[str]:
        for below in value.values() if isinstance(value, dict) else ():
            yield from strings(below)
        if isinstance(value, str):
            yield value

    here = list(strings(words_in(language)))
    assert [text for text in here if not text.strip()] == []
    if language != "en":
        same = set(here) & set(strings(words_in("en")))
        assert [text for text in same - {"Lastseen"} if any(letter.isalpha() for letter in text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plural_has_every_form_of_its_language(language: str) -> None:
    def plurals(value: Any) -> Iterator[dict[str, str]]:
        if isinstance(value, dict):
            if "other" in value:
                yield value
            for below in value.values():
                yield from plurals(below)

    wanted = Locale.parse(language).plural_form.tags | {"other"}
    assert [forms for forms in plurals(words_in(language)) if not forms.keys() >= wanted] == []


def test_a_number_is_said_in_its_form() -> None:
    text = {"one": "{n} code is left.", "other": "{n} codes are left."}
    assert [say(text, n, "en") for n in (1, 3)] == ["1 code is left.", "3 codes are left."]


def test_several_values_are_filled_in_by_name() -> None:
    assert say("{first}–{last} of {total}", {"first": 1, "last": 20, "total": 73}, "en") == "1–20 of 73"


def test_a_refusal_is_told_in_the_language_asked_for() -> None:
    assert told(NotAllowed(needed="code"), "en") == (
        "Your roles do not allow this: it needs the right to code.",
        "Ask whoever administers the users of this registry.",
    )
    assert told(NameTaken(name="바람"), "ko")[0] == "‘바람’ 또는 그와 구별되지 않는 이름의 사용자가 이미 있습니다."


def test_a_refusal_that_nobody_has_translated_is_told_in_english() -> None:
    assert told(StorageFull(), "xx") == (str(StorageFull()), StorageFull().mend)


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_a_translated_refusal_is_one_that_there_is_and_has_values_it_has(language: str) -> None:
    file = files("lastseen.web") / "languages" / f"refusals.{language}.toml"
    translated = tomllib.loads(file.read_text(encoding="utf-8"))
    assert len(translated) > 10
    assert [code for code in translated if code not in REFUSALS] == []
    for code, parts in translated.items():
        assert parts.keys() == {"sentence", "hint"}
        assert dict(texts(parts))["sentence"] | dict(texts(parts))["hint"] <= set(fields(REFUSALS[code])), code


OUT_OF_REACH = {
    "lastseen.cli": "said at the command line",
    "lastseen.config": "said before anything is served",
    "lastseen.evidence.keys": "said before anything is served",
    "lastseen.operations.users.AlreadyOwned": "said when a registry is made",
    "lastseen.exchange.codings": "of files given to commands",
    "lastseen.exchange.decisions": "of files given to commands",
    "lastseen.exchange.intake": "of files given to commands",
    "lastseen.exchange.mapping": "of files given to commands",
    "lastseen.exchange.name_lists": "of files given to commands",
    "lastseen.exchange.tables": "of files given to commands",
    "lastseen.exchange.template": "of files given to commands",
    "lastseen.exchange.vocabularies": "of files a registry is opened with",
    "lastseen.domain.vocabulary": "of files a registry is opened with",
    "lastseen.figures.charts": "of files that come with the software",
    "lastseen.figures.definitions": "of files given to commands",
    "lastseen.figures.standard": "of files that come with the software",
    "lastseen.linkage": "of settings given to commands",
    "lastseen.reports": "of plans given to commands",
}
"""Where refusals come from that no page can tell, so that nobody need translate them."""


def test_every_refusal_that_a_page_can_tell_is_told_in_korean() -> None:
    file = files("lastseen.web") / "languages" / "refusals.ko.toml"
    translated = tomllib.loads(file.read_text(encoding="utf-8"))
    named = {code: f"{one.__module__}.{one.__name__}" for code, one in REFUSALS.items() if code not in translated}
    passed = {code: [room for room in OUT_OF_REACH if name.startswith(room)] for code, name in named.items()}
    assert [code for code, rooms in passed.items() if not rooms] == []
    assert set(OUT_OF_REACH) == {room for rooms in passed.values() for room in rooms}


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [
        ("‘{n}’은(는) 없습니다.", "한보람", "‘한보람’은 없습니다."),
        ("«{n}»은(는) 없습니다.", "우리 어머니", "«우리 어머니»는 없습니다."),
        ("{n}을(를) 두 번", "I-13", "I-13을 두 번"),
        ("{n}와(과) {n}(으)로", "I-02", "I-02와 I-02로"),
        ("‘{n}’(이)라는 이름", "demo", "‘demo’라는 이름"),
        ("{n}이(가) 없습니다.", "серый", "серый이(가) 없습니다."),
    ],
)
def test_a_korean_particle_fits_the_value_before_it(text: str, value: str, said: str) -> None:
    assert say(text, value, "ko") == said
