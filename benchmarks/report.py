"""Reports of invented snapshots: seconds and peak memory of each format, and how both grow.

Run as ``python benchmarks/report.py [victims ...]``; results go to ``benchmarks/results/report.md``. Every report is
made in a process of its own. Goal: 100,000 victims in less than a minute and 2.5 GB; growth no worse than linear in
victims and in figures, none of drawings in victims. Peers turn the same page of HTML into PDF and DOCX.
"""

import os
import platform
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from importlib.metadata import version
from itertools import pairwise, product
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TypeVar
from uuid import UUID

from figures_synthetic import write_synthetic

from lastseen.domain.release import Permit, Profile, Released
from lastseen.figures import DefinitionSet
from lastseen.figures.standard import standard_definitions
from lastseen.reports.document.model import Document
from lastseen.reports.plan import Account, AccountPart, Chart, ChartPart, Part, Plan, parse_prose, standard_plan
from lastseen.reports.report.composing import report
from lastseen.reports.report.matter import gather, wanted_by
from lastseen.reports.writers.docx import docx
from lastseen.reports.writers.page import page
from lastseen.reports.writers.pdf import pdf
from lastseen.snapshot import open_snapshot

T = TypeVar("T")

RESULTS = Path(__file__).parent / "results" / "report.md"
SIZES = (113, 10_000, 100_000)
FIGURES = (9, 18, 36)
WRITERS: Mapping[str, Callable[[Document], bytes]] = {
    "html": lambda made: page(made).encode(),
    "pdf": pdf,
    "docx": docx,
}
PROFILE = "dprk"
MOST_SECONDS, MOST_MEGABYTES = 60, 2_500
_CHROMIUM = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-pdf-header-footer")
_OFFICE = ("--headless", "--convert-to", "docx", "--outdir")
_KINDS = ((Profile.INTERNAL, "en"), (Profile.INTERNAL, "ko"), (Profile.PUBLIC, "en"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One report to be made: the standard one, or bars of so many ``figures``."""

    folder: Path
    victims: int
    profile: Profile = Profile.INTERNAL
    language: str = "en"
    format: str = "html"
    figures: int | None = None

    @property
    def file(self) -> Path:
        """Where it is written."""
        shown = self.figures or "standard"
        return self.folder.with_name(f"{self.victims}-{self.profile}-{self.language}-{shown}.{self.format}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """What one report took to gather, compose and write, in ``seconds`` of the clock and of the ``processor``; its peak
    memory and the size of its file in megabytes."""

    job: Job
    seconds: tuple[float, ...]
    processor: tuple[float, ...]
    peak: float
    size: float


def alone(run: Callable[..., T], *arguments: object) -> T:
    """What a run gives in a new process, so that its peak memory is its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(run, *arguments).result()


def planned(job: Job) -> tuple[DefinitionSet, Plan]:
    """The definitions and the plan of a report."""
    definitions = standard_definitions(PROFILE)
    if job.figures is None:
        return definitions, standard_plan(PROFILE)
    shown = [figure for figure in definitions.figures if figure.variable and not figure.inside][: job.figures]
    assert len(shown) == job.figures
    parts: dict[str, Part] = {figure.id: ChartPart(chart=Chart.BARS, figure=figure.id) for figure in shown}
    places = [f"![Bars]({part})" for part in parts]
    parts["counted"] = AccountPart(account=Account.COUNTED)
    text = "\n\n".join(["# Growth", "Bars", *places, "## Counted {#codes .internal}", "![Codes](counted)"])
    plan = replace(standard_plan(PROFILE), parts=parts, prose={"en": parse_prose(text, "growth")})
    return replace(definitions, figures=tuple(shown)), plan


def made(job: Job) -> Timed:
    """Make one report and write it to a file."""
    definitions, plan = planned(job)
    times = [(perf_counter(), process_time())]
    snapshot = open_snapshot(job.folder)
    matter = gather(snapshot, definitions, wanted_by(plan), job.profile, {})
    times.append((perf_counter(), process_time()))
    released = Released(
        permit=Permit(),
        id=UUID(int=0),
        content=matter,
        profile=job.profile,
        snapshot=snapshot.manifest.name,
        ledger=0,
        withheld=0,
    )
    document = report(released, plan, definitions, job.language)
    times.append((perf_counter(), process_time()))
    job.file.write_bytes(WRITERS[job.format](document))
    times.append((perf_counter(), process_time()))
    seconds, processor = (
        tuple(after - before for before, after in pairwise(clock)) for clock in zip(*times, strict=True)
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Timed(job=job, seconds=seconds, processor=processor, peak=peak, size=job.file.stat().st_size / 1e6)


def measured(jobs: Iterable[Job]) -> Iterator[Timed]:
    """Every report, one after another, each in a process of its own."""
    for job in jobs:
        timed = alone(made, job)
        print(f"{job.file.name}: {sum(timed.seconds):.1f} s", file=sys.stderr)
        yield timed


def peers(page: Path) -> Iterator[tuple[str, str, float]]:
    """The format, the name and the seconds of each peer that is installed, for the same page of HTML."""
    where = page.parent
    browser = (*_CHROMIUM, f"--user-data-dir={where}/browser", f"--print-to-pdf={where}/peer.pdf", str(page))
    office = (f"-env:UserInstallation=file://{where}/office", *_OFFICE, f"{where}/peer", str(page))
    for format_, name, command, options in (
        ("pdf", "Chromium", "chromium", browser),
        ("docx", "LibreOffice", "soffice", office),
    ):
        program = shutil.which(command)
        if program is None:
            print(f"{name} is not installed: {format_} has no peer.", file=sys.stderr)
        else:
            yield format_, name, min(_seconds((program, *options)) for _ in range(2))


def _seconds(command: Sequence[str]) -> float:
    start = perf_counter()
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603  # a program and files named here
    return perf_counter() - start


_HEAD = """# Reports of invented snapshots

Made by `python benchmarks/report.py`. The standard report of the profile `{profile}`, each in a new process, once.
*Gather* opens the snapshot, counts all its figures and, for those inside, looks up who is counted, a family and cases;
*compose* draws the charts and writes the sentences; *write* sets the document. Not in it: starting Python, reading the
modules, and the entry in the registry that the gate makes. Seconds are of the clock, but for those of the processor,
{cores} cores together, which say more of growth, as nothing else that runs changes them.
{libraries}.

| victims | profile | format | gather | compose | write | whole | processor | peak memory | file |
|---:|---|---|---:|---:|---:|---:|---:|---:|---:|"""


def _head() -> str:
    names = ("polars", "typst", "vl-convert-python", "python-docx", "fonttools")
    versions = (f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in names))
    return _HEAD.format(profile=PROFILE, cores=os.cpu_count(), libraries=", ".join((*versions, platform.machine())))


def _line(timed: Timed) -> str:
    seconds = (*timed.seconds, sum(timed.seconds), sum(timed.processor))
    cells = (f"{timed.job.victims:,}", _kind(timed.job), timed.job.format, *(f"{s:.2f} s" for s in seconds))
    return f"| {' | '.join(cells)} | {timed.peak:,.0f} MB | {timed.size:.1f} MB |"


def _kind(job: Job) -> str:
    return f"{job.profile}, {job.language}"


def by_victims(found: Sequence[Timed]) -> list[str]:
    """How each profile and format grows from size to size."""
    groups: dict[tuple[str, str], list[Timed]] = {}
    for timed in found:
        groups.setdefault((_kind(timed.job), timed.job.format), []).append(timed)
    sizes = [timed.job.victims for timed in next(iter(groups.values()))]
    steps = ", then ".join(f"{after / before:.0f}× to {after:,}" for before, after in pairwise(sizes))
    lines = ["", f"## Growth with the victims, in seconds of the processor: {steps}", ""]
    lines += ["| profile | format | gather | compose | write | whole | memory |", "|---|---|---:|---:|---:|---:|---:|"]
    for names, some in groups.items():
        measures = zip(*((*timed.processor, sum(timed.processor), timed.peak) for timed in some), strict=True)
        grown = (", ".join(f"{after / before:.1f}×" for before, after in pairwise(measure)) for measure in measures)
        lines.append(f"| {' | '.join((*names, *grown))} |")
    return lines


def by_figures(found: Sequence[Timed]) -> list[str]:
    """How a report grows with the figures that it counts and draws."""
    victims = f"{found[0].job.victims:,} victims"
    lines = ["", f"## Growth with the figures, in seconds of the processor, of {victims}", ""]
    lines += [
        "| figures | profile | gather | compose | write | whole | a figure |",
        "|---:|---|---:|---:|---:|---:|---:|",
    ]
    for timed in found:
        figures, whole = timed.job.figures or 1, sum(timed.processor)
        seconds = (f"{s:.2f} s" for s in (*timed.processor, whole))
        lines.append(f"| {figures} | {_kind(timed.job)} | {' | '.join(seconds)} | {whole / figures:.3f} s |")
    return lines


def beside(found: Sequence[tuple[Timed, str, float]]) -> list[str]:
    """Our writers beside the peers."""
    if not found:
        return []
    lines = ["", "## Beside others who turn our page of HTML into the same format", ""]
    lines += [
        "Best of two runs of the peer, its start counted; ours once, from the composed document, reading the fonts.",
        "",
    ]
    lines += ["| victims | format | ours | peer | seconds | ratio |", "|---:|---|---:|---|---:|---:|"]
    for timed, name, seconds in found:
        ours = timed.seconds[-1]
        cells = (f"{timed.job.victims:,}", timed.job.format, f"{ours:.2f} s", name, f"{seconds:.2f} s")
        lines.append(f"| {' | '.join(cells)} | {ours / seconds:.2f} |")
    return lines


def main(sizes: Sequence[int]) -> bool:
    """Measure everything, write the page, and say whether the goals are met."""
    found: list[Timed] = []
    compared: list[tuple[Timed, str, float]] = []
    with TemporaryDirectory() as where:
        folders = {victims: alone(write_synthetic, Path(where), victims) for victims in sizes}
        for victims, folder in folders.items():
            base = Job(folder=folder, victims=victims)
            ours = {kind: list(measured(_formats(base, *kind))) for kind in _KINDS}
            of_format = {timed.job.format: timed for timed in ours[_KINDS[0]]}
            compared += [(of_format[format_], name, seconds) for format_, name, seconds in peers(base.file)]
            found += [timed for some in ours.values() for timed in some]
        middle = Job(folder=folders[sizes[len(sizes) // 2]], victims=sizes[len(sizes) // 2])
        growing = list(measured(replace(middle, profile=p, figures=n) for p, n in product(Profile, FIGURES)))
    head = [_head(), *map(_line, found)]
    text = "\n".join([*head, *by_victims(found), *by_figures(growing), *beside(compared)]) + "\n"
    print(text)
    if tuple(sizes) == SIZES:
        RESULTS.write_text(text, encoding="utf-8")
    return all(sum(timed.seconds) < MOST_SECONDS and timed.peak < MOST_MEGABYTES for timed in found)


def _formats(base: Job, profile: Profile, language: str) -> list[Job]:
    return [replace(base, profile=profile, language=language, format=format_) for format_ in WRITERS]


if __name__ == "__main__":
    sys.exit(0 if main([int(size) for size in sys.argv[1:]] or SIZES) else 1)
