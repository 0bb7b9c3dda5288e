"""The library at 1,000, 10,000 and 100,000 people, beside Datasette on the same lines, in one run.

Run as ``python benchmarks/library.py [people ...]``; results go to ``benchmarks/results/library.md``. People are
imported into a fresh encrypted registry, one in ten told of by two sources that a verdict joins. Each question is asked
until it is warm, then five times; the middle time counts, after the answer was checked. Datasette is installed into a
folder of its own for the run, and is given the same lines in a plain SQLite file with an index on every column it
counts by; where it cannot be installed, that part is left out and the results say so. What takes long to make is kept
for the next run in the folder that LASTSEEN_BENCHMARKS names, if it names one.
"""

import csv
import json
import os
import platform
import sqlite3
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from math import log
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen

import polars as pl

from lastseen.config.database import configure

configure()

from lastseen.cli.session import NewRegistry  # noqa: E402  # models need Django set up first
from lastseen.config.wiring import Wiring  # noqa: E402
from lastseen.domain.accounts import AccountId  # noqa: E402
from lastseen.domain.rights import Rights, Role  # noqa: E402
from lastseen.domain.verdicts import Answer, Verdict, VerdictKind  # noqa: E402
from lastseen.evidence import Cost  # noqa: E402
from lastseen.exchange.decisions import DecisionFile, Judgement  # noqa: E402
from lastseen.exchange.mapping.reading import read_mapping  # noqa: E402
from lastseen.operations.intake import import_files  # noqa: E402
from lastseen.operations.library import find_people, suggest  # noqa: E402
from lastseen.operations.library_contents import library_of  # noqa: E402
from lastseen.operations.library_query import Query  # noqa: E402
from lastseen.operations.library_sayings import find_words  # noqa: E402
from lastseen.operations.pages import Wanted, Window  # noqa: E402
from lastseen.operations.verdicts import decide, decide_all, take_back  # noqa: E402
from lastseen.operations.workspace import FICTIONAL  # noqa: E402
from lastseen.storage.models import SearchLine, SearchText  # noqa: E402

RESULTS = Path(__file__).parent / "results" / "library.md"
SIZES = (1_000, 10_000, 100_000)
NOW = datetime(2024, 10, 31, tzinfo=UTC)
TIMES = 5
PASSPHRASE = "benchmark"  # noqa: S105  # nothing secret

MAPPING = """
id = "benchmark"
[source]
id = "{list}"
kind = "partner-record"
compartment = "benchmark"
[[sheet]]
id = "{no}"
passages = "row"
[[sheet.person]]
names = { text = "{name}", script = "Hang" }
sex = "{sex}"
age = { text = "{age}", reckoning = "full" }
occupation = "{work}"
relation_to_interviewee = "{tie}"
[[sheet.stage]]
person = "{no}"
stage = "arrest"
place = "{place}"
start = "{day}"
grounds = "{why}"
authorities = [{ text = "{first}", role = "depriving" }, { text = "{last}", role = "receiving" }]
"""
FAMILIES = "김이박최정강조윤장임한오서신권황안송류홍염"
GIVEN = "옥희철수영숙미라은혜진우명길순남동철선화춘금복녀"
CODES: Mapping[str, Sequence[str]] = {
    "sex": ("female", "male"),
    "work": ("farmer", "labourer", "miner", "teacher", "trader"),
    "tie": ("sibling", "parent", "friend", "neighbour"),
    "place": ("Hoeryong", "Chongjin", "Hyesan", "Yanji", "Onsong", "Pyongyang"),
    "why": ("escape/attempt", "association", "religion", "criticism"),
    "first": ("mss", "border-guard", "moss", "cn-mps"),
    "last": ("mss", "mss", "moss", "msc"),
}
PER_LIST = 50


def rows(people: int) -> Iterator[dict[str, str]]:
    """Invented people, the same every time, and one in ten of them again in another list."""
    rng = Random(20241031)  # noqa: S311  # nothing secret
    start = date(1990, 1, 1)
    for no in range(people):
        told = {name: rng.choice(codes) for name, codes in CODES.items()}
        told |= {"name": rng.choice(FAMILIES) + rng.choice(GIVEN) + rng.choice(GIVEN), "age": str(rng.randrange(5, 80))}
        told |= {
            "day": (start + timedelta(days=rng.randrange(10_000))).isoformat(),
            "case": f"c{no}",
            "no": str(no),
        }
        yield {"list": f"L{no // PER_LIST:05d}", **told}
        if no % 10 == 0:
            yield {"list": f"M{no // PER_LIST:05d}", **told}


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds for one question put to so many people; ``beside`` is what Datasette takes for the same, if it can."""

    question: str
    people: int
    seconds: float
    beside: float | None = None


@contextmanager
def registry(people: int, folder: Path) -> Iterator[Wiring]:
    """A registry of so many people, made unless it is there."""
    wiring = opened(people, folder)
    if not (folder / f"registry-{people}" / "registry.toml").exists():
        fill(wiring, people, folder)
    yield wiring
    wiring.close()


def opened(people: int, folder: Path) -> Wiring:
    """The registry of so many people in a folder, whether or not it was made already; its key is cheap to unlock."""
    return Wiring(
        folder=folder / f"registry-{people}",
        user=None,
        passphrase=lambda: PASSPHRASE,
        now=lambda: NOW,
        cost=Cost(passes=1, memory=64, lanes=1),
    )


def fill(wiring: Wiring, people: int, folder: Path) -> None:
    """Make a registry, import so many people, and join those told of twice. Nobody in it is real, and it says so."""
    wiring.create(NewRegistry(profile="dprk", owner="owner", id=FICTIONAL))
    held = list(rows(people))
    path, mapping = folder / f"people-{people}.csv", folder / "mapping.toml"
    with path.open("w", encoding="utf-8", newline="") as file:
        written = csv.DictWriter(file, held[0])
        written.writeheader()
        written.writerows(held)
    mapping.write_text(MAPPING, encoding="utf-8")
    start = perf_counter()
    read = import_files([path], read_mapping(mapping), wiring.workspace, dry_run=False, actor=wiring.actor, now=NOW)
    assert read.rows.new == len(held), read.rows
    print(f"{people:,} people imported in {perf_counter() - start:.0f} s", flush=True)
    decide_all(joined(people, wiring), wiring.workspace, actor=wiring.actor, now=NOW)


def person(wiring: Wiring, letter: str, no: int) -> AccountId:
    """The account of an invented person in one of the two kinds of list."""
    ids = wiring.workspace.ids
    return ids.account(ids.source(f"{letter}{no // PER_LIST:05d}"), "import:benchmark", "person", str(no))


def joined(people: int, wiring: Wiring) -> DecisionFile:
    """Verdicts that those told of twice are the same, but for the first two."""
    pairs = (
        Verdict(left=person(wiring, "L", no), right=person(wiring, "M", no), answer=Answer.SAME)
        for no in range(20, people, 10)
    )
    return DecisionFile(
        verdicts=tuple(Judgement(kind=VerdictKind.PERSON, verdict=pair, reason="the same row") for pair in pairs),
        conclusions=(),
        findings=(),
    )


def warm(ask: Callable[[], object]) -> float:
    """The middle of some times it takes, after the first."""
    ask()
    return median(once(ask) for _ in range(TIMES))


def once(ask: Callable[[], object]) -> float:
    """How long it takes."""
    start = perf_counter()
    ask()
    return perf_counter() - start


HOP = Query(
    chosen={"first": ("border-guard",), "last": ("mss",), "relation": ("family",)},
    since=date(1995, 1, 1),
    until=date(2004, 12, 31),
)


def measure(people: int, folder: Path, beside: Path | None) -> Iterator[Timed]:
    """Every question put to so many people."""
    with registry(people, folder) as wiring:
        rights = Rights(user=wiring.actor, roles=frozenset(Role), compartments=None)
        space = wiring.workspace
        yield Timed("the library, read for the first time", people, once(lambda: library_of(rights, space)))
        assert find_people(rights, Query(), space).total == people + 2
        verdict = Verdict(left=person(wiring, "L", 0), right=person(wiring, "M", 0), answer=Answer.SAME)
        made = decide(VerdictKind.PERSON, verdict, "the same row", actor=wiring.actor, now=NOW)
        yield Timed("the library, after a verdict", people, once(lambda: library_of(rights, space)))
        take_back(made, actor=wiring.actor, now=NOW)
        served = datasette(beside, people, folder)
        with served as asked:
            for question, query, params in QUESTIONS:
                ours = warm(partial(find_people, rights, query, space, facets=True))
                yield Timed(question, people, ours, None if asked is None else warm(partial(asked, params)))
        yield Timed("suggestions for 염옥", people, warm(lambda: suggest(rights, "염옥", space, 8)))
        yield Timed("suggestions for Yom Ok", people, warm(lambda: suggest(rights, "Yom Ok", space, 8)))
        yield Timed("suggestions for 김", people, warm(lambda: suggest(rights, "김", space, 8)))
        yield Timed("words of interviews", people, warm(lambda: find_words(rights, "L00001", Wanted(), Window())))


Ask = Callable[[Sequence[tuple[str, str]]], object]
SINGLE = ("sex", "relation", "place", "province", "country", "first", "last", "period")
MANY = ("occupation", "places", "ever", "grounds", "stages", "elements")
COUNTED = (*(("_facet", name) for name in SINGLE), *(("_facet_array", name) for name in MANY))

QUESTIONS: tuple[tuple[str, Query, Sequence[tuple[str, str]]], ...] = (
    ("everybody, with facets", Query(), COUNTED),
    ("women, with facets", Query(chosen={"sex": ("female",)}), (*COUNTED, ("sex", "female"))),
    (
        "first by one authority, last by another, in ten years, told by family; with facets",
        HOP,
        (
            *COUNTED,
            *(("first", "border-guard"), ("last", "mss"), ("relation__in", "sibling,parent")),
            *(
                ("taken_high__gte", str(date(1995, 1, 1).toordinal())),
                ("taken_low__lte", str(date(2004, 12, 31).toordinal())),
            ),
        ),
    ),
    ("named 염옥, with facets", Query(text="염옥"), (*COUNTED, ("_search", "염옥"))),
)


def install_datasette(folder: Path) -> Path | None:
    """Datasette in an environment of its own; None where it cannot be installed."""
    program = folder / "datasette" / "bin" / "datasette"
    if program.exists():
        return program
    venv.create(folder / "datasette", with_pip=True)
    done = subprocess.run(  # noqa: S603  # our own environment
        [program.with_name("pip"), "install", "--quiet", "datasette==0.65.1"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        print(f"Datasette is left out, for it cannot be installed: {done.stderr.strip().splitlines()[-1]}", flush=True)
        return None
    return program


@contextmanager
def datasette(program: Path | None, people: int, folder: Path) -> Iterator[Ask | None]:
    """Datasette serving the same lines, as a way to ask it; None where it is not there."""
    if program is None:
        yield None
        return
    file, port = folder / f"lines-{people}.db", 8917
    file.unlink(missing_ok=True)
    write_lines(file)
    limits = ("--setting", "sql_time_limit_ms", "60000", "--setting", "facet_time_limit_ms", "60000")
    serving = subprocess.Popen(  # noqa: S603  # our own environment
        [program, "serve", file, "--port", str(port), *limits], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )

    def ask(params: Sequence[tuple[str, str]]) -> object:
        address = f"http://127.0.0.1:{port}/lines-{people}/lines.json?{urlencode((*params, ('_size', '50')))}"
        with urlopen(address, timeout=300) as answer:
            told = json.load(answer)
        assert not told.get("facets_timed_out"), told["facets_timed_out"]
        return told

    try:
        for _ in range(100):
            try:
                ask(())
                break
            except URLError:
                sleep(0.1)
        yield ask
    finally:
        serving.terminate()
        serving.wait()


def write_lines(file: Path) -> None:
    """The registry's lines as a plain table, with an index on every single column and the names as an FTS5 table."""
    names = dict(SearchText.objects.filter(field="name").values_list("account_id", "tokens").iterator())
    columns = (*SINGLE, *MANY, "taken_low", "taken_high", "name")
    with sqlite3.connect(file) as connection:
        connection.execute(f"CREATE TABLE lines (id INTEGER PRIMARY KEY, {', '.join(columns)})")
        connection.executemany(
            f"INSERT INTO lines ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",  # noqa: S608
            (
                (*plain(json.loads(cells)), names[account])
                for account, cells in SearchLine.objects.values_list("account_id", "cells").iterator()
            ),
        )
        for name in (*SINGLE, "taken_low", "taken_high"):
            connection.execute(f"CREATE INDEX by_{name} ON lines ({name})")
        connection.execute("CREATE VIRTUAL TABLE lines_fts USING fts5 (name, content='lines', content_rowid='id')")
        connection.execute("INSERT INTO lines_fts (lines_fts) VALUES ('rebuild')")


def plain(cells: Mapping[str, Sequence[Any]]) -> tuple[object, ...]:
    """The cells of a line as columns: one code, all codes as JSON, two days."""
    single = (next(iter(cells[name]), None) for name in SINGLE)
    return (*single, *(json.dumps(cells[name]) for name in MANY), *(cells["taken"] or (None, None)))


def report(timed: Sequence[Timed]) -> str:
    """The results as a page."""
    sizes = sorted({one.people for one in timed})
    found = [
        "# The library beside Datasette",
        "",
        f"Made by `python benchmarks/library.py` on {os.cpu_count()} processors, Python {platform.python_version()},",
        f"Polars {pl.__version__}. Milliseconds; in brackets what Datasette takes, divided by ours. It counts lines,",
        "not people, in a plain file; ours is encrypted, and joins what verdicts join.",
        "",
        "| question | " + " | ".join(f"{size:,} people" for size in sizes) + " | grows as people to the power of |",
        "| --- |" + " ---: |" * (len(sizes) + 1),
    ]
    for question in dict.fromkeys(one.question for one in timed):
        asked = [one for one in timed if one.question == question]
        cells = [_cell(one) for one in asked]
        found.append(f"| {question} | {' | '.join(cells)} | {growth(asked):.2f} |")
    return "\n".join(found) + "\n"


def _cell(one: Timed) -> str:
    beside = "" if one.beside is None else f" ({one.beside / one.seconds:.1f})"
    return f"{one.seconds * 1000:,.1f}{beside}"


def growth(asked: Sequence[Timed]) -> float:
    """The exponent by which time grows with people, from the fewest to the most: 1 is linear."""
    first, last = asked[0], asked[-1]
    return 0.0 if first is last else log(last.seconds / first.seconds) / log(last.people / first.people)


def main() -> None:
    """Measure, and write the page anew after each number of people."""
    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    timed: list[Timed] = []
    with TemporaryDirectory() as name:
        folder = Path(os.environ.get("LASTSEEN_BENCHMARKS", name))
        beside = install_datasette(folder)
        for people in sizes:
            timed += measure(people, folder, beside)
            RESULTS.write_text(report(timed), encoding="utf-8")
    print(report(timed))


if __name__ == "__main__":
    main()
