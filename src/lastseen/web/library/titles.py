"""What is asked for in plain words: one sentence for all of it, and its parts, each of which can be taken away."""

from collections.abc import Iterator
from dataclasses import dataclass

from lastseen.domain.derive.lines import ABSENT
from lastseen.operations.library_query import FACETS, Query
from lastseen.web.library.asking import Asking
from lastseen.web.library.labels import Labels
from lastseen.web.words import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing asked for, in words, and the address of the page that does not ask for it."""

    text: str
    without: str

    @property
    def as_value(self) -> dict[str, str]:
        """The part as a text takes it."""
        return {"v": self.text}


def title(labels: Labels, query: Query, total: int) -> str:
    """How many people are as asked for, and what that is."""
    words = labels.words["title"]
    parts = [text for text, _ in _phrases(labels, Asking(query=query))]
    if not parts:
        return say(words["all"], total, labels.language)
    return say(words["some"], {"n": total, "about": words["between"].join(parts)}, labels.language)


def parts(labels: Labels, asking: Asking) -> tuple[Part, ...]:
    """Everything asked for, one by one."""
    return tuple(Part(text=text, without=without.address) for text, without in _phrases(labels, asking))


def _phrases(labels: Labels, asking: Asking) -> Iterator[tuple[str, Asking]]:
    query, words = asking.query, labels.words["title"]
    for name in ("text", "said", "case", "source"):
        if getattr(query, name):
            yield words[name].format(v=getattr(query, name)), asking.asks(**{name: ""})
    for facet in FACETS:
        if codes := query.chosen.get(facet):
            yield _chosen(labels, facet, codes), asking.chooses(facet, ())
    if query.since is not None or query.until is not None:
        when = labels.wording.when(query.since, query.until)
        yield words["taken"].format(v=when), asking.asks(since=None, until=None)
    if query.youngest is not None or query.oldest is not None:
        yield _ages(words["age"], query.youngest, query.oldest), asking.asks(youngest=None, oldest=None)
    if query.told_by > 1:
        yield words["told_by"].format(v=query.told_by), asking.asks(told_by=1)


def _chosen(labels: Labels, facet: str, codes: tuple[str, ...]) -> str:
    words = labels.words["title"]
    told = [labels.within(facet, code) for code in codes if not code.startswith(ABSENT)]
    said = [words["facets"][facet].format(v=labels.wording.either(told))] if told else []
    absent = [
        words["absent"][code.removeprefix(ABSENT) or "unrecorded"].format(v=labels.words["facets"][facet])
        for code in codes
        if code.startswith(ABSENT)
    ]
    return str(words["or"]).join([*said, *absent])


def _ages(words: dict[str, str], youngest: int | None, oldest: int | None) -> str:
    if youngest is not None and oldest is not None:
        return words["between"].format(low=youngest, high=oldest)
    return words["since"].format(low=youngest) if oldest is None else words["until"].format(high=oldest)
