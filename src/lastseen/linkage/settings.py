"""What a table is linked by: the fields compared, each in its own way, and the blocks in which pairs are looked for."""

import pathlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final

from lastseen.domain.errors import Refusal


class BadSettings(Refusal):
    """Settings that cannot be read, or that ask for what there is not."""

    code = "linkage.bad-settings"
    sentence = "{where}: {why}."
    hint = "docs/reference/linkage.md lists the kinds of fields and their keys."


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """How often each step is met among pairs that are one and by chance, as shares, learned elsewhere.

    Where a table has little to say of its own, these stand: they count as much as so many pairs as ``as_pairs`` and
    ``as_chance`` say.
    """

    same: tuple[float, ...]
    chance: tuple[float, ...]
    as_pairs: float = 40.0
    as_chance: float = 400.0


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
    trained: Trained | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A column of codes: the same or not."""

    column: str
    rarity: float = 0.5
    trained: Trained | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A column of days as YYYY-MM-DD: the same, one digit off, two, the same year, or none of these.

    The first of January is taken for a year whose day is not known: agreeing on it counts apart.
    """

    column: str
    trained: Trained | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Nested:
    """A column of codes that hold one another, as postcodes do: the same, or the same without its last letters.

    ``shorter`` are the numbers of letters left off, rising; a space at the end is left off as well.
    """

    column: str
    shorter: tuple[int, ...] = (2, 3)
    trained: Trained | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A column of names in any script, or of lists of them: the two that agree best, as :mod:`lastseen.names` says."""

    column: str
    trained: Trained | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KinNames:
    """A column of lists of the names of relatives: none in common, or one that is alike in steps."""

    column: str
    trained: Trained | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Two columns of numbers that bound a value, as years of birth; null is no bound.

    ``near`` are gaps, rising, up to which what does not overlap is near; bounds not wider than the first are narrow.
    """

    low: str
    high: str
    near: tuple[float, ...] = (1.0,)
    trained: Trained | None = None

    @property
    def column(self) -> str:
        """What the field is called."""
        return self.low


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """A column of places within places, the widest first, as ``country/province/county``: how many agree, up to four.

    Where one of two is told less finely than the other, they agree as far as both are told.
    """

    column: str
    rarity: float = 0.5
    trained: Trained | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf:
    """A column of lists of codes: one in common, or none."""

    column: str
    rarity: float = 0.5
    trained: Trained | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """A column that names what tells of each record: from the same, two are rarely one.

    ``weight`` is the log Bayes factor of the same; another one says nothing. It is not estimated: what one source says
    of two people is alike for many reasons that the fields do not know of.
    """

    column: str
    weight: float = -6.0


Field = Text | Code | Day | Nested | PersonName | KinNames | Span | Path | AnyOf | Apart

KINDS: Final[Mapping[str, type[Field]]] = {
    "text": Text,
    "code": Code,
    "day": Day,
    "nested": Nested,
    "name": PersonName,
    "kin": KinNames,
    "span": Span,
    "path": Path,
    "any": AnyOf,
    "apart": Apart,
}


HOW: Final = ("words", "start", "names", "level", "spans")
"""How keys are made from columns, beside their values themselves."""
_KEY: Final = re.compile(rf"(?P<how>{'|'.join(HOW)})\((?P<columns>[^()]+)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key of a block: a column as it is, or one or two in one of the ways of ``HOW``, with a number."""

    text: str
    how: str
    columns: tuple[str, ...]
    number: int | None

    @classmethod
    def of(cls, text: str) -> "Key":
        """A key as it is told, ``how(column, number)``."""
        match = _KEY.fullmatch(text)
        how, inside = (match["how"], match["columns"].split(",")) if match else ("", [text])
        told = [one.strip() for one in inside] if match else inside
        numbers = [int(one) for one in told if one.isdigit()]
        columns = tuple(one for one in told if not one.isdigit())
        return cls(text=text, how=how, columns=columns, number=numbers[0] if numbers else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Pairs that agree on all of these are looked at, unless more than ``largest`` records agree on them at once.

    A key is a column (of a list each of its values), or ``words(column)`` for each word of it, ``start(column, n)`` for
    its first n letters, ``names(column, n)`` for up to n keys of a name in any script, ``level(column, n)`` for its
    first n places, and ``spans(low, high, n)`` for each n years that the bounds touch, where these are few.
    """

    on: tuple[str, ...]
    largest: int = 60

    @property
    def keys(self) -> tuple["Key", ...]:
        """The keys, taken apart."""
        return tuple(map(Key.of, self.on))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything a table is linked by. ``id`` names the column that tells records apart."""

    id: str
    fields: tuple[Field, ...]
    blocks: tuple[Block, ...]
    seed: int = 0
    largest_component: int = 3000
    sample: int = 300_000
    """How many pairs drawn by chance show how often values agree, and how many candidates are learned from."""
    floor: float = -7.0
    """The log odds below which a candidate pair is counted and left."""
    trust: float = 1.0
    """By how much all evidence is scaled, since fields are not quite independent."""
    per_record: float | None = None
    """How many pairs that are one there are for each record, learned elsewhere; counts as much as twenty records."""


def read_settings(path: pathlib.Path) -> Settings:
    """The settings in a TOML file. Raises :class:`BadSettings`."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(where=path, why=str(error)) from None
    return parse_settings(told, str(path))


def testimony() -> Settings:
    """The settings for accounts of people; docs/reference/linkage.md names the columns of their table."""
    told, trained = (_shipped(name) for name in ("testimony.toml", "trained.toml"))
    for field in told["field"]:
        if (learned := trained.get(field.get("column", field.get("low")))) is not None:
            field["trained"] = learned
    return parse_settings(told, "data/linkage/testimony.toml")


def _shipped(name: str) -> dict[str, Any]:
    return tomllib.loads((files("lastseen") / "data" / "linkage" / name).read_text(encoding="utf-8"))


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
    values = {key: value for key, value in told.items() if key != "kind"}
    if "trained" in values:
        values["trained"] = _made(Trained, values["trained"], f"{where}, trained")
    made: Field = _made(KINDS[kind], values, where)
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
