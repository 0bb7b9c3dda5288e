"""The form of one particular, made from the description of its fields; what was typed stays, whatever is refused."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from lastseen.domain.accounts import SourceId
from lastseen.domain.conduct import Detail, DetailSpec, Particular, details
from lastseen.web.words import words_in

Choices = Sequence[tuple[str, str]]

_LANGUAGES = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*(\s+[a-z]{2,3}(-[A-Za-z0-9]{2,8})*)*", re.ASCII)
_LONGEST = 4000
_SETTLING = frozenset({"progress", "answered", "answered_in", "note"})
"""What is said of a call-back by whoever may reach the interviewee."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a form offers to choose from, in whose language; ``source_of`` gives the id of an interview by its name."""

    language: str
    statements: Choices
    people: Choices
    sources: Mapping[SourceId, str]
    source_of: Callable[[str], SourceId]
    is_settled_here: bool = True

    @property
    def words(self) -> Mapping[str, Any]:
        """The words of these pages."""
        found: Mapping[str, Any] = words_in(self.language)["held"]
        return found


class ParticularForm(forms.Form):
    """Every field of one kind of particular, none of them needed."""

    def __init__(
        self, part: type[Particular], offer: Offer, held: Particular | None, data: QueryDict | None = None
    ) -> None:
        """``held`` is what stands now; None for a new one."""
        super().__init__(data, auto_id="held-%s", label_suffix="")
        self.part, self.offer, self.held = part, offer, held
        for name, spec in details(part).items():
            if offer.is_settled_here or name not in _SETTLING:
                self.fields[name] = self._field(name, spec)
                self.initial[name] = None if held is None else self._written(spec, getattr(held, name))
        next(iter(self.fields.values())).widget.attrs["autofocus"] = True

    def particular(self) -> Particular:
        """The particular that was typed; what the form does not ask for stays as it was."""
        typed = {name: self.cleaned_data[name] for name in self.fields}
        kept = {} if self.held is None else {name: getattr(self.held, name) for name in details(self.part)}
        return self.part(**{**kept, **typed})

    def _field(self, name: str, spec: DetailSpec) -> forms.Field:
        words = self.offer.words
        field = self._bare(spec)
        field.required = False
        field.label = words["fields"][self.part.part][name]
        own, of_kind = words["hints"].get(f"{self.part.part}.{name}"), words["hints"].get(spec.kind.value)
        field.help_text = own or of_kind or ""
        return field

    def _bare(self, spec: DetailSpec) -> forms.Field:
        """A field for a kind of detail, without its words."""
        offer, words = self.offer, self.offer.words["refused"]
        makers: Mapping[Detail, Callable[[], forms.Field]] = {
            Detail.DAY: lambda: forms.DateField(widget=_input("date"), error_messages={"invalid": words["not_a_day"]}),
            Detail.TIME: lambda: forms.TimeField(
                widget=_input("time"), error_messages={"invalid": words["not_a_time"]}
            ),
            Detail.CHOICE: lambda: _choice(spec, offer.words),
            Detail.STATEMENT: lambda: forms.ChoiceField(choices=[("", "—"), *offer.statements]),
            Detail.PERSON: lambda: forms.TypedChoiceField(
                choices=[("", "—"), *offer.people], coerce=UUID, empty_value=None
            ),
            Detail.SOURCE: lambda: _Named(offer),
            Detail.LANGUAGES: lambda: _Languages(words),
            Detail.TEXT: lambda: _text(words, forms.Textarea(attrs={"rows": 3})),
        }
        return makers.get(spec.kind, lambda: _text(words, forms.TextInput()))()

    def _written(self, spec: DetailSpec, value: Any) -> object:
        """A value as its field shows it."""
        if value is None:
            return None
        match spec.kind:
            case Detail.DAY:
                return value.isoformat()
            case Detail.TIME:
                return value.isoformat("minutes")
            case Detail.SOURCE:
                return self.offer.sources.get(value, "")
            case _:
                return str(value)


def _input(kind: str) -> forms.TextInput:
    return forms.TextInput(attrs={"type": kind})


def _text(words: Mapping[str, str], widget: forms.Widget) -> forms.CharField:
    return forms.CharField(max_length=_LONGEST, widget=widget, error_messages={"max_length": words["too_long"]})


def _choice(spec: DetailSpec, words: Mapping[str, Any]) -> forms.TypedChoiceField:
    kinds = {one.value: one for one in spec.choices or ()}
    labels = [(value, words["choices"][type(one).__name__][value]) for value, one in kinds.items()]
    return forms.TypedChoiceField(choices=[("", "—"), *labels], coerce=kinds.__getitem__, empty_value=None)


class _Languages(forms.CharField):
    """Codes of languages, one after the other."""

    def __init__(self, words: Mapping[str, str]) -> None:
        super().__init__(max_length=100, widget=forms.TextInput(attrs={"autocapitalize": "none"}))
        self.words = words

    def clean(self, value: Any) -> str:
        typed: str = super().clean(value)
        if typed and not _LANGUAGES.fullmatch(typed):
            raise forms.ValidationError(self.words["not_a_language"])
        return " ".join(typed.split())


class _Named(forms.CharField):
    """Another interview, by its name."""

    def __init__(self, offer: Offer) -> None:
        super().__init__(max_length=200, widget=forms.TextInput())
        self.offer = offer

    def clean(self, value: Any) -> SourceId | None:
        typed: str = super().clean(value)
        return self.offer.source_of(typed) if typed else None
