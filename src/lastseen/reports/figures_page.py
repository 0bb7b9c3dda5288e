"""The standard figures as one self-contained page: no script, no network, readable in print."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined

from lastseen.domain.release import Profile, Released
from lastseen.figures import Figure, Row
from lastseen.figures.disclosure import THRESHOLD
from lastseen.figures.encoding import label_in
from lastseen.figures.figure_set import FigureSet
from lastseen.reports.texts import shown, texts_in, unsaid


def figures_page(released: Released[FigureSet], language: str) -> str:
    """The page in HTML, in one language of :func:`~lastseen.reports.texts.languages`."""
    texts = texts_in(language)["figures"]
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(
        (files("lastseen.reports") / "templates/figures.html.j2").read_text(encoding="utf-8")
    )
    page, is_internal = released.content, released.profile is Profile.INTERNAL
    return template.render(
        t=texts,
        language=language,
        page=page,
        notice=label_in(language, page.notice) if page.notice else "",
        withheld=released.withheld,
        shown_to=texts["inside"] if is_internal else texts["small"].format(threshold=THRESHOLD),
        counts=[_figure(figure, texts, language) for figure in page.figures if _is_count(figure)],
        figures=[_figure(figure, texts, language) for figure in page.figures if not _is_count(figure)],
    )


def _is_count(figure: Figure) -> bool:
    """Whether a figure is one number, certain whole: it needs no table."""
    return bool(figure.rows) and all(row.code == "total" or not row.high for row in figure.rows)


def _figure(figure: Figure, texts: Mapping[str, Any], language: str) -> dict[str, object]:
    whole = max((figure.N, *(row.high for row in figure.rows))) or 1
    return {
        "id": figure.id,
        "label": label_in(language, figure.labels),
        "count": texts["count"].format(unit=texts["units"][figure.unit.value], N=figure.N),
        "rows": [_row(row, whole, language) for row in shown(figure)],
        "total": figure.N,
        "is_bounded": any(row.high > row.n for row in figure.rows),
        "multiple": figure.multiple,
        "rounded": texts["rounded"].format(step=figure.rounded_to) if figure.rounded_to > 1 else "",
        "unsaid": unsaid(figure, texts),
    }


def _row(row: Row, whole: int, language: str) -> dict[str, object]:
    return {
        "code": row.code,
        "label": label_in(language, row.labels),
        "n": row.n,
        "high": row.high if row.high > row.n else None,
        "percent": "" if row.percent is None else f"{row.percent:.1f}",
        "certain": round(100 * row.n / whole, 2),
        "possible": round(100 * (row.high - row.n) / whole, 2),
    }
