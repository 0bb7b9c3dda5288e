"""The questions of an interview as their form and their page show them: each with what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from lastseen.domain.answers import Absence
from lastseen.domain.conduct import Answered, Asked
from lastseen.domain.questionnaire import Question, Questionnaire, in_language

ANSWERED = "answered"
"""What is typed for a question that was asked and answered; the absences are typed as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionShown:
    """One question, and what became of it: ``outcome`` is empty where nothing was marked."""

    code: str
    label: str
    hint: str
    outcome: str
    quote: str
    note: str
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionShown:
    """A heading and its questions."""

    label: str
    questions: tuple[QuestionShown, ...]


def sections(form: Questionnaire, asked: Asked, language: str) -> tuple[SectionShown, ...]:
    """The questionnaire as one interview answers it."""
    return tuple(
        SectionShown(
            label=_said(section.labels, language),
            questions=tuple(_shown(one, asked.answers.get(one.code), language) for one in section.questions),
        )
        for section in form.sections
    )


def _shown(question: Question, answered: Answered | None, language: str) -> QuestionShown:
    outcome = "" if answered is None else (answered.absence or ANSWERED)
    return QuestionShown(
        code=question.code,
        label=_said(question.labels, language),
        hint=_said(question.hint, language),
        outcome=outcome,
        quote="" if answered is None else answered.quote,
        note="" if answered is None else answered.note,
    )


def _said(words: Mapping[str, str], language: str) -> str:
    return in_language(words, language) or ""


def typed(form: Questionnaire, data: QueryDict) -> Asked:
    """What was typed of each question; with ``rest``, whatever has no mark was not asked.

    A quote or a note without a mark says that it was answered.
    """
    rest = Absence.NOT_ASKED if data.get("rest") else None
    answers = ((one.code, _answered(one.code, data, rest)) for one in form.questions)
    return Asked(questionnaire=form.key, answers={code: one for code, one in answers if one is not None})


def _answered(code: str, data: QueryDict, rest: Absence | None) -> Answered | None:
    outcome, quote, note = (data.get(f"{part}:{code}", "").strip() for part in ("outcome", "quote", "note"))
    if outcome in tuple(Absence):
        return Answered(absence=Absence(outcome), quote=quote, note=note)
    if outcome == ANSWERED or quote or note:
        return Answered(quote=quote, note=note)
    return None if rest is None else Answered(absence=rest)


def counts(form: Questionnaire, asked: Asked) -> dict[str, int]:
    """How many questions were answered, declined, not known, not asked, and left without a mark."""
    outcomes = [
        "open" if one is None else (one.absence or ANSWERED).replace("-", "_")
        for one in (asked.answers.get(question.code) for question in form.questions)
    ]
    return {name: outcomes.count(name) for name in (ANSWERED, "refused", "unknown", "not_asked", "open")}
