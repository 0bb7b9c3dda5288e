"""Implausible things in an import: kept as told, found while the rows pass by, reported with the row they stand in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from lastseen.domain.accounts import Account, AccountId, PersonAccount, StageAccount
from lastseen.domain.answers import values
from lastseen.domain.derive.frame import Frame
from lastseen.domain.derive.inconsistencies import inconsistencies
from lastseen.domain.derive.tellings import PersonFile
from lastseen.exchange.intake.problems import Place
from lastseen.exchange.intake.rows import CodedRow
from lastseen.exchange.mapping.model import IntakeMapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Implausible:
    """One thing that cannot be as told: its rule, the accounts it lies between, and the row of the last of them."""

    place: Place
    rule: str
    accounts: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """Where it stands and which rule it breaks, as JSON."""
        return {
            "file": self.place.file,
            "sheet": self.place.sheet,
            "row": self.place.row,
            "rule": self.rule,
            "accounts": list(self.accounts),
        }


@dataclass(frozen=True, slots=True)
class _Standing:
    account: Account
    place: Place


@dataclass(slots=True)
class Judging:
    """Judges everything told of a person as soon as no other row can add to it, else at the end.

    Where only one sheet tells of custody, and of the person in the same row, nothing has to be kept in mind.
    """

    mapping: IntakeMapping
    frame: Frame
    _people: dict[AccountId, list[_Standing]] = field(default_factory=dict)

    def take(self, row: CodedRow) -> Iterator[Implausible]:
        """What is implausible in this row, where that can be said already."""
        standing = [_Standing(_slim(account), row.place) for account in row.accounts if _matters(account)]
        people = _by_person(standing)
        if self._by_row:
            for held in people.values():
                yield from self._judged(held)
            return
        for person, held in people.items():
            self._people.setdefault(person, []).extend(held)

    def finish(self) -> Iterator[Implausible]:
        """What is implausible across rows."""
        for held in self._people.values():
            yield from self._judged(held)

    @property
    def _by_row(self) -> bool:
        telling = [sheet for sheet in self.mapping.sheets if any(part.kind == "stage" for part in sheet.parts)]
        people = [part for sheet in telling for part in sheet.parts if part.kind == "person"]
        return len(telling) == 1 and bool(people) and not any(part.shared for part in people)

    def _judged(self, held: Sequence[_Standing]) -> Iterator[Implausible]:
        stages = tuple(s.account for s in held if isinstance(s.account, StageAccount))
        if not stages:
            return
        file = PersonFile(
            person=held[0].account.id,
            accounts=tuple(s.account for s in held if isinstance(s.account, PersonAccount)),
            stages=stages,
            fates=(),
            responses=(),
        )
        by_id = {s.account.id: s for s in held}
        for found in inconsistencies(file, self.frame):
            between = [by_id[id_] for id_ in found.accounts]
            named = tuple(f"{s.account.kind} {s.account.external_id}" for s in between)
            yield Implausible(place=between[-1].place, rule=found.rule, accounts=named)


def _matters(account: Account) -> bool:
    """Whether the rules look at an account: every stage, and people with a date of birth."""
    return isinstance(account, StageAccount) or (isinstance(account, PersonAccount) and bool(account.birth))


def _by_person(standing: Sequence[_Standing]) -> dict[AccountId, list[_Standing]]:
    found: dict[AccountId, list[_Standing]] = {}
    for one in standing:
        people = values(one.account.person) if isinstance(one.account, StageAccount) else (one.account.id,)
        for person in people:
            found.setdefault(person, []).append(one)
    return found


def _slim(account: Account) -> Account:
    """What the rules look at of an account, and nothing else."""
    if isinstance(account, StageAccount):
        return replace(account, authorities=(), grounds=(), place=(), place_from=(), facility=(), health=())
    return account
