"""Report files: ``report.toml`` with its prose beside it, read strictly."""

import tomllib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from lastseen.domain.strict import StrictTable
from lastseen.estimation import METHODS, How, chosen
from lastseen.figures.charts.outlines import shipped_outlines
from lastseen.figures.disclosure import THRESHOLD
from lastseen.figures.standard import read_definitions
from lastseen.reports.plan.markdown import parse_prose
from lastseen.reports.plan.parts import (
    Account,
    AccountPart,
    Chart,
    ChartPart,
    EstimatesPart,
    MapPart,
    NarrativesPart,
    NumbersPart,
    Part,
    PyramidPart,
)
from lastseen.reports.plan.plan import Plan
from lastseen.reports.plan.prose import Prose
from lastseen.reports.plan.refusals import BadPlan, BadProse, Misplaced
from lastseen.reports.texts import languages

_SHIPPED = Path(str(files("lastseen") / "data" / "reports"))
_GENERAL = "standard"
_FILE = "report.toml"
_LEAST_THRESHOLD = 3
_MOST_NUMBERS = 6
_NARRATIVES = 6
_SIDE_BY_SIDE = 2


class _Table(StrictTable):
    """A table of a report file."""

    __slots__ = ()

    def malformed(self, why: str) -> BadPlan:
        return BadPlan(where=self.where, why=why)

    def table(self, key: str) -> "_Table":
        """A table inside this one; an empty one where there is none."""
        file, _, above = self.where.partition(", ")
        name = f"{above.removesuffix(']')}.{key}]" if above else f"[{key}]"
        return _Table(f"{file}, {name}", self.get(key, dict, f"a table, written {name}") or {})

    def number(self, key: str, default: int, least: int) -> int:
        """A whole number that is not too small."""
        value = self.get(key, int, "a whole number")
        if value is not None and value < least:
            raise self.malformed(f"{key!r} is less than {least}")
        return default if value is None else value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        values = self.get(key, list, "a list of texts") or []
        if not all(isinstance(value, str) and value for value in values):
            raise self.malformed(f"{key!r} is not a list of texts")
        return tuple(values)

    def by_language(self, key: str) -> Mapping[str, str]:
        """A text for each language, of those that documents can be written in."""
        table = self.table(key)
        table.only(*languages())
        return {language: table.required(language) for language in table.data}


def read_plan(path: Path) -> Plan:
    """The plan a report file holds, with the prose and the definitions it names, which stand beside it.

    Raises :class:`BadPlan`, :class:`Misplaced`, what :func:`~lastseen.reports.plan.markdown.parse_prose` raises for its
    prose, and what :func:`~lastseen.figures.standard.read_definitions` raises for its definitions.
    """
    table = _Table(path.name, _toml(path))
    table.only("id", "version", "figures", "threshold", "text", "organisation", "part")
    id_, version, own = table.required("id"), table.required("version"), table.text("figures")
    texts, parts = table.by_language("text"), table.table("part")
    if not texts:
        raise table.malformed("it names no prose; write [text] and en = 'report.en.md'")
    plan = Plan(
        id=id_,
        version=version,
        threshold=table.number("threshold", THRESHOLD, _LEAST_THRESHOLD),
        organisation=table.by_language("organisation"),
        definitions=None if own is None else read_definitions(path.parent / own),
        parts={name: _beside(path.parent, _part(parts.table(name))) for name in parts.data},
        prose={language: parse_prose(_text(path.parent / file), file) for language, file in texts.items()},
    )
    for language, file in texts.items():
        _check_places(plan.parts, plan.prose[language], file)
    _check_inside(plan.prose, texts)
    return plan


def standard_file(profile: str | None) -> Path:
    """The report file that comes with a profile, or the general one where it has none; alone with its prose."""
    own = _SHIPPED / (profile or _GENERAL) / _FILE
    return own if own.is_file() else _SHIPPED / _GENERAL / _FILE


def standard_plan(profile: str | None) -> Plan:
    """The plan that :func:`standard_file` holds."""
    return read_plan(standard_file(profile))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadPlan(where=path.name, why="it is not text in UTF-8") from error
    except OSError as error:
        raise BadPlan(where=path.name, why=f"it cannot be opened: {error.strerror}") from error


def _toml(path: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise BadPlan(where=path.name, why=f"it is not TOML: {error}") from error


def _part(table: _Table) -> Part:
    kind = table.required("kind")
    if kind not in _KINDS:
        raise table.malformed(f"kind {kind!r} is not one of {', '.join(_KINDS)}")
    return _KINDS[kind](table, kind)


def _beside(folder: Path, part: Part) -> Part:
    """A part whose outlines, where they are not shipped, are a file in the folder of the report file."""
    if not isinstance(part, MapPart) or part.outlines in shipped_outlines():
        return part
    return replace(part, outlines=str(folder / part.outlines))


def _numbers(table: _Table, _: str) -> Part:
    table.only("kind", "figures")
    figures = table.texts("figures")
    if not 1 <= len(figures) <= _MOST_NUMBERS:
        raise table.malformed(f"'figures' names {len(figures)} numbers, and there can be one to {_MOST_NUMBERS}")
    return NumbersPart(figures=figures)


def _chart(table: _Table, kind: str) -> Part:
    table.only("kind", "figure")
    return ChartPart(chart=Chart(kind), figure=table.required("figure"))


def _pyramid(table: _Table, _: str) -> Part:
    table.only("kind", "left", "right")
    return PyramidPart(left=table.required("left"), right=table.required("right"))


def _map(table: _Table, _: str) -> Part:
    table.only("kind", "arrests", "legs", "outlines")
    return MapPart(
        arrests=table.required("arrests"), legs=table.text("legs") or "", outlines=table.required("outlines")
    )


def _narratives(table: _Table, _: str) -> Part:
    table.only("kind", "most")
    return NarrativesPart(most=table.number("most", _NARRATIVES, 1))


def _estimates(table: _Table, _: str) -> Part:
    table.only("kind", "methods", "lists", "never", "by", "seed", "bootstrap")
    methods = table.texts("methods")
    unknown = [method for method in methods if method not in METHODS]
    if unknown:
        raise table.malformed(f"method {unknown[0]!r} is not one of {', '.join(METHODS)}")
    if len(methods) < _SIDE_BY_SIDE:
        raise table.malformed("'methods' names fewer than two: the choice of method can change an estimate severalfold")
    bootstrap = table.get("bootstrap", bool, "true or false") or False
    return EstimatesPart(
        how=How(methods=methods, seed=table.number("seed", 1, 0), bootstrap=bootstrap),
        chosen=chosen(table.texts("lists"), table.texts("never")),
        by=table.text("by"),
    )


def _account(table: _Table, kind: str) -> Part:
    table.only("kind")
    return AccountPart(account=Account(kind))


_KINDS: Mapping[str, Callable[[_Table, str], Part]] = {
    "numbers": _numbers,
    **{str(chart): _chart for chart in Chart},
    "pyramid": _pyramid,
    "map": _map,
    "narratives": _narratives,
    "estimates": _estimates,
    **{str(account): _account for account in Account},
}


def _check_places(parts: Mapping[str, Part], prose: Prose, file: str) -> None:
    placed = Counter(place.part for place in prose.places)
    for place in prose.places:
        if place.part not in parts:
            raise Misplaced(where=place.where, part=place.part, why="is not in the report file")
        if placed[place.part] > 1:
            raise Misplaced(where=place.where, part=place.part, why="stands in it twice")
    for part in parts:
        if not placed[part]:
            raise Misplaced(where=file, part=part, why="stands nowhere in it")


def _check_inside(prose: Mapping[str, Prose], texts: Mapping[str, str]) -> None:
    """Refuse what is hidden from the public in one language and not in another."""
    first, *others = prose
    hidden = {language: _hidden(text) for language, text in prose.items()}
    for language in others:
        if hidden[language] != hidden[first]:
            why = f"its sections marked .internal are not those of {texts[first]}, or hold other parts"
            raise BadProse(where=texts[language], why=why)


def _hidden(prose: Prose) -> frozenset[str]:
    shown = {place.part for place in prose.public(frozenset()).places}
    sections = {f"#{section.anchor}" for section in prose.sections if section.inside}
    return frozenset({place.part for place in prose.places} - shown | sections)
