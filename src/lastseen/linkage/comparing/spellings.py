"""The names in a table, read once for every field that compares them and every block that looks for pairs by them."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

import numpy as np
import polars as pl

from lastseen.linkage.comparing.model import NO_CODE, Lists, coded_lists
from lastseen.linkage.settings import KinNames, PersonName, Settings
from lastseen.names.keys import Keys, keys_of
from lastseen.names.many import Names, Scorer, prepare

_MOST = 6
"""How many names of one list are read at most."""


class Spellings:
    """The names in some columns of a table: whatever stands in several of them is read once."""

    def __init__(self, frame: pl.DataFrame, columns: Iterable[str]) -> None:
        lists = {column: coded_lists(frame[column], _MOST) for column in dict.fromkeys(columns)}
        self.words = tuple(sorted({word for one in lists.values() for word in one.words}))
        places = {word: place for place, word in enumerate(self.words)}
        self._lists = {column: self._placed(one, places) for column, one in lists.items()}

    @classmethod
    def of(cls, frame: pl.DataFrame, settings: Settings) -> "Spellings":
        """All names that a table is linked by."""
        compared = [field.column for field in settings.fields if isinstance(field, PersonName | KinNames)]
        blocked = [key.columns[0] for block in settings.blocks for key in block.keys if key.how == "names"]
        return cls(frame, (column for column in (*compared, *blocked) if column in frame.columns))

    def lists(self, column: str, most: int) -> Lists:
        """The names of each record in a column, at most so many, as places among all."""
        found = self._lists[column]
        return replace(found, codes=found.codes[:, :most])

    @cached_property
    def names(self) -> Names:
        """All names, read."""
        return prepare(self.words)

    @cached_property
    def scorer(self) -> Scorer:
        """What compares any two of them."""
        return Scorer.of(self.names, self.names)

    @cached_property
    def keys(self) -> Keys:
        """The keys of each name by numbers from one on, the likeliest first, filled up with nought."""
        found = keys_of(self.names)
        numbers = np.searchsorted(np.unique(np.append(found, 0)), found)
        return numbers.astype(np.uint64)

    def _placed(self, one: Lists, places: dict[str, int]) -> Lists:
        of_words = np.array([*(places[word] for word in one.words), NO_CODE], dtype=np.int32)  # the last is NO_CODE
        return Lists(words=self.words, codes=of_words[one.codes])
