"""The forms of texts: a new one, a correction, and who answers for one; what is refused is refused at its field."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from lastseen.domain.answers import PassageId
from lastseen.domain.errors import Refusal
from lastseen.domain.sources import locate
from lastseen.domain.texts import Credits, Range, TextState
from lastseen.operations.correcting import CorrectionSeen
from lastseen.operations.text_shelf import ROLES, TRANSLATION
from lastseen.operations.texts import NewText
from lastseen.web.texts.uploads import UnreadableFile, pasted, uploaded
from lastseen.web.words import told, words_in

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", re.ASCII)
GONE, OTHER = "gone", "other"
"""What may be chosen for a passage beside the places that are offered."""


def is_language(typed: str) -> bool:
    """Whether this is the tag of a language (BCP 47), as far as its shape tells."""
    return _LANGUAGE.fullmatch(typed) is not None


class CreditsForm(forms.Form):
    """Who made and who checked a text, and how far it is."""

    author = forms.CharField(max_length=150)
    checker = forms.CharField(max_length=150, required=False)
    state = forms.ChoiceField(choices=[(state.value, state.value) for state in TextState])

    def __init__(self, data: QueryDict | None, language: str, held: Credits | None = None, me: str = "") -> None:
        """With what stands now; ``me`` is the name of whoever looks at it."""
        made = Credits(author=me) if held is None else held
        super().__init__(data, initial={"author": made.author, "checker": made.checker, "state": made.state.value})
        self.language = language
        _needed(self, language)

    def credits(self) -> Credits | None:
        """What was typed; None where it is refused, which the form then says."""
        if not self.is_valid():
            return None
        typed = self.cleaned_data
        try:
            return Credits(author=typed["author"], checker=typed["checker"], state=TextState(typed["state"]))
        except Refusal as refusal:
            self.add_error("checker", " ".join(told(refusal, self.language)))
            return None


class NewTextForm(forms.Form):
    """A text to be entered: pasted, or in a file."""

    role = forms.ChoiceField(choices=[(role, role) for role in ROLES])
    translates = forms.CharField(max_length=12, required=False)
    language = forms.CharField(max_length=20)
    author = forms.CharField(max_length=150)
    text = forms.CharField(required=False, strip=False)
    file = forms.FileField(required=False)

    def __init__(self, data: QueryDict | None, files: Any, language: str, initial: Mapping[str, str]) -> None:
        """``language`` is that of the reader."""
        super().__init__(data, files, initial=dict(initial))
        self.words: Mapping[str, str] = words_in(language)["texts"]["refused"]
        _needed(self, language)

    def clean_language(self) -> str:
        """The tag of a language."""
        typed: str = self.cleaned_data["language"]
        if not is_language(typed):
            raise forms.ValidationError(self.words["not_a_language"])
        return typed

    def clean_text(self) -> str:
        """The text as pasted."""
        typed: str = self.cleaned_data["text"]
        return self._read(lambda: pasted(typed))

    def clean_file(self) -> str:
        """The text that a file holds."""
        file = self.cleaned_data["file"]
        return "" if file is None else self._read(lambda: uploaded(file))

    def clean(self) -> dict[str, Any]:
        """One text, not two, and of a translation what it was made from."""
        cleaned = super().clean() or {}
        if cleaned.get("text") and cleaned.get("file"):
            self.add_error("file", self.words["both_texts"])
        if cleaned.get("role") == TRANSLATION and not cleaned.get("translates"):
            self.add_error("translates", self.words["needed"])
        return cleaned

    def new(self) -> NewText:
        """The text as it is entered; whoever made it asks for it to be checked."""
        typed = self.cleaned_data
        return NewText(
            role=typed["role"],
            language=typed["language"],
            text=typed["text"] or typed["file"],
            made=Credits(author=typed["author"]),
            translates=typed["translates"] if typed["role"] == TRANSLATION else "",
        )

    def _read(self, read: Any) -> str:
        try:
            text: str = read()
        except UnreadableFile as error:
            raise forms.ValidationError(self.words[str(error)]) from error
        return text


def _needed(form: forms.Form, language: str) -> None:
    """Say in the reader's language that a field is needed."""
    for field in form.fields.values():
        field.error_messages["required"] = words_in(language)["texts"]["refused"]["needed"]


def chosen_places(
    seen: CorrectionSeen, source: str, data: QueryDict, language: str
) -> tuple[dict[PassageId, Range | None], dict[UUID, str]]:
    """Where somebody says that passages stand, and why it cannot be where they say, each by the passage's id.

    A place is chosen by its number among those offered, as the words that stand there, or as none.
    """
    places: dict[PassageId, Range | None] = {}
    errors: dict[UUID, str] = {}
    for one in seen.undecided:
        id_ = one.passage.id
        chosen = data.get(f"place:{id_}", "")
        if chosen == GONE:
            places[id_] = None
        elif chosen == OTHER:
            try:
                places[id_] = Range(*locate(seen.text, data.get(f"words:{id_}", "").strip(), source))
            except Refusal as refusal:
                errors[id_] = " ".join(told(refusal, language))
        elif chosen in {str(number) for number in range(len(one.places))}:
            places[id_] = one.places[int(chosen)]
    return places, errors
