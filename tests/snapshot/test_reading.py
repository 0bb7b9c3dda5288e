"""Snapshots written and read: same content, same digest; a changed byte is refused; identities stay sealed."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from lastseen.domain.errors import Refusal
from lastseen.snapshot import open_snapshot
from lastseen.snapshot.digest import content_digest
from lastseen.snapshot.manifest import Damaged, Manifest, NotASnapshot, read_manifest
from lastseen.snapshot.reading import NoSuchTable, Sealed, check_content
from lastseen.snapshot.schema import ANALYSIS, IDENTITY
from lastseen.snapshot.writing import NoSpace, Rows, write_snapshot
from tests.figures.builder import ORIGIN, Taken, rows, victim

PEOPLE = [victim("A", sex=["male"], age=(3, 5)), Taken(person="B", told={"s2": {"sex": ["female"]}, "s3": {}})]
NAMES = [("A.s1", "홍길동", "Hang", "", "own"), ("B.s2", "Invented Name", "Latn", "", "own")]


def _seal(data: bytes, context: str) -> bytes:
    return context.encode() + b"\0" + bytes(byte ^ 0x5A for byte in data)


def _unseal(data: bytes, context: str) -> bytes:
    wanted, _, sealed = data.partition(b"\0")
    assert wanted == context.encode()
    return bytes(byte ^ 0x5A for byte in sealed)


def _rows() -> Rows:
    return rows(PEOPLE, {"names": NAMES})


def _write(folder: Path, told: Rows | None = None) -> Manifest:
    return write_snapshot(folder, _rows() if told is None else told, ORIGIN, _seal)


def test_what_was_written_is_read(tmp_path: Path) -> None:
    manifest = _write(tmp_path)
    snapshot = open_snapshot(tmp_path / manifest.name, _unseal)
    assert snapshot.manifest == manifest
    assert snapshot.table("persons").sort("person")["code"].to_list() == ["P-A", "P-B"]
    assert snapshot.identity("names")["text"].to_list() == ["홍길동", "Invented Name"]
    assert snapshot.manifest.rows["readings"] == 3
    check_content(snapshot)


def test_every_table_has_the_columns_and_types_of_the_schema(tmp_path: Path) -> None:
    snapshot = open_snapshot(tmp_path / _write(tmp_path).name, _unseal)
    for name, schema in ANALYSIS.items():
        assert dict(snapshot.table(name).schema) == dict(schema)
    for name, schema in IDENTITY.items():
        assert dict(snapshot.identity(name).schema) == dict(schema)


def test_the_order_of_rows_does_not_change_the_content_digest(tmp_path: Path) -> None:
    told = {name: list(table) for name, table in _rows().items()}
    first = _write(tmp_path / "a", told)
    for table in told.values():
        table.reverse()
    assert _write(tmp_path / "b", told).content == first.content


def test_any_changed_cell_changes_the_content_digest(tmp_path: Path) -> None:
    told = {name: list(table) for name, table in _rows().items()}
    first = _write(tmp_path / "a", told)
    told["names"] = [("A.s1", "홍길순", "Hang", "", "own"), NAMES[1]]
    assert _write(tmp_path / "b", told).content != first.content


def test_another_way_of_writing_the_file_does_not_change_the_content_digest(tmp_path: Path) -> None:
    snapshot = open_snapshot(tmp_path / _write(tmp_path).name, _unseal)
    tables = {name: snapshot.table(name) for name in ANALYSIS} | {name: snapshot.identity(name) for name in IDENTITY}
    for name, table in tables.items():
        file = tmp_path / f"{name}.parquet"
        table.write_parquet(file, compression="snappy", row_group_size=1)
        tables[name] = pl.read_parquet(file)
    assert content_digest(tables) == snapshot.manifest.content


def test_the_same_content_on_the_same_day_is_the_same_snapshot(tmp_path: Path) -> None:
    first = _write(tmp_path)
    later = replace(ORIGIN, taken=ORIGIN.taken + timedelta(hours=2), ledger=9)
    assert write_snapshot(tmp_path, _rows(), later, lambda data, _: b"sealed otherwise" + data) == first
    assert [path.name for path in tmp_path.iterdir()] == [first.name]
    open_snapshot(tmp_path / first.name)


def test_a_failure_while_writing_leaves_nothing_behind(tmp_path: Path) -> None:
    def broken(data: bytes, context: str) -> bytes:
        raise OSError(28, f"No space left for {len(data)} bytes of {context}")

    with pytest.raises(NoSpace) as refused:
        write_snapshot(tmp_path, _rows(), ORIGIN, broken)
    assert refused.value.code == "snapshot.no-space"
    assert list(tmp_path.iterdir()) == []


def test_one_changed_byte_in_any_file_is_refused(tmp_path: Path) -> None:
    manifest = _write(tmp_path)
    folder = tmp_path / manifest.name
    for name in manifest.files:
        file = folder / name
        whole = file.read_bytes()
        changed = bytearray(whole)
        changed[len(whole) // 2] ^= 1
        file.write_bytes(bytes(changed))
        with pytest.raises(Damaged) as refused:
            open_snapshot(folder)
        assert refused.value.code == "snapshot.damaged"
        file.write_bytes(whole)
    open_snapshot(folder)


def test_one_changed_figure_in_the_manifest_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / _write(tmp_path).name
    file = folder / "manifest.json"
    file.write_text(re.sub(r'"ledger": 7', '"ledger": 8', file.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(Damaged, match="was changed after the snapshot was taken"):
        open_snapshot(folder)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    folder = tmp_path / _write(tmp_path).name
    (folder / "analysis/stages.parquet").unlink()
    with pytest.raises(NotASnapshot, match=r"analysis/stages\.parquet is missing"):
        open_snapshot(folder)


def _newer(data: dict[str, object]) -> str:
    return json.dumps({**data, "format": 99, "what nobody knows yet": True})


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (_newer, "its format is 99, this software reads 3"),
        (lambda _: "{", "cannot be read"),
        (lambda _: "[]", "cannot be read"),
        (lambda _: "\ud800".encode("utf-8", "surrogatepass").decode("latin-1") + "{", "cannot be read"),
    ],
)
def test_a_manifest_that_cannot_be_used_is_refused(
    tmp_path: Path, change: Callable[[dict[str, object]], str], why: str
) -> None:
    folder = tmp_path / _write(tmp_path).name
    file = folder / "manifest.json"
    file.write_text(change(json.loads(file.read_text(encoding="utf-8"))), encoding="utf-8")
    with pytest.raises(NotASnapshot) as refused:
        read_manifest(folder)
    assert why in str(refused.value)


@pytest.mark.parametrize("place", [".", "nowhere", "file"])
def test_a_place_without_a_manifest_is_no_snapshot(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(NotASnapshot, match=r"it has no manifest\.json"):
        open_snapshot(tmp_path / place)


def test_names_cannot_be_read_without_the_key(tmp_path: Path) -> None:
    folder = tmp_path / _write(tmp_path).name
    with pytest.raises(Sealed):
        open_snapshot(folder).identity("names")
    assert "홍길동" in open_snapshot(folder, _unseal).identity("names")["text"].to_list()
    for file in folder.rglob("*"):
        if file.is_file():
            assert "홍길동".encode() not in file.read_bytes()
            assert b"Invented Name" not in file.read_bytes()


@pytest.mark.parametrize("ask", ["table", "lazy", "identity"])
def test_a_table_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path, ask: str) -> None:
    snapshot = open_snapshot(tmp_path / _write(tmp_path).name, _unseal)
    with pytest.raises(NoSuchTable) as refused:
        getattr(snapshot, ask)("secrets")
    assert isinstance(refused.value, Refusal)
    assert ("names" if ask == "identity" else "readings") in refused.value.mend


def test_duckdb_sees_every_table_with_its_types(tmp_path: Path) -> None:
    day = date(1997, 3, 1)
    told = rows([victim("A", sex=["male"], disappeared=(day, day))], {})
    with open_snapshot(tmp_path / _write(tmp_path, told).name).duckdb() as connection:
        names = {name for (name,) in connection.execute("SELECT view_name FROM duckdb_views()").fetchall()}
        answer = connection.execute("SELECT sex, typeof(sex), disappeared_low, typeof(disappeared_low) FROM readings")
        assert answer.fetchone() == (["male"], "VARCHAR[]", day, "DATE")
    assert set(ANALYSIS) <= names


@pytest.mark.parametrize("odd", ["it's [odd] {folder}", "도표 *", "100% ?"])
def test_a_folder_of_any_name_will_do(tmp_path: Path, odd: str) -> None:
    folder = tmp_path / odd
    snapshot = open_snapshot(folder / _write(folder).name)
    assert snapshot.table("persons").height == 2
    with snapshot.duckdb() as connection:
        assert connection.execute("SELECT count(*) FROM persons").fetchone() == (2,)


def test_labels_come_in_the_language_asked_for_else_in_english_else_as_the_code(tmp_path: Path) -> None:
    snapshot = open_snapshot(tmp_path / _write(tmp_path).name)
    assert snapshot.label("sex", "male", "ko") == "남성"
    assert snapshot.label("sex", "male", "fr") == "Male"
    assert snapshot.label("sex", "mole", "ko") == "mole"
    assert snapshot.manifest.day == "2024-11-01"
