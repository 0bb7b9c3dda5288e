"""The forms of interviews: a new one, with its transcript, and the matrix of its consents."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from lastseen.domain.accounts import SourceId
from lastseen.domain.decisions import Consent, ConsentAnswer, IdentityLevel
from lastseen.domain.vocabulary import Vocabulary
from lastseen.operations.collecting import Collected
from lastseen.web.words import words_in

LARGEST = 2 * 2**20
"""How many bytes a transcript may have."""
NO_SOURCE = SourceId(UUID(int=0))
"""Stands for the source in cells of which it is not known yet; whoever records them puts it in."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", re.ASCII)


class NewInterview(forms.Form):
    """An interview to be taken in; what is refused is refused at its field, and what was typed stays."""

    name = forms.CharField(max_length=200)
    kind = forms.CharField()
    language = forms.CharField(max_length=20)
    day = forms.CharField(required=False)
    compartment = forms.CharField(max_length=60)
    interviewee = forms.CharField(required=False, max_length=100)
    title = forms.CharField(required=False, max_length=300)
    text = forms.CharField(required=False, strip=False)
    file = forms.FileField(required=False)

    def __init__(self, data: QueryDict | None, uploaded: Any, language: str) -> None:
        """``language`` is that of the reader."""
        super().__init__(data, uploaded, initial={"kind": "interview"})
        self.words: Mapping[str, str] = words_in(language)["sources"]["refused"]
        for field in self.fields.values():
            field.error_messages["required"] = self.words["needed"]

    def clean_day(self) -> date | None:
        """The day, written as in ISO 8601."""
        typed: str = self.cleaned_data["day"]
        return _day(typed, self.words)

    def clean_language(self) -> str:
        """A language tag (BCP 47)."""
        typed: str = self.cleaned_data["language"]
        if not _LANGUAGE.fullmatch(typed):
            raise forms.ValidationError(self.words["not_a_language"])
        return typed

    def clean_text(self) -> str:
        """The transcript as pasted: line ends are those of the browser, and become one letter each."""
        typed: str = self.cleaned_data["text"]
        return self._checked(typed.replace("\r\n", "\n"))

    def clean_file(self) -> str:
        """The transcript in a file: text in UTF-8 and nothing else, whatever the file calls itself."""
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        if file is None:
            return ""
        if not (file.name or "").lower().endswith(".txt"):
            raise forms.ValidationError(self.words["not_text"])
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(self.words["too_large"])
        try:
            text = file.read().decode("utf-8", errors="strict")
        except UnicodeDecodeError as error:
            raise forms.ValidationError(self.words["not_utf8"]) from error
        return self._checked(text.removeprefix("\ufeff"))

    def clean(self) -> dict[str, Any]:
        """One transcript, not two."""
        cleaned = super().clean() or {}
        if cleaned.get("text") and cleaned.get("file"):
            self.add_error("file", self.words["both_texts"])
        return cleaned

    def collected(self, consents: Sequence[Consent]) -> Collected:
        """The interview as it is taken in."""
        typed = self.cleaned_data
        return Collected(
            **{
                name: typed[name] for name in ("name", "kind", "language", "compartment", "day", "title", "interviewee")
            },
            text=typed["text"] or typed["file"],
            consents=consents,
        )

    def _checked(self, text: str) -> str:
        if len(text.encode()) > LARGEST:
            raise forms.ValidationError(self.words["too_large"])
        if _CONTROLS.search(text):
            raise forms.ValidationError(self.words["controls"])
        return text


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRow:
    """One purpose as the form of consents shows it."""

    purpose: str
    label: str
    recipient: str
    answer: str
    identity: str
    until: str
    withdrawn: date | None = None
    error: str = ""

    @property
    def key(self) -> str:
        """What the fields of the row are called by: the purpose, and the recipient where it is one of its own."""
        return f"{self.purpose}|{self.recipient}"


def consent_rows(held: Sequence[Consent], purposes: Vocabulary, language: str) -> list[ConsentRow]:
    """The matrix as it stands: every purpose, and every recipient with an answer of its own."""
    by_purpose: dict[str, list[Consent | None]] = {term.code: [] for term in purposes.terms}
    for cell in held:
        by_purpose.setdefault(cell.purpose, []).append(cell)
    return [
        _row(purpose, cell, purposes.label(purpose, language))
        for purpose, cells in by_purpose.items()
        for cell in (cells or [None])
    ]


def _row(purpose: str, cell: Consent | None, label: str) -> ConsentRow:
    if cell is None:
        answer, identity = ConsentAnswer.NOT_ASKED, IdentityLevel.NONE
        return ConsentRow(purpose=purpose, label=label, recipient="", answer=answer, identity=identity, until="")
    until = "" if cell.until is None else cell.until.isoformat()
    return ConsentRow(
        purpose=purpose,
        label=label,
        recipient=cell.recipient,
        answer=cell.answer,
        identity=cell.identity,
        until=until,
        withdrawn=cell.withdrawn,
    )


def typed_rows(rows: Sequence[ConsentRow], data: QueryDict, language: str) -> list[ConsentRow]:
    """The rows with what was typed in their place, and what is wrong with it."""
    words = words_in(language)["sources"]["refused"]
    return [_typed(row, data, words) for row in rows]


def _typed(row: ConsentRow, data: QueryDict, words: Mapping[str, str]) -> ConsentRow:
    answer, identity, until = (data.get(f"{part}:{row.key}", "") for part in ("answer", "identity", "until"))
    error = ""
    try:
        _day(until, words)
    except forms.ValidationError as wrong:
        error = wrong.messages[0]
    return ConsentRow(
        purpose=row.purpose,
        label=row.label,
        recipient=row.recipient,
        answer=answer if answer in tuple(ConsentAnswer) else row.answer,
        identity=identity if identity in tuple(IdentityLevel) else row.identity,
        until=until,
        withdrawn=row.withdrawn,
        error=error,
    )


def changed_cells(before: Sequence[ConsentRow], after: Sequence[ConsentRow]) -> Iterator[Consent]:
    """The cells that say something else than before; an answer given anew is not withdrawn."""
    for old, new in zip(before, after, strict=True):
        if (old.answer, old.identity, old.until) != (new.answer, new.identity, new.until):
            yield Consent(
                source=NO_SOURCE,
                purpose=new.purpose,
                recipient=new.recipient,
                identity=IdentityLevel(new.identity),
                answer=ConsentAnswer(new.answer),
                until=date.fromisoformat(new.until) if new.until else None,
            )


def _day(typed: str, words: Mapping[str, str]) -> date | None:
    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise forms.ValidationError(words["not_a_day"]) from error
