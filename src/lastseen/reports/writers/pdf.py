"""A document as PDF, set by typst: one file, accessible (PDF/UA-1), the same bytes for the same document."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, replace
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any, Final

import typst
from fontTools.ttLib import TTFont

from lastseen.figures.charts.fonts import FAMILIES
from lastseen.reports.document.model import Document, Heading, Run, Table, Text, words_of
from lastseen.reports.texts import texts_in
from lastseen.reports.writers.columns import shares
from lastseen.reports.writers.outline import anchors, legible
from lastseen.reports.writers.typesetting import fonts, typesetter

_FALLBACK: Final = "Kurinto Sans"
"""For scripts of quoted words that no language of documents uses: Arabic, Hebrew, Thai and many more."""
_UNPRINTABLE: Final = "\N{WHITE SQUARE}"
_HANGUL: Final = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
_WORDS_AND_SPACES: Final = re.compile(r"\s+|\S+")


def pdf(document: Document) -> bytes:
    """The document as one tagged PDF, whose metadata say its title and language and nothing of who made it or when."""
    return _files(_compiler(document).compile(format="pdf", pdf_standards=["ua-1"]))[0]


def pictures(document: Document, ppi: float) -> list[bytes]:
    """Each page of the PDF as a PNG, to be looked at."""
    return _files(_compiler(document).compile(format="png", ppi=ppi))


def _files(made: bytes | list[bytes] | None) -> list[bytes]:
    return made if isinstance(made, list) else [made or b""]


def _compiler(document: Document) -> typst.Compiler:
    template = (files("lastseen.reports") / "templates/document.typ").read_bytes()
    return typesetter({"main.typ": template, "document.json": json.dumps(_data(document)).encode()})


def _data(document: Document) -> dict[str, Any]:
    """What the template reads: the document as it is, but that it can be printed whatever it says."""
    data: dict[str, Any] = _tree(document)
    nodes = list(_nodes(data))
    places = Counter(map(_printable, anchors(document.blocks)))
    depth = 0
    for node in nodes:
        if node.get("kind") == "heading":
            depth = node["level"] = min(node["level"], depth + 1)
        if "link" in node and places[node["link"]] != 1:
            node["link"] = ""
    return {**data, "words": texts_in(document.language)["document"], "fonts": [*FAMILIES, _FALLBACK]}


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Every part of a document that is not bare text, in reading order."""
    if isinstance(tree, dict):
        yield tree
        tree = list(tree.values())
    if isinstance(tree, list):
        for below in tree:
            yield from _nodes(below)


def _tree(part: Any) -> Any:
    """A part of a document as JSON has it, with its kind by its name."""
    if isinstance(part, str):
        return _printable(part)
    if isinstance(part, int | float):
        return part
    if isinstance(part, tuple):
        return _stretches(part) if part and isinstance(part[0], Run) else [_tree(below) for below in part]
    if isinstance(part, Heading):  # it is repeated in the contents and the page header, where no link may stand
        part = replace(part, text=tuple(replace(run, link="") for run in part.text))
    if isinstance(part, Table):
        part = _with_widths(part)
    kind = {"kind": type(part).__name__.lower()}
    return kind | {field.name: _tree(getattr(part, field.name)) for field in fields(part)}


def _printable(text: str) -> str:
    """The text, with a box for each character that no font has: PDF/UA forbids a sign that stands for nothing."""
    covered = _covered()
    spaced = re.sub(r"[\t\n\r]", " ", legible(text))
    return "".join(letter if ord(letter) in covered else _UNPRINTABLE for letter in spaced)


def _stretches(text: Text) -> list[Any]:
    """The runs of a text, those that share a Korean word in one list: typst would break the line between them."""
    if len(text) == 1:
        return [[_tree(text[0])]]
    pieces = (replace(run, text=piece) for run in text for piece in _WORDS_AND_SPACES.findall(run.text))
    stretches: list[list[Run]] = []
    for _, group in groupby(pieces, key=lambda piece: piece.text.isspace()):
        runs = list(group)
        if len(runs) > 1 and _HANGUL.search(words_of(tuple(runs))):
            stretches.append(runs)
        else:
            stretches.extend([run] for run in runs)
    return [[_tree(run) for run in stretch] for stretch in _joined(stretches)]


def _joined(stretches: list[list[Run]]) -> Iterator[list[Run]]:
    """Stretches of one run each that are set alike, as one, so that a link stays one link."""
    for _, group in groupby(stretches, key=lambda stretch: (len(stretch), replace(stretch[0], text=""))):
        alike = list(group)
        if len(alike[0]) > 1:
            yield from alike
        else:
            yield [replace(alike[0][0], text="".join(stretch[0].text for stretch in alike))]


def _with_widths(table: Table) -> Table:
    """The table with the width of every column said."""
    columns = zip(table.columns, shares(table), strict=True)
    return replace(table, columns=tuple(replace(column, width=share) for column, share in columns))


@cache
def _covered() -> frozenset[int]:
    """The code points that one of the fonts can show."""
    wanted = {*FAMILIES, _FALLBACK}
    points: set[int] = set()
    for path in (font.path for font in fonts().fonts() if font.family in wanted):
        with TTFont(path, lazy=True) as font:
            points.update(font.getBestCmap())
    return frozenset(points)
