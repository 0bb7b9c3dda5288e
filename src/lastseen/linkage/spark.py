"""The engine beyond one machine: Spark joins the blocks over a cluster, and pairs are scored there by the same code.

What compares records goes to each worker once. Pairs stay on the cluster, but for those that reach the floor. What is
compared holds names: so whatever travels or is put on disk is encrypted, and no page shows the work.
"""

import pickle
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias
from warnings import catch_warnings, filterwarnings

import numpy as np
import polars as pl

from lastseen.domain.errors import Refusal
from lastseen.linkage.blocking import Blocked, block_keys
from lastseen.linkage.comparing import Comparer
from lastseen.linkage.engines import Embedded, Engine, Scored, Table, Watch, unwatched
from lastseen.linkage.settings import BadSettings, Settings
from lastseen.linkage.weighing import Weights, probability

if TYPE_CHECKING:
    from pyarrow import RecordBatch
    from pyarrow import Table as ArrowTable
    from pyspark import Broadcast
    from pyspark.sql import SparkSession

Judge: TypeAlias = "tuple[Sequence[Comparer], Weights, Settings]"
"""What compares records, how much each agreement counts, and what is asked for."""

_MASTER: Final = re.compile(r"spark://[\w.-]+:\d+|local\[([1-9]\d*|\*)\]")
_OPTIONS: Final = {
    "spark.authenticate": "true",
    "spark.driver.maxResultSize": "0",
    "spark.io.encryption.enabled": "true",
    "spark.log.level": "ERROR",
    "spark.network.crypto.enabled": "true",
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(1 << 17),
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
_HERE: Final = {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}
"""On this machine alone, nothing listens to others."""
_MOST_BLOCKS: Final = 63
"""The bits of a number that can say which blocks gave a pair."""

_GROUPED: Final = "SELECT *, count(*) OVER (PARTITION BY block, key) AS size FROM {keys}"
_LEFT_OUT: Final = """
    SELECT block, count(DISTINCT record) AS records FROM {grouped} WHERE size > largest GROUP BY block
"""
_PAIRS: Final = """
    WITH kept AS (SELECT block, key, record FROM {grouped} WHERE size BETWEEN 2 AND largest)
    SELECT a.record AS left, b.record AS right, bit_or(shiftleft(1L, a.block)) AS blocks
    FROM kept a JOIN kept b ON a.block = b.block AND a.key = b.key AND a.record < b.record
    GROUP BY a.record, b.record
"""
_BATCH: Final = "left array<long>, right array<long>, log_odds array<double>, expected double, looked_at array<long>"
"""One row for each batch of pairs: those kept, how many are one, and how many pairs there were, in all and by block."""


class NoSpark(Refusal):
    """Spark is not installed, does not start, or gives up on the work."""

    code = "linkage.no-spark"
    sentence = "Spark cannot be used: {why}."
    hint = "docs/how-to/link-on-spark.md says what it needs; --engine local links without it."


class UnknownEngine(Refusal):
    """A name that is no engine's."""

    code = "linkage.unknown-engine"
    sentence = "{named} is no engine."
    hint = "Name local, spark://HOST:PORT, or local[N] for Spark on N processors of this machine."


def engine_named(text: str, watch: Watch = unwatched) -> Engine:
    """The engine of this name, which shows its progress where it can. Raises :class:`UnknownEngine`."""
    if text == "local":
        return Embedded(watch)
    if _MASTER.fullmatch(text):
        return Spark(master=text)
    raise UnknownEngine(named=text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spark:
    """The engine on a Spark cluster, ``spark://HOST:PORT``, or on N processors of this machine, ``local[N]``."""

    master: str

    def score(self, table: Table, weights: Weights) -> Scored:
        """Join the blocks and score their pairs on the cluster, and keep those that reach the floor.

        Raises :class:`NoSpark`, and :class:`~lastseen.linkage.settings.BadSettings` where there are too many blocks.
        """
        if len(table.settings.blocks) > _MOST_BLOCKS:
            raise BadSettings(where="the blocks", why=f"Spark takes {_MOST_BLOCKS} at most")
        with _session(self.master) as session:
            return _scored(session, table, weights)


@contextmanager
def _session(master: str) -> Iterator["SparkSession"]:
    """A session of our own, so that everything in it is encrypted."""
    try:
        import pyarrow as pa  # noqa: F401, PLC0415  # installed only where Spark is used
        from py4j.protocol import Py4JError  # noqa: PLC0415  # as above
        from pyspark.errors import PySparkException  # noqa: PLC0415  # as above
        from pyspark.sql import SparkSession  # noqa: PLC0415  # as above
    except ImportError as error:
        raise NoSpark(why=str(error)) from None
    if SparkSession.getActiveSession() is not None:
        raise NoSpark(why="a session is open here already, which may not be encrypted")
    options = _OPTIONS if master.startswith("spark:") else {**_OPTIONS, **_HERE}
    with catch_warnings(), ExitStack() as stack:
        filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)  # none is used
        try:
            session = SparkSession.builder.master(master).appName("lastseen").config(map=options).getOrCreate()
            stack.callback(session.stop)
            context = session.sparkContext
            if context.pythonExec == "python3":  # nobody named another
                context.pythonExec = sys.executable
            yield session
        except (PySparkException, Py4JError) as error:
            raise NoSpark(why=_told(error)) from error


def _told(error: Exception) -> str:
    """What went wrong at the root: the first line of Java, or the last of Python."""
    of_java = getattr(error, "java_exception", None)
    while of_java is not None and (cause := of_java.getCause()) is not None:
        of_java = cause
    lines = str(error if of_java is None else of_java.toString()).strip().splitlines()
    return lines[-1 if of_java is None else 0].rstrip(".")


@dataclass(frozen=True, slots=True)
class _Whole:
    """What goes to the workers, in one piece: Spark cannot encrypt the buffers that numpy would have beside it."""

    judge: Judge

    def __reduce__(self) -> tuple[Callable[[bytes], Judge], tuple[bytes]]:
        return pickle.loads, (pickle.dumps(self.judge),)


def _scored(session: "SparkSession", table: Table, weights: Weights) -> Scored:
    settings = table.settings
    grouped = session.sql(_GROUPED, keys=session.createDataFrame(_keys(table)))
    left_out = session.sql(_LEFT_OUT, grouped=grouped).toArrow()
    judge = session.sparkContext.broadcast(_Whole((table.comparers, weights, settings)))
    batches = session.sql(_PAIRS, grouped=grouped).mapInArrow(partial(_judged, judge), _BATCH).toArrow()
    return _gathered(pl.DataFrame(batches), dict(pl.DataFrame(left_out).iter_rows()), settings)


def _keys(table: Table) -> "ArrowTable":
    """Every key of every record, by block, with how large a group of it may be."""
    parts = [
        pl.DataFrame({"record": of_block.records, "key": of_block.keys.view(np.int64)}).with_columns(
            block=pl.lit(number, pl.Int32), largest=pl.lit(block.largest, pl.Int64)
        )
        for number, (block, of_block) in enumerate(block_keys(table.frame, table.settings, table.spellings))
    ]
    return pl.concat(parts).to_arrow()


def _judged(judge: "Broadcast[Judge]", batches: Iterator["RecordBatch"]) -> Iterator["RecordBatch"]:
    """Scores batches of pairs; this runs on the workers."""
    import pyarrow as pa  # noqa: PLC0415  # installed only where Spark is used

    comparers, weights, settings = judge.value
    for batch in batches:
        left, right, blocks = (batch.column(name).to_numpy() for name in ("left", "right", "blocks"))
        odds = weights.odds(comparers, left, right, settings.floor)
        kept = odds >= settings.floor
        found = {
            "left": left[kept],
            "right": right[kept],
            "log_odds": odds[kept],
            "expected": probability(odds).sum(),
            "looked_at": [len(odds), *(int((blocks >> n & 1).sum()) for n in range(len(settings.blocks)))],
        }
        yield pa.RecordBatch.from_pylist([found])


def _gathered(batches: pl.DataFrame, left_out: Mapping[int, int], settings: Settings) -> Scored:
    """What the workers kept of their batches, in the order of the table."""
    kept = batches.select(pl.col("left", "right", "log_odds").explode(empty_as_null=False)).sort("left", "right")
    none = np.zeros(1 + len(settings.blocks), dtype=np.int64)
    looked_at, *of_blocks = (int(one) for one in sum(batches["looked_at"], start=none))
    return Scored(
        left=kept["left"].to_numpy(),
        right=kept["right"].to_numpy(),
        log_odds=kept["log_odds"].to_numpy(),
        looked_at=looked_at,
        expected=float(batches["expected"].sum()),
        blocks=tuple(
            Blocked(block=block, pairs=pairs, left_out=left_out.get(number, 0))
            for number, (block, pairs) in enumerate(zip(settings.blocks, of_blocks, strict=True))
        ),
    )
