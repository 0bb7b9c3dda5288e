"""What was concluded from two readings before, and how far coders agreed over all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lastseen.domain.accounts import AccountId
from lastseen.domain.agreement import Unit, aliases, compare
from lastseen.domain.rights import May, Rights
from lastseen.figures.agreement import Agreement, agreement
from lastseen.operations.picking import FieldBeside, Picked, UnitBeside, place_of
from lastseen.storage.double import ConcludedKept, concluded_of, doubles, reading_of
from lastseen.storage.moment import at_one_moment
from lastseen.storage.seen import Deed


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """What was concluded once: by whom, from whose readings, and unit by unit what was taken and why."""

    coders: tuple[str, str]
    made: Deed
    units: tuple[UnitBeside, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementTable:
    """How far coders agreed over the sources concluded on, and how many are being coded by two people still."""

    agreement: Agreement
    standing: int


def agreement_table(rights: Rights) -> AgreementTable:
    """Agreement over every source somebody sees of which two readings were concluded on, as they were read.

    Raises :class:`~lastseen.domain.rights.NotAllowed`.
    """
    rights.require(May.DECIDE)
    with at_one_moment():
        units = [tuple(unit for unit, _ in units_of(one)) for one in concluded_of(rights)]
        return AgreementTable(agreement=agreement(units), standing=len(doubles(rights)))


def units_of(one: ConcludedKept) -> list[tuple[Unit, int]]:
    """The units of a conclusion as both read them before it, each with its place among what was written."""
    said = {a.id: a for coding, _ in (one.first, one.second) for a in reading_of(coding, one.made.number)}
    return [
        (
            Unit(
                first=said.get(kept.first) if kept.first else None,
                second=said.get(kept.second) if kept.second else None,
            ),
            n,
        )
        for n, kept in enumerate(one.units)
    ]


def conclusion_of(one: ConcludedKept, units: Sequence[tuple[Unit, int]]) -> Conclusion:
    """A conclusion for a page, with what both said in each of its units."""
    joined = aliases(tuple(unit for unit, _ in units))
    return Conclusion(
        coders=(one.first[1], one.second[1]),
        made=one.made,
        units=tuple(_past(unit, one, n, joined) for unit, n in units),
    )


def _past(unit: Unit, one: ConcludedKept, at: int, joined: Mapping[AccountId, AccountId]) -> UnitBeside:
    kept = one.units[at]
    chosen = {name: Picked(take=taken, reason=reason) for name, taken, reason in kept.fields}
    fields = tuple(
        FieldBeside(
            place=place_of(unit.key, c.field),
            compared=c,
            picked=chosen.get(c.field, Picked()),
            mark="",
            is_open=False,
        )
        for c in compare(unit, joined)
    )
    picked = Picked(take=kept.taken, reason=kept.reason)
    return UnitBeside(place=place_of(unit.key), unit=unit, fields=fields, picked=picked, is_open=False)
