"""``lastseen link`` takes its engine by name, and says what is missing for it."""

import json
from pathlib import Path

import polars as pl
import pytest

from tests.conftest import lastseen

PEOPLE = """\
id,given,village
a,Invented Person,Onsong
b,Invented Persom,Onsong
c,Somebody Else,Hoeryong
"""
SETTINGS = """\
id = "id"
[[field]]
kind = "text"
column = "given"
[[block]]
on = ["village"]
"""


@pytest.fixture
def table(tmp_path: Path) -> tuple[str | Path, ...]:
    """The arguments by which a table of three is linked."""
    people, settings = tmp_path / "people.csv", tmp_path / "link.toml"
    people.write_text(PEOPLE, encoding="utf-8")
    settings.write_text(SETTINGS, encoding="utf-8")
    out = ("--out", tmp_path / "clusters.csv", "--format", "json")
    return ("link", "--table", people, "--settings", settings, *out)


def test_a_table_is_linked_here_unless_another_engine_is_named(table: tuple[str | Path, ...], tmp_path: Path) -> None:
    told = [json.loads(lastseen(*table, *engine)) for engine in ((), ("--engine", "local"))]
    assert told[0] == told[1]
    assert (told[0]["records"], told[0]["candidate_pairs"]) == (3, 1)
    assert pl.read_csv(tmp_path / "clusters.csv").columns == ["id", "cluster"]


def test_a_name_that_is_no_engine_is_refused(table: tuple[str | Path, ...], tmp_path: Path) -> None:
    told = json.loads(lastseen(*table, "--engine", "lokal", expect=1))
    assert told["error"]["code"] == "linkage.unknown-engine"
    assert not (tmp_path / "clusters.csv").exists()


def test_spark_without_java_is_refused(
    table: tuple[str | Path, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "nowhere"))
    told = json.loads(lastseen(*table, "--engine", "local[1]", expect=1))
    assert told["error"]["code"] == "linkage.no-spark"
    assert not (tmp_path / "clusters.csv").exists()
