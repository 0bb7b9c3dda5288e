"""Which pairs still await a verdict: of persons, of cases, of stages; each pair once, by what stands already.

``verdicts`` are those of one kind: an ``answer``, and of each end (``left``, ``right``) the serial and the source
(``left_source``, ``right_source``). Whatever was joined is known by the serial of its oldest account. Two are settled
once any verdict stands between accounts of theirs. What is proposed has the columns of :data:`PROPOSED`: ``older`` and
``younger`` are the two, ``left`` and ``right`` the accounts a verdict would be between, ``person`` whose cases or
stages they are, and ``worth`` says how much is to be learned from a verdict.
"""

from collections.abc import Mapping
from typing import Final

import polars as pl

from lastseen.domain.verdicts import Answer, Verdict, cluster

PROPOSED: Final = {
    "older": pl.UInt32,
    "younger": pl.UInt32,
    "left": pl.UInt32,
    "right": pl.UInt32,
    "person": pl.UInt32,
    "log_odds": pl.Float64,
    "probability": pl.Float64,
    "worth": pl.Float64,
}
WORTH_A_LOOK: Final = 0.02
"""The probability from which two persons are shown to somebody to decide on."""
_ENDS = ("left", "right")
_PAIR = ("older", "younger")
_OPEN = (-(2**30), 2**30)
"""What stands for a day that is not known, before and after all others."""

Founders = Mapping[int, int]


def founders(verdicts: pl.DataFrame) -> dict[int, int]:
    """The oldest account of each that is joined to another."""
    joined = verdicts.filter(pl.col("answer") == Answer.SAME.value).select(_ENDS)
    same = [Verdict(left=left, right=right, answer=Answer.SAME) for left, right in joined.iter_rows()]
    return dict(cluster(sorted({end for verdict in same for end in verdict.pair}), same).founder)


def people_to_compare(pairs: pl.DataFrame, verdicts: pl.DataFrame, least: float) -> pl.DataFrame:
    """Pairs of persons that are one with at least this probability, each by the two accounts that speak most for it.

    ``pairs`` of accounts have ``left``, ``right``, ``log_odds`` and ``probability``. A verdict is worth the more, the
    nearer the probability is to even, and the more accounts hang on it: p (1 - p) times the geometric mean of how many
    tell of either.
    """
    led = founders(verdicts)
    likely = pairs.filter(pl.col("probability") >= least).cast(dict.fromkeys(_ENDS, pl.UInt32))
    apart = _between(likely, led).sort("log_odds", "left", "right", descending=[True, False, False])
    best = apart.unique(_PAIR, keep="first", maintain_order=True).join(_judged(verdicts, led), on=_PAIR, how="anti")
    for end in _PAIR:
        best = best.join(_sizes(led), left_on=end, right_on="founder", how="left").rename({"size": f"{end}_size"})
    accounts = pl.col("older_size").fill_null(1) * pl.col("younger_size").fill_null(1)
    even = pl.col("probability") * (1 - pl.col("probability"))
    return _proposed(best.with_columns(worth=even * accounts.sqrt()))


def cases_to_compare(stages: pl.DataFrame, people: Founders, verdicts: pl.DataFrame) -> pl.DataFrame:
    """Pairs of cases that may be one: told of one person by different sources, with days that overlap.

    ``stages`` are those of :func:`~lastseen.storage.told_stages.stages_told_of`. Two cases of which one source tells
    are two. Those are worth most of which both days are known, and then those of one place.
    """
    begun = stages.filter(pl.col("case").is_not_null()).sort("low", "stage", nulls_last=True)
    taken = begun.with_columns(_led("person", people)).group_by("person", "case", "source", maintain_order=True)
    each = taken.agg(pl.col("low").min(), pl.col("high").min(), pl.col("place").first(), kind=pl.lit(""))
    return _told_twice(each.rename({"case": "end"}), verdicts, ["person"])


def stages_to_compare(stages: pl.DataFrame, people: Founders, cases: Founders, verdicts: pl.DataFrame) -> pl.DataFrame:
    """Pairs of stages that may be one: of one kind, of one person in one case, as :func:`cases_to_compare` has it."""
    each = stages.with_columns(_led("person", people), _led("case", cases).fill_null(0)).rename({"stage": "end"})
    return _told_twice(each.filter(pl.col("kind") != ""), verdicts, ["person", "case", "kind"])


def _told_twice(each: pl.DataFrame, verdicts: pl.DataFrame, on: list[str]) -> pl.DataFrame:
    """Pairs of ends that different sources tell of the same, with days that overlap."""
    led = founders(verdicts)
    ends = each.select(*on, "end", "source", "low", "high", "place").with_row_index("row")
    beside = ends.join(ends, on=on, suffix="_other").filter(pl.col("row") < pl.col("row_other"))
    latest = pl.max_horizontal(*(pl.col(low).fill_null(_OPEN[0]) for low in ("low", "low_other")))
    earliest = pl.min_horizontal(*(pl.col(high).fill_null(_OPEN[1]) for high in ("high", "high_other")))
    pairs = beside.filter((pl.col("source") != pl.col("source_other")) & (latest <= earliest))
    dated = pl.all_horizontal(pl.col("low", "low_other").is_not_null()).cast(pl.Float64)
    placed = (pl.col("place") == pl.col("place_other")) & (pl.col("place") != "")
    parted = (pl.col("place") != pl.col("place_other")) & (pl.col("place") != "") & (pl.col("place_other") != "")
    ordered = pairs.with_columns(
        left=pl.min_horizontal("end", "end_other"),
        right=pl.max_horizontal("end", "end_other"),
        worth=dated + placed.cast(pl.Float64) - parted.cast(pl.Float64),
    ).sort("worth", "left", "right", descending=[True, False, False])
    apart = _between(ordered, led).unique(_PAIR, keep="first", maintain_order=True)
    told = ends.select("source", end=_led("end", led)).unique()
    by_one = told.join(told, on="source", suffix="_other").select(older="end", younger="end_other")
    settled = pl.concat([_judged(verdicts, led), by_one])
    return _proposed(apart.join(settled, on=_PAIR, how="anti"))


def _led(column: str, led: Founders) -> pl.Expr:
    """A column of serials with that of the oldest account in place of each."""
    return pl.col(column).replace(led)


def _between(pairs: pl.DataFrame, led: Founders) -> pl.DataFrame:
    """Pairs with the two that each is between, the older first, but for those within one."""
    ends = [_led(end, led) for end in _ENDS]
    two = pairs.with_columns(older=pl.min_horizontal(ends), younger=pl.max_horizontal(ends))
    return two.filter(pl.col("older") != pl.col("younger"))


def _judged(verdicts: pl.DataFrame, led: Founders) -> pl.DataFrame:
    """The pairs between which a verdict stands."""
    return _between(verdicts, led).select(_PAIR).unique()


def _sizes(led: Founders) -> pl.DataFrame:
    """How many accounts each has that is joined from several."""
    columns = pl.DataFrame({"founder": list(led.values())}, schema={"founder": pl.UInt32})
    return columns.group_by("founder").agg(size=pl.len())


def _proposed(pairs: pl.DataFrame) -> pl.DataFrame:
    missing = [pl.lit(None, kind).alias(column) for column, kind in PROPOSED.items() if column not in pairs.columns]
    return pairs.with_columns(missing).select(list(PROPOSED)).cast(PROPOSED)  # type: ignore[arg-type]  # a mapping
