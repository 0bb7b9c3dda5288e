"""The workbook to start from: sheets with drop-downs of a registry's vocabularies, and the mapping that reads it back.

Line 1 of a sheet holds headings in the reader's language, line 2 the names the mapping knows, and rows begin in line 3.
The lists behind the drop-downs stand in a hidden sheet.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from lastseen.domain.errors import Refusal
from lastseen.domain.vocabulary import Vocabulary

_DATA = files("lastseen") / "data" / "mappings"
_LISTS = "lists"
_ANSWERS = "answers"
_ABSENCES = ("unknown", "refused", "not-asked")
_LAST_ROW = 5000
_QUIET = Font(size=8, color="00808080")


class TemplateExists(Refusal):
    """There is a file already, and somebody may have filled it in."""

    code = "template.exists"
    sentence = "There is a file {file} already."
    hint = "Choose another name, or move the file away."


class TemplateEnding(Refusal):
    """The name asked for is not that of a workbook."""

    code = "template.ending"
    sentence = "{file} does not end in .xlsx."
    hint = "The template is a workbook: write lastseen template {stem}.xlsx."


class TemplateNotWritten(Refusal):
    """The folder is not there, or nothing may be written in it."""

    code = "template.not-written"
    sentence = "{file} cannot be written: {why}."
    hint = "Name a folder that is there and in which you may write."


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    label: str
    note: str
    choices: tuple[str, ...]


def write_template(path: Path, vocabularies: Mapping[str, Vocabulary], language: str) -> Path:
    """Write the workbook, and beside it the mapping that reads it, whose path is given.

    Lists hold the labels of the language, or in English where a term has none. Raises :class:`TemplateEnding`,
    :class:`TemplateExists` and :class:`TemplateNotWritten`.
    """
    mapping = path.with_suffix(".toml")
    if path.suffix.lower() != ".xlsx":
        raise TemplateEnding(file=path.name, stem=path.stem)
    for file in (path, mapping):
        if file.exists():
            raise TemplateExists(file=file.name)
    book = _workbook(vocabularies, language)
    try:
        book.save(path)
        mapping.write_bytes((_DATA / "template.toml").read_bytes())
    except OSError as error:
        raise TemplateNotWritten(file=path, why=error.strerror or str(error)) from error
    return mapping


def _workbook(vocabularies: Mapping[str, Vocabulary], language: str) -> Workbook:
    data = tomllib.loads((_DATA / "template-sheets.toml").read_text(encoding="utf-8"))
    book = Workbook()
    _write_readme(_first_sheet(book), data["readme"], language)
    lists: dict[tuple[str, ...], str] = {}
    for described in data["sheet"]:
        columns = [_column(entry, data, vocabularies, language) for entry in described["columns"]]
        _write_sheet(book.create_sheet(described["name"]), columns, lists)
    _write_lists(book.create_sheet(_LISTS), lists)
    return book


def _first_sheet(book: Workbook) -> Worksheet:
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)  # noqa: S101  # a new workbook begins with a sheet of cells
    return sheet


def _column(
    entry: Mapping[str, Any], data: Mapping[str, Any], vocabularies: Mapping[str, Vocabulary], language: str
) -> _Column:
    list_ = str(entry.get("list", ""))
    absences = () if entry.get("needed") is True else _ABSENCES
    choices = (
        tuple(_in(data["answers"], language))
        if list_ == _ANSWERS
        else (*_choices(vocabularies[list_], language), *(vocabularies["absence"].label(a, language) for a in absences))
        if list_ in vocabularies
        else ()
    )
    return _Column(entry["name"], _in(entry["labels"], language), _in(entry.get("note", {"en": ""}), language), choices)


def _in(words: Mapping[str, Any], language: str) -> Any:
    return words.get(language, words["en"])


def _choices(vocabulary: Vocabulary, language: str) -> tuple[str, ...]:
    """What a drop-down offers of a vocabulary: the label of each term, or its code where a label is ambiguous."""
    terms = []
    for term in vocabulary.terms:
        label = term.label(language)
        terms.append(label if [found.code for found in vocabulary.find(label)] == [term.code] else term.code)
    return tuple(terms)


def _write_readme(sheet: Worksheet, readme: Mapping[str, Any], language: str) -> None:
    sheet.title = _in(readme["title"], language)
    sheet.column_dimensions["A"].width = 100
    for line in _in(readme["lines"], language):
        sheet.append([line])
    for row in sheet.iter_rows():
        row[0].alignment = Alignment(wrap_text=True, vertical="top")


def _write_sheet(sheet: Worksheet, columns: Sequence[_Column], lists: dict[tuple[str, ...], str]) -> None:
    sheet.append([column.label for column in columns])
    sheet.append([column.name for column in columns])
    sheet.freeze_panes = "A3"
    for place, column in enumerate(columns, start=1):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = max(14, min(len(column.label) + 4, 30))
        heading, name = sheet[f"{letter}1"], sheet[f"{letter}2"]
        heading.font, name.font = Font(bold=True), _QUIET
        heading.alignment = Alignment(wrap_text=True, vertical="top")
        if column.note:
            heading.comment = Comment(column.note, "Lastseen")
        if column.choices:
            where = lists.setdefault(column.choices, get_column_letter(len(lists) + 1))
            _offer(sheet, f"{letter}3:{letter}{_LAST_ROW}", f"{_LISTS}!${where}$1:${where}${len(column.choices)}")


def _offer(sheet: Worksheet, cells: str, where: str) -> None:
    """A drop-down that warns of other words and lets them pass: the import knows synonyms and codes too."""
    validation = DataValidation(type="list", formula1=f"={where}", allow_blank=True, errorStyle="warning")
    validation.add(cells)
    sheet.add_data_validation(validation)


def _write_lists(sheet: Worksheet, lists: Mapping[tuple[str, ...], str]) -> None:
    sheet.sheet_state = "hidden"
    for choices, letter in lists.items():
        for row, choice in enumerate(choices, start=1):
            sheet[f"{letter}{row}"] = choice
