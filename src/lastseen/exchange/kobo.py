"""Kobo and ODK, out and in: a form (XLSForm), and submissions as a workbook with a sheet for each repeat, or as JSON.

One submission is one source; each kind of account is a repeat of the form. Rows find their submission by
``_parent_index``, and people in other repeats by their ``name``. See :data:`LOSSES` for what does not come back.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from lastseen.domain.accounts import ACCOUNT_TYPES, ValueKind, specs
from lastseen.domain.questionnaire import Questionnaire
from lastseen.exchange.bundles.contents import Contents, SentAccount, SentSource
from lastseen.exchange.grid import HEAD, CannotRead, CellReader, CutExport, Loss, Taken, Wording, rows
from lastseen.exchange.tables.opening import open_tables
from lastseen.exchange.tables.sheets import Header

LOSSES = (
    Loss(what="verdicts", why="submissions are not joined to each other"),
    Loss(what="quotes", why="an answer has no passages"),
    Loss(what="consents", why="the form does not ask what was consented to"),
    Loss(what="person.birth", why="a date is its days; the words it was told in are left out"),
    Loss(what="stage.start", why="a date is its days; the words it was told in are left out"),
    Loss(what="stage.end", why="a date is its days; the words it was told in are left out"),
    Loss(what="fate.as_of", why="a date is its days; the words it was told in are left out"),
    Loss(what="response.start", why="a date is its days; the words it was told in are left out"),
    Loss(what="effort.start", why="a date is its days; the words it was told in are left out"),
)
CUT_AT = 30_000
"""So many rows an export has at most, whatever there is."""
KINDS = tuple(kind for kind in ACCOUNT_TYPES if kind != "mass-event")
_INDEX, _PARENT, _NAME, _SOURCE = "_index", "_parent_index", "name", "source"
_NEEDED = {"relation": ("person", "other"), **dict.fromkeys(("stage", "fate", "response", "effort"), ("person",))}
_MAIN = "submissions"
_TYPES = {ValueKind.NUMBER: "integer"}
_LANGUAGES = {"English (en)": "en", "Korean (ko)": "ko"}


def write_kobo(contents: Contents, wording: Wording, out: Path) -> int:
    """Write records to a new folder: the form, and what would be its submissions; gives how many rows."""
    out.mkdir(parents=True)
    write_form(wording, None, out / "form.xlsx")
    places = {one.id: number for number, one in enumerate(contents.sources, start=1)}
    names = {one.id: one.id for one in contents.accounts}
    head = [_SOURCE, "kind", _INDEX]
    sheets: dict[str, list[dict[str, Any]]] = {
        _MAIN: [dict(zip(head, (one.id, one.kind, places[one.id]), strict=True)) for one in contents.sources]
    }
    for kind in KINDS:
        accounts = [one for one in contents.accounts if one.kind == kind]
        told = zip(accounts, rows(accounts, wording, names), strict=True)
        sheets[kind] = [
            {**row, _NAME: one.id, _INDEX: number, "_parent_table_name": _MAIN, _PARENT: places[one.source]}
            for number, (one, row) in enumerate(told, start=1)
        ]
    _save({name: found for name, found in sheets.items() if found}, out / "submissions.xlsx")
    return sum(map(len, sheets.values()))


def write_form(wording: Wording, questionnaire: Questionnaire | None, out: Path) -> None:
    """Write an XLSForm that asks for every field; a questionnaire gives the words of its questions."""
    survey = [
        _line("text", _SOURCE, {"en": "Source", "ko": "출처"}),
        _line("text", "kind", {"en": "Kind", "ko": "유형"}),
    ]
    lists: set[str] = set()
    for kind in KINDS:
        survey += [
            _line("begin_repeat", kind, {"en": kind, "ko": kind}),
            _line("text", _NAME, {"en": "Id", "ko": "번호"}),
        ]
        for name, spec in specs(ACCOUNT_TYPES[kind]).items():
            asked = _question(questionnaire, f"{kind}.{name}") or {"en": name.replace("_", " "), "ko": name}
            coded = spec.kind is ValueKind.CODE and spec.vocabulary in wording.vocabularies
            lists |= {spec.vocabulary} if coded else set()
            select = f"select_{'multiple' if spec.many else 'one'} {spec.vocabulary}"
            survey.append(_line(select if coded else _TYPES.get(spec.kind, "text"), name, asked))
        survey.append(_line("end_repeat", kind, {}))
    choices = [
        {"list_name": one, "name": term.code, **{f"label::{title}": term.label(of) for title, of in _LANGUAGES.items()}}
        for one in sorted(lists)
        for term in wording.vocabularies[one].terms
    ]
    settings = [{"form_title": "Lastseen", "form_id": "lastseen", "default_language": "English (en)"}]
    _save({"survey": survey, "choices": choices, "settings": settings}, out)


def _line(type_: str, name: str, labels: Mapping[str, str]) -> dict[str, Any]:
    return {"type": type_, "name": name, **{f"label::{title}": labels.get(of, "") for title, of in _LANGUAGES.items()}}


def _question(questionnaire: Questionnaire | None, fed: str) -> Mapping[str, str] | None:
    asked = () if questionnaire is None else questionnaire.questions
    return next((question.labels for question in asked if fed in question.feeds), None)


def _save(sheets: Mapping[str, Sequence[Mapping[str, Any]]], out: Path) -> None:
    book = Workbook(write_only=True)
    for name, found in sheets.items():
        sheet = book.create_sheet(name)
        columns = list(dict.fromkeys(column for row in found for column in row))
        sheet.append(columns)
        for row in found:
            sheet.append([row.get(column) for column in columns])
    book.save(out)


def read_kobo(path: Path, wording: Wording) -> Taken:
    """What submissions hold: a workbook with a sheet for each repeat, its first sheet the submissions; or JSON.

    Raises :class:`~lastseen.exchange.grid.CutExport` where rows are missing,
    :class:`~lastseen.exchange.grid.CannotRead`, and a refusal of a table for one that is damaged.
    """
    if path.suffix.lower() == ".json":
        main, *repeats = _unfolded(path)
    else:
        main, *repeats = [(sheet.name, _rows(sheet.read(1), path.name)) for sheet in open_tables(path)]
    if not main[1] or _INDEX not in main[1][0]:
        raise CannotRead(file=path.name, why=f"its first sheet has no submissions with a column {_INDEX}")
    _check_cut(path.name, main, repeats)
    return _Reader(main=main[1], repeats=repeats, cells=CellReader(wording=wording, ids={})).taken()


def _rows(header: Header, file: str) -> list[dict[str, str]]:
    """The rows of a sheet by the names of their columns, whatever group a column is in."""
    if not header.names:
        raise CannotRead(file=file, why=f"sheet {header.sheet} has no names of columns")
    names = [name.rpartition("/")[2] for name in header.names]
    return [
        {name: str(row.cell(place)) for place, name in enumerate(names) if row.cell(place) != ""} for row in header.rows
    ]


def _unfolded(path: Path) -> list[tuple[str, list[dict[str, str]]]]:
    """The rows that submissions in JSON would be in a workbook: each repeat a list within its submission."""
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise CannotRead(file=path.name, why="it is not JSON") from error
    told = told.get("results") if isinstance(told, dict) else told
    if not isinstance(told, list) or not all(isinstance(one, dict) for one in told):
        raise CannotRead(file=path.name, why="it is no list of submissions")
    main: list[dict[str, str]] = []
    repeats: dict[str, list[dict[str, str]]] = {}
    for number, one in enumerate(told, start=1):
        main.append({**_said(one.items()), _INDEX: str(number)})
        for key, value in one.items():
            name = key.rpartition("/")[2]
            for each in value if isinstance(value, list) and not name.startswith("_") else ():
                found = repeats.setdefault(name, [])
                said = _said(each.items()) if isinstance(each, dict) else {}
                found.append({**said, _INDEX: str(len(found) + 1), _PARENT: str(number)})
    return [(_MAIN, main), *repeats.items()]


def _said(answers: Iterable[tuple[str, Any]]) -> dict[str, str]:
    """Answers by the names of their questions, whatever group a question is in."""
    return {
        key.rpartition("/")[2]: str(value)
        for key, value in answers
        if value not in (None, "") and not isinstance(value, (list, dict))
    }


def _check_cut(file: str, main: tuple[str, list[dict[str, str]]], repeats: Sequence[tuple[str, Any]]) -> None:
    """Refuse what ends before its end: as many rows as fit, gaps in the numbers, rows whose submission is not there."""
    there = {row.get(_INDEX) for row in main[1]}
    for name, found in (main, *repeats):
        if len(found) == CUT_AT:
            raise CutExport(file=file, why=f"sheet {name} has {CUT_AT} rows, as many as an export has at most")
        numbers = [int(row[_INDEX]) for row in found if row.get(_INDEX, "").isdecimal()]
        if numbers and sorted(numbers) != list(range(min(numbers), min(numbers) + len(numbers))):
            raise CutExport(file=file, why=f"the numbers of sheet {name} have gaps")
    for name, found in repeats:
        lost = sum(row.get(_PARENT) not in there for row in found if _PARENT in row)
        if lost:
            raise CutExport(file=file, why=f"{lost} rows of sheet {name} belong to submissions that are not in it")


@dataclass(slots=True, kw_only=True)
class _Reader:
    main: list[dict[str, str]]
    repeats: list[tuple[str, list[dict[str, str]]]]
    cells: CellReader
    kept_out: int = 0
    accounts: list[SentAccount] = field(default_factory=list)

    def taken(self) -> Taken:
        """All of it: the people of a submission first, as everything else names them."""
        sources = {
            row[_INDEX]: row.get(_SOURCE) or f"submission-{row.get('_uuid') or row[_INDEX]}" for row in self.main
        }
        kinds = {sources[row[_INDEX]]: row.get("kind", "interview") for row in self.main}
        for row in self.main:
            self.cells.ids = dict(self._ids(row[_INDEX]))
            for kind, found in self.repeats:
                for number, one in enumerate(found, start=2):
                    if kind in KINDS and one.get(_PARENT) == row[_INDEX]:
                        self._account(kind, one, sources[row[_INDEX]], f"{kind}, row {number}")
        for kind, found in self.repeats:
            if kind not in KINDS:
                self.kept_out += len(found)
                self.cells.note(kind, "kobo.unknown-repeat", kind)
        made = tuple(SentSource(id=id_, kind=kind, origin=id_) for id_, kind in kinds.items())
        return Taken(
            contents=Contents(head=HEAD, sources=made, accounts=tuple(self.accounts)),
            entries=len(self.main) + sum(len(found) for _, found in self.repeats),
            kept_out=self.kept_out,
            troubles=tuple(self.cells.troubles),
        )

    def _ids(self, submission: str) -> Iterator[tuple[tuple[str, str], str]]:
        """What the rows of a submission are called."""
        for kind, found in self.repeats:
            for one in found:
                if one.get(_PARENT) == submission and _NAME in one:
                    yield (kind, one[_NAME]), one[_NAME]

    def _account(self, kind: str, row: Mapping[str, str], source: str, place: str) -> None:
        said = {
            name: values
            for name, spec in specs(ACCOUNT_TYPES[kind]).items()
            if name in row and (values := self.cells.values(row[name], spec, place))
        }
        if said.keys() >= set(_NEEDED.get(kind, ())):
            id_ = row.get(_NAME) or f"{kind}-{row.get(_INDEX, place)}"
            self.accounts.append(SentAccount(id=id_, source=source, kind=kind, said=said, quotes={}))
        else:
            self.kept_out += 1
            self.cells.note(place, "records.of-nobody", row.get(_NAME, ""))
