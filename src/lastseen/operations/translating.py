"""Translating in the browser: each paragraph of a text with a box for its translation, kept until it is finished.

Nothing is said yet before it is finished: what is kept stands outside the ledger, seen by nobody but whoever writes it.
Whatever two windows make of one box, neither is lost: the later is told what the earlier has kept.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from lastseen.domain.errors import Refusal
from lastseen.domain.rights import May, Rights
from lastseen.domain.texts import Credits, Range, Segment, paragraphs
from lastseen.operations.text_shelf import TRANSLATION, Shelf, TextHeld, shelf_within
from lastseen.operations.texts import NewText, enter_text
from lastseen.operations.users import authorised
from lastseen.operations.workspace import Workspace
from lastseen.storage.drafts import at_desk
from lastseen.storage.ledger import recording
from lastseen.storage.moment import at_one_moment
from lastseen.storage.search.keeping import reindex
from lastseen.storage.seen_sources import sources_of
from lastseen.storage.translating import (
    TranslationKept,
    TranslationPlace,
    drop_translation,
    held_translation,
    put_translation,
    translations_of,
)


class TranslationGaps(Refusal):
    """Some paragraphs are neither translated nor said to be part of another."""

    code = "translation.gaps"
    sentence = "{count} paragraphs have no translation yet; the first is number {first}."
    hint = "Translate them, or say that they are translated together with the paragraph above."


@dataclass(frozen=True, slots=True)
class Translating:
    """What is translated: a text of a source, each by its name, into a language."""

    source: str
    text: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A paragraph and its translation; ``joined`` where that is part of the one above.

    ``changed`` is the version in which it was last changed, nought where nothing is kept.
    """

    number: int
    original: Range
    words: str = ""
    joined: bool = False
    changed: int = 0

    @property
    def is_done(self) -> bool:
        """Whether it is translated, by itself or with the one above."""
        return bool(self.words.strip()) or (self.joined and self.number > 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedBox:
    """What was typed into a box that showed the version ``base``."""

    number: int
    words: str
    joined: bool
    base: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationDesk:
    """A text as somebody translates it; ``saved`` is None where nothing is kept yet."""

    held: Shelf
    text: TextHeld
    language: str
    boxes: tuple[Box, ...]
    saved: datetime | None

    @property
    def done(self) -> int:
        """How many paragraphs are translated."""
        return sum(box.is_done for box in self.boxes)


def translation_desk(rights: Rights, what: Translating) -> TranslationDesk:
    """The desk at which somebody translates a text. Raises as :func:`~lastseen.operations.text_shelf.shelf` does."""
    _require(rights)
    with at_one_moment():
        held = shelf_within(rights, what.source)
        text = held.text(what.text)
        kept = held_translation(_place(rights.user, text, what.language))
        boxes = tuple(_boxes(text, {} if kept is None else kept.content))
        return TranslationDesk(
            held=held, text=text, language=what.language, boxes=boxes, saved=None if kept is None else kept.at
        )


def save_boxes(rights: Rights, what: Translating, typed: Iterable[TypedBox], *, at: datetime) -> frozenset[int]:
    """Keep what was typed into boxes; gives those that another window has changed meanwhile, which stay as they are.

    Raises as :func:`translation_desk` does.
    """
    _require(rights)
    text = shelf_within(rights, what.source).text(what.text)
    place = _place(rights.user, text, what.language)
    with at_desk():
        kept = held_translation(place, locked=True)
        boxes = {box.number: box for box in _boxes(text, {} if kept is None else kept.content)}
        version = 1 if kept is None else kept.version + 1
        wanted = [one for one in typed if one.number in boxes and _differs(one, boxes[one.number])]
        rivals = frozenset(one.number for one in wanted if one.base < boxes[one.number].changed)
        fresh = {str(one.number): _plain(one, version) for one in wanted if one.number not in rivals}
        if fresh:
            content = {**({} if kept is None else kept.content), **fresh}
            put_translation(place, TranslationKept(version=version, at=at, content=content))
    return rivals


def discard_translation(rights: Rights, what: Translating) -> None:
    """Throw away what one has translated of a text. Raises as :func:`translation_desk` does."""
    _require(rights)
    place = _place(rights.user, shelf_within(rights, what.source).text(what.text), what.language)
    with at_desk():
        drop_translation(place)


def translations_begun(rights: Rights) -> tuple[tuple[Translating, datetime], ...]:
    """What somebody has begun to translate, and when it was last changed; the newest first."""
    begun = translations_of(rights.user)
    names = sources_of(rights, [source for source, *_ in begun])
    return tuple(
        (Translating(names[source].external_id, digest[:12], language), at)
        for source, digest, language, at in begun
        if source in names
    )


def finish_translation(what: Translating, made: Credits, workspace: Workspace, *, actor: UUID, now: datetime) -> str:
    """Enter what one has translated as a translation, each paragraph tied to its own; gives what addresses call it.

    Raises :class:`TranslationGaps`, what :func:`~lastseen.operations.texts.add_text` raises, and as
    :func:`translation_desk` does.
    """
    rights = authorised(actor, May.COLLECT, May.IDENTIFY)
    with recording(actor, "finish-translation", now) as pen:
        held = shelf_within(rights, what.source)
        text = held.text(what.text)
        place = _place(actor, text, what.language)
        kept = held_translation(place, locked=True)
        boxes = tuple(_boxes(text, {} if kept is None else kept.content))
        gaps = [box.number for box in boxes if not box.is_done]
        if gaps:
            raise TranslationGaps(count=len(gaps), first=gaps[0])
        words, pairs = _composed(text.text, boxes)
        new = NewText(
            role=TRANSLATION,
            language=what.language,
            text=words,
            made=made,
            translates=text.name,
            pairs=tuple(pairs),
        )
        name = enter_text(pen, held, new)
        drop_translation(place)
        reindex(pen.told, pen.described, workspace.frame)
    return name


def _require(rights: Rights) -> None:
    rights.require(May.COLLECT)
    rights.require(May.IDENTIFY)


def _place(user: UUID, text: TextHeld, language: str) -> TranslationPlace:
    return TranslationPlace(text=text.id, user=user, language=language)


def _boxes(text: TextHeld, content: Mapping[str, Any]) -> Iterator[Box]:
    for number, original in enumerate(paragraphs(text.text), start=1):
        yield Box(number=number, original=original, **content.get(str(number), {}))


def _plain(typed: TypedBox, version: int) -> dict[str, Any]:
    return {"words": typed.words, "joined": typed.joined, "changed": version}


def _differs(typed: TypedBox, box: Box) -> bool:
    return (typed.words, typed.joined) != (box.words, box.joined)


def _composed(original: str, boxes: Sequence[Box]) -> tuple[str, list[Segment]]:
    """The whole translation and what each part renders; paragraphs stand as far apart as those of the original."""
    apart = "\n\n" if "\n\n" in original.replace("\r\n", "\n") else "\n"
    text, pairs = "", list[Segment]()
    for box in boxes:
        if not box.words.strip():
            last = pairs.pop()
            pairs.append(Segment(Range(last.original.start, box.original.end), last.translation))
            continue
        start = len(text) + (len(apart) if text else 0)
        text += (apart if text else "") + box.words.strip()
        pairs.append(Segment(box.original, Range(start, len(text))))
    return text, pairs
