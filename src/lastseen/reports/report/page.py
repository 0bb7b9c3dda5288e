"""What every part of a report is composed with: the matter, and how numbers are said and lead to those they count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lastseen.figures import DefinitionSet, Figure, Row
from lastseen.figures.definitions import Definition
from lastseen.figures.encoding import label_in
from lastseen.figures.pairing import vocabularies
from lastseen.figures.variables import variable_of
from lastseen.reports.document.model import Run, Text, plain
from lastseen.reports.plan import Plan, Prose, Quotes, WrongFigure, anchor_of
from lastseen.reports.plan.used import figures_of
from lastseen.reports.report.matter import Matter
from lastseen.reports.texts import shown, texts_in
from lastseen.reports.wording import Wording

ASIDES = frozenset({"unknown", "undetermined", "withheld"})
"""Rows that say nothing of those in them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A report about to be composed in one language. ``withheld`` counts the sources left out for lack of consent."""

    matter: Matter
    plan: Plan
    prose: Prose
    definitions: DefinitionSet
    quotes: Quotes
    wording: Wording
    withheld: int

    @property
    def language(self) -> str:
        """The language it is written in."""
        return self.wording.language

    @property
    def used(self) -> tuple[Figure, ...]:
        """The figures that it shows or quotes, in order."""
        named = figures_of(self.plan)
        return tuple(figure for figure in self.matter.set.figures if figure.id in named)

    def texts(self, topic: str) -> Mapping[str, Any]:
        """The words of a topic."""
        words: Mapping[str, Any] = texts_in(self.language)[topic]
        return words

    def label(self, labels: Mapping[str, str]) -> str:
        """One of several labels."""
        return label_in(self.language, labels)

    def term(self, vocabulary: str, code: str) -> str:
        """The label of a code, or the code where it has none."""
        return self.label(self.matter.lexicon.labels.get(vocabulary, {}).get(code, {"en": code}))

    def definition(self, figure: Figure) -> Definition:
        """How a figure is defined."""
        return self.definitions.figure(figure.id)

    def pieces(self, figure: Figure, row: Row) -> tuple[str, ...]:
        """The labels of each part of a row whose code joins several."""
        parts = self.matter.lexicon.part_labels(variable_of(self.definition(figure)), row.code)
        return tuple(self.label(labels) for labels in parts)

    def digits(self, figure: Figure, row: Row) -> str:
        """The number of a row with its bounds."""
        return self.wording.in_digits(row.n, row.high, about=figure.rounded_to > 1)

    def number(self, figure: Figure, row: Row, said: str) -> Text:
        """A number that leads to those it counts, for those inside."""
        inside = self.matter.inside
        known = inside is not None and row.code in inside.behind.get(figure.id, {})
        return (Run(text=said, link=anchor_of(figure.id, row.code)),) if known else plain(said)


def check_parts(page: Page, figure: Figure, wanted: int, where: str) -> None:
    """Raise :class:`WrongFigure` where the codes of a figure are not made of so many parts; nought takes any."""
    if wanted and len(vocabularies(variable_of(page.definition(figure)))) != wanted:
        raise WrongFigure(where=where, figure=figure.id, needs=f"a figure of codes made of {wanted} parts")


def sentences(*parts: str) -> str:
    """Several sentences one after another, those that are empty left out."""
    return " ".join(part for part in parts if part)


def linked(page: Page, figures: Sequence[Figure]) -> tuple[Text, ...]:
    """For those inside, a line of all numbers drawn, each leading to those it counts; none for others."""
    if page.matter.inside is None or not any(page.matter.inside.behind.get(figure.id) for figure in figures):
        return ()
    runs: list[Run] = [Run(text=page.texts("report")["numbers"])]
    for figure in figures:
        for row in shown(figure):
            number = page.number(figure, row, page.digits(figure, row))
            runs += [Run(text=f" {page.label(row.labels)} "), *number, Run(text=" ·")]
    return (tuple(runs[:-1]),) if len(runs) > 1 else ()
