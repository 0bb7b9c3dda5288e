"""A document as one page of HTML: no script, no network, fonts and charts within; for screen, phone and paper."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from itertools import count
from typing import Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from lastseen.figures.charts.style import TEXT
from lastseen.reports.document.model import Box, Document, Heading, Items, Numbers, Paragraph, Picture, Table, Terms
from lastseen.reports.texts import texts_in
from lastseen.reports.writers.outline import anchored, anchors, entries, legible
from lastseen.reports.writers.page_fonts import faces

_KINDS = (Box, Heading, Items, Numbers, Paragraph, Picture, Table, Terms)
_TEMPLATES = files("lastseen.reports") / "templates"
_SMALL_PRINT = 0.8
"""The size of small print on a page, in rem: what the text of a chart is shown at."""


def page(document: Document) -> str:
    """The whole page. The same document gives the same page."""
    whole, texts = anchored(document), texts_in(document.language)["document"]
    numbers = {"figure": count(1), "table": count(1)}
    return legible(
        _template().render(
            document=whole,
            cover=whole.cover,
            entries=entries(whole),
            places=_places(anchors(whole.blocks)),
            t=texts,
            number=lambda kind: texts[kind].format(n=next(numbers[kind])),
            rem=lambda points: f"{points / TEXT * _SMALL_PRINT:.2f}rem",
            style=_verbatim((_TEMPLATES / "document.css").read_text(encoding="utf-8") + _margins(whole, texts)),
            faces=lambda body: _verbatim(faces(legible(body))),
            drawn=_verbatim,
        )
    )


def _verbatim(made: str) -> Markup:
    """What is made here, not told: style sheets, fonts, drawings. All else is escaped."""
    return Markup(made)  # noqa: S704 (see above)


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    for kind in _KINDS:
        environment.tests[kind.__name__.lower()] = lambda block, kind=kind: isinstance(block, kind)
    return environment.from_string((_TEMPLATES / "document.html.j2").read_text(encoding="utf-8"))


def _places(anchors: Iterable[str]) -> Mapping[str, str]:
    """The ``id`` of each anchor: the anchor itself, where HTML can hold it and no other has it."""
    places: dict[str, str] = {}
    taken: set[str] = set()
    for anchor in dict.fromkeys(anchors):
        place = re.sub(r"[^\w-]+", "-", anchor)
        places[anchor] = f"{place}-{len(taken)}" if place in taken else place
        taken.add(places[anchor])
    return places


def _margins(document: Document, texts: Mapping[str, Any]) -> str:
    """What stands in the margins of each printed page: the title, the notice, and which page of how many it is."""
    counters = {"{page}": "counter(page)", "{pages}": "counter(pages)"}
    parts = re.split(r"(\{pages?\})", texts["page"])
    footer = " ".join(counters.get(part, _quoted(part)) for part in parts)
    return (
        f"@page{{@top-left{{content:{_quoted(document.cover.title)}}}"
        f"@bottom-left{{content:{_quoted(' '.join(document.cover.notice))}}}@bottom-right{{content:{footer}}}}}"
    )


def _quoted(text: str) -> str:
    """A string of CSS that nothing in it can end."""
    letters = (letter if letter.isalnum() else f"\\{ord(letter):x} " for letter in legible(text))
    return f'"{"".join(letters)}"'
