"""What leaves as records passes the gate; what a group takes along is everything, row by row."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.apps import apps

from lastseen.config.database import create_login_tables
from lastseen.domain.release import Profile
from lastseen.domain.rights import Role
from lastseen.exchange.everything import LOSSES, DamagedExport, Manifest, check_everything
from lastseen.exchange.everything.writing import digest_of
from lastseen.exchange.ftm import read_ftm
from lastseen.exchange.grid import Wording
from lastseen.figures.standard import standard_definitions
from lastseen.operations.exporting import MAPPED, WRITERS, Wanted, export_records, write_map, write_records
from lastseen.operations.figures import figures
from lastseen.operations.release import NotApproved, NotWhole, OnlyInside
from lastseen.operations.snapshots import find_snapshot, take_snapshot
from lastseen.operations.taking_along import FolderThere, take_everything
from lastseen.operations.users import add_user
from tests.coded import NAME, hand, interview
from tests.conftest import NOW, Registry
from tests.exchanging import opened
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
    create_login_tables()
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
    assert set(lost(registry, released.content, out)) == {loss.what for loss in LOSSES}
    assert {file.missing for file in released.content.files} <= {"", "erased"}
    (out / there[0].path).write_bytes(b"another")
    with pytest.raises(DamagedExport):
        check_everything(out)
    with pytest.raises(FolderThere):
        take_everything(snapshot, out, registry.workspace, actor=registry.owner, now=NOW)


OUTSIDE = {
    **dict.fromkeys(("mfa", "sessions", "usersessions"), "second factors and sessions"),
    "axes": "failed log-ins",
}
"""By app whose tables lie beside those of the registry, what is not written of them."""
OF_DJANGO = {"ContentType", "Permission"}
"""Tables beside those of the registry that have rows, and nothing of it in them."""


def lost(registry: Registry, written: Manifest, out: Path) -> Iterator[str]:
    """What a registry holds and an export of everything does not, in the words of its losses."""
    yield from (f"{table.name}.{column}" for table in written.tables for column in table.left_out)
    beside = [model for model in apps.get_models() if model._meta.app_label != "storage"]
    yield from {OUTSIDE[model._meta.app_label] for model in beside if model._meta.app_label in OUTSIDE}
    others = [model for model in beside if model._meta.app_label not in OUTSIDE]
    assert {model.__name__ for model in others if model._default_manager.exists()} == OF_DJANGO
    snapshots, there = (
        {digest_of(path) for path in folder.rglob("*") if path.is_file()}
        for folder in (registry.workspace.snapshots, out)
    )
    if snapshots and snapshots.isdisjoint(there):
        yield "snapshots"


def test_who_does_not_see_all_takes_nothing_along(told: Registry, tmp_path: Path) -> None:
    act = {"actor": told.owner, "now": NOW}
    editor = add_user("editor", [Role.EDITOR], ["interviews"], None, **act)  # type: ignore[arg-type]  # who and when
    with pytest.raises(NotWhole):
        take_everything(find_snapshot(told.workspace, None), tmp_path / "all", told.workspace, actor=editor, now=NOW)
    assert not (tmp_path / "all").exists()


def test_a_public_map_shows_published_counts_of_provinces_and_no_finer_place(demo: Path, tmp_path: Path) -> None:
    registry = opened(demo / "registry")
    workspace, snapshot = registry.workspace, find_snapshot(registry.workspace, None)
    definitions = standard_definitions(workspace.profile)
    act: Any = {"actor": registry.owner, "now": NOW}
    released = figures(snapshot, definitions, Profile.PUBLIC, workspace, **act)
    entries = write_map(released, tmp_path / "map", workspace)
    found = json.loads((tmp_path / "map").read_text(encoding="utf-8"))["features"]
    (figure,) = [one for one in released.content.figures if one.id == MAPPED]
    told = [(one["id"], one["properties"]["n"], one["properties"]["at_most"]) for one in found]
    assert told == [(row.code, row.n, row.high) for row in figure.rows]
    assert entries == len(found)
    inside = export_records(snapshot, Wanted(format="geojson"), workspace, **act)
    write_records(inside, "geojson", tmp_path / "inside", workspace)
    finer, shown = points(tmp_path / "inside"), points(tmp_path / "map")
    places = workspace.vocabularies["place"]
    countries = {one.code for one in places.terms if one.parent is None}
    coarse = [one.code for one in places.terms if one.code in countries or one.parent in countries]
    provinces = {Wording(workspace.vocabularies).point(code) for code in coarse}
    assert shown <= provinces
    assert finer - provinces
    registry.wiring.close()


def test_single_people_are_on_no_public_map(told: Registry) -> None:
    wanted = Wanted(format="geojson", profile=Profile.PUBLIC)
    with pytest.raises(OnlyInside):
        export_records(find_snapshot(told.workspace, None), wanted, told.workspace, actor=told.owner, now=NOW)


def points(path: Path) -> set[tuple[float, float]]:
    """The latitude and longitude of every point of a map."""
    told = [one["geometry"] for one in json.loads(path.read_text(encoding="utf-8"))["features"]]
    return {(at["coordinates"][1], at["coordinates"][0]) for at in told if at is not None}
