"""Two small drawings: how the lists overlap, and where the chains went."""

from html import escape

from lastseen.estimation.captures import Captures
from lastseen.estimation.models import Floats

_INK, _ACCENT, _GREY, _LINE = "#1B1F23", "#0B5563", "#6B7280", "#D5DADE"
_STEP, _HIGH, _SIDE, _ROW = 22, 140, 150, 20
_MOST = 40
"""So many patterns are drawn, the largest first."""

_WIDE, _TALL = 640, 180
_POINTS = 300


def overlaps_svg(captures: Captures) -> str:
    """How many persons are on which lists at once: a bar for each pattern, above dots for its lists."""
    order = sorted(range(len(captures.counts)), key=lambda at: -int(captures.counts[at]))[:_MOST]
    top = max(int(count) for count in captures.counts)
    parts = []
    for row, name in enumerate(captures.lists):
        y = _HIGH + 28 + row * _ROW
        parts.append(_text(_SIDE - 14, y + 4, f"{name} ({captures.sizes[row]:,})", "end"))
    for column, at in enumerate(order):
        x, count = _SIDE + column * _STEP, int(captures.counts[at])
        tall = _HIGH * count / top
        parts.append(_box(x - 6, 14 + _HIGH - tall, 12, tall))
        parts.append(_text(x, 10 + _HIGH - tall, f"{count:,}", "middle"))
        for row in range(len(captures.lists)):
            fill = _INK if captures.patterns[at, row] else _LINE
            parts.append(f'<circle cx="{x}" cy="{_HIGH + 28 + row * _ROW}" r="5" fill="{fill}"/>')
    return _drawn(*size_of_overlaps(captures), parts)


def size_of_overlaps(captures: Captures) -> tuple[float, float]:
    """How wide and how high :func:`overlaps_svg` is."""
    return _SIDE + min(len(captures.counts), _MOST) * _STEP + 10, _HIGH + 28 + len(captures.lists) * _ROW


def trace_svg(draws: Floats) -> str:
    """Where each chain went, a line for each column of draws; chains that agree lie upon each other."""
    thin = draws[:: max(1, len(draws) // _POINTS)]
    low, high = float(thin.min()), float(thin.max())
    across, up = (_WIDE - 70) / max(1, len(thin) - 1), (_TALL - 30) / max(high - low, 1.0)
    parts = [_text(52, 18, f"{high:,.0f}", "end"), _text(52, _TALL - 12, f"{low:,.0f}", "end")]
    for chain in thin.T:
        points = " ".join(f"{60 + at * across:.1f},{14 + (high - y) * up:.1f}" for at, y in enumerate(chain))
        parts.append(f'<polyline points="{points}" fill="none" stroke="{_ACCENT}" stroke-opacity="0.35"/>')
    return _drawn(_WIDE, _TALL, parts)


def _box(x: float, y: float, wide: float, tall: float) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide}" height="{tall:.1f}" fill="{_ACCENT}"/>'


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{_GREY}">{escape(words)}</text>'


def _drawn(wide: float, tall: float, parts: list[str]) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {tall}" width="{wide}" height="{tall}"'
    return f'{head} font-family="\'Source Sans 3\', sans-serif" font-size="9">{"".join(parts)}</svg>\n'
