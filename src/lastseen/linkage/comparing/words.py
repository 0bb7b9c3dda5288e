"""Fields of words, codes and days, as any table may have them."""

import numpy as np
import polars as pl
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler, Levenshtein

from lastseen.linkage.comparing.model import (
    NO_CODE,
    UNKNOWN,
    Coded,
    Codes,
    Compared,
    Comparer,
    Floats,
    Places,
    Steps,
    coded,
    comparer,
    rare,
    rarity_of,
)
from lastseen.linkage.settings import Code, Day, Nested, Text

_THE_SAME = 0.9999


class _ByText(Comparer):
    def __init__(self, field: Text, frame: pl.DataFrame) -> None:
        self.begins = (*field.alike, _THE_SAME)
        self.is_crossed = bool(field.crossed)
        columns = [field.column, *([field.crossed] if field.crossed else [])]
        every = coded(pl.concat([frame[column].cast(pl.String) for column in columns]))
        self.own = Coded(words=every.words, codes=every.codes[: frame.height])
        self.crossed = every.codes[frame.height :]
        self.texts = np.array(every.words, dtype=object)
        self.rarity = rarity_of(self.own.codes, len(every.words))
        plain = ("different", *("alike" for _ in field.alike), "same")
        self.labels = (*plain, *(f"crossed-{label}" for label in plain)) if field.crossed else plain

    def __call__(self, left: Places, right: Places) -> Compared:
        ours, theirs = self.own.codes[left], self.own.codes[right]
        steps, plain = self._steps(ours, theirs), len(self.begins) + 1
        if self.is_crossed:
            across = np.maximum(
                np.where(theirs == NO_CODE, self._steps(ours, self.crossed[right]), UNKNOWN),
                np.where(ours == NO_CODE, self._steps(self.crossed[left], theirs), UNKNOWN),
            )
            steps = np.where((steps == UNKNOWN) & (across != UNKNOWN), plain + across, steps).astype(np.int8)
        return Compared(steps=steps, rarity=rare(self.rarity, ours, steps == plain - 1))

    def _steps(self, ours: Codes, theirs: Codes) -> Steps:
        steps = np.full(len(ours), UNKNOWN, dtype=np.int8)
        known = (ours != NO_CODE) & (theirs != NO_CODE)
        same = known & (ours == theirs)
        steps[same] = len(self.begins)
        other = np.flatnonzero(known & ~same)
        steps[other] = np.minimum(np.digitize(self._alike(ours[other], theirs[other]), self.begins), len(self.begins))
        return steps

    def _alike(self, ours: Codes, theirs: Codes) -> Floats:
        """How alike words are, each two once."""
        each, where = np.unique(ours.astype(np.int64) * len(self.texts) + theirs, return_inverse=True)
        first, second = np.divmod(each, max(len(self.texts), 1))
        found: Floats = process.cpdist(
            self.texts[first].tolist(), self.texts[second].tolist(), scorer=JaroWinkler.similarity, dtype=np.float64
        )
        return found[where]

    def shown(self, left: int, right: int) -> tuple[str, str]:
        return self.own.shown(left), self.own.shown(right)


class _ByCode(Comparer):
    labels = ("different", "same")

    def __init__(self, field: Code, frame: pl.DataFrame) -> None:
        self.coded = coded(frame[field.column])
        self.rarity = rarity_of(self.coded.codes, len(self.coded.words))

    def __call__(self, left: Places, right: Places) -> Compared:
        ours, theirs = self.coded.codes[left], self.coded.codes[right]
        steps = (ours == theirs).astype(np.int8)
        steps[(ours == NO_CODE) | (theirs == NO_CODE)] = UNKNOWN
        return Compared(steps=steps, rarity=rare(self.rarity, ours, steps == 1))

    def shown(self, left: int, right: int) -> tuple[str, str]:
        return self.coded.shown(left), self.coded.shown(right)


class _ByDay(Comparer):
    labels = ("different", "same-year", "two-digits-off", "one-digit-off", "same-year-alone", "same")

    def __init__(self, field: Day, frame: pl.DataFrame) -> None:
        self.coded = coded(frame[field.column])
        days = self.coded.words
        self.texts = np.array(days, dtype=object)
        self.years = coded(pl.Series(days, dtype=pl.String).str.slice(0, 4)).codes if days else self.coded.codes
        self.is_year = np.array([day.endswith("-01-01") for day in days] or [False], dtype=bool)

    def __call__(self, left: Places, right: Places) -> Compared:
        steps = np.full(len(left), UNKNOWN, dtype=np.int8)
        ours, theirs = self.coded.codes[left], self.coded.codes[right]
        known = np.flatnonzero((ours != NO_CODE) & (theirs != NO_CODE))
        ours, theirs = ours[known], theirs[known]
        off = process.cpdist(
            self.texts[ours].tolist(), self.texts[theirs].tolist(), scorer=Levenshtein.distance, dtype=np.int32
        )
        same = np.where(self.is_year[ours] | self.is_year[theirs], 4, 5)
        steps[known] = np.select(
            [off == 0, off == 1, off == 2, self.years[ours] == self.years[theirs]], [same, 3, 2, 1], 0
        )
        return Compared(steps=steps)

    def shown(self, left: int, right: int) -> tuple[str, str]:
        return self.coded.shown(left), self.coded.shown(right)


class _ByNested(Comparer):
    def __init__(self, field: Nested, frame: pl.DataFrame) -> None:
        whole = frame[field.column].cast(pl.String).str.strip_chars()
        shorter = [whole.str.head(-cut).str.strip_chars_end() for cut in field.shorter]
        self.levels = [coded(level) for level in (whole, *shorter)]
        self.labels = ("different", *("shorter" for _ in shorter), "same")

    def __call__(self, left: Places, right: Places) -> Compared:
        steps = np.zeros(len(left), dtype=np.int8)
        for level in self.levels:
            ours, theirs = level.codes[left], level.codes[right]
            steps += (ours == theirs) & (ours != NO_CODE)
        whole = self.levels[0].codes
        steps[(whole[left] == NO_CODE) | (whole[right] == NO_CODE)] = UNKNOWN
        return Compared(steps=steps)

    def shown(self, left: int, right: int) -> tuple[str, str]:
        return self.levels[0].shown(left), self.levels[0].shown(right)


comparer.register(Text, _ByText)
comparer.register(Code, _ByCode)
comparer.register(Day, _ByDay)
comparer.register(Nested, _ByNested)
