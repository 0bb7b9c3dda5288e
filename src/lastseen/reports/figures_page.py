"""The standard figures as one self-contained page: no script, no network, readable in print."""

import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined

from lastseen.domain.release import Profile, Released
from lastseen.figures import Figure, Row
from lastseen.figures.figure_set import FigureSet

_HERE = files("lastseen.reports")


def languages() -> tuple[str, ...]:
    """The languages a page can be written in."""
    return tuple(sorted(f.name.removesuffix(".toml") for f in (_HERE / "texts").iterdir() if f.name.endswith(".toml")))


def figures_page(released: Released[FigureSet], language: str) -> str:
    """The page in HTML, in one language of :func:`languages`."""
    texts = tomllib.loads((_HERE / f"texts/{language}.toml").read_text(encoding="utf-8"))
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string((_HERE / "templates/figures.html.j2").read_text(encoding="utf-8"))
    page = released.content
    return template.render(
        t=texts,
        language=language,
        page=page,
        notice=page.notice.get(language, page.notice.get("en", "")),
        withheld=released.withheld,
        is_internal=released.profile is Profile.INTERNAL,
        counts=[_figure(figure, texts, language) for figure in page.figures if _is_count(figure)],
        figures=[_figure(figure, texts, language) for figure in page.figures if not _is_count(figure)],
    )


def _is_count(figure: Figure) -> bool:
    """Whether a figure is one number, certain whole: it needs no table."""
    return all(row.code == "total" or not row.high for row in figure.rows)


def _figure(figure: Figure, texts: Mapping[str, Any], language: str) -> dict[str, object]:
    whole = max((figure.N, *(row.high for row in figure.rows))) or 1
    unsaid = {key.replace("-", "_"): count for key, count in figure.unsaid.items()}
    return {
        "id": figure.id,
        "label": _label(figure.labels, language),
        "count": texts["count"].format(unit=texts["units"][figure.unit.value], N=figure.N),
        "rows": [_row(row, whole, language) for row in _shown(figure.rows)],
        "total": figure.N,
        "is_bounded": any(row.high > row.n for row in figure.rows),
        "multiple": figure.multiple,
        "unsaid": texts["unsaid"].format(**unsaid) if any(unsaid.values()) else "",
    }


def _shown(rows: Sequence[Row]) -> list[Row]:
    """All rows but those of nobody that only say so: an empty *undetermined* or *unknown*."""
    return [row for row in rows if row.high or row.code not in ("undetermined", "unknown", "other")]


def _row(row: Row, whole: int, language: str) -> dict[str, object]:
    return {
        "code": row.code,
        "label": _label(row.labels, language),
        "n": row.n,
        "high": row.high if row.high > row.n else None,
        "percent": "" if row.percent is None else f"{row.percent:.1f}",
        "certain": round(100 * row.n / whole, 2),
        "possible": round(100 * (row.high - row.n) / whole, 2),
    }


def _label(labels: Mapping[str, str], language: str) -> str:
    return labels.get(language, labels["en"])
