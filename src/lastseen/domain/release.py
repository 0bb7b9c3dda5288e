"""The type of what may leave: made by the release gate alone, asked for by everything that leads outside."""

from dataclasses import InitVar, dataclass
from enum import StrEnum
from typing import Generic, TypeVar
from uuid import UUID

from lastseen.domain.decisions import IdentityLevel
from lastseen.domain.errors import LastseenError

T = TypeVar("T")


class Profile(StrEnum):
    """For whom something is released, and how much it may show of single people."""

    INTERNAL = "internal"
    """Those inside the organisation."""
    PUBLIC = "public"
    """Anybody: figures and words, of no single person."""
    PSEUDONYMOUS = "pseudonymous"
    """Outsiders who may see single people, each under a name made up for them."""
    NAMED = "named"
    """Outsiders who may see single people by name."""

    @property
    def identity(self) -> IdentityLevel:
        """How much of an identity outsiders get to see."""
        return _SHOWN.get(self, IdentityLevel.NONE)

    @property
    def shows_people(self) -> bool:
        """Whether it shows single people to outsiders."""
        return self in _SHOWN


OF_FIGURES = (Profile.INTERNAL, Profile.PUBLIC)
"""The profiles in which figures and reports are made."""

_SHOWN = {Profile.PSEUDONYMOUS: IdentityLevel.PSEUDONYM, Profile.NAMED: IdentityLevel.NAME}


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
    does not hand the permit on: a copy with other content cannot be made from it. ``withheld`` counts the sources kept
    back, ``withheld_people`` the single people.
    """

    permit: InitVar[Permit]
    id: UUID
    content: T
    profile: Profile
    snapshot: str
    ledger: int
    withheld: int
    withheld_people: int = 0

    def __post_init__(self, permit: Permit) -> None:
        if not isinstance(permit, Permit):
            raise NotTheGate
