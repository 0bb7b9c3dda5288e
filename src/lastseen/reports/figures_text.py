"""Figures for a terminal and for spreadsheets."""

import csv
import io
from collections.abc import Mapping
from typing import Any

from lastseen.domain.release import Profile, Released
from lastseen.figures import Figure
from lastseen.figures.disclosure import THRESHOLD
from lastseen.figures.encoding import label_in
from lastseen.figures.figure_set import FigureSet
from lastseen.reports.columns import table
from lastseen.reports.texts import shown, texts_in

_COLUMNS = ("figure", "title", "unit", "N", "row", "label", "n", "low", "high", "percent", "rounded_to", "snapshot")


def figures_text(released: Released[FigureSet], language: str) -> str:
    """Every figure as columns, with what it was made from below."""
    content, texts = released.content, texts_in(language)["figures"]
    notice = [label_in(language, content.notice)] if content.notice else []
    return "\n\n".join(
        [*notice, *(_text(figure, texts, language) for figure in content.figures), _last(released, texts)]
    )


def figures_csv(released: Released[FigureSet], language: str) -> str:
    """Every row of every figure as a line; it begins with the mark by which spreadsheets know UTF-8."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(_COLUMNS)
    for figure in released.content.figures:
        about = (figure.id, label_in(language, figure.labels), figure.unit.value, figure.N)
        for row in figure.rows:
            counts = (row.n, row.low, row.high, "" if row.percent is None else row.percent)
            lines.writerow(
                (*about, row.code, label_in(language, row.labels), *counts, figure.rounded_to, released.snapshot)
            )
    return f"\ufeff{text.getvalue()}".rstrip("\n")


def _last(released: Released[FigureSet], texts: Mapping[str, Any]) -> str:
    content = released.content
    lines = [
        texts["snapshot"].format(name=released.snapshot, day=content.day),
        texts["definitions"].format(id=content.definitions, version=content.version),
    ]
    if released.withheld:
        lines.append(texts["withheld"].format(count=released.withheld, total=content.sources))
    if released.profile is not Profile.INTERNAL:
        lines.append(texts["small"].format(threshold=THRESHOLD))
    return "\n".join(lines)


def _text(figure: Figure, texts: Mapping[str, Any], language: str) -> str:
    rows = [("", texts["n"], texts["percent"], texts["at_most"])]
    for row in shown(figure):
        percent = "" if row.percent is None else f"{row.percent:.1f}"
        at_most = str(row.high) if row.high > row.n else ""
        rows.append((f"  {label_in(language, row.labels)}", str(row.n), percent, at_most))
    count = texts["count"].format(unit=texts["units"][figure.unit.value], N=figure.N)
    rounded = [f"  {texts['rounded'].format(step=figure.rounded_to)}"] if figure.rounded_to > 1 and figure.rows else []
    body = [table(rows), *rounded] if figure.rows else [f"  {texts['bare']}"]
    return "\n".join([f"{label_in(language, figure.labels)} [{figure.id}] · {count}", *body])
