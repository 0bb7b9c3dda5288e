"""The forms by which something is decided or recorded: fields that carry their words in the reader's language."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from lastseen.web.speech import Speech
from lastseen.web.words import words_in


class Act(forms.Form):
    """A form whose fields carry their words, those of its area, in the language of whoever decides."""

    area: ClassVar[str] = "people"

    def __init__(self, speech: Speech, data: Mapping[str, Any] | None) -> None:
        super().__init__(data, auto_id="act-%s", label_suffix="")
        self.speech = speech
        self.words: Mapping[str, Any] = words_in(speech.language)[self.area]["act"]

    def add(self, name: str, field: forms.Field) -> None:
        """One more field with its label and, where there is one, its hint."""
        field.label, field.help_text = self.words["label"][name], self.words["hint"].get(name, "")
        field.error_messages["required"] = self.words["needed"]
        self.fields[name] = field

    def add_day(self, name: str, *, required: bool = True) -> None:
        """A field for a day."""
        days = forms.DateField(widget=forms.TextInput(attrs={"type": "date"}), required=required)
        days.error_messages["invalid"] = self.words["not_a_day"]
        self.add(name, days)

    def add_term(self, name: str, vocabulary: str, *, required: bool = True) -> None:
        """A field for one code of a vocabulary."""
        labels = self.speech.labels(vocabulary).items()
        self.add(name, forms.ChoiceField(choices=[("", "—"), *labels], required=required))

    def add_reason(self, name: str = "reason") -> None:
        """A field for a few sentences."""
        self.add(name, forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=4000))
