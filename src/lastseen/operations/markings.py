"""Third persons in the texts of a source: what is marked, what may be worth it, and who has read a text through.

Whoever codes marks; whoever has read a whole text says so. A later change of the markings needs another reading.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from lastseen.domain.accounts import PersonAccount, SourceId
from lastseen.domain.answers import first, values
from lastseen.domain.errors import Refusal
from lastseen.domain.markings import VOCABULARY, Marking, places, state
from lastseen.domain.rights import May, Rights
from lastseen.domain.vocabulary import Vocabulary
from lastseen.operations.pages import NotFound
from lastseen.operations.users import authorised
from lastseen.operations.workspace import Workspace
from lastseen.storage.ledger import recording
from lastseen.storage.markings import (
    MarkingKept,
    ReviewKept,
    markings_of,
    put_markings,
    put_review,
    read_texts_of,
    retract_marking,
    retract_review,
    reviews_of,
    standing_in,
    unreviewed,
)
from lastseen.storage.moment import at_one_moment
from lastseen.storage.seen import kept
from lastseen.storage.seen_sources import TextKept, source_named, texts_of, told_by

__all__ = [
    "AllMarked",
    "Because",
    "Chosen",
    "MarkedMeanwhile",
    "MarkingKept",
    "NowhereInText",
    "ReviewKept",
    "Suggestion",
    "TextOf",
    "ThirdPersons",
    "mark",
    "read_again",
    "read_through",
    "third_persons",
    "to_read_through",
    "unmark",
]

_TAKEN = (None, "victim")
"""The roles of those who are no third persons."""
_MOST_PEOPLE = 500
"""Of so many people told of, at most, the names are looked for in a text."""


class NowhereInText(Refusal):
    """The words to be marked do not stand in the text, or not where they were chosen."""

    code = "marking.nowhere"
    sentence = "«{words}» does not stand in this text."
    hint = "Copy the words exactly as they stand, within one sentence, or choose them in the text."


class AllMarked(Refusal):
    """Everything that was to be marked is marked already."""

    code = "marking.all-marked"
    sentence = "«{words}» is marked already."
    hint = "Take the marking back first if it is to be of another kind."


class MarkedMeanwhile(Refusal):
    """The markings are not those that the reviewer has seen."""

    code = "marking.meanwhile"
    sentence = "The markings of this text were changed while you read."
    hint = "Look at what is marked now, then say again that you have read it through."


class Because(StrEnum):
    """Why words are worth a look."""

    MARKED = "marked"
    """They are marked in another text of the source, such as the one that this one corrects."""
    NAME = "name"
    """Somebody coded them as the name of a person who was not taken."""
    WORD = "word"
    """They often tell of third persons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Words worth a look and why, the kind they may be of, and how often they stand in the text unmarked."""

    words: str
    because: Because
    kind: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdPersons:
    """A text of a source with its markings and reviews, those taken back too, and what may be worth marking.

    ``state`` names the markings that stand: whoever says they are complete says it of this state. ``texts`` are all
    texts of the source, each with whether a review holds.
    """

    source: str
    language: str
    text: TextKept | None
    markings: tuple[MarkingKept, ...]
    reviews: tuple[ReviewKept, ...]
    suggestions: tuple[Suggestion, ...]
    state: str
    texts: tuple[tuple[TextKept, bool], ...]

    @property
    def standing(self) -> tuple[MarkingKept, ...]:
        """The markings that stand."""
        return tuple(one for one in self.markings if one.undone is None)

    @property
    def holding(self) -> ReviewKept | None:
        """The review that holds, if one does."""
        return next((one for one in self.reviews if one.holds), None)


@dataclass(frozen=True, slots=True)
class TextOf:
    """A text of a source: the source by name, the text by its digest."""

    source: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Words to be marked as naming somebody of a kind.

    They are looked for from code point ``start`` up to ``end``, in the whole text where neither is given, and with
    ``everywhere`` each time they stand in it.
    """

    words: str
    kind: str
    start: int | None = None
    end: int | None = None
    everywhere: bool = False


def third_persons(rights: Rights, name: str, digest: str, workspace: Workspace) -> ThirdPersons:
    """The text of a source whose digest begins like this, by default the newest, with all that is marked in it.

    Raises :class:`~lastseen.operations.pages.asked.NotFound` or :class:`~lastseen.domain.rights.NotAllowed`.
    """
    rights.require(May.IDENTIFY)
    with at_one_moment():
        source, texts = _texts(rights, name)
        text = _chosen(texts, name, digest)
        markings = () if text is None else markings_of(text.id)
        standing = [one.marking for one in markings if one.undone is None]
        read = read_texts_of(source)
        worth = _worth_a_look(rights, source, [one for one in texts if one != text], workspace.vocabularies[VOCABULARY])
        return ThirdPersons(
            source=name,
            language="" if text is None else text.language,
            text=text,
            markings=markings,
            reviews=() if text is None else reviews_of(text.id),
            suggestions=() if text is None else tuple(_suggested(text.text, standing, worth)),
            state="" if text is None else state(source, text.digest, standing),
            texts=tuple((one, one.id in read) for one in texts),
        )


def to_read_through(rights: Rights, size: int) -> tuple[int, tuple[str, ...]]:
    """How many sources have a text that no review holds for, and the names of some; of those somebody sees.

    Raises :class:`~lastseen.domain.rights.NotAllowed`.
    """
    rights.require(May.CODE)
    return unreviewed(rights, size)


def mark(where: TextOf, chosen: Sequence[Chosen], workspace: Workspace, *, actor: UUID, now: datetime) -> int:
    """Mark words in a text as naming third persons; gives in how many places.

    Raises :class:`NowhereInText`, :class:`AllMarked`, :class:`~lastseen.operations.pages.asked.NotFound` or
    :class:`~lastseen.domain.vocabulary.UnknownTerm`.
    """
    rights = authorised(actor, May.CODE)
    vocabulary = workspace.vocabularies[VOCABULARY]
    with recording(actor, "mark-third-persons", now) as pen:
        _, text = _text(rights, where)
        for one in chosen:
            vocabulary.term(one.kind)
        made = put_markings(pen, text.id, (found for one in chosen for found in _found(text.text, one)))
        if not made:
            raise AllMarked(words=", ".join(one.words for one in chosen))
        return made


def unmark(where: TextOf, marking: UUID, *, actor: UUID, now: datetime) -> None:
    """Take a marking back.

    Raises :class:`~lastseen.storage.markings.NoSuchMarking` or :class:`~lastseen.operations.pages.asked.NotFound`.
    """
    rights = authorised(actor, May.CODE)
    with recording(actor, "unmark-third-person", now) as pen:
        retract_marking(pen, _text(rights, where)[1].id, marking)


def read_through(where: TextOf, seen: str, *, actor: UUID, now: datetime) -> None:
    """Say that the whole text was read and its markings are complete, in the state in which they were ``seen``.

    Raises :class:`MarkedMeanwhile` or :class:`~lastseen.operations.pages.asked.NotFound`.
    """
    rights = authorised(actor, May.CODE)
    with recording(actor, "read-text-through", now) as pen:
        source, text = _text(rights, where)
        standing = (one.marking for one in markings_of(text.id) if one.undone is None)
        if state(source, text.digest, standing) != seen:
            raise MarkedMeanwhile
        put_review(pen, text.id)


def read_again(where: TextOf, *, actor: UUID, now: datetime) -> None:
    """Take back that a text was read through: nothing of it is quoted until it is read again.

    Raises :class:`~lastseen.storage.markings.NotReviewed` or :class:`~lastseen.operations.pages.asked.NotFound`.
    """
    rights = authorised(actor, May.CODE)
    with recording(actor, "take-back-reading", now) as pen:
        retract_review(pen, _text(rights, where)[1].id)


def _texts(rights: Rights, name: str) -> tuple[SourceId, tuple[TextKept, ...]]:
    source = source_named(rights, name)
    if source is None:
        raise NotFound(what=name)
    return source.id, texts_of(rights, source.id)


def _text(rights: Rights, where: TextOf) -> tuple[SourceId, TextKept]:
    """The source and the text, where somebody sees them. Raises as :func:`third_persons` does."""
    source, texts = _texts(rights, where.source)
    found = next((text for text in texts if text.digest == where.digest), None)
    if found is None:
        raise NotFound(what=where.source)
    return source, found


def _chosen(texts: Sequence[TextKept], name: str, digest: str) -> TextKept | None:
    """The text whose digest begins like this; the newest where nothing is asked for."""
    found = next((text for text in reversed(texts) if text.digest.startswith(digest)), None)
    if found is None and digest:
        raise NotFound(what=name)
    return found


def _found(text: str, chosen: Chosen) -> Iterator[Marking]:
    """The places that are meant. Raises :class:`NowhereInText`."""
    words = chosen.words.strip()
    everywhere = places(text, words)
    start, end = chosen.start or 0, len(text) if chosen.end is None else chosen.end
    here = [place for place in everywhere if start <= place[0] and place[1] <= end][:1]
    if not here:
        raise NowhereInText(words=words)
    for at, until in everywhere if chosen.everywhere else here:
        yield Marking(start=at, end=until, kind=chosen.kind)


def _people(rights: Rights, source: SourceId) -> dict[str, str]:
    """The names the source gives of people who were not taken themselves, each with the kind they are likely of."""
    _, accounts = told_by(rights, source, 0, _MOST_PEOPLE)
    people = [one.account for one in kept(rights, accounts) if isinstance(one.account, PersonAccount)]
    roles = {name.text: first(person.role) for person in people for name in values(person.names)}
    return {name: "kin" if role == "relative" else "other" for name, role in roles.items() if role not in _TAKEN}


def _worth_a_look(
    rights: Rights, source: SourceId, others: Sequence[TextKept], vocabulary: Vocabulary
) -> dict[str, tuple[Because, str]]:
    """Words, why they are worth a look, and of which kind they may be; what is marked in other texts comes first."""
    marked = standing_in([text.id for text in others])
    found = {
        text.text[one.start : one.end]: (Because.MARKED, one.kind) for text in others for one in marked.get(text.id, ())
    }
    for name, kind in _people(rights, source).items():
        found.setdefault(name, (Because.NAME, kind))
    for kind, words in _words(vocabulary).items():
        for word in words:
            found.setdefault(word, (Because.WORD, kind))
    return found


def _suggested(
    text: str, markings: Sequence[Marking], worth: Mapping[str, tuple[Because, str]]
) -> Iterator[Suggestion]:
    """Those of the words that stand somewhere in a text unmarked."""
    for words, (because, kind) in worth.items():
        free = [place for place in places(text, words) if not _is_marked(place, markings)]
        if free:
            yield Suggestion(words=words, because=because, kind=kind, times=len(free))


def _words(vocabulary: Vocabulary) -> Mapping[str, tuple[str, ...]]:
    told = {term.code: str(term.attributes.get("words", "")) for term in vocabulary.terms}
    return {code: tuple(filter(None, map(str.strip, words.split(",")))) for code, words in told.items()}


def _is_marked(place: tuple[int, int], markings: Iterable[Marking]) -> bool:
    return any(one.start < place[1] and place[0] < one.end for one in markings)
