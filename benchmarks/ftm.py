"""FollowTheMoney lines written and read beside the followthemoney library on the same lines, over three sizes.

Run as ``python benchmarks/ftm.py``; results go to ``benchmarks/results/ftm.md``. The library writes proxies it already
has, and reads lines as its entity proxies: trusting them, which is its default, and cleaning each value, which it asks
for where lines come from elsewhere. Ours makes entities of accounts, and accounts of entities it does not trust.
Processor time, so that other work on the machine counts little; all people are invented. Goal: no cost that grows
faster than the lines.
"""

import json
import platform
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

import followthemoney
from followthemoney import model

from lastseen.config.process import settle
from lastseen.exchange.bundles.contents import Contents, Head, Kind, SentAccount, SentSource
from lastseen.exchange.ftm import read_ftm, write_ftm
from lastseen.exchange.grid import Wording
from lastseen.exchange.vocabularies import load_vocabularies

RESULTS = Path(__file__).parent / "results" / "ftm.md"
SIZES = (1_000, 5_000, 20_000)
WORDING = Wording(load_vocabularies("dprk", None))
Said = Mapping[str, tuple[Mapping[str, Any], ...]]
FIRST = date(1950, 1, 1)
EMPTY = Contents(head=Head(kind=Kind.RECORDS, id="", made=""))


def records(people: int) -> Contents:
    """Invented people, each taken once, as one source tells of ten of them."""
    accounts = []
    for n in range(people):
        name = {"v": [f"Fictional Person {n}", "Latn", "", "own"]}
        year, day = 1950 + n % 60, str(FIRST + timedelta(days=n % 20_000))
        birth = {"v": [f"{year}-01-01", f"{year}-12-31", ""]}
        said: Said = {"names": (name,), "sex": ({"v": "female"},), "birth": (birth,)}
        accounts.append(SentAccount(id=f"p{n}", source=f"s{n // 10}", kind="person", said=said, quotes={}))
        taken: Said = {
            "person": ({"v": f"p{n}"},),
            "stage": ({"v": "arrest"},),
            "start": ({"v": [day, day, ""]},),
        }
        accounts.append(SentAccount(id=f"e{n}", source=f"s{n // 10}", kind="stage", said=taken, quotes={}))
    sources = tuple(SentSource(id=f"s{n}", kind="interview", origin=f"s{n}") for n in range(-(-people // 10)))
    return replace(EMPTY, sources=sources, accounts=tuple(accounts))


def seconds(work: Callable[[], object]) -> float:
    """The least of three runs."""
    spent = []
    for _ in range(3):
        start = process_time()
        work()
        spent.append(process_time() - start)
    return min(spent)


def library_reads(path: Path, *, trusting: bool) -> list[followthemoney.EntityProxy]:
    """Every line as the library has it."""
    with path.open(encoding="utf-8") as file:
        return [model.get_proxy(json.loads(line), cleaned=trusting) for line in file]


def library_writes(proxies: list[followthemoney.EntityProxy], path: Path) -> None:
    """The same lines, written by the library."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(proxy.to_dict(), ensure_ascii=False) + "\n" for proxy in proxies)


def row(people: int, folder: Path) -> tuple[int, list[float]]:
    """How many lines one size has, and the seconds: writing, the library; reading, the library trusting, cleaning."""
    contents, ours, theirs = records(people), folder / "ours", folder / "theirs"
    lines = write_ftm(contents, WORDING, ours)
    proxies = library_reads(ours, trusting=True)
    wrote = seconds(lambda: write_ftm(contents, WORDING, ours)), seconds(lambda: library_writes(proxies, theirs))
    read = seconds(lambda: read_ftm(ours, WORDING)), seconds(lambda: library_reads(ours, trusting=True))
    return lines, [*wrote, *read, seconds(lambda: library_reads(ours, trusting=False))]


def told(people: int, lines: int, spent: list[float]) -> str:
    """One size, as a line of the table."""
    wrote, writes, read, trusts, cleans = spent
    cells = [wrote, writes, wrote / writes, read, trusts, read / trusts, cleans, read / cleans]
    return f"| {people:,} | {lines:,} | " + " | ".join(f"{one:.2f}" for one in cells) + " |"


def main() -> None:
    """Measure, and write the results down; memory is treated as every command treats it."""
    settle()
    with TemporaryDirectory() as folder:
        rows = [(people, *row(people, Path(folder))) for people in SIZES]
    (_, fewest, first), (_, most, last) = rows[0], rows[-1]
    wrote, read = (f"{log(last[at] / first[at]) / log(most / fewest):.2f}" for at in (0, 2))
    text = "\n".join(
        [
            "# FollowTheMoney",
            "",
            f"Python {platform.python_version()}, followthemoney {followthemoney.__version__}. Seconds of processor",
            "time, the least of three runs. The library writes proxies that are made already; ours makes entities of",
            "accounts. It reads lines into proxies as they are, or cleans each value, as it asks for where lines come",
            "from elsewhere; ours trusts no line, and makes accounts, with the days a date may mean and our codes.",
            "",
            "| people | lines | written | library | ratio | read | library | ratio | library, cleaning | ratio |",
            "|---" * 10 + "|",
            *(told(*one) for one in rows),
            "",
            f"Writing grows as lines to the power of {wrote}, reading {read}.",
            "",
        ]
    )
    RESULTS.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
