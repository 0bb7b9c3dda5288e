"""Texts as their pages show them: the chain from transcript to translations, and two texts beside each other."""

from collections.abc import Iterator
from dataclasses import dataclass

from lastseen.domain.correcting import Correction, Piece
from lastseen.domain.texts import Range, Rows, paragraphs, rows_of
from lastseen.operations.text_shelf import Shelf, TextHeld
from lastseen.web.words import language_name


@dataclass(frozen=True, slots=True, kw_only=True)
class TextShown:
    """A text on its card: the language in words, and its earlier versions, the newest first."""

    text: TextHeld
    language: str
    earlier: tuple[TextHeld, ...]
    aligned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """A text and the translations made from it."""

    original: TextShown
    translations: tuple[TextShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowShown:
    """Paragraphs that stand beside each other."""

    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def is_pair(self) -> bool:
        """Whether there is something on both sides."""
        return bool(self.left and self.right)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Two texts beside each other, row by row where they are aligned; of two versions, the lines that differ."""

    left: TextHeld
    right: TextHeld | None
    rows: tuple[RowShown, ...] = ()
    changes: tuple[tuple[Piece, ...], ...] = ()


def chains(held: Shelf, reader: str) -> tuple[Chain, ...]:
    """The texts that stand: each that translates none of the others, with its translations."""
    return tuple(
        Chain(
            original=_shown(held, text, reader),
            translations=tuple(_shown(held, one, reader) for one in held.translations(text)),
        )
        for text in held.current
        if held.original(text) is None
    )


def _shown(held: Shelf, text: TextHeld, reader: str) -> TextShown:
    original = held.original(text)
    return TextShown(
        text=text,
        language=language_name(text.language, reader),
        earlier=tuple(_earlier(held, text)),
        aligned=original is not None and bool(held.between(original, text)),
    )


def _earlier(held: Shelf, text: TextHeld) -> Iterator[TextHeld]:
    while text.corrects is not None:
        text = held.of(text.corrects)
        yield text


def reading(held: Shelf, left: TextHeld, right: TextHeld | None) -> Reading:
    """Two texts to be read beside each other, or one alone."""
    if right is None:
        return Reading(left=left, right=None, rows=tuple(RowShown(left=(words,), right=()) for words in _words(left)))
    if right in _earlier(held, left) or left in _earlier(held, right):
        return Reading(left=left, right=right, changes=Correction(left.text, right.text).lines())
    return Reading(left=left, right=right, rows=tuple(_beside(left, right, _rows(held, left, right))))


def _rows(held: Shelf, left: TextHeld, right: TextHeld) -> Rows:
    """How the paragraphs of two texts stand beside each other; in one row where that is not known."""
    if pairs := held.between(left, right):
        return rows_of(left.text, right.text, pairs)
    if pairs := held.between(right, left):
        return tuple((one, other) for other, one in rows_of(right.text, left.text, pairs))
    return ((len(paragraphs(left.text)), len(paragraphs(right.text))),)


def _beside(left: TextHeld, right: TextHeld, rows: Rows) -> Iterator[RowShown]:
    words = _words(left), _words(right)
    at = [0, 0]
    for row in rows:
        sides = [words[side][at[side] : at[side] + row[side]] for side in (0, 1)]
        at = [at[side] + row[side] for side in (0, 1)]
        yield RowShown(left=sides[0], right=sides[1])


def _words(text: TextHeld) -> tuple[str, ...]:
    return tuple(place.of(text.text) for place in paragraphs(text.text))


def around(text: str, place: Range, size: int = 60) -> tuple[str, str, str]:
    """The words at a place, with some before and after it in its line."""
    before = text[: place.start].rpartition("\n")[2]
    after = text[place.end :].partition("\n")[0]
    shortened = f"…{before[-size:]}" if len(before) > size else before
    return shortened, place.of(text), f"{after[:size]}…" if len(after) > size else after
