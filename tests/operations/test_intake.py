"""Importing files into a registry: what is written, what is told, and that nothing else is. All people are invented."""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from openpyxl import Workbook

from lastseen.domain.accounts import Account, PersonAccount, StageAccount
from lastseen.domain.answers import first, values
from lastseen.domain.errors import Refusal
from lastseen.exchange.mapping.model import MalformedMapping
from lastseen.exchange.mapping.reading import parse_mapping, read_mapping
from lastseen.operations.intake import import_files
from lastseen.operations.intake_report import FieldChange, IntakeReport, RowCounts
from lastseen.operations.soundness import examine
from lastseen.storage.ledger import position, recording
from lastseen.storage.models import Entry, Revision
from lastseen.storage.reading import agreed_accounts, consents, passages, sources
from lastseen.storage.writing import CodedByAnother, put_consents
from tests.conftest import NOW, Registry

T = TypeVar("T")

MAPPING = """
id = "trial"
[absent]
unknown = ["NA"]
[source]
id = "list"
kind = "partner-record"
compartment = "general"
[[source.consent]]
purpose = "internal-analysis"
answer = "yes"

[[sheet]]
id = "{no}"
[[sheet.person]]
role = "victim"
names = { text = "{name}", script = "Hang" }
sex = "{sex}"
birth = "{born}"
[[sheet.stage]]
person = "{no}"
stage = "arrest"
start = "{taken}"
end = "{until}"
[[sheet.finding]]
when = { column = "finding", filled = true }
person = "{no}"
outcome = "{finding}"
standard = "credible"
reason = "As the partner found."
"""
HEAD = MAPPING.partition("[[sheet]]")[0]
COLUMNS = "no,name,sex,born,taken,until,finding\n"
THREE = "1,리순옥,여자,1974,2011-05,,enforced-disappearance\n2,박철,남자,,2012,,\n3,한별,NA,,,,\n"


def trial(registry: Registry, folder: Path, rows: str, *, dry_run: bool = False, text: str = MAPPING) -> IntakeReport:
    path = folder / "people.csv"
    path.write_text(COLUMNS + rows, encoding="utf-8")
    return run(registry, [path], dry_run=dry_run, text=text)


def run(registry: Registry, paths: Sequence[Path], *, dry_run: bool = False, text: str = MAPPING) -> IntakeReport:
    mapping = parse_mapping(tomllib.loads(text), "trial.toml")
    return import_files(paths, mapping, registry.workspace, dry_run=dry_run, actor=registry.owner, now=NOW)


def held() -> dict[tuple[str, str], Account]:
    return {(n.account.kind, n.account.external_id): n.account for n in agreed_accounts()}


def everything() -> tuple[object, ...]:
    """All that the registry holds, to see whether it is as it was."""
    return position(), list(agreed_accounts()), sources(), list(passages()), consents(), Revision.objects.count()


def test_an_import_writes_what_each_row_says_in_one_entry_of_the_ledger(registry: Registry, tmp_path: Path) -> None:
    registry.workspace  # noqa: B018  # opens the registry
    before = position()
    report = trial(registry, tmp_path, THREE)
    assert report.rows == RowCounts(new=3, changed=0, same=0, refused=0)
    assert (report.problems, report.inconsistencies) == ([], [])
    assert position() == before + 1
    assert all(check.sound for check in examine(registry.workspace))
    entry = Entry.objects.order_by("-number")[0]
    assert (entry.operation, entry.summary["person.sex"], entry.summary["finding.outcome"]) == ("import", 3, 1)
    accounts = held()
    assert sorted(accounts) == [("person", "1"), ("person", "2"), ("person", "3"), ("stage", "1"), ("stage", "2")]
    person, stage = accounts["person", "1"], accounts["stage", "1"]
    assert isinstance(person, PersonAccount)
    assert isinstance(stage, StageAccount)
    assert first(person.names).text == "리순옥"  # type: ignore[union-attr]  # a missing name fails the test
    assert values(stage.person) == (person.id,)


def test_the_same_file_again_changes_nothing_and_leaves_no_entry(registry: Registry, tmp_path: Path) -> None:
    trial(registry, tmp_path, THREE)
    before = everything()
    report = trial(registry, tmp_path, THREE)
    assert report.rows == RowCounts(new=0, changed=0, same=3, refused=0)
    assert everything() == before


def test_rows_that_moved_and_columns_that_came_in_change_nothing(registry: Registry, tmp_path: Path) -> None:
    trial(registry, tmp_path, THREE)
    path = tmp_path / "other name.csv"
    lines = [",".join(reversed(line.split(","))) for line in (COLUMNS + THREE).splitlines()]
    path.write_text("\n".join([f"new,{lines[0]}", *(f"x,{line}" for line in reversed(lines[1:]))]), encoding="utf-8")
    assert run(registry, [path]).rows == RowCounts(new=0, changed=0, same=3, refused=0)


def test_a_row_that_says_something_else_is_changed_and_what_it_said_is_kept(registry: Registry, tmp_path: Path) -> None:
    trial(registry, tmp_path, THREE)
    report = trial(registry, tmp_path, THREE.replace("1974", "1975") + "4,고은별,여자,,,,\n")
    assert report.rows == RowCounts(new=1, changed=1, same=2, refused=0)
    person = held()["person", "1"]
    assert isinstance(person, PersonAccount)
    assert first(person.birth).told == "1975"  # type: ignore[union-attr]  # a missing date fails the test
    assert Revision.objects.filter(account_id=person.id, current=False).count() == 1


def test_a_changed_finding_is_a_changed_row(registry: Registry, tmp_path: Path) -> None:
    trial(registry, tmp_path, THREE)
    report = trial(registry, tmp_path, THREE.replace("enforced-disappearance", "ended"))
    assert report.rows == RowCounts(new=0, changed=1, same=2, refused=0)


def test_a_dry_run_tells_what_would_change_and_changes_nothing(registry: Registry, tmp_path: Path) -> None:
    trial(registry, tmp_path, THREE)
    before = everything()
    changed = THREE.replace("1974", "1975").replace("리순옥", "리순복") + "4,고은별,여자,,,,\n"
    report = trial(registry, tmp_path, changed, dry_run=True)
    assert report.rows == RowCounts(new=1, changed=1, same=2, refused=0)
    assert [(c.place.row, c.kind, c.id, c.outcome, c.fields) for c in report.changes] == [
        (
            2,
            "person",
            "1",
            "changed",
            (
                FieldChange(
                    name="birth",
                    old=('["1974-01-01", "1974-12-31", "1974"]',),
                    new=('["1975-01-01", "1975-12-31", "1975"]',),
                    told="1974 → 1975",
                ),
                FieldChange(name="names", withheld=True),
            ),
        ),
        (5, "person", "4", "new", ()),
    ]
    assert "리순" not in str(report.as_json())
    assert everything() == before


def test_a_dry_run_of_a_first_import_leaves_the_registry_empty(registry: Registry, tmp_path: Path) -> None:
    registry.workspace  # noqa: B018  # opens the registry
    before = everything()
    assert trial(registry, tmp_path, THREE, dry_run=True).rows.new == 3
    assert everything() == before


def test_a_bad_row_never_loses_the_good_ones(registry: Registry, tmp_path: Path) -> None:
    report = trial(registry, tmp_path, THREE + "5,류진,femal,,,,\n6,류현,여자,,1999-02-29,,\n")
    assert report.rows == RowCounts(new=3, changed=0, same=0, refused=2)
    assert report.as_json()["problems"] == [
        {
            "file": "people.csv",
            "sheet": "people",
            "row": 5,
            "column": "sex",
            "code": "vocabulary.unknown-term",
            "value": "femal",
            "hint": "Near to it: female (Female), male (Male). "
            "Or say in [terms.sex] of the mapping which term is meant.",
        },
        {
            "file": "people.csv",
            "sheet": "people",
            "row": 6,
            "column": "taken",
            "code": "dates.no-such-day",
            "value": "1999-02-29",
            "hint": report.problems[1].hint,
        },
    ]
    assert report.as_json()["rows"] == {"read": 5, "new": 3, "changed": 0, "same": 0, "refused": 2}


def test_what_is_implausible_is_written_as_told_and_reported(registry: Registry, tmp_path: Path) -> None:
    report = trial(registry, tmp_path, "1,리순옥,여자,1974,2011-05,2010,\n")
    assert report.rows == RowCounts(new=1, changed=0, same=0, refused=0)
    assert report.as_json()["inconsistencies"] == [
        {"file": "people.csv", "sheet": "people", "row": 2, "rule": "ends-before-start", "accounts": ["stage 1"]}
    ]
    stage = held()["stage", "1"]
    assert isinstance(stage, StageAccount)
    assert [(d.earliest, d.told) for d in values(stage.end)] == [(date(2010, 1, 1), "2010")]


def test_a_crash_half_way_leaves_the_registry_as_it_was(registry: Registry, tmp_path: Path) -> None:
    trial(registry, tmp_path, THREE)
    before = everything()

    def breaking(items: Iterable[T], label: str, total: int | None = None) -> Iterator[T]:
        del label, total
        for number, item in enumerate(items):
            if number == 2200:
                raise KeyboardInterrupt
            yield item

    rows = "".join(f"{no},리{no},여자,,2011,,\n" for no in range(10, 2410))
    path = tmp_path / "many.csv"
    path.write_text(COLUMNS + rows, encoding="utf-8")
    mapping = parse_mapping(tomllib.loads(MAPPING), "trial.toml")
    workspace = replace(registry.workspace, watch=breaking)
    with pytest.raises(KeyboardInterrupt):
        import_files([path], mapping, workspace, dry_run=False, actor=registry.owner, now=NOW)
    assert everything() == before


def test_rows_beyond_one_batch_are_all_accounted_for(registry: Registry, tmp_path: Path) -> None:
    lines = [f"{no},리{no},{'femal' if no % 100 == 0 else '여자'},,2011,," for no in range(1, 2301)]
    report = trial(registry, tmp_path, "\n".join(lines) + "\n")
    assert report.rows == RowCounts(new=2277, changed=0, same=0, refused=23)
    assert len([key for key in held() if key[0] == "stage"]) == 2277


def test_a_later_file_may_add_to_people_who_are_there(registry: Registry, tmp_path: Path) -> None:
    trial(registry, tmp_path, THREE)
    text = (
        MAPPING.split("[[sheet]]", 1)[0] + '[[sheet]]\nid = "{no}"\n[[sheet.fate]]\nperson = "{no}"\nstatus = "{x}"\n'
    )
    path = tmp_path / "fates.csv"
    path.write_text("no,x\n1,dead\n9,dead\n", encoding="utf-8")
    report = run(registry, [path], text=text)
    assert report.rows == RowCounts(new=1, changed=0, same=0, refused=1)
    assert [(p.place.row, p.code, p.value) for p in report.problems] == [(3, "intake.refers-to-nothing", "9")]


def test_people_who_refer_to_each_other_come_in_together(registry: Registry, tmp_path: Path) -> None:
    relation = '[[sheet.relation]]\nperson = "{no}"\nother = "{kin}"\nrelation = "spouse"\n'
    text = HEAD + '[[sheet]]\nid = "{no}"\n[[sheet.person]]\n' + relation
    path = tmp_path / "kin.csv"
    rows = "".join(f"{no},{no + 1 if no % 2 else no - 1}\n" for no in range(1, 601))
    path.write_text("no,kin\n" + rows, encoding="utf-8")
    assert run(registry, [path], text=text).rows == RowCounts(new=600, changed=0, same=0, refused=0)


def test_a_source_coded_by_somebody_else_is_not_coded_over(registry: Registry, tmp_path: Path) -> None:
    trial(registry, tmp_path, THREE)
    before = everything()
    with pytest.raises(CodedByAnother, match="import:trial"):
        trial(registry, tmp_path, THREE, text=MAPPING.replace('id = "trial"', 'id = "another"'))
    assert everything() == before


def test_a_consent_that_was_withdrawn_stays_withdrawn(registry: Registry, tmp_path: Path) -> None:
    trial(registry, tmp_path, THREE)
    ((source, (given,)),) = consents().items()
    withdrawn = replace(given, withdrawn=date(2024, 1, 1))
    with recording(registry.owner, "withdraw", NOW) as pen:
        put_consents(pen, [withdrawn])
    trial(registry, tmp_path, THREE + "4,고은별,여자,,,,\n")
    assert consents() == {source: (withdrawn,)}


# ---- a workbook with everything wrong with it ----------------------------------------------------------------------


def broken(tmp_path: Path) -> Path:
    """A workbook in which every row but the last has its own fault."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "People"
    for row in (
        COLUMNS.strip().split(","),
        [1, "리순옥", "여자", "1974", 40894, None, None],
        [2, "박철", "남자", "74.3.5", None, None, None],
        [3, "한별", "여자", None, "1999-02-29", None, None],
        [4, "고은별", "여자", None, None, None, None],
        [5, "류진", "여자", None, None, None, None],
        [5, "류현", "여자", None, None, None, None],
        [None, "최봄", "여자", None, None, None, None],
        [8, "문설", "여자", "=1970+4", None, None, None],
        [9, "노을", "a woman", None, None, None, None],
        [10, "차란", "여자", "#N/A", None, None, None],
        [11, "심연", "여자", date(1974, 3, 5), date(2011, 5, 3), None, None],
    ):
        sheet.append(row)
    sheet.merge_cells("B5:C5")
    path = tmp_path / "broken.xlsx"
    book.save(path)
    return path


def test_every_fault_of_a_broken_workbook_has_its_place_code_and_hint(registry: Registry, tmp_path: Path) -> None:
    report = run(registry, [broken(tmp_path)])
    assert report.rows == RowCounts(new=2, changed=0, same=0, refused=9)
    assert [(p.place.row, p.column, p.code) for p in report.problems] == [
        (2, "taken", "intake.serial-date"),
        (3, "born", "dates.two-digit-year"),
        (4, "taken", "dates.no-such-day"),
        (5, "", "table.merged-cells"),
        (7, "", "intake.duplicate-id"),
        (8, "no", "intake.no-id"),
        (9, "born", "table.formula"),
        (10, "sex", "vocabulary.unknown-term"),
        (11, "born", "table.error-value"),
    ]
    assert all(p.hint and (p.place.file, p.place.sheet) == ("broken.xlsx", "People") for p in report.problems)
    assert "2011-12-17" in report.problems[0].hint
    assert sorted(key for key in held() if key[0] == "person") == [("person", "11"), ("person", "5")]


def _csv(name: str, data: bytes) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(data)
        return path

    return write


_GOOD = (COLUMNS + THREE).encode()


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (_csv("a.csv", (COLUMNS + THREE).encode("cp949")), "table.encoding"),
        (_csv("a.csv", (COLUMNS + THREE).encode("utf-16")), "table.encoding"),
        (_csv("a.csv", COLUMNS.encode()), "table.no-rows"),
        (_csv("a.csv", b""), "table.no-rows"),
        (_csv("a.csv", _GOOD.replace(b"born", b"name")), "table.duplicate-column"),
        (_csv("a.csv", _GOOD.replace(b"born", b"birthday")), "table.missing-column"),
        (_csv("a.csv", _GOOD + b'4,"unfinished\n5,x,,,,,\n'), "table.damaged"),
        (_csv("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), "table.unknown-type"),
        (_csv("a.xlsx", b"PK\x03\x04" + bytes(600)), "table.damaged"),
        (lambda folder: folder / "nowhere.csv", "table.no-file"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole_and_leaves_everything_as_it_was(
    registry: Registry, tmp_path: Path, file: Callable[[Path], Path], code: str
) -> None:
    trial(registry, tmp_path, THREE)
    before = everything()
    with pytest.raises(Refusal) as refused:
        run(registry, [file(tmp_path)])
    assert refused.value.code == code
    assert refused.value.mend
    assert everything() == before


def test_a_broken_mapping_is_refused_with_its_line_and_leaves_everything_as_it_was(
    registry: Registry, tmp_path: Path
) -> None:
    registry.workspace  # noqa: B018  # opens the registry
    before = everything()
    path = tmp_path / "broken.toml"
    path.write_text(MAPPING.replace('sex = "{sex}"', 'sex = "{sex}'), encoding="utf-8")
    with pytest.raises(MalformedMapping, match=r"broken\.toml.*line 18") as refused:
        read_mapping(path)
    assert refused.value.mend
    assert everything() == before
