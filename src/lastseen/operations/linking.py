"""Which accounts of the registry may be of one person, and why: links over what somebody sees.

What is compared is kept for the process and brought up to date as the ledger moves on. Links are made of the accounts
and verdicts that somebody sees, as if there were no others, and made again when accounts change; a verdict alone leaves
them as they are, since what two accounts say of each other does not hang on what was decided of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import TypeAlias

import polars as pl

from lastseen.domain.accounts import SourceId
from lastseen.domain.derive.lines import ABSENT
from lastseen.domain.rights import May, Rights
from lastseen.domain.verdicts import Answer
from lastseen.domain.vocabulary import Vocabulary
from lastseen.linkage import Embedded, Engine, Known, Links, link, testimony
from lastseen.operations.proposing import WORTH_A_LOOK, people_to_compare
from lastseen.operations.workspace import Workspace
from lastseen.storage.moment import at_one_moment
from lastseen.storage.search.people import people_held
from lastseen.storage.search.reading import Mark, is_of_this_registry, mark, sources_held, touched_since
from lastseen.storage.unsaid import unread_sources
from lastseen.storage.verdicts import comparisons_held, comparisons_since

Sight: TypeAlias = "tuple[frozenset[str] | None, frozenset[SourceId]]"
"""What somebody sees: compartments (None for all), without sources of which they are not to know another's reading."""

_MOST_KEPT = 8
"""For how many sets of sources seen links are kept ready; one more makes all of them anew."""
_ORDINAL_OF_YEAR_ONE, _DAYS = 1.0, 365.2425


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """The accounts of people that somebody sees, linked.

    ``accounts`` has the columns serial, account and source; ``links`` knows accounts by their serials, and has of every
    pair the older one left. ``verdicts`` are those that stand between them now: verdict (id), answer, and of each end
    (left, right) the serial and source.
    """

    accounts: pl.DataFrame
    links: Links
    verdicts: pl.DataFrame

    @property
    def pairs(self) -> pl.DataFrame:
        """Candidate pairs above the floor: left, right (serials), log_odds and probability."""
        return self.links.pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposals:
    """What links come to, in numbers.

    ``proposed`` are pairs of persons likelier one than not, ``review`` all pairs of persons that await a verdict;
    ``applied`` the verdicts that stand and were kept to; ``clusters`` the persons there would be if all that is
    proposed were held to be so.
    """

    proposed: int
    applied: int
    review: int
    clusters: int


def proposals(made: Linked) -> Proposals:
    """What these links propose."""
    open_ = people_to_compare(made.pairs, made.verdicts, WORTH_A_LOOK)
    return Proposals(
        proposed=open_.filter(pl.col("probability") > 0.5).height,  # even
        applied=made.verdicts.height,
        review=open_.height,
        clusters=made.links.clusters["cluster"].n_unique(),
    )


@dataclass(slots=True)
class _Held:
    """People, verdicts and sources as of a mark of the ledger, and the links of those who asked since."""

    mark: Mark
    people: pl.DataFrame
    verdicts: pl.DataFrame
    sources: pl.DataFrame
    places: Vocabulary
    made: dict[Sight, Linked] = field(default_factory=dict)


@dataclass(slots=True)
class _Shelf:
    """Where the process keeps the one copy of it."""

    lock: Lock = field(default_factory=Lock)
    held: _Held | None = None


_SHELF = _Shelf()


def linked(rights: Rights, workspace: Workspace, engine: Engine | None = None) -> Linked:
    """The links between accounts of people that somebody sees; kept until accounts change, whatever engine made them.

    Raises :class:`~lastseen.domain.rights.NotAllowed` for who may not see names.
    """
    rights.require(May.IDENTIFY)
    sight = (rights.compartments, unread_sources(rights))
    with _SHELF.lock, at_one_moment():
        held = _SHELF.held = _up_to_date(_SHELF.held, workspace.vocabularies["place"])
        if sight not in held.made:
            if len(held.made) >= _MOST_KEPT:
                held.made.clear()
            held.made[sight] = _made(held, sight, engine or Embedded(workspace.watch))
        return held.made[sight]


def _up_to_date(held: _Held | None, places: Vocabulary) -> _Held:
    now = mark()
    if held is None or held.places is not places or not is_of_this_registry(held.mark):
        return _Held(now, people_held(), comparisons_held(), sources_held(), places)
    if now == held.mark:
        return held
    since, touched = held.mark.number, touched_since(held.mark.number)
    if "withdrawal" in touched:
        return _Held(now, people_held(), comparisons_held(), sources_held(), places)
    people = _renewed(held.people, people_held(since))
    verdicts = comparisons_since(since, held.verdicts) if "verdict" in touched else held.verdicts
    sources = sources_held() if "source" in touched else held.sources
    is_same = people is held.people and sources is held.sources
    made = {sight: _judged(one, verdicts) for sight, one in held.made.items()} if is_same else {}
    return _Held(now, people, verdicts, sources, places, made)


def _renewed(before: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    if new.is_empty():
        return before
    return pl.concat([before.join(new, on="account", how="anti"), new]).sort("serial")


def _judged(made: Linked, verdicts: pl.DataFrame) -> Linked:
    return replace(made, verdicts=_among(verdicts, made.accounts["serial"]))


def _among(verdicts: pl.DataFrame, serials: pl.Series) -> pl.DataFrame:
    both = pl.all_horizontal(pl.col(end).is_in(serials.implode()) for end in ("left", "right"))
    return verdicts.filter(both)


def _made(held: _Held, sight: Sight, engine: Engine) -> Linked:
    compartments, unread = sight
    seen = held.sources.filter(~pl.col("source").is_in(sorted(source.hex for source in unread)))
    if compartments is not None:
        seen = seen.filter(pl.col("compartment").is_in(sorted(compartments)))
    people = held.people.join(seen, on="source", how="semi", maintain_order="left")
    verdicts = _among(held.verdicts, people["serial"])
    frame = compared(people, held.places)
    return Linked(
        accounts=people.select("serial", "account", "source"),
        links=link(frame, testimony(), known(frame["id"], verdicts), engine),
        verdicts=verdicts,
    )


def known(serials: pl.Series, verdicts: pl.DataFrame) -> Known:
    """The verdicts of same and different as pairs of places among these serials."""
    place = {serial: at for at, serial in enumerate(serials.to_list())}
    held: dict[str, list[tuple[int, int]]] = {
        Answer.SAME.value: [],
        Answer.DIFFERENT.value: [],
        Answer.UNSURE.value: [],
    }
    for answer, left, right in verdicts.select("answer", "left", "right").iter_rows():
        held[answer].append((place[left], place[right]))
    return Known(same=tuple(held[Answer.SAME.value]), different=tuple(held[Answer.DIFFERENT.value]))


def compared(people: pl.DataFrame, places: Vocabulary) -> pl.DataFrame:
    """People as :func:`~lastseen.linkage.testimony` compares them, one row for each account, by serial."""
    paths = {code: "/".join((*reversed(places.ancestors(code)), code)) for code in (term.code for term in places.terms)}
    names = people.select(kin="serial", name="names").explode("name")
    kin = people.select("serial", "kin").explode("kin").cast({"kin": pl.UInt32}).join(names, on="kin")
    of_kin = kin.group_by("serial").agg(kin_names=pl.col("name").drop_nulls().unique().sort())
    return (
        people.join(of_kin, on="serial", how="left", maintain_order="left")
        .select(
            id="serial",
            source="source",
            names="names",
            sex=_one("sex"),
            **_ends("birth", "born"),
            residence=_path("residence", paths),
            **_ends("taken", "taken"),
            taken_place=_path("place", paths),
            authorities=_codes("ever"),
            occupation=_codes("occupation"),
            kin=pl.col("kin_names").fill_null([]),
        )
        .sort("id")
    )


def _codes(column: str) -> pl.Expr:
    """The codes told, without absences."""
    return pl.col(column).list.eval(pl.element().filter(~pl.element().str.starts_with(ABSENT)))


def _one(column: str) -> pl.Expr:
    return _codes(column).list.first().fill_null("")


def _path(column: str, paths: Mapping[str, str]) -> pl.Expr:
    return _one(column).replace_strict(paths, default="", return_dtype=pl.String)


def _ends(called: str, column: str) -> dict[str, pl.Expr]:
    """Two ends in years with parts, from ordinals."""
    return {
        f"{called}_{end}": (pl.col(column).list.get(at, null_on_oob=True) / _DAYS + _ORDINAL_OF_YEAR_ONE)
        for at, end in enumerate(("low", "high"))
    }
