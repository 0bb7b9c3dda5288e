"""What a third person concludes from two readings: what both say; where they differ, what was chosen, and why."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, cast

from lastseen.domain.accounts import ACCOUNT_TYPES, INTERVIEWEE, Account, AccountId, SourceId, ValueKind, specs
from lastseen.domain.agreement.model import Key, Unit, named_in
from lastseen.domain.agreement.values import Compared, aliases, compare, plain, said_plainly
from lastseen.domain.answers import Absence, Coded, PassageId, Said


class Take(StrEnum):
    """What is taken of two readings; of a unit, *neither* drops it, and of a value it leaves the field empty."""

    FIRST = "first"
    SECOND = "second"
    BOTH = "both"
    OTHER = "other"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What somebody takes, and why; ``other`` is the value put in place of both, where that is what is taken."""

    take: Take
    reason: str
    other: Said[Any] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """All that was chosen: of units, and of fields of units."""

    units: Mapping[Key, Choice] = field(default_factory=dict)
    fields: Mapping[tuple[Key, str], Choice] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unresolved:
    """Something that needs a choice with a reason: a unit only one found, or a field in which both differ."""

    key: Key
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """What agreed accounts are called: a kept account of the first reading stays itself, or all are new.

    ``taken`` are names of accounts that are there already, by kind, and stand for something else.
    """

    source: SourceId
    account: Callable[[str, str], AccountId]
    keeps_first: bool
    taken: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """What became of a unit: what was taken of it and why, and the agreed account, None where it was dropped."""

    unit: Unit
    take: Take
    reason: str
    account: Account | None
    fields: tuple[tuple[str, Choice], ...] = ()


def unresolved(units: tuple[Unit, ...], choices: Choices) -> tuple[Unresolved, ...]:
    """What still needs a choice with a reason, in the order of the units."""
    joined, dropped = aliases(units), _dropped(units, choices)
    return tuple(one for unit in units for one in _open(unit, choices, joined, dropped))


def _open(
    unit: Unit, choices: Choices, joined: Mapping[AccountId, AccountId], dropped: Mapping[Key, str]
) -> Iterator[Unresolved]:
    chosen = choices.units.get(unit.key)
    is_alone = len(unit.accounts) == 1 and unit.key not in dropped
    if is_alone if chosen is None else not chosen.reason.strip():
        yield Unresolved(key=unit.key)
    if unit.key in dropped:
        return
    for one in compare(unit, joined):
        choice = choices.fields.get((unit.key, one.field))
        if not one.same and not _settles(choice, one):
            yield Unresolved(key=unit.key, field=one.field)


def _settles(choice: Choice | None, one: Compared) -> bool:
    """Whether a choice can be concluded: it has its reason, and its value; a field of one value takes not both."""
    if choice is None or not choice.reason.strip():
        return False
    return bool(choice.other) if choice.take is Take.OTHER else choice.take is not Take.BOTH or one.spec.many


def _dropped(units: tuple[Unit, ...], choices: Choices) -> dict[Key, str]:
    """The units dropped, with the reason: those chosen to be, and with them whatever is told of these alone."""
    dropped = {key: one.reason for key, one in choices.units.items() if one.take is Take.NEITHER}
    gone = {id_: why for key, why in dropped.items() for id_ in key if id_ is not None}
    for unit in units:
        for account in unit.accounts:
            lost = [gone[target] for target in named_in(account) if target in gone]
            if lost:
                dropped.setdefault(unit.key, lost[0])
    return dropped


def conclude_units(units: tuple[Unit, ...], choices: Choices, naming: Naming) -> tuple[Agreed, ...]:
    """What becomes of every unit once nothing is unresolved; kept accounts name kept ones, and cite what both cited."""
    joined, dropped = aliases(units), _dropped(units, choices)
    held = {(u.kind, u.first.external_id) for u in units if naming.keeps_first and u.first is not None}
    naming = replace(naming, taken=naming.taken | held)
    called = _called([unit for unit in units if unit.key not in dropped], naming)
    ids = {id_: called[key][0] for key in called for id_ in key if id_ is not None}
    return tuple(_agreed(unit, choices, joined, dropped, (called, ids, naming.source)) for unit in units)


_Called = Mapping[Key, tuple[AccountId, str]]


def _called(units: list[Unit], naming: Naming) -> _Called:
    """The id and the name of every agreed account; what is told of a person ends with the person's name."""
    called: dict[Key, tuple[AccountId, str]] = {}
    names: dict[AccountId, str] = {}
    taken = set(naming.taken)
    for unit in units:
        if naming.keeps_first and unit.first is not None:
            id_, name = unit.first.id, unit.first.external_id
        else:
            name = _free(_wanted(unit, names), unit.kind, taken)
            id_ = naming.account(unit.kind, name)
        called[unit.key] = (id_, name)
        taken.add((unit.kind, name))
        names |= {account.id: name for account in unit.accounts}
    return called


def _wanted(unit: Unit, names: Mapping[AccountId, str]) -> tuple[str, str]:
    """The name a unit has in its first reading, and what it ends with: the name of the person it is told of."""
    account = unit.accounts[0]
    own, slash, _ = account.external_id.rpartition("/")
    person = next((names[one] for one in named_in(account) if one in names), "")
    return (own, f"/{person}") if slash and person else (account.external_id, "")


def _free(wanted: tuple[str, str], kind: str, taken: set[tuple[str, str]]) -> str:
    own, ending = wanted
    names = (f"{own}{mark}{ending}" for mark in ("", *(f".{n}" for n in range(2, len(taken) + 3))))
    return next(name for name in names if (kind, name) not in taken)


def _agreed(
    unit: Unit,
    choices: Choices,
    joined: Mapping[AccountId, AccountId],
    dropped: Mapping[Key, str],
    naming: tuple[_Called, Mapping[AccountId, AccountId], SourceId],
) -> Agreed:
    if unit.key in dropped:
        return Agreed(unit=unit, take=Take.NEITHER, reason=dropped[unit.key], account=None)
    called, ids, source = naming
    chosen = choices.units.get(unit.key, Choice(take=Take.BOTH, reason=""))
    differing = [one for one in compare(unit, joined) if not one.same]
    fields = tuple((one.field, choices.fields[unit.key, one.field]) for one in differing)
    said = _said(unit, dict(fields), joined)
    id_, name = called[unit.key]
    known = specs(ACCOUNT_TYPES[unit.kind])
    values = {n: _pointing(one, ids) if known[n].kind is ValueKind.ACCOUNT else one for n, one in said.items()}
    account = ACCOUNT_TYPES[unit.kind](id=id_, source=source, external_id=name, **cast("dict[str, Any]", values))
    return Agreed(unit=unit, take=chosen.take, reason=chosen.reason, account=account, fields=fields)


def _said(unit: Unit, chosen: Mapping[str, Choice], joined: Mapping[AccountId, AccountId]) -> dict[str, Said[Any]]:
    if len(unit.accounts) == 1:
        return {name: getattr(unit.accounts[0], name) for name in specs(ACCOUNT_TYPES[unit.kind])}
    return {one.field: _taken(one, chosen.get(one.field), joined) for one in compare(unit, joined)}


def _taken(one: Compared, choice: Choice | None, joined: Mapping[AccountId, AccountId]) -> Said[Any]:
    both = _united(one, joined)
    if choice is None or choice.take is Take.BOTH:
        return both
    match choice.take:
        case Take.OTHER:
            cited = tuple(dict.fromkeys(p for coded in both for p in coded.passages))
            return tuple(replace(coded, passages=coded.passages or cited) for coded in choice.other)
        case Take.NEITHER:
            return ()
    wanted = said_plainly(one.first if choice.take is Take.FIRST else one.second, one.spec, joined)
    return tuple(coded for coded in both if _plain(coded, one, joined) in wanted)


def _united(one: Compared, joined: Mapping[AccountId, AccountId]) -> Said[Any]:
    """Every value of both, once, with the passages of both."""
    found: dict[object, Coded[Any]] = {}
    for coded in (*one.first, *one.second):
        key = _plain(coded, one, joined)
        held = found.get(key)
        passages: tuple[PassageId, ...] = () if held is None else held.passages
        found[key] = replace(held or coded, passages=tuple(dict.fromkeys((*passages, *coded.passages))))
    return tuple(found.values())


def _plain(coded: Coded[Any], one: Compared, joined: Mapping[AccountId, AccountId]) -> object:
    return coded.value if isinstance(coded.value, Absence) else plain(coded.value, one.spec.kind, joined)


def _pointing(said: Said[Any], ids: Mapping[AccountId, AccountId]) -> Said[Any]:
    """Values that name agreed accounts; what is dropped is named no more."""

    def led(value: Any) -> Any:
        return value if isinstance(value, Absence) or value == INTERVIEWEE else ids.get(value)

    pointed = (replace(coded, value=led(coded.value)) for coded in said)
    return tuple({coded.value: coded for coded in pointed if coded.value is not None}.values())
