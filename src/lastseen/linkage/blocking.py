"""Pairs worth looking at: those that agree on at least one block, each once."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
import polars as pl
from numpy.typing import NDArray

from lastseen.linkage.comparing.model import NO_CODE, coded_lists
from lastseen.linkage.settings import BadSettings, Block, Settings
from lastseen.names.keys import keys

Places = NDArray[np.int64]
Keys = NDArray[np.uint64]

HOW = ("words", "start", "names", "level", "spans")
"""How keys are made from columns, beside their values themselves."""

_KEY = re.compile(rf"(?P<how>{'|'.join(HOW)})\((?P<columns>[^()]+)\)")
_MOST_LISTED, _MOST_SPANS, _MOST_KEYS = 6, 3, 12
_BITS = np.uint64(32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked:
    """What one block gave: pairs, and how many records stood in groups too large to be looked at."""

    block: Block
    pairs: int
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Pairs of places in the table, the smaller left, in order, and what each block gave."""

    left: Places
    right: Places
    blocks: tuple[Blocked, ...]


@dataclass(frozen=True, slots=True)
class Keyed:
    """Records and their keys, place by place: a record has as many keys as it has places."""

    records: Places
    keys: Keys


def candidates(frame: pl.DataFrame, settings: Settings) -> Candidates:
    """All pairs that agree on a block. Raises :class:`~lastseen.linkage.settings.BadSettings`."""
    found, told = [np.empty(0, dtype=np.uint64)], []
    for block, of_block in block_keys(frame, settings):
        pairs, left_out = _pairs(of_block, block.largest)
        found.append(pairs)
        told.append(Blocked(block=block, pairs=len(pairs), left_out=left_out))
    every = pl.Series(np.concatenate(found)).unique().sort().to_numpy()
    left, right = every >> _BITS, every & np.uint64(0xFFFFFFFF)
    return Candidates(left=left.astype(np.int64), right=right.astype(np.int64), blocks=tuple(told))


def block_keys(frame: pl.DataFrame, settings: Settings) -> Iterator[tuple[Block, Keyed]]:
    """Each block with the keys of its records. Raises :class:`~lastseen.linkage.settings.BadSettings`."""
    known: dict[str, Keyed] = {}
    for block in settings.blocks:
        yield block, _of_block(frame, block, known)


def keyed(frame: pl.DataFrame, key: str) -> Keyed:
    """The records that have this key, with each value of it. Raises :class:`BadSettings`."""
    match = _KEY.fullmatch(key)
    how, columns = (match["how"], [one.strip() for one in match["columns"].split(",")]) if match else ("", [key])
    numbers = [int(one) for one in columns if one.isdigit()]
    columns = [one for one in columns if not one.isdigit()]
    for column in columns:
        if column not in frame.columns:
            raise BadSettings(where=f"block on {key}", why=f"the table has no column {column}")
    if how == "spans":
        return _of_spans(frame[columns[0]], frame[columns[1]], numbers[0])
    return _of_column(frame[columns[0]], how, numbers[0] if numbers else None)


def _of_column(values: pl.Series, how: str, number: int | None) -> Keyed:
    match how:
        case "names":
            return _of_names(values, number or _MOST_KEYS)
        case "words":
            words = values.cast(pl.String).str.extract_all(r"\w\w+")
            return _of_lists(words, 100)
        case "start":
            values = values.cast(pl.String).str.slice(0, number or 3)
        case "level":
            parts = values.cast(pl.String).str.split("/")
            is_deep = parts.list.len() >= (number or 1)
            values = pl.select(pl.when(is_deep).then(parts.list.head(number or 1).list.join("/"))).to_series()
    return _of_lists(values, _MOST_LISTED)


def _of_lists(values: pl.Series, most: int) -> Keyed:
    codes = coded_lists(values, most).codes
    records, slots = np.nonzero(codes != NO_CODE)
    return Keyed(records, codes[records, slots].astype(np.uint64))


def _of_names(values: pl.Series, most: int) -> Keyed:
    """The likeliest keys of each name."""
    lists = coded_lists(values, _MOST_LISTED)
    of_names = [[_as_number(key) for key in keys(name)[:most]] for name in lists.words]
    starts = np.concatenate([[0], np.cumsum([len(one) for one in of_names], dtype=np.int64)])
    flat = np.array([key for one in of_names for key in one], dtype=np.uint64)
    records, slots = np.nonzero(lists.codes != NO_CODE)
    names = lists.codes[records, slots]
    counts = np.diff(starts)[names]
    within = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
    found = flat[np.repeat(starts[names], counts) + within]
    return Keyed(np.repeat(records, counts), coded_keys(found))


def coded_keys(found: Keys) -> Keys:
    """Keys by numbers without gaps."""
    return np.unique(found, return_inverse=True)[1].astype(np.uint64)


def _as_number(key: Sequence[int]) -> int:
    return reduce(lambda number, part: number << 9 | (part + 1), key[:6], 0)


def _of_spans(low: pl.Series, high: pl.Series, years: int) -> Keyed:
    start, end = (np.floor(one.cast(pl.Float64).to_numpy() / years) for one in (low, high))
    few = np.flatnonzero(end - start < _MOST_SPANS)  # neither bound is missing
    found = [Keyed(few, start[few].astype(np.int64).astype(np.uint64))]
    for further in range(1, _MOST_SPANS):
        longer = few[end[few] - start[few] >= further]
        found.append(Keyed(longer, (start[longer] + further).astype(np.int64).astype(np.uint64)))
    return Keyed(np.concatenate([one.records for one in found]), np.concatenate([one.keys for one in found]))


def _of_block(frame: pl.DataFrame, block: Block, known: dict[str, Keyed]) -> Keyed:
    """Every combination of the keys of each record."""
    whole: Keyed | None = None
    for key in block.on:
        if key not in known:
            known[key] = keyed(frame, key)
        whole = known[key] if whole is None else _combined(whole, known[key], frame.height)
    if whole is None:
        raise BadSettings(where="a block", why="it has nothing to agree on")
    return whole


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
    pairs = np.concatenate([np.empty(0, dtype=np.uint64), *found])
    return pl.Series(pairs).unique().to_numpy(), left_out


def _in_groups(records: Places, starts: Places, size: int) -> Keys:
    members = records[starts[:, None] + np.arange(size)]
    i, j = np.triu_indices(size, 1)
    low, high = np.minimum(members[:, i], members[:, j]), np.maximum(members[:, i], members[:, j])
    pairs = (low.astype(np.uint64) << _BITS | high.astype(np.uint64)).ravel()
    found: Keys = pairs[(low != high).ravel()]
    return found
