"""Sources and what they hold: interviewees, texts that never change, and passages in them."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lastseen.domain.accounts import SourceId
from lastseen.domain.answers import PassageId
from lastseen.domain.errors import Refusal


class Derivation(StrEnum):
    """How a source repeats the one it is derived from."""

    VERBATIM = "verbatim"
    PARAPHRASE = "paraphrase"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One interview, document, press item, official statement or partner record.

    ``interviewee`` is the interviewee's own code; ``derived_from`` names the source this one repeats, so that only
    independent origins are counted as corroboration.
    """

    id: SourceId
    external_id: str
    kind: str
    language: str
    compartment: str
    day: date | None = None
    title: str = ""
    interviewee: str | None = None
    derived_from: SourceId | None = None
    derivation: Derivation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A place in a source: code points ``start`` to ``end`` of a text, or a locator such as a page or a row.

    ``quote`` repeats the words, so that the passage can be found again in a corrected text.
    """

    id: PassageId
    source: SourceId
    text_digest: str = ""
    start: int = 0
    end: int = 0
    quote: str = ""
    locator: str = ""


class QuoteNotFound(Refusal):
    """The words said to support a value are not in the text."""

    code = "passage.not-found"
    sentence = "The quote «{quote}» is not in the text of {source}."
    hint = "Copy the words from the transcript exactly as they stand."


class QuoteAmbiguous(Refusal):
    """The words said to support a value stand in the text more than once."""

    code = "passage.ambiguous"
    sentence = "The quote «{quote}» stands {count} times in the text of {source}."
    hint = "Take a longer quote, so that it can be only one place."


def text_digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8: the name of an immutable text."""
    return hashlib.sha256(text.encode()).hexdigest()


def locate(text: str, quote: str, source: str) -> tuple[int, int]:
    """Code-point range of a quote that occurs exactly once in a text, occurrences that overlap counted each.

    Raises :class:`QuoteNotFound` or :class:`QuoteAmbiguous`.
    """
    places = [match.start() for match in re.finditer(f"(?={re.escape(quote)})", text)] if quote else []
    if not places:
        raise QuoteNotFound(quote=quote, source=source)
    if len(places) > 1:
        raise QuoteAmbiguous(quote=quote, source=source, count=len(places))
    return places[0], places[0] + len(quote)


def origins(derived_from: dict[SourceId, SourceId | None]) -> dict[SourceId, SourceId]:
    """The independent origin of each source: the source at the far end of *derived from*.

    A circle of sources each derived from the next has no origin of its own; its smallest id stands for all of them.
    """
    found: dict[SourceId, SourceId] = {}
    for source in derived_from:
        seen = [source]
        while (parent := derived_from.get(seen[-1])) is not None and parent not in seen:
            seen.append(parent)
        found[source] = seen[-1] if parent is None else min(seen[seen.index(parent) :])
    return found
