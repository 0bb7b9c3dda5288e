"""One person in short: what is known, with the number of sources, beside the list they were found in."""

from dataclasses import dataclass

from lastseen.operations.pages import PersonPage
from lastseen.web.library.labels import Labels
from lastseen.web.people.pictures import Shown
from lastseen.web.people.showing import TakingShown, takings
from lastseen.web.speech import Speech


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingInShort:
    """One taking: the case, what is known of it, and the drawing of custody."""

    case: str
    known: tuple[tuple[str, str, bool], ...]
    drawing: Shown | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A person as the page beside the list shows them."""

    code: str
    names: tuple[str, ...]
    takings: tuple[TakingInShort, ...]
    sources: tuple[str, ...]


def preview_of(labels: Labels, page: PersonPage) -> Preview:
    """The preview of a person."""
    speech = Speech(language=labels.language, vocabularies=labels.vocabularies, passages={})
    return Preview(
        code=page.code,
        names=tuple(told.name.text for told in page.names),
        takings=tuple(_in_short(taking) for taking in takings(speech, page)),
        sources=tuple(source.name for source in page.sources),
    )


def _in_short(taking: TakingShown) -> TakingInShort:
    known = tuple((answer.head, answer.text, answer.differs) for answer in taking.answers if answer.is_said)
    return TakingInShort(case=taking.case, known=known, drawing=taking.drawing)
