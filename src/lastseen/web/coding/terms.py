"""The terms of every vocabulary that fields take their codes from, as the pickers of the page search them."""

from collections.abc import Mapping

from lastseen.domain.accounts import ACCOUNT_TYPES, ValueKind, specs
from lastseen.domain.vocabulary import Term, Vocabulary
from lastseen.web.coding.forms import word_of

_CODED = {
    spec.vocabulary
    for kind in ACCOUNT_TYPES.values()
    for spec in specs(kind).values()
    if spec.kind in (ValueKind.CODE, ValueKind.AUTHORITY)
}


def terms(vocabularies: Mapping[str, Vocabulary], language: str) -> dict[str, list[list[str]]]:
    """Of each vocabulary the terms: what is put into the field, the label, and every word it is found by."""
    return {
        name: [_term(term, vocabularies[name], language) for term in vocabularies[name].terms]
        for name in sorted(_CODED)
    }


def _term(term: Term, vocabulary: Vocabulary, language: str) -> list[str]:
    above = "" if term.parent is None else vocabulary.label(term.parent, language)
    words = dict.fromkeys([*term.words(), term.code])
    return [word_of(term.code, vocabulary, language), term.label(language), above, "\n".join(words)]
