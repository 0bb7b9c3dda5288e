"""What the gate costs: people released to an outsider, beside the same table made from the snapshot without it.

Run as ``python benchmarks/gate.py [people ...]``; results go to ``benchmarks/results/gate.md``. Registries of invented
people, one interview each, all of whom may be shown. Processor time, so that other work on the machine counts little.
Goal: no cost grows faster than the people.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from lastseen.config.database import configure

sys.path.insert(0, str(Path(__file__).parents[1]))
configure(web=True)

from tests.coded import approval, consent, interview, risk  # noqa: E402
from tests.conftest import NOW, make_registry, wire  # noqa: E402

from lastseen.config.process import settle  # noqa: E402  # models need Django set up first
from lastseen.domain.protection import RiskLevel  # noqa: E402
from lastseen.domain.release import Profile  # noqa: E402
from lastseen.operations.coding import hand_in  # noqa: E402
from lastseen.operations.permitting import approve  # noqa: E402
from lastseen.operations.release import Asked  # noqa: E402
from lastseen.operations.showing import show_people  # noqa: E402
from lastseen.operations.snapshots import find_snapshot, take_snapshot  # noqa: E402
from lastseen.reports.records.shown import gather  # noqa: E402
from lastseen.snapshot.outward import Outward  # noqa: E402
from lastseen.storage.ledger import recording  # noqa: E402
from lastseen.storage.protection import put_risk  # noqa: E402

RESULTS = Path(__file__).parent / "results" / "gate.md"
SIZES = (500, 1_500, 4_500)
PURPOSE = "partner-database"
ASKED = Asked(what="people", profile=Profile.PSEUDONYMOUS, recipient="a partner", purpose=PURPOSE, single_people=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """Seconds of the release, and of the same table without the gate: by aliases, and as it is."""

    people: int
    released: float
    aliased: float
    bare: float


def main(sizes: Sequence[int]) -> None:
    """Measure every size and write the table; memory is treated as every command treats it."""
    settle()
    with TemporaryDirectory() as folder:
        timed = [_timed(Path(folder) / str(people), people) for people in sizes]
    RESULTS.write_text(_page(timed), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))  # this is a program


def _timed(folder: Path, people: int) -> Timed:
    make_registry(folder)
    wiring = wire(folder)
    workspace, actor = wiring.workspace, wiring.actor
    names = [f"I-{number}" for number in range(people)]
    given = (interview(name, consents=(consent(name, PURPOSE), consent(name, "internal-analysis"))) for name in names)
    hand_in(given, workspace, actor=actor, now=NOW)
    with recording(actor, "judge-risk", NOW) as pen:
        for name in names:
            put_risk(pen, replace(risk(name), level=RiskLevel.LOW))
    approve(approval(purpose=PURPOSE), workspace, actor=actor, now=NOW)
    take_snapshot(workspace, actor=actor, now=NOW)
    snapshot = find_snapshot(workspace, None)
    start = process_time()
    made = show_people(snapshot, ASKED, workspace, actor=actor, now=NOW)
    released = process_time() - start
    start = process_time()
    gather(snapshot.shown(Outward(alias=str.upper, named=False)), {})
    aliased = process_time() - start
    start = process_time()
    gather(replace(snapshot, vault=None), {})
    bare = process_time() - start
    wiring.close()
    if len(made.content.people) != people:
        sys.exit(f"{len(made.content.people)} of {people} people were shown.")
    return Timed(people=people, released=released, aliased=aliased, bare=bare)


def _page(timed: Sequence[Timed]) -> str:
    lines = [
        "# What the gate costs",
        "",
        "Made by `python benchmarks/gate.py`: everybody of a registry released to one outsider under aliases, beside",
        "the same table read from the snapshot, with another name for every id and as it is; in seconds of processor",
        "time. The gate judges every source and person, tries whom an adversary could link to who told, leaves out,",
        "digests what leaves, and writes it down.",
        "",
        "| people | through the gate | with other ids | as it is | ratio to other ids | ratio to as it is |",
        "|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {one.people:,} | {one.released:.2f} s | {one.aliased:.2f} s | {one.bare:.2f} s "
        f"| {one.released / one.aliased:.1f} | {one.released / one.bare:.1f} |"
        for one in timed
    ]
    grown = [
        f"{more.people / less.people:.0f}× the people, {more.released / less.released:.1f}× the time"
        for less, more in pairwise(timed)
    ]
    return "\n".join([*lines, "", f"Growth through the gate: {'; '.join(grown)}."]) + "\n"


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
