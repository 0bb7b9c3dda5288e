"""Four lists of people who never lived: how many there were is known, so that an estimate can be held against it.

Run as ``python examples/four-lists/make.py FOLDER``. Of 1,000 people, 700 lived in towns of the coast, where all four
lists reached some; 300 in villages of the uplands, where the church knew most. Families handed names to the church now
and then. No list always knows when somebody was born, or the month in which they were taken.
"""

import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.random import Generator

TRUTH, COAST = 1000, 700
LISTS = ("families", "church", "lawyers", "press")
ON_COAST, UPLAND = (0.35, 0.15, 0.25, 0.30), (0.15, 0.40, 0.12, 0.10)
HANDED_ON = 0.15
NO_BIRTH, BIRTH_OFF, MONTH_OFF = 0.2, 0.05, 0.05

FAMILY, GIVEN = "강고구남도마반서심안오우윤장조채표한함허", "가강건나노다도라로마미보비새서솔아온유은이인준채하한해현희"
HEAD = """# Who on the four lists is the same person. Everybody is invented.
coder = "import:four-lists"
"""
VERDICT = """[[verdict]]
kind = "person"
between = ["{}", "{}"]
answer = "same"
reason = "Invented as one."
"""
HEADS = ("no", "name", "sex", "born", "taken", "place")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who never lived."""

    name: str
    sex: str
    born: int
    year: int
    month: int
    place: str


def captured(rng: Generator) -> np.ndarray:
    """Who is on which list."""
    chances = np.where(np.arange(TRUTH)[:, None] < COAST, ON_COAST, UPLAND)
    on = rng.random((TRUTH, len(LISTS))) < chances
    on[:, 1] |= on[:, 0] & (rng.random(TRUTH) < HANDED_ON)
    return on


def person(at: int, rng: Generator) -> Person:
    """Somebody invented, of a place in the order of all."""
    name = "".join(str(rng.choice(list(syllables))) for syllables in (FAMILY, GIVEN, GIVEN))
    year = int(rng.integers(1976, 1981))
    return Person(
        name=name,
        sex=str(rng.choice(["female", "male"])),
        born=year - int(rng.integers(17, 60)),
        year=year,
        month=int(rng.integers(1, 13)),
        place="coast" if at < COAST else "uplands",
    )


def told(one: Person, rng: Generator) -> tuple[str, ...]:
    """What one list has of somebody."""
    born = one.born + (int(rng.choice([-1, 1])) if rng.random() < BIRTH_OFF else 0)
    month = min(12, one.month + int(rng.random() < MONTH_OFF))
    return one.name, one.sex, "" if rng.random() < NO_BIRTH else str(born), f"{one.year}-{month:02}", one.place


def main(out: Path, seed: int = 5) -> None:
    """Write the table of captures, the four lists, and who on them is the same person."""
    rng = np.random.default_rng(seed)
    on = captured(rng)
    patterns, counts = np.unique(on[on.any(axis=1)], axis=0, return_counts=True)
    rows = [[*row.astype(int), count] for row, count in zip(patterns, counts, strict=True)]
    _write(out / "captures.csv", [[*LISTS, "count"], *rows])
    people = [person(at, rng) for at in range(TRUTH)]
    where: list[list[str]] = [[] for _ in people]
    for name, column in zip(LISTS, on.T, strict=True):
        rows = []
        for number, at in enumerate(rng.permutation(np.flatnonzero(column)), start=1):
            id_ = f"{name[0].upper()}-{number:04}"
            rows.append([id_, *told(people[at], rng)])
            where[at].append(f"{id_ if name == 'families' else name}/{id_}")
        _write(out / f"{name}.csv", [HEADS, *rows])
    pairs = [pair for places in where for pair in pairwise(places)]
    (out / "decisions.toml").write_text("\n".join([HEAD, *(VERDICT.format(*pair) for pair in pairs)]), encoding="utf-8")


def _write(path: Path, rows: Sequence[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
