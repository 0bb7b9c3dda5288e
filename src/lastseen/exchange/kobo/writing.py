"""Kobo and ODK, out: a form (XLSForm), and what would have been handed in with it, a sheet for each repeat."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from lastseen.domain.accounts import ACCOUNT_TYPES, ValueKind, specs
from lastseen.domain.questionnaire import Questionnaire
from lastseen.exchange.bundles.contents import Contents
from lastseen.exchange.grid import DATES, KINDS, Loss, Wording, rows
from lastseen.exchange.kobo.tables import INDEX, MAIN, PARENT

LOSSES = (
    Loss(what="verdicts", why="submissions are not joined to each other"),
    Loss(what="quotes", why="an answer has no passages"),
    Loss(what="consents", why="the form does not ask what was consented to"),
    *DATES,
)
NAME, SOURCE, ACCOUNT = "name", "source", "_account"
"""How a row is called, what its submission is called, and the id of an account that we wrote."""
TITLES = {
    NAME: {"en": "Id", "ko": "번호"},
    SOURCE: {"en": "Source", "ko": "출처"},
    "kind": {"en": "Kind", "ko": "유형"},
}
"""What the form calls the questions that are no field of an account."""
_TYPES = {ValueKind.NUMBER: "integer"}
_LANGUAGES = {"English (en)": "en", "Korean (ko)": "ko"}


def write_kobo(contents: Contents, wording: Wording, out: Path) -> int:
    """Write records to a new folder: the form, and what would be its submissions; gives how many rows."""
    out.mkdir(parents=True)
    write_form(wording, None, out / "form.xlsx")
    places = {one.id: number for number, one in enumerate(contents.sources, start=1)}
    names = {one.id: one.id for one in contents.accounts}
    head = [SOURCE, "kind", INDEX]
    sheets: dict[str, list[dict[str, Any]]] = {
        MAIN: [dict(zip(head, (one.id, one.kind, places[one.id]), strict=True)) for one in contents.sources]
    }
    for kind in KINDS:
        accounts = [one for one in contents.accounts if one.kind == kind]
        told = zip(accounts, rows(accounts, wording, names), strict=True)
        linked = (
            {"_parent_table_name": MAIN, PARENT: places[one.source], ACCOUNT: one.id, NAME: one.id, **row}
            for one, row in told
        )
        sheets[kind] = [{**row, INDEX: number} for number, row in enumerate(linked, start=1)]
    _save({name: found for name, found in sheets.items() if found}, out / "submissions.xlsx")
    return sum(map(len, sheets.values()))


def write_form(wording: Wording, questionnaire: Questionnaire | None, out: Path) -> None:
    """Write an XLSForm that asks for every field; a questionnaire gives the words of its questions."""
    survey = [
        _line("text", SOURCE, TITLES[SOURCE]),
        _line("text", "kind", TITLES["kind"]),
    ]
    lists: set[str] = set()
    for kind in KINDS:
        survey += [
            _line("begin_repeat", kind, {"en": kind, "ko": kind}),
            _line("text", NAME, TITLES[NAME]),
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
