"""A table linked: which of its records are of one person, with what probability, and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from lastseen.linkage.blocking import Blocked
from lastseen.linkage.clustering import Known, cluster
from lastseen.linkage.comparing import UNKNOWN, Comparer, Floats, Places
from lastseen.linkage.engines import Embedded, Engine, Scored, Table
from lastseen.linkage.settings import BadSettings, Field, Settings, Span
from lastseen.linkage.weighing import Sample, Weights, estimate, probability


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostics:
    """How linking went.

    ``looked_at`` counts candidate pairs, ``learned_from`` those of them that weights were estimated on, ``decided`` the
    pairs that people had decided; ``weights`` has the weight of each step of each field by its label, ``prior`` the
    log odds of any two records being one; ``cut`` is the most that was asked of a pair, as log odds, to join
    components.
    """

    records: int
    looked_at: int
    learned_from: int
    decided: int
    blocks: tuple[Blocked, ...]
    weights: Mapping[str, tuple[tuple[str, float], ...]]
    prior: float
    expected_pairs: float
    cut: float
    largest_component: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What one field says of two records: how they agree in it, what each has, and the log Bayes factor of it.

    ``agreement`` is the label of a step of the field's kind, or ``unknown`` where one has no value.
    """

    field: str
    agreement: str
    left: str
    right: str
    log_bayes_factor: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """What linking gives.

    ``pairs`` has the columns left, right (ids), log_odds and probability, for every candidate pair whose log odds reach
    the floor of the settings; ``clusters`` the columns id and cluster (the id of its first record), for every record,
    in the order of the table.
    """

    pairs: pl.DataFrame
    clusters: pl.DataFrame
    diagnostics: Diagnostics
    _ids: Mapping[object, int]
    _table: Table
    _weights: Weights

    def because(self, left: object, right: object) -> tuple[Evidence, ...]:
        """What each field says of two records, by their ids; the log odds are the sum of it and of the prior."""
        a, b = self._ids[left], self._ids[right]
        compared = self._table.compare(np.array([a]), np.array([b]))
        parts = self._weights.parts(compared)
        of_fields = zip(self._table.settings.fields, self._table.comparers, compared, parts, strict=True)
        return tuple(
            _evidence(field, one, int(found.steps[0]), float(weight[0]), one.shown(a, b))
            for field, one, found, weight in of_fields
        )

    def odds(self, left: Sequence[object], right: Sequence[object]) -> Floats:
        """The log odds of pairs of ids, whether or not they were candidates."""
        ours, theirs = (np.array([self._ids[id_] for id_ in ids], dtype=np.int64) for ids in (left, right))
        return self._table.odds(ours, theirs, self._weights)


def _evidence(field: Field, comparer: Comparer, step: int, weight: float, shown: tuple[str, str]) -> Evidence:
    agreement = "unknown" if step == UNKNOWN else comparer.labels[step]
    return Evidence(
        field=field.column, agreement=agreement, left=shown[0], right=shown[1], log_bayes_factor=weight + 0.0
    )


def link(frame: pl.DataFrame, settings: Settings, known: Known | None = None, engine: Engine | None = None) -> Links:
    """Link the records of a table. Places in ``known`` are those of its rows.

    Raises :class:`~lastseen.linkage.settings.BadSettings` where a column is missing or ids repeat.
    """
    known = known or Known()
    _check(frame, settings)
    table = Table(frame, settings)
    _check_trained(table)
    weights, learned_from = _weigh(table, known)
    scored = (engine or Embedded()).score(table, weights)
    clustered = cluster(
        frame.height,
        (scored.left, scored.right, scored.log_odds),
        lambda left, right: table.odds(left, right, weights),
        settings.largest_component,
        known,
    )
    ids = frame[settings.id]
    told = Diagnostics(
        records=frame.height,
        looked_at=scored.looked_at,
        learned_from=learned_from,
        decided=len(known.same) + len(known.different),
        blocks=tuple(scored.blocks),
        weights=_told(table, weights),
        prior=round(weights.prior, 3),
        expected_pairs=scored.expected,
        cut=clustered.cut,
        largest_component=clustered.largest,
    )
    return Links(
        pairs=_paired(ids, scored),
        clusters=pl.DataFrame({"id": ids, "cluster": ids[clustered.labels]}),
        diagnostics=told,
        _ids=_Ids(ids),
        _table=table,
        _weights=weights,
    )


def _paired(ids: pl.Series, scored: Scored) -> pl.DataFrame:
    ends = {"left": ids[scored.left], "right": ids[scored.right]}
    return pl.DataFrame({**ends, "log_odds": scored.log_odds, "probability": probability(scored.log_odds)})


class _Ids(Mapping[object, int]):
    """The places of records by their ids, made when it is first asked for."""

    def __init__(self, ids: pl.Series) -> None:
        self._series, self._places = ids, dict[object, int]()

    def __getitem__(self, id_: object) -> int:
        return self._made()[id_]

    def __iter__(self) -> Iterator[object]:
        return iter(self._made())

    def __len__(self) -> int:
        return len(self._series)

    def _made(self) -> dict[object, int]:
        if not self._places:
            self._places = {id_: place for place, id_ in enumerate(self._series.to_list())}
        return self._places


def _weigh(table: Table, known: Known) -> tuple[Weights, int]:
    """Weights, and how many candidate pairs they were learned from."""
    settings, count, found = table.settings, table.frame.height, table.candidates
    rng = np.random.default_rng(settings.seed)
    left, right = rng.integers(0, max(count, 1), (2, settings.sample if count > 1 else 0))
    apart = left != right
    chosen = np.arange(len(found))
    if len(chosen) > settings.sample:
        chosen = np.sort(rng.choice(len(found), settings.sample, replace=False))
    ours, theirs, held = _with_known(*found.ends(chosen), known)
    sample = Sample(
        compared=table.compare(ours, theirs), scale=len(found) / len(chosen) if len(chosen) else 1.0, held=held
    )
    chance = table.compare(left[apart], right[apart])
    return estimate(table.comparers, settings, chance, sample, count), len(chosen)


def _with_known(left: Places, right: Places, known: Known) -> tuple[Places, Places, Floats]:
    """Pairs to learn from, each marked with what it is held to be; those decided are put to them."""
    decided = {
        (min(pair), max(pair)): answer
        for answer, pairs in ((1.0, known.same), (0.0, known.different))
        for pair in pairs
    }
    if not decided:
        return left, right, np.full(len(left), -1.0)
    pairs = np.array(list(decided), dtype=np.int64)
    wide = int(max(left.max(initial=0), right.max(initial=0), pairs.max())) + 1
    fresh = ~np.isin(left * wide + right, pairs[:, 0] * wide + pairs[:, 1])
    held = np.concatenate([np.full(int(fresh.sum()), -1.0), np.array(list(decided.values()))])
    return np.concatenate([left[fresh], pairs[:, 0]]), np.concatenate([right[fresh], pairs[:, 1]]), held


def _told(table: Table, weights: Weights) -> dict[str, tuple[tuple[str, float], ...]]:
    of_fields = zip(table.settings.fields, table.comparers, weights.steps, strict=True)
    return {
        field.column: tuple(
            (label, round(weights.trust * float(weight), 3)) for label, weight in zip(one.labels, steps, strict=True)
        )
        for field, one, steps in of_fields
    }


def _check(frame: pl.DataFrame, settings: Settings) -> None:
    wanted = [settings.id, *(field.column for field in settings.fields)]
    wanted += [field.high for field in settings.fields if isinstance(field, Span)]
    for column in wanted:
        if column not in frame.columns:
            raise BadSettings(where="the settings", why=f"the table has no column {column}")
    if frame[settings.id].n_unique() != frame.height:
        raise BadSettings(where=f"column {settings.id}", why="an id stands in more than one row")


def _check_trained(table: Table) -> None:
    for field, one in zip(table.settings.fields, table.comparers, strict=True):
        trained = getattr(field, "trained", None)
        for shares in (trained.same, trained.chance) if trained else ():
            if len(shares) != one.count or min(shares) <= 0:
                why = f"what was learned elsewhere needs {one.count} shares above nought, for {', '.join(one.labels)}"
                raise BadSettings(where=f"field {field.column}", why=why)
