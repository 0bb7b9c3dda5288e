"""Two readings of one source, and the units told of in either."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lastseen.domain.accounts import INTERVIEWEE, Account, AccountId, ValueKind, specs
from lastseen.domain.answers import PassageId, values
from lastseen.domain.sources import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one coder says a source says, and the passages cited."""

    accounts: tuple[Account, ...]
    passages: Mapping[PassageId, Passage] = field(default_factory=dict)


Key = tuple[AccountId | None, AccountId | None]
"""How a unit is known: its account in either reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One thing told: the account of either reading, or of both."""

    first: Account | None
    second: Account | None

    @property
    def accounts(self) -> tuple[Account, ...]:
        """The accounts there are of it."""
        return tuple(one for one in (self.first, self.second) if one is not None)

    @property
    def kind(self) -> str:
        """What kind of account it is."""
        return self.accounts[0].kind

    @property
    def key(self) -> Key:
        """How it is known."""
        return (None if self.first is None else self.first.id, None if self.second is None else self.second.id)


def named_in(account: Account) -> Iterator[AccountId]:
    """Every account that this one cannot do without: of whom it is told, the ends of a tie."""
    for name, spec in specs(type(account)).items():
        if spec.kind is ValueKind.ACCOUNT and name in ("person", "other"):
            yield from (target for target in values(getattr(account, name)) if target != INTERVIEWEE)
