"""Uwazi collections, out and in: a folder of one CSV for each template, and its thesauri.

Each account is an entity whose title ends in its id, so that no two have one title; relations name titles. How other
collections call templates and properties stands in ``data/exchange/uwazi.toml``. See :data:`LOSSES`.
"""

import csv
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from lastseen.domain.accounts import ACCOUNT_TYPES, ValueKind, specs
from lastseen.exchange.bundles.contents import Contents, SentAccount, SentSource
from lastseen.exchange.grid import HEAD, MANY, CannotRead, CellReader, Loss, Taken, Wording, rows
from lastseen.exchange.tables.opening import open_tables
from lastseen.exchange.tables.sheets import folded

LOSSES = (
    Loss(what="verdicts", why="a collection does not say which of its entities may be one person"),
    Loss(what="quotes", why="a property has no passages"),
    Loss(what="consents", why="an entity says nothing of what its source allows"),
    Loss(what="person.birth", why="a date is its days; the words it was told in are left out"),
    Loss(what="stage.start", why="a date is its days; the words it was told in are left out"),
    Loss(what="stage.end", why="a date is its days; the words it was told in are left out"),
    Loss(what="fate.as_of", why="a date is its days; the words it was told in are left out"),
    Loss(what="response.start", why="a date is its days; the words it was told in are left out"),
    Loss(what="effort.start", why="a date is its days; the words it was told in are left out"),
)
_KINDS = tuple(kind for kind in ACCOUNT_TYPES if kind != "mass-event")
_THESAURI = "thesauri"
_POINT = "geolocation"
_ENTITY = "entity"
_NO_SOURCE = "collection"
_NEEDED = {"relation": ("person", "other"), **dict.fromkeys(("stage", "fate", "response", "effort"), ("person",))}

Row = dict[str, str]


def write_uwazi(contents: Contents, wording: Wording, out: Path) -> int:
    """Write records to a new folder as Uwazi imports them; gives how many entities."""
    titles = {one.id: _title(one, wording) for one in contents.accounts}
    titles |= {one.id: f"{one.kind} [{one.id}]" for one in contents.sources}
    (out / _THESAURI).mkdir(parents=True)
    _write(out / "source.csv", [{"title": titles[one.id], "kind": one.kind} for one in contents.sources])
    for kind in _KINDS:
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
    """What a collection holds: a folder of CSVs, each a template by its name.

    Raises :class:`~lastseen.exchange.grid.CannotRead`, and a refusal of a table for one that is damaged.
    """
    if not path.is_dir():
        raise CannotRead(file=path.name, why="a collection is a folder of CSV files, one for each template")
    thesauri = path / _THESAURI
    also = dict(_thesauri(thesauri)) if thesauri.is_dir() else {}
    reader = _Reader(cells=CellReader(wording=replace(wording, also=also), ids={}))
    for table in sorted(path.glob("*.csv")):
        reader.table(table)
    if not reader.found:
        raise CannotRead(file=path.name, why="none of its files is named after a template that is known")
    return reader.taken()


def _thesauri(folder: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each label of a thesaurus, and the others of the same value."""
    for path in sorted(folder.glob("*.csv")):
        for sheet in open_tables(path):
            for row in sheet.read(1).rows:
                labels = tuple(str(label) for label in row.cells if label)
                for label in labels:
                    yield folded(label), labels


@dataclass(frozen=True, slots=True)
class _Entity:
    place: str
    kind: str
    title: str
    said: Mapping[str, list[str]]
    """By field what its columns say, one for each language."""

    @property
    def id(self) -> str:
        """Its id as we wrote it into its title, else the title."""
        head, bracket, tail = self.title.rpartition(" [")
        return tail[:-1] if head and bracket and tail.endswith("]") else self.title


@dataclass(slots=True)
class _Reader:
    cells: CellReader
    found: list[_Entity] = field(default_factory=list)
    entries: int = 0
    kept_out: int = 0

    def table(self, path: Path) -> None:
        """Read the entities of one template."""
        names = known_names()["templates"]
        kind = next((kind for kind, called in names.items() if _key(path.stem) in map(_key, called)), None)
        (sheet,) = open_tables(path)
        header = sheet.read(1)
        columns = {} if kind is None else {place: _field(kind, name) for place, name in enumerate(header.names)}
        if kind is None:
            self.cells.note(path.name, "uwazi.unknown-template", path.stem)
        for place, name in columns.items():
            if not name:
                self.cells.note(path.name, "uwazi.column-not-read", header.names[place])
        for row in header.rows:
            self.entries += 1
            told: dict[str, list[str]] = {}
            for place, name in columns.items():
                if name and row.cell(place):
                    told.setdefault(name, []).append(str(row.cell(place)).strip())
            at = f"{path.name}, row {row.number}"
            if kind is None or not told.get(_ENTITY):
                self._out(at, "uwazi.unknown-template" if kind is None else "uwazi.no-title", path.stem)
            else:
                self.found.append(_Entity(at, kind, told[_ENTITY][0], told))

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
        for one in self.found:
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
        source = _NO_SOURCE if named is None else named.id
        yield SentAccount(id=id_, source=source, kind=one.kind, said=said, quotes={})

    def _values(self, one: _Entity, name: str) -> tuple[Mapping[str, Any], ...]:
        """What the columns of a field say: in two languages the same code, or what the first of them says."""
        spec = specs(ACCOUNT_TYPES[one.kind])[name]
        told = [self.cells.values(text, spec, one.place) for text in one.said[name]]
        if spec.kind is ValueKind.NAME:
            return tuple(value for values in told for value in values)
        if any(values != told[0] for values in told[1:]):
            self.cells.note(one.place, "uwazi.languages-differ", " / ".join(one.said[name]))
        return told[0]


def _key(name: str) -> str:
    return folded(name.replace("_", " ").replace("-", " "))


def _field(kind: str, column: str) -> str:
    """The field a column feeds, whatever its language; nothing where it is not known."""
    name = _key(column.partition("__")[0])
    known = known_names()["columns"]
    called = {one: [one] for one in specs(ACCOUNT_TYPES[kind])} if kind in ACCOUNT_TYPES else {}
    called |= known["all"] | known.get(kind, {})
    if name == _POINT:
        return _POINT
    return next((one for one, names in called.items() if name in map(_key, names)), "")
