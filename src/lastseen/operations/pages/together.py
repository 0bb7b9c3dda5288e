"""Who was taken together: the people in the cases somebody sees."""

from collections.abc import Iterable
from dataclasses import dataclass

from lastseen.domain.accounts import AccountId
from lastseen.domain.rights import Rights
from lastseen.domain.verdicts import VerdictKind
from lastseen.operations.pages.parts import PersonShort, short
from lastseen.operations.pages.sight import Sight, look
from lastseen.storage.seen import kept, taken_in

_SHOWN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """The others taken in a case: how many, and in short the first fifty of them."""

    case: str
    total: int
    people: tuple[PersonShort, ...]


def everybody_in(rights: Rights, cases: Iterable[AccountId]) -> tuple[Sight, dict[AccountId, list[AccountId]]]:
    """The people somebody sees in each of these cases, by the oldest account of each, oldest first."""
    wanted = set(cases)
    pairs = taken_in(rights, wanted)
    sight = look(rights, {*wanted, *(person for _, person in pairs)})
    found: dict[AccountId, set[AccountId]] = {sight.founder(case): set() for case in wanted}
    for case, person in pairs:
        if person in sight.placed:
            found[sight.founder(case)].add(sight.founder(person))
    return sight, {case: sorted(people, key=lambda p: sight.placed[p].serial) for case, people in found.items()}


def taken_together(rights: Rights, cases: Iterable[AccountId], person: AccountId) -> tuple[Together, ...]:
    """Who was taken with a person in each of these cases, given by all their accounts in sight."""
    sight, found = everybody_in(rights, cases)
    others = {case: [other for other in people if other != person] for case, people in found.items()}
    shown = {other for people in others.values() for other in people[:_SHOWN]}
    members = [a for a, founder in sight.clusters[VerdictKind.PERSON].founder.items() if founder in shown]
    held = {one.account.id: one for one in kept(rights, members)}
    in_short = short(sight, held, held)
    return tuple(
        Together(
            case=sight.code(case),
            total=len(people),
            people=tuple(in_short[sight.code(other)] for other in people[:_SHOWN]),
        )
        for case, people in others.items()
    )
