"""One table of a mapping file, read strictly; it knows where it stands, so that a refusal can say so."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import product
from typing import TypeVar

from lastseen.domain.answers import Absence
from lastseen.exchange.mapping.model import MalformedMapping, Text
from lastseen.exchange.tables.sheets import folded

T = TypeVar("T")

_COLUMN = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its place in the file."""

    where: str
    data: Mapping[str, object]

    def malformed(self, why: str) -> MalformedMapping:
        """The refusal that says what is wrong here."""
        return MalformedMapping(where=self.where, why=why)

    def called(self, where: str) -> "Table":
        """The same table under a better name."""
        return Table(where, self.data)

    def only(self, *keys: str) -> None:
        """Refuse any other key."""
        for key in self.data:
            if key not in keys:
                raise self.malformed(f"unknown key {key!r}; known are {', '.join(keys)}")

    def get(self, key: str, kind: type[T], what: str) -> T | None:
        """A value of a kind, or None where there is none."""
        value = self.data.get(key)
        if value is None:
            return None
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.malformed(f"{key!r} is not {what}")
        return value

    def text(self, key: str) -> str | None:
        """A text that is not empty."""
        value = self.get(key, str, "a text")
        if value is not None and not value.strip():
            raise self.malformed(f"{key!r} is empty")
        return value

    def required(self, key: str) -> str:
        """A text that has to be there."""
        value = self.text(key)
        if value is None:
            raise self.malformed(f"it has no {key!r}")
        return value

    def truth(self, key: str) -> bool | None:
        """True or false."""
        return self.get(key, bool, "true or false")

    def number(self, key: str) -> int | None:
        """A whole number."""
        return self.get(key, int, "a whole number")

    def day(self, key: str) -> date | None:
        """A day, written as TOML writes days."""
        value = self.get(key, date, "a date written like 2011-12-17, without quotation marks")
        if isinstance(value, datetime):
            raise self.malformed(f"{key!r} is not a date written like 2011-12-17, without a time")
        return value

    def template(self, key: str, default: Text | None = None) -> Text:
        """A text with columns in braces; a whole number or a day stands for itself."""
        value = self.data.get(key)
        if value is None and default is not None:
            return default
        if isinstance(value, date) and not isinstance(value, datetime):
            return Text((value.isoformat(),))
        if isinstance(value, int) and not isinstance(value, bool):
            return Text((str(value),))
        return self._text(key, self.required(key))

    def _text(self, key: str, value: str) -> Text:
        if set("{}") & set(_COLUMN.sub("", value)):
            raise self.malformed(f"{key!r} has a brace without its other half")
        return Text(tuple(_COLUMN.split(value)))

    def texts(self, key: str) -> tuple[str, ...] | None:
        """A list of texts; numbers stand for themselves."""
        values = self.get(key, list, "a list of words")
        if values is None:
            return None
        if not values or not all(isinstance(v, str | int) and not isinstance(v, bool) for v in values):
            raise self.malformed(f"{key!r} is not a list of words")
        return tuple(str(value) for value in values)

    def table(self, key: str) -> "Table":
        """A table inside this one; an empty one where there is none."""
        return Table(f"{self.where}, {key}", self.get(key, dict, "a table") or {})

    def tables(self, key: str) -> list["Table"]:
        """A list of tables inside this one, counted from 1."""
        entries = self.get(key, list, f"a list of tables, written [[…{key}]]") or []
        if not all(isinstance(entry, dict) for entry in entries):
            raise self.malformed(f"{key!r} is not a list of tables")
        return [Table(f"{self.where}, {key} {place}", entry) for place, entry in enumerate(entries, start=1)]

    def tables_by_name(self) -> Iterator[tuple[str, "Table"]]:
        """Every entry, each of which has to be a table."""
        for key in self.data:
            yield key, self.table(key)

    def words(self) -> dict[str, str]:
        """Words as they stand in cells, folded, to what they mean here."""
        found: dict[str, str] = {}
        for key in self.data:
            if found.setdefault(folded(key), self.required(key)) != self.data[key]:
                raise self.malformed(f"{key!r} stands there twice, with different meanings")
        return found

    def absences(self) -> dict[str, Absence]:
        """Words as they stand in cells, folded, to the absence they mean."""
        self.only(*Absence)
        return {folded(word): Absence(key) for key in self.data for word in self.texts(key) or ()}

    def repetitions(self) -> Iterator[tuple["Table", str]]:
        """This table once for every combination of what ``for`` lists, each with what makes its id its own."""
        loops = self.table("for")
        names = list(loops.data)
        values = [loops.texts(name) or () for name in names]
        if not names:
            yield self, ""
            return
        for choice in product(*values):
            chosen = dict(zip(names, choice, strict=True))
            data = {key: _replaced(value, chosen) for key, value in self.data.items() if key != "for"}
            yield Table(f"{self.where} ({', '.join(choice)})", data), "".join(f"/{word}" for word in choice)


def _replaced(value: object, chosen: Mapping[str, str]) -> object:
    if isinstance(value, str):
        for name, word in chosen.items():
            value = value.replace(f"{{{name}}}", word)
        return value
    if isinstance(value, list):
        return [_replaced(item, chosen) for item in value]
    if isinstance(value, dict):
        return {_replaced(key, chosen): _replaced(item, chosen) for key, item in value.items()}
    return value
