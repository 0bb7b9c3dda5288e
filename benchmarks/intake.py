"""Importing generated rows beside what a bare reader needs for the same file, in one run.

Run as ``python benchmarks/intake.py [rows ...]``; results go to ``benchmarks/results/intake.md``. The readers,
``polars.read_csv`` and openpyxl, only read; *coded* reads and makes accounts with their passages; *imported* also
writes them into a fresh encrypted registry, each row of it signed into the ledger. Every import is checked against the
number of rows before its time counts. Passages name rows, as the mappings page advises for very large files; one import
that cites cells shows what that adds.
"""

import os
import platform
import resource
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from math import log
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

import polars as pl
from openpyxl import Workbook, load_workbook

from lastseen.config.database import configure

configure()

from lastseen.cli.session import NewRegistry  # noqa: E402  # models need Django set up first
from lastseen.config.process import settle  # noqa: E402
from lastseen.config.wiring import Wiring  # noqa: E402
from lastseen.evidence import Cost  # noqa: E402
from lastseen.exchange.intake.intake import Intake  # noqa: E402
from lastseen.exchange.mapping.model import IntakeMapping  # noqa: E402
from lastseen.exchange.mapping.reading import read_mapping  # noqa: E402
from lastseen.operations.intake import import_files  # noqa: E402
from lastseen.operations.workspace import Workspace  # noqa: E402

RESULTS = Path(__file__).parent / "results" / "intake.md"
SIZES = (2_000, 10_000, 100_000)
KINDS = ("csv", "xlsx")
NOW = datetime(2024, 10, 31, tzinfo=UTC)

MAPPING = """
id = "benchmark"
[absent]
unknown = ["NA"]
[source]
id = "generated"
kind = "partner-record"
compartment = "benchmark"
[[sheet]]
id = "{no}"
passages = "PASSAGES"
[[sheet.person]]
names = { text = "{name}", script = "Latn" }
sex = "{sex}"
age = { text = "{age}", reckoning = "full" }
[[sheet.stage]]
person = "{no}"
stage = "{kind}"
place = "{place}"
start = "{day}"
authorities = { text = "{by}", role = "depriving" }
"""
COLUMNS = ("no", "name", "sex", "age", "kind", "place", "day", "by")
Line = tuple[int, str, str, int, str, str, date, str]


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds for one file: a bare reader, the rows coded, the rows imported."""

    kind: str
    rows: int
    read: float
    coded: float
    imported: float


def lines(count: int) -> Iterator[Line]:
    """Invented rows, the same every time."""
    rng = Random(20241031)  # noqa: S311  # nothing secret
    start = date(1990, 1, 1)
    for no in range(1, count + 1):
        yield (
            no,
            f"Person {no:06d}",
            rng.choice(("female", "male", "여", "남", "NA")),
            rng.randrange(5, 80),
            rng.choice(("arrest", "abduction", "체포")),
            rng.choice(("Hoeryong", "청진", "hyesan", "Yanji", "Dandong")),
            start + timedelta(days=rng.randrange(10_000)),
            rng.choice(("mss", "보위부", "border-guard", "Border Security Command")),
        )


def write_csv(path: Path, count: int) -> None:
    """The rows as CSV."""
    text = "\n".join(",".join(map(str, line)) for line in lines(count))
    path.write_text(f"{','.join(COLUMNS)}\n{text}\n", encoding="utf-8")


def write_xlsx(path: Path, count: int) -> None:
    """The rows as a workbook, days as dates."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("people")
    sheet.append(COLUMNS)
    for line in lines(count):
        sheet.append(line)
    book.save(path)


def read_csv(path: Path) -> int:
    """A bare reader's rows of a CSV."""
    return pl.read_csv(path).height


def read_xlsx(path: Path) -> int:
    """A bare reader's rows of a workbook."""
    with closing(load_workbook(path, read_only=True, data_only=True)) as book:
        return sum(1 for _ in book.worksheets[0].iter_rows(values_only=True)) - 1


def seconds(work: Callable[[], int], expected: int) -> float:
    """How long it takes to come to the expected number of rows."""
    start = perf_counter()
    found = work()
    taken = perf_counter() - start
    assert found == expected, f"{found} rows instead of {expected}"
    return taken


def code(path: Path, mapping: IntakeMapping, workspace: Workspace) -> int:
    """Rows coded, and let go."""
    intake = Intake(
        mapping=mapping, vocabularies=workspace.vocabularies, ids=workspace.ids, exists=lambda _: set(), days={}
    )
    return sum(len(group) for group in intake.rows([path]))


def mapping_of(folder: Path, passages: str = "row") -> IntakeMapping:
    """How the invented rows are read."""
    file = folder / "mapping.toml"
    file.write_text(MAPPING.replace("PASSAGES", passages), encoding="utf-8")
    return read_mapping(file)


def fresh_registry(folder: Path) -> Wiring:
    """An empty registry in a folder, opened, its key cheap to unlock."""
    wiring = Wiring(
        folder=folder / "registry",
        user=None,
        passphrase=lambda: "benchmark",
        now=lambda: NOW,
        cost=Cost(passes=1, memory=64, lanes=1),
    )
    wiring.create(NewRegistry(profile="dprk", owner="owner"))
    return wiring


def measure(kind: str, count: int, folder: Path, passages: str = "row") -> Timed:
    """One file of one kind, read, coded and imported."""
    folder = folder / f"{kind}-{count}-{passages}"
    folder.mkdir()
    path = folder / f"people.{kind}"
    {"csv": write_csv, "xlsx": write_xlsx}[kind](path, count)
    mapping, wiring = mapping_of(folder, passages), fresh_registry(folder)
    workspace = wiring.workspace
    reader = {"csv": read_csv, "xlsx": read_xlsx}[kind]

    def import_all() -> int:
        return import_files([path], mapping, workspace, dry_run=False, actor=wiring.actor, now=NOW).rows.new

    timed = Timed(
        kind,
        count,
        seconds(lambda: reader(path), count),
        seconds(lambda: code(path, mapping, workspace), count),
        seconds(import_all, count),
    )
    wiring.close()
    return timed


def growth(timed: Sequence[Timed], of: Callable[[Timed], float]) -> float:
    """The exponent by which time grows with rows, from the smallest to the largest: 1 is linear."""
    first, last = timed[0], timed[-1]
    return log(of(last) / of(first)) / log(last.rows / first.rows)


def report(timed: Sequence[Timed], cells: Timed) -> str:
    """The results as a page."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    beside = next(t for t in timed if (t.kind, t.rows) == (cells.kind, cells.rows))
    found = [
        "# Import beside bare readers",
        "",
        f"Made by `python benchmarks/intake.py` on {os.cpu_count()} processors, Python {platform.python_version()},",
        f"polars {pl.__version__}. Each row makes two accounts, three revisions and one passage.",
        f"Most memory used by the whole run: {peak:.0f} MB.",
        "",
        "| file | rows | reader (s) | coded (s) | ÷ reader | imported (s) | ÷ reader | rows per second |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    found += [
        f"| {t.kind} | {t.rows:,} | {t.read:.3f} | {t.coded:.2f} | {t.coded / t.read:.1f} | {t.imported:.1f} "
        f"| {t.imported / t.read:.0f} | {t.rows / t.imported:,.0f} |"
        for t in timed
    ]
    found += ["", "| file | coding grows as rows to the power of | importing |", "| --- | ---: | ---: |"]
    for kind in KINDS:
        of_kind = [t for t in timed if t.kind == kind]
        if len(of_kind) > 1:
            coded, imported = (growth(of_kind, of) for of in (lambda t: t.coded, lambda t: t.imported))
            found.append(f"| {kind} | {coded:.2f} | {imported:.2f} |")
    slower = cells.imported / beside.imported
    found += ["", f"Citing cells, seven passages for each row, takes {slower:.1f} times as long ({cells.rows:,} rows)."]
    return "\n".join([*found, ""])


def main(sizes: Sequence[int]) -> None:
    """Measure every size of every kind, and write the page."""
    settle()
    with TemporaryDirectory() as folder:
        timed = []
        for kind in KINDS:
            for count in sizes:
                timed.append(measure(kind, count, Path(folder)))
                print(timed[-1])
        cells = measure("csv", sizes[0], Path(folder), "cell")
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(report(timed, cells), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
