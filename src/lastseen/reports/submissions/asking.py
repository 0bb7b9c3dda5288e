"""What UN procedures ask, which States are bound by which treaty, and words that are no names: from data files."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from lastseen.domain.submitting import Bond, Procedure

_DATA = files("lastseen") / "data" / "submissions"


@cache
def procedures() -> dict[str, Procedure]:
    """The procedures for one person, by id."""
    told = (_procedure(row) for row in _read("procedures")["procedure"])
    return {procedure.id: procedure for procedure in told}


@cache
def bonds() -> tuple[Bond, ...]:
    """Every State and treaty recorded, bound or not."""
    return tuple(
        Bond(
            state=row["state"],
            treaty=row["treaty"],
            since=row.get("since"),
            until=row.get("until"),
            checked=row["checked"],
        )
        for row in _read("frame")["bond"]
    )


@cache
def described() -> tuple[str, ...]:
    """Patterns of words that only describe somebody."""
    return tuple(_read("described")["patterns"])


def _procedure(row: dict[str, Any]) -> Procedure:
    return Procedure(
        id=row["id"],
        forum=row["forum"],
        elements=tuple(row["elements"]),
        excluded_by=frozenset(row["excluded_by"]),
        treaty=row.get("treaty", ""),
        decisive=frozenset(row["decisive"]),
        instead=row.get("instead", ""),
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8"))
