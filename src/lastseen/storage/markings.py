"""Third persons in texts, written and read: what is marked, who has read a text through, and what may be quoted."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from lastseen.domain.accounts import SourceId
from lastseen.domain.answers import PassageId
from lastseen.domain.errors import Refusal
from lastseen.domain.markings import Marking as DomainMarking
from lastseen.domain.markings import state
from lastseen.domain.rights import Rights
from lastseen.storage.ledger import Pen
from lastseen.storage.models import Marking, Passage, PassageMove, SourceText, TextReview
from lastseen.storage.seen import Deed, deed, deed_columns, seen_descriptions

T = TypeVar("T")

_CHUNK = 200


class NoSuchMarking(Refusal):
    """There is no standing marking of this id in the text."""

    code = "marking.not-found"
    sentence = "There is no standing marking {marking} in this text."
    hint = "Load the page again: somebody else may have taken it back."


class NotReviewed(Refusal):
    """No review of the text stands."""

    code = "marking.not-reviewed"
    sentence = "No review of this text stands."
    hint = "Load the page again: somebody else may have taken it back."


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkingKept:
    """A marking, who made it, and who took it back, if anybody has."""

    id: UUID
    marking: DomainMarking
    made: Deed
    undone: Deed | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewKept:
    """A review, who gave it, who took it back or replaced it, and whether it holds: nothing was changed since."""

    given: Deed
    undone: Deed | None
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadText:
    """A text that is marked or reviewed, whole, with the passages in it, each with where it starts and ends."""

    source: SourceId
    digest: str
    text: str
    markings: tuple[DomainMarking, ...]
    is_reviewed: bool
    passages: tuple[tuple[PassageId, int, int], ...]


def put_markings(pen: Pen, text: UUID, markings: Iterable[DomainMarking]) -> int:
    """Write those of these markings that do not stand in the text yet; gives how many."""
    held = {kept.marking for kept in markings_of(text) if kept.undone is None}
    fresh = [
        pen.sign(Marking(text_id=text, start=one.start, end=one.end, kind=one.kind))
        for one in sorted(set(markings) - held)
    ]
    Marking.objects.bulk_create(fresh, batch_size=_CHUNK)
    pen.touched["marking.made"] += len(fresh)
    return len(fresh)


def retract_marking(pen: Pen, text: UUID, marking: UUID) -> None:
    """Take a standing marking of the text back. Raises :class:`NoSuchMarking`."""
    if not pen.retract(Marking.objects.filter(id=marking, text=text, retracted__isnull=True)):
        raise NoSuchMarking(marking=marking)
    pen.touched["marking.taken-back"] += 1


def put_review(pen: Pen, text: UUID) -> None:
    """Write that the text was read through, in place of the review that stands."""
    pen.retract(TextReview.objects.filter(text=text, retracted__isnull=True))
    pen.sign(TextReview(text_id=text)).save(force_insert=True)
    pen.touched["text-review.given"] += 1


def retract_review(pen: Pen, text: UUID) -> None:
    """Take the standing review of the text back. Raises :class:`NotReviewed`."""
    if not pen.retract(TextReview.objects.filter(text=text, retracted__isnull=True)):
        raise NotReviewed
    pen.touched["text-review.taken-back"] += 1


def markings_of(text: UUID) -> tuple[MarkingKept, ...]:
    """Every marking of a text, taken back or not, in the order of the text."""
    columns = ("id", "start", "end", "kind", *deed_columns("entry"), *deed_columns("retracted"))
    rows = Marking.objects.filter(text=text).order_by("start", "end", "kind", "entry__number")
    return tuple(
        MarkingKept(
            id=id_,
            marking=DomainMarking(start=start, end=end, kind=kind),
            made=deed(done[:4]),
            undone=deed(done[4:]) if done[4] is not None else None,
        )
        for id_, start, end, kind, *done in rows.values_list(*columns)
    )


def reviews_of(text: UUID) -> tuple[ReviewKept, ...]:
    """Every review of a text, the newest first; at most that one holds."""
    columns = ("id", *deed_columns("entry"), *deed_columns("retracted"))
    holding = set(reviewed().filter(text=text).values_list("id", flat=True))
    rows = TextReview.objects.filter(text=text).order_by("-entry__number")
    return tuple(
        ReviewKept(given=deed(done[:4]), undone=deed(done[4:]) if done[4] is not None else None, holds=id_ in holding)
        for id_, *done in rows.values_list(*columns)
    )


def read_texts_of(source: SourceId) -> frozenset[UUID]:
    """The texts of a source that a review holds for."""
    return frozenset(reviewed().filter(text__source_id=source).values_list("text_id", flat=True))


def reviewed() -> "QuerySet[TextReview]":
    """The reviews that hold: they stand, and no marking of the text was made or taken back since."""
    since = OuterRef("entry__number")
    changed = Marking.objects.filter(Q(entry__number__gt=since) | Q(retracted__number__gt=since), text=OuterRef("text"))
    return TextReview.objects.filter(~Exists(changed), retracted__isnull=True)


def unreviewed(rights: Rights, size: int) -> tuple[int, tuple[str, ...]]:
    """How many sources somebody sees have a text that no review holds for, and some of them, by external id.

    Texts that were corrected wait for nobody: it is the correction that is to be read.
    """
    described = "source__descriptions__"
    seen = Q(**{f"{described}retracted__isnull": True}) & seen_descriptions(rights, described)
    rows = SourceText.objects.filter(seen, corrected__isnull=True).exclude(id__in=reviewed().values("text_id"))
    names = rows.order_by("source__external_id").values_list("source__external_id", flat=True).distinct()
    return names.count(), tuple(names[:size])


def read_texts() -> Iterator[ReadText]:
    """Every text in which anything is marked or that was read through, some of them at a time in memory."""
    marked = Q(id__in=Marking.objects.filter(retracted__isnull=True).values("text_id"))
    read = set(reviewed().values_list("text_id", flat=True))
    wanted = SourceText.objects.filter(marked).values_list("id", flat=True)
    for chunk in _chunks(sorted({*wanted, *read})):
        markings, passages = standing_in(chunk), _passages_in(chunk)
        rows = SourceText.objects.filter(id__in=chunk).order_by("id")
        for id_, source, digest, text in rows.values_list("id", "source_id", "digest", "text"):
            yield ReadText(
                source=SourceId(source),
                digest=digest,
                text=text,
                markings=tuple(markings.get(id_, ())),
                is_reviewed=id_ in read,
                passages=tuple(passages.get(id_, ())),
            )


def marked_words() -> dict[str, list[tuple[str, str]]]:
    """By source, the words that are marked in its texts now, with their kinds."""
    found: dict[str, list[tuple[str, str]]] = {}
    marked = Marking.objects.filter(retracted__isnull=True).order_by("text").values_list("text", flat=True)
    for chunk in _chunks(list(marked.distinct())):
        markings = standing_in(chunk)
        rows = SourceText.objects.filter(id__in=chunk).order_by("id")
        for id_, source, text in rows.values_list("id", "source_id", "text"):
            found.setdefault(str(source), []).extend((text[one.start : one.end], one.kind) for one in markings[id_])
    return found


def reviewed_states() -> frozenset[str]:
    """The state of every text that a review holds for, as :func:`lastseen.domain.markings.state` names it."""
    found = set[str]()
    rows = reviewed().values_list("text_id", "text__source_id", "text__digest")
    for chunk in _chunks(list(rows)):
        markings = standing_in([text for text, *_ in chunk])
        found |= {state(SourceId(source), digest, markings.get(text, ())) for text, source, digest in chunk}
    return frozenset(found)


def _chunks(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    return (rows[start : start + _CHUNK] for start in range(0, len(rows), _CHUNK))


def standing_in(texts: Collection[UUID]) -> dict[UUID, list[DomainMarking]]:
    """The markings that stand in each of these texts, in the order of the text."""
    found: dict[UUID, list[DomainMarking]] = {}
    rows = Marking.objects.filter(text__in=texts, retracted__isnull=True).order_by("start", "end", "kind")
    for text, start, end, kind in rows.values_list("text_id", "start", "end", "kind"):
        found.setdefault(text, []).append(DomainMarking(start=start, end=end, kind=kind))
    return found


def _passages_in(texts: Collection[UUID]) -> dict[UUID, list[tuple[PassageId, int, int]]]:
    """The passages that stand in each of these texts now: those of it that have not moved, and those moved there."""
    found: dict[UUID, list[tuple[PassageId, int, int]]] = {}
    moves = PassageMove.objects.filter(retracted__isnull=True, to__isnull=False)
    own = Passage.objects.filter(text__in=texts).exclude(id__in=moves.values("passage_id")).order_by()
    moved = moves.filter(to__text__in=texts).order_by()
    for text, id_, start, end in (
        *own.values_list("text_id", "id", "start", "end"),
        *moved.values_list("to__text_id", "passage_id", "to__start", "to__end"),
    ):
        found.setdefault(text, []).append((PassageId(id_), start, end))
    return found
