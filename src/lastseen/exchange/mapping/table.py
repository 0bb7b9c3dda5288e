"""One table of a mapping file, read strictly; it knows where it stands, so that a refusal can say so."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import product

from lastseen.domain.answers import Absence
from lastseen.domain.strict import StrictTable
from lastseen.exchange.mapping.model import MalformedMapping, Text
from lastseen.exchange.tables.sheets import folded

_COLUMN = re.compile(r"\{([^{}]+)\}")


class Table(StrictTable):
    """A table of a mapping file."""

    __slots__ = ()

    def malformed(self, why: str) -> MalformedMapping:
        """The refusal that says what is wrong here."""
        return MalformedMapping(where=self.where, why=why)

    def called(self, where: str) -> "Table":
        """The same table under a better name."""
        return Table(where, self.data)

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
        return [Table(f"{self.where}, {key} {place}", entry) for place, entry in enumerate(self.entries(key), start=1)]

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
