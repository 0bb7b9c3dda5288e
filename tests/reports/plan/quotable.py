"""A few invented figures to be quoted."""

from collections.abc import Mapping
from datetime import date

from lastseen.figures import Figure
from lastseen.figures.definitions import Population, Unit
from lastseen.figures.figure import row_of
from lastseen.reports.plan import Quotes

LABELS = {
    "victims": {"en": "Victims", "ko": "피해자"},
    "grounds": {"en": "Grounds", "ko": "구금 사유"},
    "grounds/escape": {"en": "Escape", "ko": "탈북 관련 사유"},
    "escape": {"en": "Escape-related", "ko": "탈북 관련"},
    "association": {"en": "Guilt by association", "ko": "연좌제"},
}


def counted(id_: str, total: int, rows: Mapping[str, tuple[int, int]], unit: Unit = Unit.VICTIM) -> Figure:
    """A figure with these rows, each with its n and high."""
    of = 0 if unit is Unit.UNNAMED else total
    return Figure(
        id=id_,
        labels=LABELS.get(id_, {"en": id_}),
        unit=unit,
        population=Population(),
        N=total,
        multiple=False,
        rows=tuple(row_of(code, LABELS.get(code, {"en": code}), *ends, of) for code, ends in rows.items()),
        unsaid={},
    )


FIGURES = {
    figure.id: figure
    for figure in (
        counted("victims", 115, {"total": (113, 115), "undetermined": (2, 2)}),
        counted("cases", 1, {"total": (1, 1), "undetermined": (0, 0)}, Unit.CASE),
        counted("grounds", 113, {"escape": (62, 64), "association": (45, 45), "unknown": (4, 4)}),
        counted("grounds/escape", 62, {"attempt": (40, 40), "helping": (0, 3)}),
        counted("people", 60, {"e1": (10, 20), "e2": (5, 40), "undetermined": (45, 45)}, Unit.UNNAMED),
    )
}
QUOTES = Quotes(snapshot="S-20241031-00000000", day=date(2024, 10, 31), figures=FIGURES)
