"""What somebody has translated so far, paragraph by paragraph."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from lastseen.domain.accounts import SourceId
from lastseen.storage.models import SourceText, TranslationDraft
from lastseen.storage.sealed import sealed_json


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationPlace:
    """Whose translation it is, of which text, into which language."""

    text: UUID
    user: UUID
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationKept:
    """A translation as far as it is kept. ``content`` is JSON: its shape is checked when it is read."""

    version: int
    at: datetime
    content: Mapping[str, Any]


def held_translation(place: TranslationPlace, *, locked: bool = False) -> TranslationKept | None:
    """What is kept at a place; None where nothing is. ``locked`` keeps others from changing it meanwhile."""
    rows = TranslationDraft.objects.filter(text_id=place.text, user_id=place.user, language=place.language)
    found = (rows.select_for_update() if locked else rows).first()
    return None if found is None else TranslationKept(version=found.version, at=found.at, content=found.content)


def put_translation(place: TranslationPlace, kept: TranslationKept) -> None:
    """Keep this in place of what was kept."""
    of = SourceText.objects.filter(id=place.text).values_list("source_id", flat=True)
    TranslationDraft.objects.update_or_create(
        text_id=place.text,
        user_id=place.user,
        language=place.language,
        defaults={"version": kept.version, "at": kept.at, "content": sealed_json(of, kept.content)},
    )


def drop_translation(place: TranslationPlace) -> None:
    """Forget what is kept."""
    TranslationDraft.objects.filter(text_id=place.text, user_id=place.user, language=place.language).delete()


def translations_of(user: UUID) -> list[tuple[SourceId, str, str, datetime]]:
    """What a user has begun to translate: source, digest of the text, language, when last changed; newest first."""
    rows = TranslationDraft.objects.filter(user_id=user).order_by("-at", "id")
    return [
        (SourceId(source), digest, language, at)
        for source, digest, language, at in rows.values_list("text__source_id", "text__digest", "language", "at")
    ]
