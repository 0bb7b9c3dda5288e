"""What a third person sends: corrections of the alignment, and a choice with its reason at each place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.http import QueryDict

from lastseen.domain.accounts import ACCOUNT_TYPES, AccountId, FieldSpec, ValueKind, specs
from lastseen.domain.agreement import Fixed, Take
from lastseen.domain.answers import Absence
from lastseen.domain.vocabulary import Vocabulary
from lastseen.exchange.drafts import PARTS, Cell
from lastseen.operations.picking import Picked, Picks
from lastseen.web.coding.forms import code_of

_PLACE = re.compile(r"take:((?:[0-9a-f]{32}|-)\.(?:[0-9a-f]{32}|-)(?:\.[a-z_]{1,40})?)", re.ASCII)
_PAIR = re.compile(r"([0-9a-f]{32})\.([0-9a-f]{32})", re.ASCII)
_LONGEST = 4000

Pair = tuple[AccountId, AccountId]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A form: everything picked, the version it was made from, and what is to be done."""

    picks: Picks
    base: int
    do: str


def sent(data: QueryDict, vocabularies: Mapping[str, Vocabulary]) -> Sent:
    """What was picked in the form, and what is to be done with it; whatever has no place in one is left out."""
    fixed = Fixed(together=_pairs(data, "together"), apart=_pairs(data, "apart"))
    do, _, at = data.get("do", "").partition(":")
    if do == "unpair":
        fixed = _apart(fixed, _pair(at))
    if do == "pair":
        fixed = _together(fixed, _pair(data.get(f"with:{at}", "")))
    places = (match[1] for name in data if (match := _PLACE.fullmatch(name)))
    base = data.get("base", "")
    return Sent(
        picks=Picks(fixed=fixed, places={place: _picked(data, place, vocabularies) for place in places}),
        base=int(base) if base.isascii() and base.isdigit() and len(base) < 9 else 0,
        do=do,
    )


def _pairs(data: QueryDict, how: str) -> frozenset[Pair]:
    return frozenset(pair for written in data.getlist(how) if (pair := _pair(written)) is not None)


def _pair(written: str) -> Pair | None:
    match = _PAIR.fullmatch(written)
    return None if match is None else (AccountId(UUID(match[1])), AccountId(UUID(match[2])))


def _apart(fixed: Fixed, pair: Pair | None) -> Fixed:
    if pair is None:
        return fixed
    return Fixed(together=fixed.together - {pair}, apart=fixed.apart | {pair})


def _together(fixed: Fixed, pair: Pair | None) -> Fixed:
    """With a pair joined, neither of the two is joined to another."""
    if pair is None:
        return fixed
    others = {one for one in fixed.together if one[0] == pair[0] or one[1] == pair[1]}
    return Fixed(together=(fixed.together - others) | {pair}, apart=fixed.apart - {pair})


def _picked(data: QueryDict, place: str, vocabularies: Mapping[str, Vocabulary]) -> Picked:
    take = data.get(f"take:{place}", "")
    absent = data.get(f"absent:{place}", "")
    other = Cell(parts=_parts(data, place, vocabularies), absent=absent if absent in set(Absence) else "")
    if not take and not other.is_empty:
        take = Take.OTHER.value
    return Picked(
        take=take if take in set(Take) else "",
        reason=data.get(f"reason:{place}", "")[:_LONGEST],
        mark=data.get(f"mark:{place}", "")[:16],
        other=other if take == Take.OTHER else replace(other, parts={}, absent=""),
    )


def _parts(data: QueryDict, place: str, vocabularies: Mapping[str, Vocabulary]) -> dict[str, str]:
    """The parts of another value, codes for words; nothing for a unit as a whole."""
    kind, field = data.get(f"kind:{place}", ""), place.partition(".")[2].partition(".")[2]
    if kind not in ACCOUNT_TYPES or field not in specs(ACCOUNT_TYPES[kind]):
        return {}
    spec: FieldSpec = specs(ACCOUNT_TYPES[kind])[field]
    parts = {part: data.get(f"{part}:{place}", "").strip()[:_LONGEST] for part in PARTS[spec.kind]}
    if parts.get("code") and spec.kind in (ValueKind.CODE, ValueKind.AUTHORITY):
        parts["code"] = code_of(parts["code"], vocabularies[spec.vocabulary])
    if parts.get("role"):
        parts["role"] = code_of(parts["role"], vocabularies["authority-role"])
    return {part: value for part, value in parts.items() if value}
