"""The words of an interview on its page: one of its texts, its passages marked, with what renders each part."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lastseen.domain.searching import spots, terms
from lastseen.domain.sources import Passage
from lastseen.domain.texts import Range, Segment, paragraphs
from lastseen.operations.pages import SourcePage
from lastseen.operations.text_shelf import Shelf, TextHeld
from lastseen.web.sources.transcript import FOUND, Mark, Sentence, lines


@dataclass(frozen=True, slots=True, kw_only=True)
class LineShown:
    """A line of a text. ``rendered`` are the passages cited in what renders it; ``beside`` is what renders it."""

    sentences: tuple[Sentence, ...]
    rendered: tuple[str, ...] = ()
    beside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextShown:
    """One text of the source, cut at its passages; ``leads`` gives the account that a passage leads to, by its name.

    ``choices`` are the texts there are to read, ``other`` is the one that renders this or is rendered by it, and
    ``elsewhere`` the address of each passage that stands in neither.
    """

    text: TextHeld
    lines: tuple[LineShown, ...]
    leads: Mapping[str, str]
    choices: tuple[TextHeld, ...]
    other: TextHeld | None
    with_other: bool
    elsewhere: Mapping[str, str]
    left: tuple[Passage, ...]


def text_shown(page: SourcePage, held: Shelf, asked: str, words: str, *, with_other: bool) -> TextShown | None:
    """The text that is asked for by name, else the newest transcript; None where there is no text.

    Wherever any of the ``words`` stands, it is marked as found.

    Raises :class:`~lastseen.operations.pages.NotFound`.
    """
    text = held.text(asked) if asked else next(iter(held.current), None)
    if text is None:
        return None
    original = held.original(text)
    other = original or next(iter(held.translations(text)), None)
    pairs = _pairs(held, text, other)
    cited = [one.passage for one in page.cited]
    found = [Mark(start, end, f"{FOUND}{start}") for start, end in spots(text.text, terms(words))]
    return TextShown(
        text=text,
        lines=tuple(_lines(text, (other, pairs), cited, found)),
        leads={str(one.passage.id): str(one.by[0][0]) for one in page.cited if one.by},
        choices=tuple(dict.fromkeys((*held.current, text))),
        other=other,
        with_other=with_other and other is not None,
        elsewhere=_elsewhere(held, cited, {text.digest, *(() if other is None else (other.digest,))}),
        left=held.left,
    )


def _pairs(held: Shelf, text: TextHeld, other: TextHeld | None) -> tuple[Segment, ...]:
    """The segments between a text and the other, this one's range first, whichever translates which."""
    if other is None:
        return ()
    if held.original(text) == other:
        return tuple(sorted(Segment(one.translation, one.original) for one in held.between(other, text)))
    return held.between(text, other)


def _lines(
    text: TextHeld,
    beside: tuple[TextHeld | None, Iterable[Segment]],
    cited: Iterable[Passage],
    found: Iterable[Mark],
) -> Iterable[LineShown]:
    """The lines, each with what stands beside it at the end of its segment, and the passages cited there."""
    other, pairs = beside
    own = [*found]
    own += [Mark(p.start, p.end, str(p.id)) for p in cited if p.text_digest == text.digest]
    apart = [p for p in cited if other is not None and p.text_digest == other.digest]
    for place, sentences in zip(paragraphs(text.text), lines(text.text, own), strict=True):
        here = [pair for pair in pairs if pair.original.meets(place)]
        rendered = (
            p for p in apart for pair in here if _stands(p, pair.translation) and pair.original.end <= place.end
        )
        ends = [pair.translation for pair in here if pair.original.end <= place.end]
        yield LineShown(
            sentences=sentences,
            rendered=tuple(dict.fromkeys(str(p.id) for p in rendered)),
            beside="" if other is None else "\n".join(one.of(other.text) for one in ends),
        )


def _stands(passage: Passage, place: Range) -> bool:
    return Range(passage.start, passage.end).meets(place)


def _elsewhere(held: Shelf, cited: Iterable[Passage], shown: set[str]) -> dict[str, str]:
    """Where the passages are read that stand in none of the texts shown."""
    found = ((passage, held.like(passage.text_digest)) for passage in cited if passage.text_digest not in shown)
    return {str(passage.id): f"?text={text.name}" for passage, text in found if text is not None}
