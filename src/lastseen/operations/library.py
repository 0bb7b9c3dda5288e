"""The library: whom and what one user finds in the registry, counted as they see it; and views they save."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial
from types import MappingProxyType
from uuid import UUID

import polars as pl

from lastseen.domain.errors import Refusal
from lastseen.domain.rights import May, Rights
from lastseen.domain.searching import Term, terms
from lastseen.domain.sources import Source
from lastseen.domain.vocabulary import Vocabulary
from lastseen.operations.library_choosing import FacetCount, chosen, conditions, count_facets
from lastseen.operations.library_contents import library_of
from lastseen.operations.library_query import Query, Sort
from lastseen.operations.library_rows import CaseRow, PersonRow, case_rows, person_rows
from lastseen.operations.library_view import View
from lastseen.operations.library_words import WORDED, cases_meant, is_called, likest_first, worded
from lastseen.operations.users import authorised
from lastseen.operations.workspace import Workspace
from lastseen.storage.ledger import recording
from lastseen.storage.search.deriving import LABEL, TITLE
from lastseen.storage.search.finding import people_sounding, sources_found
from lastseen.storage.search.keeping import empty, rebuild
from lastseen.storage.search.saving import KeptView, Params, put_view, retract_view, views_of
from lastseen.storage.seen_sources import sources_of


class NoSuchView(Refusal):
    """There is no view of this id among the user's own."""

    code = "library.no-view"
    sentence = "There is no saved view {view}."
    hint = "Your own views are listed in the library; those of others are not yours to change."


class UnnamedView(Refusal):
    """A view is saved under a name by which it is found again."""

    code = "library.unnamed-view"
    sentence = "A view needs a name."
    hint = "Give it one."


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Those who are as asked for: how many they are, one page of them, and, if asked for, every facet counted."""

    total: int
    rows: tuple[PersonRow, ...]
    facets: tuple[FacetCount, ...]
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TermMeant:
    """A place or an authority, and the facet that chooses those of whom it is told."""

    facet: str
    vocabulary: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestions:
    """What somebody may mean who is still typing, some of each kind; ``total`` is how many people it may be.

    ``counts`` says of every kind how many there are.
    """

    total: int = 0
    counts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    people: tuple[PersonRow, ...] = ()
    cases: tuple[CaseRow, ...] = ()
    sources: tuple[Source, ...] = ()
    terms: tuple[TermMeant, ...] = ()


def find_people(rights: Rights, query: Query, workspace: Workspace, *, facets: bool = False) -> Found:
    """Whom a query asks for, as one user sees people: all are counted, some are shown, and facets if asked for.

    Raises :class:`~lastseen.domain.rights.NotAllowed`, also where who may not read texts asks for what they say.
    """
    rights.require(May.READ)
    view = library_of(rights, workspace)
    vocabularies = workspace.vocabularies
    asked = [*worded(view, query, rights, vocabularies), *conditions(view, query, vocabularies)]
    among = chosen(view, asked)
    shown = _in_order(view, among.people, query.sort)[(query.page - 1) * query.size : query.page * query.size]
    return Found(
        total=among.total,
        rows=person_rows(rights, view, shown.to_list()),
        facets=count_facets(view, asked, among) if facets else (),
        pages=max(1, -(-among.total // query.size)),
    )


def _in_order(view: View, people: pl.Series, sort: Sort) -> pl.Series:
    """The places of these people in the order asked for; those whose day is open come last."""
    rows = view.people.with_row_index("place").filter(people)
    match sort:
        case Sort.CODE:
            return rows["place"]
        case Sort.TAKEN:
            rows = rows.sort("low", "place", nulls_last=True)
        case Sort.LATEST:
            rows = rows.sort("high", "place", descending=[True, False], nulls_last=True)
        case Sort.SOURCES:
            rows = rows.sort("sources", "place", descending=[True, False])
    return rows["place"]


def suggest(rights: Rights, text: str, workspace: Workspace, limit: int) -> Suggestions:
    """What somebody may mean who is still typing: people, cases, sources, places, authorities, some of each.

    People whose name is likest come first.

    Raises :class:`~lastseen.domain.rights.NotAllowed`.
    """
    rights.require(May.READ)
    asked = terms(text)
    if not asked:
        return Suggestions()
    view = library_of(rights, workspace)
    sounding = cache(partial(people_sounding, is_typing=True))
    people = chosen(view, worded(view, Query(text=text), rights, workspace.vocabularies, sounding))
    first = likest_first(view, people.people, sounding(text) if rights.may(May.IDENTIFY) else {})[:limit]
    fields = (LABEL, TITLE) if rights.may(May.IDENTIFY) else (LABEL,)
    told, sources = sources_found(rights, asked, fields, 0, limit)
    described, cases = sources_of(rights, sources), cases_meant(view, asked, rights)
    meant = list(_meant(asked, workspace.vocabularies))
    return Suggestions(
        total=people.total,
        counts={"people": people.total, "cases": len(cases), "sources": told, "terms": len(meant)},
        people=person_rows(rights, view, first.to_list()),
        cases=case_rows(rights, view, cases[:limit]),
        sources=tuple(described[id_] for id_ in sources),
        terms=tuple(meant[:limit]),
    )


def _meant(asked: tuple[Term, ...], vocabularies: Mapping[str, Vocabulary]) -> Iterator[TermMeant]:
    for facet, vocabulary in WORDED.items():
        for one in vocabularies[vocabulary].terms:
            if all(is_called(one, term) for term in asked):
                yield TermMeant(facet=facet, vocabulary=vocabulary, code=one.code)


def reindex_library(workspace: Workspace) -> int:
    """Make anew all that the library is searched by; gives how many lines there are.

    What it is made from stays as it is, so that nothing is entered in the ledger. It is needed where the registry's
    vocabularies were changed, and wherever ``doctor`` says so.
    """
    return rebuild(workspace.frame)


def empty_library() -> None:
    """Forget all that the library is searched by, before a copy of the registry is made: it is made anew afterwards."""
    empty()


def saved_views(rights: Rights) -> tuple[KeptView, ...]:
    """The views a user saved, by name. Raises :class:`~lastseen.domain.rights.NotAllowed`."""
    rights.require(May.READ)
    return views_of(rights.user)


def save_view(name: str, query: Query, shown: Params = (), *, actor: UUID, now: datetime) -> UUID:
    """Save what is asked for under a name, in place of what the user saved under it before; gives the view's id.

    ``shown`` are further parameters of the address, which say how those found are shown.
    Raises :class:`UnnamedView` or :class:`~lastseen.domain.rights.NotAllowed`.
    """
    authorised(actor, May.READ)
    named = " ".join(name.split())
    if not named:
        raise UnnamedView
    with recording(actor, "save-view", now) as pen:
        return put_view(pen, named, (*query.to_params(), *shown))


def delete_view(view: UUID, *, actor: UUID, now: datetime) -> None:
    """Take one of the user's own views away.

    Raises :class:`NoSuchView`, the same for another's.
    """
    authorised(actor)
    with recording(actor, "delete-view", now) as pen:
        if not retract_view(pen, view):
            raise NoSuchView(view=view)
