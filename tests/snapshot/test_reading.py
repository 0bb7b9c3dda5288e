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
from lastseen.snapshot.manifest import Damaged, Manifest, NotASnapshot, read_manifest
from lastseen.snapshot.reading import NoSuchTable, Sealed, check_content
from lastseen.snapshot.schema import ANALYSIS, IDENTITY
from lastseen.snapshot.sealing import ERASED, Sources
from lastseen.snapshot.writing import NoSpace, Rows, write_snapshot
from tests.figures.builder import ORIGIN, Taken, Unsealed, rows, victim

PEOPLE = [victim("A", sex=["male"], age=(3, 5)), Taken(person="B", told={"s2": {"sex": ["female"]}, "s3": {}})]
NAMES = [("A.s1", "홍길동", "Hang", "", "own"), ("B.s2", "Invented Name", "Latn", "", "own")]
TITLES = [("s1", "I-01", "the first"), ("s2", "I-02", "the second")]
ERASED_TITLE = ("s2", ERASED, ERASED)
REASONS: list[tuple[object, ...]] = [
    ("A.s1", "sex", "male", "a photograph", [], ["s1"]),
    ("B.s2", "sex", "female", "both say so", [], ["s2", "s3"]),
]


class _Vault(Unsealed):
    """Turns every bit of a half of the bits around, and knows nothing any more of what was erased."""

    def __init__(self, *erased: str) -> None:
        self.erased = set(erased)

    def seal(self, data: bytes, context: str, of: Sources) -> bytes | None:
        place = "/".join((context, *of)).encode()
        return None if self.erased & set(of) else place + b"\0" + bytes(byte ^ 0x5A for byte in data)

    def unseal(self, data: bytes, context: str, of: Sources) -> bytes | None:
        wanted, _, sealed = data.partition(b"\0")
        assert wanted == "/".join((context, *of)).encode()
        return None if self.erased & set(of) else bytes(byte ^ 0x5A for byte in sealed)

    def digest(self, data: bytes, of: Sources) -> str | None:
        return None if self.erased & set(of) else super().digest(data, of)


VAULT = _Vault()


def _rows() -> Rows:
    return rows(PEOPLE, {"names": NAMES})


def _write(folder: Path, told: Rows | None = None) -> Manifest:
    return write_snapshot(folder, _rows() if told is None else told, ORIGIN, VAULT)


def test_what_was_written_is_read(tmp_path: Path) -> None:
    manifest = _write(tmp_path)
    snapshot = open_snapshot(tmp_path / manifest.name, VAULT)
    assert snapshot.manifest == manifest
    assert snapshot.table("persons").sort("person")["code"].to_list() == ["P-A", "P-B"]
    assert snapshot.identity("names")["text"].to_list() == ["홍길동", "Invented Name"]
    assert snapshot.manifest.rows["readings"] == 3
    check_content(snapshot)


def test_every_table_has_the_columns_and_types_of_the_schema(tmp_path: Path) -> None:
    snapshot = open_snapshot(tmp_path / _write(tmp_path).name, VAULT)
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
    snapshot = open_snapshot(tmp_path / _write(tmp_path).name, VAULT)
    for name in ANALYSIS:
        file = snapshot.folder / f"analysis/{name}.parquet"
        pl.read_parquet(file).write_parquet(file, compression="snappy", row_group_size=1)
    for name in IDENTITY:
        file = snapshot.folder / f"identity/{name}.parquet.sealed"
        snapshot.lying(name).reverse().write_parquet(file, compression="snappy", row_group_size=1)
    check_content(snapshot)
    file = snapshot.folder / "analysis/persons.parquet"
    pl.read_parquet(file).with_columns(code=pl.lit("P-X")).write_parquet(file)
    with pytest.raises(Damaged):
        check_content(snapshot)


def test_of_an_erased_source_everything_is_gone_but_what_is_counted(tmp_path: Path) -> None:
    """The content is as it was, of others all can be read, and what concerns two sources goes with either of them."""
    told = rows(PEOPLE, {"names": NAMES, "titles": TITLES, "reasons": REASONS})
    name = _write(tmp_path, told).name
    before, after = (open_snapshot(tmp_path / name, vault) for vault in (VAULT, _Vault("s2")))
    assert (before.identity("names").rows(), after.identity("names").rows()) == (NAMES, NAMES[:1])
    assert (before.identity("titles").rows(), after.identity("titles").rows()) == (TITLES, [TITLES[0], ERASED_TITLE])
    assert (before.identity("reasons").rows(), after.identity("reasons").rows()) == (REASONS, REASONS[:1])
    for table in ANALYSIS:
        assert after.table(table).equals(before.table(table))
    check_content(after)


def test_what_is_written_after_an_erasure_has_nothing_of_the_source(tmp_path: Path) -> None:
    told = rows(PEOPLE, {"names": NAMES, "titles": TITLES})
    manifest = write_snapshot(tmp_path, told, ORIGIN, _Vault("s2"))
    snapshot = open_snapshot(tmp_path / manifest.name, VAULT)
    assert snapshot.identity("names").rows() == NAMES[:1]
    assert snapshot.identity("titles").rows() == [TITLES[0], ERASED_TITLE]
    check_content(snapshot)


def test_the_same_content_on_the_same_day_is_the_same_snapshot(tmp_path: Path) -> None:
    first = _write(tmp_path)
    later = replace(ORIGIN, taken=ORIGIN.taken + timedelta(hours=2), ledger=9)
    assert write_snapshot(tmp_path, _rows(), later, Unsealed()) == first
    assert [path.name for path in tmp_path.iterdir()] == [first.name]
    open_snapshot(tmp_path / first.name)


def test_a_failure_while_writing_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: Path, data: bytes) -> None:
        raise OSError(28, f"No space left for {len(data)} bytes of {path}")

    monkeypatch.setattr("lastseen.snapshot.writing._save", broken)
    with pytest.raises(NoSpace) as refused:
        _write(tmp_path)
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
        (_newer, "its format is 99, this software reads 4"),
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
    assert "홍길동" in open_snapshot(folder, VAULT).identity("names")["text"].to_list()
    for file in folder.rglob("*"):
        if file.is_file():
            assert "홍길동".encode() not in file.read_bytes()
            assert b"Invented Name" not in file.read_bytes()


@pytest.mark.parametrize("ask", ["table", "lazy", "identity"])
def test_a_table_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path, ask: str) -> None:
    snapshot = open_snapshot(tmp_path / _write(tmp_path).name, VAULT)
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
