"""Letters to those who were served: that a consent was withdrawn, and what they are asked to do."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lastseen.reports.document.model import Block, Cover, Document, Heading, Items, Paragraph, plain
from lastseen.reports.texts import texts_in
from lastseen.reports.wording import wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """What a letter of withdrawal is about: one release to one recipient. ``aliases`` are how they know its people.

    ``purpose`` is in words. It says nothing of who withdrew.
    """

    recipient: str
    release: UUID
    what: str
    purpose: str
    day: date
    due: date
    aliases: tuple[str, ...]


def withdrawal_letter(about: Withdrawal, language: str) -> Document:
    """The letter to one recipient, in one of :func:`~lastseen.reports.texts.languages`."""
    texts, words = texts_in(language)["letters"]["withdrawal"], wording(language)
    given = texts["given"].format(
        day=words.day(about.day), what=about.what, purpose=about.purpose, release=str(about.release)[:8]
    )
    concerned: tuple[Block, ...] = (Paragraph(text=plain(texts["nobody"])),)
    if about.aliases:
        listed = Items(items=tuple(plain(alias) for alias in about.aliases))
        concerned = (Paragraph(text=plain(texts["people"])), listed)
    return Document(
        language=language,
        cover=Cover(
            title=texts["title"],
            subtitle=texts["to"].format(recipient=about.recipient or texts["anybody"]),
            day="",
            notice=(),
            colophon=(),
        ),
        contents="",
        blocks=(
            Heading(level=1, text=plain(texts["title"])),
            Paragraph(text=plain(given)),
            Paragraph(text=plain(texts["withdrawn"])),
            *concerned,
            Paragraph(text=plain(texts["please"].format(due=words.day(about.due)))),
            Paragraph(text=plain(texts["thanks"])),
        ),
    )
