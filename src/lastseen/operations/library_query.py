"""What the library is asked for, as a value, and as it stands in an address."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from lastseen.domain.errors import Refusal


class BadQuery(Refusal):
    """An address, or a view saved by another version, asks for something that cannot be asked."""

    code = "library.bad-query"
    sentence = "{name} cannot be {value}."
    hint = "Take it out of the address, or ask again from the library's own page."


class Sort(StrEnum):
    """The order people are listed in; of two alike the older code comes first."""

    CODE = "code"
    TAKEN = "taken"
    LATEST = "latest"
    SOURCES = "sources"


@dataclass(frozen=True, slots=True)
class Facet:
    """Something people are counted and chosen by; ``of_taking`` where it is true of one taking as one source tells it.

    Choices of a taking hold together, in one telling of one taking; each of the others may be told by any source.
    """

    name: str
    vocabulary: str
    of_taking: bool = False


FACETS: Mapping[str, Facet] = MappingProxyType(
    {
        facet.name: facet
        for facet in (
            Facet("role", "role"),
            Facet("sex", "sex"),
            Facet("occupation", "occupation"),
            Facet("relation", "relation"),
            Facet("period", "leadership-period", of_taking=True),
            Facet("country", "place", of_taking=True),
            Facet("province", "place", of_taking=True),
            Facet("place", "place", of_taking=True),
            Facet("places", "place", of_taking=True),
            Facet("first", "authority", of_taking=True),
            Facet("last", "authority", of_taking=True),
            Facet("ever", "authority", of_taking=True),
            Facet("grounds", "grounds", of_taking=True),
            Facet("stages", "stage-kind", of_taking=True),
            Facet("facility", "facility", of_taking=True),
            Facet("basis", "basis", of_taking=True),
            Facet("fate", "fate-status"),
            Facet("elements", "element"),
            Facet("responses", "response-kind"),
            Facet("inconsistencies", "inconsistency"),
            Facet("outcome", "finding-outcome"),
            Facet("standard", "finding-standard"),
            Facet("kind", "source-kind"),
        )
    }
)
"""The facets, in the order they are shown."""

LARGEST_PAGE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is asked for; what is left as it is asks for nothing.

    ``text`` is who or where: names in any spelling, titles of cases, places, authorities, codes, names of sources; each
    word is to be found somewhere about the person. ``said`` are words of the sources' texts. ``chosen`` has, by facet,
    the codes of which any is to be so, with all that lie below them. ``since`` to ``until`` is when the person may have
    been taken, ``youngest`` to ``oldest`` how old they may have been. ``told_by`` is the fewest independent sources.
    """

    text: str = ""
    said: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    since: date | None = None
    until: date | None = None
    youngest: int | None = None
    oldest: int | None = None
    told_by: int = 1
    case: str = ""
    source: str = ""
    sort: Sort = Sort.CODE
    page: int = 1
    size: int = 50

    @classmethod
    def from_params(cls, params: Iterable[tuple[str, str]]) -> "Query":
        """What the parameters of an address ask for; empty ones ask for nothing. Raises :class:`BadQuery`."""
        given: dict[str, Any] = {}
        chosen: dict[str, dict[str, None]] = {}
        for name, value in params:
            if value == "":
                continue
            if name in FACETS:
                chosen.setdefault(name, {})[value] = None
            else:
                given[name] = _read(name, value)
        return cls(**given, chosen={name: tuple(codes) for name, codes in chosen.items()})

    def to_params(self) -> tuple[tuple[str, str], ...]:
        """The parameters of an address that asks for this, and for nothing that is asked for anyway."""
        return tuple(_written(self))


def _read(name: str, value: str) -> Any:
    reading = _READING.get(name)
    if reading is None:
        raise BadQuery(name=name, value="asked for")
    try:
        return reading(value)
    except ValueError as error:
        raise BadQuery(name=name, value=value) from error


def _written(query: Query) -> Iterator[tuple[str, str]]:
    for one in fields(Query):
        value = getattr(query, one.name)
        if one.name == "chosen":
            yield from ((name, code) for name in FACETS for code in value.get(name, ()))
        elif value != one.default:
            yield one.name, value.isoformat() if isinstance(value, date) else str(value)


def _number(least: int, most: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        number = int(value) if re.fullmatch(r"\d{1,9}", value, re.ASCII) else -1
        if not least <= number <= most:
            raise ValueError(value)
        return number

    return read


_MANY = 10**9

_READING: Mapping[str, Callable[[str], Any]] = MappingProxyType(
    {
        "text": str,
        "said": str,
        "since": date.fromisoformat,
        "until": date.fromisoformat,
        "youngest": _number(0, 150),
        "oldest": _number(0, 150),
        "told_by": _number(1, _MANY),
        "case": str,
        "source": str,
        "sort": Sort,
        "page": _number(1, _MANY),
        "size": _number(1, LARGEST_PAGE),
    }
)
