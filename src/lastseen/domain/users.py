"""Users as whoever administers them sees them, and the names they may have."""

import unicodedata
from dataclasses import dataclass
from uuid import UUID

from lastseen.domain.errors import Refusal
from lastseen.domain.rights import Rights

_LONGEST = 150


class BadName(Refusal):
    """A name that cannot be told from another, or not be typed again."""

    code = "user.bad-name"
    sentence = "{name} cannot be the name of a user."
    hint = "Take 1 to 150 letters, digits, signs and single spaces, with none at either end and nothing invisible."


@dataclass(frozen=True, slots=True, kw_only=True)
class UserLine:
    """One user: somebody who no longer acts has no rights."""

    id: UUID
    name: str
    has_password: bool
    rights: Rights | None


def user_name(name: str) -> str:
    """A name as it is kept: composed, so that it is found however a keyboard writes it. Raises :class:`BadName`."""
    kept = unicodedata.normalize("NFC", name)
    if not 0 < len(kept) <= _LONGEST or kept != " ".join(kept.split()) or not kept.isprintable():
        raise BadName(name=name)
    return kept


def folded(name: str) -> str:
    """A name as it is compared: two that differ only in case, width or the way they are encoded are one."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
