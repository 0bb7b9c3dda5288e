"""FollowTheMoney lines written and read beside the followthemoney library on the same lines, over three sizes.

Run as ``python benchmarks/ftm.py``; results go to ``benchmarks/results/ftm.md``. Both read every line and check it, the
library as its entity proxies; all people are invented.
"""

import json
import platform
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import followthemoney
from followthemoney import model

from lastseen.exchange.bundles.contents import Contents, Head, Kind, SentAccount, SentSource
from lastseen.exchange.ftm import read_ftm, write_ftm
from lastseen.exchange.grid import Wording
from lastseen.exchange.vocabularies import load_vocabularies

RESULTS = Path(__file__).parent / "results" / "ftm.md"
SIZES = (1_000, 5_000, 20_000)
WORDING = Wording(load_vocabularies("dprk", None))
Said = Mapping[str, tuple[Mapping[str, Any], ...]]
EMPTY = Contents(head=Head(kind=Kind.RECORDS, id="", made=""))


def records(people: int) -> Contents:
    """Invented people, each taken once, as one source tells of ten of them."""
    accounts = []
    for n in range(people):
        name = {"v": [f"Fictional Person {n}", "Latn", "", "own"]}
        birth = {"v": ["1971-01-01", "1971-12-31", ""]}
        said: Said = {"names": (name,), "sex": ({"v": "female"},), "birth": (birth,)}
        accounts.append(SentAccount(id=f"p{n}", source=f"s{n // 10}", kind="person", said=said, quotes={}))
        taken: Said = {
            "person": ({"v": f"p{n}"},),
            "stage": ({"v": "arrest"},),
            "start": ({"v": ["1998-03-01", "1998-03-31", ""]},),
        }
        accounts.append(SentAccount(id=f"e{n}", source=f"s{n // 10}", kind="stage", said=taken, quotes={}))
    sources = tuple(SentSource(id=f"s{n}", kind="interview", origin=f"s{n}") for n in range(-(-people // 10)))
    return replace(EMPTY, sources=sources, accounts=tuple(accounts))


def seconds(work: Callable[[], object]) -> float:
    """The least of three runs."""
    spent = []
    for _ in range(3):
        start = perf_counter()
        work()
        spent.append(perf_counter() - start)
    return min(spent)


def library_reads(path: Path) -> list[followthemoney.EntityProxy]:
    """Every line as the library has it."""
    with path.open(encoding="utf-8") as file:
        return [model.get_proxy(json.loads(line)) for line in file]


def library_writes(proxies: list[followthemoney.EntityProxy], path: Path) -> None:
    """The same lines, written by the library."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(proxy.to_dict(), ensure_ascii=False) + "\n" for proxy in proxies)


def row(people: int, folder: Path) -> str:
    """One size, as a line of the table."""
    contents, ours, theirs = records(people), folder / "ours", folder / "theirs"
    lines = write_ftm(contents, WORDING, ours)
    wrote, read = seconds(lambda: write_ftm(contents, WORDING, ours)), seconds(lambda: read_ftm(ours, WORDING))
    proxies = library_reads(ours)
    wrote_there, read_there = seconds(lambda: library_writes(proxies, theirs)), seconds(lambda: library_reads(ours))
    told = [wrote, wrote_there, wrote / wrote_there, read, read_there, read / read_there]
    return f"| {people:,} | {lines:,} | " + " | ".join(f"{one:.2f}" for one in told) + " |"


def main() -> None:
    """Measure, and write the results down."""
    with TemporaryDirectory() as folder:
        rows = [row(people, Path(folder)) for people in SIZES]
    head = (
        "| people | lines | written (s) | library (s) | ratio | read (s) | library (s) | ratio |\n" + "|---" * 8 + "|\n"
    )
    about = f"Python {platform.python_version()}, followthemoney {followthemoney.__version__}; the least of three runs."
    text = f"# FollowTheMoney\n\n{about}\n\n{head}" + "\n".join(rows) + "\n"
    RESULTS.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
