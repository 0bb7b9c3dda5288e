"""Refusals of decisions in the reader's language, without the ids that only a file of decisions knows."""

from lastseen.domain.errors import Refusal
from lastseen.web.words import told, words_in


def refusal_words(refusal: Refusal, language: str) -> tuple[str, str]:
    """What was refused and what would mend it: in words of these pages where they have some."""
    own = words_in(language)["people"]["refused"].get(refusal.code)
    return told(refusal, language) if own is None else (own["sentence"], own["hint"])
