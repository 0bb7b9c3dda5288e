"""Rows of invented people, read by a mapping: what tests of intake start from."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from uuid import UUID

from lastseen.domain.accounts import Account
from lastseen.domain.coding import Ids
from lastseen.domain.vocabulary import Vocabulary
from lastseen.exchange.intake.intake import Intake
from lastseen.exchange.intake.joining import Exists
from lastseen.exchange.intake.rows import CodedRow, RefusedRow
from lastseen.exchange.mapping.model import IntakeMapping
from lastseen.exchange.mapping.reading import parse_mapping
from lastseen.exchange.vocabularies import load_vocabularies

VOCABULARIES = load_vocabularies("dprk", None)
IDS = Ids(UUID("00000000-0000-4000-8000-0000000000aa"))

HEAD = """
id = "trial"
[source]
id = "list"
kind = "document"
compartment = "general"
day = 2020-06-15
"""

PEOPLE = """
[[sheet]]
id = "{no}"
[[sheet.person]]
"""


def mapping(text: str, head: str = HEAD) -> IntakeMapping:
    """A mapping from its text."""
    return parse_mapping(tomllib.loads(head + text), "trial.toml")


def write_csv(folder: Path, text: str, name: str = "people.csv") -> Path:
    """A CSV of this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def nothing(_: set[UUID]) -> set[UUID]:
    """An empty registry."""
    return set()


def read(
    paths: Sequence[Path],
    wanted: IntakeMapping,
    exists: Exists = nothing,
    vocabularies: Mapping[str, Vocabulary] = VOCABULARIES,
) -> tuple[list[CodedRow], list[RefusedRow]]:
    """The rows accepted and the rows refused, each in the order they were handed on."""
    intake = Intake(mapping=wanted, vocabularies=vocabularies, ids=IDS, exists=exists, days={})
    rows = [row for group in intake.rows(paths) for row in group]
    return [r for r in rows if isinstance(r, CodedRow)], [r for r in rows if isinstance(r, RefusedRow)]


def problems(refused: Sequence[RefusedRow]) -> list[tuple[int, str, str, str]]:
    """Row, column, code and value of every problem."""
    return [(p.place.row, p.column, p.code, p.value) for row in refused for p in row.problems]


def one(folder: Path, text: str, fields: str, head: str = HEAD) -> Account:
    """The first account of the first row of a CSV, which has to be accepted."""
    accepted, refused = read([write_csv(folder, text)], mapping(PEOPLE + fields, head))
    assert problems(refused) == []
    return accepted[0].accounts[0]
