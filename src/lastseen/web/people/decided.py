"""Decisions as pages show them: what was decided, why, by whom and when; each can be taken back under its id."""

from dataclasses import dataclass
from uuid import UUID

from lastseen.operations.pages import Deed
from lastseen.operations.pages.parts import AccountKey, DecisionSeen, VerdictSeen
from lastseen.web.speech import Speech
from lastseen.web.words import words_in

FINDING = "finding"
"""The subject of every finding, as pages have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One decision; ``head`` is what it is about, ``codes`` whom or what it is between or names."""

    id: UUID
    head: str
    text: str
    reason: str
    who: str
    when: str
    codes: tuple[str, ...] = ()


def decided(speech: Speech, seen: DecisionSeen) -> Decided:
    """A conclusion or a finding in words."""
    if seen.subject == FINDING:
        standard, outcome = seen.values
        head, text = speech.words[FINDING], speech.finding(outcome, standard)
    else:
        head, text = speech.words["variable"][seen.subject], speech.concluded(seen.subject, seen.values)
    return Decided(id=seen.id, head=head, text=text, codes=seen.cases, **_made(speech, seen.made, seen.reason))


def judged(speech: Speech, seen: VerdictSeen) -> Decided:
    """A verdict in words: between which accounts, each named by its source."""
    both = " · ".join(_end(speech, end) for end in seen.ends)
    said = speech.words["verdict"][seen.kind][seen.answer].format(both=both)
    codes = tuple(dict.fromkeys(end.code for end in seen.ends if end.code and not end.is_withdrawn))
    return Decided(id=seen.id, head=both, text=said, codes=codes, **_made(speech, seen.made, seen.reason))


def _end(speech: Speech, end: AccountKey) -> str:
    """An account by its source, and whether it was withdrawn since."""
    name = f"{end.source}/{end.name}"
    said: str = words_in(speech.language)["people"]["end_withdrawn"].format(n=name) if end.is_withdrawn else name
    return said


def _made(speech: Speech, deed: Deed, reason: str) -> dict[str, str]:
    return {"reason": reason, "who": deed.user, "when": speech.moment(deed.at)}
