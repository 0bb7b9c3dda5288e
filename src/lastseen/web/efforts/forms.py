"""The forms of an effort and of what came back: each gives the value that its operation takes."""

from dataclasses import fields
from typing import Any

from django import forms

from lastseen.domain.efforts import EFFORT_VOCABULARIES, Effort, Reply
from lastseen.web.acting import Act
from lastseen.web.speech import Speech


class Try(Act):
    """What was done, what is due next, and whether it is closed."""

    area = "efforts"

    def __init__(self, speech: Speech, effort: Effort | None, data: Any = None) -> None:
        super().__init__(speech, data)
        self.add_term("kind", EFFORT_VOCABULARIES["kind"])
        self.add_term("forum", EFFORT_VOCABULARIES["forum"])
        self.add_reason("what")
        self.add_day("day", required=False)
        self.add("number", forms.CharField(max_length=200, required=False))
        for name in ("consent", "state"):
            self.add_term(name, EFFORT_VOCABULARIES[name], required=False)
        self.add_day("due", required=False)
        self.add("due_what", forms.CharField(max_length=1000, required=False))
        if effort is not None:
            self.add_day("closed", required=False)
            self.add("closed_why", forms.CharField(max_length=1000, required=False))
            self.initial = {part.name: getattr(effort, part.name) for part in fields(Effort)}

    def made(self) -> Effort:
        """The effort that was typed."""
        return Effort(**self.cleaned_data)


class Answer(Act):
    """What came back: when, from whom, which kind of answer."""

    area = "efforts"

    def __init__(self, speech: Speech, data: Any = None) -> None:
        super().__init__(speech, data)
        self.add_day("day", required=False)
        self.add("sender", forms.CharField(max_length=300))
        self.add_term("answer", "reply-kind")
        self.add("words", forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=4000, required=False))
        self.add("source", forms.CharField(max_length=200, required=False))

    def made(self) -> Reply:
        """The reply that was typed."""
        return Reply(**self.cleaned_data)
