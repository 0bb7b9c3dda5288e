"""The people somebody found in the library, as they leave the gate in a file: for those inside only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

import polars as pl

from lastseen.domain.release import Profile, Released
from lastseen.domain.rights import May
from lastseen.operations.library import find_people
from lastseen.operations.library_query import Query
from lastseen.operations.release import Asked, release
from lastseen.operations.users import authorised
from lastseen.operations.workspace import Workspace
from lastseen.snapshot import Snapshot

_CODES = {
    "sex": "sex",
    "occupation": "occupation",
    "place": "place_of_arrest",
    "first": "authority_first",
    "last": "authority_last",
    "grounds": "grounds",
    "fate": "fate",
}
_SPANS = {"taken": "disappeared", "age": "age"}
"""What each column of the library is called in a snapshot's readings."""
_OPEN = ".."


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedPerson:
    """One person as the snapshot tells of them: by column the codes, names, or spans as ``1998-03-01/1999-12-31``."""

    code: str
    cells: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """Those found whom the snapshot shows, in the order they were found in; ``found`` is how many were found at all.

    Whoever is missing is not told to have been taken, came to be known after the snapshot, was joined to another since,
    or is told of by a source that is withheld.
    """

    day: str
    found: int
    columns: tuple[str, ...]
    people: tuple[ExportedPerson, ...]


def export_people(  # noqa: PLR0913  # every operation also takes who acts and when
    snapshot: Snapshot, query: Query, columns: tuple[str, ...], workspace: Workspace, *, actor: UUID, now: datetime
) -> Released[Export]:
    """Everybody a query finds, with these columns of the library, as far as sources permit it and nothing is protected.

    Raises :class:`~lastseen.domain.rights.NotAllowed` for who may not let anything out.
    """
    rights = authorised(actor, May.RELEASE)
    everybody = find_people(rights, replace(query, page=1, size=1), workspace).total
    found = find_people(rights, replace(query, page=1, size=max(everybody, 1)), workspace)
    codes = [row.code for row in found.rows]
    asked = Asked(what=f"library {len(codes)}", profile=Profile.INTERNAL, single_people=True)

    def exported(view: Snapshot) -> Export:
        day, people = view.manifest.day, tuple(_people(view, codes, columns))
        return Export(day=day, found=len(codes), columns=columns, people=people)

    return release(snapshot, asked, exported, workspace, actor=actor, now=now)


def _people(view: Snapshot, codes: list[str], columns: tuple[str, ...]) -> Iterable[ExportedPerson]:
    persons = view.table("persons").filter(pl.col("code").is_in(codes))
    known = dict(persons.select("code", "person").iter_rows())
    told = _told(view, persons.select("person"))
    for code in codes:
        if code in known:
            cells = {column: tuple(told[column].get(known[code], ())) for column in columns}
            yield ExportedPerson(code=code, cells=cells)


def _told(view: Snapshot, persons: pl.DataFrame) -> dict[str, dict[str, list[str]]]:
    """By column and person, all that is told."""
    disappearances = view.table("disappearances").select("disappearance", "person", "case")
    taken = disappearances.join(persons, on="person", how="semi")
    readings = view.table("readings").join(taken, on="disappearance")
    accounts = view.table("accounts").join(persons, on="person", how="semi")
    named = accounts.select("account", "person").join(view.identity("names"), on="account", maintain_order="left")
    origins = accounts.join(view.table("sources").select("source", "origin"), on="source")
    cases = taken.join(view.table("cases").select("case", "code"), on="case").sort("code")
    return {
        **{column: _listed(readings.explode(name), name) for column, name in _CODES.items()},
        **{column: _spans(readings, name) for column, name in _SPANS.items()},
        "names": _listed(named, "text"),
        "cases": _listed(cases, "code"),
        "sources": {
            person: [str(n)] for person, n in origins.group_by("person").agg(pl.col("origin").n_unique()).iter_rows()
        },
    }


def _listed(rows: pl.DataFrame, column: str) -> dict[str, list[str]]:
    told = rows.select("person", value=pl.col(column)).drop_nulls().unique(maintain_order=True)
    return dict(told.group_by("person", maintain_order=True).agg("value").iter_rows())


def _spans(readings: pl.DataFrame, name: str) -> dict[str, list[str]]:
    """From the least to the most that any reading leaves open."""
    low, high = pl.col(f"{name}_low"), pl.col(f"{name}_high")
    told = readings.filter(low.is_not_null() | high.is_not_null()).group_by("person")
    ends = told.agg(
        low=pl.when(low.is_null().any()).then(None).otherwise(low.min()),
        high=pl.when(high.is_null().any()).then(None).otherwise(high.max()),
    )
    return {person: ["/".join(_end(end) for end in span)] for person, *span in ends.iter_rows()}


def _end(end: date | int | None) -> str:
    return _OPEN if end is None else str(end)
