"""What a third person picks of two readings: at each unit and field what is to stand and why, as the form has it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from lastseen.domain.accounts import AccountId
from lastseen.domain.agreement import Compared, Fixed, Key, Unit
from lastseen.domain.agreement.values import said_plainly
from lastseen.domain.errors import Refusal
from lastseen.exchange.drafts import Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """What stands in the form for one place: what is taken, why, and the other value as it is typed.

    ``mark`` is of what the readings said there: where one was changed since, the choice is void.
    """

    take: str = ""
    reason: str = ""
    other: Cell = field(default_factory=Cell)
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picks:
    """Everything chosen so far: corrections of the alignment, and choices by place (a unit, or a field of one)."""

    fixed: Fixed = field(default_factory=Fixed)
    places: Mapping[str, Picked] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldBeside:
    """One field of both readings; ``problem`` says why the other value typed cannot be read."""

    place: str
    compared: Compared
    picked: Picked
    mark: str
    is_open: bool
    problem: Refusal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitBeside:
    """One unit of both readings, with its fields; one that only one of them found is chosen on as a whole."""

    place: str
    unit: Unit
    fields: tuple[FieldBeside, ...]
    picked: Picked
    is_open: bool


def place_of(key: Key, name: str = "") -> str:
    """How a form calls a unit, or a field of one."""
    ends = ".".join("-" if id_ is None else id_.hex for id_ in key)
    return f"{ends}.{name}" if name else ends


def mark_of(one: Compared, joined: Mapping[AccountId, AccountId]) -> str:
    """What is different once either reading says something else for a field."""
    said = [sorted(map(repr, said_plainly(side, one.spec, joined))) for side in (one.first, one.second)]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def mark_of_unit(unit: Unit) -> str:
    """Always the same for a unit: a choice on a unit as a whole holds, whatever is said of it."""
    return place_of(unit.key)[:16]


def fresh(picks: Picks, place: str, mark: str) -> Picked:
    """What was picked at a place, if the readings still say what they said then."""
    picked = picks.places.get(place, Picked())
    return picked if picked.mark in ("", mark) else Picked()


def plain_picks(picks: Picks) -> dict[str, Any]:
    """What was picked, as JSON; places at which nothing is, are left out."""
    pairs = {"together": picks.fixed.together, "apart": picks.fixed.apart}
    places = {
        place: {
            "take": one.take,
            "reason": one.reason,
            "mark": one.mark,
            "parts": dict(one.other.parts),
            "absent": one.other.absent,
        }
        for place, one in picks.places.items()
        if one.take or one.reason
    }
    return {"places": places, **{how: sorted([a.hex, b.hex] for a, b in held) for how, held in pairs.items()}}


def picks_of(content: Mapping[str, Any]) -> Picks:
    """What was picked, of the JSON that :func:`plain_picks` made of it."""
    pairs = (frozenset((_account(a), _account(b)) for a, b in content[how]) for how in ("together", "apart"))
    return Picks(
        fixed=Fixed(together=next(pairs), apart=next(pairs)),
        places={
            place: Picked(
                take=one["take"],
                reason=one["reason"],
                mark=one["mark"],
                other=Cell(parts=one["parts"], absent=one["absent"]),
            )
            for place, one in content["places"].items()
        },
    )


def _account(hexadecimal: str) -> AccountId:
    return AccountId(UUID(hexadecimal))
