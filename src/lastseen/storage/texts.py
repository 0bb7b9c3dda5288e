"""Texts written and read: what each was made from, who answers for it, what renders what, and where passages moved."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from lastseen.domain.accounts import SourceId
from lastseen.domain.answers import PassageId
from lastseen.domain.rights import Rights
from lastseen.domain.sources import Passage as DomainPassage
from lastseen.domain.sources import text_digest
from lastseen.domain.texts import Credits, Range, Segment, TextState
from lastseen.storage.ledger import Pen
from lastseen.storage.models import (
    Passage,
    PassageMove,
    Revision,
    SourceText,
    TextCredit,
    TextLineage,
    TextSegment,
)
from lastseen.storage.places import placed
from lastseen.storage.seen import Deed, deed, deed_columns, seen_descriptions
from lastseen.storage.unsaid import apart
from lastseen.storage.writing import put_passages


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRow:
    """A text of a source, when it was entered, and what it was made from."""

    id: UUID
    role: str
    language: str
    digest: str
    text: str
    entered: Deed
    corrects: UUID | None
    translates: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditKept:
    """Who answered for a text from an entry on; ``ended`` by which other, None for what stands."""

    credits: Credits
    made: Deed
    ended: int | None


def text_rows(source: SourceId) -> tuple[TextRow, ...]:
    """Every text of a source, oldest first."""
    rows = SourceText.objects.filter(source_id=source).order_by("entry__number", "digest")
    columns = ("id", "role", "language", "digest", "text", "lineage__corrects_id", "lineage__translates_id")
    return tuple(
        TextRow(
            id=id_,
            role=role,
            language=language,
            digest=digest,
            text=text,
            corrects=corrects,
            translates=translates,
            entered=deed(cells),
        )
        for id_, role, language, digest, text, corrects, translates, *cells in rows.values_list(
            *columns, *deed_columns("entry")
        )
    )


def credits_of(source: SourceId) -> dict[UUID, tuple[CreditKept, ...]]:
    """Who answers for each text of a source, and did before, by the text's id, the newest first."""
    rows = TextCredit.objects.filter(text__source_id=source).order_by("-entry__number", "id")
    columns = ("text_id", "author", "checker", "state", "retracted__number", *deed_columns("entry"))
    found: dict[UUID, list[CreditKept]] = {}
    for text, author, checker, state, ended, *cells in rows.values_list(*columns):
        credited = Credits(author=author, checker=checker, state=TextState(state))
        found.setdefault(text, []).append(CreditKept(credits=credited, made=deed(cells), ended=ended))
    return {text: tuple(kept) for text, kept in found.items()}


def unchecked_sources(rights: Rights, author: str) -> tuple[str, ...]:
    """The names of the sources somebody sees of which a text is to be checked that is not by this author."""
    seen = seen_descriptions(rights, "text__source__descriptions__")
    standing = TextCredit.objects.filter(seen, text__source__descriptions__retracted__isnull=True)
    waiting = standing.filter(retracted__isnull=True, state=TextState.TO_CHECK, text__corrected__isnull=True)
    names = waiting.exclude(author=author).values_list("text__source__external_id", flat=True)
    return tuple(names.order_by("text__source__external_id").distinct())


def checked_texts(digests: Iterable[str]) -> frozenset[tuple[SourceId, str]]:
    """The texts of these digests that somebody has checked, each by its source and digest."""
    rows = TextCredit.objects.filter(text__digest__in=set(digests), retracted__isnull=True, state=TextState.CHECKED)
    return frozenset((SourceId(source), digest) for source, digest in rows.values_list("text__source", "text__digest"))


def rendered_words(passages: Iterable[DomainPassage]) -> dict[PassageId, tuple[str, ...]]:
    """The original words that each of these passages of translations renders, as the original has them now."""
    held = list(passages)
    standing = TextSegment.objects.filter(retracted__isnull=True, original__corrected__isnull=True)
    rows = standing.filter(translation__digest__in={one.text_digest for one in held}).order_by("original_start")
    columns = ("original_id", "original_start", "original_end", "translation__source_id", "translation__digest")
    cells = list(rows.values_list(*columns, "start", "end"))
    texts = texts_held({original for original, *_ in cells})
    found = [(*place, texts[original][first:last]) for original, first, last, *place in cells]
    return {
        one.id: tuple(
            said
            for source, digest, start, end, said in found
            if (source, digest) == (one.source, one.text_digest) and start < one.end and one.start < end
        )
        for one in held
    }


def texts_held(texts: Collection[UUID]) -> dict[UUID, str]:
    """The words of these texts, by id."""
    return dict(SourceText.objects.filter(id__in=texts).values_list("id", "text"))


def segments_held(source: SourceId) -> dict[tuple[UUID, UUID], tuple[Segment, ...]]:
    """The segments that stand between the texts of a source, by original and translation, in order."""
    rows = TextSegment.objects.filter(original__source_id=source, retracted__isnull=True)
    columns = ("original_id", "translation_id", "original_start", "original_end", "start", "end")
    found: dict[tuple[UUID, UUID], list[Segment]] = {}
    for original, translation, first, last, start, end in rows.values_list(*columns):
        found.setdefault((original, translation), []).append(Segment(Range(first, last), Range(start, end)))
    return {pair: tuple(sorted(held)) for pair, held in found.items()}


def passages_in(text: UUID) -> list[DomainPassage]:
    """The passages that stand in a text now, whether they were chosen there or moved there, in its order."""
    standing = PassageMove.objects.filter(retracted__isnull=True)
    own = Passage.objects.filter(text_id=text).exclude(id__in=standing.filter(to__isnull=False).values("passage_id"))
    moved = Passage.objects.filter(id__in=standing.filter(to__text_id=text).values("passage_id"))
    found = [*placed(own), *placed(moved)]
    return sorted(found, key=lambda passage: (passage.start, passage.end, passage.id))


def passages_left(rights: Rights, source: SourceId) -> tuple[DomainPassage, ...]:
    """The passages that are cited and whose words are not in the correction of their text, in the order of theirs.

    None for one of two who read the source apart: they would tell what the other cites.
    """
    here = Passage.objects.filter(source_id=source).exclude(source__in=apart(rights))
    rows = here.filter(moves__retracted__isnull=True, moves__to__isnull=True)
    found = placed(rows.filter(moves__isnull=False))
    return tuple(sorted(found, key=lambda passage: (passage.text_digest, passage.start, passage.id)))


def cited_in(source: SourceId) -> frozenset[PassageId]:
    """The passages that any account of a source cites now, in whichever coding."""
    rows = Revision.objects.filter(account__coding__source_id=source, current=True)
    return frozenset(
        PassageId(UUID(passage))
        for values in rows.values_list("values", flat=True)
        for said in (values or {}).values()
        for one in said
        for passage in one.get("p", ())
    )


def corrected_in(source: SourceId) -> frozenset[UUID]:
    """The texts of a source in whose place a correction stands."""
    rows = TextLineage.objects.filter(text__source_id=source, corrects__isnull=False)
    return frozenset(rows.values_list("corrects_id", flat=True))


def put_text(pen: Pen, source: SourceId, role: str, language: str, text: str) -> UUID:
    """Write a text that is not there yet; gives its id."""
    row = SourceText(source_id=source, digest=text_digest(text), role=role, language=language, text=text)
    pen.sign(row, of=[source]).save(force_insert=True)
    pen.touched["source.text"] += 1
    pen.described.add(source)
    return row.id


def put_lineage(pen: Pen, text: UUID, *, corrects: UUID | None = None, translates: UUID | None = None) -> None:
    """Write what a text was made from."""
    row = TextLineage(text_id=text, corrects_id=corrects, translates_id=translates)
    pen.sign(row).save(force_insert=True)


def put_credits(pen: Pen, text: UUID, made: Credits) -> None:
    """Write who answers for a text, in place of whoever did before."""
    pen.retract(TextCredit.objects.filter(text_id=text, retracted__isnull=True))
    row = TextCredit(text_id=text, author=made.author, checker=made.checker, state=made.state)
    pen.sign(row).save(force_insert=True)
    pen.touched["text.credits"] += 1


def put_segments(pen: Pen, original: UUID, translation: UUID, held: Iterable[Segment]) -> None:
    """Write the segments between two texts, in place of those that stood."""
    pen.retract(TextSegment.objects.filter(original_id=original, translation_id=translation, retracted__isnull=True))
    rows = [
        TextSegment(
            original_id=original,
            translation_id=translation,
            original_start=one.original.start,
            original_end=one.original.end,
            start=one.translation.start,
            end=one.translation.end,
        )
        for one in held
    ]
    TextSegment.objects.bulk_create([pen.sign(row) for row in rows])
    pen.touched["text.segments"] += len(rows)


def put_moves(pen: Pen, source: SourceId, moves: Mapping[PassageId, DomainPassage | None]) -> None:
    """Write where passages stand from now on, in place of where they stood; None for those that are left behind."""
    put_passages(pen, source, list({to.id: to for to in moves.values() if to is not None}.values()))
    pen.retract(PassageMove.objects.filter(passage_id__in=list(moves), retracted__isnull=True))
    rows: list[Any] = [
        PassageMove(passage_id=passage, to_id=None if to is None else to.id) for passage, to in moves.items()
    ]
    PassageMove.objects.bulk_create([pen.sign(row) for row in rows])
    pen.touched["passage.moved"] += len(rows)
