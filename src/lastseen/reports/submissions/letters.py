"""A letter about a pattern composed: to whom and about whom, what its author says, the people who may be shown.

Who sends it stands at its beginning where it is published as it comes, else on a sheet for the body alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lastseen.domain.release import Released
from lastseen.figures.encoding import label_in
from lastseen.reports.document.model import Block, Cover, Document, Heading, Items, Paragraph, Run, Voice, plain
from lastseen.reports.records.shown import Shown
from lastseen.reports.submissions.patterns import Letter, Pattern, body, title_of
from lastseen.reports.submissions.saying import Speech, speech_with
from lastseen.reports.submissions.tables import people_lines


def pattern_letter(figures: Released[Pattern], people: Released[Shown] | None, letter: Letter) -> Document:
    """The document of a letter, in the language of its words.

    Raises the refusals of :class:`~lastseen.reports.plan.quotes.Quotes`.
    """
    pattern = figures.content
    voice = speech_with(pattern.lexicon.labels, letter.language)
    title = title_of(voice, letter, pattern)
    return Document(
        language=letter.language,
        cover=_cover(voice, letter, figures, title),
        contents="",
        blocks=(
            Heading(level=1, text=plain(title)),
            *_addressed(voice, letter),
            *_numbered(body(voice, letter, pattern)),
            *(() if people is None else _people(voice, people)),
            *(() if letter.form.published else _sheet(voice, letter)),
        ),
    )


def _cover(voice: Speech, letter: Letter, figures: Released[Pattern], title: str) -> Cover:
    made = figures.content.set
    notice = label_in(letter.language, made.notice) if made.notice else ""
    return Cover(
        title=title,
        subtitle=_states(voice, letter),
        organisation=_joined(voice, letter.submitters) if letter.form.published else "",
        day=voice.words.day(letter.day),
        notice=tuple(line for line in (notice, voice.texts["copy"]) if line),
        colophon=(
            voice.texts["reference"].format(number=str(figures.id)[:8]),
            voice.texts["frozen"].format(name=made.snapshot),
        ),
    )


def _addressed(voice: Speech, letter: Letter) -> Iterator[Block]:
    """About which States, to which mandates, and where it is published by whom."""
    yield Paragraph(text=plain(voice.texts["concerned"].format(states=_states(voice, letter))), voice=Voice.LEAD)
    if letter.mandates:
        yield Paragraph(text=plain(voice.texts["asked_of"]), voice=Voice.LEAD)
        yield Items(items=tuple(plain(voice.texts["mandate"][one]) for one in letter.mandates))
    if letter.form.published:
        names = _joined(voice, letter.submitters)
        yield Paragraph(text=plain(voice.texts["submitted_by"].format(names=names)), voice=Voice.LEAD)


def _states(voice: Speech, letter: Letter) -> str:
    return _joined(voice, map(voice.state, letter.states))


def _joined(voice: Speech, names: Iterable[str]) -> str:
    return voice.words.enumeration(list(names))


def _numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with their paragraphs numbered, so that a body can cite them."""
    number = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            number += 1
            yield replace(block, text=(Run(text=f"{number}. "), *block.text))
        else:
            yield block


def _people(voice: Speech, people: Released[Shown]) -> Iterator[Block]:
    yield Heading(level=2, text=plain(voice.texts["people"]["title"]))
    yield people_lines(voice, people.content)


def _sheet(voice: Speech, letter: Letter) -> Iterator[Block]:
    """Who sends it, on a page of its own: taken out before anything is passed on to a State."""
    yield Heading(level=1, text=plain(voice.texts["section"]["submitter"]))
    for name in letter.submitters:
        yield Paragraph(text=plain(name))
    yield Paragraph(text=plain(voice.texts["confidential" if letter.confidential else "open"]))
    yield Paragraph(text=plain(voice.texts["copies"]), voice=Voice.NOTE)
