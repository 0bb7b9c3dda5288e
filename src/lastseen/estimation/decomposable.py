"""Averaging over every decomposable graph of dependence between the lists, exactly."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln

from lastseen.estimation.captures import Captures, Counts
from lastseen.estimation.estimate import LEVEL, Estimate
from lastseen.estimation.graphs import Graph, Subset, decomposable
from lastseen.estimation.models import Floats
from lastseen.estimation.refusing import TooManyLists, Unbounded

MOST_LISTS = 5

_EXACT = 4096
"""Every number of unseen up to here is looked at; beyond it, numbers in steps of a thousandth."""

_STEP = 1 / 1000

_TIMES, _FURTHER = 12, 10

_FAR = 1.25
"""An upper end that moves by more than this factor is not set by the data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decomposable:
    """Three to five lists that depend on each other in ways no one knows: every decomposable graph, by its probability.

    ``delta`` is the prior weight of each pattern, 2^-lists if left out, of which the result depends: give others beside
    it. ``most`` is how many unseen are looked through, from one on: a round number above twelve times the observed if
    left out. Where the upper end would be another had ten times as many been looked through, that is a warning. The
    prior of the population is one over its number. Cost does not grow with the population.
    Source: Madigan and York (1997), Biometrika 84, 19-31.
    """

    delta: float | None = None
    most: int | None = None

    def fit(self, captures: Captures) -> Estimate:
        """The median over graphs and numbers of unseen, and the middle 95 %."""
        captures.need(3, "dga")
        lists = len(captures.lists)
        if lists > MOST_LISTS:
            raise TooManyLists(method="dga", most=MOST_LISTS, lists=lists)
        delta = 2.0**-lists if self.delta is None else self.delta
        most = rounded_up(_TIMES * captures.observed) if self.most is None else self.most
        missing, widths = numbers_up_to(_FURTHER * most)
        graphs = decomposable(lists)
        heights = posterior(captures, graphs, missing, delta)
        likely = np.exp(heights - heights.max()) * widths
        near = missing <= most
        low, point, high = quantiles(missing[near], widths[near], likely[:, near].sum(axis=0))
        further = quantiles(missing, widths, likely.sum(axis=0))[2]
        if high > 0.95 * most:
            raise Unbounded(method="dga", most=captures.observed + most)
        by_graph = likely[:, near].sum(axis=1)
        best = int(by_graph.argmax())
        return Estimate(
            method="dga",
            observed=captures.observed,
            point=captures.observed + point,
            low=captures.observed + low,
            high=captures.observed + high,
            level=LEVEL,
            diagnostics={
                "delta": delta,
                "graphs": len(graphs),
                "most_unseen": most,
                "high_looked_further": captures.observed + further,
                "best_graph": _named(graphs[best], captures.lists),
                "best_graph_probability": float(by_graph[best] / by_graph.sum()),
            },
            assumptions=("closed", "linked", "dependence-averaged", "alike"),
            warnings={"tail": {"high": f"{captures.observed + further:,.0f}"}} if further > _FAR * high else {},
        )


def rounded_up(number: float) -> int:
    """The next 1, 2 or 5 with noughts."""
    power = int(10 ** np.floor(np.log10(number)))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= number)


def numbers_up_to(most: int) -> tuple[Floats, Floats]:
    """Numbers of unseen and how many numbers each stands for: each alone while small, then some."""
    edges = np.arange(1, min(most, _EXACT) + 2, dtype=np.float64)
    if most > _EXACT:
        steps = int(np.ceil(np.log(most / _EXACT) / _STEP))
        edges = np.concatenate([edges[:-1], np.unique(np.floor(np.geomspace(_EXACT + 1, most + 1, steps + 1)))])
    return (edges[:-1] + edges[1:] - 1) / 2, np.diff(edges)


def posterior(captures: Captures, graphs: Sequence[Graph], missing: Floats, delta: float) -> Floats:
    """The logarithm of the probability of each graph with each number of unseen, up to one constant."""
    table = captures.table()
    lists = len(captures.lists)
    parts = np.array([_marginal(table, part, lists, delta, missing) for part in range(2**lists)])
    total = captures.observed + missing
    ways = gammaln(total + 1) - gammaln(missing + 1) - np.log(total)
    times = np.zeros((len(graphs), len(parts)))
    for at, graph in enumerate(graphs):
        np.add.at(times[at], list(graph.cliques), 1)
        np.subtract.at(times[at], list(graph.separators), 1)
    return np.asarray(times @ parts + ways)


def _marginal(table: Counts, part: Subset, lists: int, delta: float, missing: Floats) -> Floats:
    """The logarithm of the marginal likelihood of the table of some lists."""
    places = np.array([j for j in range(lists) if part >> j & 1], dtype=np.int64)
    patterns = np.arange(len(table))[:, None] >> (lists - 1 - places) & 1
    cells = np.bincount(patterns @ (1 << np.arange(len(places))), weights=table, minlength=2 ** len(places))
    weight = delta * 2 ** (lists - len(places))
    known = gammaln(cells[1:] + weight).sum() - len(cells) * gammaln(weight)
    all_weight = delta * 2**lists
    whole = gammaln(all_weight) - gammaln(table.sum() + missing + all_weight)
    return np.asarray(gammaln(cells[0] + missing + weight) + known + whole)


def quantiles(missing: Floats, widths: Floats, likely: Floats) -> tuple[float, float, float]:
    """The 2.5 %, the middle and the 97.5 % of the unseen; inside a step, evenly."""
    probability = likely / likely.sum()
    reached = np.cumsum(probability)
    found = []
    for level in ((1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2):
        at = int(np.searchsorted(reached, level))
        inside = (level - (reached[at] - probability[at])) / probability[at]
        found.append(float(np.floor(missing[at] - (widths[at] - 1) / 2 + inside * widths[at])))
    return found[0], found[1], found[2]


def _named(graph: Graph, lists: tuple[str, ...]) -> str:
    return ", ".join(f"{lists[left]}-{lists[right]}" for left, right in graph.edges) or "independent"
