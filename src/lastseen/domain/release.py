"""The type of what may leave: made by the release gate alone, asked for by everything that leads outside."""

from dataclasses import InitVar, dataclass
from enum import StrEnum
from typing import Generic, TypeVar
from uuid import UUID

from lastseen.domain.errors import LastseenError

T = TypeVar("T")


class Profile(StrEnum):
    """For whom something is released: those inside, or the public."""

    INTERNAL = "internal"
    PUBLIC = "public"


class NotTheGate(LastseenError):
    """Something other than the release gate tried to make a release."""


class Permit:
    """The right to make releases. There is one, taken by the release gate when it is loaded."""

    _taken = False

    def __init__(self) -> None:
        if Permit._taken:
            raise NotTheGate
        Permit._taken = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Released(Generic[T]):
    """Content that passed the gate: for which profile, from which snapshot, at which position of the ledger.

    Exporters, reports and pages for outsiders accept nothing else. Without the gate's permit it cannot be made, and it
    does not hand the permit on: a copy with other content cannot be made from it.
    """

    permit: InitVar[Permit]
    id: UUID
    content: T
    profile: Profile
    snapshot: str
    ledger: int
    withheld: int

    def __post_init__(self, permit: Permit) -> None:
        if not isinstance(permit, Permit):
            raise NotTheGate
