"""What is wrong with a file of another program is told with a place and a code, or keeps it out. All invented."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from followthemoney import model
from openpyxl import Workbook

from lastseen.domain.errors import Refusal
from lastseen.exchange.bundles.contents import Contents
from lastseen.exchange.ftm import read_ftm, write_ftm
from lastseen.exchange.grid import Taken
from lastseen.exchange.kobo import read_kobo, tables
from lastseen.exchange.uwazi import read_uwazi
from tests.exchange.formats.records import FULL, WORDING

PEOPLE = "title,sex__en,sex__ko\n고은별,Female,여성\n한새벽,Male,남성\n"


def codes(taken: Taken) -> list[tuple[str, str]]:
    return [(one.code, one.value) for one in taken.troubles]


def kinds(contents: Contents) -> list[tuple[str, str]]:
    return [(one.kind, one.id) for one in contents.accounts]


def entity(schema: str, id_: str, **properties: list[str]) -> str:
    return json.dumps({"id": id_, "schema": schema, "properties": properties}, ensure_ascii=False)


def test_lines_are_valid_entities(tmp_path: Path) -> None:
    write_ftm(FULL, WORDING, tmp_path / "out")
    for line in (tmp_path / "out").read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        schema = model.get(told["schema"])
        assert schema is not None
        assert schema.validate({"properties": told["properties"]}) is None
        proxy = model.get_proxy(told, cleaned=False)
        cleaned = model.get_proxy(told, cleaned=True)
        assert proxy.to_dict()["properties"] == told["properties"]
        assert {name for name, _ in cleaned.itervalues()} == {name for name, _ in proxy.itervalues()}


LINES = [
    ("unknown schema", [entity("Vessel", "v")], [("ftm.unknown-schema", "Vessel")], 1),
    ("a tie to nobody", [entity("Person", "p", name=["고은별"]), entity("Family", "f", person=["p"], relative=["q"])],
     [("ftm.points-nowhere", "p, q")], 1),
    ("an event of nobody", [entity("Event", "e", name=["Arrest"])], [("ftm.event-of-nobody", "stage")], 1),
    ("one id twice", [entity("Person", "p", name=["고은별"]), entity("Person", "p", gender=["female"])], [], 0),
    ("one id, two schemata", [entity("Person", "p", name=["고은별"]), entity("Address", "p")],
     [("ftm.one-id-two-schemata", "Address")], 1),
    ("each of kin to the other", [entity("Person", "p", name=["고은별"]), entity("Person", "q", name=["한새벽"]),
     entity("Family", "f", person=["p"], relative=["q"]), entity("Family", "g", person=["q"], relative=["p"])], [], 0),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "troubles", "out"), [case[1:] for case in LINES], ids=[case[0] for case in LINES])
def test_every_entity_is_accounted_for(
    tmp_path: Path, lines: Sequence[str], troubles: Sequence[tuple[str, str]], out: int
) -> None:
    (tmp_path / "in").write_text("\n".join(lines), encoding="utf-8-sig")
    taken = read_ftm(tmp_path / "in", WORDING)
    assert (codes(taken), taken.kept_out, taken.entries) == (list(troubles), out, len(lines))


WRONG = [b"{", b'{"id": 1, "schema": "Person"}', b'{"id": "p", "schema": ["Person"]}', b"[]", "고".encode("cp949"),
         b'{"id": "p", "schema": "Person", "properties": {"name": "one"}}']  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_no_file_of_entities_is_refused_whole(tmp_path: Path, wrong: bytes) -> None:
    (tmp_path / "in").write_bytes(wrong)
    with pytest.raises(Refusal) as refused:
        read_ftm(tmp_path / "in", WORDING)
    assert refused.value.code == "records.cannot-read"


WORDS = "one line\u2028and\x85another"
"""Ends of a line to Python, and not to JSON."""


def test_words_are_kept_whatever_ends_a_line_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "in").write_text(entity("Person", "p", notes=[WORDS]), encoding="utf-8")
    (told,) = read_ftm(tmp_path / "in", WORDING).contents.accounts
    assert told.said == {"remark": ({"v": WORDS},)}


DAYS = [
    ("1998", "1998-01-01", "1998-12-31"),
    ("1998-2", "1998-02-01", "1998-02-28"),
    ("1998-02-03T09:00", "1998-02-03", "1998-02-03"),
    ("1998-", None, None),
    ("1998-02-30", None, None),
    ("spring", None, None),
]


@pytest.mark.parametrize(("told", "first", "last"), DAYS)
def test_a_day_is_as_wide_as_it_is_told(tmp_path: Path, told: str, first: str | None, last: str | None) -> None:
    (tmp_path / "in").write_text(entity("Person", "p", birthDate=[told]), encoding="utf-8")
    (person,) = read_ftm(tmp_path / "in", WORDING).contents.accounts
    assert person.said == ({} if first is None else {"birth": ({"v": [first, last, ""]},)})


COLLECTIONS = [
    ("labels in two languages are one code", {"people.csv": PEOPLE}, [], 2, 0),
    ("two languages that differ", {"people.csv": PEOPLE.replace("여성", "남성")},
     [("uwazi.languages-differ", "Female / 남성")], 2, 0),
    ("a title that stands twice", {"people.csv": PEOPLE + "고은별,Female,\n", "relations.csv":
     "title,person,other,relation\nt,고은별,한새벽,Sibling\n"},
     [("uwazi.duplicate-title", "고은별"), ("uwazi.duplicate-title", "고은별"),
      ("records.nobody-called", "고은별"), ("records.of-nobody", "t")], 3, 1),
    ("a template nobody knows", {"people.csv": PEOPLE, "recipes.csv": "title\nsoup\n"},
     [("uwazi.unknown-template", "recipes")], 2, 1),
    ("a column nobody knows", {"people.csv": "title,shoe size\n고은별,40\n"},
     [("uwazi.column-not-read", "shoe size")], 1, 0),
    ("a thesaurus with words of its own", {"people.csv": "title,sex\n고은별,F\n", "thesauri/sex.csv":
     "English,Short\nFemale,F\n"}, [], 1, 0),
    ("no title", {"people.csv": "title,sex\n,Female\n고은별,Female\n"}, [("uwazi.no-title", "people")], 1, 1),
    ("events and who they happened to", {"victims.csv": PEOPLE, "incidents.csv":
     "title,victim,type,date,place\nTaken,고은별,Arrest,1998,Pyongyang\n"}, [], 3, 0),
]  # fmt: skip


@pytest.mark.parametrize(
    ("tables", "troubles", "accounts", "out"), [c[1:] for c in COLLECTIONS], ids=[c[0] for c in COLLECTIONS]
)
def test_a_collection_of_others_is_read_as_they_call_things(
    tmp_path: Path, tables: Mapping[str, str], troubles: Sequence[tuple[str, str]], accounts: int, out: int
) -> None:
    for name, text in tables.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8-sig")
    taken = read_uwazi(tmp_path, WORDING)
    assert (codes(taken), len(taken.contents.accounts), taken.kept_out) == (list(troubles), accounts, out)
    assert {one.said["sex"][0]["v"] for one in taken.contents.accounts if "sex" in one.said} <= {"female", "male"}


def test_a_trouble_in_a_collection_names_file_row_and_column(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("title,age\n고은별,old\n", encoding="utf-8")
    (trouble,) = read_uwazi(tmp_path, WORDING).troubles
    assert (trouble.place, trouble.value) == ("people.csv, row 2, column age", "old")


Sheets = Mapping[str, Sequence[Sequence[object]]]


def workbook(path: Path, sheets: Sheets) -> Path:
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


MAIN: Sequence[Sequence[object]] = [["source", "_index"], ["I-01", 1], ["I-02", 2]]
PERSON: Sequence[object] = ["group/name", "group/sex", "_index", "_parent_index"]


def test_repeats_of_a_submission_are_its_own(tmp_path: Path) -> None:
    rows: Sequence[Sequence[object]] = [PERSON, ["p1", "Female", 1, 1], ["p1", "남성", 2, 2]]
    sheets: Sheets = {"main": MAIN, "person": rows, "photos": [["_index"], [1]]}
    taken = read_kobo(workbook(tmp_path / "in.xlsx", sheets), WORDING)
    told = [(one.source, one.id, one.said["sex"][0]["v"]) for one in taken.contents.accounts]
    assert told == [("I-01", "I-01 person p1", "female"), ("I-02", "I-02 person p1", "male")]
    assert (codes(taken), taken.entries, taken.kept_out) == ([("kobo.unknown-repeat", "photos")], 5, 1)


def test_submissions_in_json_hold_what_a_workbook_does(tmp_path: Path) -> None:
    told = [
        {"_id": 7, "source": "I-01", "_attachments": [{"filename": "a"}],
         "about/person": [{"about/person/name": "p1", "about/person/sex": "Female"}]},
        {"_id": 9, "source": "I-02", "person": [{"person/name": "p1", "person/sex": "남성"}],
         "photos": [{"photos/n": 1}]},
    ]  # fmt: skip
    for answer in (told, {"count": 2, "results": told}):
        (tmp_path / "in.json").write_text(json.dumps(answer), encoding="utf-8")
        taken = read_kobo(tmp_path / "in.json", WORDING)
        said = [(one.source, one.id, one.said["sex"][0]["v"]) for one in taken.contents.accounts]
        assert said == [("I-01", "I-01 person p1", "female"), ("I-02", "I-02 person p1", "male")]
        assert (codes(taken), taken.entries, taken.kept_out) == ([("kobo.unknown-repeat", "photos")], 5, 1)


@pytest.mark.parametrize("wrong", ["{", "7", "[1]", "[]", '{"detail": "no"}'])
def test_json_that_holds_no_submissions_is_refused_whole(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "in.json").write_text(wrong, encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        read_kobo(tmp_path / "in.json", WORDING)
    assert refused.value.code == "records.cannot-read"


FEW = 30
CUT = [
    ("as many rows as fit", {"main": [["_index"], *([n] for n in range(1, FEW + 1))]}),
    ("a gap", {"main": MAIN, "person": [PERSON, ["p1", "Female", 1, 1], ["p2", "Male", 3, 1]]}),
    ("a submission that is missing", {"main": MAIN, "person": [PERSON, ["p1", "Female", 1, 3]]}),
]


@pytest.mark.parametrize("sheets", [sheets for _, sheets in CUT], ids=[name for name, _ in CUT])
def test_an_export_that_was_cut_is_refused_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sheets: Sheets
) -> None:
    monkeypatch.setattr(tables, "CUT_AT", FEW)
    with pytest.raises(Refusal) as refused:
        read_kobo(workbook(tmp_path / "in.xlsx", sheets), WORDING)
    assert refused.value.code == "records.cut"


def test_one_row_less_than_fits_is_no_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert tables.CUT_AT == 30_000
    monkeypatch.setattr(tables, "CUT_AT", FEW)
    rows: Sequence[Sequence[object]] = [["_index"], *([n] for n in range(1, FEW))]
    assert read_kobo(workbook(tmp_path / "in.xlsx", {"main": rows}), WORDING).entries == FEW - 1
