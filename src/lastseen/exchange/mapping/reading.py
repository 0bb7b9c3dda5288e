"""Mappings as their files hold them: read strictly, so that a slip of the pen is refused and not passed over."""

import codecs
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from lastseen.domain.accounts import ACCOUNT_TYPES
from lastseen.exchange.mapping.fields import REQUIRED, Defaults, conditions, fields_of
from lastseen.exchange.mapping.model import (
    FINDING,
    NOTHING,
    ConsentCell,
    IntakeMapping,
    MalformedMapping,
    Part,
    SheetMapping,
    SourceText,
    Text,
)
from lastseen.exchange.mapping.table import Table

_NO_TEXT = "it is not a TOML text file in UTF-8; a workbook goes before --mapping, and its mapping after it"
_ID = re.compile(r"[a-z0-9][a-z0-9._-]*")
_PARTS = (*ACCOUNT_TYPES, FINDING)
_PART_KEYS = ("id", "for", "when", "shared")
_SOURCE_KEYS = (
    "id", "kind", "language", "compartment", "day", "title", "interviewee", "derived_from", "derivation", "consent",
)  # fmt: skip


def read_mapping(path: Path) -> IntakeMapping:
    """The mapping a file holds. Raises :class:`MalformedMapping`, with the line where it is not TOML."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise MalformedMapping(where=path.name, why="there is no such file") from error
    except OSError as error:
        raise MalformedMapping(where=path.name, why=error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise MalformedMapping(where=path.name, why=_NO_TEXT) from error
    except tomllib.TOMLDecodeError as error:
        raise MalformedMapping(where=path.name, why=f"it is not TOML: {error}") from error
    return parse_mapping(data, path.name)


def parse_mapping(data: Mapping[str, object], name: str) -> IntakeMapping:
    """The mapping that TOML holds; ``name`` says in refusals which file it is. Raises :class:`MalformedMapping`."""
    table = Table(name, data)
    table.only("id", "version", "encoding", "ignore", "dates", "absent", "terms", "source", "sheet")
    id_ = table.required("id")
    if not _ID.fullmatch(id_):
        raise table.malformed("'id' takes small letters, digits, '.', '_' and '-'")
    dates = table.table("dates")
    dates.only("reference", "day_first")
    defaults = Defaults(
        absent=table.table("absent").absences(),
        terms={entry: words.words() for entry, words in table.table("terms").tables_by_name()},
        day_first=dates.truth("day_first"),
    )
    common = _source(table.table("source")) if "source" in data else None
    sheets = tuple(_sheet(sheet, common, defaults) for sheet in table.tables("sheet"))
    if not sheets:
        raise table.malformed("it has no [[sheet]]")
    return IntakeMapping(
        id=id_,
        version=table.text("version") or "",
        sheets=sheets,
        absent=defaults.absent,
        terms=defaults.terms,
        encoding=_encoding(table),
        reference=dates.day("reference"),
        ignore=table.texts("ignore") or (),
        file=name,
    )


def _encoding(table: Table) -> str:
    encoding = table.text("encoding") or "utf-8"
    try:
        return codecs.lookup(encoding).name
    except LookupError as error:
        raise table.malformed(f"there is no encoding {encoding!r}; known are utf-8, utf-16, cp949, cp1252 …") from error


def _sheet(table: Table, common: SourceText | None, defaults: Defaults) -> SheetMapping:
    name = table.text("name")
    file = table.where.rpartition(", ")[0]
    table = table.called(f"{file}, sheet {name}" if name else f"{file}, sheet")
    table.only("name", "id", "header", "optional", "page", "passages", "source", *_PARTS)
    id_ = table.template("id")
    if not id_.columns:
        raise table.malformed("its 'id' names no column, so no row could be told from another; write it in braces")
    passages = table.text("passages") or "cell"
    if passages not in ("cell", "row"):
        raise table.malformed("'passages' is neither 'cell' nor 'row'")
    sheet = SheetMapping(
        name=name,
        id=id_,
        source=_source_of(table, common),
        parts=tuple(_parts(table, id_, defaults)),
        header=_header(table),
        optional=table.truth("optional") is True,
        page=table.template("page", NOTHING),
        cites_cells=passages == "cell",
        describes_sources=isinstance(table.data.get("source"), dict),
    )
    if not sheet.parts and not sheet.describes_sources:
        raise table.malformed(f"it says nothing; it takes {', '.join(_PARTS)}, or a source")
    return sheet


def _header(table: Table) -> int:
    line = table.number("header")
    if line is not None and line < 1:
        raise table.malformed("'header' is the number of a line, from 1")
    return line or 1


def _source_of(table: Table, common: SourceText | None) -> SourceText | Text:
    if isinstance(table.data.get("source"), str):
        return table.template("source")
    if "source" in table.data:
        return _source(table.table("source"))
    if common is None:
        raise table.malformed("it has no 'source', and there is none for the whole file")
    return common


def _source(table: Table) -> SourceText:
    table.only(*_SOURCE_KEYS)
    return SourceText(
        id=table.template("id"),
        kind=table.template("kind"),
        language=table.template("language", NOTHING),
        compartment=table.template("compartment"),
        day=table.template("day", NOTHING),
        title=table.template("title", NOTHING),
        interviewee=table.template("interviewee", NOTHING),
        derived_from=table.template("derived_from", NOTHING),
        derivation=table.template("derivation", NOTHING),
        consents=tuple(_consent(entry) for entry in table.tables("consent")),
    )


def _consent(table: Table) -> ConsentCell:
    table.only("purpose", "recipient", "identity", "answer", "until")
    return ConsentCell(
        purpose=table.template("purpose"),
        recipient=table.template("recipient", NOTHING),
        identity=table.template("identity", NOTHING),
        answer=table.template("answer"),
        until=table.template("until", NOTHING),
    )


def _parts(sheet: Table, id_: Text, defaults: Defaults) -> Iterator[Part]:
    for kind in _PARTS:
        for table in sheet.tables(kind):
            for repeated, suffix in table.repetitions():
                yield _part(kind, repeated, Text((*id_.pieces[:-1], id_.pieces[-1] + suffix)), defaults)


def _part(kind: str, table: Table, id_: Text, defaults: Defaults) -> Part:
    fields = fields_of(kind)
    table.only(*_PART_KEYS, *fields)
    for name in REQUIRED.get(kind, ()):
        if name not in table.data:
            raise table.malformed(f"it has no {name!r}")
    return Part(
        kind=kind,
        id=table.template("id", id_),
        fields={name: fields[name](table, name, defaults) for name in table.data if name in fields},
        when=conditions(table, defaults),
        shared=table.truth("shared") is True,
    )
