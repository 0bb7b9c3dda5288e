"""What a change of many at once would do, row by row: to whom, from what, and to whom not, for which reason."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import batched
from typing import TypeAlias

import polars as pl

from lastseen.domain.accounts import AccountId, PersonAccount, SourceId
from lastseen.domain.derive.answers import Possible
from lastseen.domain.derive.cases import Disappearance
from lastseen.domain.derive.frame import Frame
from lastseen.domain.derive.variables import SHAPES, VARIABLES, Shape
from lastseen.domain.errors import Refusal
from lastseen.domain.protection import Hold
from lastseen.domain.rights import Rights
from lastseen.domain.verdicts import VerdictKind
from lastseen.operations.library_choosing import Chosen, chosen, conditions
from lastseen.operations.library_contents import library_of
from lastseen.operations.library_query import Query
from lastseen.operations.library_view import View
from lastseen.operations.library_words import worded
from lastseen.operations.pages.asked import code_of
from lastseen.operations.pages.near import Near, read_near
from lastseen.operations.pages.parts import Answer, short, taking
from lastseen.operations.protections import protections
from lastseen.operations.workspace import Workspace
from lastseen.storage.search.finding import accounts_numbered

MOST = 500
"""How many people or interviews may be changed at once: so many that somebody can still look at each."""
_TOGETHER = 100
"""How many people are read together."""

OF_PERSON = frozenset(v.name for v in VARIABLES if v.fields and all(f.startswith("person.") for f in v.fields))
"""The variables that are of the person; of all others each taking has its own value."""


class TooMany(Refusal):
    """More is to be changed at once than anybody can look at."""

    code = "bulk.too-many"
    sentence = "{n} are more than can be changed at once."
    hint = "Narrow the list down to at most {most}, or choose single rows."


class Because(StrEnum):
    """Why a row stays as it is."""

    GONE = "gone"
    """It was chosen, and is not among those found any more."""
    NOT_TAKEN = "not-taken"
    """Nobody tells that the person was taken, so that figures have no value of theirs."""
    ALREADY = "already"
    """It is so already."""


Before: TypeAlias = Possible | date | str | None
"""What there is now: all that is left open of a variable, the review day of a hold, a word about an interview."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One person, taking or interview of a change; ``because`` is None where it will be changed.

    ``code`` is that of the person, or the name of the interview; ``case`` that of the taking, where it is about one.
    ``is_told`` says whether any source leaves the new value open. ``ids`` are the accounts the change hangs on, or the
    interview.
    """

    code: str
    names: tuple[str, ...] = ()
    case: str = ""
    before: Before = None
    is_told: bool = True
    because: Because | None = None
    ids: frozenset[AccountId | SourceId] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Those whom a query finds: all of them, or where ``codes`` are given, only these."""

    query: Query
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Every row of a change, and the digest by which it is known whether anything is other than it was shown."""

    rows: tuple[Row, ...]
    digest: str

    @property
    def changing(self) -> tuple[Row, ...]:
        """The rows that will be changed."""
        return tuple(row for row in self.rows if row.because is None)


def preview(rows: Iterable[Row], change: object) -> Preview:
    """These rows of a change, with the digest of all of it."""
    held = tuple(rows)
    said = repr((change, [(row, sorted(map(str, row.ids))) for row in held]))
    stripped = repr((change, [_canonical(row) for row in held]))
    del said
    return Preview(rows=held, digest=hashlib.sha256(stripped.encode()).hexdigest())


def _canonical(row: Row) -> tuple[object, ...]:
    """A row without the order that sets have by chance."""
    return (row.code, row.case, row.before, row.because, sorted(map(str, row.ids)))
