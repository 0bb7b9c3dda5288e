"""How a submission speaks: its words, the labels of codes, days and places, in the language it is written in."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeAlias

from lastseen.domain.submitting import Check, Checked
from lastseen.figures.encoding import label_in
from lastseen.reports.records.accounts import ToldAccount, Value
from lastseen.reports.submissions.facts import Matter
from lastseen.reports.texts import languages as languages_with
from lastseen.reports.texts import texts_in
from lastseen.reports.wording import Wording, wording

Labels: TypeAlias = Mapping[str, Mapping[str, Mapping[str, str]]]
"""Labels by vocabulary, code and language."""

_TOPIC = "submission"
_LABELS = files("lastseen") / "data" / "submissions"
_DERIVED = "figure-row"


def languages() -> tuple[str, ...]:
    """The languages of submissions: those the bodies work in, and Korean for a working copy."""
    return languages_with(_TOPIC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """Words of one language beside the labels of one snapshot, by vocabulary, code and language."""

    words: Wording
    texts: Mapping[str, Any]
    labels: Labels
    lands: Mapping[str, str]

    def label(self, vocabulary: str, code: str) -> str:
        """The label of a code; in English where a vocabulary has none in this language, and else the code."""
        own = _own_labels(self.words.language).get(vocabulary, {}).get(code)
        known = self.labels.get(vocabulary, {}).get(code) or self.labels.get(_DERIVED, {}).get(code)
        return own or (code if known is None else label_in(self.words.language, known))

    def row_label(self, vocabulary: str, code: str, labels: Mapping[str, str]) -> str:
        """The label of a row of a figure; own words of this language where the row has none in it."""
        own = _own_labels(self.words.language)
        said = own.get(vocabulary, {}).get(code) or own.get(_DERIVED, {}).get(code)
        return said or label_in(self.words.language, labels)

    def state(self, code: str) -> str:
        """The name of a State, by its ISO 3166-1 code."""
        found: str = self.texts["state"].get(code) or self.words.locale.territories.get(code, code)
        return found

    def authority(self, code: str, state: str) -> str:
        """The name of an authority, with its State."""
        label = self.label("authority", code)
        return f"{label} ({self.state(state)})" if state else label

    def place(self, code: str) -> str:
        """The name of a place, with the country it lies in."""
        country = self.lands[code]
        return self.state(code) if code == country else f"{self.label('place', code)}, {self.state(country)}"

    def told(self, account: ToldAccount, field: str, vocabulary: str) -> str:
        """The labels of all codes that an account gives for a field."""
        name = self.place if vocabulary == "place" else partial(self.label, vocabulary)
        given = (name(value.code) for value in account.said(field).values if value.code)
        return "; ".join(dict.fromkeys(given))

    def when(self, values: Iterable[Value]) -> str:
        """The days an account gives, as coarsely as they are known."""
        given = (self.words.interval(*value.days) for value in values if value.absence is None)
        return "; ".join(dict.fromkeys(given))


def speech(content: Matter, language: str) -> Speech:
    """How one of :func:`languages` speaks of a submission."""
    return speech_with(content.record.labels, language, content.lands)


def speech_with(labels: Labels, language: str, lands: Mapping[str, str] = MappingProxyType({})) -> Speech:
    """How one of :func:`languages` speaks with the labels of one snapshot, of places in these countries."""
    return Speech(words=wording(language), texts=texts_in(language)[_TOPIC], labels=labels, lands=lands)


def said(check: Check, language: str) -> list[dict[str, str]]:
    """Each element of a check in words: its code, its status, why, and where to add what is missing or in doubt."""
    return [_said(one, texts_in(language)[_TOPIC]) for one in check.elements]


def rule(check: Check, language: str) -> str:
    """Where the rules of a letter are from; empty for what has none of its own."""
    told: str = texts_in(language)[_TOPIC]["rule"].get(check.procedure, "")
    return told


def why(one: Checked, texts: Mapping[str, Any]) -> str:
    """Why an element is there or not, as a sentence."""
    sentence: str = texts["why"][one.code][one.why]
    return sentence.format(n=one.n)


def _said(one: Checked, texts: Mapping[str, Any]) -> dict[str, str]:
    where = "" if one.status == "ok" else texts["where"][one.code]
    return {"code": one.code, "status": one.status.value, "why": why(one, texts), "where": where}


@cache
def _own_labels(language: str) -> Mapping[str, Mapping[str, str]]:
    """Labels that vocabularies lack in a language, by vocabulary and code."""
    file = _LABELS / f"labels.{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
