"""What is suggested to somebody who is typing: people, cases, interviews, places and authorities, each with a way."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from lastseen.operations.library import Suggestions
from lastseen.web.library.labels import Labels
from lastseen.web.library.showing import cell
from lastseen.web.words import say


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


def suggested(labels: Labels, found: Suggestions, text: str, *, may_identify: bool) -> tuple[Group, ...]:
    """Everything suggested, kind by kind, kinds of which there is nothing left out; at last the way to all of it.

    ``text`` is what was typed so far; who may not identify is led to no words of interviews.
    """
    made = {
        "people": _people(labels, found),
        "cases": _cases(labels, found),
        "sources": _sources(labels, found),
        "terms": _terms(labels, found),
        "more": _more(labels, found, text, may_identify=may_identify) if text.strip() else (),
    }
    groups = ((name, tuple(suggestions)) for name, suggestions in made.items())
    return tuple(
        Group(name=name, label=_label(labels, name, len(those), found.counts.get(name, 0)), suggestions=those)
        for name, those in groups
        if those
    )


def _label(labels: Labels, kind: str, shown: int, total: int) -> str:
    """What a kind is called, and of how many some are shown."""
    label = str(labels.words["kinds"][kind])
    return (
        say(labels.words["some_of"], {"kind": label, "n": shown, "total": total}, labels.language)
        if total > shown
        else label
    )


def _people(labels: Labels, found: Suggestions) -> Iterator[Suggestion]:
    for row in found.people:
        aside = {column: "/".join(cell(labels, row, column)) for column in ("role", "sex", "age", "taken", "place")}
        aside["age"] = aside["age"] and labels.words["suggested_age"].format(v=aside["age"])
        yield Suggestion(
            text=" ".join((row.code, *row.names)),
            aside=" · ".join(filter(None, aside.values())),
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
            aside=" · ".join(filter(None, (labels.of("kind", source.kind), str(source.day or ""), source.title))),
            address=reverse("sources:page", kwargs={"name": name}),
        )


def _terms(labels: Labels, found: Suggestions) -> Iterator[Suggestion]:
    for term in found.terms:
        yield Suggestion(
            text=labels.of(term.facet, term.code),
            aside=labels.words["facets"][term.facet],
            address=f"{reverse('library:index')}?{urlencode({term.facet: term.code})}",
        )


def _more(labels: Labels, found: Suggestions, text: str, *, may_identify: bool) -> Iterator[Suggestion]:
    """The list of everybody found, and the words of interviews."""
    words = labels.words["more_found"]
    if found.total:
        said = say(words["people"], found.total, labels.language)
        yield Suggestion(text=said, aside="", address=f"{reverse('library:index')}?{urlencode({'text': text})}")
    if may_identify:
        said = words["words"].format(v=text.strip())
        yield Suggestion(text=said, aside="", address=f"{reverse('library:words')}?{urlencode({'q': text})}")
