"""What the press published of the figures: items taken in, what their numbers come to, and corrections asked for.

An item is a source of kind *press*. Its claims follow from its text and from what it is measured by, and are kept
nowhere but in memory. A correction that was asked for is an effort that answers the item.
"""

import re
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lastseen.claims import LANGUAGES, WRONG, Matrix, Reading, Reference, Text, Verdict, check, compare, language_of
from lastseen.domain.efforts import Effort
from lastseen.domain.rights import May, Rights
from lastseen.operations.collecting import Collected, enter_source
from lastseen.operations.efforts import EffortSeen, check_effort, efforts_about_sources
from lastseen.operations.kept import Kept
from lastseen.operations.pages.asked import NotFound
from lastseen.operations.reach import named_source
from lastseen.operations.texts import EmptyText
from lastseen.operations.users import authorised
from lastseen.operations.workspace import Workspace
from lastseen.storage.efforts import put_effort
from lastseen.storage.ledger import recording
from lastseen.storage.moment import at_one_moment
from lastseen.storage.press import PRESS, PressRow, PressText, press_rows, press_texts, put_published

CORRECTION, FORUM = "correction", "press"
"""The kind of effort that asks for a correction, and before whom."""
WORST = (
    Verdict.IMPOSSIBLE,
    Verdict.OTHER_CATEGORY,
    Verdict.OTHER_BASE,
    Verdict.OVERSTATED,
    Verdict.UNDERSTATED,
    Verdict.CANNOT_TELL,
    Verdict.NOT_IN_DATA,
    Verdict.ROUNDED,
    Verdict.AGREES,
)
"""The verdicts, the worst first."""
_NEEDED = (May.READ, May.IDENTIFY, May.ANALYSE)
"""Texts are for those who may read them, and each verdict tells a figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewItem:
    """A press item as it is taken in; ``day`` is that of publication."""

    name: str
    medium: str
    compartment: str
    text: str
    title: str = ""
    address: str = ""
    language: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A press item with its claims and the corrections asked for; ``reading`` is None for one that cannot be read.

    That is one without a text, or in a language whose numbers are not read.
    """

    item: PressRow
    reading: Reading | None
    corrections: tuple[EffortSeen, ...]

    @property
    def counts(self) -> tuple[tuple[Verdict, int], ...]:
        """How many claims have each verdict, the worst first."""
        found = Counter(claim.verdict for claim in self.reading.claims) if self.reading else Counter[Verdict]()
        return tuple((verdict, found[verdict]) for verdict in WORST if found[verdict])

    @property
    def wrong(self) -> int:
        """How many claims do not hold."""
        return sum(n for verdict, n in self.counts if verdict in WRONG)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """All press items somebody sees, the newest first, and what they say beside each other."""

    items: tuple[Watched, ...]
    matrix: Matrix

    def item(self, name: str) -> Watched:
        """The item of this name. Raises :class:`~lastseen.operations.pages.NotFound`."""
        found = next((one for one in self.items if one.item.name == name), None)
        if found is None:
            raise NotFound(what=name)
        return found


def take_in_press(new: NewItem, workspace: Workspace, *, actor: UUID, now: datetime) -> str:
    """Take a press item in as a source that is not there yet; gives its name as it is kept.

    Raises :class:`~lastseen.operations.texts.EmptyText`, and what :func:`~lastseen.operations.collecting.collect` does.
    """
    rights = authorised(actor, May.COLLECT)
    if not new.text.strip():
        raise EmptyText
    collected = Collected(
        name=new.name,
        kind=PRESS,
        language=new.language or language_of(new.text),
        compartment=new.compartment,
        day=new.day,
        title=new.title,
        text=new.text,
    )
    with recording(actor, "take-in-press", now) as pen:
        source = enter_source(pen, rights, collected, workspace)
        put_published(pen, source.id, new.medium.strip(), new.address.strip())
    return source.external_id


def say_where_published(name: str, medium: str, address: str, *, actor: UUID, now: datetime) -> None:
    """Record in which medium a press item appeared and at which address, in place of what was recorded before.

    Raises :class:`~lastseen.operations.reach.NoSuchSource`.
    """
    rights = authorised(actor, May.COLLECT)
    with recording(actor, "say-where-published", now) as pen:
        put_published(pen, named_source(rights, name), medium.strip(), address.strip())


def ask_correction(name: str, effort: Effort, workspace: Workspace, *, actor: UUID, now: datetime) -> UUID:
    """Record that a correction of a press item was asked for; gives the effort's id.

    Raises :class:`~lastseen.operations.reach.NoSuchSource`, and what
    :func:`~lastseen.operations.efforts.record_effort` raises of the effort itself.
    """
    rights = authorised(actor, May.DECIDE)
    check_effort(effort, workspace)
    with recording(actor, "ask-correction", now) as pen:
        return put_effort(pen, (), effort, sources=(named_source(rights, name),))


def press_watch(rights: Rights, reference: Reference | None, today: date) -> Watch:
    """The press items somebody sees, each measured by a reference and beside the others.

    Raises :class:`~lastseen.domain.rights.NotAllowed`.
    """
    for needed in _NEEDED:
        rights.require(needed)
    with at_one_moment():
        rows = press_rows(rights)
        texts = press_texts([row.id for row in rows])
        sent = efforts_about_sources(rights, [row.id for row in rows], today)
    readings, matrix = _compared([(row, texts[row.id]) for row in rows if row.id in texts], reference)
    read = {one.text.file: one for one in readings}
    items = (
        Watched(
            item=row,
            reading=read.get(row.name),
            corrections=tuple(one for one in sent if row.name in one.sources),
        )
        for row in rows
    )
    return Watch(items=tuple(items), matrix=matrix)


def next_name(watch: Watch) -> str:
    """A name for one more item, numbered on from those there are: N-07 after N-06."""
    numbered = [found for one in watch.items if (found := re.fullmatch(r"(.*?)(\d+)", one.item.name))]
    if not numbered:
        return "N-01"
    last = max(numbered, key=lambda one: int(one[2]))
    return f"{last[1]}{int(last[2]) + 1:0{len(last[2])}}"


_texts = Kept[Reading](2000)
_comparisons = Kept[tuple[tuple[Reading, ...], Matrix]](8)


def _compared(
    items: Sequence[tuple[PressRow, PressText]], reference: Reference | None
) -> tuple[tuple[Reading, ...], Matrix]:
    """The items read and compared; what was found is kept by the digests of the texts and what measures them."""
    measure = None if reference is None else (reference.title, *reference.facts.values())
    readable = [(row, text) for row, text in items if _language(row, text) in LANGUAGES]
    days = {row.name: "" if row.day is None else row.day.isoformat() for row, _ in readable}
    return _comparisons.once(
        (measure, *days.items(), *(text for _, text in readable)),
        lambda: compare([_reading(row, text, reference, measure) for row, text in readable], days),
    )


def _reading(row: PressRow, text: PressText, reference: Reference | None, measure: Hashable) -> Reading:
    def made() -> Reading:
        held = Text(file=row.name, language=_language(row, text), content=text.content)
        return Reading(text=held, claims=check(held, reference))

    return _texts.once((row.name, text, measure), made)


def _language(row: PressRow, text: PressText) -> str:
    return (text.language or row.language).partition("-")[0]
