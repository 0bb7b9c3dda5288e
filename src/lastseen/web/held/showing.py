"""How an interview was held, as its page shows it: every particular in words, and what became of each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from itertools import groupby
from typing import Any
from uuid import UUID

from lastseen.domain.answers import Absence
from lastseen.domain.conduct import (
    PARTICULARS,
    Answered,
    Asked,
    CallBack,
    Contact,
    Detail,
    DetailSpec,
    Particular,
    details,
)
from lastseen.domain.questionnaire import in_language
from lastseen.operations.conduct import HeldPage, ParticularChange
from lastseen.operations.conduct_forms import Forms
from lastseen.operations.pages import Deed
from lastseen.web.sources.fields import field_label, kind_label
from lastseen.web.words import language_name, words_in

HEADS: Mapping[str, tuple[str, ...]] = {
    "reading": ("statement", "language"),
    "present": ("role", "code"),
    "session": ("day", "start", "end"),
    "interruption": ("halt", "day", "at"),
    "distress": ("day", "at"),
    "referral": ("service", "to"),
    "callback": ("question",),
    "contact": ("channel", "times"),
}
"""The fields that stand for a particular: its heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemShown:
    """One particular in words; ``facts`` are what its heading does not say."""

    item: UUID
    head: str
    facts: tuple[tuple[str, str], ...]
    since: str
    due: str
    is_due: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PartShown:
    """One part of the page, and whether whoever reads may add to it, and change what is there."""

    name: str
    items: tuple[ItemShown, ...]
    may_add: bool
    may_change: bool
    is_private: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeShown:
    """What one deed made of one particular: each field that it changed, before and after, in words."""

    deed: Deed
    what: str
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How what was held is told: to whom, in which language, on which day."""

    page: HeldPage
    forms: Forms
    language: str
    today: date

    @property
    def words(self) -> Mapping[str, Any]:
        """The words of this page."""
        found: Mapping[str, Any] = words_in(self.language)["held"]
        return found

    def parts(self, *, may_collect: bool, may_code: bool) -> dict[str, PartShown]:
        """Every part but the questions, by its name."""
        return {
            name: PartShown(
                name=name,
                items=tuple(self._items(cls)),
                may_add=may_code if cls is CallBack else may_collect,
                may_change=may_collect,
                is_private=cls is Contact,
            )
            for name, cls in PARTICULARS.items()
            if cls is not Asked and (may_collect or cls is not Contact)
        }

    def _items(self, cls: type[Particular]) -> Iterator[ItemShown]:
        for kept in self.page.held:
            if isinstance(kept.particular, cls):
                said = dict(self.said(kept.particular))
                due = kept.particular.due(kept.made.at.date())
                yield ItemShown(
                    item=kept.item,
                    head=" · ".join(said.pop(name) for name in HEADS[cls.part] if name in said),
                    facts=tuple((self.words["fields"][cls.part][name], text) for name, text in said.items()),
                    since=self._since(kept.item, kept.made),
                    due=self._due(due),
                    is_due=due is not None and due <= self.today,
                )

    def _due(self, due: date | None) -> str:
        if due is None:
            return ""
        said: str = self.words["over" if due < self.today else "due"].format(n=due.isoformat())
        return said

    def _since(self, item: UUID, made: Deed) -> str:
        """Who entered it, and who changed it since."""
        began = next(change.deed for change in reversed(self.page.changes) if change.item == item)
        deeds = {"since": began, "changed": made}
        return " · ".join(
            self.words[word].format(who=deed.user, day=deed.at.date().isoformat())
            for word, deed in deeds.items()
            if word == "since" or deed.number != began.number
        )

    def said(self, particular: Particular) -> Iterator[tuple[str, str]]:
        """Every field that says something, by name, in words."""
        for name, spec in details(type(particular)).items():
            text = self.value(spec, getattr(particular, name))
            if text:
                yield name, text

    def value(self, spec: DetailSpec, value: object) -> str:
        """One value in words; empty for none, and for what is not seen."""
        if isinstance(value, Answered):
            return self._answer(value)
        if isinstance(value, StrEnum):
            label: str = self.words["choices"][type(value).__name__][value.value]
            return label
        if isinstance(value, time):
            return value.isoformat("minutes")
        if isinstance(value, UUID):
            named: Mapping[Any, str] = self.page.people if spec.kind is Detail.PERSON else self.page.sources
            return named.get(value, "")
        if value is None or isinstance(value, Mapping):
            return ""
        return self._called(spec.kind, str(value))

    def _called(self, kind: Detail, value: str) -> str:
        match kind:
            case Detail.STATEMENT | Detail.QUESTIONNAIRE:
                return self.form_label(value)
            case Detail.LANGUAGES:
                return ", ".join(language_name(tag, self.language) for tag in value.split())
            case _:
                return value

    def form_label(self, key: str) -> str:
        """A questionnaire or statement with its version; its key where the registry has it no longer."""
        form = self.forms.questionnaires.get(key) or self.forms.statements.get(key)
        if form is None:
            return key
        version: str = self.words["version"].format(n=form.version)
        return f"{in_language(form.labels, self.language)}, {version}"

    def outcome(self, absence: Absence | None) -> str:
        """What became of a question, in words."""
        words = words_in(self.language)
        label: str = words["held"]["asked"]["answered"] if absence is None else words["sources"]["absences"][absence]
        return label

    def _answer(self, answered: Answered) -> str:
        quote = f"«{answered.quote}»" if answered.quote else ""
        return " · ".join(filter(None, (self.outcome(answered.absence), quote, answered.note)))

    def changes(self) -> Iterator[ChangeShown]:
        """What became of it, the newest first; what names only what is not seen is left out."""
        for (deed, _, part), changes in groupby(self.page.changes, lambda one: (one.deed, one.item, one.part)):
            changed = tuple(field for change in changes for field in self._changed(change))
            if changed:
                yield ChangeShown(deed=deed, what=self.words["parts"][part]["one"], fields=changed)

    def _changed(self, change: ParticularChange) -> Iterator[tuple[str, str, str]]:
        spec = details(PARTICULARS[change.part])[change.field]
        before, after = self.value(spec, change.before), self.value(spec, change.after)
        if before or after:
            yield change.question or self.words["fields"][change.part][change.field], before, after

    def never_asked(self) -> list[tuple[str, list[str]]]:
        """The fields that were never asked, by what they are fields of."""
        found: dict[str, list[str]] = {}
        for kind, _, field in (name.partition(".") for name in sorted(self.page.never_asked)):
            found.setdefault(kind_label(kind, self.language), []).append(field_label(kind, field, self.language))
        return list(found.items())
