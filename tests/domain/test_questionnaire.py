"""Files of questionnaires and statements: read strictly, so that a slip of the pen is refused where it stands."""

import tomllib
from typing import Any

import pytest

from lastseen.domain.questionnaire import (
    MalformedQuestionnaire,
    Question,
    Questionnaire,
    Section,
    Statement,
    StatementKind,
    in_language,
    parse_questionnaire,
    parse_statement,
)

GOOD = """
id = "trial"
version = "1"
labels = { en = "Trial" }
[[section]]
labels = { en = "One", ko = "하나" }
[[section.question]]
code = "a"
labels = { en = "When born?" }
feeds = ["person.birth"]
"""
STATEMENT = """
id = "safety"
version = "3"
kind = "safety"
labels = { en = "Safety" }
text = { en = ["You may stop.", "You need not answer."] }
"""


def read(text: str) -> dict[str, Any]:
    return tomllib.loads(text)


def test_a_questionnaire_is_read_as_it_is_written() -> None:
    question = Question(code="a", labels={"en": "When born?"}, hint={}, feeds=frozenset({"person.birth"}))
    section = Section(labels={"en": "One", "ko": "하나"}, questions=(question,))
    found = parse_questionnaire(read(GOOD))
    assert found == Questionnaire(id="trial", version="1", labels={"en": "Trial"}, note={}, sections=(section,))
    assert (found.key, found.questions, found.feeds) == ("trial@1", (question,), frozenset({"person.birth"}))


def test_a_statement_is_read_as_it_is_written() -> None:
    found = parse_statement(read(STATEMENT))
    text = {"en": ("You may stop.", "You need not answer.")}
    kind = StatementKind.SAFETY
    assert found == Statement(id="safety", version="3", kind=kind, labels={"en": "Safety"}, text=text)
    assert found.key == "safety@3"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"person.birth"', '"person.shoes"'),
        ('code = "a"\n', ""),
        ('en = "When born?"', 'ko = "언제?"'),
        ('version = "1"\n', ""),
        ('feeds = ["person.birth"]', "feeds = [3]"),
        ('feeds = ["person.birth"]', 'feeds = []\n[[section.question]]\ncode = "a"\nlabels = { en = "Again" }'),
        ('id = "trial"', 'id = "trial"\nauthor = "x"'),
        (GOOD[GOOD.index("[[section.question]]") :], ""),
    ],
)
def test_a_slip_in_a_questionnaire_is_refused(old: str, new: str) -> None:
    assert old in GOOD
    with pytest.raises(MalformedQuestionnaire):
        parse_questionnaire(read(GOOD.replace(old, new)))


@pytest.mark.parametrize(("old", "new"), [('kind = "safety"', 'kind = "tea"'), ('en = ["You', 'en = [3, "You')])
def test_a_slip_in_a_statement_is_refused(old: str, new: str) -> None:
    assert old in STATEMENT
    with pytest.raises(MalformedQuestionnaire):
        parse_statement(read(STATEMENT.replace(old, new)))


def test_what_is_not_said_in_a_language_is_said_in_english() -> None:
    words = {"en": "One", "ko": "하나"}
    assert [in_language(words, language) for language in ("ko", "es")] == ["하나", "One"]
    assert in_language({}, "ko") is None
