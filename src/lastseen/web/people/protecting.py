"""Holds and judgements of risk as the page of a person shows them: what stops, who could be harmed, until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from lastseen.domain.protection import Hold
from lastseen.operations.protections import Standing
from lastseen.web.speech import Speech
from lastseen.web.words import words_in


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectionShown:
    """One hold or judgement in words; ``is_due`` once its review day has come."""

    id: UUID
    title: str
    text: str
    note: str
    is_hold: bool
    is_of_person: bool
    is_due: bool


def protecting(speech: Speech, standing: Iterable[Standing], today: date) -> list[ProtectionShown]:
    """What protects the person, and the sources that tell of them; holds first."""
    words = words_in(speech.language)["people"]["act"]
    shown = [_shown(speech, one, today, words) for one in standing]
    return sorted(shown, key=lambda one: not one.is_hold)


def _shown(speech: Speech, standing: Standing, today: date, words: Any) -> ProtectionShown:
    one = standing.protection
    if isinstance(one, Hold):
        title, text = words["held"].format(what=one.what), one.why
    else:
        level, harmed = words["level"][one.level.value], words["harmed"][one.harmed.value]
        title, text = words["judged"].format(level=level, harmed=harmed), one.how
    return ProtectionShown(
        id=standing.id,
        title=title,
        text=text,
        note=words["note"].format(who=one.judged_by, day=speech.day(one.review)),
        is_hold=isinstance(one, Hold),
        is_of_person=one.subject.source is None,
        is_due=one.review <= today,
    )
