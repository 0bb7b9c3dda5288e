"""Figures as plain data, for JSON and for templates: the same snapshot and language always give the same."""

from collections.abc import Iterable, Mapping

from lastseen.figures.definitions import Population
from lastseen.figures.figure import Figure, Row
from lastseen.snapshot import Snapshot

Plain = dict[str, object]


def as_json(snapshot: Snapshot, figures: Iterable[Figure], language: str = "en") -> Plain:
    """Figures of one snapshot, in the order given, labelled in one language; in English where it lacks a label."""
    return {"snapshot": snapshot.manifest.name, "figures": [figure_as_json(figure, language) for figure in figures]}


def figure_as_json(figure: Figure, language: str) -> Plain:
    """One figure; ``unsaid`` splits the row ``unknown`` by why nothing is said."""
    return {
        "id": figure.id,
        "label": label_in(language, figure.labels),
        "unit": figure.unit.value,
        "N": figure.N,
        "multiple": figure.multiple,
        "rounded_to": figure.rounded_to,
        "population": _population(figure.population),
        "unsaid": dict(figure.unsaid),
        "rows": [_row(row, language) for row in figure.rows],
    }


def label_in(language: str, labels: Mapping[str, str]) -> str:
    """The label in a language, else in English."""
    return labels.get(language, labels["en"])


def _population(population: Population) -> Plain:
    return {
        "name": population.name,
        "outcomes": list(population.outcomes),
        "standards": list(population.standards),
        "source_kinds": list(population.source_kinds),
    }


def _row(row: Row, language: str) -> Plain:
    return {
        "code": row.code,
        "label": label_in(language, row.labels),
        "n": row.n,
        "low": row.low,
        "high": row.high,
        "percent": row.percent,
    }
