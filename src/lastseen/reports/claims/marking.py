"""A text with its numbers marked, in one form for every page: each number, how it is judged, and what is right."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from lastseen.claims import WRONG, Claim, Reading, Verdict
from lastseen.reports.claims.wording import because_in, right_in
from lastseen.reports.texts import texts_in


class Tone(StrEnum):
    """How a number is set apart: one that holds, one that does not, one of which nothing is said."""

    RIGHT = "right"
    WRONG = "wrong"
    OPEN = "open"


SIGNS = {Tone.RIGHT: "✓", Tone.WRONG: "✕", Tone.OPEN: "?"}
"""The sign of each tone, so that none is told by its colour alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A number as it is shown: its words, its verdict in words, the right number where there is one, and why."""

    anchor: str
    words: str
    tone: Tone
    verdict: str
    right: str
    because: str

    @property
    def sign(self) -> str:
        """The sign of its tone."""
        return SIGNS[self.tone]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of a text as they stand, or a number in them that is marked."""

    words: str
    marked: Marked | None = None


def tone_of(verdict: Verdict) -> Tone:
    """The tone of a verdict."""
    if verdict in WRONG:
        return Tone.WRONG
    return Tone.RIGHT if verdict in {Verdict.AGREES, Verdict.ROUNDED} else Tone.OPEN


def marked(reading: Reading, claim: Claim, language: str) -> Marked:
    """A claim of a text as it is shown in a language."""
    one = claim.quantity
    return Marked(
        anchor=f"n{one.start}",
        words=reading.text.content[one.start : one.end],
        tone=tone_of(claim.verdict),
        verdict=texts_in(language)["claims"]["verdicts"][claim.verdict.value],
        right=right_in(claim, language),
        because=because_in(claim, language),
    )


def paragraphs(reading: Reading, language: str) -> Iterator[tuple[Piece, ...]]:
    """The paragraphs of a text, each in pieces; blank ones are left out."""
    claims, start = list(reading.claims), 0
    for line in reading.text.content.split("\n"):
        end = start + len(line)
        here = [claim for claim in claims if start <= claim.quantity.start < end]
        claims = claims[len(here) :]
        if line.strip():
            yield tuple(_pieces(reading, here, (start, end), language))
        start = end + 1


def _pieces(reading: Reading, claims: list[Claim], bounds: tuple[int, int], language: str) -> Iterator[Piece]:
    at, content = bounds[0], reading.text.content
    for claim in claims:
        if claim.quantity.start > at:
            yield Piece(words=content[at : claim.quantity.start])
        shown = marked(reading, claim, language)
        yield Piece(words=shown.words, marked=shown)
        at = claim.quantity.end
    if at < bounds[1]:
        yield Piece(words=content[at : bounds[1]])
