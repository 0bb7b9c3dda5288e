"""Figures, what is behind a number, and how figures moved, as pages show them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lastseen.figures import DefinitionSet, Figure, Row
from lastseen.figures.comparing import Comparison
from lastseen.figures.encoding import label_in
from lastseen.figures.figure_set import FigureSet
from lastseen.figures.moving import Counts, MovedFigure, MovedUnit
from lastseen.figures.tracing import TracedUnit
from lastseen.operations.figures import Path
from lastseen.reports.texts import shown, texts_in, unsaid
from lastseen.web.words import words_in

SAID = 2
"""So many quotes of one source are shown at once."""
ASIDES = frozenset({"undetermined", "unknown", "other"})


def is_count(figure: Figure) -> bool:
    """Whether a figure is one number, certain as a whole: it needs no table."""
    return bool(figure.rows) and all(row.code == "total" or not row.high for row in figure.rows)


def counts(found: FigureSet, language: str) -> list[dict[str, object]]:
    """The figures that are one number each."""
    return [
        {"id": one.id, "label": label_in(language, one.labels), "n": one.N} for one in found.figures if is_count(one)
    ]


def tables(found: FigureSet, language: str) -> list[dict[str, object]]:
    """The other figures, row by row, with the widths of their bars in hundredths."""
    texts = texts_in(language)["figures"]
    return [_table(figure, texts, language) for figure in found.figures if not is_count(figure)]


def _table(figure: Figure, texts: Mapping[str, Any], language: str) -> dict[str, object]:
    whole = max((figure.N, *(row.high for row in figure.rows))) or 1
    return {
        "id": figure.id,
        "label": label_in(language, figure.labels),
        "count": texts["count"].format(unit=texts["units"][figure.unit.value], N=figure.N),
        "rows": [_row(row, whole, language) for row in shown(figure)],
        "is_bounded": any(row.high > row.n for row in figure.rows),
        "multiple": figure.multiple,
        "unsaid": unsaid(figure, texts),
    }


def _row(row: Row, whole: int, language: str) -> dict[str, object]:
    return {
        "code": row.code,
        "label": label_in(language, row.labels),
        "n": row.n,
        "high": row.high if row.high > row.n else None,
        "percent": "" if row.percent is None else f"{row.percent:.1f}",
        "certain": round(100 * row.n / whole, 2),
        "possible": round(100 * (row.high - row.n) / whole, 2),
        "aside": row.code in ASIDES,
    }


def behind(path: Path, units: Iterable[TracedUnit]) -> list[dict[str, object]]:
    """The units behind a number: their codes and names, who tells of them, and the words that say it."""
    return [_unit(path, unit) for unit in units]


def _unit(path: Path, unit: TracedUnit) -> dict[str, object]:
    names = dict.fromkeys(name for one in (unit.unit, *_accounts(unit)) for name in path.names.get(one, ()))
    told: dict[str, dict[str, None]] = {}
    for account in unit.accounts:
        quotes = told.setdefault(path.titles.get(account.source, account.source), {})
        quotes.update(dict.fromkeys(passage.quote for passage in account.passages if passage.quote))
    page = {"P": "people:person", "C": "people:case"}.get(unit.code.partition("-")[0])
    sources = [
        {"name": name, "quotes": list(quotes), "more": max(0, len(quotes) - SAID)}
        for name, quotes in sorted(told.items())
    ]
    return {"code": unit.code, "page": page, "names": list(names), "certain": unit.certain, "sources": sources}


def _accounts(unit: TracedUnit) -> Iterator[str]:
    return (account.account for account in unit.accounts)


def moves(
    compared: Comparison, sets: Iterable[FigureSet], definitions: DefinitionSet, language: str
) -> list[dict[str, object]]:
    """The figures that moved, row by row: from what to what, and why. Rows are called what either set calls them."""
    labels = {
        (figure.id, row.code): label_in(language, row.labels)
        for found in sets
        for figure in found.figures
        for row in figure.rows
    }
    return [
        _moved(figure, labels, label_in(language, definitions.figure(figure.figure).labels), language)
        for figure in compared.figures
    ]


def _moved(figure: MovedFigure, labels: Mapping[tuple[str, str], str], label: str, language: str) -> dict[str, object]:
    rows = [
        {
            "label": labels.get((figure.figure, row.row), row.row),
            "before": said(row.before),
            "after": said(row.after),
            "why": _reasons(row.units, language),
        }
        for row in figure.rows
    ]
    return {"label": label, "before": figure.before, "after": figure.after, "rows": rows}


def said(counted: Counts) -> str:
    """A number, or the two ends it lies between."""
    return str(counted.n) if counted.high == counted.n else f"{counted.n}–{counted.high}"


def _reasons(units: Iterable[MovedUnit], language: str) -> str:
    words = words_in(language)["figures"]["why"]
    reasons = Counter(unit.why.value for unit in units)
    return ", ".join(words[why].format(n=n) for why, n in reasons.items())
