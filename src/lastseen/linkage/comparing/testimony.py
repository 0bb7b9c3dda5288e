"""Fields as testimony tells them: bounds, places within places, several codes, and the source that tells."""

import numpy as np
import polars as pl

from lastseen.linkage.comparing.model import (
    NO_CODE,
    UNKNOWN,
    Compared,
    Comparer,
    Places,
    Weights32,
    coded,
    coded_lists,
    comparer,
    rare,
    rarity_of,
)
from lastseen.linkage.settings import AnyOf, Apart, Path, Span

_MOST_CODES = 4
_LEVELS = 4


class _BySpan(Comparer):
    def __init__(self, field: Span, frame: pl.DataFrame) -> None:
        self.near = tuple(sorted(field.near))
        low, high = (frame[column].cast(pl.Float32).to_numpy() for column in (field.low, field.high))
        is_known = ~(np.isnan(low) & np.isnan(high))
        self.low = np.where(is_known & np.isnan(low), np.float32(-np.inf), low)
        self.high = np.where(is_known & np.isnan(high), np.float32(np.inf), high)
        self.labels = ("apart", *("near" for _ in self.near), "overlapping", "agreeing")

    def __call__(self, left: Places, right: Places) -> Compared:
        low, high = self.low, self.high
        a, b, c, d = low[left], high[left], low[right], high[right]
        gap = np.maximum(a, c) - np.minimum(b, d)
        narrow = (b - a <= self.near[0]) & (d - c <= self.near[0])
        steps = len(self.near) - np.digitize(gap, self.near, right=True)
        steps = np.where(gap <= 0, np.where(narrow, len(self.near) + 2, len(self.near) + 1), steps).astype(np.int8)
        steps[np.isnan(gap)] = UNKNOWN
        return Compared(steps=steps)

    def shown(self, left: int, right: int) -> tuple[str, str]:
        return self._told(left), self._told(right)

    def _told(self, place: int) -> str:
        low, high = self.low[place], self.high[place]
        if np.isnan(low):
            return ""
        ends = [f"{np.floor(end):.0f}" if np.isfinite(end) else "" for end in (low, high)]
        return ends[0] if ends[0] == ends[1] else "–".join(ends)


class _ByPath(Comparer):
    labels = (
        *("different", "same-1-then-different", "same-1", "same-2-then-different", "same-2"),
        *("same-3-then-different", "same-3", "same-4"),
    )

    def __init__(self, field: Path, frame: pl.DataFrame) -> None:
        whole = coded(frame[field.column])
        self.whole = whole
        parts = [word.split("/") for word in whole.words]
        heads = [["/".join(one[: level + 1]) if len(one) > level else "" for one in parts] for level in range(_LEVELS)]
        self.levels = [self._of_level(of_level) for of_level in heads]
        self.rarities = [rarity_of(level, int(level.max(initial=0)) + 1) for level in self.levels]

    def _of_level(self, of_level: list[str]) -> "np.ndarray[tuple[int], np.dtype[np.int32]]":
        of_words = coded(pl.Series(of_level, dtype=pl.String)).codes
        return np.where(self.whole.codes == NO_CODE, NO_CODE, np.append(of_words, NO_CODE)[self.whole.codes])

    def __call__(self, left: Places, right: Places) -> Compared:
        steps = np.zeros(len(left), dtype=np.int8)
        rarity = np.zeros(len(left), dtype=np.float32)
        parted = np.zeros(len(left), dtype=bool)
        for level, (codes, rarities) in enumerate(zip(self.levels, self.rarities, strict=True)):
            ours, theirs = codes[left], codes[right]
            both = (ours != NO_CODE) & (theirs != NO_CODE) & ~parted
            same = both & (ours == theirs)
            steps[same] = min(2 * level + 2, len(self.labels) - 1)
            np.copyto(rarity, rare(rarities, ours, same), where=same)
            differ = both & ~same
            steps[differ] = max(2 * level - 1, 0)
            parted |= differ
        first = self.levels[0]
        steps[(first[left] == NO_CODE) | (first[right] == NO_CODE)] = UNKNOWN
        return Compared(steps=steps, rarity=rarity)

    def shown(self, left: int, right: int) -> tuple[str, str]:
        return self.whole.shown(left), self.whole.shown(right)


class _ByAny(Comparer):
    labels = ("none", "common")

    def __init__(self, field: AnyOf, frame: pl.DataFrame) -> None:
        self.lists = coded_lists(frame[field.column], _MOST_CODES)
        self.rarity = rarity_of(self.lists.codes.ravel(), len(self.lists.words))

    def __call__(self, left: Places, right: Places) -> Compared:
        codes = self.lists.codes
        rarity: Weights32 = np.zeros(len(left), dtype=np.float32)
        common = np.zeros(len(left), dtype=bool)
        for ours in codes.T:
            for theirs in codes.T:
                a, b = ours[left], theirs[right]
                same = (a == b) & (a != NO_CODE)
                common |= same
                rarity = np.maximum(rarity, rare(self.rarity, a, same))
        steps = common.astype(np.int8)
        steps[(codes[left, 0] == NO_CODE) | (codes[right, 0] == NO_CODE)] = UNKNOWN
        return Compared(steps=steps, rarity=rarity)

    def shown(self, left: int, right: int) -> tuple[str, str]:
        ours, theirs = self.lists.of(left), self.lists.of(right)
        common = [code for code in ours if code in theirs]
        return (", ".join(common or ours), ", ".join(common or theirs)) if ours and theirs else ("", "")


class _ByApart(Comparer):
    labels = ("same-source", "other-source")

    def __init__(self, field: Apart, frame: pl.DataFrame) -> None:
        self.coded = coded(frame[field.column])
        self.fixed = np.array([field.weight, 0.0])

    def __call__(self, left: Places, right: Places) -> Compared:
        ours, theirs = self.coded.codes[left], self.coded.codes[right]
        steps = (ours != theirs).astype(np.int8)
        steps[(ours == NO_CODE) | (theirs == NO_CODE)] = UNKNOWN
        return Compared(steps=steps)

    def shown(self, left: int, right: int) -> tuple[str, str]:
        return self.coded.shown(left), self.coded.shown(right)


comparer.register(Span, _BySpan)
comparer.register(Path, _ByPath)
comparer.register(AnyOf, _ByAny)
comparer.register(Apart, _ByApart)
