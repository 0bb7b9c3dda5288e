"""What a UN procedure asks of a case, and how much of it is there: element by element, never all or nothing.

Pure: what is known of a person is given as :class:`Facts`, what a procedure asks as :class:`Procedure`, and which State
is bound by its treaty as :class:`Bond`. Sentences for what is found are made at the door, from ``why``.
"""

import calendar
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from lastseen.domain.dates import IntervalDate
from lastseen.domain.decisions import Because, Decision

_MONTHS = 3
"""A disappearance is urgent for so many months."""
_MONTH = 31
"""So many days at most lie in what is known to the month."""
_BODY = frozenset({"remains-found"})
NO_SEARCH = "none-possible"
"""The kind of an effort that says that no search was possible."""
SUBMITTED = "un-submission"
"""The kind of an effort that put a case before a UN procedure."""
_TO_BODIES = frozenset({"complaint", "proceeding"})
_TOKEN = re.compile(r"[^\W\d_]+")
_WHOLE_SCRIPTS = re.compile(r"[\u3400-\u9fff\uac00-\ud7a3]")
"""Scripts that write a family name and a given name as one word."""


class Status(StrEnum):
    """Whether an element is there: it is, it is with a doubt that is worth a look, or it is missing."""

    OK = "ok"
    WARNING = "warning"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One element: its code, whether it is there, and why, as a key for a sentence, which may say ``n``."""

    code: str
    status: Status
    why: str
    n: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody:
    """A hand in which the person was: an authority and its State, and the State in which it was; empty if unknown."""

    authority: str
    state: str
    territory: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something done to find the person, or with kind ``none-possible`` the reason why nothing could be."""

    kind: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitter:
    """Who submits: name and address, whether these are to stay with the procedure, whether they follow up."""

    name: str = ""
    confidential: bool = False
    follows_up: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of one disappearance and of who may submit it.

    ``names`` are as told, ``described`` are patterns of words that only describe somebody, ``nationalities`` the States
    a person belongs to. ``custody`` is in order, ``fates`` are those told by who could know. ``registered`` are the
    forums before which the case is already, and not closed. ``protection`` is why it must not leave, None for nothing.
    """

    names: tuple[str, ...] = ()
    described: tuple[str, ...] = ()
    traits: frozenset[str] = frozenset()
    nationalities: tuple[str, ...] = ()
    taken: IntervalDate | None = None
    place: str = ""
    custody: tuple[Custody, ...] = ()
    steps: tuple[Step, ...] = ()
    fates: frozenset[str] = frozenset()
    registered: frozenset[str] = frozenset()
    sources: Decision
    family: Decision
    protection: Because | None = None
    submitter: Submitter = field(default_factory=Submitter)
    received: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """A State bound by a treaty: its first and last day, None where there is none, and whether that was looked up."""

    state: str
    treaty: str
    since: date | None
    until: date | None = None
    checked: bool = False

    def holds_throughout(self, when: IntervalDate) -> bool:
        """Whether the State is bound on every day that this can have been."""
        return self._since(when.earliest) and self._until(when.latest)

    def holds_somewhen(self, when: IntervalDate) -> bool:
        """Whether the State is bound on some day that this can have been."""
        return self._since(when.latest or date.max) and self._until(when.earliest or date.min)

    def _since(self, day: date | None) -> bool:
        return self.since is not None and day is not None and self.since <= day

    def _until(self, day: date | None) -> bool:
        return self.until is None or (day is not None and day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """What a procedure asks: its elements in order, the forums that exclude it, its treaty.

    Without a ``decisive`` element it takes no case, and ``instead`` is proposed.
    """

    id: str
    forum: str
    elements: tuple[str, ...]
    excluded_by: frozenset[str] = frozenset()
    treaty: str = ""
    decisive: frozenset[str] = frozenset()
    instead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What :func:`check` finds.

    ``track`` is how the case would be taken up: urgent, standard, urgent-action, or none. ``states`` are all concerned,
    first the one it is addressed to. ``proposed`` is the procedure to turn to where this one will not take the case.
    """

    procedure: str
    track: str
    elements: tuple[Checked, ...]
    states: tuple[str, ...]
    proposed: str = ""

    @property
    def missing(self) -> tuple[Checked, ...]:
        """The elements without which it cannot go."""
        return tuple(one for one in self.elements if one.status is Status.MISSING)


Bonds = tuple[Bond, ...]

NO_TRACK = "none"
URGENT, STANDARD = "urgent", "standard"


def check(procedure: Procedure, facts: Facts, bonds: Iterable[Bond] = ()) -> Check:
    """Each element a procedure asks for, as far as it is known; which States are concerned, and how it is taken up."""
    bound = tuple(bond for bond in bonds if bond.treaty == procedure.treaty)
    judged = ((code, *_judged(code, procedure, facts, bound)) for code in procedure.elements)
    found = tuple(Checked(code=code, status=status, why=why) for code, status, why in judged)
    closed = [one for one in found if one.status is Status.MISSING and one.code in procedure.decisive]
    return Check(
        procedure=procedure.id,
        track=NO_TRACK if closed else _track(procedure, facts),
        elements=found,
        states=states_concerned(facts.custody),
        proposed=_proposed(procedure, found, closed),
    )


def states_concerned(custody: Iterable[Custody]) -> tuple[str, ...]:
    """The States of a chain of custody, first the one that held the person last, then in order of the chain.

    A State counts where its agents held or handed over the person, and where it happened on its territory.
    """
    hands = tuple(custody)
    last = [hand.state for hand in reversed(hands) if hand.state][:1]
    told = (state for hand in hands for state in (hand.state, hand.territory) if state)
    return tuple(dict.fromkeys((*last, *told)))


def clock(taken: IntervalDate | None, received: date) -> tuple[str, bool]:
    """Whether a case received on a day is urgent or standard, and whether that is certain.

    Rule: urgent up to and including the same day three months on (9 October, received 9 January), or the last day of
    that month where it has no such day. It is urgent only if every day it can have been is.
    """
    if taken is None or taken.latest is None or received > months_after(taken.latest, _MONTHS):
        return STANDARD, True
    is_certain = taken.earliest is not None and received <= months_after(taken.earliest, _MONTHS)
    return (URGENT, True) if is_certain else (STANDARD, False)


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def name_told(names: Iterable[str], described: Iterable[str]) -> str:
    """How well a person is named: ``full``, ``part``, ``described`` (as "the daughter") or ``none``.

    A full name has a family name and a given name: two words, or two characters of a script that sets no space.
    """
    patterns = [re.compile(pattern, re.IGNORECASE) for pattern in described]
    told = [name.strip() for name in names if name.strip()]
    proper = [name for name in told if not any(pattern.search(name) for pattern in patterns)]
    if any(_is_full(name) for name in proper):
        return "full"
    return "part" if proper else "described" if told else "none"


def _is_full(name: str) -> bool:
    return len(_TOKEN.findall(name)) > 1 or len(_WHOLE_SCRIPTS.findall(name)) > 1


def _track(procedure: Procedure, facts: Facts) -> str:
    return "urgent-action" if procedure.treaty else clock(facts.taken, facts.received)[0]


def _proposed(procedure: Procedure, found: Iterable[Checked], closed: Collection[Checked]) -> str:
    if any(one.code == "identity" and one.status is Status.MISSING for one in found):
        return "allegation"
    return procedure.instead if closed else ""


def _identity(facts: Facts) -> tuple[Status, str]:
    told = name_told(facts.names, facts.described)
    if told != "full":
        return Status.MISSING, told
    return (Status.OK, "full") if facts.traits else (Status.WARNING, "name-only")


def _date(facts: Facts) -> tuple[Status, str]:
    taken = facts.taken
    if taken is None or taken.earliest is None or taken.latest is None:
        return Status.MISSING, "none"
    days = (taken.latest - taken.earliest).days + 1
    if days == 1:
        return Status.OK, "day"
    return (Status.WARNING, "month-only") if days <= _MONTH else (Status.MISSING, "no-month")


def _clock(facts: Facts) -> tuple[Status, str]:
    track, is_certain = clock(facts.taken, facts.received)
    return (Status.OK, track) if is_certain else (Status.WARNING, "perhaps-urgent")


def _place(facts: Facts) -> tuple[Status, str]:
    if not facts.place:
        return Status.MISSING, "none"
    is_country = any(facts.place == hand.territory for hand in facts.custody)
    return (Status.WARNING, "country-only") if is_country else (Status.OK, "told")


def _forces(facts: Facts) -> tuple[Status, str]:
    if any(hand.state and hand.authority for hand in facts.custody):
        return Status.OK, "told"
    return Status.MISSING, "no-state" if any(hand.authority for hand in facts.custody) else "none"


def _search(facts: Facts) -> tuple[Status, str]:
    if any(step.kind != NO_SEARCH for step in facts.steps):
        return Status.OK, "steps"
    impossible = [step for step in facts.steps if step.kind == NO_SEARCH]
    if not impossible:
        return Status.MISSING, "none"
    return (Status.OK, "not-possible") if any(map(_reasoned, impossible)) else (Status.MISSING, "no-reason")


def _reasoned(step: Step) -> bool:
    return bool(step.words.strip())


def _submitter(facts: Facts) -> tuple[Status, str]:
    if not facts.submitter.name.strip():
        return Status.MISSING, "none"
    if not facts.submitter.follows_up:
        return Status.WARNING, "no-follow-up"
    return Status.OK, "confidential" if facts.submitter.confidential else "told"


def _consent(facts: Facts) -> tuple[Status, str]:
    if facts.sources.allowed and facts.family.allowed:
        return Status.OK, "given"
    if facts.sources.allowed:
        return Status.MISSING, facts.family.because.value
    return Status.MISSING, "sources" if facts.family.allowed else "sources-and-family"


def _protection(facts: Facts) -> tuple[Status, str]:
    return (Status.OK, "judged") if facts.protection is None else (Status.MISSING, facts.protection.value)


def _fate(facts: Facts) -> tuple[Status, str]:
    if facts.fates & _BODY:
        return Status.MISSING, "body-returned"
    if "released" in facts.fates:
        return Status.MISSING, "released"
    if "dead" in facts.fates:
        return Status.WARNING, "dead"
    return (Status.WARNING, "seen") if facts.fates else (Status.OK, "unknown")


def _bodies(facts: Facts) -> tuple[Status, str]:
    if any(step.kind in _TO_BODIES for step in facts.steps):
        return Status.OK, "put"
    impossible = any(step.kind == NO_SEARCH and _reasoned(step) for step in facts.steps)
    return (Status.OK, "not-possible") if impossible else (Status.MISSING, "not-put")


def _elsewhere(procedure: Procedure, facts: Facts) -> tuple[Status, str]:
    return (Status.MISSING, "registered") if facts.registered & procedure.excluded_by else (Status.OK, "nowhere")


def _party(facts: Facts, bonds: Bonds) -> tuple[Status, str]:
    concerned = {*states_concerned(facts.custody), *facts.nationalities}
    parties = [bond for bond in bonds if bond.state in concerned and bond.since is not None]
    if not parties:
        return Status.MISSING, "no-party"
    return (Status.OK, "party") if any(bond.checked for bond in parties) else (Status.WARNING, "not-looked-up")


def _force(facts: Facts, bonds: Bonds) -> tuple[Status, str]:
    concerned = {*states_concerned(facts.custody), *facts.nationalities}
    parties = [bond for bond in bonds if bond.state in concerned]
    if facts.taken is None or not any(bond.holds_somewhen(facts.taken) for bond in parties):
        return Status.MISSING, "before"
    is_certain = any(bond.holds_throughout(facts.taken) for bond in parties)
    return (Status.OK, "in-force") if is_certain else (Status.WARNING, "perhaps-before")


_OF_FACTS: Mapping[str, Callable[[Facts], tuple[Status, str]]] = {
    "identity": _identity,
    "date": _date,
    "place": _place,
    "forces": _forces,
    "search": _search,
    "submitter": _submitter,
    "consent": _consent,
    "protection": _protection,
    "fate": _fate,
    "clock": _clock,
    "bodies": _bodies,
}
_OF_LAW: Mapping[str, Callable[[Facts, Bonds], tuple[Status, str]]] = {"state-party": _party, "in-force": _force}


def _judged(code: str, procedure: Procedure, facts: Facts, bonds: Bonds) -> tuple[Status, str]:
    if code == "duplicate":
        return _elsewhere(procedure, facts)
    return _OF_LAW[code](facts, bonds) if code in _OF_LAW else _OF_FACTS[code](facts)
