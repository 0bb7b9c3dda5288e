"""Who is meant by the words somebody types: by name, code, place, authority, case or source."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, reduce
from operator import and_

import polars as pl

from lastseen.domain.rights import May, Rights
from lastseen.domain.searching import Term, is_found, terms, tokens
from lastseen.domain.vocabulary import Term as Entry
from lastseen.domain.vocabulary import Vocabulary
from lastseen.operations.library_choosing import Condition, marked
from lastseen.operations.library_query import Query
from lastseen.operations.library_view import View, codes_of
from lastseen.storage.search.finding import (
    cases_titled,
    people_named,
    people_sounding,
    sources_labelled,
    sources_saying,
)

_CODE = re.compile(r"([PC])-(\d{4,9})", re.ASCII)
_tokens = lru_cache(maxsize=100_000)(tokens)

WORDED = {"places": "place", "ever": "authority"}
"""The facets whose codes are found by their labels, with their vocabularies."""


Sounding = Callable[[str], Mapping[int, float]]
"""What finds the serials of people who have a name in some spelling, and how like each is."""


def worded(
    view: View,
    query: Query,
    rights: Rights,
    vocabularies: Mapping[str, Vocabulary],
    sounding: Sounding = people_sounding,
) -> Iterable[Condition]:
    """What a query asks for by words, one condition for each that is filled in.

    Names, titles of cases and texts are of sensitivity *identity*: who may not see them finds nobody by them, and may
    not ask what texts say. ``sounding`` finds the people who have a name in some spelling.
    """
    asked = terms(query.text)
    if asked:
        about = reduce(and_, (_about(view, term, rights, vocabularies, sounding) for term in asked))
        if rights.may(May.IDENTIFY) and len(asked) > 1:
            about |= _people(view, sounding(query.text))
        yield Condition(about)
    if said := terms(query.said):
        rights.require(May.IDENTIFY)
        yield Condition(reduce(and_, (_of_sources(view, sources_saying(term)) for term in said)))
    if query.case:
        yield Condition(_in_case(view, query.case), of_taking=True)
    if query.source:
        yield Condition(marked(view.people.height, view.lines.filter(pl.col("name") == query.source)["person"]))


def _about(
    view: View, term: Term, rights: Rights, vocabularies: Mapping[str, Vocabulary], sounding: Sounding
) -> pl.Series:
    """The people about whom a word stands anywhere but in the texts of sources."""
    found = _labelled(view, term, vocabularies) | _of_sources(view, sources_labelled(term)) | _coded(view, term.text)
    if rights.may(May.IDENTIFY):
        found |= _people(view, people_named(term) | sounding(term.text).keys())
        found |= _in_cases(view, cases_titled(term))
    return found


def _labelled(view: View, term: Term, vocabularies: Mapping[str, Vocabulary]) -> pl.Series:
    """The people of whom a place or an authority is told that is called like this, or that lies in one."""
    places = []
    for facet, vocabulary in WORDED.items():
        called = {one.code for one in vocabularies[vocabulary].terms if is_called(one, term)}
        table = view.counted[facet]
        meant = [code for code in codes_of(table) if not called.isdisjoint(_lineage(code, vocabularies[vocabulary]))]
        places.append(table.filter(pl.col("code").is_in(meant))["person"])
    return marked(view.people.height, pl.concat(places))


def _lineage(code: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    return (code, *vocabulary.ancestors(code)) if code in vocabulary else ()


def is_called(entry: Entry, term: Term) -> bool:
    """Whether a term of a vocabulary is called like this in any language, now or once."""
    return any(is_found(term, _tokens(words)) for words in _names(entry))


def _names(entry: Entry) -> Iterable[str]:
    yield from entry.words()
    for name in entry.names:
        yield from name.labels.values()


def likest_first(view: View, people: pl.Series, like: Mapping[int, float]) -> pl.Series:
    """The places of these people, those whose name is likest first, then by code; those found otherwise come last."""
    likeness = pl.DataFrame(
        {"serial": like.keys(), "like": like.values()}, schema={"serial": pl.UInt32, "like": pl.Float64}
    )
    lines = view.lines.join(likeness, on="serial")
    named = lines.group_by(place=pl.col("person").cast(pl.UInt32)).agg(pl.col("like").max())
    rows = view.people.with_row_index("place").filter(people)
    ordered = rows.join(named, on="place", how="left").sort("like", "place", descending=[True, False], nulls_last=True)
    return ordered["place"]


def _people(view: View, serials: Iterable[int]) -> pl.Series:
    return _with(view, "serial", pl.Series(list(serials), dtype=pl.UInt32))


def _in_cases(view: View, serials: Iterable[int]) -> pl.Series:
    founders = {view.cases.get(serial, serial) for serial in serials}
    return _with(view, "case", pl.Series(list(founders), dtype=pl.UInt32))


def _of_sources(view: View, sources: Iterable[object]) -> pl.Series:
    return _with(view, "source", pl.Series([getattr(source, "hex", "") for source in sources], dtype=pl.String))


def _with(view: View, column: str, values: pl.Series) -> pl.Series:
    lines = view.lines.filter(pl.col(column).is_in(values.implode()))
    return marked(view.people.height, lines["person"])


def _coded(view: View, text: str) -> pl.Series:
    """The person, or the people of the case, that has this code now or had it before it was joined."""
    parsed = _CODE.fullmatch(text.upper())
    if parsed is None:
        return _people(view, ())
    return (_people if parsed[1] == "P" else _in_cases)(view, [int(parsed[2])])


def _in_case(view: View, code: str) -> pl.Series:
    return view.lines.select(found=pl.col("case").is_in(list(_with_code(view, code))).fill_null(value=False))["found"]


def cases_meant(view: View, asked: Iterable[Term], rights: Rights) -> list[int]:
    """The serials of the cases that have this code, or in whose title all of this stands, oldest first."""
    meant = [_titled(view, term, rights) | _with_code(view, term.text) for term in asked]
    seen = set(view.lines["case"].unique().drop_nulls())
    return sorted(set.intersection(*meant) & seen)


def _titled(view: View, term: Term, rights: Rights) -> set[int]:
    found = cases_titled(term) if rights.may(May.IDENTIFY) else set()
    return {view.cases.get(serial, serial) for serial in found}


def _with_code(view: View, text: str) -> set[int]:
    parsed = _CODE.fullmatch(text.upper())
    serial = int(parsed[2]) if parsed is not None and parsed[1] == "C" else 0
    return {view.cases.get(serial, serial)}
