"""Who of the library is as asked for, and how many of these are counted under each code of each facet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_
from types import MappingProxyType

import polars as pl

from lastseen.domain.derive.lines import ABSENT
from lastseen.domain.vocabulary import Vocabulary
from lastseen.operations.library_query import FACETS, Facet, Query
from lastseen.operations.library_view import View, codes_of, repeated


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetCount:
    """How many people are counted under each code of a facet, the most first, and of how many nothing is recorded.

    A person counts once under every code told of them. The codes ``?unknown`` and ``?refused`` are of those of whom
    somebody said so and nobody more; ``?`` asks for those of whom nothing is recorded.
    """

    name: str
    vocabulary: str
    counts: Mapping[str, int]
    unrecorded: int


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing asked for, as the people or lines it is true of; ``facet`` is the one it was chosen by, if any."""

    is_so: pl.Series
    of_taking: bool = False
    facet: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who is as asked for, and by which lines; every line where no taking is asked for."""

    people: pl.Series
    lines: pl.Series | None

    @property
    def total(self) -> int:
        """How many people these are."""
        return int(self.people.sum())


def marked(size: int, places: pl.Series) -> pl.Series:
    """Truth for each of so many: whether it is among these places."""
    return pl.repeat(value=False, n=size, eager=True).scatter(places.unique(), values=True)


def conditions(view: View, query: Query, vocabularies: Mapping[str, Vocabulary]) -> Iterator[Condition]:
    """What a query asks for by facets, spans and numbers."""
    for name, codes in query.chosen.items():
        facet = FACETS[name]
        found = _told(view, facet, codes, vocabularies.get(facet.vocabulary))
        yield Condition(found, facet.of_taking, name)
    if query.since is not None or query.until is not None:
        ends = (None if day is None else day.toordinal() for day in (query.since, query.until))
        yield Condition(_within(view.lines, "taken", *ends), of_taking=True)
    if query.youngest is not None or query.oldest is not None:
        lines = _within(view.lines, "age", query.youngest, query.oldest)
        yield Condition(marked(view.people.height, view.lines["person"].filter(lines)))
    if query.told_by > 1:
        yield Condition(view.people["sources"] >= query.told_by)


def _told(view: View, facet: Facet, codes: Iterable[str], vocabulary: Vocabulary | None) -> pl.Series:
    """The people, or for a facet of takings the lines, of which any of these codes is told, or one below any."""
    table = view.counted[facet.name]
    column, size = ("line", view.lines.height) if facet.of_taking else ("person", view.people.height)
    wanted = [code for code in codes_of(table) if any(_is_a(code, asked, vocabulary) for asked in codes)]
    found = marked(size, table.filter(pl.col("code").is_in(wanted))[column])
    return found | ~marked(size, table[column]) if ABSENT in codes else found


def _is_a(code: str, asked: str, vocabulary: Vocabulary | None) -> bool:
    if code == asked or vocabulary is None or code not in vocabulary or asked not in vocabulary:
        return code == asked
    return vocabulary.is_a(code, asked)


def _within(lines: pl.DataFrame, span: str, low: int | None, high: int | None) -> pl.Series:
    """The lines whose span may lie between these; those without a span do not."""
    first, last = pl.col(f"{span}_low"), pl.col(f"{span}_high")
    is_told = first.is_not_null() | last.is_not_null()
    starts = pl.lit(value=True) if high is None else (first <= high).fill_null(value=True)
    ends = pl.lit(value=True) if low is None else (last >= low).fill_null(value=True)
    return lines.select(found=is_told & starts & ends)["found"]


def chosen(view: View, asked: Iterable[Condition], *, leaving_out: str = "") -> Chosen:
    """Who is as asked for; the choices of one facet may be left out, to count what else could be chosen there."""
    held = [one for one in asked if not one.facet or one.facet != leaving_out]
    everybody = pl.repeat(value=True, n=view.people.height, eager=True)
    people = reduce(and_, (one.is_so for one in held if not one.of_taking), everybody)
    takings = [one.is_so for one in held if one.of_taking]
    if not takings:
        return Chosen(people, None)
    lines = reduce(and_, takings)
    return Chosen(people & marked(view.people.height, view.lines["person"].filter(lines)), lines)


def count_facets(view: View, asked: list[Condition], among: Chosen) -> tuple[FacetCount, ...]:
    """Every facet counted among those who are as asked for, its own choices left out."""
    narrowed = {one.facet for one in asked}
    return tuple(
        _count(view, facet, chosen(view, asked, leaving_out=name) if name in narrowed else among)
        for name, facet in FACETS.items()
    )


def _count(view: View, facet: Facet, among: Chosen) -> FacetCount:
    table = view.counted[facet.name]
    kept = among.people.gather(table["person"])
    if facet.of_taking and among.lines is not None:
        kept &= among.lines.gather(table["line"])
    rows = table.filter(kept)
    counts = rows.filter(~repeated(rows))["code"].value_counts(sort=True)
    recorded = int(marked(view.people.height, rows["person"]).sum())
    return FacetCount(
        name=facet.name,
        vocabulary=facet.vocabulary,
        counts=MappingProxyType(dict(counts.iter_rows())),
        unrecorded=among.total - recorded,
    )
