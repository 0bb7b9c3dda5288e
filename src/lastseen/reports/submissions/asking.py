"""What UN procedures ask, of a case and of a letter, which States are bound by which treaty: from data files."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from lastseen.domain.submitting import Bond, Procedure
from lastseen.domain.submitting_patterns import Form

_DATA = files("lastseen") / "data" / "submissions"


@cache
def procedures() -> dict[str, Procedure]:
    """The procedures for one person, by id."""
    told = (_procedure(row) for row in _read("procedures")["procedure"])
    return {procedure.id: procedure for procedure in told}


@cache
def forms() -> dict[str, Form]:
    """The letters about a pattern, by id."""
    told = (_form(row) for row in _read("forms")["form"])
    return {form.id: form for form in told}


@cache
def mandates() -> tuple[str, ...]:
    """The mandates that a joint letter can be asked of."""
    return tuple(_read("forms")["mandates"]["known"])


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


def _form(row: dict[str, Any]) -> Form:
    return Form(
        id=row["id"],
        forum=row["forum"],
        elements=tuple(row["elements"]),
        advised=frozenset(row["advised"]),
        limit=row.get("limit", 0),
        limit_joint=row.get("limit_joint", 0),
        published=row.get("published", False),
        one_state=row.get("one_state", False),
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8"))
