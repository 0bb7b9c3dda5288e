"""What report files can hold: the kinds of parts, and the forms of quotes."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import get_args

from lastseen.figures import Figure
from lastseen.figures.definitions import Population, Unit
from lastseen.figures.figure import row_of
from lastseen.reports.document.model import Run, words_of
from lastseen.reports.plan import Account, AccountPart, Chart, ChartPart, NarrativesPart, Part, Quotes, compose_text
from lastseen.reports.plan.parts import is_inside
from lastseen.reports.plan.prose import Fact, Form, Quote
from lastseen.reports.texts import languages, texts_in
from lastseen.reports.wording import wording
from regions.markdown import code, table

_SHOWS = Path(__file__).with_name("parts.toml")
_LABELS = {"en": "State Security alone", "es": "Solo Seguridad del Estado", "ko": "국가보위성 단독"}
_QUOTES = Quotes(
    snapshot="S-20241031-0a1b2c3d",
    day=date(2024, 10, 31),
    figures={
        "alone": Figure(
            id="alone",
            labels=_LABELS,
            unit=Unit.VICTIM,
            population=Population(),
            N=113,
            multiple=False,
            rows=(row_of("mss", _LABELS, 62, 64, 113),),
            unsaid={},
        )
    },
)


def report_parts() -> str:
    """Every kind of part with its keys and what it shows; those for the profile ``internal`` only say so."""
    shows: Mapping[str, str] = tomllib.loads(_SHOWS.read_text(encoding="utf-8"))
    kinds = {kind: (keys, inside) for kind, keys, inside in _kinds()}
    if kinds.keys() != shows.keys():
        raise KeyError(*kinds.keys() ^ shows.keys())
    rows = [[code(kind), kinds[kind][0], text, "internal" if kinds[kind][1] else ""] for kind, text in shows.items()]
    return table(["kind", "keys", "shows", "only in"], rows)


def quote_forms() -> str:
    """Every form of a quote, and what it prints in each language of a row of 62 to 64 among 113 victims."""
    names = [texts_in(language)["wording"]["name"] for language in languages()]
    rows = [[code(_written(form)), *(_said(form, language) for language in languages())] for form in (*Form, *Fact)]
    return table(["quote", *names], rows)


def _kinds() -> Iterator[tuple[str, str, bool]]:
    """Each kind with its keys, and whether it is for those inside only."""
    for part in get_args(Part):
        keys = ", ".join(code(field.name) for field in fields(part))
        if part is ChartPart:
            yield from ((chart, "`figure`", False) for chart in Chart)
        elif part is AccountPart:
            yield from ((account, "", is_inside(AccountPart(account=account))) for account in Account)
        else:
            yield part.__name__.removesuffix("Part").lower(), keys, part is NarrativesPart


def _written(form: Form | Fact) -> str:
    if isinstance(form, Fact):
        return f"{{{form}}}"
    return "{figure:alone/mss}" if form is Form.WORDS else f"{{figure:alone/mss|{form}}}"


def _said(form: Form | Fact, language: str) -> str:
    quote = Quote(what="" if isinstance(form, Fact) else "alone/mss", form=form, style=Run(text=""), where="")
    return words_of(compose_text((Run(text="a "), quote), _QUOTES, wording(language))).removeprefix("a ")
