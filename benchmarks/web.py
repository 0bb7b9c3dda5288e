"""The registry in the browser with 20 people at work, at 1,000, 10,000 and 100,000 people told of, in one run.

Run as ``python benchmarks/web.py [people ...]``; results go to ``benchmarks/results/web.md``. The server is that of
``lastseen serve`` on the encrypted file that ``library.py`` makes (kept in LASTSEEN_BENCHMARKS where that names a
folder). Locust is installed into an environment of its own, and asks for a minute once it has been in use; it runs
beside the server, on the same processors. A page that fails ends the run.
"""

import csv
import os
import platform
import subprocess
import sys
import venv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory

import library  # sets Django up
from library import NOW, PASSPHRASE, SIZES

from lastseen.domain.rights import Role
from lastseen.operations.users import NoSuchUser, add_user, find_user

RESULTS = Path(__file__).parent / "results" / "web.md"
USERS, WARMING, SECONDS = 20, 25, 60
PASSWORD = "five invented words in a row"  # noqa: S105  # nothing secret
PAGES = ("search as you type", "list with facets", "person page", "source page", "desk", "review")


@dataclass(frozen=True, slots=True)
class Served:
    """How long one kind of page takes, in milliseconds, for so many people told of."""

    page: str
    people: int
    asked: int
    middle: float
    slow: float


def install_locust(folder: Path) -> Path:
    """Locust in an environment of its own."""
    there = folder / "locust" / "bin" / "locust"
    if not there.exists():
        venv.create(folder / "locust", with_pip=True)
        pip = there.with_name("pip")
        subprocess.run([pip, "install", "--quiet", "locust==2.47.0"], check=True)  # noqa: S603  # our own environment
    return there


def made(people: int, folder: Path) -> Path:
    """A registry of so many people with twenty users who see and decide; made unless it is there."""
    wiring = library.opened(people, folder)
    if not (folder / f"registry-{people}" / "registry.toml").exists():
        library.fill(wiring, people, folder)
    for number in range(USERS):
        _add(wiring, f"user{number}")
    wiring.close()
    return folder / f"registry-{people}"


def _add(wiring: library.Wiring, name: str) -> None:
    wiring.workspace  # noqa: B018  # opens the registry
    try:
        find_user(name)
    except NoSuchUser:
        add_user(name, [Role.CODER, Role.EDITOR], None, PASSWORD, actor=wiring.actor, now=NOW)


@contextmanager
def serving(registry: Path) -> Iterator[str]:
    """The address of a registry that a process of its own serves meanwhile."""
    command = [Path(sys.executable).with_name("lastseen"), "serve", "--registry", registry, "--port", "0"]
    told = {"LASTSEEN_PASSPHRASE": PASSPHRASE, "LASTSEEN_NEW_PASSWORD": PASSWORD, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, **told}) as process:  # noqa: S603  # ours
        assert process.stdout is not None
        line = process.stdout.readline()
        try:
            yield next(word for word in line.split() if word.startswith("http")).rstrip("/")
        finally:
            process.terminate()
            process.wait(20)


def visit(locust: Path, address: str, people: int, folder: Path) -> Iterator[Served]:
    """How long pages take while twenty people are at work, once the server has been used for a while."""
    counts = folder / f"visits-{people}"
    work(locust, address, people, counts, WARMING)
    work(locust, address, people, counts, SECONDS)
    with Path(f"{counts}_stats.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert row["Failure Count"] == "0", row
            if row["Name"] in PAGES:
                times = float(row["50%"]), float(row["95%"])
                yield Served(row["Name"], people, int(row["Request Count"]), *times)


def work(locust: Path, address: str, people: int, counts: Path, seconds: int) -> None:
    """Let twenty people work for so long; the times they met are written down."""
    options = ("--headless", "--users", USERS, "--spawn-rate", 4, "--run-time", f"{seconds}s", "--reset-stats")
    command = [locust, "-f", Path(__file__).with_name("visits.py"), "--host", address, *options, "--csv", counts]
    environment = {**os.environ, "PEOPLE": str(people), "PASSWORD": PASSWORD}
    subprocess.run(list(map(str, command)), check=True, env=environment, capture_output=True)  # noqa: S603  # ours


def report(served: Sequence[Served]) -> str:
    """The results as a page."""
    sizes = sorted({one.people for one in served})
    asked = sum(one.asked for one in served)
    found = [
        f"# {USERS} people at work in the browser",
        "",
        f"Made by `python benchmarks/web.py` on {os.cpu_count()} processors, Python {platform.python_version()};",
        f"locust on the same processors, {SECONDS} seconds for each size; {asked:,} pages, none failed.",
        f"{os.getloadavg()[2]:.0f} processes waited meanwhile, other work included: compare sizes, not milliseconds.",
        "Milliseconds: the middle, and what 95 of 100 pages do not exceed.",
        "",
        "| page | "
        + " | ".join(f"{size:,} people" for size in sizes)
        + " | slow ones grow as people to the power of |",
        "| --- |" + " ---: |" * (len(sizes) + 1),
    ]
    for page in PAGES:
        rows = [one for one in served if one.page == page]
        if not rows:
            continue
        cells = " | ".join(f"{one.middle:,.0f} · {one.slow:,.0f}" for one in rows)
        found.append(f"| {page} | {cells} | {growth(rows):.2f} |")
    return "\n".join(found) + "\n"


def growth(rows: Sequence[Served]) -> float:
    """The exponent by which the slow pages slow down with people, from the fewest to the most: 1 is linear."""
    first, last = rows[0], rows[-1]
    return 0.0 if first is last else log(last.slow / first.slow) / log(last.people / first.people)


def main() -> None:
    """Measure, and write the page anew after each number of people."""
    served: list[Served] = []
    with TemporaryDirectory() as name:
        folder = Path(os.environ.get("LASTSEEN_BENCHMARKS", name))
        locust = install_locust(folder)
        for people in tuple(map(int, sys.argv[1:])) or SIZES:
            with serving(made(people, folder)) as address:
                served += visit(locust, address, people, folder)
            RESULTS.write_text(report(served), encoding="utf-8")
    print(report(served))


if __name__ == "__main__":
    main()
