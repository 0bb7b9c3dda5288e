"""The forms by which something is decided about a person: a conclusion, a finding, a hold, a judgement of risk.

Each gives the value that the operation takes. The accounts it hangs on are all that tell of the person, and those of
the case where it is about how the person was taken: exactly what whoever decides has before them.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from lastseen.domain.accounts import AccountId
from lastseen.domain.decisions import Conclusion, Finding
from lastseen.domain.derive.variables import SHAPES, Shape
from lastseen.domain.protection import Harmed, Hold, Risk, RiskLevel, Subject
from lastseen.operations.pages import PersonPage
from lastseen.operations.pages.parts import TakingSeen
from lastseen.web.acting import Act
from lastseen.web.people.showing import OF_PERSON
from lastseen.web.speech import VOCABULARY, Speech

Choices = list[tuple[str, Any]]


def accounts_on(page: PersonPage, taking: TakingSeen) -> frozenset[AccountId]:
    """The accounts a decision on one taking hangs on: those of the person, and those of its case."""
    return page.own | {account.id for account in page.cases if account.code == taking.case}


class Conclude(Act):
    """The value of one variable that the organisation stands by, and why."""

    def __init__(self, speech: Speech, about: tuple[str, PersonPage, TakingSeen], data: Any = None) -> None:
        super().__init__(speech, data)
        self.variable, self.page, self.taking = about
        match SHAPES[self.variable]:
            case Shape.DATE:
                self._add_ends(forms.DateField, {"type": "date"}, {"invalid": self.words["not_a_day"]})
            case Shape.NUMBER:
                self._add_ends(forms.IntegerField, {"inputmode": "numeric"}, {"invalid": self.words["not_a_number"]})
            case Shape.SINGLE:
                self.add("value", forms.ChoiceField(choices=[("", "—"), *self._terms()]))
            case Shape.MULTIPLE:
                boxes = forms.CheckboxSelectMultiple()
                self.add("value", forms.MultipleChoiceField(choices=self._terms(), widget=boxes))
        self.add_reason()

    def _add_ends(self, kind: type[forms.Field], attributes: dict[str, str], errors: dict[str, str]) -> None:
        for name in ("first", "last"):
            widget = forms.TextInput(attrs=attributes)
            self.add(name, kind(widget=widget, error_messages=errors, required=name == "first"))

    def _terms(self) -> Choices:
        """The codes that sources tell first, then all others in the order of their vocabulary."""
        answer = self.taking.answers[self.variable]
        told = dict.fromkeys(code for _, possible in answer.readings for code in possible.codes)
        terms = self.speech.vocabularies[VOCABULARY[self.variable]].terms
        labels = {term.code: term.label(self.speech.language) for term in terms}
        first = [(code, labels[code]) for code in told if code in labels]
        rest = [(code, label) for code, label in labels.items() if code not in told]
        heads = self.words["told"], self.words["others"]
        return [(head, group) for head, group in zip(heads, (first, rest), strict=True) if group]

    def clean(self) -> dict[str, Any]:
        """The two ends in their order; one end alone is both."""
        cleaned = super().clean() or {}
        if "first" in self.fields:
            first, last = cleaned.get("first"), cleaned.get("last")
            cleaned["last"] = first if last is None else last
            if first is not None and last is not None and last < first:
                self.add_error("last", self.words["reversed"])
        return cleaned

    def made(self) -> Conclusion:
        """The conclusion that was typed."""
        cleaned = self.cleaned_data
        ends = [str(cleaned[name]) for name in ("first", "last") if name in self.fields]
        value = cleaned.get("value", ends)
        is_of_person = self.variable in OF_PERSON
        return Conclusion(
            accounts=self.page.own if is_of_person else accounts_on(self.page, self.taking),
            variable=self.variable,
            values=(value,) if isinstance(value, str) else tuple(value),
            reason=cleaned["reason"],
        )


class Find(Act):
    """What was found of one taking, by which standard of proof, and why."""

    def __init__(self, speech: Speech, page: PersonPage, taking: TakingSeen, data: Any = None) -> None:
        super().__init__(speech, data)
        self.page, self.taking = page, taking
        for name, vocabulary in (("outcome", "finding-outcome"), ("standard", "finding-standard")):
            self.add_term(name, vocabulary)
        self.add_reason()

    def made(self) -> Finding:
        """The finding that was typed."""
        accounts = accounts_on(self.page, self.taking)
        typed = {name: self.cleaned_data[name] for name in ("standard", "outcome", "reason")}
        return Finding(accounts=accounts, **typed)


class Protect(Act):
    """What a hold and a judgement of risk have in common: judged by whom, and until when."""

    def __init__(self, speech: Speech, page: PersonPage, me: str, data: Any = None) -> None:
        super().__init__(speech, data)
        self.page = page
        self.add_own()
        self.add("judged_by", forms.CharField(initial=me, max_length=200))
        self.add_day("review")

    def add_own(self) -> None:
        """The fields of its own."""
        raise NotImplementedError

    def subject(self) -> Subject:
        """What it hangs on."""
        return Subject(accounts=self.page.own)


class PlaceHold(Protect):
    """Nothing leaves, for a reason, until it is lifted."""

    def add_own(self) -> None:
        """What is held, and why."""
        self.add("what", forms.CharField(max_length=1000))
        self.add_reason("why")

    def made(self) -> Hold:
        """The hold that was typed."""
        typed = {name: self.cleaned_data[name] for name in ("what", "why", "judged_by", "review")}
        return Hold(subject=self.subject(), **typed)


class JudgeRisk(Protect):
    """Who could be harmed, how, and how likely."""

    def add_own(self) -> None:
        """Who, how, and how great the risk is."""
        for name, known in (("harmed", Harmed), ("level", RiskLevel)):
            labels: Iterable[tuple[str, str]] = ((one.value, self.words[name][one.value]) for one in known)
            self.add(name, forms.ChoiceField(choices=[("", "—"), *labels]))
        self.add_reason("how")

    def made(self) -> Risk:
        """The judgement that was typed."""
        typed = self.cleaned_data
        day: date = typed["review"]
        return Risk(
            subject=self.subject(),
            harmed=Harmed(typed["harmed"]),
            level=RiskLevel(typed["level"]),
            how=typed["how"],
            judged_by=typed["judged_by"],
            review=day,
        )
