"""Records of other programs come in as a partner's: all of them or none, and never in place of ours."""

import json
from pathlib import Path

import pytest

from lastseen.domain.errors import Refusal
from lastseen.exchange import uwazi
from lastseen.exchange.ftm import write_ftm
from lastseen.exchange.grid import Wording
from lastseen.exchange.uwazi import write_uwazi
from lastseen.operations.importing import From, RecordsReport, import_records
from lastseen.operations.partners_told import told_by_partners
from lastseen.operations.users import rights_of
from lastseen.storage.ledger import position
from lastseen.storage.reading import agreed_accounts, consents, sources
from tests.conftest import NOW, Registry
from tests.exchange.formats.records import FULL, WORDING

SOUTH = From(format="uwazi", partner="South", purposes=("internal-analysis",))


def take(registry: Registry, path: Path, coming: From = SOUTH, *, dry_run: bool = False) -> RecordsReport:
    return import_records(path, coming, registry.workspace, dry_run=dry_run, actor=registry.owner, now=NOW)


def test_what_one_registry_exports_another_takes_in(registry: Registry, tmp_path: Path) -> None:
    write_uwazi(FULL, WORDING, tmp_path / "out")
    report = take(registry, tmp_path / "out")
    assert (report.accounts["new"], report.kept_out, report.troubles, report.unknown) == (len(FULL.accounts), 0, [], [])
    told = {(one.account.kind, one.account.external_id) for one in agreed_accounts()}
    assert told == {(one.kind, one.id) for one in FULL.accounts}
    assert {one.external_id for one in sources()} == {"South s1", "South s2"}
    assert {cell.purpose for cells in consents().values() for cell in cells} == {"internal-analysis"}
    again = take(registry, tmp_path / "out")
    assert (again.replayed, again.accounts) == (True, {})


def test_a_dry_run_says_the_same_and_leaves_nothing(registry: Registry, tmp_path: Path) -> None:
    write_uwazi(FULL, WORDING, tmp_path / "out")
    before = (registry.owner, position())
    tried = take(registry, tmp_path / "out", dry_run=True)
    assert ((registry.owner, position()), list(sources())) == (before, [])
    assert take(registry, tmp_path / "out").as_json() == {**tried.as_json(), "dry_run": False}


def test_nothing_of_a_damaged_collection_is_taken_in(registry: Registry, tmp_path: Path) -> None:
    write_uwazi(FULL, WORDING, tmp_path / "out")
    (tmp_path / "out" / "stage.csv").write_bytes("title,person\n고,은\n".encode("cp949"))
    with pytest.raises(Refusal):
        take(registry, tmp_path / "out")
    assert list(sources()) == []


def test_a_term_that_is_none_of_ours_is_kept_beside_the_account(registry: Registry, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("title,occupation\n고은별,Beekeeper of bees\n", encoding="utf-8")
    report = take(registry, tmp_path)
    assert report.unknown == ["occupation Beekeeper of bees"]
    (told,) = told_by_partners(rights_of(registry.owner))
    assert (told.partner, told.what, told.field, told.value) == (
        "South", "unknown-term", "occupation", "Beekeeper of bees",
    )  # fmt: skip


def test_what_a_partner_holds_to_be_one_person_is_theirs_to_say(registry: Registry, tmp_path: Path) -> None:
    write_ftm(FULL, WORDING, tmp_path / "out")
    report = take(registry, tmp_path / "out", From(format="ftm", partner="South"))
    assert (report.verdicts, report.entries, report.kept_out) == (1, 13, 0)
    (told,) = told_by_partners(rights_of(registry.owner))
    assert told.what == "person verdict"
    assert all(cells == () for cells in consents().values())


def test_an_event_that_another_document_tells_of_a_person_is_taken_in(registry: Registry, tmp_path: Path) -> None:
    told = [
        {"id": "p", "schema": "Person", "properties": {"name": ["고은별"], "proof": ["d1"]}},
        {"id": "e", "schema": "Event", "properties": {"name": ["Arrest"], "involved": ["p"], "proof": ["d2"]}},
    ]
    (tmp_path / "in").write_text("\n".join(map(json.dumps, told)), encoding="utf-8")
    report = take(registry, tmp_path / "in", From(format="ftm", partner="South"))
    assert (report.accounts["new"], report.sources, report.verdicts, report.kept_out) == (3, 2, 1, 0)
    assert {(one.account.kind, one.account.external_id) for one in agreed_accounts()} == {
        ("person", "p"), ("person", "p (d2)"), ("stage", "e"),
    }  # fmt: skip


def test_what_collections_call_things_are_fields_of_accounts() -> None:
    known = uwazi.known_names()
    assert {name for kind, names in known["columns"].items() if kind != "all" for name in names} <= {
        name for one in FULL.accounts for name in one.said
    }
    assert Wording(WORDING.vocabularies).code("sex", "여성") == "female"
