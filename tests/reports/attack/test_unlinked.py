"""A public report is the same whoever the people in its figures are: deal their answers out anew, and no byte differs.

Whatever an attacker does, they cannot tell from it which answer of one figure belongs to which of another.
"""

import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import polars as pl
import pytest

from lastseen.domain.release import OF_FIGURES, Profile
from lastseen.figures.standard import standard_definitions
from lastseen.operations.reports import report_matter
from lastseen.operations.snapshots import find_snapshot
from lastseen.reports.document.model import Document
from lastseen.reports.plan import standard_plan
from lastseen.reports.report.composing import report
from lastseen.snapshot import Snapshot
from tests.conftest import wire

TOGETHER = (
    ("sex", "age", "birth", "age_told"),
    ("occupation",),
    ("relation",),
    ("grounds", "ground", "on_account_of"),
    ("authority_first", "authority_last", "authority_sole", "authority_handed_over_to", "authorities_ever",
     "hand_overs"),
    ("country_of_arrest", "province_of_arrest", "place_of_arrest", "return_legs"),
    ("disappeared", "period"),
    ("stages_told", "stage_moves"),
    ("fate", "fate_told"),
    ("responses",),
    ("elements",),
)  # fmt: skip
"""What some figure crosses, or says twice; nothing of one line may be known to go with something of another."""


def dealt_anew(snapshot: Snapshot, folder: Path) -> Snapshot:
    """The snapshot with each line of ``TOGETHER``, and all codes of persons and cases, dealt out by chance.

    Only among disappearances of which one source tells and that the report counts.
    """
    chance = Random(20)  # noqa: S311  # any order does
    shutil.copytree(snapshot.folder, folder)
    readings, persons, cases = (snapshot.table(name) for name in ("readings", "persons", "cases"))
    admitted = snapshot.table("disappearances").filter(pl.col("source_kinds").list.contains("interview"))
    once = readings.group_by("disappearance").len().filter(pl.col("len") == 1).join(admitted, on="disappearance")
    free = readings["disappearance"].is_in(once["disappearance"].implode()).arg_true().to_list()
    for names in TOGETHER:
        readings = _dealt(readings, [c for c in readings.columns if c.startswith(_columns(names))], free, chance)
    _put(folder, "readings", readings)
    _put(folder, "persons", _dealt(persons, ["code"], range(persons.height), chance))
    _put(folder, "cases", _dealt(cases, ["code"], range(cases.height), chance))
    return replace(snapshot, folder=folder)


def _columns(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{name}{end}" for name in names for end in ("_low", "_high", "_absence")) + tuple(names)


def _dealt(table: pl.DataFrame, columns: list[str], free: Iterable[int], chance: Random) -> pl.DataFrame:
    """The lines ``free`` swap what they have in some columns."""
    places = list(free)
    dealt = list(range(table.height))
    for place, taken in zip(places, chance.sample(places, len(places)), strict=True):
        dealt[place] = taken
    return table.with_columns(table.select(columns)[dealt])


def _put(folder: Path, name: str, table: pl.DataFrame) -> None:
    table.write_parquet(folder / f"analysis/{name}.parquet")


@pytest.fixture(scope="module")
def twice(finished_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[Profile, tuple[Document, Document]]:
    """The report before and after, in each profile."""
    folder = tmp_path_factory.mktemp("dealt")
    wiring = wire(Path(shutil.copytree(finished_demo / "registry", folder / "registry")))
    snapshot = find_snapshot(wiring.workspace, None)
    other = dealt_anew(snapshot, folder / "dealt")
    plan, definitions = standard_plan("dprk"), standard_definitions("dprk")

    def composed(of: Snapshot, profile: Profile) -> Document:
        now = datetime(2024, 11, 1, tzinfo=UTC)
        released = report_matter(of, definitions, plan, profile, wiring.workspace, actor=wiring.actor, now=now)
        return report(released, plan, definitions, "en")

    found = {profile: (composed(snapshot, profile), composed(other, profile)) for profile in OF_FIGURES}
    wiring.close()
    return found


def test_a_public_report_is_the_same_whoever_the_people_in_its_figures_are(
    twice: dict[Profile, tuple[Document, Document]],
) -> None:
    before, after = twice[Profile.PUBLIC]
    differing = [(one, other) for one, other in zip(before.blocks, after.blocks, strict=True) if one != other]
    assert differing == []
    assert before == after


def test_a_report_for_people_inside_is_another(twice: dict[Profile, tuple[Document, Document]]) -> None:
    before, after = twice[Profile.INTERNAL]
    assert before != after
