"""Pairs worth looking at: those that agree on at least one block, each once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from lastseen.linkage.settings import BadSettings, Block
from lastseen.names.keys import keys

Places = NDArray[np.int64]

_KEY = re.compile(r"(?P<how>words|start|names)\((?P<column>[^,()]+)(?:,\s*(?P<letters>\d+))?\)")


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


def candidates(frame: pl.DataFrame, blocks: tuple[Block, ...]) -> Candidates:
    """All pairs that agree on a block. Raises :class:`~lastseen.linkage.settings.BadSettings`."""
    found, told = [], []
    for block in blocks:
        pairs, left_out = _pairs(frame, block)
        found.append(pairs)
        told.append(Blocked(block=block, pairs=pairs.height, left_out=left_out))
    every = pl.concat(found).unique().sort("left", "right")
    return Candidates(left=every["left"].to_numpy(), right=every["right"].to_numpy(), blocks=tuple(told))


def _pairs(frame: pl.DataFrame, block: Block) -> tuple[pl.DataFrame, int]:
    keyed = pl.DataFrame({"record": np.arange(frame.height)})
    for place, key in enumerate(block.on):
        keyed = keyed.join(_keyed(frame, key, f"key{place}"), on="record")
    on = [f"key{place}" for place in range(len(block.on))]
    sizes = keyed.group_by(on).len("size")
    kept = keyed.join(sizes.filter(pl.col("size").is_between(2, block.largest)).select(on), on=on)
    left_out = keyed.join(sizes.filter(pl.col("size") > block.largest), on=on)["record"].n_unique()
    pairs = kept.join(kept, on=on, suffix="_right").filter(pl.col("record") < pl.col("record_right"))
    return pairs.select(left="record", right="record_right").unique(), left_out


def _keyed(frame: pl.DataFrame, key: str, called: str) -> pl.DataFrame:
    """The records that have this key, with each value of it."""
    match = _KEY.fullmatch(key)
    column = match["column"] if match else key
    if column not in frame.columns:
        raise BadSettings(where=f"block on {key}", why=f"the table has no column {column}")
    values = frame[column]
    if match is None:
        keyed = pl.DataFrame({"record": np.arange(frame.height), called: values})
    elif match["how"] == "start":
        keyed = pl.DataFrame(
            {"record": np.arange(frame.height), called: values.str.slice(0, int(match["letters"] or 3))}
        )
    else:
        keyed = _many(values, match["how"], called)
    return keyed.drop_nulls().filter(pl.col(called).cast(pl.String) != "").unique()


def _many(values: pl.Series, how: str, called: str) -> pl.DataFrame:
    records, found = [], []
    for record, value in enumerate(values.to_list()):
        for key in _of_names(value or "") if how == "names" else _words(value or ""):
            records.append(record)
            found.append(key)
    return pl.DataFrame({"record": np.array(records, dtype=np.int64), called: pl.Series(found, dtype=pl.String)})


def _words(value: str) -> Iterator[str]:
    return (word for word in re.split(r"\W+", value) if len(word) > 1)


def _of_names(value: str) -> Iterator[str]:
    return (".".join(map(str, key)) for key in keys(value))
