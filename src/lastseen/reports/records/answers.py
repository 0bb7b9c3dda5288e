"""What all readings of a disappearance together leave open, variable by variable."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from lastseen.domain.derive.variables import SHAPES, Shape
from lastseen.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One disappearance: whose, in which case, and the answers. Several codes of a single-answer variable are what is
    still possible; an interval is the hull of all that is told."""

    disappearance: str
    person: str
    case: str | None
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: Mapping[str, tuple[int | None, int | None]] = field(default_factory=dict)
    days: Mapping[str, tuple[date | None, date | None]] = field(default_factory=dict)


def taken(snapshot: Snapshot, people: Iterable[str], variables: Iterable[str]) -> tuple[Taken, ...]:
    """The disappearances of these people, in order of their codes and in time, with the answers to these variables."""
    wanted = pl.LazyFrame({"person": list(people)}, schema={"person": pl.String})
    names = tuple(variables)
    persons = snapshot.lazy("persons").select("person", "code")
    held = snapshot.lazy("disappearances").select("disappearance", "person", "case", "sequence")
    readings = snapshot.lazy("readings").group_by("disappearance").agg(e for n in names for e in _together(n))
    found = held.join(wanted, on="person").join(persons, on="person").join(readings, on="disappearance")
    lines = found.sort("code", "sequence", "disappearance").collect()
    return tuple(_taken(line, names) for line in lines.iter_rows(named=True))


def _together(name: str) -> tuple[pl.Expr, ...]:
    if SHAPES[name] in (Shape.SINGLE, Shape.MULTIPLE):
        return (pl.col(name).explode().drop_nulls().unique(maintain_order=True),)
    low, high = pl.col(f"{name}_low"), pl.col(f"{name}_high")
    said = pl.col(f"{name}_absence").is_null()
    return (
        pl.when((said & low.is_null()).any()).then(None).otherwise(low.min()).alias(f"{name}_low"),
        pl.when((said & high.is_null()).any()).then(None).otherwise(high.max()).alias(f"{name}_high"),
    )


def _taken(line: Mapping[str, object], names: tuple[str, ...]) -> Taken:
    coded = {name for name in names if SHAPES[name] in (Shape.SINGLE, Shape.MULTIPLE)}
    dated = {name for name in names if SHAPES[name] is Shape.DATE}
    ends = {name: (line[f"{name}_low"], line[f"{name}_high"]) for name in names if name not in coded}
    return Taken(
        disappearance=str(line["disappearance"]),
        person=str(line["person"]),
        case=None if line["case"] is None else str(line["case"]),
        codes={name: tuple(_listed(line[name])) for name in names if name in coded},
        numbers={name: _whole(ends[name]) for name in names if name in ends and name not in dated},
        days={name: _days(ends[name]) for name in dated},
    )


def _listed(value: object) -> list[str]:
    return [str(code) for code in value] if isinstance(value, list) else []


def _whole(ends: tuple[object, object]) -> tuple[int | None, int | None]:
    low, high = ends
    return (low if isinstance(low, int) else None, high if isinstance(high, int) else None)


def _days(ends: tuple[object, object]) -> tuple[date | None, date | None]:
    low, high = ends
    return (low if isinstance(low, date) else None, high if isinstance(high, date) else None)
