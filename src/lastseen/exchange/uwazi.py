"""Uwazi collections, out and in: a folder of one CSV for each template, and its thesauri.

Each account is an entity whose title ends in its id, so that no two have one title; relations name titles. How other
collections call templates and properties stands in ``data/exchange/uwazi.toml``. See :data:`LOSSES`.
"""

import csv
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from lastseen.domain.accounts import ACCOUNT_TYPES, FieldSpec, ValueKind, specs
from lastseen.exchange.bundles.contents import Contents, SentAccount, SentSource
from lastseen.exchange.grid import (
    DATES,
    HEAD,
    KINDS,
    MANY,
    CannotRead,
    CellReader,
    Loss,
    Taken,
    Wording,
    rows,
    unreadable,
    within,
)
from lastseen.exchange.tables.opening import open_tables
from lastseen.exchange.tables.sheets import folded

LOSSES = (
    Loss(what="verdicts", why="a collection does not say which of its entities may be one person"),
    Loss(what="quotes", why="a property has no passages"),
    Loss(what="consents", why="an entity says nothing of what its source allows"),
    *DATES,
)
_THESAURI = "thesauri"
_POINT = "geolocation"
_ENTITY = "entity"
_NO_SOURCE = "collection"
_PERSON = "person"
_RANGE = re.compile(r"(\d{4}-\d\d-\d\d)?~(\d{4}-\d\d-\d\d)?")
_NEEDED = {"relation": ("person", "other"), **dict.fromkeys(("stage", "fate", "response", "effort"), ("person",))}

Row = dict[str, str]


def write_uwazi(contents: Contents, wording: Wording, out: Path) -> int:
    """Write records to a new folder as Uwazi imports them; gives how many entities."""
    titles = {one.id: _title(one, wording) for one in contents.accounts}
    titles |= {one.id: f"{one.kind} [{one.id}]" for one in contents.sources}
    (out / _THESAURI).mkdir(parents=True)
    _write(out / "source.csv", [{"title": titles[one.id], "kind": one.kind} for one in contents.sources])
    for kind in KINDS:
        accounts = [one for one in contents.accounts if one.kind == kind]
        told = rows(accounts, wording, titles)
        pairs = zip(accounts, told, strict=True)
        _write(out / f"{kind}.csv", [_row(one, row, titles, wording) for one, row in pairs])
    for vocabulary in sorted({one.vocabulary for one in contents.terms}):
        terms = wording.vocabularies[vocabulary].terms
        thesaurus = [{"English": term.label("en"), "Korean": term.label("ko")} for term in terms]
        _write(out / _THESAURI / f"{vocabulary}.csv", thesaurus)
    return len(titles)


def _row(one: SentAccount, row: Row, titles: Mapping[str, str], wording: Wording) -> Row:
    """An account as Uwazi has it: its title, its source, its fields, and the point of its place."""
    point = wording.point(next((value["v"] for value in one.said.get("place", ()) if "v" in value), ""))
    told = {"title": titles[one.id], "source": titles[one.source], **_untitled(row)}
    return told if point is None else {**told, _POINT: MANY.join(map(str, point))}


def _untitled(row: Row) -> Row:
    """A row whose own title, of a case, is not that of the entity."""
    return {"case title" if name == "title" else name: text for name, text in row.items()}


def _title(one: SentAccount, wording: Wording) -> str:
    """What an account is called: a name or what happened, and its id."""
    key = {"person": "names", "stage": "stage", "fate": "status", "relation": "relation"}.get(one.kind, "")
    said = [value["v"] for value in one.said.get(key, ()) if "v" in value]
    word = one.kind
    if said:
        word = said[0][0] if key == "names" else wording.word(specs(ACCOUNT_TYPES[one.kind])[key].vocabulary, said[0])
    return f"{word.replace(MANY, '/')} [{one.id}]"


def _write(path: Path, told: list[Row]) -> None:
    if told:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(dict.fromkeys(name for row in told for name in row)))
            writer.writeheader()
            writer.writerows(told)


@cache
def known_names() -> Mapping[str, Any]:
    """How collections call templates and properties, ours first."""
    return tomllib.loads((files("lastseen") / "data" / "exchange" / "uwazi.toml").read_text(encoding="utf-8"))


def read_uwazi(path: Path, wording: Wording) -> Taken:
    """What a collection holds: a folder of CSVs, each a template by its name, or one with a column ``Template``.

    Raises :class:`~lastseen.exchange.grid.CannotRead`, and a refusal of a table for one that is damaged.
    """
    reader = _Reader(cells=CellReader(wording=replace(wording, also=_thesauri(path / _THESAURI)), ids={}))
    for table in sorted(path.glob("*.csv")) if path.is_dir() else [path]:
        reader.table(table)
    if not reader.found:
        raise CannotRead(file=path.name, why="neither a file nor a column Template names a template that is known")
    return reader.taken()


def _thesauri(folder: Path) -> Mapping[str, tuple[str, ...]]:
    """Each label of a thesaurus, and the others of the same value, in whichever thesauri it stands."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted(folder.glob("*.csv")):
        for sheet in open_tables(path):
            for row in sheet.read(1).rows:
                labels = tuple(str(label) for label in row.cells if label)
                for key in map(folded, labels):
                    found[key] = (*found.get(key, ()), *labels)
    return found


@dataclass(frozen=True, slots=True)
class _Entity:
    place: str
    kind: str
    title: str
    said: Mapping[str, list[str]]
    """By field what its columns say, one for each language."""
    columns: Mapping[str, list[str]]
    """By field what these columns are called."""

    @property
    def id(self) -> str:
        """Its id as we wrote it into its title, else the title."""
        head, bracket, tail = self.title.rpartition(" [")
        return tail[:-1] if head and bracket and tail.endswith("]") else self.title


@dataclass(slots=True)
class _Reader:
    cells: CellReader
    found: list[_Entity] = field(default_factory=list)
    told_by: dict[str, str] = field(default_factory=dict)
    """By person the source that tells of them: an event without a source is of theirs."""
    entries: int = 0
    kept_out: int = 0

    def table(self, path: Path) -> None:
        """Read entities: of the template the file is named after, or that each of them names."""
        (sheet,) = open_tables(path)
        header = sheet.read(1)
        called = (folded(name) for name in known_names()["columns"]["all"]["template"])
        of_each = next((header.places[name] for name in called if name in header.places), None)
        read = {of_each}
        for row in header.rows:
            self.entries += 1
            template = path.stem if of_each is None else str(row.cell(of_each))
            kind, at = _kind(template), f"{path.name}, row {row.number}"
            self.cells.troubles += unreadable(row, header.names, at)
            fields = _fields(kind, tuple(header.names))
            read |= fields.keys()
            told: defaultdict[str, list[str]] = defaultdict(list)
            columns: defaultdict[str, list[str]] = defaultdict(list)
            for place, name in fields.items():
                if row.cell(place):
                    told[name].append(str(row.cell(place)).strip())
                    columns[name].append(header.names[place])
            if not kind or not told.get(_ENTITY):
                self._out(at, "uwazi.no-title" if kind else "uwazi.unknown-template", template)
            else:
                self.found.append(_Entity(at, kind, told[_ENTITY][0], told, columns))
        for place, column in enumerate(header.names):
            if place not in read and column and len(read) > 1:
                self.cells.note(f"{path.name}, column {column}", "uwazi.column-not-read", column)

    def _out(self, place: str, code: str, value: str) -> None:
        self.kept_out += 1
        self.cells.note(place, code, value)

    def taken(self) -> Taken:
        """All of it, once every title is known."""
        times = Counter((one.kind, one.title) for one in self.found)
        single = [one for one in self.found if times[one.kind, one.title] == 1]
        self.cells.ids = {(one.kind, one.title): one.id for one in single}
        sources = {one.title: one for one in single if one.kind == "source"}
        accounts: list[SentAccount] = []
        seen: set[tuple[str, str]] = set()
        order = list(known_names()["templates"])
        for one in sorted(self.found, key=lambda one: order.index(one.kind)):
            again = (one.kind, one.title) in seen
            seen.add((one.kind, one.title))
            if times[one.kind, one.title] > 1:
                self.cells.note(one.place, "uwazi.duplicate-title", one.title)
            if one.kind != "source":
                accounts += self._account(one, f"{one.id} ({one.place})" if again else one.id, sources)
        made = [SentSource(id=one.id, kind=(one.said.get("kind") or ["document"])[0], origin=one.id)
                for one in sources.values()]  # fmt: skip
        if any(one.source == _NO_SOURCE for one in accounts):
            made.append(SentSource(id=_NO_SOURCE, kind="partner-record", origin=_NO_SOURCE))
        return Taken(
            contents=Contents(head=HEAD, sources=tuple(made), accounts=tuple(accounts)),
            entries=self.entries,
            kept_out=self.kept_out,
            troubles=tuple(self.cells.troubles),
        )

    def _account(self, one: _Entity, id_: str, sources: Mapping[str, _Entity]) -> Iterable[SentAccount]:
        said = {name: self._values(one, name) for name in specs(ACCOUNT_TYPES[one.kind]) if name in one.said}
        if one.kind == "person" and not said.get("names") and one.id == one.title:
            said["names"] = tuple({"v": [title, "", "", "own"]} for title in one.said[_ENTITY])
        said = {name: values for name, values in said.items() if values}
        if not said.keys() >= set(_NEEDED.get(one.kind, ())):
            self._out(one.place, "records.of-nobody", one.title)
            return
        titles = one.said.get("source", [""])[0].split(MANY)
        named = sources.get(titles[0])
        if titles[0] and (named is None or len(titles) > 1):
            self.cells.note(one.place, "records.nobody-called" if named is None else "records.several", titles[0])
        people = said[_PERSON] if _PERSON in _NEEDED.get(one.kind, ()) else ()
        if one.kind == _PERSON and named is not None:
            self.told_by[id_] = named.id
        for person in people or [{}]:
            own = {**said, _PERSON: (person,)} if people else said
            source = self.told_by.get(person.get("v", ""), _NO_SOURCE) if named is None else named.id
            called = f"{id_} ({person.get('v')})" if len(people) > 1 else id_
            yield SentAccount(id=called, source=source, kind=one.kind, said=own, quotes={})

    def _values(self, one: _Entity, name: str) -> tuple[Mapping[str, Any], ...]:
        """What the columns of a field say: in two languages the same code, or what the first of them says."""
        spec = specs(ACCOUNT_TYPES[one.kind])[name]
        several = replace(spec, many=spec.many or name == _PERSON)
        places = [within(one.place, column) for column in one.columns[name]]
        texts = [_as_written(text, spec) for text in one.said[name]]
        told = [self.cells.values(text, several, place) for text, place in zip(texts, places, strict=True)]
        if spec.kind is ValueKind.NAME:
            return tuple(value for values in told for value in values)
        if any(values != told[0] for values in told[1:]):
            self.cells.note(places[0], "uwazi.languages-differ", " / ".join(one.said[name]))
        return told[0]


def _as_written(text: str, spec: FieldSpec) -> str:
    """A cell as we write it: Uwazi exports periods with a tilde, and a term of a group behind the group's name."""
    if spec.kind is ValueKind.DATE:
        return text.replace("~", ":") if _RANGE.fullmatch(text) else text
    coded = spec.kind in (ValueKind.CODE, ValueKind.AUTHORITY)
    return MANY.join(part.rpartition("::")[2] for part in text.split(MANY)) if coded else text


def _key(name: str) -> str:
    return folded(name.replace("_", " ").replace("-", " "))


def _kind(template: str) -> str:
    """The kind of account that a template is of; nothing where it is of none."""
    names = known_names()["templates"]
    return next((kind for kind, called in names.items() if _key(template) in map(_key, called)), "")


@cache
def _fields(kind: str, columns: tuple[str, ...]) -> Mapping[int, str]:
    """By place of a column the field it feeds; without columns that feed none, or where the kind is none."""
    found = {place: _field(kind, name) for place, name in enumerate(columns)} if kind else {}
    return {place: name for place, name in found.items() if name}


def _field(kind: str, column: str) -> str:
    """The field a column feeds, whatever its language; nothing where it is not known."""
    name = _key(column.partition("__")[0])
    known = known_names()["columns"]
    called = {one: [one] for one in specs(ACCOUNT_TYPES[kind])} if kind in ACCOUNT_TYPES else {}
    called |= known["all"] | known.get(kind, {})
    if name == _POINT:
        return _POINT
    return next((one for one, names in called.items() if name in map(_key, names)), "")
