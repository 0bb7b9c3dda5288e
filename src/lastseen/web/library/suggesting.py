"""What is suggested to somebody who is typing: people, cases, interviews, places and authorities, each with a way."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from lastseen.operations.library import Suggestions
from lastseen.web.library.labels import Labels
from lastseen.web.library.showing import cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One thing that may be meant, what tells it apart from others, and where it is."""

    text: str
    aside: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Suggestions of one kind; ``name`` is the key of its heading."""

    name: str
    label: str
    suggestions: tuple[Suggestion, ...]


def suggested(labels: Labels, found: Suggestions) -> tuple[Group, ...]:
    """Everything suggested, kind by kind; kinds of which there is nothing are left out."""
    made = {
        "people": _people(labels, found),
        "cases": _cases(labels, found),
        "sources": _sources(labels, found),
        "terms": _terms(labels, found),
    }
    groups = ((name, tuple(suggestions)) for name, suggestions in made.items())
    words = labels.words["kinds"]
    return tuple(Group(name=name, label=words[name], suggestions=those) for name, those in groups if those)


def _people(labels: Labels, found: Suggestions) -> Iterator[Suggestion]:
    for row in found.people:
        aside = (cell(labels, row, column) for column in ("sex", "taken", "place", "first"))
        yield Suggestion(
            text=" ".join((row.code, *row.names)),
            aside=" · ".join("/".join(values) for values in aside if values),
            address=reverse("people:person", kwargs={"code": row.code}),
        )


def _cases(labels: Labels, found: Suggestions) -> Iterator[Suggestion]:
    for row in found.cases:
        yield Suggestion(
            text=" ".join((row.code, *row.titles)),
            aside=labels.words["taken_in_case"].format(n=row.people),
            address=reverse("people:case", kwargs={"code": row.code}),
        )


def _sources(labels: Labels, found: Suggestions) -> Iterator[Suggestion]:
    for source in found.sources:
        name = source.external_id
        yield Suggestion(
            text=name,
            aside=labels.of("kind", source.kind),
            address=reverse("sources:page", kwargs={"name": name}),
        )


def _terms(labels: Labels, found: Suggestions) -> Iterator[Suggestion]:
    for term in found.terms:
        yield Suggestion(
            text=labels.of(term.facet, term.code),
            aside=labels.words["facets"][term.facet],
            address=f"{reverse('library:index')}?{urlencode({term.facet: term.code})}",
        )
