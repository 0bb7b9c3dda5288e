"""The texts of a source as they stand beside each other: versions, translations, and who answers for each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from lastseen.domain.accounts import SourceId
from lastseen.domain.answers import PassageId
from lastseen.domain.rights import May, Rights
from lastseen.domain.sources import Passage, Source, text_digest
from lastseen.domain.texts import Credits, Range, Segment, TextState
from lastseen.domain.texts import original_of as rendered
from lastseen.operations.pages import NotFound
from lastseen.storage.moment import at_one_moment
from lastseen.storage.seen import Deed
from lastseen.storage.seen_sources import source_named
from lastseen.storage.texts import (
    CreditKept,
    checked_texts,
    credits_of,
    passages_left,
    rendered_words,
    segments_held,
    text_rows,
    unchecked_sources,
)
from lastseen.storage.users import name_of

TRANSCRIPT, TRANSLATION = "transcript", "translation"
ROLES = (TRANSCRIPT, TRANSLATION)
"""The roles in which a text is entered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextHeld:
    """A text of a source: what it was made from, by id, its version, and who answers for it, the newest first.

    ``corrected_by`` is the text that stands in its place, None for one that stands itself.
    """

    id: UUID
    role: str
    language: str
    digest: str
    text: str
    entered: Deed
    version: int
    corrects: UUID | None
    translates: UUID | None
    corrected_by: UUID | None
    history: tuple[CreditKept, ...]

    @property
    def credits(self) -> Credits | None:
        """Who answers for it; None where that was never recorded."""
        return self.history[0].credits if self.history else None

    @property
    def is_checked(self) -> bool:
        """Whether somebody has checked it."""
        return self.credits is not None and self.credits.state is TextState.CHECKED

    @property
    def name(self) -> str:
        """What addresses call it: the beginning of its digest."""
        return self.digest[:12]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Every text of a source, oldest first, and the segments between originals and translations, by their ids.

    ``left`` are the passages that accounts cite and whose words are not in the correction of their text.
    """

    source: Source
    texts: tuple[TextHeld, ...]
    segments: Mapping[tuple[UUID, UUID], tuple[Segment, ...]]
    left: tuple[Passage, ...]

    def like(self, digest: str) -> TextHeld | None:
        """The text of this digest, None where it is none of these."""
        return next((text for text in self.texts if text.digest == digest), None)

    @property
    def current(self) -> tuple[TextHeld, ...]:
        """The texts that nothing corrects, transcripts first."""
        standing = (text for text in self.texts if text.corrected_by is None)
        return tuple(sorted(standing, key=lambda text: text.role != TRANSCRIPT))

    def text(self, name: str) -> TextHeld:
        """The text that addresses call this. Raises :class:`~lastseen.operations.pages.NotFound`."""
        found = next((text for text in self.texts if text.name == name), None)
        if found is None:
            raise NotFound(what=name)
        return found

    def of(self, id_: UUID) -> TextHeld:
        """The text of this id, which is one of these."""
        return next(text for text in self.texts if text.id == id_)

    def newest(self, text: UUID) -> TextHeld:
        """The text that stands in place of this one: its last correction, or the text itself."""
        held = self.of(text)
        return held if held.corrected_by is None else self.newest(held.corrected_by)

    def original(self, text: TextHeld) -> TextHeld | None:
        """What a text translates, as it stands now; None for a text that translates nothing."""
        return None if text.translates is None else self.newest(text.translates)

    def translations(self, text: TextHeld) -> tuple[TextHeld, ...]:
        """The translations of a text that stand now."""
        return tuple(one for one in self.current if self.original(one) == text)

    def between(self, one: TextHeld, other: TextHeld) -> tuple[Segment, ...]:
        """The segments between an original and its translation, in order; none where they are not aligned."""
        return self.segments.get((one.id, other.id), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """What stands behind a quote: the original words that it renders, if it does, and whether its text was checked."""

    original: tuple[str, ...]
    is_checked: bool


def shelf(rights: Rights, source: str) -> Shelf:
    """The texts of the source of this name.

    Raises :class:`~lastseen.operations.pages.NotFound` or :class:`~lastseen.domain.rights.NotAllowed`.
    """
    rights.require(May.IDENTIFY)
    with at_one_moment():
        return shelf_within(rights, source)


def texts_to_check(rights: Rights) -> tuple[str, ...]:
    """The sources, by name, of which a text waits for somebody else than its author to check it."""
    rights.require(May.COLLECT)
    rights.require(May.IDENTIFY)
    return unchecked_sources(rights, name_of(rights.user))


def original_of(held: Shelf, passage: Passage) -> tuple[Passage, ...]:
    """The original words that a passage of a translation renders, as passages of the original under the same id.

    None for a passage of anything else, or where the translation is not aligned there.
    """
    text = held.like(passage.text_digest)
    original = None if text is None else held.original(text)
    if text is None or original is None:
        return ()
    ranges = rendered(Range(passage.start, passage.end), held.between(original, text))
    return tuple(passage_at(passage.id, held.source.id, original.text, place) for place in ranges)


def behind(rights: Rights, passages: Iterable[Passage]) -> dict[PassageId, Behind]:
    """What stands behind each of these passages, those that are places in texts; nothing for who may not read texts."""
    held = [passage for passage in passages if passage.text_digest] if rights.may(May.IDENTIFY) else []
    if not held:
        return {}
    checked, words = checked_texts(one.text_digest for one in held), rendered_words(held)
    return {one.id: Behind(original=words[one.id], is_checked=(one.source, one.text_digest) in checked) for one in held}


def shelf_within(rights: Rights, name: str) -> Shelf:
    """The same, for an operation that looks at it while it records."""
    source = source_named(rights, name)
    if source is None:
        raise NotFound(what=name)
    rows, credited = text_rows(source.id), credits_of(source.id)
    corrections = {row.corrects: row.id for row in rows if row.corrects is not None}
    versions: dict[UUID, int] = {}
    held = []
    for row in rows:
        versions[row.id] = 1 if row.corrects is None else versions[row.corrects] + 1
        held.append(
            TextHeld(
                id=row.id,
                role=row.role,
                language=row.language,
                digest=row.digest,
                text=row.text,
                entered=row.entered,
                version=versions[row.id],
                corrects=row.corrects,
                translates=row.translates,
                corrected_by=corrections.get(row.id),
                history=credited.get(row.id, ()),
            )
        )
    return Shelf(
        source=source, texts=tuple(held), segments=segments_held(source.id), left=passages_left(rights, source.id)
    )


def passage_at(id_: PassageId, source: SourceId, text: str, place: Range) -> Passage:
    """The passage of this id at a place of a text."""
    return Passage(
        id=id_,
        source=source,
        text_digest=text_digest(text),
        start=place.start,
        end=place.end,
        quote=place.of(text),
    )
