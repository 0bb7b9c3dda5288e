"""Dossiers: all that is known of one person, or of everybody taken in one case, gathered from a snapshot."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from lastseen.figures.lexicon import read_lexicon
from lastseen.reports.records.accounts import ToldAccount, codes_behind, told_accounts
from lastseen.reports.records.takings import Taking, takings
from lastseen.snapshot import Snapshot

Labels = Mapping[str, Mapping[str, Mapping[str, str]]]
"""By vocabulary, code and language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOf:
    """A source a dossier rests on. ``repeats`` is the name of the source it goes back to, empty where it is its own."""

    name: str
    title: str
    kind: str
    day: date | None
    language: str
    interviewee: str
    repeats: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameTold:
    """A name as told: its text, script, romanisation and kind, and the sources that say it."""

    text: str
    script: str
    system: str
    kind: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A verdict between two accounts: of what kind, and of both ends the name of the source and whom it is about."""

    kind: str
    answer: str
    ends: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Implausible:
    """Something told that cannot be so: the rule, and the accounts it lies between."""

    rule: str
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """One person: names, every account, each time the person was taken, and what cannot be so."""

    code: str
    names: tuple[NameTold, ...]
    accounts: tuple[ToldAccount, ...]
    takings: tuple[Taking, ...]
    implausible: tuple[Implausible, ...]

    def of(self, kind: str) -> tuple[ToldAccount, ...]:
        """The accounts of one kind."""
        return tuple(account for account in self.accounts if account.kind == kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A dossier's content: of a person, or with ``is_case`` of a case and of everybody taken in it.

    ``cases`` are what sources say of its cases, and of others that are tied to them. Sources are by id. ``notice``, by
    language, is what the registry says of itself on its face.
    """

    code: str
    is_case: bool
    people: tuple[PersonRecord, ...]
    cases: tuple[ToldAccount, ...]
    verdicts: tuple[Judged, ...]
    sources: Mapping[str, SourceOf]
    labels: Labels
    snapshot: str
    day: date
    notice: Mapping[str, str]


def gather(view: Snapshot, code: str, notice: Mapping[str, str]) -> Dossier | None:
    """The dossier of the person or case of this code; None where the snapshot shows neither."""
    case, person = _id(view, "cases", "case", code), _id(view, "persons", "person", code)
    if case is None and person is None:
        return None
    people = _people(view, _taken_in(view, case) if person is None else [person])
    of_people = [taking.taken.case for one in people for taking in one.takings if taking.taken.case is not None]
    cases = _of_cases(view, of_people if case is None else [case])
    accounts = {account.id: account for account in (*cases, *(account for one in people for account in one.accounts))}
    return Dossier(
        code=code,
        is_case=person is None,
        people=people,
        cases=cases,
        verdicts=tuple(_verdicts(view, accounts)),
        sources=_sources(view, {account.source for account in accounts.values()}),
        labels=read_lexicon(view).labels,
        snapshot=view.manifest.name,
        day=date.fromisoformat(view.manifest.day),
        notice=notice,
    )


def _id(view: Snapshot, table: str, key: str, code: str) -> str | None:
    found: list[str] = view.lazy(table).filter(pl.col("code") == code).collect()[key].to_list()
    return found[0] if found else None


def _taken_in(view: Snapshot, case: str | None) -> list[str]:
    return view.lazy("disappearances").filter(pl.col("case") == case).collect()["person"].to_list()


def _people(view: Snapshot, ids: Collection[str]) -> tuple[PersonRecord, ...]:
    codes = view.lazy("persons").filter(pl.col("person").is_in(list(ids))).sort("code").select("person", "code")
    return tuple(_person(view, person, code) for person, code in codes.collect().iter_rows())


def _person(view: Snapshot, person: str, code: str) -> PersonRecord:
    ids = view.lazy("accounts").filter(pl.col("person") == person).collect()["account"].to_list()
    accounts = told_accounts(view, {*ids, *_pointing(view, ids, "relation.other")})
    rules = view.lazy("inconsistencies").filter(pl.col("person") == person).select("rule", "accounts").collect()
    return PersonRecord(
        code=code,
        names=tuple(_names(view, accounts)),
        accounts=accounts,
        takings=takings(view, person, accounts),
        implausible=tuple(Implausible(rule=rule, accounts=tuple(between)) for rule, between in rules.iter_rows()),
    )


def _of_cases(view: Snapshot, cases: Collection[str]) -> tuple[ToldAccount, ...]:
    """What sources say of these cases, and what others say of cases that they tie to them."""
    of_them = pl.col("case").is_in(list(cases)) & (pl.col("kind") == "case")
    ids = view.lazy("accounts").filter(of_them).collect()["account"].to_list()
    return told_accounts(view, {*ids, *_pointing(view, ids, "case.follows")})


def _pointing(view: Snapshot, ids: Collection[str], field: str) -> list[str]:
    """The accounts that point at any of these in a field."""
    pointing = (pl.col("field") == field) & pl.col("other").is_in(list(ids))
    return view.lazy("said").filter(pointing).collect()["account"].to_list()


def _names(view: Snapshot, accounts: Sequence[ToldAccount]) -> Iterator[NameTold]:
    """Every name once, with the sources that say it, in the order of the snapshot."""
    source = {account.id: account.source for account in accounts if account.kind == "person"}
    told = view.identity("names").filter(pl.col("account").is_in(list(source)))
    by_name: dict[tuple[str, ...], dict[str, None]] = {}
    for account, *name in told.select("account", "text", "script", "system", "kind").iter_rows():
        by_name.setdefault(tuple(name), {})[source[account]] = None
    for (text, script, system, kind), sources in by_name.items():
        yield NameTold(text=text, script=script, system=system, kind=kind, sources=tuple(sources))


def _verdicts(view: Snapshot, accounts: Mapping[str, ToldAccount]) -> Iterator[Judged]:
    """Verdicts of which an end is one of these accounts."""
    mine = list(accounts)
    touching = view.lazy("verdicts").filter(pl.col("left").is_in(mine) | pl.col("right").is_in(mine)).collect()
    ends = (*touching["left"], *touching["right"])
    codes, sources = codes_behind(view, ends), _names_behind(view, ends)
    for kind, left, right, answer in touching.select("kind", "left", "right", "answer").iter_rows():
        both = tuple((sources.get(end, ""), codes.get(end, "")) for end in (left, right))
        yield Judged(kind=kind, answer=answer, ends=both)


def _names_behind(view: Snapshot, accounts: Iterable[str]) -> dict[str, str]:
    """The name of the source behind each account."""
    behind = view.lazy("accounts").filter(pl.col("account").is_in(list(accounts))).collect()
    named = behind.join(view.identity("titles"), on="source")
    return dict(named.select("account", "external_id").iter_rows())


def _sources(view: Snapshot, wanted: Collection[str]) -> dict[str, SourceOf]:
    """Sources by id, in the order of their names."""
    titles = view.identity("titles")
    names = dict(titles.select("source", "external_id").iter_rows())
    told = view.lazy("sources").filter(pl.col("source").is_in(list(wanted))).collect()
    lines = told.join(titles, on="source").sort("external_id").iter_rows(named=True)
    return {
        line["source"]: SourceOf(
            name=line["external_id"],
            title=line["title"],
            kind=line["kind"],
            day=line["day"],
            language=line["language"],
            interviewee=line["interviewee"] or "",
            repeats="" if line["origin"] == line["source"] else names.get(line["origin"], ""),
        )
        for line in lines
    }
