"""What a table is linked by: the fields compared, each in its own way, and the blocks in which pairs are looked for."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from lastseen.domain.errors import Refusal


class BadSettings(Refusal):
    """Settings that cannot be read, or that ask for what there is not."""

    code = "linkage.bad-settings"
    sentence = "{where}: {why}."
    hint = "docs/reference/linkage.md lists the kinds of fields and their keys."


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A column of words: the same, alike in steps, or different.

    ``alike`` are the Jaro–Winkler similarities, rising, at which a step begins. Where one of two has no value, the
    other's is compared with ``crossed``. ``rarity`` says how much an agreement on a rare value counts for more, from
    nought to one.
    """

    column: str
    alike: tuple[float, ...] = (0.7, 0.85)
    crossed: str = ""
    rarity: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A column of codes: the same or not."""

    column: str
    rarity: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A column of days as YYYY-MM-DD: the same, one digit off, two, the same year, or none of these.

    The first of January is taken for a year whose day is not known: agreeing on it counts apart.
    """

    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Nested:
    """A column of codes that hold one another, as postcodes do: the same, or the same without its last letters.

    ``shorter`` are the numbers of letters left off, rising; a space at the end is left off as well.
    """

    column: str
    shorter: tuple[int, ...] = (2, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A column of names in any script, weighed as :mod:`lastseen.names` weighs them. Nothing of it is estimated."""

    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Two columns of numbers that bound a value, as years of birth: nested, overlapping, apart by little, or apart."""

    low: str
    high: str
    near: float = 1.0

    @property
    def column(self) -> str:
        """What the field is called."""
        return self.low


Field = Text | Code | Day | Nested | PersonName | Span

KINDS: Final[Mapping[str, type[Field]]] = {
    "text": Text,
    "code": Code,
    "day": Day,
    "nested": Nested,
    "name": PersonName,
    "span": Span,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Pairs that agree on all of these are looked at, unless more than ``largest`` records agree on them at once.

    A key is a column, or ``words(column)`` for each word of it, ``start(column, n)`` for its first n letters, and
    ``names(column)`` for the keys of a name in any script.
    """

    on: tuple[str, ...]
    largest: int = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything a table is linked by. ``id`` names the column that tells records apart."""

    id: str
    fields: tuple[Field, ...]
    blocks: tuple[Block, ...]
    seed: int = 0
    largest_component: int = 3000
    sample: int = 300_000
    """How many pairs drawn at random show how often values agree by chance."""


def read_settings(path: Path) -> Settings:
    """The settings in a TOML file. Raises :class:`BadSettings`."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(where=path, why=str(error)) from None
    return parse_settings(told, str(path))


def parse_settings(told: Mapping[str, Any], where: str) -> Settings:
    """Settings as they are told. Raises :class:`BadSettings`."""
    rest = {key: value for key, value in told.items() if key not in {"field", "block"}}
    fields = tuple(_field(one, f"{where}, field {n}") for n, one in enumerate(told.get("field", ()), start=1))
    blocks = tuple(_made(Block, one, f"{where}, block {n}") for n, one in enumerate(told.get("block", ()), start=1))
    if not fields or not blocks:
        raise BadSettings(where=where, why="there has to be at least one field and one block")
    made: Settings = _made(Settings, {**rest, "fields": fields, "blocks": blocks}, where)
    return made


def _field(told: Mapping[str, Any], where: str) -> Field:
    kind = str(told.get("kind"))
    if kind not in KINDS:
        raise BadSettings(where=where, why=f"the kind {kind!r} is none of {', '.join(KINDS)}")
    made: Field = _made(KINDS[kind], {key: value for key, value in told.items() if key != "kind"}, where)
    return made


def _made(cls: type[Any], told: Mapping[str, Any], where: str) -> Any:
    values = {
        key: tuple(value) if isinstance(value, Sequence) and not isinstance(value, str) else value
        for key, value in told.items()
    }
    try:
        return cls(**values)
    except TypeError as error:
        raise BadSettings(where=where, why=str(error).replace(f"{cls.__name__}.__init__() ", "")) from None
