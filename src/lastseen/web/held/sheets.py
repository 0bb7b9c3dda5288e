"""The sheets to print in one language: statements, the consents to tick, and the questions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lastseen.domain.conduct import Asked
from lastseen.domain.questionnaire import Questionnaire, Statement, StatementKind, in_language
from lastseen.domain.vocabulary import Vocabulary
from lastseen.operations.conduct_forms import Forms
from lastseen.web.held.asking import SectionShown, sections
from lastseen.web.words import words_in


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementSheet:
    """A statement to be read out; after one on consent stand the uses to be ticked."""

    label: str
    key: str
    paragraphs: tuple[str, ...]
    is_consent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """Everything to print in one language, with the words of that language."""

    language: str
    words: Mapping[str, Any]
    statements: tuple[StatementSheet, ...]
    uses: tuple[str, ...]
    label: str
    key: str
    note: str
    sections: tuple[SectionShown, ...]


def sheets(language: str, forms: Forms, form: Questionnaire, vocabularies: Mapping[str, Vocabulary]) -> Sheets:
    """The sheets in one language: the newest version of each statement, safety first, and one questionnaire."""
    newest: dict[str, Statement] = {}
    for statement in forms.statements.values():
        newest.setdefault(statement.id, statement)
    uses = vocabularies["consent-purpose"]
    return Sheets(
        language=language,
        words=words_in(language)["held"],
        statements=tuple(
            StatementSheet(
                label=in_language(one.labels, language) or one.id,
                key=one.key,
                paragraphs=in_language(one.text, language) or (),
                is_consent=one.kind is StatementKind.CONSENT,
            )
            for one in sorted(newest.values(), key=lambda one: one.kind is StatementKind.CONSENT)
        ),
        uses=tuple(term.label(language) for term in uses.terms),
        label=in_language(form.labels, language) or form.id,
        key=form.key,
        note=in_language(form.note, language) or "",
        sections=sections(form, Asked(), language),
    )
