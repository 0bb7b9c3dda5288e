"""Charts and tables of a public report hold the protected figures, and no point, path or number beside them."""

import re
from collections.abc import Mapping
from xml.etree import ElementTree as ET

import pytest

from lastseen.domain.release import Profile
from lastseen.figures import Figure
from lastseen.figures.encoding import label_in
from lastseen.figures.rows import UNDETERMINED, UNKNOWN
from tests.reports.attack.conftest import LANGUAGES, Reports
from tests.reports.attack.knowledge import THRESHOLD
from tests.reports.attack.rows import drawn, rows

NUMBER = re.compile(r"^(?:about |약 )?(\d+)(?:[–~](\d+))?$")
SVG = re.compile("<svg.*?</svg>", re.DOTALL)
Counts = frozenset[tuple[str, int, int]]
SHAPES = {"svg", "g", "rect", "path", "text", "circle", "line", "title", "tspan", "polygon"}
"""What a chart is drawn with; nothing that carries data of its own."""
LOOKS = {
    "d", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "dx", "dy", "width", "height", "viewBox", "points",
    "transform", "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-linejoin", "stroke-linecap",
    "stroke-dasharray", "stroke-miterlimit", "stroke-opacity", "paint-order", "opacity", "font-family", "font-size",
    "font-weight", "text-anchor", "dominant-baseline",
}  # fmt: skip
"""How it is drawn."""


def counts(figure: Figure, language: str) -> Counts:
    """The rows of a figure as a reader sees them."""
    return frozenset((label_in(language, row.labels), row.n, row.high) for row in figure.rows)


def read(number: str) -> tuple[int, int]:
    found = NUMBER.match(number)
    assert found, number
    return int(found[1]), int(found[2] or found[1])


def charts(reports: Reports, profile: Profile, language: str) -> list[tuple[str, str]]:
    """Each chart of a page: its drawing and what it says in words."""
    page = reports.file(profile, language, ".html").read_text(encoding="utf-8")
    words = re.findall(r'role="img" aria-label="([^"]*)"', page)
    return list(zip(SVG.findall(page), words, strict=True))


def protected(reports: Reports, language: str) -> Mapping[str, Counts]:
    return {figure.id: counts(figure, language) for figure in reports.sets[Profile.PUBLIC].figures}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_says_rows_of_protected_figures_only(reports: Reports, language: str) -> None:
    figures = protected(reports, language)
    for _, words in charts(reports, Profile.PUBLIC, language):
        said = {(row.row, *read(row.cells[0])) for row in drawn("", words)}
        assert any(said <= one | other for one in figures.values() for other in figures.values()), words


@pytest.mark.parametrize("language", LANGUAGES)
def test_charts_for_people_inside_say_more(reports: Reports, language: str) -> None:
    figures = protected(reports, language)
    words = [said for _, said in charts(reports, Profile.INTERNAL, language) if NUMBER.match(_last(said))]
    said = [{(row.row, *read(row.cells[0])) for row in drawn("", each)} for each in words]
    assert [one for one in said if not any(one <= a | b for a in figures.values() for b in figures.values())]


def _last(said: str) -> str:
    """The last number of a chart; of a family, which counts nobody, something else."""
    return said.rstrip(".").rpartition(": ")[2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_chart_and_no_table_shows_few_people(reports: Reports, language: str) -> None:
    labels = [reports.snapshot.label("figure-row", code, language) for code in (UNKNOWN, UNDETERMINED)]
    found = rows(reports.file(Profile.PUBLIC, language, ".html"))
    shown = {(row.figure, row.row): read(row.cells[0])[0] for row in found if NUMBER.match(row.cells[0])}
    assert len(shown) > 80
    assert {row: n for row, n in shown.items() if 0 < n < THRESHOLD and row[1] not in labels} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_drawing_is_made_of_shapes_and_words_that_carry_nothing_else(reports: Reports, language: str) -> None:
    for drawing, _ in charts(reports, Profile.PUBLIC, language):
        elements = shapes(drawing)
        assert {element.tag.rpartition("}")[2] for element in elements} <= SHAPES
        assert {name for element in elements for name in element.attrib} <= LOOKS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_in_a_drawing_is_one_that_is_said_in_words(reports: Reports, language: str) -> None:
    for drawing, words in charts(reports, Profile.PUBLIC, language):
        said = {text for row in drawn("", words) for text in (row.row, *row.cells)}
        texts = ["".join(element.itertext()) for element in shapes(drawing) if element.tag.endswith("text")]
        assert [text for text in texts if re.search(r"\d", text) and text not in said and not is_scale(text)] == []


def is_scale(text: str) -> bool:
    """Whether a text is of an axis, of the classes of a map, or the sum of bands or ribbons that are all rounded."""
    bare = re.sub(r"^(about|약)\s", "", text)
    return bare in {"0", "1–10", "11–20", "21–30", "31–40"} or (bare.isdigit() and int(bare) % THRESHOLD == 0)


def shapes(drawing: str) -> list[ET.Element]:
    """The elements of a drawing."""
    return list(ET.fromstring(drawing).iter())  # noqa: S314  # it was written a moment ago
