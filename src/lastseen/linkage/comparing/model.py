"""What a comparison of many pairs by one field gives, and how the columns compared are kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import singledispatch

import numpy as np
import polars as pl
from numpy.typing import NDArray

from lastseen.linkage.settings import Field

Floats = NDArray[np.float64]
Weights32 = NDArray[np.float32]
Places = NDArray[np.int64]
Steps = NDArray[np.int8]
Codes = NDArray[np.int32]

UNKNOWN = -1
"""The step of a pair of which one has no value: it says nothing."""
NO_CODE = -1
"""The code of a record that has no value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One field of many pairs.

    ``steps``, shape (pairs,), is the step of agreement of each, from least to most, or ``UNKNOWN``. ``rarity``, where
    the field has one, is the log of one over the share of records that have the value agreed on, nought for pairs that
    agree on none. ``beyond`` is how much more than its step a pair counts, where the field weighs itself.
    """

    steps: Steps
    rarity: Weights32 | None = None
    beyond: Weights32 | None = None


class Comparer:
    """Compares pairs of records of one table by one field.

    ``labels`` names its steps, from least to most. ``implied`` has, for a field that weighs itself, the log Bayes
    factor that each step stands for. ``fixed`` has the log Bayes factors of a field of which nothing is estimated.
    A field that ``is_costly`` says no more than its steps do, and is compared where it can matter.
    """

    labels: tuple[str, ...]
    implied: Floats | None = None
    fixed: Floats | None = None
    is_costly: bool = False

    @property
    def count(self) -> int:
        """How many steps there are."""
        return len(self.labels)

    def __call__(self, left: Places, right: Places) -> Compared:
        """Compare records at these places, pair by pair."""
        raise NotImplementedError

    def shown(self, left: int, right: int) -> tuple[str, str]:
        """What was compared of two records, as text; empty where one has no value."""
        raise NotImplementedError


@singledispatch
def comparer(field: Field, frame: pl.DataFrame) -> Comparer:
    """What compares pairs of a table by a field."""
    raise TypeError(field, frame)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A column of words as numbers: ``codes``, shape (records,), are places in ``words``, or ``NO_CODE``."""

    words: tuple[str, ...]
    codes: Codes

    def shown(self, place: int) -> str:
        """The word of a record."""
        code = int(self.codes[place])
        return "" if code == NO_CODE else self.words[code]


def coded(values: pl.Series) -> Coded:
    """A column as numbers; empty words are no value."""
    words = values.cast(pl.String).str.strip_chars()
    known = words.filter(words != "").unique().sort()
    codes = words.replace_strict(known, np.arange(len(known), dtype=np.int32), default=NO_CODE, return_dtype=pl.Int32)
    return Coded(words=tuple(known.to_list()), codes=codes.fill_null(NO_CODE).to_numpy())


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """A column of lists of words: row by row ``codes``, shape (records, longest), filled up with ``NO_CODE``."""

    words: tuple[str, ...]
    codes: Codes

    def of(self, place: int) -> list[str]:
        """The words of a record."""
        return [self.words[int(code)] for code in self.codes[place] if code != NO_CODE]


def coded_lists(values: pl.Series, most: int) -> Lists:
    """A column of lists, or of words that stand for lists of one, as numbers; at most so many of each list."""
    flat = pl.DataFrame({"record": np.arange(len(values)), "word": values})
    if isinstance(values.dtype, pl.List):
        flat = flat.explode("word")
    flat = flat.cast({"word": pl.String})
    flat = flat.with_columns(pl.col("word").str.strip_chars()).filter(pl.col("word").fill_null("") != "")
    flat = flat.unique(maintain_order=True).with_columns(slot=pl.int_range(pl.len()).over("record"))
    flat = flat.filter(pl.col("slot") < most)
    of_words = coded(flat["word"])
    codes = np.full((len(values), max(1, int(flat["slot"].max() or 0) + 1)), NO_CODE, dtype=np.int32)  # type: ignore[arg-type]
    codes[flat["record"].to_numpy(), flat["slot"].to_numpy()] = of_words.codes
    return Lists(words=of_words.words, codes=codes)


def rarity_of(codes: Codes, count: int) -> Weights32:
    """For each code the log of one over the share of those that have one which have this."""
    known = codes[codes != NO_CODE]
    numbers = np.bincount(known, minlength=max(count, 1))
    found: Weights32 = (np.log(max(len(known), 1)) - np.log(np.maximum(numbers, 1))).astype(np.float32)
    return found


def rare(table: Weights32, codes: Codes, agree: NDArray[np.bool_]) -> Weights32:
    """The rarity of what is agreed on, nought for those that do not agree."""
    found: Weights32 = np.where(agree, table[np.maximum(codes, 0)], np.float32(0.0))
    return found


def labelled(words: Sequence[str], count: int) -> tuple[str, ...]:
    """Names for steps: these, then the last for all that are left."""
    return tuple(words[min(step, len(words) - 1)] for step in range(count))
