"""Consent of a source: asked and recorded cell by cell, and withdrawn on a day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from lastseen.domain.accounts import SourceId
from lastseen.domain.decisions import Consent, ConsentAnswer
from lastseen.domain.errors import Refusal
from lastseen.domain.rights import May, Rights
from lastseen.operations.reach import check_reach
from lastseen.operations.users import authorised
from lastseen.operations.workspace import Workspace
from lastseen.storage.ledger import recording
from lastseen.storage.reading import consents
from lastseen.storage.writing import put_consents


class NothingToWithdraw(Refusal):
    """There is no consent that could be withdrawn."""

    code = "consent.nothing-to-withdraw"
    sentence = "There is no consent of this source to withdraw."
    hint = "Look at what it consented to; what was never asked, refused or already withdrawn permits nothing."


def consents_of(rights: Rights, source: SourceId) -> tuple[Consent, ...]:
    """What a source consented to and what not, cell by cell, as it stands now.

    Raises :class:`~lastseen.operations.reach.NoSuchSource`.
    """
    check_reach(rights, source)
    return consents([source]).get(source, ())


def set_consent(
    source: SourceId, cells: Sequence[Consent], workspace: Workspace, *, actor: UUID, now: datetime
) -> None:
    """Record what a source answered, in place of what it said before on the same purpose and recipient.

    Raises :class:`~lastseen.operations.reach.NoSuchSource` or :class:`~lastseen.domain.vocabulary.UnknownTerm`.
    """
    rights = authorised(actor, May.COLLECT)
    with recording(actor, "set-consent", now) as pen:
        check_reach(rights, source)
        for cell in cells:
            workspace.vocabularies["consent-purpose"].term(cell.purpose)
        put_consents(pen, (replace(cell, source=source) for cell in cells))


def withdraw_consent(source: SourceId, purpose: str | None, *, actor: UUID, now: datetime) -> tuple[Consent, ...]:
    """Withdraw a source's consent to one purpose, or (for None) to all, as of today; gives what was withdrawn.

    Raises :class:`~lastseen.operations.reach.NoSuchSource` or :class:`NothingToWithdraw`.
    """
    rights = authorised(actor, May.COLLECT)
    with recording(actor, "withdraw-consent", now) as pen:
        held = [cell for cell in consents_of(rights, source) if purpose in (None, cell.purpose)]
        withdrawn = tuple(replace(cell, withdrawn=now.date()) for cell in held if _permits(cell))
        if not withdrawn:
            raise NothingToWithdraw
        put_consents(pen, withdrawn)
        return withdrawn


def _permits(cell: Consent) -> bool:
    return cell.answer is ConsentAnswer.YES and cell.withdrawn is None
