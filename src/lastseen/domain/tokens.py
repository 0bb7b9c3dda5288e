"""Tokens by which a program acts for a user: what each of them may, and until when."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from lastseen.domain.rights import May

LONGEST = timedelta(days=366)
"""No token lasts longer: what nobody renews is not used any more, or by somebody else."""

LONGEST_NAME = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenLine:
    """A token that stands, without its secret: what it is for, whose it is, what it may, and its last day."""

    id: UUID
    name: str
    user: UUID
    user_name: str
    scopes: frozenset[May]
    until: date
