"""What the audit across releases costs: growth over three sizes of invented tables.

    python benchmarks/audit.py

A release has a figure of single years and one of periods of five; small years are put together. Every small cell is
asked about, in one release and beside those before it, of which each has a few people more than the last. Nothing is
written down beside what is printed.
"""

import time
from collections.abc import Mapping

import numpy as np

from lastseen.figures import parse_definitions
from lastseen.figures.auditing import Book, audit
from lastseen.figures.disclosure import WITHHELD
from lastseen.figures.protections import Cell
from lastseen.figures.questions import Shown

SIZES = ((20, 1), (40, 1), (80, 1), (40, 10), (40, 20), (40, 40))
"""Years and releases."""


def book() -> Book:
    """Two figures of the same dates."""
    about = {"unit": "disappearance", "population": "all", "variable": "disappeared", "labels": {"en": "Arrests"}}
    figures = [{**about, "id": "years", "each": "year"}, {**about, "id": "periods", "each": "five-years"}]
    definitions = parse_definitions({"id": "t", "version": "1", "population": {"all": {}}, "figure": figures})
    return Book(definitions=definitions, lineage=lambda _, code: [code])


def release(counts: Mapping[int, int]) -> dict[str, Shown]:
    """What is published of so many arrests in each year."""
    total, aside = sum(counts.values()), {"unknown": 0, "undetermined": 0}
    small = frozenset(str(year) for year, n in counts.items() if n < 5)
    large = {str(year): n for year, n in counts.items() if n >= 5}
    periods: dict[str, int] = {}
    for year, n in counts.items():
        first = year // 5 * 5
        periods[f"{first}-{first + 4}"] = periods.get(f"{first}-{first + 4}", 0) + n
    together = {WITHHELD: total - sum(large.values())}
    return {
        "years": Shown(figure="years", N=total, rows={**large, **together, **aside}, withheld=small),
        "periods": Shown(figure="periods", N=total, rows={**periods, **aside}),
    }


def grown(counts: Mapping[int, int], rng: np.random.Generator) -> dict[int, int]:
    """The same with one to seven people more in each of up to three years."""
    more = dict(zip(rng.choice(list(counts), 3).tolist(), rng.integers(1, 8, 3).tolist(), strict=True))
    return {year: n + more.get(year, 0) for year, n in counts.items()}


def main() -> None:
    """Time each size, and say what was found."""
    print(f"{'years':>6}{'releases':>10}{'cells':>7}{'narrow':>8}{'put together':>14}{'seconds':>9}")
    for years, releases in SIZES:
        rng = np.random.default_rng(years)
        base = {1940 + place: int(n) for place, n in enumerate(rng.negative_binomial(2, 0.2, years) + 1)}
        shown = [release(base := grown(base, rng)) for _ in range(releases)]
        small = [
            Cell(figures=("years",), rows=(str(year),), n=n, reason="invented") for year, n in base.items() if n < 5
        ]
        start = time.perf_counter()
        found = audit(book(), shown, small)
        seconds = time.perf_counter() - start
        together = len(found.proposal.suppress)
        print(f"{years:>6}{releases:>10}{len(small):>7}{len(found.narrow):>8}{together:>14}{seconds:>9.2f}")


if __name__ == "__main__":
    main()
