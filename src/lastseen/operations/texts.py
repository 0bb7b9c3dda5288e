"""Texts entered, credited and aligned: each recorded with whoever answers for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lastseen.domain.correcting import Correction, carried_segments
from lastseen.domain.errors import Refusal
from lastseen.domain.rights import May
from lastseen.domain.sources import text_digest
from lastseen.domain.texts import Credits, Segment, one_by_one, paragraphs, segments
from lastseen.operations.text_shelf import Shelf, TextHeld, shelf_within
from lastseen.operations.users import authorised
from lastseen.operations.workspace import Workspace
from lastseen.storage.ledger import Pen, recording
from lastseen.storage.search.keeping import reindex
from lastseen.storage.texts import put_credits, put_lineage, put_segments, put_text


class EmptyText(Refusal):
    """There are no words in a text."""

    code = "text.empty"
    sentence = "There are no words in this text."
    hint = "Paste the text, or choose a file that holds it."


class TextThere(Refusal):
    """A source has this very text."""

    code = "text.there-already"
    sentence = "This interview has this text already, letter by letter."
    hint = "Look it up among the texts; an earlier version stays readable and is not entered again."


class NoTranslation(Refusal):
    """Two texts are to be aligned of which the one does not translate the other."""

    code = "text.no-translation"
    sentence = "The one text is no translation of the other."
    hint = "Choose a translation and what it was made from."


@dataclass(frozen=True, slots=True, kw_only=True)
class NewText:
    """A text as it is entered; of a translation, what it translates and, as far as known, what renders what."""

    role: str
    language: str
    text: str
    made: Credits
    translates: str = ""
    pairs: tuple[Segment, ...] = ()


def add_text(source: str, new: NewText, workspace: Workspace, *, actor: UUID, now: datetime) -> str:
    """Enter a text of a source; gives what addresses call it.

    Where it is not said what the parts of a translation render, one with as many paragraphs as its original is aligned
    paragraph by paragraph. Raises :class:`EmptyText`, :class:`TextThere`, and as
    :func:`~lastseen.operations.text_shelf.shelf` does.
    """
    rights = authorised(actor, May.COLLECT, May.IDENTIFY)
    with recording(actor, "add-text", now) as pen:
        held = shelf_within(rights, source)
        name = enter_text(pen, held, new)
        reindex(pen.told, pen.described, workspace.frame)
    return name


def enter_text(pen: Pen, held: Shelf, new: NewText) -> str:
    """The same within an operation that is recording; the text is still to be indexed."""
    check_new(held, new.text)
    original = held.text(new.translates) if new.translates else None
    id_ = put_text(pen, held.source.id, new.role, new.language, new.text)
    put_credits(pen, id_, new.made)
    if original is not None:
        put_lineage(pen, id_, translates=original.id)
        _put_pairs(pen, held, original, id_, new.pairs or paragraph_pairs(original.text, new.text))
    return text_digest(new.text)[:12]


def _put_pairs(pen: Pen, held: Shelf, original: TextHeld, translation: UUID, pairs: tuple[Segment, ...]) -> None:
    """The segments of a translation, with what it was made from and with every correction of that since."""
    put_segments(pen, original.id, translation, pairs)
    if original.corrected_by is not None:
        newer = held.of(original.corrected_by)
        carried = carried_segments(pairs, Correction(original.text, newer.text), of_original=True)
        _put_pairs(pen, held, newer, translation, carried)


def paragraph_pairs(original: str, translation: str) -> tuple[Segment, ...]:
    """The segments of two texts of as many paragraphs; none where they have not as many."""
    rows = one_by_one(original, translation)
    return () if rows is None else segments(original, translation, rows)


def credit_text(source: str, name: str, made: Credits, *, actor: UUID, now: datetime) -> None:
    """Record who made and who checked a text, and how far it is.

    Raises as :func:`~lastseen.operations.text_shelf.shelf` does.
    """
    rights = authorised(actor, May.COLLECT, May.IDENTIFY)
    with recording(actor, "credit-text", now) as pen:
        put_credits(pen, shelf_within(rights, source).text(name).id, made)


def align_texts(source: str, name: str, pairs: Iterable[Segment], *, actor: UUID, now: datetime) -> None:
    """Record what each part of a translation renders, in place of what was recorded before.

    Raises :class:`NoTranslation`, and as :func:`~lastseen.operations.text_shelf.shelf` does.
    """
    rights = authorised(actor, May.COLLECT, May.IDENTIFY)
    with recording(actor, "align-texts", now) as pen:
        held = shelf_within(rights, source)
        text = held.text(name)
        original = held.original(text)
        if original is None:
            raise NoTranslation
        put_segments(pen, original.id, text.id, pairs)


def check_new(held: Shelf, text: str) -> None:
    """A text has words, and is not there yet. Raises :class:`EmptyText` or :class:`TextThere`."""
    if not paragraphs(text):
        raise EmptyText
    if any(one.text == text for one in held.texts):
        raise TextThere
