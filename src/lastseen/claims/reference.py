"""What a text is measured by: the counts of a report or a snapshot, each with its share and what it is a share of."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lastseen.domain.errors import Refusal


class NotAReference(Refusal):
    """A file given as reference does not have the layout of one."""

    code = "claims.not-a-reference"
    sentence = "{file} is no reference: {why}."
    hint = "It is a JSON file with interviews, cases, victims and figures, as the page on claims describes."


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One number that holds: at least ``n`` and at most ``high`` of ``total`` units are in the category.

    ``id`` is ``figure/code``, of a plain count ``unit/total``; ``label`` is what the category is called, ``labels``
    what it is called in other languages, each with its code. ``page`` is that of the report, 0 where it is not known.
    """

    id: str
    label: str
    labels: tuple[tuple[str, str], ...] = ()
    unit: str
    n: float
    high: float
    total: float
    page: int = 0

    @property
    def is_total(self) -> bool:
        """Whether this is the count of all of a unit, not of a category."""
        return self.id.endswith("/total")

    @property
    def figure(self) -> str:
        """The id of the figure it is a row of."""
        return self.id.rpartition("/")[0]

    def shares(self) -> tuple[float, float]:
        """The share in percent, at least and at most; nought of nothing."""
        return (100 * self.n / self.total, 100 * self.high / self.total) if self.total else (0.0, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """All facts of a report or a snapshot by id, and what it is called; ``day`` is that of a snapshot, else empty."""

    title: str
    day: str = ""
    facts: Mapping[str, Fact]

    def called(self, label: Callable[[str, str], str]) -> "Reference":
        """The same with each fact called what ``label`` says for its id and what it was called."""
        facts = {id_: replace(fact, label=label(id_, fact.label)) for id_, fact in self.facts.items()}
        return replace(self, facts=facts)

    def labels(self, language: str) -> tuple[tuple[str, str], ...]:
        """The ids with what each is called in a language, as far as that is known."""
        return tuple((fact.id, dict(fact.labels).get(language, fact.label)) for fact in self.facts.values())


UNITS = {"interviews": "interviewee", "cases": "case", "victims": "victim"}
"""The plain counts of a reference, with what each counts."""


def read_reference(path: Path) -> Reference:
    """The reference in a file: ``interviews``, ``cases``, ``victims`` with their ``n``, and ``figures``, each row with
    ``id``, ``code``, ``unit``, ``category`` and ``n``, perhaps ``page``; ``percent`` is computed.

    Raises :class:`NotAReference`.
    """
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        facts = {fact.id: fact for fact in (*_totals(told), *_rows(told))}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotAReference(file=path, why=f"{type(error).__name__} {error}") from error
    return Reference(title=str(told.get("report", path.stem)), facts=facts)


def _totals(told: Mapping[str, Any]) -> Iterator[Fact]:
    for name, unit in UNITS.items():
        n = float(told[name]["n"])
        yield Fact(id=f"{name}/total", label=name, unit=unit, n=n, high=n, total=n)


def _rows(told: Mapping[str, Any]) -> Iterator[Fact]:
    of = {unit: float(told[name]["n"]) for name, unit in UNITS.items()}
    for row in told["figures"]:
        n = float(row["n"])
        yield Fact(
            id=f"{row['id']}/{row['code']}",
            label=str(row["category"]),
            unit=str(row["unit"]),
            n=n,
            high=float(row.get("high", n)),
            total=of.get(str(row["unit"]), 0.0),
            page=int(row.get("page", 0)),
        )
