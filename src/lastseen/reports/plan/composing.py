"""Prose filled in: every quote said in the reader's language, every Korean particle in the shape that fits."""

import re
from dataclasses import dataclass, replace
from typing import assert_never

from lastseen.figures.encoding import label_in
from lastseen.reports.document.model import Block, Heading, Items, Paragraph, Run, Text, words_of
from lastseen.reports.plan.prose import (
    Fact,
    Form,
    Inline,
    Listing,
    Particle,
    Passage,
    Place,
    Prose,
    Quote,
    Saying,
    Section,
)
from lastseen.reports.plan.quotes import Quoted, Quotes
from lastseen.reports.plan.refusals import NoPercentage
from lastseen.reports.wording import Wording, particle

_NOTHING = "–"
_SENTENCE_ENDS = re.compile(r"(?:^|[.!?…][\"'”’»)]?\s+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where a part of the report goes, with its caption; no block itself."""

    part: str
    caption: Text


def compose_prose(prose: Prose, quotes: Quotes, wording: Wording) -> tuple[Block | Placed, ...]:
    """The blocks of the prose, and the places of parts between them. Title and subtitle are not among them.

    Quoted numbers lead to :func:`anchor_of` their rows. Raises the refusals of :class:`Quotes`, and
    :class:`NoPercentage`.
    """
    return tuple(_composed(passage, quotes, wording) for passage in prose.passages)


def compose_text(inline: Inline, quotes: Quotes, wording: Wording) -> Text:
    """A line of prose, such as the title. Raises as :func:`compose_prose` does."""
    runs: list[Run] = []
    for piece in inline:
        before = words_of(tuple(runs))
        match piece:
            case Run():
                run = piece
            case Quote():
                run = _quote(piece, quotes, wording)
                run = _capital(run) if _SENTENCE_ENDS.search(before) else run
            case Particle():
                run = replace(piece.style, text=particle(before, piece.pair))
            case _:
                assert_never(piece)
        if runs and replace(runs[-1], text=run.text) == run:
            run = replace(run, text=runs.pop().text + run.text)
        if run.text:
            runs.append(run)
    return tuple(runs)


def anchor_of(figure: str, row: str) -> str:
    """The anchor of those counted in a row, ``total`` for the whole: ``who-grounds.escape``. No two rows share one."""
    return f"who-{_safe(figure)}.{_safe(row)}"


def _safe(code: str) -> str:
    return re.sub(r"[^A-Za-z0-9-]", lambda sign: f"_{ord(sign[0]):x}_", code)


def _composed(passage: Passage, quotes: Quotes, wording: Wording) -> Block | Placed:
    match passage:
        case Section(level=level, text=text, anchor=anchor):
            return Heading(level=level, text=compose_text(text, quotes, wording), anchor=anchor)
        case Saying(text=text, voice=voice):
            return Paragraph(text=compose_text(text, quotes, wording), voice=voice)
        case Listing(items=items, numbered=numbered):
            return Items(items=tuple(compose_text(item, quotes, wording) for item in items), numbered=numbered)
        case Place(part=part, caption=caption):
            return Placed(part=part, caption=compose_text(caption, quotes, wording))
        case _:
            assert_never(passage)


def _quote(quote: Quote, quotes: Quotes, wording: Wording) -> Run:
    match quote.form:
        case Fact.SNAPSHOT:
            return replace(quote.style, text=quotes.snapshot)
        case Fact.DAY:
            return replace(quote.style, text=wording.day(quotes.day))
        case _:
            quoted = quotes.quoted(quote.what, quote.where)
            who = "" if quote.form is Form.LABEL else anchor_of(quoted.figure.id, quoted.row.code)
            return replace(quote.style, text=_said(quote, quoted, wording), link=quote.style.link or who)


def _said(quote: Quote, quoted: Quoted, wording: Wording) -> str:
    figure, row, about = quoted.figure, quoted.row, quoted.figure.rounded_to > 1
    match quote.form:
        case Form.WORDS:
            return wording.in_words(row.n, row.high, about=about)
        case Form.DIGITS:
            return wording.in_digits(row.n, row.high, about=about)
        case Form.UNITS:
            return wording.counted(row.n, figure.unit, row.high, about=about)
        case Form.SHARE:
            return wording.share(figure, row)
        case Form.PERCENT:
            return _percent(quote, quoted, wording)
        case _:
            return label_in(wording.language, row.labels) if quote.form is Form.LABEL else wording.whole(figure)


def _percent(quote: Quote, quoted: Quoted, wording: Wording) -> str:
    percent = wording.percent_of(quoted.figure, quoted.row)
    if percent is None and quoted.figure.N:
        raise NoPercentage(where=quote.where, figure=quoted.figure.id)
    return _NOTHING if percent is None else percent


def _capital(run: Run) -> Run:
    return replace(run, text=run.text[:1].upper() + run.text[1:])
