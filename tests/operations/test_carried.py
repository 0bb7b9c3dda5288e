"""What one registry writes for another program a second one reads: every value is there but those the format loses."""

import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lastseen.domain.accounts import ACCOUNT_TYPES, ValueKind, specs
from lastseen.exchange import ftm, kobo, uwazi
from lastseen.exchange.bundles.contents import Contents, SentAccount, SentSource, SentVerdict
from lastseen.exchange.grid import Loss
from lastseen.operations.exporting import Wanted, export_records, write_records
from lastseen.operations.importing import From, import_records
from lastseen.operations.snapshots import find_snapshot, take_snapshot
from lastseen.storage.partners import their_verdicts
from lastseen.storage.reading import agreed_accounts, sources
from tests.conftest import NOW, Registry
from tests.exchange.formats import collection
from tests.exchange.formats.records import lost
from tests.exchanging import opened

FORMATS = [
    pytest.param("ftm", ".", ftm.LOSSES, id="ftm"),
    pytest.param("uwazi", ".", uwazi.LOSSES, id="uwazi"),
    pytest.param("kobo", "submissions.xlsx", kobo.LOSSES, id="kobo"),
]


def records(registry: Registry, out: Path | None, format_: str) -> Contents:
    """The records of everybody in a registry; written as well where that is asked for."""
    snapshot, workspace = find_snapshot(registry.workspace, None), registry.workspace
    released = export_records(snapshot, Wanted(format=format_), workspace, actor=registry.owner, now=NOW)
    if out is not None:
        write_records(released, format_, out, workspace)
    return released.content


def as_sent(contents: Contents, kinds: dict[str, str]) -> Contents:
    """Records of the open registry under the ids their sender gave them, with the verdicts that came along."""
    ids = {str(one.account.id): one.account.external_id for one in agreed_accounts()}
    names = {str(one.id): one.external_id.removeprefix("North ") for one in sources()}
    verdicts = tuple(
        SentVerdict(kind=one.kind, left=ids[str(one.left)], right=ids[str(one.right)], answer=one.answer)
        for _, one in their_verdicts()
    )
    accounts = tuple(
        SentAccount(
            id=ids[one.id], source=names[one.source], kind=one.kind, said=_pointing(one, ids), quotes=one.quotes
        )
        for one in contents.accounts
    )
    there = tuple(SentSource(id=n, kind=kinds[n], origin=n) for one in contents.sources if (n := names[one.id]))
    return Contents(head=contents.head, sources=there, accounts=accounts, verdicts=verdicts)


def _pointing(one: SentAccount, ids: dict[str, str]) -> Any:
    known = specs(ACCOUNT_TYPES[one.kind])
    return {
        name: tuple({"v": ids[v["v"]]} if known[name].kind is ValueKind.ACCOUNT and "v" in v else v for v in values)
        for name, values in one.said.items()
    }


def wordless(contents: Contents) -> Contents:
    """Records with the days of dates, and without the words they were told in."""
    return replace(contents, accounts=tuple(map(_wordless, contents.accounts)))


def _wordless(one: SentAccount) -> SentAccount:
    known = specs(ACCOUNT_TYPES[one.kind])
    said = {
        name: tuple({"v": [*v["v"][:2], ""]} if known[name].kind is ValueKind.DATE and "v" in v else v for v in values)
        for name, values in one.said.items()
    }
    return replace(one, said=said)


@pytest.fixture
def south_folder(empty_registry: Path, tmp_path: Path) -> Path:
    """The folder of a registry in which nothing has happened."""
    return Path(shutil.copytree(empty_registry, tmp_path / "south"))


@pytest.mark.parametrize(("format_", "name", "losses"), FORMATS)
def test_of_the_demo_every_value_comes_back_but_those_listed(
    demo: Path, south_folder: Path, format_: str, name: str, losses: Sequence[Loss]
) -> None:
    tmp_path, north = demo.parent, opened(demo / "registry")
    before = records(north, tmp_path / "out", format_)
    north.wiring.close()
    south = opened(south_folder)
    coming = From(format=format_, partner="North", purposes=("internal-analysis",))
    act: dict[str, Any] = {"actor": south.owner, "now": NOW}
    report = import_records(tmp_path / "out" / name, coming, south.workspace, dry_run=False, **act)
    assert (report.kept_out, report.troubles, report.unknown) == (0, [], [])
    take_snapshot(south.workspace, **act)
    after = as_sent(records(south, None, format_), {one.id: one.kind for one in before.sources})
    listed = {loss.what for loss in losses}
    words = {loss.what for loss in losses if "the words" in loss.why}
    assert lost(before, after) <= listed
    assert lost(wordless(before), wordless(after)) <= listed - words
    south.wiring.close()


@pytest.mark.parametrize("write", [collection.in_files, collection.in_one])
def test_a_collection_of_others_is_here_with_its_relations_value_by_value(
    south_folder: Path, tmp_path: Path, write: Callable[[Path], Path]
) -> None:
    folder, south = write(tmp_path / "collection"), opened(south_folder)
    coming = From(format="uwazi", partner="North", purposes=("internal-analysis",))
    act: dict[str, Any] = {"actor": south.owner, "now": NOW}
    report = import_records(folder, coming, south.workspace, dry_run=False, **act)
    assert sorted((one.code, one.value) for one in report.troubles) == sorted(collection.TROUBLES)
    assert (report.entries, report.kept_out, report.unknown) == (10, 2, [])
    take_snapshot(south.workspace, **act)
    found = wordless(as_sent(records(south, None, "uwazi"), dict.fromkeys(["A letter", "collection"], "")))
    told = {(one.kind, re.sub(r" \(.*, row \d+\)", " (again)", one.id)): one for one in found.accounts}
    assert {
        key: {name: [value["v"] for value in values] for name, values in one.said.items()} for key, one in told.items()
    } == collection.ACCOUNTS
    others = {"Han Saebyeok", "Nam Garam", "Nam Garam (again)", "The night of 5 March (Han Saebyeok)"}
    assert {id_ for (_, id_), one in told.items() if one.source == "collection"} == others
    assert [(one.left, one.right) for one in found.verdicts] == [("Han Saebyeok", "Han Saebyeok (A letter)")]
    south.wiring.close()
