"""What leaves as records passes the gate; what a group takes along is everything, row by row."""

import sqlite3
from pathlib import Path

import polars as pl
import pytest
from django.apps import apps

from lastseen.domain.release import Profile
from lastseen.domain.rights import Role
from lastseen.exchange.everything import DamagedExport, check_everything
from lastseen.exchange.ftm import read_ftm
from lastseen.exchange.grid import Wording
from lastseen.operations.exporting import WRITERS, Wanted, export_records, write_records
from lastseen.operations.release import NotApproved, NotWhole
from lastseen.operations.snapshots import find_snapshot, take_snapshot
from lastseen.operations.taking_along import FolderThere, take_everything
from lastseen.operations.users import add_user
from tests.coded import NAME, hand, interview
from tests.conftest import NOW, Registry
from tests.storage.everything import fill


@pytest.fixture
def told(registry: Registry) -> Registry:
    """Two interviews, of which one may not be used."""
    hand(registry, interview("I-01"), interview("I-02", consents=()))
    take_snapshot(registry.workspace, actor=registry.owner, now=NOW)
    return registry


def test_records_leave_without_what_is_withheld(told: Registry, tmp_path: Path) -> None:
    snapshot, workspace = find_snapshot(told.workspace, None), told.workspace
    released = export_records(snapshot, Wanted(format="ftm"), workspace, actor=told.owner, now=NOW)
    assert (released.withheld, len(released.content.sources)) == (1, 1)
    for format_ in WRITERS:
        assert write_records(released, format_, tmp_path / format_, workspace) >= 0
    taken = read_ftm(tmp_path / "ftm", Wording(workspace.vocabularies))
    people = [one.said["names"][0]["v"][0] for one in taken.contents.accounts if one.kind == "person"]
    assert people == [NAME]


@pytest.mark.parametrize("profile", [Profile.PSEUDONYMOUS, Profile.NAMED])
def test_nothing_leaves_for_outsiders_without_an_approval(told: Registry, profile: Profile) -> None:
    wanted = Wanted(format="uwazi", profile=profile, recipient="a panel", purpose="aggregate-statistics")
    with pytest.raises(NotApproved):
        export_records(find_snapshot(told.workspace, None), wanted, told.workspace, actor=told.owner, now=NOW)


def test_everything_is_every_row_of_every_table_in_three_forms(registry: Registry, tmp_path: Path) -> None:
    fill(registry)
    rows = {model.__name__: model._default_manager.count() for model in apps.get_app_config("storage").get_models()}
    snapshot, out = find_snapshot(registry.workspace, None), tmp_path / "all"
    released = take_everything(snapshot, out, registry.workspace, actor=registry.owner, now=NOW)
    assert {table.name: table.rows for table in released.content.tables} == rows
    assert check_everything(out) == sum(rows.values()) == released.content.rows
    words = pl.read_parquet(out / "parquet" / "Revision.parquet")["values"]
    assert any(NAME in text for text in words.drop_nulls())
    connection = sqlite3.connect(out / "tables.sqlite")
    assert connection.execute("SELECT count(*) FROM User WHERE password IS NOT NULL").fetchone() == (0,)
    connection.close()
    there = [file for file in released.content.files if file.path]
    assert [(out / file.path).stat().st_size for file in there] == [file.size for file in there] != []
    assert {file.missing for file in released.content.files} <= {"", "erased"}
    (out / there[0].path).write_bytes(b"another")
    with pytest.raises(DamagedExport):
        check_everything(out)
    with pytest.raises(FolderThere):
        take_everything(snapshot, out, registry.workspace, actor=registry.owner, now=NOW)


def test_who_does_not_see_all_takes_nothing_along(told: Registry, tmp_path: Path) -> None:
    act = {"actor": told.owner, "now": NOW}
    editor = add_user("editor", [Role.EDITOR], ["interviews"], None, **act)  # type: ignore[arg-type]  # who and when
    with pytest.raises(NotWhole):
        take_everything(find_snapshot(told.workspace, None), tmp_path / "all", told.workspace, actor=editor, now=NOW)
    assert not (tmp_path / "all").exists()
