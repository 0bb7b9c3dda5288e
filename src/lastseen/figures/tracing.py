"""From a number down to what it rests on: units, accounts, fields, and passages for whom they are open to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from lastseen.domain.derive.variables import Variable
from lastseen.domain.errors import Refusal
from lastseen.figures.definitions import Definition
from lastseen.figures.figure import Figure
from lastseen.figures.following import followed
from lastseen.figures.tabulation import tabulate
from lastseen.figures.variables import variable_of
from lastseen.snapshot import Snapshot


class NoSuchRow(Refusal):
    """The figure has no row of this code."""

    code = "figures.unknown-row"
    sentence = "Figure {figure} has no row {row}."
    hint = "Its rows are: {known}."


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedPassage:
    """The words that say it: which field they support, where they stand, and the quote, or why it is held back."""

    field: str
    passage: str
    locator: str
    start: int | None
    end: int | None
    quote: str
    held: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedAccount:
    """An account that a unit's answer is read from, and the fields it is read from; none named means all."""

    account: str
    source: str
    kind: str
    fields: tuple[str, ...]
    passages: tuple[TracedPassage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedUnit:
    """One unit in the row: its id, the code people know it by, and whether it is certainly there."""

    unit: str
    code: str
    certain: bool
    accounts: tuple[TracedAccount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What stands behind one row of a figure: its certain units make n, all of them high."""

    figure: str
    row: str
    units: tuple[TracedUnit, ...]


def trace(definition: Definition, row: str, snapshot: Snapshot, evidence: pl.DataFrame | None = None) -> Trace:
    """Follow one row of a figure, named by its code or its label in any language, down to units and accounts.

    With ``evidence``, the table of that name in the identity part, down to the passages. Given are the accounts that
    the figure's variable and conditions are read from, of sources that count for the unit. Raises :class:`NoSuchRow`.
    """
    tabulation = tabulate(definition, snapshot)
    code = _code(tabulation.figure, row)
    members = tabulation.members.filter(pl.col("row") == code).select("unit", "certain")
    links = followed(definition, members["unit"], snapshot)
    accounts = _accounts(links.accounts, _fields(definition), _quotes(evidence))
    units = tuple(
        TracedUnit(unit=unit, code=links.codes.get(unit, unit), certain=certain, accounts=accounts.get(unit, ()))
        for unit, certain in members.iter_rows()
    )
    return Trace(figure=definition.id, row=code, units=units)


def _code(figure: Figure, row: str) -> str:
    """The code of a row named by its code, or by its label in any language."""
    for known in figure.rows:
        if row == known.code or row.casefold() in {label.casefold() for label in known.labels.values()}:
            return known.code
    raise NoSuchRow(figure=figure.id, row=row, known=", ".join(known.code for known in figure.rows))


def _fields(definition: Definition) -> dict[str, tuple[str, ...]] | None:
    """Fields by kind of account; None where the figure counts whatever the accounts say."""
    variables: Iterable[Variable] = (variable_of(definition, name) for name in (None, *definition.where))
    found: dict[str, list[str]] = {}
    for variable in variables:
        for named in variable.fields:
            kind, _, field = named.partition(".")
            found.setdefault(kind, []).append(field)
    return {kind: tuple(dict.fromkeys(fields)) for kind, fields in found.items()} or None


def _quotes(evidence: pl.DataFrame | None) -> dict[str, list[TracedPassage]]:
    found: dict[str, list[TracedPassage]] = {}
    if evidence is not None:
        columns = ("account", "field", "passage", "locator", "start", "end", "quote", "held")
        for account, *cells in evidence.select(columns).sort("account", "field", "start", "passage").iter_rows():
            passage = TracedPassage(**dict(zip(columns[1:], cells, strict=True)))
            found.setdefault(account, []).append(passage)
    return found


def _accounts(
    lines: pl.DataFrame, fields: Mapping[str, tuple[str, ...]] | None, quotes: Mapping[str, list[TracedPassage]]
) -> dict[str, tuple[TracedAccount, ...]]:
    found: dict[str, list[TracedAccount]] = {}
    for unit, account, source, kind in lines.sort("unit", "kind", "source", "account").iter_rows():
        if fields is not None and kind not in fields:
            continue
        read = () if fields is None else fields[kind]
        wanted = {f"{kind}.{field}" for field in read}
        passages = tuple(q for q in quotes.get(account, ()) if not wanted or q.field in wanted)
        traced = TracedAccount(account=account, source=source, kind=kind, fields=read, passages=passages)
        found.setdefault(unit, []).append(traced)
    return {unit: tuple(accounts) for unit, accounts in found.items()}
