"""The public database of invented snapshots: seconds, size, memory and search, beside Jinja writing the same people.

Run as ``python benchmarks/site.py [victims ...]``; results go to ``benchmarks/results/site.md``. Each size in a process
of its own. Goals: an answer of the search in less than 100 ms with 20,000 people; no cost grows faster than the people.
"""

import resource
import shutil
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any
from uuid import UUID

from figures_synthetic import write_synthetic
from jinja2 import Environment
from playwright.sync_api import sync_playwright

from lastseen.domain.release import Permit, Profile, Released
from lastseen.figures.figure_set import published
from lastseen.figures.standard import standard_definitions
from lastseen.reports.people_table import people_table
from lastseen.reports.records.shown import Shown, gather
from lastseen.reports.site import Facts, site
from lastseen.snapshot import open_snapshot
from lastseen.snapshot.outward import Outward

RESULTS = Path(__file__).parent / "results" / "site.md"
SIZES = (2_000, 6_000, 20_000)
LANGUAGES = ("en", "ko")
MOST_MILLISECONDS = 100
TYPED = ("hamgyong", "함경북도", "보위", "state security", "a", "mss 2", "없는말")
PLAIN = """<!doctype html><meta charset="utf-8"><title>{{ person.person }}</title><h1>{{ person.person }}</h1>
<dl>{% for name, value in person.items() %}<dt>{{ name }}</dt><dd>{{ value }}</dd>{% endfor %}</dl>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """What one site took: seconds to gather and count, to write; files, megabytes; peak; the peer; search."""

    people: int
    gathered: float
    written: float
    files: int
    size: float
    memory: float
    peer: float
    peer_files: int
    search: float


def main(sizes: Sequence[int]) -> None:
    """Measure every size and write the table."""
    timed = [_alone(victims) for victims in sizes]
    RESULTS.write_text(_page(timed), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))  # this is a program
    slowest = max(one.search for one in timed)
    if slowest >= MOST_MILLISECONDS:
        sys.exit(f"The search took {slowest:.0f} ms.")


def _alone(victims: int) -> Timed:
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_timed, victims).result()


def _timed(victims: int) -> Timed:
    with TemporaryDirectory() as folder:
        there = Path(folder)
        view = open_snapshot(write_synthetic(there / "snapshots", victims)).shown(Outward(alias=_alias, named=False))
        whole = open_snapshot(view.folder)
        start = perf_counter()
        people = _released(gather(view, {}), Profile.PSEUDONYMOUS)
        figures = _released(published(standard_definitions("dprk"), whole, {}), Profile.PUBLIC)
        gathered = perf_counter() - start
        start = perf_counter()
        files = _write(there / "site", site(people, figures, Facts(), LANGUAGES))
        written = perf_counter() - start
        size = sum(path.stat().st_size for path in (there / "site").rglob("*") if path.is_file()) / 1e6
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
        start = perf_counter()
        plain = _write(there / "plain", _plain(people))
        peer = perf_counter() - start
        search = _searched(there / "site" / "en" / "index.html")
        shutil.rmtree(there / "plain")
        shown = len(people.content.people)
    return Timed(
        people=shown,
        gathered=gathered,
        written=written,
        files=files,
        size=size,
        memory=memory,
        peer=peer,
        peer_files=plain,
        search=search,
    )


def _alias(id_: str) -> str:
    return UUID(id_).hex.upper() if len(id_) == len(str(UUID(int=0))) else id_


def _permit() -> Permit:
    """The permit, taken here as the gate is not loaded."""
    Permit._taken = False  # noqa: SLF001  # invented people need no gate
    return Permit()


def _released(content: Any, profile: Profile) -> Released[Any]:
    return Released(
        permit=_permit(), id=UUID(int=1), content=content, profile=profile, snapshot="S", ledger=1, withheld=0
    )


def _write(folder: Path, files: Any) -> int:
    written = 0
    for name, content in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        written += 1
    return written


def _plain(people: Released[Shown]) -> Any:
    """Jinja alone, a page for each person in each language: a heading and a list of what is told."""
    template = Environment(autoescape=True).from_string(PLAIN)
    for language in LANGUAGES:
        for line in people_table(people, language):
            yield f"{language}/{line['person']}.html", template.render(person=line).encode()


def _searched(page_file: Path) -> float:
    """The longest that any of a few searches took in a browser, in milliseconds."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(page_file.as_uri())
        found = [page.evaluate(_SEARCH, words) for words in TYPED]
        browser.close()
    return max(found)


_SEARCH = """(words) => {
  const input = document.querySelector("input[name=words]");
  input.value = words;
  const start = performance.now();
  input.dispatchEvent(new Event("input", {bubbles: true}));
  document.body.offsetHeight;
  return performance.now() - start;
}"""


def _page(timed: Sequence[Timed]) -> str:
    lines = [
        "# The public database of invented snapshots",
        "",
        "Made by `python benchmarks/site.py`. *Gather* reads people as outsiders see them and counts what is public:",
        "*write* makes every page, English and Korean. The peer is Jinja alone, one short template and no lists, maps",
        "or search. The search is the slowest of seven queries in Chromium, from the key to the list on the page.",
        "",
        "| people | gather | write | files | size | peak memory | Jinja alone | ratio per file | search |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for one in timed:
        ratio = (one.written / one.files) / (one.peer / one.peer_files)
        lines.append(
            f"| {one.people:,} | {one.gathered:.1f} s | {one.written:.1f} s | {one.files:,} | {one.size:.0f} MB "
            f"| {one.memory:.0f} MB | {one.peer:.1f} s for {one.peer_files:,} | {ratio:.1f} | {one.search:.0f} ms |"
        )
    lines += [
        "",
        "## Growth",
        "",
        "| people | gather | write | size | memory | search |",
        "|---:|---:|---:|---:|---:|---:|",
    ]
    for less, more in pairwise(timed):
        grown = (
            f"{getattr(more, part) / max(getattr(less, part), 1e-9):.1f}×"
            for part in ("people", "gathered", "written", "size", "memory", "search")
        )
        lines.append(f"| {' | '.join(grown)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
