"""A text corrected: the correction is another text, and the one before stays readable.

The passages that accounts cite move with it, by themselves where the same words stand, as somebody decides where they
were changed. Accounts stay as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from lastseen.domain.answers import PassageId
from lastseen.domain.correcting import Carried, Correction, Piece, carried_segments
from lastseen.domain.errors import Refusal
from lastseen.domain.rights import May, Rights
from lastseen.domain.sources import Passage, text_digest
from lastseen.domain.texts import Credits, Range
from lastseen.operations.text_shelf import Shelf, TextHeld, passage_at, shelf_within
from lastseen.operations.texts import check_new
from lastseen.operations.users import authorised
from lastseen.operations.workspace import Workspace
from lastseen.storage.ledger import Pen, recording
from lastseen.storage.moment import at_one_moment
from lastseen.storage.search.keeping import reindex
from lastseen.storage.texts import cited_in, passages_in, put_credits, put_lineage, put_moves, put_segments, put_text
from lastseen.storage.unsaid import reads_apart


class CorrectedMeanwhile(Refusal):
    """A text was corrected already, so that it is the correction which is to be corrected."""

    code = "text.corrected-meanwhile"
    sentence = "Somebody has corrected this text meanwhile."
    hint = "Nothing you typed is lost: compare it with the newest version, and correct that one."


class ReadApart(Refusal):
    """One of two who read a source apart would correct it, and learn from that what the other cites."""

    code = "text.read-apart"
    sentence = "You are one of two who read {source} apart."
    hint = "Correct its text once a third person has concluded, or ask somebody who does not read it to do so now."


class PassagesUndecided(Refusal):
    """A correction changes words that accounts cite, and nobody has said where they stand now."""

    code = "text.passages-undecided"
    sentence = "Of {count} passages it is not said where they stand now."
    hint = "Choose a place for each, or say that its words are there no more."


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageCarried:
    """A passage that accounts cite, what becomes of it in a correction, and the places where it can stand then."""

    passage: Passage
    found: Carried
    places: tuple[Range, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionSeen:
    """A correction before it is recorded: the lines it changes, and the cited passages that stand in the text."""

    old: TextHeld
    text: str
    lines: tuple[tuple[Piece, ...], ...]
    passages: tuple[PassageCarried, ...]

    @property
    def undecided(self) -> tuple[PassageCarried, ...]:
        """The passages of which somebody has to say where they stand."""
        return tuple(one for one in self.passages if one.found is not Carried.SAME)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A correction as it is recorded: of which text, by whom, and where doubtful passages stand (None: no more)."""

    name: str
    text: str
    author: str
    places: Mapping[PassageId, Range | None] = field(default_factory=dict)


def weigh_correction(rights: Rights, source: str, name: str, text: str) -> CorrectionSeen:
    """What a correction of a text would change, and what would become of the passages that are cited in it.

    Raises :class:`CorrectedMeanwhile`, :class:`ReadApart`, what :func:`~lastseen.operations.texts.check_new` raises,
    and as :func:`~lastseen.operations.text_shelf.shelf` does.
    """
    rights.require(May.IDENTIFY)
    with at_one_moment():
        held = shelf_within(rights, source)
        old = _correctable(rights, held, name, text)
        cited, correction = cited_in(held.source.id), Correction(old.text, text)
        found = (one for one in passages_in(old.id) if one.id in cited)
        return CorrectionSeen(
            old=old, text=text, lines=correction.lines(), passages=tuple(_carried(one, correction) for one in found)
        )


def correct_text(source: str, corrected: Corrected, workspace: Workspace, *, actor: UUID, now: datetime) -> str:
    """Record the correction of a text: it is to be checked again, and its passages and segments move with it.

    Gives what addresses call the correction. Raises :class:`PassagesUndecided`, and as :func:`weigh_correction` does.
    """
    rights = authorised(actor, May.COLLECT, May.IDENTIFY)
    made = Credits(author=corrected.author)
    with recording(actor, "correct-text", now) as pen:
        held = shelf_within(rights, source)
        old = _correctable(rights, held, corrected.name, corrected.text)
        correction = Correction(old.text, corrected.text)
        moves = _moves(held, old, correction, corrected.places)
        id_ = put_text(pen, held.source.id, old.role, old.language, corrected.text)
        put_lineage(pen, id_, corrects=old.id, translates=old.translates)
        put_credits(pen, id_, made)
        put_moves(pen, held.source.id, {one: _at(held, corrected.text, to, workspace) for one, to in moves.items()})
        _carry_segments(pen, held, old, id_, correction)
        reindex(pen.told, pen.described, workspace.frame)
    return text_digest(corrected.text)[:12]


def _correctable(rights: Rights, held: Shelf, name: str, text: str) -> TextHeld:
    old = held.text(name)
    if reads_apart(rights, held.source.id):
        raise ReadApart(source=held.source.external_id)
    if old.corrected_by is not None:
        raise CorrectedMeanwhile
    check_new(held, text)
    return old


def _carried(passage: Passage, correction: Correction) -> PassageCarried:
    found, places = correction.carried(Range(passage.start, passage.end))
    return PassageCarried(passage=passage, found=found, places=places)


def _moves(
    held: Shelf, old: TextHeld, correction: Correction, places: Mapping[PassageId, Range | None]
) -> dict[PassageId, Range | None]:
    """Where each passage of the text goes. What nobody cites goes where its words go, or is let be."""
    cited, undecided = cited_in(held.source.id), 0
    moves: dict[PassageId, Range | None] = {}
    for passage in passages_in(old.id):
        one = _carried(passage, correction)
        if one.found is Carried.SAME:
            moves[passage.id] = one.places[0]
        elif passage.id in places and _lies_in(correction.new, places[passage.id]):
            moves[passage.id] = places[passage.id]
        elif passage.id in cited:
            undecided += 1
    if undecided:
        raise PassagesUndecided(count=undecided)
    return moves


def _lies_in(text: str, place: Range | None) -> bool:
    return place is None or 0 <= place.start < place.end <= len(text)


def _at(held: Shelf, text: str, to: Range | None, workspace: Workspace) -> Passage | None:
    if to is None:
        return None
    id_ = workspace.ids.passage(held.source.id, f"{text_digest(text)}:{to.start}-{to.end}")
    return passage_at(id_, held.source.id, text, to)


def _carry_segments(pen: Pen, held: Shelf, old: TextHeld, new: UUID, correction: Correction) -> None:
    """The segments of a text that is corrected, with what it translates and with its translations."""
    for translation in held.translations(old):
        carried = carried_segments(held.between(old, translation), correction, of_original=True)
        put_segments(pen, new, translation.id, carried)
    original = held.original(old)
    if original is not None:
        put_segments(
            pen, original.id, new, carried_segments(held.between(original, old), correction, of_original=False)
        )
