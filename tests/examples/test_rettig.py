"""The Rettig data set: figures made by the registry equal counts taken straight from the CSV.

The data is public research data that is not part of the project; without it these tests are skipped.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest

from lastseen.cli.session import NewRegistry
from lastseen.domain.accounts import StageAccount
from lastseen.domain.answers import first
from lastseen.domain.dates import IntervalDate, certainly_before
from lastseen.domain.release import Profile
from lastseen.exchange.mapping.reading import read_mapping
from lastseen.figures import Figure
from lastseen.figures.standard import read_definitions
from lastseen.operations.figures import figures
from lastseen.operations.intake import import_files
from lastseen.operations.intake_report import IntakeReport, RowCounts
from lastseen.operations.snapshots import find_snapshot, take_snapshot
from lastseen.snapshot import Snapshot
from lastseen.storage.reading import agreed_accounts
from tests.conftest import NOW, REGISTRY_ID, wire
from tests.examples.rettig import (
    DATA,
    DEATH_KNOWN,
    DISAPPEARED,
    EXAMPLE,
    KINDS,
    TABLES,
    WHERE_THE_FILE_IS,
    Person,
    counted,
    everybody,
)

pytestmark = WHERE_THE_FILE_IS


@dataclass(frozen=True, slots=True)
class Run:
    """One import of the whole file, a snapshot of it, and its figures."""

    report: IntakeReport
    again: IntakeReport
    snapshot: Snapshot
    figures: Mapping[str, Figure]
    backwards: frozenset[str]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    wiring = wire(tmp_path_factory.mktemp("rettig") / "registry")
    new = NewRegistry(profile="", owner="owner", id=REGISTRY_ID, vocabularies=EXAMPLE / "vocabularies")
    workspace = wiring.create(new)
    mapping = read_mapping(EXAMPLE / "mapping.toml")
    report, again = (
        import_files([DATA], mapping, workspace, dry_run=False, actor=wiring.actor, now=NOW) for _ in range(2)
    )
    take_snapshot(workspace, actor=wiring.actor, now=NOW)
    snapshot = find_snapshot(workspace, None)
    wanted = read_definitions(EXAMPLE / "figures.toml")
    released = figures(snapshot, wanted, Profile.INTERNAL, workspace, actor=wiring.actor, now=NOW)
    found = {figure.id: figure for figure in released.content.figures}
    yield Run(report, again, snapshot, found, _backwards())
    wiring.close()


def _backwards() -> frozenset[str]:
    """The people of whom the registry says that what came last was certainly before what came first."""
    start: dict[str, IntervalDate] = {}
    end: dict[str, IntervalDate] = {}
    for numbered in agreed_accounts():
        account = numbered.account
        if isinstance(account, StageAccount) and (when := first(account.start)) is not None:
            person, _, place = account.external_id.partition("/")
            (end if place == "end" else start)[person] = when
    return frozenset(person for person in end if person in start and certainly_before(end[person], start[person]))


@pytest.fixture(scope="module")
def people() -> list[Person]:
    return everybody()


def rows(figure: Figure) -> dict[str, int]:
    """The rows of a figure that count anybody; of each, n is all there is."""
    assert all(row.n == row.low == row.high for row in figure.rows if row.code != "undetermined")
    return {row.code: row.n for row in figure.rows if row.n}


def test_every_row_of_the_file_is_read_and_nothing_changes_the_second_time(run: Run, people: list[Person]) -> None:
    assert run.report.rows == RowCounts(new=len(people), changed=0, same=0, refused=0)
    assert run.again.rows == RowCounts(new=0, changed=0, same=len(people), refused=0)


def test_the_two_kinds_of_disappearance_stand_apart_and_nobody_else_among_them(run: Run, people: list[Person]) -> None:
    counts = Counter(person["violence"] for person in people)
    assert (counts[DISAPPEARED], counts[DEATH_KNOWN], counts["Killed"], counts["Suicide"]) == (853, 108, 1331, 8)
    assert {id_: run.figures[id_].N for id_ in (*KINDS, "suicide", "unresolved", "victims")} == {
        "disappeared": 853,
        "disappeared-death-known": 108,
        "killed": 1331,
        "suicide": 8,
        "unresolved": 93,
        "victims": 2398,
    }


def test_nobody_taken_by_the_opposition_stands_in_a_figure_of_disappearance(run: Run, people: list[Person]) -> None:
    assert sum(person["perpetrator_affiliation"] == "Opposition" for person in people) == 125
    assert rows(run.figures["victims-by-group"])["opposition"] == 125
    for id_ in ("disappeared-by-group", "disappeared-death-known-by-group"):
        assert "opposition" not in rows(run.figures[id_])


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("kind", KINDS)
def test_figures_of_each_kind_equal_counts_from_the_file(run: Run, people: list[Person], kind: str, table: str) -> None:
    assert rows(run.figures[f"{kind}-by-{table}"]) == counted(f"{kind}-by-{table}", people)


@pytest.mark.parametrize("table", TABLES)
def test_figures_of_all_victims_equal_counts_from_the_file(run: Run, people: list[Person], table: str) -> None:
    assert rows(run.figures[f"victims-by-{table}"]) == counted(f"victims-by-{table}", people)


def test_the_three_rows_that_end_before_they_start_are_kept_as_told_and_marked(run: Run, people: list[Person]) -> None:
    wrong = frozenset(
        person["individual_id"]
        for person in people
        if "NA" not in (person["start_date_daily"], person["end_date_daily"])
        and person["end_date_daily"] < person["start_date_daily"]
    )
    assert len(wrong) == 3
    assert run.backwards == wrong
    assert [i.accounts for i in run.report.inconsistencies] == [
        (f"stage {no}/1", f"stage {no}/end") for no in sorted(wrong, key=int)
    ]
    assert run.snapshot.table("inconsistencies")["rule"].to_list() == ["out-of-order"] * 3
