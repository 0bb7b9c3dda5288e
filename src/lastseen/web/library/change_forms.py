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
from lastseen.web.acting import Act
from lastseen.web.speech import Speech

Groups = Iterable[tuple[str, list[tuple[str, str]]]]
"""Codes to choose from with their labels, under a heading each."""

_LANGUAGE = re.compile(r"\A[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z", re.ASCII)


class Change(Act):
    """A form of a change of many, with the words of the library."""

    area = "library"


class ValueForm(Change):
    """A value to be concluded on one variable of many, and why."""

    def __init__(self, speech: Speech, data: Mapping[str, Any] | None, variable: str, groups: Groups) -> None:
        super().__init__(speech, data)
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
        self.add_reason()

    def clean(self) -> dict[str, Any]:
        """One end alone stands for both; the last is not before the first."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first is not None:
            cleaned["last"] = first if last is None else last
            if cleaned["last"] < first:
                self.add_error("last", self.words["reversed"])
        return cleaned

    def made(self, choice: Choice) -> SetValue:
        """The value to be concluded, as it was typed."""
        cleaned = self.cleaned_data
        value = cleaned.get("value", [str(cleaned[name]) for name in ("first", "last") if name in self.fields])
        values = (value,) if isinstance(value, str) else tuple(value)
        return SetValue(choice=choice, variable=self.variable, values=values, reason=cleaned["reason"])


class HoldForm(Change):
    """Nothing of anybody chosen leaves, for a reason, until somebody lifts it."""

    def __init__(self, speech: Speech, data: Mapping[str, Any] | None, me: str) -> None:
        super().__init__(speech, data)
        self.add("what", forms.CharField(max_length=1000))
        self.add_reason("why")
        self.add("judged_by", forms.CharField(initial=me, max_length=200))
        self.add_day("review")

    def made(self, choice: Choice) -> PutOnHold:
        """The holds to be placed, as they were typed."""
        typed = self.cleaned_data
        review: date = typed["review"]
        words = {name: typed[name] for name in ("what", "why", "judged_by")}
        return PutOnHold(choice=choice, review=review, **words)


class DescribeForm(Change):
    """Another word in the description of every interview chosen."""

    def __init__(
        self, speech: Speech, data: Mapping[str, Any] | None, described: Described, kinds: list[tuple[str, str]]
    ) -> None:
        super().__init__(speech, data)
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
        """The other word, as it was typed."""
        return Describe(wanted=wanted, field=self.described, value=str(self.cleaned_data["value"]))
