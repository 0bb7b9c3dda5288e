"""A vocabulary: the codes that answers are given in, with labels in several languages, hierarchy and validity."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from types import MappingProxyType
from typing import TypeVar

from lastseen.domain.errors import Refusal

T = TypeVar("T")

Attribute = str | float | bool


class UnknownTerm(Refusal):
    """A code that is not in its vocabulary."""

    code = "vocabulary.unknown-term"
    sentence = "{term!r} is not a term of the vocabulary {vocabulary}."
    hint = "{advice}"


class MalformedVocabulary(Refusal):
    """A vocabulary, or a registry's extension of one, that cannot be used."""

    code = "vocabulary.malformed"
    sentence = "Vocabulary {where}: {why}."
    hint = "Mend the file; the reference page on vocabularies lists every key and what it takes."


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodName:
    """A name an institution bore for a time.

    ``since`` and ``until`` are ISO 8601 to the precision that is known: a year, a month or a day, both within; empty
    where that end is open. So nothing is said to have happened on 1 January that is only known by its year.
    """

    labels: Mapping[str, str]
    since: str = ""
    until: str = ""
    note: str = ""

    def may_hold_on(self, day: date) -> bool:
        """Whether the name may have been borne on a day."""
        iso = day.isoformat()
        return self.since <= iso[: len(self.since)] and iso[: len(self.until)] <= self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One code of a vocabulary.

    ``rank`` orders terms where nearness matters, 1 the nearest. ``huridocs`` is the code or label of a true equivalent
    in the HURIDOCS micro-thesaurus. ``valid_from`` and ``valid_to`` are both within. ``attributes`` are facts the rules
    read, such as the class of a custody stage.
    """

    code: str
    labels: Mapping[str, str]
    parent: str | None = None
    huridocs: str | None = None
    rank: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    attributes: Mapping[str, Attribute] = field(default_factory=lambda: MappingProxyType({}))
    names: tuple[PeriodName, ...] = ()

    def label(self, language: str) -> str:
        """The label in a language, or in English where there is none."""
        return self.labels.get(language, self.labels["en"])

    def names_on(self, day: date, language: str) -> tuple[str, ...]:
        """The names it may have borne on a day: two around a change whose day is not known, none where none is."""
        return tuple(name.labels.get(language, name.labels["en"]) for name in self.names if name.may_hold_on(day))

    def words(self) -> Iterator[str]:
        """Everything a person might write for it: labels and synonyms in every language."""
        yield from self.labels.values()
        for synonyms in self.synonyms.values():
            yield from synonyms


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Terms in their order. Raises :class:`MalformedVocabulary` for a code used twice, a missing parent or a cycle."""

    id: str
    version: str
    labels: Mapping[str, str]
    terms: tuple[Term, ...]
    huridocs_list: str | None = None
    multiple: bool = False
    _by_code: Mapping[str, Term] = field(init=False, repr=False, compare=False)
    _by_word: Mapping[str, tuple[Term, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        _check_hierarchy(self.id, self.terms)
        object.__setattr__(self, "_by_code", {term.code: term for term in self.terms})
        object.__setattr__(self, "_by_word", _by_word(self.terms))

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def term(self, code: str) -> Term:
        """The term of a code. Raises :class:`UnknownTerm`, which names the terms that come near."""
        found = self._by_code.get(code)
        if found is None:
            raise UnknownTerm(vocabulary=self.id, term=code, advice=self._advice(code))
        return found

    def ancestors(self, code: str) -> tuple[str, ...]:
        """The codes above a code, the nearest first."""
        found: list[str] = []
        parent = self.term(code).parent
        while parent is not None:
            found.append(parent)
            parent = self._by_code[parent].parent
        return tuple(found)

    def is_a(self, code: str, ancestor: str) -> bool:
        """Whether a code is another one or lies below it."""
        return self.term(ancestor).code in (code, *self.ancestors(code))

    def top(self, code: str) -> str:
        """The topmost code above a code; itself where nothing is above it."""
        return (code, *self.ancestors(code))[-1]

    def children(self, code: str) -> tuple[str, ...]:
        """The codes directly below a code, in order."""
        parent = self.term(code).code
        return tuple(term.code for term in self.terms if term.parent == parent)

    def label(self, code: str, language: str) -> str:
        """The label of a code in a language, else in English; the code itself where it is not in the vocabulary."""
        found = self._by_code.get(code)
        return code if found is None else found.label(language)

    def find(self, text: str) -> tuple[Term, ...]:
        """The terms a text may mean: none, one, or several where it is ambiguous.

        The text may be a code, or a label or synonym in any language, in upper or lower case; a code outranks words.
        """
        return self._by_word.get(_folded(text), ())

    def _advice(self, code: str) -> str:
        words = get_close_matches(_folded(code), self._by_word, n=3)
        terms = dict.fromkeys(term.code for word in words for term in self._by_word[word])
        if not terms:
            return f"Look the code up in the vocabulary {self.id}, or add it to the registry's own vocabularies."
        return "Near to it: " + ", ".join(f"{near} ({self.label(near, 'en')})" for near in terms) + "."


def digest_input(vocabulary: Vocabulary) -> dict[str, object]:
    """What a digest of a vocabulary is taken over: plain JSON, mappings in alphabetical order, terms in their own."""
    return {
        "huridocs_list": vocabulary.huridocs_list,
        "id": vocabulary.id,
        "labels": _sorted(vocabulary.labels),
        "multiple": vocabulary.multiple,
        "terms": [_plain(term) for term in vocabulary.terms],
        "version": vocabulary.version,
    }


def _plain(term: Term) -> dict[str, object]:
    return {
        "attributes": _sorted(term.attributes),
        "code": term.code,
        "huridocs": term.huridocs,
        "labels": _sorted(term.labels),
        "names": [
            {"labels": _sorted(name.labels), "note": name.note, "since": name.since, "until": name.until}
            for name in term.names
        ],
        "parent": term.parent,
        "rank": term.rank,
        "synonyms": {language: list(words) for language, words in _sorted(term.synonyms).items()},
        "valid_from": None if term.valid_from is None else term.valid_from.isoformat(),
        "valid_to": None if term.valid_to is None else term.valid_to.isoformat(),
    }


def _sorted(mapping: Mapping[str, T]) -> dict[str, T]:
    return dict(sorted(mapping.items()))


def _folded(text: str) -> str:
    """A text as it is compared: one form for each Hangul syllable and accent, no case, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _by_word(terms: tuple[Term, ...]) -> dict[str, tuple[Term, ...]]:
    found: dict[str, tuple[Term, ...]] = {}
    for term in terms:
        for word in {_folded(word) for word in term.words()}:
            found[word] = (*found.get(word, ()), term)
    return found | {_folded(term.code): (term,) for term in terms}


def _check_hierarchy(vocabulary: str, terms: tuple[Term, ...]) -> None:
    parents = {term.code: term.parent for term in terms}
    uses = Counter(_folded(term.code) for term in terms)
    for term in terms:
        where = f"{vocabulary}, term {term.code}"
        if uses[_folded(term.code)] > 1:
            raise MalformedVocabulary(where=where, why="its code is used twice")
        path, above = {term.code}, term.parent
        while above is not None:
            if above not in parents:
                raise MalformedVocabulary(where=where, why=f"{above!r} above it is not in the vocabulary")
            if above in path:
                raise MalformedVocabulary(where=where, why=f"going up from it comes back to {above!r}")
            path.add(above)
            above = parents[above]
