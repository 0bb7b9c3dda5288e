"""The dossier composed: its cover, and the parts of a person or of a case in order."""

from lastseen.domain.release import Released
from lastseen.figures.encoding import label_in
from lastseen.reports.document.model import Block, Cover, Document, Heading, plain
from lastseen.reports.dossier.case import of_case
from lastseen.reports.dossier.custody import custody
from lastseen.reports.dossier.desk import Desk
from lastseen.reports.dossier.rivals import sources_say
from lastseen.reports.dossier.short import short
from lastseen.reports.dossier.support import elements, implausible, sources
from lastseen.reports.dossier.ties import answers, ties
from lastseen.reports.records.dossiers import Dossier
from lastseen.reports.texts import texts_in
from lastseen.reports.wording import wording

_PERSON = (short, custody, sources_say, ties, answers, elements, implausible)
"""The parts of a person's dossier, in order."""


def dossier(released: Released[Dossier], language: str) -> Document:
    """The dossier that was released, in one of :func:`~lastseen.reports.texts.languages`."""
    return _document(released.content, language)


def _document(content: Dossier, language: str) -> Document:
    desk = Desk(content=content, wording=wording(language), texts=texts_in(language)["dossier"])
    title = desk.texts["case" if content.is_case else "person"].format(code=content.code)
    blocks = of_case(desk) if content.is_case else _of_person(desk)
    return Document(
        language=language,
        cover=_cover(desk),
        contents="",
        blocks=(Heading(level=1, text=plain(title)), *blocks),
    )


def _of_person(desk: Desk) -> tuple[Block, ...]:
    person = desk.content.people[0]
    return (*(block for part in _PERSON for block in part(desk, person)), *sources(desk))


def _cover(desk: Desk) -> Cover:
    """The code from afar; below it the names, or of how many people the case is."""
    content, language = desk.content, desk.wording.language
    report = texts_in(language)["report"]
    day = desk.wording.day(content.day)
    notices = [label_in(language, content.notice)] if content.notice else []
    return Cover(
        title=content.code,
        subtitle=_subtitle(desk),
        day=day,
        notice=(*notices, report["inside"]),
        colophon=(report["snapshot"].format(name=content.snapshot, day=day),),
    )


def _subtitle(desk: Desk) -> str:
    content = desk.content
    if not content.is_case:
        return desk.names(content.people[0])
    key = "subtitle_case_one" if len(content.people) == 1 else "subtitle_case"
    said: str = desk.texts[key].format(n=desk.wording.number(len(content.people)))
    return said
