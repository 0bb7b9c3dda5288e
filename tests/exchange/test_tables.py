"""Tables from CSV and XLSX: what is read, and what is refused with its place and a hint. All people are invented."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from lastseen.domain.errors import Refusal
from lastseen.exchange.tables.opening import open_tables
from lastseen.exchange.tables.sheets import (
    DamagedTable,
    DuplicateColumn,
    Header,
    MissingColumn,
    NoFile,
    NoRows,
    Row,
    UnknownTableType,
    WrongEncoding,
    letters,
)

Rows = list[tuple[int, list[str | date]]]


def read(path: Path, *, line: int = 1, encoding: str = "utf-8") -> tuple[Sequence[str], Rows]:
    header, rows = opened(path, line=line, encoding=encoding)
    return header.names, [(row.number, list(row.cells)) for row in rows]


def opened(path: Path, *, line: int = 1, encoding: str = "utf-8", sheet: int = 0) -> tuple[Header, list[Row]]:
    header = list(open_tables(path, encoding))[sheet].read(line)
    return header, list(header.rows)


@pytest.fixture
def csv(tmp_path: Path) -> Callable[[bytes], Path]:
    def write(data: bytes) -> Path:
        path = tmp_path / "people.csv"
        path.write_bytes(data)
        return path

    return write


@pytest.fixture
def xlsx(tmp_path: Path) -> Callable[[Workbook], Path]:
    def save(book: Workbook) -> Path:
        path = tmp_path / "people.xlsx"
        book.save(path)
        return path

    return save


def book(*rows: Sequence[object]) -> Workbook:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "People"
    for row in rows:
        sheet.append(list(row))
    return made


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"], ids=["plain", "with a byte order mark"])
def test_a_csv_in_utf_8_is_read_with_the_numbers_a_spreadsheet_shows(
    csv: Callable[[bytes], Path], start: bytes
) -> None:
    path = csv(start + 'no,name\n1,리순옥\n\n2,"Ri,\nSun Ok"\n'.encode())
    assert read(path) == (["no", "name"], [(2, ["1", "리순옥"]), (4, ["2", "Ri,\nSun Ok"])])


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found_out_from_the_column_names(csv: Callable[[bytes], Path], delimiter: str) -> None:
    path = csv(f'no{delimiter}"name, or; names"\n1{delimiter}Han\n'.encode())
    assert read(path) == (["no", "name, or; names"], [(2, ["1", "Han"])])


def test_a_csv_in_cp949_is_refused_with_the_byte_and_a_guess(csv: Callable[[bytes], Path]) -> None:
    path = csv(b"no,name\n1," + "리순옥\n".encode("cp949"))
    with pytest.raises(WrongEncoding) as refused:
        list(open_tables(path))
    assert refused.value.values["position"] == 10
    assert "CP949" in refused.value.mend


def test_a_csv_in_cp949_is_read_where_the_encoding_is_named(csv: Callable[[bytes], Path]) -> None:
    path = csv("no,name\n1,리순옥\n".encode("cp949"))
    assert read(path, encoding="cp949")[1] == [(2, ["1", "리순옥"])]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_a_csv_in_utf_16_is_refused_with_a_guess(csv: Callable[[bytes], Path], encoding: str) -> None:
    with pytest.raises(WrongEncoding, match="UTF-8") as refused:
        list(open_tables(csv("no,name\n1,Han\n".encode(encoding))))
    assert "UTF-16" in refused.value.mend


def test_a_csv_in_windows_1252_is_refused_with_a_guess(csv: Callable[[bytes], Path]) -> None:
    with pytest.raises(WrongEncoding) as refused:
        list(open_tables(csv("no,name\n1,Peña\n".encode("cp1252"))))
    assert "Windows-1252" in refused.value.mend


def test_a_wrong_byte_is_found_behind_the_first_million(csv: Callable[[bytes], Path]) -> None:
    good = b"no,name\n" + "1,가\n".encode() * 400_000
    with pytest.raises(WrongEncoding) as refused:
        list(open_tables(csv(good + b"2,\xff\n")))
    assert refused.value.values["position"] == len(good) + 2


def test_a_quotation_mark_that_is_never_closed_is_refused_with_the_row_before_it(csv: Callable[[bytes], Path]) -> None:
    with pytest.raises(DamagedTable, match="after row 2 comes a quotation mark that is never closed"):
        read(csv(b'no,name\n1,Han\n2,"Ri\n3,Pak\n'))


def test_a_row_with_more_cells_than_columns_is_in_trouble_and_the_others_are_not(csv: Callable[[bytes], Path]) -> None:
    _, rows = opened(csv(b"no,name\n1,Han\n2,Ri,Sun\n3,Pak,\n"))
    assert [[(t.refusal.code, t.value) for t in row.trouble] for row in rows] == [[], [("table.too-wide", "Sun")], []]


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\n \n"])
def test_an_empty_csv_has_no_rows(csv: Callable[[bytes], Path], data: bytes) -> None:
    with pytest.raises(NoRows):
        list(open_tables(csv(data)))


def test_column_names_may_stand_in_a_later_line(csv: Callable[[bytes], Path]) -> None:
    path = csv(b"Our list;;\n;;\nno;name;\n1;Han;\n")
    assert read(path, line=3) == (["no", "name", ""], [(4, ["1", "Han", ""])])


def test_two_columns_of_one_name_are_refused_with_their_letters(csv: Callable[[bytes], Path]) -> None:
    with pytest.raises(DuplicateColumn, match="two columns are called 'Name', B and D"):
        read(csv(b"no,Name,sex,name \n1,a,b,c\n"))


def test_a_column_is_found_whatever_its_case_and_spaces(csv: Callable[[bytes], Path]) -> None:
    header, _ = opened(csv(b"no, Full  Name\n1,a\n"))
    assert header.place("full name") == 1


def test_a_column_that_is_not_there_is_refused_with_those_that_come_near(csv: Callable[[bytes], Path]) -> None:
    header, _ = opened(csv(b"no,full name,sex\n1,a,b\n"))
    with pytest.raises(MissingColumn) as refused:
        header.place("fullname")
    assert refused.value.mend == "Near to it: full name."


def test_a_column_that_nothing_comes_near_is_refused_with_all_there_are(csv: Callable[[bytes], Path]) -> None:
    header, _ = opened(csv(b"no,full name,sex\n1,a,b\n"))
    with pytest.raises(MissingColumn) as refused:
        header.place("birthday")
    assert refused.value.mend == "The columns are: no, full name, sex."


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoFile):
        list(open_tables(tmp_path / "nowhere.csv"))


@pytest.mark.parametrize("start", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-1.7"])
def test_what_a_file_is_its_content_says_and_not_its_name(csv: Callable[[bytes], Path], start: bytes) -> None:
    with pytest.raises(UnknownTableType):
        list(open_tables(csv(start + b"no,name\n1,a\n")))


def test_a_workbook_gives_every_sheet_that_can_be_seen(xlsx: Callable[[Workbook], Path]) -> None:
    made = book(["no"], [1])
    made.create_sheet("Stages & more").append(["id"])
    made.create_sheet("lists").sheet_state = "hidden"
    assert [sheet.name for sheet in open_tables(xlsx(made))] == ["People", "Stages & more"]


def test_cells_of_a_workbook_come_as_a_person_reads_them(xlsx: Callable[[Workbook], Path]) -> None:
    made = book(["no", "a", "b", "c", "d"], [1.0, 2.5, True, date(2011, 12, 17), None], [], [3, " x ", None, None, "y"])
    names, rows = read(xlsx(made))
    assert list(names) == ["no", "a", "b", "c", "d"]
    assert rows == [(2, ["1", "2.5", "TRUE", date(2011, 12, 17)]), (4, ["3", " x ", "", "", "y"])]


def test_a_serial_number_formatted_as_a_date_is_a_date_and_a_bare_one_is_a_number(
    xlsx: Callable[[Workbook], Path],
) -> None:
    made = book(["no", "day"], [1, 40894], [2, 40894])
    sheet = made["People"]
    sheet["B2"].number_format = "yyyy-mm-dd"
    assert [cells[1] for _, cells in read(xlsx(made))[1]] == [date(2011, 12, 17), "40894"]


def test_rows_with_merged_cells_are_in_trouble_and_the_others_are_not(xlsx: Callable[[Workbook], Path]) -> None:
    made = book(["no", "name"], [1, "a"], [2, "b"], [3, "c"], [4, "d"])
    made["People"].merge_cells("B3:B4")
    _, rows = opened(xlsx(made))
    assert [[(t.refusal.code, t.value) for t in row.trouble] for row in rows] == [
        [],
        [("table.merged-cells", "B3:B4")],
        [("table.merged-cells", "B3:B4")],
        [],
    ]


def test_merged_column_names_refuse_the_sheet(xlsx: Callable[[Workbook], Path]) -> None:
    made = book(["no", "name"], [1, "a"])
    made["People"].merge_cells("A1:B1")
    with pytest.raises(Refusal, match="A1:B1 are merged"):
        opened(xlsx(made))


def test_a_formula_without_a_result_is_in_trouble_and_names_its_cell(xlsx: Callable[[Workbook], Path]) -> None:
    _, rows = opened(xlsx(book(["no", "age"], [1, "=30+3"], [2, 44])))
    assert [[(t.refusal.code, t.place) for t in row.trouble] for row in rows] == [[("table.formula", 1)], []]
    assert "B2" in str(rows[0].trouble[0].refusal)


def test_a_value_that_is_an_error_is_in_trouble(xlsx: Callable[[Workbook], Path]) -> None:
    _, rows = opened(xlsx(book(["no", "age"], [1, "#REF!"])))
    assert [(t.refusal.code, t.place, t.value) for t in rows[0].trouble] == [("table.error-value", 1, "#REF!")]


def test_a_workbook_without_a_line_has_no_rows(xlsx: Callable[[Workbook], Path]) -> None:
    with pytest.raises(NoRows):
        opened(xlsx(Workbook()))


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "people.xlsx"
    path.write_bytes(b"PK\x05\x06" + bytes(18))
    with pytest.raises(Refusal):
        list(open_tables(path))


def test_a_workbook_cut_short_is_refused(xlsx: Callable[[Workbook], Path]) -> None:
    path = xlsx(book(["no"], [1]))
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(DamagedTable):
        list(open_tables(path))


def test_columns_are_lettered_as_in_a_spreadsheet() -> None:
    assert [letters(place) for place in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
