"""Taking a source in before anybody codes it: what it is, its transcript, and what was consented to."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from lastseen.domain.decisions import Consent
from lastseen.domain.errors import Refusal
from lastseen.domain.rights import May, Rights
from lastseen.domain.sources import Source
from lastseen.operations.reach import check_writing
from lastseen.operations.users import authorised
from lastseen.operations.workspace import Workspace
from lastseen.storage.compartments import compartment_of
from lastseen.storage.ledger import Pen, recording
from lastseen.storage.search.keeping import reindex
from lastseen.storage.writing import put_consents, put_source


class SourceTaken(Refusal):
    """There is a source of this name."""

    code = "source.name-taken"
    sentence = "There is a source {source} already."
    hint = "Give this one a name of its own."


class BadSourceName(Refusal):
    """A source cannot bear this name."""

    code = "source.bad-name"
    sentence = "A source cannot be called «{source}»."
    hint = "Use 1 to 100 letters, digits, spaces and the signs - _ . , beginning and ending with a letter or digit."


class NoCompartment(Refusal):
    """A source has to lie in a compartment."""

    code = "source.no-compartment"
    sentence = "In which compartment the source lies is not said."
    hint = "Name the compartment: it says who may see the source."


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """A source as it is taken in. ``consents`` name no source yet."""

    name: str
    kind: str
    language: str
    compartment: str
    day: date | None = None
    title: str = ""
    interviewee: str = ""
    text: str = ""
    consents: Sequence[Consent] = ()


def collect(collected: Collected, workspace: Workspace, *, actor: UUID, now: datetime) -> str:
    """Take a source in that is not there yet; gives its name as it is kept.

    Raises :class:`BadSourceName`, :class:`SourceTaken`, :class:`NoCompartment`,
    :class:`~lastseen.operations.reach.OutOfReach` or :class:`~lastseen.domain.vocabulary.UnknownTerm`.
    """
    rights = authorised(actor, May.COLLECT)
    with recording(actor, "collect", now) as pen:
        return enter_source(pen, rights, collected, workspace).external_id


def enter_source(pen: Pen, rights: Rights, collected: Collected, workspace: Workspace) -> Source:
    """The same within an operation that is recording; gives the source."""
    source = _source(collected, workspace)
    if compartment_of(source.id) is not None:
        raise SourceTaken(source=source.external_id)
    check_writing(rights, source)
    put_source(pen, source, collected.text)
    put_consents(pen, (replace(cell, source=source.id) for cell in collected.consents))
    reindex(pen.told, pen.described, workspace.frame)
    return source


def _source(collected: Collected, workspace: Workspace) -> Source:
    """The source described, every code of it a term. Line ends are not looked at: a text is kept as it comes."""
    name = unicodedata.normalize("NFC", collected.name).strip()
    if not _is_name(name):
        raise BadSourceName(source=name)
    if not collected.compartment.strip():
        raise NoCompartment
    workspace.vocabularies["source-kind"].term(collected.kind)
    for cell in collected.consents:
        workspace.vocabularies["consent-purpose"].term(cell.purpose)
    return Source(
        id=workspace.ids.source(name),
        external_id=name,
        kind=collected.kind,
        language=collected.language,
        compartment=collected.compartment.strip(),
        day=collected.day,
        title=collected.title.strip(),
        interviewee=collected.interviewee.strip() or None,
    )


def _is_name(name: str) -> bool:
    ends = name[:1].isalnum() and name[-1:].isalnum()
    return ends and len(name) <= 100 and name != "new" and all(c.isalnum() or c in " -_.," for c in name)
