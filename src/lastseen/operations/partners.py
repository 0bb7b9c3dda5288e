"""Partners: groups we exchange records with, by keys told over a channel somebody trusts; and our own keys."""

import unicodedata
from datetime import datetime
from uuid import UUID

from lastseen.domain.errors import Refusal
from lastseen.domain.rights import May, Rights
from lastseen.evidence import derive_key
from lastseen.exchange.bundles import OwnKeys, PublicKeys
from lastseen.operations.users import authorised
from lastseen.operations.workspace import Workspace
from lastseen.storage.ledger import recording
from lastseen.storage.partners import PartnerLine, put_partner, standing_partners

PURPOSE = "partner-database"
"""What sources and families are asked for before a partner gets anything."""
_LONGEST = 60


class NoSuchPartner(Refusal):
    """There is no partner of this name."""

    code = "partner.not-found"
    sentence = "There is no partner {name}."
    hint = "Record their keys with `lastseen partner add`. There are: {known}."


class BadPartnerName(Refusal):
    """A partner cannot be called so."""

    code = "partner.bad-name"
    sentence = "A partner cannot be called «{name}»."
    hint = "Use 1 to 60 letters, digits, spaces and the signs - _ . , beginning and ending with a letter or digit."


class KeyOfAnother(Refusal):
    """A key is that of another partner, or our own."""

    code = "partner.key-of-another"
    sentence = "This signing key is known already: it is that of {other}."
    hint = "Ask the partner for their own keys; each group has one of its own."


def own_keys(workspace: Workspace) -> OwnKeys:
    """Our own keys: they follow from the registry's, so that nothing has to be kept for them."""
    key = workspace.key()
    return OwnKeys(opening=derive_key(key, "bundles/opening"), signing=derive_key(key, "bundles/signing"))


def add_partner(name: str, keys: PublicKeys, workspace: Workspace, *, actor: UUID, now: datetime) -> str:
    """Record a partner's keys, or new ones in place of those; gives the name as it is kept.

    Raises :class:`BadPartnerName` or :class:`KeyOfAnother`.
    """
    authorised(actor, May.RELEASE)
    kept = unicodedata.normalize("NFC", name).strip()
    ends = kept[:1].isalnum() and kept[-1:].isalnum()
    if not (ends and len(kept) <= _LONGEST and all(letter.isalnum() or letter in " -_.," for letter in kept)):
        raise BadPartnerName(name=kept)
    with recording(actor, "add-partner", now) as pen:
        known = {own_keys(workspace).public.signing: "this registry"}
        known |= {one.keys.signing: one.name for one in standing_partners() if one.name != kept}
        if keys.signing in known:
            raise KeyOfAnother(other=known[keys.signing])
        put_partner(pen, kept, keys)
    return kept


def partners(rights: Rights) -> tuple[PartnerLine, ...]:
    """The partners there are, by name. Raises :class:`~lastseen.domain.rights.NotAllowed`."""
    rights.require(May.READ)
    return standing_partners()


def known_partners() -> dict[str, PublicKeys]:
    """The keys of every partner."""
    return {one.name: one.keys for one in standing_partners()}


def keys_of(name: str) -> PublicKeys:
    """The keys of a partner. Raises :class:`NoSuchPartner`."""
    known = known_partners()
    if name not in known:
        raise NoSuchPartner(name=name, known=", ".join(known) or "none")
    return known[name]
