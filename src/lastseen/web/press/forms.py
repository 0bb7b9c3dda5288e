"""The form of a press item: its text pasted or in a file of any kind that is read, with where and when it appeared."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from lastseen.claims import text_of
from lastseen.domain.errors import Refusal
from lastseen.operations.press import NewItem
from lastseen.web.words import told, words_in

LARGEST = 16 * 2**20
"""How many bytes the file of an article may have."""


class Appeared(forms.Form):
    """Where a press item appeared: its medium and its address."""

    medium = forms.CharField(max_length=200)
    address = forms.CharField(required=False, max_length=2000)

    def __init__(self, data: QueryDict | None, language: str, uploaded: Any = None, initial: Any = None) -> None:
        """``language`` is that of the reader."""
        super().__init__(data, uploaded, initial=initial)
        self.reader = language
        self.words: Mapping[str, str] = words_in(language)["press"]["refused"]
        for field in self.fields.values():
            field.error_messages["required"] = self.words["needed"]

    def clean_address(self) -> str:
        """The address of a page of the web, if one is given."""
        typed: str = self.cleaned_data["address"].strip()
        if typed and not re.match(r"https?://[^\s/]+", typed):
            raise forms.ValidationError(self.words["not_an_address"])
        return typed


class NewPress(Appeared):
    """A press item to be taken in; what is refused is refused at its field, and what was typed stays."""

    name = forms.CharField(max_length=200)
    title = forms.CharField(required=False, max_length=300)
    day = forms.DateField(required=False)
    compartment = forms.CharField(max_length=60)
    language = forms.CharField(required=False, max_length=2)
    text = forms.CharField(required=False, strip=False)
    file = forms.FileField(required=False)

    def __init__(self, data: QueryDict | None, language: str, uploaded: Any, initial: dict[str, Any]) -> None:
        super().__init__(data, language, uploaded, initial)
        self.fields["day"].error_messages["invalid"] = self.words["not_a_day"]

    def clean_text(self) -> str:
        """The article as pasted: line ends are those of the browser, and become one letter each."""
        typed: str = self.cleaned_data["text"]
        return typed.replace("\r\n", "\n")

    def clean_file(self) -> str:
        """The article in a file: a page, a document, a PDF with text in it, or plain text."""
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        if file is None:
            return ""
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(self.words["too_large"])
        try:
            return text_of(file.read(), file.name or "").content
        except Refusal as refusal:
            raise forms.ValidationError(" ".join(told(refusal, self.reader))) from refusal

    def clean(self) -> dict[str, Any]:
        """One text, not two, and not none."""
        cleaned = super().clean() or {}
        if cleaned.get("text", "").strip() and cleaned.get("file"):
            self.add_error("file", self.words["both_texts"])
        elif not self.errors and not (cleaned.get("text", "").strip() or cleaned.get("file")):
            self.add_error("text", self.words["no_text"])
        return cleaned

    def item(self) -> NewItem:
        """The item as it is taken in."""
        typed = dict(self.cleaned_data)
        file = typed.pop("file")
        day: date | None = typed.pop("day")
        return NewItem(**{**typed, "text": typed["text"].strip() or file, "day": day})
