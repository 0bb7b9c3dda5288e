"""The forms of changes of many: a value to be concluded, a hold to be placed, another word about interviews."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms

from lastseen.domain.bulk import Described
from lastseen.domain.derive.variables import SHAPES, Shape
from lastseen.operations.bulk import Describe, PutOnHold, SetValue
from lastseen.operations.bulk_rows import Choice
from lastseen.operations.pages import Wanted
from lastseen.web.words import words_in

Groups = Iterable[tuple[str, list[tuple[str, str]]]]
"""Codes to choose from with their labels, under a heading each."""

_LANGUAGE = re.compile(r"\A[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z", re.ASCII)


class Change(forms.Form):
    """A form whose fields carry their words in the language of whoever changes something."""

    def __init__(self, language: str, data: Mapping[str, Any] | None) -> None:
        super().__init__(data, auto_id="change-%s", label_suffix="")
        self.words: Mapping[str, Any] = words_in(language)["library"]["change"]

    def add(self, name: str, field: forms.Field) -> None:
        """One more field with its label and, where there is one, its hint."""
        field.label, field.help_text = self.words["label"][name], self.words["hint"].get(name, "")
        field.error_messages["required"] = self.words["needed"]
        self.fields[name] = field

    def add_words(self, name: str) -> None:
        """A field for a few sentences."""
        self.add(name, forms.CharField(widget=forms.Textarea(attrs={"rows": 2}), max_length=4000))

    def add_day(self, name: str, *, required: bool = True) -> None:
        """A field for a day."""
        field = forms.DateField(widget=forms.TextInput(attrs={"type": "date"}), required=required)
        field.error_messages["invalid"] = self.words["not_a_day"]
        self.add(name, field)


class ValueForm(Change):
    """The value of one variable that the organisation stands by, and why."""

    def __init__(self, language: str, data: Mapping[str, Any] | None, variable: str, groups: Groups) -> None:
        super().__init__(language, data)
        self.variable = variable
        match SHAPES[variable]:
            case Shape.DATE:
                self.add_day("first")
                self.add_day("last", required=False)
            case Shape.NUMBER:
                for name in ("first", "last"):
                    number = forms.IntegerField(min_value=0, required=name == "first")
                    number.error_messages["invalid"] = self.words["not_a_number"]
                    self.add(name, number)
            case Shape.SINGLE:
                self.add("value", forms.ChoiceField(choices=[("", "—"), *groups]))
            case Shape.MULTIPLE:
                several = forms.SelectMultiple(attrs={"size": 8})
                self.add("value", forms.MultipleChoiceField(choices=list(groups), widget=several))
                self.fields["value"].help_text = self.words["hint"]["several"]
        self.add_words("reason")

    def clean(self) -> dict[str, Any]:
        """The two ends in their order; one end alone is both."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first is not None:
            cleaned["last"] = first if last is None else last
            if cleaned["last"] < first:
                self.add_error("last", self.words["reversed"])
        return cleaned

    def made(self, choice: Choice) -> SetValue:
        """The change that was typed."""
        cleaned = self.cleaned_data
        value = cleaned.get("value", [str(cleaned[name]) for name in ("first", "last") if name in self.fields])
        values = (value,) if isinstance(value, str) else tuple(value)
        return SetValue(choice=choice, variable=self.variable, values=values, reason=cleaned["reason"])


class HoldForm(Change):
    """Nothing of anybody chosen leaves, for a reason, until somebody lifts it."""

    def __init__(self, language: str, data: Mapping[str, Any] | None, me: str) -> None:
        super().__init__(language, data)
        self.add("what", forms.CharField(max_length=1000))
        self.add_words("why")
        self.add("judged_by", forms.CharField(initial=me, max_length=200))
        self.add_day("review")

    def made(self, choice: Choice) -> PutOnHold:
        """The change that was typed."""
        typed = self.cleaned_data
        review: date = typed["review"]
        words = {name: typed[name] for name in ("what", "why", "judged_by")}
        return PutOnHold(choice=choice, review=review, **words)


class DescribeForm(Change):
    """Another word in the description of every interview chosen."""

    def __init__(
        self, language: str, data: Mapping[str, Any] | None, described: Described, kinds: list[tuple[str, str]]
    ) -> None:
        super().__init__(language, data)
        self.described = described
        match described:
            case Described.KIND:
                self.add("value", forms.ChoiceField(choices=[("", "—"), *kinds]))
            case Described.LANGUAGE:
                tag = forms.RegexField(_LANGUAGE, max_length=20)
                tag.error_messages["invalid"] = self.words["not_a_language"]
                self.add("value", tag)
                self.fields["value"].help_text = self.words["hint"]["language"]
            case Described.DAY:
                self.add_day("value")

    def made(self, wanted: Wanted) -> Describe:
        """The change that was typed."""
        return Describe(wanted=wanted, field=self.described, value=str(self.cleaned_data["value"]))
