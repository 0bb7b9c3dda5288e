"""Snapshots made by hand: a few invented victims, written down as the readings they leave."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from lastseen.domain.answers import Absence
from lastseen.domain.derive.variables import VARIABLES, Shape
from lastseen.exchange.vocabularies import load_vocabularies
from lastseen.figures import Definition, Figure, parse_definitions, tabulate
from lastseen.figures.definitions import DefinitionSet
from lastseen.snapshot import Snapshot, open_snapshot
from lastseen.snapshot.sealing import Sources
from lastseen.snapshot.writing import Origin, Rows, write_snapshot

Cells = tuple[object, ...]
Answer = Sequence[str] | tuple[int | None, int | None] | tuple[date | None, date | None] | Absence
"""Codes as a list; the two ends of a date or number as a pair; or why nothing is said."""

POPULATIONS = {"report": {"outcomes": ["enforced-disappearance"], "source_kinds": ["interview"]}, "everything": {}}


@dataclass(frozen=True, kw_only=True)
class Taken:
    """One person taken in one case, with one reading per source: what it answers by variable."""

    person: str
    case: str | None = "c1"
    told: Mapping[str, Mapping[str, Answer]] = field(default_factory=lambda: {"s1": {}})
    sequence: int = 1
    outcome: Sequence[str] = ("enforced-disappearance",)
    standard: Sequence[str] = ("credible",)
    kinds: Sequence[str] = ("interview",)
    perhaps: str = ""
    case_perhaps: str = ""
    family: str = ""
    accounts: Sequence[str] = ()

    @property
    def id(self) -> str:
        return f"{self.person}@{self.case}"


def victim(person: str, **answers: Answer) -> Taken:
    """Somebody of whom one source tells."""
    return Taken(person=person, told={"s1": answers})


def freeze(folder: Path, taken: Iterable[Taken], **tables: Iterable[Cells]) -> Snapshot:
    """A snapshot of these people; further rows by table. Its identity part is not sealed."""
    return written(folder, rows(list(taken), tables))


def written(folder: Path, told: Rows) -> Snapshot:
    """A snapshot of these rows. Its identity part is not sealed."""
    manifest = write_snapshot(folder, told, ORIGIN, Unsealed())
    return open_snapshot(folder / manifest.name, Unsealed())


class Unsealed:
    """Leaves everything as it is: nobody in these snapshots is real."""

    def seal(self, data: bytes, context: str, of: Sources) -> bytes | None:
        del context, of
        return data

    def unseal(self, data: bytes, context: str, of: Sources) -> bytes | None:
        del context, of
        return data

    def digest(self, data: bytes, of: Sources) -> str | None:
        del of
        return hashlib.sha256(data).hexdigest()


ORIGIN = Origin(
    registry="invented",
    profile="dprk",
    taken=datetime(2024, 11, 1, 12, tzinfo=UTC),
    software="0",
    ledger=7,
    compartments=("interviews",),
    vocabularies={"sex": "1"},
)


def rows(taken: Sequence[Taken], tables: Mapping[str, Iterable[Cells]]) -> Rows:
    """The rows of every table that follow from these people, and those given."""
    found: dict[str, list[Cells]] = {
        "sources": [(s, "interview", f"W-{s}", None, "ko", "interviews", s) for s in _sources(taken)],
        "accounts": list(_accounts(taken)),
        "persons": list(dict.fromkeys(_person(t) for t in taken)),
        "cases": list(dict.fromkeys(_case(t) for t in taken if t.case is not None)),
        "disappearances": [
            (t.id, t.person, t.case, t.sequence, list(t.outcome), list(t.standard), list(t.kinds)) for t in taken
        ],
        "readings": [_reading(t, n, s) for t in taken for n, s in enumerate(t.told, start=1)],
        **vocabulary_rows(),
    }
    return {name: [*found.get(name, []), *tables.get(name, [])] for name in {**found, **tables}}


def _sources(taken: Sequence[Taken]) -> list[str]:
    return sorted({source for t in taken for source in t.told})


def _accounts(taken: Sequence[Taken]) -> Iterable[Cells]:
    for t in taken:
        for account in t.accounts or [f"{t.person}.{source}" for source in t.told]:
            source = account.rpartition(".")[2]
            yield (account, "person", source, t.person, None, None)
            yield (f"{account}@{t.case}", "stage", source, t.person, t.case, f"{account}@{t.case}")


def _person(t: Taken) -> Cells:
    lead = t.perhaps or t.person
    return (t.person, f"P-{t.person}", lead, lead == t.person, t.family or t.person)


def _case(t: Taken) -> Cells:
    lead = t.case_perhaps or t.case
    return (t.case, f"C-{t.case}", lead, lead == t.case)


def _reading(t: Taken, number: int, source: str) -> Cells:
    cells: list[object] = [t.id, number, source]
    for variable in VARIABLES:
        answer = t.told[source].get(variable.name, Absence.NOT_ASKED)
        codes = variable.shape in (Shape.SINGLE, Shape.MULTIPLE)
        if isinstance(answer, Absence):
            cells += [[], answer.value] if codes else [None, None, answer.value]
        else:
            cells += [list(answer), None] if codes else [*answer, None]
    return tuple(cells)


@cache
def vocabulary_rows() -> dict[str, list[Cells]]:
    """Terms and labels of the product's own vocabularies, with those of the profile dprk."""
    vocabularies = load_vocabularies("dprk", None).values()
    return {
        "terms": [
            (v.id, term.code, term.parent, term.rank, place, term.attributes.get("lat"), term.attributes.get("lon"))
            for v in vocabularies
            for place, term in enumerate(v.terms, start=1)
        ],
        "labels": [
            (v.id, term.code, language, label)
            for v in vocabularies
            for term in v.terms
            for language, label in term.labels.items()
        ],
    }


def define(**figure: object) -> Definition:
    """One figure of victims in the report, unless told otherwise."""
    figure = {"id": "figure", "unit": "victim", "population": "report", "labels": {"en": "Figure"}, **figure}
    return define_all(figure).figures[0]


def define_all(*figures: Mapping[str, object]) -> DefinitionSet:
    """A definition set as a file would hold it."""
    return parse_definitions({"id": "t", "version": "1", "population": POPULATIONS, "figure": list(figures)})


def row(code: str, *values: str, **more: object) -> dict[str, object]:
    """One row as a file writes it."""
    return {"code": code, "labels": {"en": code}, **({"values": list(values)} if values else {}), **more}


def counts(figure: Figure) -> dict[str, tuple[int, int]]:
    """Each row's n and high."""
    return {r.code: (r.n, r.high) for r in figure.rows}


def count(snapshot: Snapshot, **figure: object) -> dict[str, tuple[int, int]]:
    """Each row's n and high of one figure."""
    return counts(tabulate(define(**figure), snapshot).figure)
