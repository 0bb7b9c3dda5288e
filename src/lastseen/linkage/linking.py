"""A table linked: which of its records are of one person, with what probability, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from lastseen.linkage.blocking import Blocked, Candidates, Places, candidates
from lastseen.linkage.clustering import Known, cluster
from lastseen.linkage.comparing import Compared, Comparer, Floats, comparer
from lastseen.linkage.settings import BadSettings, Field, Settings, Span
from lastseen.linkage.weighing import Weights, estimate, probability


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostics:
    """How linking went: records, candidate pairs by block, weights, expected number of true pairs, where it was cut."""

    records: int
    blocks: tuple[Blocked, ...]
    weights: Mapping[str, tuple[float, ...]]
    expected_pairs: float
    cut: float
    largest_component: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What one field says of two records: the step of agreement, minus one where one has no value, and its weight."""

    field: str
    step: int
    log_bayes_factor: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """What linking gives.

    ``pairs`` has the columns left, right (ids), log_odds and probability, for every candidate pair; ``clusters`` the
    columns id and cluster (the id of its first record), for every record, in the order of the table.
    """

    pairs: pl.DataFrame
    clusters: pl.DataFrame
    diagnostics: Diagnostics
    _ids: Mapping[object, int]
    _table: "_Table"
    _weights: Weights

    def because(self, left: object, right: object) -> tuple[Evidence, ...]:
        """What each field says of two records, by their ids; the log odds are the sum of it and of the prior."""
        compared = self._table.compare(np.array([self._ids[left]]), np.array([self._ids[right]]))
        parts = self._weights.parts(compared)
        return tuple(
            Evidence(field=field.column, step=int(one.steps[0]), log_bayes_factor=float(weight[0]))
            for field, one, weight in zip(self._table.fields, compared, parts, strict=True)
        )


@dataclass(frozen=True, slots=True)
class _Table:
    """A table with what compares it field by field."""

    fields: tuple[Field, ...]
    comparers: tuple[Comparer, ...]

    def compare(self, left: Places, right: Places) -> list[Compared]:
        return [one(left, right) for one in self.comparers]


def link(frame: pl.DataFrame, settings: Settings, known: Known | None = None) -> Links:
    """Link the records of a table. Places in ``known`` are those of its rows.

    Raises :class:`~lastseen.linkage.settings.BadSettings` where a column is missing or ids repeat.
    """
    _check(frame, settings)
    table = _Table(settings.fields, tuple(comparer(field, frame) for field in settings.fields))
    found = candidates(frame, settings.blocks)
    weights, odds = _weigh(table, frame.height, found, settings)
    clustered = cluster(
        frame.height,
        (found.left, found.right, odds),
        lambda left, right: weights.of(table.compare(left, right)),
        settings.largest_component,
        known or Known(),
    )
    ids = frame[settings.id]
    return Links(
        pairs=pl.DataFrame(
            {"left": ids[found.left], "right": ids[found.right], "log_odds": odds, "probability": probability(odds)}
        ),
        clusters=pl.DataFrame({"id": ids, "cluster": ids[clustered.labels]}),
        diagnostics=Diagnostics(
            records=frame.height,
            blocks=found.blocks,
            weights=_told(settings.fields, weights),
            expected_pairs=float(probability(odds).sum()),
            cut=clustered.cut,
            largest_component=clustered.largest,
        ),
        _ids={id_: place for place, id_ in enumerate(ids.to_list())},
        _table=table,
        _weights=weights,
    )


def _weigh(table: _Table, count: int, found: Candidates, settings: Settings) -> tuple[Weights, Floats]:
    pairs = max(count * (count - 1) / 2, 1.0)
    left, right = _by_chance(count, settings)
    compared = table.compare(found.left, found.right)
    weights = estimate(settings.fields, table.compare(left, right), compared, pairs, count)
    return weights, weights.of(compared)


def _by_chance(count: int, settings: Settings) -> tuple[Places, Places]:
    rng = np.random.default_rng(settings.seed)
    left, right = rng.integers(0, max(count, 1), (2, settings.sample if count > 1 else 0))
    apart = left != right
    return left[apart], right[apart]


def _told(fields: Sequence[Field], weights: Weights) -> dict[str, tuple[float, ...]]:
    return {
        field.column: tuple(round(float(one), 3) for one in steps)
        for field, steps in zip(fields, weights.steps, strict=True)
    }


def _check(frame: pl.DataFrame, settings: Settings) -> None:
    wanted = [settings.id, *(field.column for field in settings.fields)]
    wanted += [field.high for field in settings.fields if isinstance(field, Span)]
    for column in wanted:
        if column not in frame.columns:
            raise BadSettings(where="the settings", why=f"the table has no column {column}")
    if frame[settings.id].n_unique() != frame.height:
        raise BadSettings(where=f"column {settings.id}", why="an id stands in more than one row")
