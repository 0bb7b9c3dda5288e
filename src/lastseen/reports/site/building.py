"""Every file of the site, from what two releases let out: people one by one, and figures of everybody."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from lastseen.domain.release import Released
from lastseen.figures import Figure
from lastseen.figures.encoding import label_in
from lastseen.figures.figure_set import FigureSet
from lastseen.reports.records.shown import Shown, ShownPerson
from lastseen.reports.site.mapping import Ground, ground, way
from lastseen.reports.site.showing import FIELDS, ListOf, PersonLine, lists, person_line, search_data, short
from lastseen.reports.texts import shown as shown_rows
from lastseen.reports.texts import texts_in, unsaid
from lastseen.reports.writers.page_fonts import faces

_TEMPLATES = Path(str(files("lastseen.reports") / "templates" / "site"))
_PER_PAGE = 100
_LARGEST = 26
"""The radius of the largest circle of a map."""
_COUNTS = ("victims", "cases", "interviews")
_DRAWN = (
    "sex",
    "age-at-disappearance",
    "arrests-by-five-years",
    "arrests-by-province",
    "grounds",
    "authority-responsible",
    "fate",
    "responses",
)
"""The figures of the start page, in order, as far as the figures have them."""

File = tuple[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the pages say of themselves: to whom to write, and by reason how many people are not shown singly."""

    contact: str = ""
    withheld: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Site:
    people: Shown
    figures: FigureSet
    facts: Facts
    languages: tuple[str, ...]
    codes: Mapping[str, str]
    map: Ground | None


def site(
    people: Released[Shown], figures: Released[FigureSet], facts: Facts, languages: Sequence[str]
) -> Iterator[File]:
    """The files of the site, each with its path within it. Nothing in them comes from anywhere but the two releases."""
    content = people.content
    made = _Site(
        people=content,
        figures=figures.content,
        facts=facts,
        languages=tuple(languages),
        codes=short(content),
        map=ground(content),
    )
    characters: set[str] = set()
    for language in languages:
        for path, text in _Pages(made, language).all():
            characters.update(text)
            yield f"{language}/{path}", text.encode()
    data = json.dumps(search_data(content, made.codes, languages), ensure_ascii=False, separators=(",", ":"))
    characters.update(data)
    yield "people.js", f"window.people={data};\n".encode()
    yield "fonts.css", faces("".join(sorted(characters))).encode()
    for name in ("site.css", "site.js"):
        yield name, (_TEMPLATES / name).read_bytes()
    if made.map is not None:
        yield "map.svg", made.map.svg.encode()
    yield "index.html", _rendered("choose", {"languages": _spoken(languages), "notice": content.notice}).encode()


class _Pages:
    """The pages in one language."""

    def __init__(self, made: _Site, language: str) -> None:
        self.made, self.language = made, language
        texts = texts_in(language)
        self.texts, self.figure_texts = texts["site"], texts["figures"]
        self.lists = lists(made.people, language)
        self.common = {
            "t": self.texts,
            "language": language,
            "spoken": _spoken(made.languages),
            "notice": label_in(language, made.people.notice) if made.people.notice else "",
            "day": made.people.day,
            "contact": made.facts.contact,
            "total": len(made.people.people),
            "fields": tuple(FIELDS),
            "map": made.map,
        }
        self.by_alias = {person.alias: person for person in made.people.people}

    def all(self) -> Iterator[tuple[str, str]]:
        """Every page, with its path within the language."""
        figures = {figure.id: figure for figure in self.made.figures.figures}
        counts = [self._count(figures[id_]) for id_ in _COUNTS if id_ in figures]
        drawn = [self._figure(figures[id_]) for id_ in _DRAWN if id_ in figures and figures[id_].rows]
        yield self._page("index", depth=1, counts=counts, drawn=drawn)
        yield self._page("figures", depth=1, drawn=[self._figure(one) for one in figures.values() if one.rows])
        yield self._page("map", depth=1, circles=self._circles(figures.get("arrests-by-province")))
        yield self._page("browse", depth=1, kinds=self._kinds())
        yield self._page("method", depth=1, withheld=self._withheld())
        yield self._page("terms", depth=1)
        yield from self._listed("people/all", self.texts["everybody"], tuple(self.by_alias))
        for one in self.lists:
            label = self.texts["undated"] if one.code == "undated" else one.label
            yield from self._listed(f"people/{one.file}", f"{self.texts['kinds'][one.kind]}: {label}", one.people)
        for person in self.made.people.people:
            yield self._person(person)

    def _page(self, name: str, *, depth: int, path: str = "", **context: Any) -> tuple[str, str]:
        where = path or f"{name}.html"
        return where, _rendered(name, {**self.common, "root": "../" * depth, "here": where, **context})

    def _person(self, person: ShownPerson) -> tuple[str, str]:
        line = self._line(person)
        route = way(self.made.map, person) if self.made.map is not None else ()
        return self._page("person", depth=2, path=f"people/{line.file}.html", person=line, route=route)

    def _line(self, person: ShownPerson) -> PersonLine:
        return person_line(self.made.people, person, self.made.codes, self.language)

    def _listed(self, path: str, title: str, aliases: Sequence[str]) -> Iterator[tuple[str, str]]:
        """A list in pages of a hundred, the first without a number."""
        pages = max(1, -(-len(aliases) // _PER_PAGE))
        names = [f"{path}.html", *(f"{path}.{number}.html" for number in range(2, pages + 1))]
        for at, name in enumerate(names):
            part = aliases[at * _PER_PAGE : (at + 1) * _PER_PAGE]
            yield self._page(
                "list",
                depth=2,
                path=name,
                title=title,
                number=len(aliases),
                people=[self._line(self.by_alias[alias]) for alias in part],
                before=Path(names[at - 1]).name if at else "",
                after=Path(names[at + 1]).name if at + 1 < pages else "",
                at=at + 1,
                pages=pages,
            )

    def _kinds(self) -> list[tuple[str, list[ListOf]]]:
        kinds = dict.fromkeys(one.kind for one in self.lists)
        return [(kind, [one for one in self.lists if one.kind == kind]) for kind in kinds]

    def _withheld(self) -> list[tuple[str, int]]:
        return [(self.texts["because"][why], n) for why, n in self.made.facts.withheld.items() if n]

    def _count(self, figure: Figure) -> dict[str, Any]:
        n = sum(row.n for row in figure.rows)
        high = max(n, *(row.high for row in figure.rows), 0)
        return {"label": label_in(self.language, figure.labels), "n": n, "high": high if high > n else None}

    def _figure(self, figure: Figure) -> dict[str, Any]:
        """A figure as rows with bars, widths of a hundred."""
        rows = shown_rows(figure)
        most = max((row.high for row in rows), default=0) or 1
        return {
            "id": figure.id.replace("/", "--"),
            "label": label_in(self.language, figure.labels),
            "count": self.figure_texts["count"].format(unit=self.figure_texts["units"][figure.unit.value], N=figure.N),
            "multiple": figure.multiple,
            "rounded": self.figure_texts["rounded"].format(step=figure.rounded_to) if figure.rounded_to > 1 else "",
            "unsaid": unsaid(figure, self.figure_texts),
            "rows": [
                {
                    "label": label_in(self.language, row.labels),
                    "n": row.n,
                    "high": row.high if row.high > row.n else None,
                    "percent": "" if row.percent is None else f"{row.percent:.1f}",
                    "certain": round(100 * row.n / most, 1),
                    "possible": round(100 * row.high / most, 1),
                }
                for row in rows
            ],
        }

    def _circles(self, figure: Figure | None) -> list[dict[str, Any]]:
        """Where people were taken, by the figure of provinces: the area of a circle is its number."""
        if figure is None or self.made.map is None:
            return []
        at = self.made.map.at
        rows = sorted((row for row in figure.rows if row.n and row.code in at), key=lambda row: -row.n)
        return [
            {
                "x": at[row.code][0],
                "y": at[row.code][1],
                "r": round(_LARGEST * (row.n / rows[0].n) ** 0.5, 1),
                "n": row.n,
                "label": label_in(self.language, row.labels),
            }
            for row in rows
        ]


def _spoken(languages: Iterable[str]) -> dict[str, str]:
    return {language: texts_in(language)["site"]["language"] for language in languages}


@cache
def _environment() -> Environment:
    loader = FileSystemLoader(_TEMPLATES)
    return Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def _rendered(name: str, context: Mapping[str, Any]) -> str:
    return _environment().get_template(f"{name}.html.j2").render(context)
