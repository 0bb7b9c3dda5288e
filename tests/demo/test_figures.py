"""The figures of the fictional registry equal the published ones, because its coded records have those marginals."""

import json
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import lastseen

ORACLE = tomllib.loads((Path(__file__).parents[1] / "oracles/tjwg_2024.toml").read_text(encoding="utf-8"))["figure"]
REFERENCE = Path(__file__).parents[3] / "shared/reference/tjwg-2024.json"


def figures(demo: Path, *options: str) -> dict[str, Any]:
    answer = json.loads(lastseen("figures", "--registry", demo / "registry", "--format", "json", *options))
    return {figure["id"]: figure for figure in answer["figures"]}


def row(figure: dict[str, Any], code: str) -> dict[str, Any]:
    return next(row for row in figure["rows"] if row["code"] == code)


@pytest.fixture(scope="module")
def counted(finished_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return figures(Path(shutil.copytree(finished_demo, tmp_path_factory.mktemp("counted") / "demo")))


@pytest.mark.parametrize("published", ORACLE, ids=lambda p: f"{p['id']}-{p['code']}")
def test_every_published_number_comes_out_of_the_coded_records(
    published: dict[str, Any], counted: dict[str, Any]
) -> None:
    found = row(counted[published["id"]], published["code"])
    assert found["n"] == found["low"] == published["n"]
    assert found["percent"] == published.get("percent", found["percent"])


@pytest.mark.skipif(not REFERENCE.is_file(), reason="the reference file is not beside this checkout")
def test_the_published_numbers_are_those_of_the_reference_file() -> None:
    reference = json.loads(REFERENCE.read_text(encoding="utf-8"))
    published = {(f["id"], f["code"]): (f["n"], f.get("percent")) for f in reference["figures"]}
    published |= {(name, "total"): (reference[name]["n"], None) for name in ("interviews", "cases", "victims")}
    assert {(f["id"], f["code"]): (f["n"], f.get("percent")) for f in ORACLE} == published


def test_every_single_answer_figure_sums_to_its_total(counted: dict[str, Any]) -> None:
    single = [figure for figure in counted.values() if not figure["multiple"]]
    assert len(single) > 20
    assert {f["id"]: sum(r["n"] for r in f["rows"]) for f in single} == {f["id"]: f["N"] for f in single}


def test_rival_accounts_leave_an_authority_undetermined_within_bounds(counted: dict[str, Any]) -> None:
    alone = row(counted["authority-alone"], "mss-alone")
    assert (alone["n"], alone["high"]) == (62, 64)
    assert row(counted["authority-alone"], "undetermined")["n"] == 2


def test_people_identified_from_the_press_are_outside_the_population_of_the_report(counted: dict[str, Any]) -> None:
    assert counted["victims"]["N"] == 113
    assert row(counted["victims-all-sources"], "total")["high"] == 115


def test_a_mass_event_is_a_range_that_those_identified_out_of_it_do_not_widen(counted: dict[str, Any]) -> None:
    event = row(counted["mass-event-people"], "night-of-return")
    assert (event["low"], event["high"]) == (500, 600)


def test_one_record_changed_moves_the_figures(demo: Path) -> None:
    coding = demo / "sources/interviews/I-30.toml"
    text = coding.read_text(encoding="utf-8")
    changed = text.replace('grounds = [{ code = "religion"', 'grounds = [{ code = "criticism"')
    assert changed != text
    coding.write_text(changed, encoding="utf-8")
    registry = demo / "registry"
    handed = json.loads(
        lastseen("code", demo / "sources/interviews", "--coder", "demo", "--registry", registry, "--format", "json")
    )
    assert handed["accounts"] == {"new": 0, "changed": 1, "same": handed["accounts"]["same"]}
    lastseen("snapshot", "--registry", registry)
    grounds = figures(demo)["grounds"]
    assert (row(grounds, "religion")["n"], row(grounds, "criticism")["n"]) == (5, 9)
