"""Pairs worth looking at: those that agree on at least one block, each once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from lastseen.linkage.comparing.model import NO_CODE, coded_lists
from lastseen.linkage.comparing.spellings import Spellings
from lastseen.linkage.settings import BadSettings, Block, Key, Settings
from lastseen.names.keys import Keys

Places = NDArray[np.int64]

_MOST_LISTED, _MOST_SPANS = 6, 3
_BITS = np.uint64(32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked:
    """What one block gave: pairs, and how many records stood in groups too large to be looked at."""

    block: Block
    pairs: int
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Pairs of places in the table, each as one number, in order, and what each block gave."""

    pairs: Keys
    blocks: tuple[Blocked, ...]

    def __len__(self) -> int:
        """How many pairs there are."""
        return len(self.pairs)

    def ends(self, some: slice | Places) -> tuple[Places, Places]:
        """The two places of some of the pairs, the smaller first."""
        pairs = self.pairs[some]
        return (pairs >> _BITS).astype(np.int64), (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Keyed:
    """Records and their keys, place by place: a record has as many keys as it has places."""

    records: Places
    keys: Keys


def candidates(frame: pl.DataFrame, settings: Settings, spellings: Spellings) -> Candidates:
    """All pairs that agree on a block. Raises :class:`~lastseen.linkage.settings.BadSettings`."""
    found, told = [], []
    for block, of_block in block_keys(frame, settings, spellings):
        pairs, left_out = _pairs(of_block, block.largest)
        found.append(pairs)
        told.append(Blocked(block=block, pairs=len(pairs), left_out=left_out))
    return Candidates(pairs=_each_once(found), blocks=tuple(told))


def block_keys(frame: pl.DataFrame, settings: Settings, spellings: Spellings) -> Iterator[tuple[Block, Keyed]]:
    """Each block with the keys of its records. Raises :class:`~lastseen.linkage.settings.BadSettings`."""
    known: dict[Key, Keyed] = {}
    for block in settings.blocks:
        whole: Keyed | None = None
        for key in block.keys:
            if key not in known:
                known[key] = _keyed(frame, key, spellings)
            whole = known[key] if whole is None else _combined(whole, known[key], frame.height)
        if whole is None:
            raise BadSettings(where="a block", why="it has to be on at least one key")
        yield block, whole


def _keyed(frame: pl.DataFrame, key: Key, spellings: Spellings) -> Keyed:
    """The records that have this key, with each value of it."""
    for column in key.columns:
        if column not in frame.columns:
            raise BadSettings(where=f"block on {key.text}", why=f"the table has no column {column}")
    values = frame[key.columns[0]]
    match key.how:
        case "spans":
            return _of_spans(values, frame[key.columns[1]], key.number or 1)
        case "names":
            return _of_names(spellings, key)
        case "words":
            return _of_lists(values.cast(pl.String).str.extract_all(r"\w\w+"), 100)
        case "start":
            values = values.cast(pl.String).str.slice(0, key.number or 3)
        case "level":
            parts = values.cast(pl.String).str.split("/")
            is_deep = parts.list.len() >= (key.number or 1)
            values = pl.select(pl.when(is_deep).then(parts.list.head(key.number or 1).list.join("/"))).to_series()
    return _of_lists(values, _MOST_LISTED)


def _of_lists(values: pl.Series, most: int) -> Keyed:
    codes = coded_lists(values, most).codes
    records, slots = np.nonzero(codes != NO_CODE)
    return Keyed(records, codes[records, slots].astype(np.uint64))


def _of_names(spellings: Spellings, key: Key) -> Keyed:
    """The likeliest keys of each name."""
    codes = spellings.lists(key.columns[0], _MOST_LISTED).codes
    records, slots = np.nonzero(codes != NO_CODE)
    found = spellings.keys[codes[records, slots], : key.number]
    rows, places = np.nonzero(found)
    return Keyed(records[rows], found[rows, places])


def _of_spans(low: pl.Series, high: pl.Series, years: int) -> Keyed:
    start, end = (np.floor(one.cast(pl.Float64).to_numpy() / years) for one in (low, high))
    few = np.flatnonzero(end - start < _MOST_SPANS)  # neither bound is missing
    found = [Keyed(few, start[few].astype(np.int64).astype(np.uint64))]
    for further in range(1, _MOST_SPANS):
        longer = few[end[few] - start[few] >= further]
        found.append(Keyed(longer, (start[longer] + further).astype(np.int64).astype(np.uint64)))
    return Keyed(np.concatenate([one.records for one in found]), np.concatenate([one.keys for one in found]))


def _combined(one: Keyed, other: Keyed, count: int) -> Keyed:
    order = np.argsort(other.records, kind="stable")
    numbers = np.bincount(other.records, minlength=count)
    starts = np.cumsum(numbers) - numbers
    times = numbers[one.records]
    within = np.arange(int(times.sum())) - np.repeat(np.cumsum(times) - times, times)
    theirs = other.keys[order[np.repeat(starts[one.records], times) + within]]
    both = np.repeat(one.keys, times) * np.uint64(int(other.keys.max(initial=0)) + 1) + theirs
    return Keyed(np.repeat(one.records, times), both)


def _pairs(of_block: Keyed, largest: int) -> tuple[Keys, int]:
    """The pairs within each group, each as one number, and how many records are in groups too large."""
    order = pl.Series(of_block.keys).arg_sort().to_numpy()
    records, sorted_keys = of_block.records[order], of_block.keys[order]
    starts = np.flatnonzero(np.diff(sorted_keys, prepend=sorted_keys[:1] + np.uint64(1)))
    sizes = np.diff(np.append(starts, len(records)))
    large = np.repeat(sizes > largest, sizes)
    left_out = len(np.unique(records[large]))
    found = [_in_groups(records, starts[sizes == size], int(size)) for size in np.unique(sizes) if 2 <= size <= largest]
    return _each_once(found), left_out


def _each_once(found: Sequence[Keys]) -> Keys:
    """All pairs found, in order."""
    every = np.concatenate([np.empty(0, dtype=np.uint64), *found])
    every.sort()
    each: Keys = every[np.diff(every, prepend=every[:1] + np.uint64(1)) != 0]
    return each


def _in_groups(records: Places, starts: Places, size: int) -> Keys:
    members = records[starts[:, None] + np.arange(size)]
    i, j = np.triu_indices(size, 1)
    low, high = np.minimum(members[:, i], members[:, j]), np.maximum(members[:, i], members[:, j])
    pairs = (low.astype(np.uint64) << _BITS | high.astype(np.uint64)).ravel()
    found: Keys = pairs[(low != high).ravel()]
    return found
