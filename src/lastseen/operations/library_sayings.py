"""The words of interviews: which of them say what is asked for, how often, and the words around each place."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lastseen.domain.rights import May, Rights
from lastseen.domain.searching import Term, spots, terms
from lastseen.domain.sources import Source
from lastseen.operations.pages.asked import Page, Window
from lastseen.storage.moment import at_one_moment
from lastseen.storage.search.finding import sources_telling, texts_by_source
from lastseen.storage.seen_sources import TextKept, Wanted, choices, sources_of

_AROUND = 70
"""How many characters of a text are shown before and after what was found; places nearer than that share a snippet."""
_SHOWN = 4
"""How many snippets of one source are shown; the source itself shows all."""

Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """Words of a text around what was found there: runs of text, each with whether it was asked for.

    ``start`` is the place of the first of these in the text, in code points, ``line`` that place in lines.
    """

    digest: str
    language: str
    role: str
    start: int
    line: int
    runs: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSaying:
    """A source that says what is asked for: how often, and the first places with the words around.

    ``more`` is at how many places beside those it does.
    """

    source: Source
    times: int
    snippets: tuple[Snippet, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sayings:
    """Part of the sources that say something, and what there is to choose from."""

    page: Page[SourceSaying]
    kinds: tuple[str, ...]
    languages: tuple[str, ...]


def find_words(rights: Rights, text: str, wanted: Wanted, window: Window) -> Sayings:
    """The sources as wanted in whose texts all of these words stand, every place counted.

    Raises :class:`~lastseen.domain.rights.NotAllowed` for who may not see identities.
    """
    rights.require(May.IDENTIFY)
    asked = terms(text)
    with at_one_moment():
        total, page = sources_telling(rights, asked, wanted, window.start, window.size) if asked else (0, [])
        described, texts = sources_of(rights, page), texts_by_source(page)
        found = tuple(_saying(described[id_], texts.get(id_, []), asked) for id_ in page)
        there = choices(rights)
        return Sayings(
            page=Page(items=found, total=total, window=window), kinds=there["kinds"], languages=there["languages"]
        )


def _saying(source: Source, texts: Iterable[TextKept], asked: Sequence[Term]) -> SourceSaying:
    found = [(text, group) for text in texts for group in _near(spots(text.text, asked))]
    return SourceSaying(
        source=source,
        times=sum(len(group) for _, group in found),
        snippets=tuple(_snippet(text, group) for text, group in found[:_SHOWN]),
        more=sum(len(group) for _, group in found[_SHOWN:]),
    )


def _near(places: Iterable[Place]) -> Iterator[list[Place]]:
    """Places in groups of which one snippet shows all."""
    group: list[Place] = []
    for place in places:
        if group and place[0] - group[-1][1] > _AROUND:
            yield group
            group = []
        group.append(place)
    if group:
        yield group


def _snippet(text: TextKept, group: Sequence[Place]) -> Snippet:
    first, last = max(0, group[0][0] - _AROUND), group[-1][1] + _AROUND
    runs: list[tuple[str, bool]] = []
    at = first
    for start, end in group:
        runs += [(text.text[at:start], False), (text.text[start:end], True)]
        at = end
    runs.append((text.text[at:last], False))
    return Snippet(
        digest=text.digest,
        language=text.language,
        role=text.role,
        start=group[0][0],
        line=text.text.count("\n", 0, group[0][0]) + 1,
        runs=tuple(run for run in runs if run[0]),
    )
