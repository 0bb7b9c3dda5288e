"""People as outsiders may see them, one by one, gathered from a snapshot that the gate shows outward.

Under aliases everything is coarse: years, provinces, no names and no family. By name it is as told.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

import polars as pl

from lastseen.figures.lexicon import Lexicon, read_lexicon
from lastseen.snapshot import Snapshot

Span: TypeAlias = tuple[int | None, int | None]
"""The lowest and the highest it can be, years or ages; None where it is open."""

_OPEN: Span = (None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStage:
    """One custody stage: codes of its kind, of who held the person, of where; the years it can have begun in."""

    kind: tuple[str, ...]
    holder: tuple[str, ...]
    place: tuple[str, ...]
    years: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownName:
    """A name as told, with its script and romanisation."""

    text: str
    script: str
    system: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPerson:
    """One person under an alias, or by name. Several codes in a field are what sources differ in, or all that hold.

    ``chains`` are the different tellings of what was done with the person, each from the first stage on; ``family``
    gives relations to others shown, by their aliases.
    """

    alias: str
    names: tuple[ShownName, ...]
    sex: tuple[str, ...]
    age: Span
    occupation: tuple[str, ...]
    taken: Span
    period: tuple[str, ...]
    country: tuple[str, ...]
    place: tuple[str, ...]
    grounds: tuple[str, ...]
    authorities: tuple[str, ...]
    fate: tuple[str, ...]
    responses: tuple[str, ...]
    chains: tuple[tuple[ShownStage, ...], ...]
    family: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Everybody a release shows, by alias, and the words for their codes. ``day`` is that of the snapshot."""

    people: tuple[ShownPerson, ...]
    lexicon: Lexicon
    places: Mapping[str, tuple[float, float]]
    day: str
    named: bool
    notice: Mapping[str, str]


Coarsen: TypeAlias = Callable[[str], str]

Rows: TypeAlias = list[dict[str, Any]]


def gather(view: Snapshot, notice: Mapping[str, str]) -> Shown:
    """Everybody in a view that the gate shows outward; by name where it lets names be read."""
    named, lexicon = view.vault is not None, read_lexicon(view)

    def place(code: str) -> str:
        return code if named else _province(lexicon, code)

    told = view.table("disappearances").select("disappearance", "person")
    readings = _by_person(view.table("readings").join(told, on="disappearance"))
    chains = _chains(view, told, place)
    names, family = (_names(view), _family(view)) if named else ({}, {})
    return Shown(
        people=tuple(
            _person(
                person,
                readings.get(person, []),
                place,
                names=tuple(names.get(person, ())),
                chains=tuple(chains.get(person, ())),
                family=tuple(family.get(person, ())),
            )
            for person in view.table("persons")["person"]
        ),
        lexicon=lexicon,
        places=_coordinates(view),
        day=view.manifest.day,
        named=named,
        notice=notice,
    )


def _person(person: str, readings: Rows, place: Coarsen, **beside: Any) -> ShownPerson:
    return ShownPerson(
        alias=person,
        sex=_codes(readings, "sex"),
        age=_span(readings, "age"),
        occupation=_codes(readings, "occupation"),
        taken=_years(_span(readings, "disappeared")),
        period=_codes(readings, "period"),
        country=_codes(readings, "country_of_arrest"),
        place=tuple(dict.fromkeys(place(code) for code in _codes(readings, "place_of_arrest"))),
        grounds=_codes(readings, "grounds"),
        authorities=_codes(readings, "authorities_ever"),
        fate=_codes(readings, "fate"),
        responses=_codes(readings, "responses"),
        **beside,
    )


def _province(lexicon: Lexicon, code: str) -> str:
    """The place below the country that a place lies in; a country is itself."""
    return (lexicon.lineage("place", code)[-2:] or [code])[0]


def _by_person(rows: pl.DataFrame) -> dict[str, Rows]:
    found: defaultdict[str, Rows] = defaultdict(list)
    for row in rows.iter_rows(named=True):
        found[row["person"]].append(row)
    return found


def _codes(rows: Rows, column: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for row in rows for code in row[column] or ()))


def _span(rows: Rows, column: str) -> tuple[Any, Any]:
    """From the least to the most that any telling leaves open."""
    ends = [(row[f"{column}_low"], row[f"{column}_high"]) for row in rows]
    told = [end for end in ends if end != (None, None)]
    if not told:
        return _OPEN
    lows, highs = zip(*told, strict=True)
    return (None if None in lows else min(lows), None if None in highs else max(highs))


def _years(days: tuple[date | None, date | None]) -> Span:
    low, high = days
    return (None if low is None else low.year, None if high is None else high.year)


def _chains(view: Snapshot, told: pl.DataFrame, place: Coarsen) -> dict[str, list[tuple[ShownStage, ...]]]:
    """The different tellings of each person's stages, in the order told."""
    said = view.table("said").filter(pl.col("field") == "stage.place").group_by("account").agg("code")
    stages = view.table("stages").join(told, on="disappearance").join(said, on="account", how="left")
    chains: defaultdict[tuple[str, str, str], list[ShownStage]] = defaultdict(list)
    for row in stages.sort("disappearance", "source", "position").iter_rows(named=True):
        chains[row["person"], row["disappearance"], row["source"]].append(_stage(row, place))
    found: defaultdict[str, list[tuple[ShownStage, ...]]] = defaultdict(list)
    for (person, _, _), chain in chains.items():
        if tuple(chain) not in found[person]:
            found[person].append(tuple(chain))
    return found


def _stage(row: Mapping[str, Any], place: Coarsen) -> ShownStage:
    return ShownStage(
        kind=tuple(row["stage_kind"] or ()),
        holder=tuple(row["holder"] or ()),
        place=tuple(dict.fromkeys(place(code) for code in row["code"] or () if code is not None)),
        years=_years((row["start_low"], row["start_high"])),
    )


def _names(view: Snapshot) -> dict[str, list[ShownName]]:
    people = view.table("accounts").filter(pl.col("kind") == "person").select("account", "person")
    told = people.join(view.identity("names"), on="account")
    found: defaultdict[str, list[ShownName]] = defaultdict(list)
    for person, *name in told.select("person", "text", "script", "system").unique(maintain_order=True).iter_rows():
        found[person].append(ShownName(text=name[0], script=name[1] or "", system=name[2] or ""))
    return found


def _family(view: Snapshot) -> dict[str, list[tuple[str, str]]]:
    """Of each person, what they are told to be to others who are shown."""
    shown = view.table("persons").select("person")
    ties = view.table("relations").join(shown, on="person").join(shown, left_on="other", right_on="person")
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for person, relation, other in ties.select("person", "relation", "other").unique().sort("other").iter_rows():
        found[person].append((relation, other))
    return found


def _coordinates(view: Snapshot) -> dict[str, tuple[float, float]]:
    places = view.table("terms").filter((pl.col("vocabulary") == "place") & pl.col("latitude").is_not_null())
    rows: Iterable[tuple[str, float, float]] = places.select("code", "latitude", "longitude").iter_rows()
    return {code: (latitude, longitude) for code, latitude, longitude in rows}
