"""Which people of one name are still to be compared, from tables of names and verdicts.

``names`` have the ``serial`` and ``source`` of the account that tells a ``name``; ``verdicts`` have an ``answer``, and
of each end (``left``, ``right``) the serial and the source (``left_source``, ``right_source``).
"""

from collections.abc import Mapping

import polars as pl

from lastseen.domain.verdicts import Answer, Verdict, cluster

_FEW, _MANY = 4, 64
"""With how many of the older ones of a name somebody is compared at first, and with how many at once at most."""
_ENDS = ("left", "right")
_PAIR = {"older": pl.UInt32, "younger": pl.UInt32}


def pairs_open(names: pl.DataFrame, verdicts: pl.DataFrame) -> pl.DataFrame:
    """The pairs worth looking at, the oldest first: each person with the oldest other of a name not yet compared.

    A person is known by the serial of its oldest account. Two persons are not compared once any verdict stands between
    accounts of theirs, nor where one source tells of both: there they are two. So nobody is the younger of two pairs of
    one name, and every two come up in the end.
    """
    founders = _founders(verdicts)
    told, judged, people = _told(names, verdicts, founders), _judged(verdicts, founders), _groups(names, founders)
    found, waiting = [pl.DataFrame(schema=_PAIR)], people.filter(pl.col("place") > 0)
    tried, some = 0, _FEW
    while waiting.height:
        older = people.filter(pl.col("place").is_between(tried, tried + some - 1))
        pairs = _oldest_open(_ordered(waiting, older), judged, told)
        found.append(pairs.select(*_PAIR))
        tried, some = tried + some, min(2 * some, _MANY)
        left_over = waiting.join(pairs, left_on=("name", "person"), right_on=("name", "younger"), how="anti")
        waiting = left_over.filter(pl.col("place") > tried)
    return pl.concat(found).unique().sort("older", "younger")


def _founders(verdicts: pl.DataFrame) -> dict[int, int]:
    """The oldest account of each that is joined to another."""
    joined = verdicts.filter(pl.col("answer") == Answer.SAME.value).select(_ENDS)
    same = [Verdict(left=left, right=right, answer=Answer.SAME) for left, right in joined.iter_rows()]
    return dict(cluster(sorted({end for verdict in same for end in verdict.pair}), same).founder)


def _person(serial: str, founders: Mapping[int, int]) -> pl.Expr:
    return pl.col(serial).replace(founders)


def _told(names: pl.DataFrame, verdicts: pl.DataFrame, founders: Mapping[int, int]) -> pl.DataFrame:
    """Which source tells of which person, as far as a name or a verdict shows it."""
    ends = [verdicts.select(serial=end, source=f"{end}_source") for end in _ENDS]
    told = pl.concat([names.select("serial", "source"), *ends])
    return told.select("source", person=_person("serial", founders)).unique()


def _judged(verdicts: pl.DataFrame, founders: Mapping[int, int]) -> pl.DataFrame:
    """The pairs of persons between whom a verdict stands."""
    ends = [_person(end, founders) for end in _ENDS]
    return verdicts.select(older=pl.min_horizontal(ends), younger=pl.max_horizontal(ends)).unique()


def _groups(names: pl.DataFrame, founders: Mapping[int, int]) -> pl.DataFrame:
    """The people of each name, the oldest first, but for names that one source alone tells."""
    shared = names.filter(pl.col("source").n_unique().over("name") > 1)
    people = shared.select("name", person=_person("serial", founders)).unique().sort("name", "person")
    return people.with_columns(place=pl.int_range(pl.len()).over("name"))


def _ordered(waiting: pl.DataFrame, older: pl.DataFrame) -> pl.DataFrame:
    """Each who waits with each of these of the same name who is older."""
    others = older.rename({"person": "older", "place": "before"})
    beside = waiting.rename({"person": "younger"}).join(others, on="name")
    return beside.filter(pl.col("before") < pl.col("place")).select("name", *_PAIR)


def _oldest_open(pairs: pl.DataFrame, judged: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Of the pairs of each younger one that are to be compared, the one with the oldest."""
    by_one = pairs.select(*_PAIR).unique()
    for end in _PAIR:
        on = ["source"] if end == "younger" else []
        by_one = by_one.join(told, left_on=[end, *on], right_on=["person", *on])
    unjudged = pairs.join(judged, on=list(_PAIR), how="anti").join(by_one, on=list(_PAIR), how="anti")
    return unjudged.group_by("name", "younger").agg(pl.col("older").min())
