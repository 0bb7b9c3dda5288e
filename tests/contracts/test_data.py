"""Data files: every one loads, everything labelled is so in English and Korean, and there is no code among them."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lastseen.exchange.vocabularies import available_profiles, load_vocabularies
from lastseen.figures.standard import standard_definitions
from lastseen.reports.texts import languages, texts_in
from tests.contracts.reading import ROOT, SOURCE, files

DATA = [path for path in files() if SOURCE / "data" in path.parents]
TOML = [path for path in files() if path.suffix == ".toml"]
LANGUAGES = {"en", "ko"}


def labels(value: Any, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every table called ``labels`` in a file, with where it stands."""
    if isinstance(value, dict):
        for key, below in value.items():
            if key == "labels":
                yield where, below
            yield from labels(below, f"{where} {value.get('code', value.get('id', ''))}".strip())
    if isinstance(value, list):
        for below in value:
            yield from labels(below, where)


def test_there_is_no_code_among_the_data() -> None:
    assert {path.suffix for path in DATA} <= {".toml", ".txt", ".md", ".geojson", ".tsv"}


@pytest.mark.parametrize("path", TOML, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_data_file_loads(path: Path) -> None:
    assert tomllib.loads(path.read_text(encoding="utf-8")) != {}


@pytest.mark.parametrize("path", [path for path in DATA if path.suffix == ".toml"], ids=lambda path: path.stem)
def test_everything_labelled_is_so_in_every_language(path: Path) -> None:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    assert [where for where, given in labels(data) if not given.keys() >= LANGUAGES] == []


def test_labels_are_found_wherever_they_stand() -> None:
    data = tomllib.loads('[[term]]\ncode = "a"\nlabels = { en = "A" }\n[[row]]\nx = [{ labels = { ko = "가" } }]\n')
    assert [given for _, given in labels(data)] == [{"en": "A"}, {"ko": "가"}]


@pytest.mark.parametrize("profile", [None, *available_profiles()])
def test_vocabularies_and_figures_of_every_profile_load(profile: str | None) -> None:
    assert load_vocabularies(profile, None).keys() >= {"grounds", "stage-kind"}
    assert len(standard_definitions(profile).figures) > 10


@pytest.mark.parametrize("profile", [None, *available_profiles()])
def test_every_term_has_labels_in_every_language(profile: str | None) -> None:
    terms = [term for vocabulary in load_vocabularies(profile, None).values() for term in vocabulary.terms]
    assert [term.code for term in terms if not term.labels.keys() >= LANGUAGES] == []
    names = [(term.code, name.since) for term in terms for name in term.names if not name.labels.keys() >= LANGUAGES]
    assert names == []


def test_texts_of_reports_say_the_same_things_in_every_language() -> None:
    said = {language: dict(things(texts_in(language))) for language in languages()}
    assert said.keys() >= LANGUAGES
    differing = {language: said["en"].items() ^ told.items() for language, told in said.items()}
    assert {language: there for language, there in differing.items() if there} == {}


@pytest.mark.parametrize("topic", sorted(texts_in("en").keys() - {"method"}))
def test_every_text_of_reports_is_used(topic: str) -> None:
    """But for the page on method, which shows all that it has; a page of the web may use one, too."""
    named = re.compile(r"""["'](\w+)["']|\b(?:t|words)\.(\w+)""")
    written = [p for p in files() if SOURCE in p.parents and p.suffix in {".py", ".j2", ".typ", ".html"}]
    used = {word for path in written for found in named.findall(path.read_text("utf-8")) for word in found}
    assert texts_in("en")[topic].keys() - used == set()


def things(value: Any, where: str = "") -> Iterator[tuple[str, frozenset[str]]]:
    """Every text, with what is filled into it. Forms of a plural are one text, and so are the paragraphs of a list."""
    if isinstance(value, dict) and "other" not in value:
        for key, below in value.items():
            yield from things(below, f"{where}.{key}".strip("."))
    elif isinstance(value, list) and all(isinstance(below, dict) for below in value):
        for place, below in enumerate(value):
            yield from things(below, f"{where}.{place}")
    else:
        yield where, frozenset(re.findall(r"\{\w*\}", str(value)))


def test_texts_of_reports_are_told_apart_by_what_is_filled_in() -> None:
    texts = {"a": "{n} of {N}", "b": {"one": "{n}", "other": "{n}s"}, "c": [{"d": "x"}], "e": ["x {y}", "z"]}
    found = {"a": {"{n}", "{N}"}, "b": {"{n}"}, "c.0.d": set(), "e": {"{y}"}}
    assert dict(things(texts)) == found
