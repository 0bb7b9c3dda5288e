"""The report composed: prose with its quotes, parts where it places them, and the cover."""

from collections.abc import Iterator, Mapping
from datetime import date

from lastseen.domain.release import Profile, Released
from lastseen.figures import DefinitionSet
from lastseen.figures.definitions import Definition, Each
from lastseen.figures.lexicon import Lexicon
from lastseen.figures.variables import variable_of
from lastseen.reports.document.model import Block, Cover, Document, words_of
from lastseen.reports.plan import Placed, Plan, Quotes, compose_prose, compose_text
from lastseen.reports.report.matter import Matter
from lastseen.reports.report.page import Page
from lastseen.reports.report.parts import part_blocks
from lastseen.reports.wording import wording


def report(released: Released[Matter], plan: Plan, definitions: DefinitionSet, language: str) -> Document:
    """The report of what was released, as planned, in one language of its prose.

    Raises :class:`~lastseen.reports.plan.refusals.NotInLanguage`, and the refusals of quotes and parts that cannot
    stand.
    """
    own = plan.for_profile(released.profile)
    page = Page(
        matter=released.content,
        plan=own,
        prose=own.in_language(language),
        definitions=definitions,
        quotes=quotes_of(released, definitions),
        wording=wording(language),
        withheld=released.withheld,
    )
    return Document(
        language=language,
        cover=_cover(page),
        contents=page.texts("document")["contents"],
        blocks=tuple(_blocks(page)),
    )


def quotes_of(released: Released[Matter], definitions: DefinitionSet) -> Quotes:
    """What prose may quote of what was released."""
    made = released.content.set
    figures = {figure.id: figure for figure in made.figures}
    is_public = released.profile is not Profile.INTERNAL
    inside = frozenset(definition.id for definition in definitions.figures if is_public and definition.inside)
    return Quotes(
        snapshot=made.snapshot,
        day=date.fromisoformat(made.day),
        figures=figures,
        withheld=made.withheld,
        empty={d.id: _rows(d, released.content.lexicon) for d in definitions.figures if d.id in figures},
        inside=inside,
        unanswered=frozenset(d.id for d in definitions.figures) - figures.keys() - inside,
    )


def _rows(definition: Definition, lexicon: Lexicon) -> Mapping[str, Mapping[str, str]]:
    """The labels of every row that a figure with a row for each code could have."""
    if definition.each not in (Each.CODE, Each.TOP):
        return {}
    return lexicon.labels.get(variable_of(definition).vocabulary, {})


def _blocks(page: Page) -> Iterator[Block]:
    for block in compose_prose(page.prose, page.quotes, page.wording):
        if isinstance(block, Placed):
            yield from part_blocks(page, block)
        else:
            yield block


def _cover(page: Page) -> Cover:
    made, texts, wording_ = page.matter.set, page.texts("report"), page.wording
    day = wording_.day(page.quotes.day)
    notices = [page.label(made.notice)] if made.notice else []
    return Cover(
        title=words_of(compose_text(page.prose.title, page.quotes, wording_)),
        subtitle=words_of(compose_text(page.prose.subtitle, page.quotes, wording_)),
        organisation=page.plan.organisation.get(page.language, ""),
        day=day,
        notice=(*notices, *([] if page.matter.inside is None else [texts["inside"]])),
        colophon=(
            texts["snapshot"].format(name=made.snapshot, day=day),
            texts["definitions"].format(id=made.definitions, version=made.version),
        ),
    )
