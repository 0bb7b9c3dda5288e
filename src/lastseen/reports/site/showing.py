"""People as the pages of the site show them: codes and spans in words, chains stage by stage, lists to browse by."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lastseen.reports.people_table import said, span
from lastseen.reports.records.shown import Shown, ShownPerson, ShownStage, Span

_SHORT = 10
FIELDS = {
    "sex": "sex",
    "occupation": "occupation",
    "period": "leadership-period",
    "country": "place",
    "place": "place",
    "grounds": "grounds",
    "authorities": "authority",
    "fate": "fate-status",
    "responses": "response-kind",
}
"""What is told of a person in codes, and of which vocabulary."""
BROWSED = ("place", "authorities", "grounds")
"""The fields that people are listed by, beside the year."""
UNDATED = "undated"


@dataclass(frozen=True, slots=True, kw_only=True)
class StageLine:
    """One stage in words; empty where nothing is told."""

    years: str
    kind: str
    holder: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """One person in words. ``file`` is the name of their page; ``told`` holds by field all that is told, or nothing."""

    file: str
    title: str
    names: tuple[str, ...]
    age: str
    taken: str
    told: Mapping[str, tuple[str, ...]]
    chains: tuple[tuple[StageLine, ...], ...]
    family: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOf:
    """A list of people who have one thing in common: of which kind, its label, the name of its page."""

    kind: str
    code: str
    label: str
    people: tuple[str, ...]

    @property
    def file(self) -> str:
        """The name of its first page, without its ending."""
        return f"{self.kind}-{self.code.replace('/', '--').lower()}"


def short(shown: Shown) -> dict[str, str]:
    """By alias, the code under which a person stands on the site: ten letters and digits in two groups of five."""
    cut = {person.alias: person.alias[:_SHORT] for person in shown.people}
    if len(set(cut.values())) < len(cut):
        return {alias: alias for alias in cut}
    return {alias: f"{code[:5]}-{code[5:]}" for alias, code in cut.items()}


def person_line(shown: Shown, person: ShownPerson, codes: Mapping[str, str], language: str) -> PersonLine:
    """One person in one language."""
    code = codes[person.alias]
    names = tuple(name.text for name in person.names)
    return PersonLine(
        file=file_of(code),
        title=names[0] if names else code,
        names=names,
        age=span(person.age),
        taken=span(person.taken),
        told={field: said(shown, vocabulary, getattr(person, field), language) for field, vocabulary in FIELDS.items()},
        chains=tuple(tuple(_stage(shown, stage, language) for stage in chain) for chain in person.chains),
        family=tuple(
            (said(shown, "relation", (relation,), language)[0], codes[other], file_of(codes[other]))
            for relation, other in person.family
            if other in codes
        ),
    )


def file_of(code: str) -> str:
    """The name of a person's page, without its ending."""
    return code.replace("-", "").lower()


def lists(shown: Shown, language: str) -> tuple[ListOf, ...]:
    """The lists people are found by: year, place, authority, grounds; each in the order of its labels."""
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for person in shown.people:
        found["year", year_of(person.taken)].append(person.alias)
        for field in BROWSED:
            for code in dict.fromkeys(getattr(person, field)):
                found[field, code].append(person.alias)
    made = (
        ListOf(kind=kind, code=code, label=_label(shown, kind, code, language), people=tuple(people))
        for (kind, code), people in found.items()
    )
    return tuple(sorted(made, key=lambda one: (one.kind, one.code == UNDATED, one.label)))


def year_of(taken: Span) -> str:
    """The year somebody was taken in, where it is one."""
    low, high = taken
    return str(low) if low is not None and low == high else UNDATED


def _label(shown: Shown, kind: str, code: str, language: str) -> str:
    return code if kind == "year" else said(shown, FIELDS[kind], (code,), language)[0]


def _stage(shown: Shown, stage: ShownStage, language: str) -> StageLine:
    def joined(vocabulary: str, codes: Iterable[str]) -> str:
        return " / ".join(said(shown, vocabulary, codes, language))

    return StageLine(
        years=span(stage.years),
        kind=joined("stage-kind", stage.kind),
        holder=joined("authority", stage.holder),
        place=joined("place", stage.place),
    )


def search_data(shown: Shown, codes: Mapping[str, str], languages: Iterable[str]) -> dict[str, Any]:
    """What the search of the site reads: the labels of codes in all languages, and of each person their codes.

    Of each person: code, names, first and last year, then for each of the fields the places of its codes in ``terms``.
    """
    spoken = tuple(languages)
    fields = ("sex", *BROWSED, "fate")
    places: dict[tuple[str, str], int] = {}
    people = []
    for person in shown.people:
        coded = [
            [places.setdefault((field, code), len(places)) for code in dict.fromkeys(getattr(person, field))]
            for field in fields
        ]
        names = [name.text for name in person.names]
        people.append([codes[person.alias], names, *person.taken, *coded])
    terms = [[field, *(said(shown, FIELDS[field], (code,), one)[0] for one in spoken)] for field, code in places]
    return {"languages": list(spoken), "fields": list(fields), "terms": terms, "people": people}
