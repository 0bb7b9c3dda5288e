"""Submissions as Kobo and ODK really export them: one record, whatever the file. All invented."""

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lastseen.domain.coding import Ids
from lastseen.domain.errors import Refusal
from lastseen.exchange.bundles.recoding import Reception, recode
from lastseen.exchange.grid import Taken
from lastseen.exchange.kobo import read_kobo, tables
from tests.conftest import REGISTRY_ID
from tests.exchange.formats.records import VOCABULARIES, WORDING
from tests.exchange.formats.test_bad_input import codes, workbook

Row = Mapping[str, str]
Sheets = Mapping[str, Sequence[Row]]

SUBMISSIONS: Sequence[Row] = [
    {"start": "2024-03-05T09:00:00", "source": "I-01", "_uuid": "u1", "_index": "1"},
    {"start": "2024-03-06T09:00:00", "source": "I-02", "_uuid": "u2", "_index": "2"},
]
OCCUPATIONS = ("farmer", "teacher", "party-official")
LABELS = {"farmer": "Farmer", "teacher": "Teacher", "party-official": "Party official", "female": "Female"}
CHOSEN = {"고은별": ("farmer", "party-official"), "한새벽": ("teacher",), "남가람": ()}
"""By name what each person worked as."""


def people(shape: str, titles: Mapping[str, str], words: Mapping[str, str]) -> list[Row]:
    """Three people of two submissions, what they worked as told in one cell, in a column for each choice, or both."""
    found: list[Row] = []
    for number, (name, chosen) in enumerate(CHOSEN.items(), start=1):
        row = {titles["name"]: f"p{number}", f"about/{titles['names']}": name}
        column = f"about/{titles['occupation']}"
        if shape != "details":
            row[column] = " ".join(words.get(code, code) for code in chosen)
        if shape != "summary":
            row |= {f"{column}/{words.get(code, code)}": str(int(code in chosen)) for code in OCCUPATIONS}
        found.append({**row, "_index": str(number), "_parent_index": str(min(number, 2)), "_submission__uuid": "u"})
    return found


NAMES = {"name": "name", "names": "names", "occupation": "occupation", "person": "person", "stage": "stage"}
ENGLISH = {**NAMES, "name": "Id"}
KOREAN = {**NAMES, "name": "번호"}


def stages(titles: Mapping[str, str], words: Mapping[str, str]) -> list[Row]:
    """What happened to the first, and where it stands in one word for several reasons."""
    told = {
        titles["person"]: "p1",
        titles["stage"]: words.get("arrest", "arrest"),
        "grounds": "escape/attempt religion",
    }
    return [{**told, "place": "Pyongyang", "_index": "1", "_parent_index": "1"}]


def written(folder: Path, sheets: Sheets, delimiter: str = ",") -> Path:
    """A folder of CSV files, one for each table."""
    folder.mkdir(parents=True)
    for name, rows in sheets.items():
        columns = list(dict.fromkeys(column for row in rows for column in row))
        with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            out = csv.DictWriter(file, columns, delimiter=delimiter, quoting=csv.QUOTE_ALL)
            out.writeheader()
            out.writerows(rows)
    return folder


def as_workbook(path: Path, sheets: Sheets) -> Path:
    told: dict[str, Sequence[Sequence[object]]] = {}
    for name, rows in sheets.items():
        columns = list(dict.fromkeys(column for row in rows for column in row))
        told[name] = [columns, *([row.get(column) or None for column in columns] for row in rows)]
    return workbook(path.with_suffix(".xlsx"), told)


def as_folder(path: Path, sheets: Sheets) -> Path:
    return written(path, sheets, delimiter=";")


def as_zip(path: Path, sheets: Sheets) -> Path:
    """As ODK packs it: keys for numbers, groups joined by hyphens, the form's name before each repeat's."""
    folder = written(path, {name: [_odk(row) for row in rows] for name, rows in sheets.items()})
    packed = path.with_suffix(".zip")
    with ZipFile(packed, "w") as out:
        for file in folder.iterdir():
            name = "lastseen.csv" if file.stem == "main" else f"lastseen-{file.name}"
            out.write(file, name)
        out.writestr("media/a.jpg", b"a")
    return packed


def _odk(row: Row) -> Row:
    """A line as ODK writes it."""
    keys = {"_index": "KEY", "_parent_index": "PARENT_KEY"}
    told = {keys.get(name, name.replace("about/", "about-")): text for name, text in row.items() if name != "_uuid"}
    if "PARENT_KEY" in told:
        return {**told, "PARENT_KEY": f"uuid:u{told['PARENT_KEY']}", "KEY": f"uuid:u/{told['KEY']}"}
    return {**told, "KEY": f"uuid:u{told['KEY']}"}


def said(taken: Taken) -> list[tuple[str, str, Mapping[str, object]]]:
    """What each account says, in plain values."""
    return [
        (one.id, one.source, {name: [value.get("v") for value in values] for name, values in one.said.items()})
        for one in taken.contents.accounts
    ]


EXPECTED = [
    ("I-01 person p1", "I-01", {"names": [["고은별", "", "", "own"]], "occupation": ["farmer", "party-official"]}),
    ("I-01 stage 1", "I-01", {"person": ["I-01 person p1"], "stage": ["arrest"], "place": ["pyongyang"],
                              "grounds": ["escape/attempt", "religion"]}),
    ("I-02 person p2", "I-02", {"names": [["한새벽", "", "", "own"]], "occupation": ["teacher"]}),
    ("I-02 person p3", "I-02", {"names": [["남가람", "", "", "own"]]}),
]  # fmt: skip


@pytest.mark.parametrize("write", [as_workbook, as_folder, as_zip])
@pytest.mark.parametrize("shape", ["both", "summary", "details"])
@pytest.mark.parametrize(("titles", "words"), [(NAMES, {}), (ENGLISH, LABELS), (KOREAN, {"farmer": "농민"})])
def test_several_answers_are_the_same_in_every_file_and_shape(
    tmp_path: Path, write: Callable[[Path, Sheets], Path], shape: str, titles: Row, words: Row
) -> None:
    sheets = {"main": SUBMISSIONS, "person": people(shape, titles, words), "stage": stages(titles, words)}
    taken = read_kobo(write(tmp_path / "in", sheets), WORDING)
    assert said(taken) == EXPECTED
    assert (taken.entries, taken.kept_out, taken.troubles) == (6, 0, ())
    assert {one.id for one in taken.contents.sources} == {"I-01", "I-02"}


def test_submissions_that_call_people_alike_are_taken_in_together(tmp_path: Path) -> None:
    rows = [{"name": "p1", "sex": "female", "_index": str(n), "_parent_index": str(n)} for n in (1, 2)]
    rows.append({"name": "p1", "sex": "male", "_index": "3", "_parent_index": "2"})
    path = as_workbook(tmp_path / "in", {"main": SUBMISSIONS, "person": rows})
    taken = read_kobo(path, WORDING)
    assert [one.id for one in taken.contents.accounts] == [
        "I-01 person p1", "I-02 person p1", "I-02 person p1 (in.xlsx, person, row 4)",
    ]  # fmt: skip
    assert codes(taken) == [("kobo.duplicate-name", "p1")]
    reception = Reception(partner="South", compartment="partners", ids=Ids(REGISTRY_ID), vocabularies=VOCABULARIES)
    assert sum(len(one.accounts) for one in recode(taken.contents, reception).sources) == 3


WORDS: list[tuple[str, str, list[str | None], list[tuple[str, str]]]] = [
    ("a code nobody here knows", "farmer beekeeper", ["farmer", "beekeeper"], []),
    ("labels that can be told apart", "Farmer Party official", ["farmer", "party-official"], []),
    ("words that are no codes", "keeper of bees", ["keeper of bees"], []),
    ("as we write it", "Farmer|Teacher", ["farmer", "teacher"], []),
    ("nothing known", "(unknown)", [None], []),
]


@pytest.mark.parametrize(("cell", "values", "troubles"), [c[1:] for c in WORDS], ids=[c[0] for c in WORDS])
def test_answers_in_one_cell_are_set_apart_only_where_that_is_sure(
    tmp_path: Path, cell: str, values: Sequence[str | None], troubles: Sequence[tuple[str, str]]
) -> None:
    row = {"occupation": cell, "_index": "1", "_parent_index": "1"}
    taken = read_kobo(as_workbook(tmp_path / "in", {"main": SUBMISSIONS, "person": [row]}), WORDING)
    ((_, _, told),) = said(taken)
    assert (told["occupation"], codes(taken)) == (values, troubles)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_trouble_names_file_row_and_column(tmp_path: Path, ending: str) -> None:
    rows = [
        {"name": "p1", "occupation": "farmer", "occupation/farmer": "0", "occupation/teacher": "1", "shoe size": "",
         "_index": "1", "_parent_index": "1"},
        {"name": "p2", "occupation": "", "occupation/farmer": "maybe", "occupation/teacher": "1", "shoe size": "40",
         "_index": "2", "_parent_index": "2"},
        {"name": "p3", "occupation": "", "occupation/farmer": "", "occupation/teacher": "", "shoe size": "",
         "_index": "3", "_parent_index": ""},
    ]  # fmt: skip
    sheets = {"main": SUBMISSIONS, "person": rows}
    path = as_workbook(tmp_path / "in", sheets) if ending == "xlsx" else as_folder(tmp_path / "in", sheets)
    place = "in.xlsx, person" if ending == "xlsx" else "person.csv"
    taken = read_kobo(path, WORDING)
    assert [(one.code, one.place, one.value) for one in taken.troubles] == [
        ("kobo.column-not-read", "person, column shoe size", "shoe size"),
        ("kobo.no-submission", f"{place}, row 4", "3"),
        ("kobo.choices-differ", f"{place}, row 2, column occupation", "farmer"),
        ("records.no-value", f"{place}, row 3, column occupation/farmer", "maybe"),
    ]
    assert [told["occupation"] for _, _, told in said(taken)] == [["farmer"], ["teacher"]]
    assert (taken.entries, taken.kept_out) == (5, 1)


def test_a_cell_that_cannot_be_read_is_told_and_the_rest_of_its_row_is_taken(tmp_path: Path) -> None:
    row = {"name": "p1", "sex": "#REF!", "occupation": "farmer", "_index": "1", "_parent_index": "1"}
    taken = read_kobo(as_workbook(tmp_path / "in", {"main": SUBMISSIONS, "person": [row]}), WORDING)
    assert [(one.code, one.place) for one in taken.troubles] == [
        ("table.error-value", "in.xlsx, person, row 2, column sex"),
    ]
    assert said(taken) == [("I-01 person p1", "I-01", {"occupation": ["farmer"]})]


def test_one_csv_has_its_people_in_groups_of_the_submission(tmp_path: Path) -> None:
    rows = [
        {"source": "I-01", "person/names": "고은별", "person/occupation": "farmer teacher",
         "person/occupation/farmer": "1", "person/occupation/teacher": "1", "stage/stage": "arrest",
         "stage/place": "Pyongyang", "_index": "1"},
        {"source": "I-02", "person/names": "한새벽", "person/occupation": "", "person/occupation/farmer": "0",
         "person/occupation/teacher": "0", "stage/stage": "", "stage/place": "", "_index": "2"},
        {"source": "I-03", "person/names": "", "person/occupation": "", "person/occupation/farmer": "0",
         "person/occupation/teacher": "0", "stage/stage": "", "stage/place": "", "_index": "3"},
    ]  # fmt: skip
    taken = read_kobo(written(tmp_path / "in", {"one": rows}, delimiter=";") / "one.csv", WORDING)
    assert said(taken) == [
        ("I-01 person 1", "I-01", {"names": [["고은별", "", "", "own"]], "occupation": ["farmer", "teacher"]}),
        ("I-01 stage 1", "I-01", {"person": ["I-01 person 1"], "stage": ["arrest"], "place": ["pyongyang"]}),
        ("I-02 person 1", "I-02", {"names": [["한새벽", "", "", "own"]]}),
    ]
    assert (taken.entries, taken.kept_out, taken.troubles) == (3, 0, ())


def test_numbered_groups_are_rows_of_a_repeat(tmp_path: Path) -> None:
    row = {"source": "I-01", "person[1]/name": "p1", "person[1]/sex": "female", "person[2]/name": "p2",
           "person[2]/sex": "male", "stage[1]/person": "p2", "stage[1]/stage": "arrest", "stage[2]/person": "",
           "stage[2]/stage": "release", "_index": "1"}  # fmt: skip
    taken = read_kobo(written(tmp_path / "in", {"one": [row]}) / "one.csv", WORDING)
    assert said(taken) == [
        ("I-01 person p1", "I-01", {"sex": ["female"]}),
        ("I-01 person p2", "I-01", {"sex": ["male"]}),
        ("I-01 stage 1", "I-01", {"person": ["I-01 person p2"], "stage": ["arrest"]}),
    ]
    assert codes(taken) == [("records.of-nobody", "")]


def test_one_csv_without_any_account_says_so(tmp_path: Path) -> None:
    taken = read_kobo(written(tmp_path / "in", {"one": SUBMISSIONS}, delimiter=";") / "one.csv", WORDING)
    assert (codes(taken), taken.entries, len(taken.contents.sources)) == ([("kobo.no-accounts", "")], 2, 2)


def test_several_answers_in_json_stand_in_one_text(tmp_path: Path) -> None:
    person = {"about/person/occupation": "farmer teacher"}
    told = [{"source": "I-01", "formhub/uuid": "u", "meta/instanceID": "uuid:u", "about/person": [person]}]
    (tmp_path / "in.json").write_text(json.dumps(told), encoding="utf-8")
    taken = read_kobo(tmp_path / "in.json", WORDING)
    assert said(taken) == [("I-01 person 1", "I-01", {"occupation": ["farmer", "teacher"]})]
    assert taken.troubles == ()


CELLS = st.sampled_from(["", "p1", "farmer", "farmer teacher", "(unknown)", "1998", "33", "maybe", "a|b", "1", "0"])
COLUMNS = (
    "name",
    "person",
    "other",
    "sex",
    "occupation",
    "occupation/farmer",
    "start",
    "age",
    "stage",
    "no such column",
)


@settings(max_examples=40, deadline=None)
@given(
    kind=st.sampled_from(["person", "stage", "relation", "recipe"]),
    rows=st.lists(st.tuples(st.sampled_from(["1", "2", ""]), *[CELLS] * len(COLUMNS)), min_size=1, max_size=8),
)
def test_every_row_is_taken_in_or_kept_out_with_a_reason(
    tmp_path_factory: pytest.TempPathFactory, kind: str, rows: list[tuple[str, ...]]
) -> None:
    told = [
        {"_index": str(number), "_parent_index": of, **dict(zip(COLUMNS, cells, strict=True))}
        for number, (of, *cells) in enumerate(rows, start=1)
    ]
    folder = tmp_path_factory.mktemp("any") / "in"
    taken = read_kobo(as_folder(folder, {"main": SUBMISSIONS, kind: told}), WORDING)
    assert taken.entries == len(SUBMISSIONS) + len(rows)
    assert len(taken.contents.accounts) + taken.kept_out == len(rows)
    assert len({one.id for one in taken.contents.accounts}) == len(taken.contents.accounts)
    assert bool(taken.troubles) >= bool(taken.kept_out)


FEW = 30
MAIN = [{"source": f"I-{n}", "_index": str(n)} for n in range(1, FEW)]
PERSON = [{"name": f"p{n}", "_index": str(n), "_parent_index": "1"} for n in range(1, FEW)]
CUT = [
    ("as many submissions as fit", {"main": [*MAIN, {"source": "I-30", "_index": "30"}], "person": PERSON}),
    ("as many rows of a repeat as fit",
     {"main": MAIN, "person": [*PERSON, {"name": "p30", "_index": "30", "_parent_index": "2"}]}),
    ("a gap", {"main": MAIN, "person": [PERSON[0], PERSON[2]]}),
    ("a submission that is missing", {"main": MAIN[1:], "person": PERSON}),
]  # fmt: skip


@pytest.mark.parametrize("sheets", [sheets for _, sheets in CUT], ids=[name for name, _ in CUT])
@pytest.mark.parametrize("write", [as_workbook, as_folder])
def test_an_export_that_was_cut_is_refused_whole_also_as_csv(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Callable[[Path, Sheets], Path], sheets: Sheets
) -> None:
    monkeypatch.setattr(tables, "CUT_AT", FEW)
    whole = read_kobo(write(tmp_path / "whole", {"main": MAIN, "person": PERSON}), WORDING)
    assert (whole.entries, whole.troubles) == (2 * FEW - 2, ())
    with pytest.raises(Refusal) as refused:
        read_kobo(write(tmp_path / "in", sheets), WORDING)
    assert refused.value.code == "records.cut"


def test_a_single_csv_that_was_cut_is_refused_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "CUT_AT", FEW - 1)
    with pytest.raises(Refusal) as refused:
        read_kobo(written(tmp_path / "in", {"one": MAIN}, delimiter=";") / "one.csv", WORDING)
    assert (refused.value.code, "one.csv was cut: one has 29 rows" in str(refused.value)) == ("records.cut", True)


def test_files_that_are_no_tables_of_the_form_are_kept_out_and_told_of(tmp_path: Path) -> None:
    """As ODK packs its log of what was pressed when."""
    log = [{"event": "question", "node": "/data/person", "start": "1"}]
    sheets = {"main": SUBMISSIONS, "person": people("summary", NAMES, {}), "main - audit": log}
    taken = read_kobo(as_folder(tmp_path / "in", sheets), WORDING)
    assert (len(taken.contents.accounts), taken.entries, taken.kept_out) == (3, 6, 1)
    assert [(one.code, one.place) for one in taken.troubles] == [("kobo.unknown-repeat", "main - audit")]


WRONG = {
    "no submissions": {"person": PERSON},
    "two tables of submissions": {"main": MAIN, "other": MAIN},
    "one number twice": {"main": [MAIN[0], MAIN[0]], "person": PERSON},
    "no numbers": {"main": [{"source": "I-01"}]},
}


@pytest.mark.parametrize("sheets", WRONG.values(), ids=WRONG.keys())
def test_a_folder_that_holds_no_submissions_is_refused_whole(tmp_path: Path, sheets: Sheets) -> None:
    with pytest.raises(Refusal) as refused:
        read_kobo(written(tmp_path / "in", sheets), WORDING)
    assert refused.value.code == "records.cannot-read"


def test_a_zip_that_is_damaged_is_refused_with_its_name(tmp_path: Path) -> None:
    path = as_zip(tmp_path / "in", {"main": SUBMISSIONS, "person": people("both", NAMES, {})})
    content = bytearray(path.read_bytes())
    at = content.index(b"I-01")
    content[at : at + 4] = b"I-99"
    path.write_bytes(content)
    with pytest.raises(Refusal) as refused:
        read_kobo(path, WORDING)
    assert (refused.value.code, "in.zip" in str(refused.value)) == ("table.damaged", True)
