"""Vocabularies as their files hold them: read strictly, so that a slip of the pen is refused and not passed over."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from lastseen.domain.strict import StrictTable
from lastseen.domain.vocabulary.terms import Attribute, MalformedVocabulary, PeriodName, Term, Vocabulary

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
_PART_OF_A_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


class _Table(StrictTable):
    """A table of a vocabulary file."""

    __slots__ = ()

    def malformed(self, why: str) -> MalformedVocabulary:
        return MalformedVocabulary(where=self.where, why=why)

    def day(self, key: str) -> date | None:
        value = self.text(key)
        try:
            return None if value is None else date.fromisoformat(value)
        except ValueError as error:
            raise self.malformed(f"{key!r} is not a date written like 2011-12-17") from error

    def part_of_a_day(self, key: str) -> str:
        """A year, a month or a day, as written; empty where there is none."""
        value = self.text(key)
        if value is None:
            return ""
        if not _PART_OF_A_DAY.fullmatch(value):
            raise self.malformed(f"{key!r} is not a date written like 2011, 2011-12 or 2011-12-17")
        _Table(self.where, {key: f"{value}-01-01"[:10]}).day(key)
        return value

    def table(self, key: str) -> "_Table":
        return _Table(self.where, self.get(key, dict, "a table") or {})

    def tables(self, key: str) -> list["_Table"]:
        return [_Table(self.where, entry) for entry in self.entries(key)]

    def terms(self) -> list["_Table"]:
        return [_Table(f"{self.where}, term {entry.data.get('code')}", entry.data) for entry in self.tables("term")]

    def words(self) -> Mapping[str, str]:
        """One text for each language."""
        return MappingProxyType({self._language(key): self.required(key) for key in self.data})

    def with_english(self) -> Mapping[str, str]:
        words = self.words()
        if "en" not in words:
            raise self.malformed("it has no English label")
        return words

    def word_lists(self) -> Mapping[str, tuple[str, ...]]:
        """Several texts for each language."""
        return MappingProxyType({self._language(key): self._texts(key) for key in self.data})

    def attributes(self) -> Mapping[str, Attribute]:
        return MappingProxyType({key: self._attribute(key) for key in self.data})

    def _language(self, key: str) -> str:
        if not _LANGUAGE.fullmatch(key):
            raise self.malformed(f"{key!r} is not the code of a language")
        return key

    def _texts(self, key: str) -> tuple[str, ...]:
        texts = self.get(key, list, "a list of words") or []
        if not all(isinstance(text, str) and text.strip() for text in texts):
            raise self.malformed(f"{key!r} is not a list of words")
        return tuple(texts)

    def _attribute(self, key: str) -> Attribute:
        value = self.data[key]
        if not isinstance(value, str | int | float):
            raise self.malformed(f"attribute {key!r} is neither a text nor a number nor true or false")
        return float(value) if type(value) is int else value


def parse_vocabulary(data: Mapping[str, object]) -> Vocabulary:
    """The vocabulary a file holds, as read from TOML. Raises :class:`MalformedVocabulary`."""
    table = _file(data, "id", "version", "huridocs_list", "multiple", "labels", "term")
    return Vocabulary(
        id=table.required("id"),
        version=table.required("version"),
        labels=table.table("labels").with_english(),
        terms=tuple(_term(entry) for entry in table.terms()),
        huridocs_list=table.text("huridocs_list"),
        multiple=table.get("multiple", bool, "true or false") is True,
    )


def extend(vocabulary: Vocabulary, extension: Mapping[str, object]) -> Vocabulary:
    """The vocabulary with a registry's own terms after it, its version marked ``+registry``.

    The extension names the vocabulary by ``id`` and lists terms. New codes may stand anywhere below the old ones; an
    old code may only be given labels and synonyms, so that what was counted under it stays counted under it. Raises
    :class:`MalformedVocabulary`.
    """
    table = _file(extension, "id", "term")
    if table.required("id") != vocabulary.id:
        raise table.malformed(f"it does not extend {vocabulary.id}")
    entries: dict[str, _Table] = {}
    for entry in table.terms():
        if entries.setdefault(entry.required("code"), entry) is not entry:
            raise entry.malformed("its code is used twice")
    kept = tuple(_widened(t, entries[t.code]) if t.code in entries else t for t in vocabulary.terms)
    added = tuple(_term(entry) for code, entry in entries.items() if code not in vocabulary)
    return replace(vocabulary, version=f"{vocabulary.version}+registry", terms=kept + added)


def _file(data: Mapping[str, object], *keys: str) -> _Table:
    table = _Table(str(data.get("id", "(without id)")), data)
    table.only(*keys)
    return table


def _term(table: _Table) -> Term:
    table.only(
        "code", "labels", "parent", "huridocs", "rank", "valid_from", "valid_to", "synonyms", "attributes", "names"
    )
    term = Term(
        code=table.required("code"),
        labels=table.table("labels").with_english(),
        parent=table.text("parent"),
        huridocs=table.text("huridocs"),
        rank=table.get("rank", int, "a whole number"),
        valid_from=table.day("valid_from"),
        valid_to=table.day("valid_to"),
        synonyms=table.table("synonyms").word_lists(),
        attributes=table.table("attributes").attributes(),
        names=tuple(_name(entry) for entry in table.tables("names")),
    )
    if term.valid_from is not None and term.valid_to is not None and term.valid_to < term.valid_from:
        raise table.malformed("it ends before it begins")
    return term


def _name(table: _Table) -> PeriodName:
    labels = {key: value for key, value in table.data.items() if key not in ("from", "to", "note")}
    return PeriodName(
        labels=_Table(table.where, labels).with_english(),
        since=table.part_of_a_day("from"),
        until=table.part_of_a_day("to"),
        note=table.text("note") or "",
    )


def _widened(term: Term, table: _Table) -> Term:
    table.only("code", "parent", "labels", "synonyms")
    if table.text("parent") not in (None, term.parent):
        raise table.malformed("a registry may not move it below another term")
    more = table.table("synonyms").word_lists()
    return replace(
        term,
        labels=MappingProxyType({**term.labels, **table.table("labels").words()}),
        synonyms=MappingProxyType(
            {
                language: (*term.synonyms.get(language, ()), *more.get(language, ()))
                for language in {**term.synonyms, **more}
            }
        ),
    )
