"""Mappings: which columns of a file feed which fields of which accounts, as data that anybody can read and write.

One rule runs through a mapping: a text stands for itself, and what is in braces stands for the cell of that column, so
``"arrest"`` is always an arrest and ``"{how_taken}"`` is whatever the row says there. See docs/reference/mappings.md.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from lastseen.domain.answers import Absence
from lastseen.domain.dates import Reckoning
from lastseen.domain.errors import Refusal

Words = Mapping[str, str]
"""Words as they stand in cells, folded, to codes."""


class MalformedMapping(Refusal):
    """A mapping file that cannot be used."""

    code = "mapping.malformed"
    sentence = "Mapping {where}: {why}."
    hint = "Mend the mapping file; the reference page on mappings lists every key and what it takes."

    def __init__(self, *, where: str, why: str) -> None:
        """``why`` may be a sentence of its own: it ends in one full stop all the same."""
        super().__init__(where=where, why=why.rstrip(". "))


@dataclass(frozen=True, slots=True)
class Text:
    """A text with places for cells: ``pieces`` alternate between words and columns, words first."""

    pieces: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it takes cells from."""
        return self.pieces[1::2]

    @property
    def column(self) -> str | None:
        """The one column whose cell it is, with nothing around it."""
        return self.pieces[1] if len(self.pieces) == 3 and not (self.pieces[0] or self.pieces[2]) else None

    def __str__(self) -> str:
        return "".join(f"{{{piece}}}" if place % 2 else piece for place, piece in enumerate(self.pieces))


NOTHING = Text(("",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What has to be so in a row; of the tests only those given count, and all of them must be met."""

    column: str
    is_any: frozenset[str] | None = None
    is_none: frozenset[str] | None = None
    contains: tuple[str, ...] | None = None
    filled: bool | None = None
    between: tuple[float | None, float | None] | None = None
    blank: frozenset[str] = frozenset()
    """Words that stand for an absence and so do not fill a cell."""


class Precision(StrEnum):
    """How much of a date a column really says."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A band of numbers that has a code: from ``low``, within, up to ``high``, without."""

    low: float | None
    high: float | None
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """A text becomes the code of a term: by band, by this mapping's own words, or by the vocabulary's."""

    vocabulary: str
    words: Words = field(default_factory=dict)
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorities:
    """A text becomes an authority in a role."""

    codes: Codes
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """A text becomes an interval date: as told, or from its two ends."""

    earliest: Text = NOTHING
    latest: Text = NOTHING
    precision: Precision = Precision.DAY
    day_first: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ages:
    """A text becomes an age, in a reckoning if the text itself does not say which."""

    reckoning: Reckoning = Reckoning.UNSTATED


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """A text becomes a name in a script."""

    script: str = ""
    system: str = ""
    kind: str = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """A text becomes a pointer at another account of the same source; some words mean the person who speaks."""

    kind: str
    interviewee: frozenset[str] = frozenset()


class Plain(StrEnum):
    """A text stays a text, or becomes a whole number."""

    TEXT = "text"
    NUMBER = "number"


Reading = Codes | Authorities | Dates | Ages | Names | References | Plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """Where the value of a field comes from, and how the text becomes the value."""

    text: Text
    reading: Reading
    when: tuple[Condition, ...] = ()
    absent: Mapping[str, Absence] = field(default_factory=dict)
    split: str = ""

    @property
    def columns(self) -> Iterator[str]:
        """Every column this field looks at."""
        yield from self.text.columns
        yield from (condition.column for condition in self.when)
        if isinstance(self.reading, Dates):
            yield from (*self.reading.earliest.columns, *self.reading.latest.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a row says about one thing: an account, or a finding. ``id`` is the source's own key for it.

    ``shared`` parts may stand in several rows, which must then say the same of it.
    """

    kind: str
    id: Text
    fields: Mapping[str, tuple[Feed, ...]]
    when: tuple[Condition, ...] = ()
    shared: bool = False

    @property
    def columns(self) -> Iterator[str]:
        """Every column this part of a row looks at."""
        yield from self.id.columns
        yield from (condition.column for condition in self.when)
        for feeds in self.fields.values():
            for feed in feeds:
                yield from feed.columns


FINDING = "finding"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentCell:
    """One cell of the consent matrix of a source."""

    purpose: Text
    recipient: Text
    identity: Text
    answer: Text
    until: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """Which source a row belongs to, and what the row says of it."""

    id: Text
    kind: Text
    language: Text
    compartment: Text
    day: Text = NOTHING
    title: Text = NOTHING
    interviewee: Text = NOTHING
    derived_from: Text = NOTHING
    derivation: Text = NOTHING
    consents: tuple[ConsentCell, ...] = ()

    @property
    def columns(self) -> Iterator[str]:
        """Every column the source is described from."""
        texts = [self.id, self.kind, self.language, self.compartment, self.day, self.title, self.interviewee]
        texts += [self.derived_from, self.derivation]
        texts += [t for c in self.consents for t in (c.purpose, c.recipient, c.identity, c.answer, c.until)]
        for text in texts:
            yield from text.columns


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetMapping:
    """What the rows of one sheet say.

    ``source`` is a text where another sheet, or the registry, describes the source; ``page`` is what passages name
    instead of the cell; without ``cites_cells`` a passage names the row only. ``describes_sources`` tells that the rows
    are about sources, and need not say anything else.
    """

    name: str | None
    id: Text
    source: SourceText | Text
    parts: tuple[Part, ...]
    header: int = 1
    optional: bool = False
    page: Text = NOTHING
    cites_cells: bool = True
    describes_sources: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column it looks at, once."""
        found = [*self.id.columns, *self.source.columns, *self.page.columns]
        found += [column for part in self.parts for column in part.columns]
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeMapping:
    """One mapping file.

    ``absent`` are its words for absences, ``terms`` its own words by vocabulary; ``reference`` is the day that "last
    year" counts from where the source has no day; ``ignore`` names sheets that are there to be passed over; ``file`` is
    what refusals call it.
    """

    id: str
    version: str
    sheets: tuple[SheetMapping, ...]
    absent: Mapping[str, Absence] = field(default_factory=dict)
    terms: Mapping[str, Words] = field(default_factory=dict)
    encoding: str = "utf-8"
    reference: date | None = None
    ignore: tuple[str, ...] = ()
    file: str = field(default="", compare=False)

    @property
    def coder(self) -> str:
        """Whose reading of the source an import by this mapping is."""
        return f"import:{self.id}"
