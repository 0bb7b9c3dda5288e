"""Questionnaires and the statements read before an interview: files that people write, told apart by version."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from lastseen.domain.accounts import ACCOUNT_TYPES, specs
from lastseen.domain.errors import Refusal
from lastseen.domain.strict import StrictTable

T = TypeVar("T")


class MalformedQuestionnaire(Refusal):
    """A file of a questionnaire or of a statement does not say what it has to."""

    code = "questionnaire.malformed"
    sentence = "The questionnaire or statement {where} cannot be read: {why}."
    hint = "Mend the file; those that come with Lastseen show what such a file holds."


class StatementKind(StrEnum):
    """What a statement that is read out is about."""

    SAFETY = "safety"
    CONSENT = "consent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What is read to an interviewee before anything is recorded, paragraph by paragraph, in each language it is in."""

    id: str
    version: str
    kind: StatementKind
    labels: Mapping[str, str]
    text: Mapping[str, tuple[str, ...]]

    @property
    def key(self) -> str:
        """What tells this version of it from every other."""
        return f"{self.id}@{self.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question. ``feeds`` names the fields of accounts that its answer is coded in, as ``person.birth``."""

    code: str
    labels: Mapping[str, str]
    hint: Mapping[str, str]
    feeds: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Questions that are asked one after the other, under one heading."""

    labels: Mapping[str, str]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """One version of a questionnaire; ``note`` says to the interviewer how it is meant to be used."""

    id: str
    version: str
    labels: Mapping[str, str]
    note: Mapping[str, str]
    sections: tuple[Section, ...]

    @property
    def key(self) -> str:
        """What an interview names it by: its id and its version."""
        return f"{self.id}@{self.version}"

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in the order in which they are asked."""
        return tuple(question for section in self.sections for question in section.questions)

    @property
    def feeds(self) -> frozenset[str]:
        """Every field that any of its questions asks for."""
        return frozenset[str]().union(*(question.feeds for question in self.questions))


FIELDS = frozenset(f"{kind}.{name}" for kind, cls in ACCOUNT_TYPES.items() for name in specs(cls))
"""What a question may feed: every field of every kind of account."""


class _Table(StrictTable):
    """A table of such a file."""

    __slots__ = ()

    def malformed(self, why: str) -> MalformedQuestionnaire:
        return MalformedQuestionnaire(where=self.where, why=why)

    def table(self, key: str) -> "_Table":
        return _Table(f"{self.where}, {key}", self.get(key, dict, "a table") or {})

    def tables(self, key: str) -> list["_Table"]:
        return [_Table(f"{self.where}, {entry.get('code', key)}", entry) for entry in self.entries(key)]

    def words(self, key: str, *, needed: bool = True) -> Mapping[str, str]:
        """One text for each language, English among them."""
        table = self.table(key)
        if "en" not in table.data and (needed or table.data):
            raise table.malformed("it is not said in English")
        return MappingProxyType({language: table.required(language) for language in table.data})

    def list_of_texts(self, key: str) -> tuple[str, ...]:
        texts = self.get(key, list, "a list of texts") or []
        if not all(isinstance(text, str) and text.strip() for text in texts):
            raise self.malformed(f"{key!r} is not a list of texts")
        return tuple(texts)


def parse_questionnaire(data: Mapping[str, object]) -> Questionnaire:
    """The questionnaire that a file holds, as read from TOML. Raises :class:`MalformedQuestionnaire`."""
    table = _Table(str(data.get("id", "(without id)")), data)
    table.only("id", "version", "labels", "note", "section")
    read = Questionnaire(
        id=table.required("id"),
        version=table.required("version"),
        labels=table.words("labels"),
        note=table.words("note", needed=False),
        sections=tuple(_section(one) for one in table.tables("section")),
    )
    codes = [question.code for question in read.questions]
    if not codes or len(set(codes)) < len(codes):
        raise table.malformed("it has no question, or two of one code")
    return read


def _section(table: _Table) -> Section:
    table.only("labels", "question")
    return Section(labels=table.words("labels"), questions=tuple(_question(one) for one in table.tables("question")))


def _question(table: _Table) -> Question:
    table.only("code", "labels", "hint", "feeds")
    feeds = table.list_of_texts("feeds")
    for field in feeds:
        if field not in FIELDS:
            raise table.malformed(f"there is no field {field!r}")
    return Question(
        code=table.required("code"),
        labels=table.words("labels"),
        hint=table.words("hint", needed=False),
        feeds=frozenset(feeds),
    )


def parse_statement(data: Mapping[str, object]) -> Statement:
    """The statement that a file holds, as read from TOML. Raises :class:`MalformedQuestionnaire`."""
    table = _Table(str(data.get("id", "(without id)")), data)
    table.only("id", "version", "kind", "labels", "text")
    kind = table.required("kind")
    if kind not in tuple(StatementKind):
        raise table.malformed(f"{kind!r} is neither of {', '.join(StatementKind)}")
    text = table.table("text")
    return Statement(
        id=table.required("id"),
        version=table.required("version"),
        kind=StatementKind(kind),
        labels=table.words("labels"),
        text=MappingProxyType({language: text.list_of_texts(language) for language in text.data}),
    )


def in_language(words: Mapping[str, T], language: str) -> T | None:
    """What is said in this language, else in English; None where it is said in neither."""
    return words.get(language, words.get("en"))
