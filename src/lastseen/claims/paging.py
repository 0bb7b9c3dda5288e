"""On which page of a report each number stands, so that a letter can point to it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from lastseen.claims.reference import Fact, Reference


def paged(reference: Reference, pages: Sequence[str], language: str) -> Reference:
    """The reference with the page of each fact: the first, counted from one, that has its number and its words.

    ``language`` is that of the report. A fact of which no page has all stays without one.
    """
    plain = [" ".join(page.casefold().split()) for page in pages]
    labels = dict(reference.labels(language))
    facts = {id_: replace(fact, page=_page(fact, labels[id_], plain)) for id_, fact in reference.facts.items()}
    return replace(reference, facts=facts)


def _page(fact: Fact, label: str, pages: Sequence[str]) -> int:
    words = re.sub(r"\([^)]*\)", " ", label.casefold()).split()
    number = re.compile(rf"(?<![\d.,]){fact.n:g}(?![\d%]|[.,]\d)")
    found = (place for place, page in enumerate(pages, start=1) if all(word in page for word in words))
    return next((place for place in found if number.search(pages[place - 1])), fact.page)
