"""Each time one person was taken: what is left open, what was concluded and found, and who tells what."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from lastseen.domain.answers import Absence
from lastseen.domain.derive.elements import Element
from lastseen.domain.derive.variables import SHAPES, Shape
from lastseen.reports.records.accounts import ToldAccount
from lastseen.reports.records.answers import Taken, taken
from lastseen.snapshot import Snapshot

IN_SHORT = (
    "sex", "age", "disappeared", "place_of_arrest", "authority_first", "authority_last", "grounds", "fate",
)  # fmt: skip
"""The variables that say in short who was taken, and how."""

_FINDING = "finding"
_SEVERAL = " … "
"""Between the values of one reason, as a snapshot has them."""
_STRONGEST = (Absence.REFUSED.value, Absence.UNKNOWN.value, Absence.NOT_ASKED.value)
_TAKING = frozenset({"arrest", "abduction"})
_NO_CUSTODY = frozenset({"release", "death", "last-sighting"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why the organisation stands by these values of a variable."""

    variable: str
    values: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """The chain of one independent source: its stages in the order told, some completed from a source joined to it."""

    source: str
    stages: tuple[ToldAccount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """One disappearance.

    ``absent`` says of variables without an answer why there is none, ``differing`` names those that sources answer in
    several ways, ``rumoured`` is what became of the person where nobody tells it who could know. ``elements`` has those
    of Art. 2 that are supported, each with the accounts that support it.
    """

    taken: Taken
    case: str
    outcomes: tuple[str, ...]
    standards: tuple[str, ...]
    absent: Mapping[str, str]
    differing: tuple[str, ...]
    rumoured: tuple[str, ...]
    conclusions: tuple[Reason, ...]
    findings: tuple[Reason, ...]
    tellings: tuple[Telling, ...]
    elements: Mapping[str, tuple[ToldAccount, ...]]


def takings(view: Snapshot, person: str, accounts: Sequence[ToldAccount]) -> tuple[Taking, ...]:
    """Each disappearance of a person, first to last. ``accounts`` are all that tell of the person."""
    of_person = view.lazy("disappearances").filter(pl.col("person") == person)
    cases = view.lazy("cases").select("case", "code")
    held = of_person.join(cases, on="case", how="left").collect().rows_by_key("disappearance", named=True, unique=True)
    reasons = view.identity("reasons").filter(pl.col("about").is_in([account.id for account in accounts]))
    return tuple(
        _taking(view, one, held[one.disappearance], accounts, reasons)
        for one in taken(view, [person], _wanted(reasons["variable"]))
    )


def _wanted(concluded: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*IN_SHORT, *(name for name in concluded if name in SHAPES))))


def _taking(
    view: Snapshot, one: Taken, held: Mapping[str, Any], accounts: Sequence[ToldAccount], reasons: pl.DataFrame
) -> Taking:
    of_it = pl.col("disappearance") == one.disappearance
    readings = view.lazy("readings").filter(of_it).collect()
    stages = view.lazy("stages").filter(of_it).sort("source", "position").collect()
    names = (*one.codes, *one.numbers, *one.days)
    about = [_reason(line) for line in reasons.iter_rows(named=True) if not line["cases"] or one.case in line["cases"]]
    tellings = tuple(_tellings(readings["source"].to_list(), stages, {account.id: account for account in accounts}))
    supported = set(readings["elements"].explode().drop_nulls())
    return Taking(
        taken=one,
        case=held["code"] or "",
        outcomes=tuple(held["outcome"]),
        standards=tuple(held["standard"]),
        absent={name: why for name in names if (why := _absent(readings[f"{name}_absence"]))},
        differing=tuple(name for name in names if _differs(readings, name)),
        rumoured=tuple(
            dict.fromkeys(status for a in accounts if (status := a.code("status")) and not one.codes["fate"])
        ),
        conclusions=tuple(reason for reason in about if reason.variable != _FINDING),
        findings=tuple(reason for reason in about if reason.variable == _FINDING),
        tellings=tellings,
        elements={name: found for name, found in _supports(tellings, accounts, stages) if name in supported},
    )


def _reason(line: Mapping[str, Any]) -> Reason:
    return Reason(variable=line["variable"], values=tuple(line["value"].split(_SEVERAL)), reason=line["reason"])


def _absent(whys: pl.Series) -> str:
    """Why no source answers: a refusal outranks *unknown*, and *unknown* *not asked*; empty where one answers."""
    found = set(whys)
    return "" if None in found else next((why for why in _STRONGEST if why in found), _STRONGEST[-1])


def _differs(readings: pl.DataFrame, name: str) -> bool:
    """Whether sources that answer at all do so in several ways."""
    columns = (name,) if SHAPES[name] in (Shape.SINGLE, Shape.MULTIPLE) else (f"{name}_low", f"{name}_high")
    given = readings.filter(pl.col(f"{name}_absence").is_null()).select(columns)
    return len({str(row) for row in given.iter_rows()}) > 1


def _tellings(sources: Iterable[str], stages: pl.DataFrame, accounts: Mapping[str, ToldAccount]) -> Iterator[Telling]:
    for source in sources:
        chain = stages.filter(pl.col("source") == source)["account"]
        yield Telling(source=source, stages=tuple(accounts[id_] for id_ in chain if id_ in accounts))


def _supports(
    tellings: Sequence[Telling], accounts: Sequence[ToldAccount], stages: pl.DataFrame
) -> Iterator[tuple[str, tuple[ToldAccount, ...]]]:
    """Each element with the accounts of independent sources that support it, by the rules of
    :func:`~lastseen.domain.derive.elements.elements`."""
    independent = {telling.source for telling in tellings}
    own = [account for account in accounts if account.source in independent]
    held = set(stages.filter(pl.col("holder").list.len() > 0)["account"])
    yield Element.DEPRIVATION, tuple(stage for telling in tellings for stage in _deprivation(telling))
    yield Element.STATE, tuple(stage for telling in tellings for stage in telling.stages if stage.id in held)
    yield Element.REFUSAL, tuple(a for a in own if a.code("response") not in (None, "acknowledged"))
    yield Element.CONCEALMENT, tuple(a for a in own if a.kind == "fate" and _nobody_could_tell(a))
    yield Element.OUTSIDE_LAW, ()


def _deprivation(telling: Telling) -> tuple[ToldAccount, ...]:
    first = first_taken(telling.stages)
    return () if first is None or first.code("stage") in _NO_CUSTODY else (first,)


def _nobody_could_tell(fate: ToldAccount) -> bool:
    return fate.code("status") is None and any(v.absence == Absence.UNKNOWN for v in fate.said("status").values)


def first_taken(stages: Sequence[ToldAccount]) -> ToldAccount | None:
    """The stage at which a source has the person first deprived of liberty: an arrest, else the first it tells of."""
    arrests = (stage for stage in stages if stage.code("stage") in _TAKING)
    return next(arrests, stages[0] if stages else None)
