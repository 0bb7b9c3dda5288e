"""The prose of a report in one language, read and not yet filled in."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from lastseen.reports.document.model import Run, Voice


class Form(StrEnum):
    """How a figure is quoted: as a number with its bounds in words or in digits, as a share, as a percentage, with its
    unit, by its label, or the whole it is part of."""

    WORDS = "words"
    DIGITS = "digits"
    SHARE = "share"
    PERCENT = "percent"
    UNITS = "units"
    LABEL = "label"
    OF = "of"


class Fact(StrEnum):
    """What can be quoted beside figures."""

    SNAPSHOT = "snapshot"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Where a figure or a fact is quoted, set as ``style`` says. ``where`` names file and line."""

    what: str
    form: Form | Fact
    style: Run
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Particle:
    """Where a Korean particle takes the shape that fits what stands before it, such as ``은/는``."""

    pair: str
    style: Run


Inline = tuple[Run | Quote | Particle, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The head of a section. ``inside`` marks it as for those inside only, with all below it."""

    level: int
    text: Inline
    anchor: str
    inside: bool
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A paragraph of prose, or of a block quote."""

    text: Inline
    voice: Voice = Voice.BODY


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list of points."""

    items: tuple[Inline, ...]
    numbered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a part of the report stands, and its caption."""

    part: str
    caption: Inline
    where: str


Passage = Section | Saying | Listing | Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """What an author wrote: a title, perhaps a subtitle, and passages with the places of parts among them."""

    title: Inline
    subtitle: Inline
    passages: tuple[Passage, ...]

    @property
    def sections(self) -> tuple[Section, ...]:
        """The heads of all sections."""
        return tuple(passage for passage in self.passages if isinstance(passage, Section))

    @property
    def places(self) -> tuple[Place, ...]:
        """Where parts stand, in order."""
        return tuple(passage for passage in self.passages if isinstance(passage, Place))

    def public(self, dropped: frozenset[str]) -> "Prose":
        """The prose without sections for those inside, and without these parts."""
        kept = tuple(p for p in _outside(self.passages) if not (isinstance(p, Place) and p.part in dropped))
        return replace(self, passages=kept)


def _outside(passages: tuple[Passage, ...]) -> Iterator[Passage]:
    hidden: int | None = None
    for passage in passages:
        if isinstance(passage, Section) and (hidden is None or passage.level <= hidden):
            hidden = passage.level if passage.inside else None
        if hidden is None:
            yield passage
