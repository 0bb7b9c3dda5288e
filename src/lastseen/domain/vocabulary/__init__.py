"""Vocabularies: the codes that answers are given in."""

from lastseen.domain.vocabulary.reading import extend, parse_vocabulary
from lastseen.domain.vocabulary.terms import (
    Attribute,
    MalformedVocabulary,
    PeriodName,
    Term,
    UnknownTerm,
    Vocabulary,
    digest_input,
)

__all__ = [
    "Attribute",
    "MalformedVocabulary",
    "PeriodName",
    "Term",
    "UnknownTerm",
    "Vocabulary",
    "digest_input",
    "extend",
    "parse_vocabulary",
]
