"""Press items as pages show them: lines of the watch, and what all say of each figure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lastseen.claims import LANGUAGES, Claim, Verdict
from lastseen.claims.comparing import Line
from lastseen.domain.efforts import EffortStanding
from lastseen.operations.efforts import EffortSeen
from lastseen.operations.press import Watch, Watched
from lastseen.reports.claims import SIGNS, Marked, Tone, marked, tone_of, topic_in
from lastseen.reports.texts import texts_in
from lastseen.web.speech import Speech
from lastseen.web.words import say, words_in


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictShown:
    """A verdict in words with its tone and sign; ``n`` claims have it."""

    words: str
    tone: Tone
    sign: str
    n: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionShown:
    """A correction that was asked for: when, how it stands, and the last answer to it, in words."""

    effort: UUID
    day: date | None
    standing: str
    answer: str
    answered: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemShown:
    """A press item in a line: ``worst`` is None for one that has no numbers; ``unread`` says why it has no verdicts."""

    name: str
    medium: str
    title: str
    address: str
    day: date | None
    language: str
    claims: int
    wrong: int
    worst: VerdictShown | None
    unread: str
    corrections: tuple[CorrectionShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one item says of one figure; ``first`` where it said so before all others."""

    claims: tuple[Marked, ...]
    first: bool


def verdict_shown(verdict: Verdict, n: int, language: str) -> VerdictShown:
    """A verdict in words."""
    tone = tone_of(verdict)
    return VerdictShown(words=texts_in(language)["claims"]["verdicts"][verdict.value], tone=tone, sign=SIGNS[tone], n=n)


def item_shown(one: Watched, speech: Speech) -> ItemShown:
    """An item of the watch."""
    counts = one.counts
    return ItemShown(
        name=one.item.name,
        medium=one.item.medium or one.item.title or one.item.name,
        title=one.item.title if one.item.medium else "",
        address=one.item.address,
        day=one.item.day,
        language=one.item.language,
        claims=sum(n for _, n in counts),
        wrong=one.wrong,
        worst=verdict_shown(*counts[0], speech.language) if counts else None,
        unread=_unread(one, speech.language),
        corrections=tuple(_correction(effort, speech) for effort in one.corrections),
    )


def _unread(one: Watched, language: str) -> str:
    if one.reading is not None:
        return ""
    words = words_in(language)["press"]["unread"]
    told: str = words["no_text" if one.item.language.partition("-")[0] in LANGUAGES else "language"]
    return told


def _correction(seen: EffortSeen, speech: Speech) -> CorrectionShown:
    last = seen.replies[-1].reply if seen.replies else None
    return CorrectionShown(
        effort=seen.id,
        day=seen.effort.day,
        standing="" if seen.standing is EffortStanding.OPEN else seen.standing.value,
        answer="" if last is None else speech.label("reply-kind", last.answer),
        answered=None if last is None else last.day,
    )


def columns(watch: Watch, language: str) -> list[str]:
    """The figures the items speak of, in words, those that exclude each other with a sign before."""
    return [f"{'≠ ' if line.contradiction else ''}{topic_in(line.figure, language)}" for line in watch.matrix.lines]


def rows(watch: Watch, speech: Speech) -> list[tuple[ItemShown, list[Cell]]]:
    """The items that speak of any figure, the earliest first, each with what it says of each."""
    items = [one for one in reversed(watch.items) if one.reading is not None]
    items.sort(key=lambda one: one.item.day or date.max)
    told = ((one, [_cell(one, line, speech.language) for line in watch.matrix.lines]) for one in items)
    return [(item_shown(one, speech), cells) for one, cells in told if any(cell.claims for cell in cells)]


def _cell(one: Watched, line: Line, language: str) -> Cell:
    reading, name = one.reading, one.item.name
    assert reading is not None  # noqa: S101  # rows leave out those that are not read
    each: dict[str, Marked] = {}
    for claim in line.said.get(name, ()):
        shown = marked(reading, claim, language)
        each.setdefault(shown.words, shown)
    return Cell(claims=tuple(each.values()), first=line.first == name)


def followings(watch: Watch, language: str) -> Iterator[str]:
    """Which items share so much wording that one follows the other, a sentence for each two."""
    words, mediums = words_in(language)["press"], _mediums(watch)
    for one in watch.matrix.following:
        first, second = (mediums[file] for file in one.texts)
        told = say(words["follows"], {"first": first, "second": second, "shared": round(100 * one.shared)}, language)
        yield f"{told} {say(words['follows_first'], mediums[one.first], language)}" if one.first else told


def _mediums(watch: Watch) -> Mapping[str, str]:
    return {one.item.name: f"{one.item.medium or one.item.title} ({one.item.name})" for one in watch.items}


def wrong_words(one: Watched) -> str:
    """The numbers of an item that do not hold, as it has them, for the record of what was asked."""
    reading = one.reading
    if reading is None:
        return ""
    said: list[Claim] = [claim for claim in reading.claims if tone_of(claim.verdict) is Tone.WRONG]
    return "; ".join(f"«{marked(reading, claim, reading.text.language).words}»" for claim in said)
