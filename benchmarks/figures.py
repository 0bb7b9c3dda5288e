"""All standard figures against the same tables written by hand in DuckDB SQL, over the same Parquet, in one run.

Run as ``python benchmarks/figures.py [victims ...]``; results go to ``benchmarks/results/figures.md``. The
answers are asserted to be equal before anything is timed. Goal: at most twice the time, growth no worse than linear.
"""

import platform
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import duckdb
import polars as pl
from figures_by_hand import READINGS, ByHand, Counts
from figures_synthetic import write_synthetic

from lastseen.figures import Figure, tabulate_all
from lastseen.figures.standard import standard_definitions
from lastseen.snapshot import Snapshot, open_snapshot

RESULTS = Path(__file__).parent / "results" / "figures.md"
SIZES = (1_000, 10_000, 100_000)
ROUNDS = 5

_FAR = 1_000_000
AGES = {"0-9": (0, 9), "10-19": (10, 19), "20-39": (20, 39), "40-59": (40, 59), "60-": (60, _FAR)}
DAYS = {"0-7": (0, 7), "8-30": (8, 30), "31-90": (31, 90), "91-365": (91, 365), "366-": (366, _FAR)}

_FAMILY = "code IN ('spouse','parent','child','sibling','grandparent','grandchild','aunt-uncle','cousin','in-law')"
_CLOSE = "CASE WHEN code IN ('spouse','parent','child','sibling') THEN 'immediate' ELSE 'wider' END"
_GROUND = """CASE WHEN code LIKE 'escape%' THEN 'escape'
    WHEN code IN ('association','outside-contact','criticism','religion') THEN code ELSE 'other' END"""
_COUNTRY = "CASE code WHEN 'KP' THEN 'inside' ELSE 'abroad' END"
_ALONE = "CASE code WHEN 'mss' THEN 'mss-alone' WHEN 'several' THEN code ELSE 'other' END"
_HANDED = "CASE code WHEN 'mss' THEN 'handed-to-mss' WHEN 'not-handed-over' THEN code ELSE 'other' END"

_ADDED_UP = """WITH told AS ({told}),
    one AS (SELECT person, any_value(doubt) AS doubt, max(high) AS high FROM told GROUP BY person),
    added AS (SELECT doubt, sum(high)::BIGINT AS added FROM one GROUP BY doubt)
    SELECT unit, doubt, sure, low AS x_low, added AS x_high, absence AS x_absence FROM told JOIN added USING (doubt)"""
_SOURCES = _ADDED_UP.format(
    told="""SELECT unit, person, doubt, sure, independent_sources_low AS low, independent_sources_high AS high,
            independent_sources_absence AS absence FROM victims JOIN readings USING (disappearance)"""
)
_TIMES = _ADDED_UP.format(
    told="""SELECT v.unit, v.person, doubt, sure, low, high, NULL AS absence FROM victims v LEFT JOIN
            (SELECT person AS unit, count(DISTINCT case_doubt) FILTER (sure) AS low, count(*) AS high
             FROM judged WHERE inside GROUP BY person) t ON t.unit = v.unit
            JOIN (SELECT disappearance FROM readings) USING (disappearance)"""
)

BY_HAND: Mapping[str, Callable[[ByHand], Counts]] = {
    "interviews": lambda hand: hand.plain("interview"),
    "interviewees": lambda hand: hand.plain("interviewee"),
    "cases": lambda hand: hand.plain("case"),
    "victims": lambda hand: hand.plain("victim"),
    "disappearances": lambda hand: hand.plain("disappearance"),
    "disappearances-per-victim": lambda hand: hand.each(_TIMES, "x"),
    "sources-per-victim": lambda hand: hand.each(_SOURCES, "x"),
    "victims-all-sources": lambda hand: hand.victims_of_any_source(),
    "sex": lambda hand: hand.codes("victim", "sex"),
    "age-at-disappearance": lambda hand: hand.between("victim", "age", AGES),
    "age-at-disappearance/male": lambda hand: hand.between("male victim", "age", AGES),
    "age-at-disappearance/female": lambda hand: hand.between("female victim", "age", AGES),
    "occupation": lambda hand: hand.codes("victim", "occupation", many=True),
    "relation-to-interviewee": lambda hand: hand.codes(
        "victim", "relation", f"CASE WHEN {_FAMILY} THEN 'family' ELSE code END"
    ),
    "relation-to-interviewee/family": lambda hand: hand.codes("victim", "relation", _CLOSE, only=_FAMILY),
    "relation-per-pair": lambda hand: hand.codes("interviewee–victim pair", "relation"),
    "families": lambda hand: hand.each(READINGS["family"], "victims"),
    "grounds": lambda hand: hand.codes("victim", "ground", _GROUND),
    "grounds/escape": lambda hand: hand.codes(
        "victim", "ground", "split_part(code, '/', 2)", only="code LIKE 'escape%'"
    ),
    "grounds-all": lambda hand: hand.codes("victim", "grounds", many=True),
    "on-account-of": lambda hand: hand.codes("victim by association", "on_account_of", many=True),
    "first-arrest-order": lambda hand: hand.codes("victim", "authority_first"),
    "authority-responsible": lambda hand: hand.codes("victim", "authority_last"),
    "authorities-ever": lambda hand: hand.codes("victim", "authorities_ever", many=True),
    "authority-victim-pairs": lambda hand: hand.codes("authority–victim pair", "authority"),
    "hand-overs": lambda hand: hand.codes("victim", "hand_overs", many=True),
    "arrests-by-country": lambda hand: hand.codes("disappearance", "country_of_arrest"),
    "arrests-by-province": lambda hand: hand.codes("disappearance", "province_of_arrest"),
    "arrests-by-year": lambda hand: hand.each(
        READINGS["disappearance"].format(columns="disappeared_low, disappeared_high, disappeared_absence"),
        "disappeared",
        "year({})",
    ),
    "arrests-by-five-years": lambda hand: hand.each(
        READINGS["disappearance"].format(columns="disappeared_low, disappeared_high, disappeared_absence"),
        "disappeared",
        "year({}) // 5",
        row="(number * 5)::VARCHAR || '-' || (number * 5 + 4)::VARCHAR",
    ),
    "return-legs": lambda hand: hand.codes("victim", "return_legs", many=True),
    "stages": lambda hand: hand.codes("custody stage", "stage_kind"),
    "stage-moves": lambda hand: hand.codes("disappearance", "stage_moves", many=True),
    "stages-by-basis": lambda hand: hand.codes("custody stage", "basis"),
    "time-between-stages": lambda hand: hand.between("custody stage", "days_to_next", DAYS, only="followed"),
    "days-in-custody": lambda hand: hand.between("victim", "days_in_custody", DAYS),
    "fate": lambda hand: hand.codes("victim", "fate"),
    "fate-by-basis": lambda hand: hand.codes("victim", "fate_told", many=True),
    "responses": lambda hand: hand.codes("victim", "responses", many=True),
    "elements": lambda hand: hand.codes("disappearance", "elements", many=True),
    "inconsistencies": lambda hand: hand.codes("disappearance", "inconsistencies", many=True),
    "mass-events": lambda hand: {"total": (len(hand.events()),) * 2},
    "mass-event-people": lambda hand: hand.events(),
    "authority-alone": lambda hand: hand.codes("victim", "authority_sole", _ALONE),
    "authority-handed-over": lambda hand: hand.codes("victim", "authority_handed_over_to", _HANDED),
    "country-of-arrest": lambda hand: hand.codes("victim", "country_of_arrest", _COUNTRY),
    "period": lambda hand: hand.codes("victim", "period"),
}


def ours(folder: Path) -> dict[str, Figure]:
    """Every standard figure through Lastseen; the digests of the files were checked when the snapshot was opened."""
    tabulations = tabulate_all(standard_definitions("dprk"), _opened[folder])
    return {t.figure.id: t.figure for t in tabulations}


def theirs(folder: Path) -> dict[str, Counts]:
    """Every standard figure by hand."""
    with duckdb.connect() as connection:
        for file in sorted((folder / "analysis").glob("*.parquet")):
            connection.execute(f"CREATE VIEW {file.stem} AS FROM read_parquet('{file}')")
        hand = ByHand(connection)
        return {id_: made(hand) for id_, made in BY_HAND.items()}


_opened: dict[Path, Snapshot] = {}


def check(folder: Path) -> None:
    """Both give the same answers."""
    hand = theirs(folder)
    found = ours(folder)
    assert found.keys() == hand.keys()
    for id_, figure in found.items():
        mine = {row.code: (row.n, row.high) for row in figure.rows if row.high}
        other = {code: counts for code, counts in hand[id_].items() if counts[1]}
        if figure.unit.value == "unnamed person":
            mine.pop("undetermined", None)
        assert mine == other, (id_, mine, other)


def best(run: Callable[[Path], object], folder: Path) -> float:
    """The shortest of several runs, in seconds."""
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        run(folder)
        times.append(perf_counter() - start)
    return min(times)


def measure(victims: int, where: Path) -> dict[str, float]:
    """One size: written, opened, checked, timed."""
    start = perf_counter()
    folder = write_synthetic(where, victims)
    written = perf_counter() - start
    start = perf_counter()
    _opened[folder] = open_snapshot(folder)
    opened = perf_counter() - start
    check(folder)
    mine, hand = best(ours, folder), best(theirs, folder)
    return {"victims": victims, "written": written, "opened": opened, "ours": mine, "by hand": hand}


_HEAD = """# Standard figures beside the same tables by hand in DuckDB

Made by `python benchmarks/figures.py`. All standard figures of the profile `dprk` over invented snapshots, with
bounds, doubts, findings and rival readings; the answers of both were asserted equal. Best of {rounds} runs, in one
process. {machine}

| victims | opened, digests checked | all figures | by hand | ratio | with opening | growth per tenfold |
|---:|---:|---:|---:|---:|---:|---:|"""


def _machine() -> str:
    versions = f"Python {platform.python_version()}, Polars {pl.__version__}, DuckDB {duckdb.__version__}"
    return f"{versions}, {platform.machine()}, {pl.thread_pool_size()} threads."


def report(results: list[dict[str, float]]) -> str:
    """The results as a page."""
    lines = [_HEAD.format(rounds=ROUNDS, machine=_machine())]
    for place, now in enumerate(results):
        before = results[place - 1] if place else None
        growth = "" if before is None else _growth(before, now)
        lines.append(
            f"| {now['victims']:,.0f} | {now['opened']:.3f} s | {now['ours']:.3f} s | {now['by hand']:.3f} s | "
            f"{now['ours'] / now['by hand']:.2f} | {(now['ours'] + now['opened']) / now['by hand']:.2f} | {growth} |"
        )
    return "\n".join(lines) + "\n"


def _growth(before: Mapping[str, float], now: Mapping[str, float]) -> str:
    times = now["victims"] / before["victims"]
    return (
        f"ours {now['ours'] / before['ours']:.1f}×, by hand {now['by hand'] / before['by hand']:.1f}× (of {times:.0f}×)"
    )


def main() -> None:
    """Measure every size and write the page."""
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    results = []
    with TemporaryDirectory() as where:
        for victims in sizes:
            print(f"{victims:,} victims …", file=sys.stderr)
            results.append(measure(victims, Path(where)))
    page = report(results)
    print(page)
    if tuple(sizes) == SIZES:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(page, encoding="utf-8")
    slow = [r for r in results if r["ours"] > 2 * r["by hand"]]
    sys.exit(1 if slow else 0)


if __name__ == "__main__":
    main()
