"""What may be quoted outside: the words of passages, with third persons blacked out, from texts read through."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lastseen.domain.accounts import SourceId
from lastseen.domain.answers import PassageId
from lastseen.domain.markings import Held, black_out, redact, runs, state
from lastseen.domain.sources import Passage
from lastseen.storage.markings import ReadText, read_texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The words of a passage as they may leave, or why they are held back.

    ``state`` names the text with the markings that were blacked out; None where there are no words.
    """

    words: str = ""
    state: str | None = None
    held: Held | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotes:
    """What may be quoted of every text; ``marked`` are the marked words of each source, with their kinds."""

    words: dict[PassageId, Quote] = field(default_factory=dict)
    marked: dict[SourceId, list[tuple[str, str]]] = field(default_factory=dict)

    def of(self, passage: Passage) -> Quote:
        """The quote of a passage. Its words are those of the text: what was typed as its quote never leaves."""
        if passage.text_digest:
            return self.words.get(passage.id, Quote(held=Held.UNREVIEWED))
        return Quote(held=Held.NO_TEXT if passage.quote else None)

    def told(self, source: SourceId, words: str) -> str:
        """Words that a source told a date in, without those that are marked anywhere in it."""
        return black_out(words, self.marked.get(source, ()))


def read_quotes() -> Quotes:
    """What may be quoted as things stand now."""
    quotes = Quotes()
    for text in read_texts():
        marked = [(text.text[run.start : run.end], run.kind) for run in runs(text.markings)]
        quotes.marked.setdefault(text.source, []).extend(marked)
        if text.is_reviewed:
            quotes.words.update(_words(text))
    return quotes


def _words(text: ReadText) -> Mapping[PassageId, Quote]:
    now = state(text.source, text.digest, text.markings)
    return {
        passage: Quote(words=redact(text.text[start:end], start, text.markings), state=now)
        for passage, start, end in text.passages
    }
