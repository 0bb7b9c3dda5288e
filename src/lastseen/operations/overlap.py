"""How many people we have in common with a partner, asked and answered in files that are carried; only the number.

A person is compared by how the name sounds, as linkage groups names, and the year of birth. One side could still learn
whether it is somebody by asking about few, or again and again: so a question is about many, answers are few, and each
is approved by a person beforehand. What each step tells is described in the methods.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid5

import polars as pl

from lastseen.domain.decisions import IdentityLevel, Request
from lastseen.domain.errors import Refusal
from lastseen.domain.release import Profile, Released
from lastseen.domain.rights import May
from lastseen.evidence import derive_key
from lastseen.exchange.bundles import Limits, Opened, open_bundle
from lastseen.exchange.bundles.contents import Contents, Head, Kind, from_parts
from lastseen.exchange.overlap import answered, ask, asked, found
from lastseen.names.keys import keys
from lastseen.operations.bundle_files import NoFiles
from lastseen.operations.outsiders import known_people, withheld_people
from lastseen.operations.partners import PURPOSE, keys_of, known_partners, own_keys
from lastseen.operations.release import Asked, release
from lastseen.operations.users import authorised
from lastseen.operations.workspace import Workspace
from lastseen.snapshot import Snapshot
from lastseen.storage.ledger import position, recording
from lastseen.storage.partners import Step, put_step, steps
from lastseen.storage.releases import left

_YEARS = 3
"""A birth that may have been in more years than these is not compared."""

Items = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """How many people a question is about, at least and at most; how many answers a partner gets within a time."""

    fewest: int = 20
    most: int = 10_000
    answers: int = 3
    within: timedelta = timedelta(days=30)

    def check_number(self, number: int) -> None:
        """Raises :class:`WrongNumber`."""
        if not self.fewest <= number <= self.most:
            raise WrongNumber(least=self.fewest, most=self.most, n=number)

    def check_often(self, partner: str, now: datetime) -> None:
        """Raises :class:`TooManyAnswers`."""
        given = [
            one
            for one in left()
            if one.recipient == partner and one.what.startswith(_ANSWER) and now - one.at < self.within
        ]
        if len(given) >= self.answers:
            raise TooManyAnswers(partner=partner, n=len(given), days=self.within.days)


CAPS = Caps()
_ANSWER = "overlap answer "


class WrongNumber(Refusal):
    """A question about overlap is about too few people or too many."""

    code = "overlap.wrong-number"
    sentence = "A question about overlap is about {least} to {most} people with a name and a year of birth, not {n}."
    hint = "Ask about others as well, or in several questions; about few people one asks case by case."


class NotApprovedYet(Refusal):
    """A question is answered once somebody has approved that."""

    code = "overlap.not-approved"
    sentence = "Nobody has approved that this question of {partner} is answered."
    hint = "Approve it with `lastseen overlap approve`, once you know why they ask."


class TooManyAnswers(Refusal):
    """A partner had answers enough for now."""

    code = "overlap.too-many"
    sentence = "{partner} had {n} answers within {days} days."
    hint = "Many answers together tell of single people. Ask one another about cases instead, or wait."


class OtherMessage(Refusal):
    """A message is not the one that is needed here, or was used before."""

    code = "overlap.other-message"
    sentence = "This is no {wanted}, or it was used before."
    hint = "Order: `overlap ask`, the partner's `approve` and `answer`, then `read`, each once."


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """What a question came to: of how many people asked about, how many the partner has too."""

    partner: str
    compared: int
    found: int


def ask_overlap(  # noqa: PLR0913  # every operation also takes who acts and when
    snapshot: Snapshot, partner: str, workspace: Workspace, caps: Caps = CAPS, *, actor: UUID, now: datetime
) -> Released[Contents]:
    """Ask a partner how many of our people they have too: of those with a name and one year of birth.

    Raises :class:`WrongNumber`, :class:`~lastseen.operations.partners.NoSuchPartner`,
    :class:`~lastseen.exchange.overlap.NotInstalled`, and as :func:`~lastseen.operations.release.release` does.
    """
    authorised(actor, May.RELEASE)
    keys_of(partner)
    run = str(uuid5(workspace.id, f"overlap|{partner}|{now.isoformat()}|{position()}"))

    def made(view: Snapshot) -> Contents:
        items = {one[0] for one in _items(view, partner, now, years=1).values()}
        caps.check_number(len(items))
        head = Head(kind=Kind.OVERLAP_ASK, id=run, made=now.isoformat())
        return Contents(head=head, to=partner, message=ask(items, _key(workspace, run)))

    return release(snapshot, _asked(partner, f"overlap ask {run[:8]}"), made, workspace, actor=actor, now=now)


def approve_overlap(path: Path, workspace: Workspace, caps: Caps = CAPS, *, actor: UUID, now: datetime) -> Step:
    """Approve that one question of a partner is answered, once; gives from whom it is and about how many.

    Raises :class:`WrongNumber`, :class:`TooManyAnswers`, :class:`OtherMessage`, and as
    :func:`~lastseen.exchange.bundles.open_bundle` does.
    """
    authorised(actor, May.RELEASE)
    opened, contents = _message(path, workspace, Kind.OVERLAP_ASK)
    number = asked(contents.message)
    caps.check_number(number)
    with recording(actor, "approve-overlap", now) as pen:
        if steps(opened.digest):
            raise OtherMessage(wanted="new question about overlap")
        caps.check_often(opened.partner, now)
        step = Step(run=opened.digest, partner=opened.partner, step="approved", compared=number)
        put_step(pen, step)
    return step


def answer_overlap(  # noqa: PLR0913  # as above
    path: Path, snapshot: Snapshot, workspace: Workspace, caps: Caps = CAPS, *, actor: UUID, now: datetime
) -> Released[Contents]:
    """Answer a question that was approved, once: how many of those it is about we have is for the asker to see.

    Raises :class:`NotApprovedYet`, :class:`TooManyAnswers`, :class:`OtherMessage`, and as :func:`ask_overlap` does.
    """
    authorised(actor, May.RELEASE)
    opened, contents = _message(path, workspace, Kind.OVERLAP_ASK)
    if not steps(opened.digest):
        raise NotApprovedYet(partner=opened.partner)
    what = f"{_ANSWER}{opened.digest[:16]}"
    if any(one.what == what for one in left()):
        raise OtherMessage(wanted="question that is still to be answered")
    caps.check_often(opened.partner, now)

    def made(view: Snapshot) -> Contents:
        items = {item for one in _items(view, opened.partner, now, years=_YEARS).values() for item in one}
        head = Head(kind=Kind.OVERLAP_ANSWER, id=contents.head.id, made=now.isoformat())
        return Contents(head=head, to=opened.partner, message=answered(contents.message, items))

    return release(snapshot, _asked(opened.partner, what), made, workspace, actor=actor, now=now)


def read_overlap(path: Path, workspace: Workspace, *, actor: UUID, now: datetime) -> Common:
    """Read an answer to a question of ours, once. Raises :class:`OtherMessage`, and as :func:`approve_overlap` does."""
    authorised(actor, May.RELEASE)
    opened, contents = _message(path, workspace, Kind.OVERLAP_ANSWER)
    run = contents.head.id
    ours = any((one.recipient, one.what) == (opened.partner, f"overlap ask {run[:8]}") for one in left())
    with recording(actor, "read-overlap", now) as pen:
        if not ours or steps(run):
            raise OtherMessage(wanted="answer to a question of ours")
        compared, common = found(contents.message, _key(workspace, run))
        put_step(pen, Step(run=run, partner=opened.partner, step="read", compared=compared, found=common))
    return Common(partner=opened.partner, compared=compared, found=common)


def _message(path: Path, workspace: Workspace, kind: Kind) -> tuple[Opened, Contents]:
    limits = Limits(file=0, files=10)
    opened = open_bundle(path, own_keys(workspace), known_partners(), limits, NoFiles())
    contents = from_parts(opened.parts)
    if contents.head.kind is not kind:
        raise OtherMessage(wanted=kind.value.replace("-", " "))
    return opened, contents


def _asked(partner: str, what: str) -> Asked:
    """What is asked of the gate: nothing of a single person leaves, and so every source is asked for that much."""
    return Asked(what=what, profile=Profile.PUBLIC, recipient=partner, purpose=PURPOSE)


def _key(workspace: Workspace, run: str) -> bytes:
    """What opens the answer to one question: it follows from the registry's key, and is kept nowhere."""
    return derive_key(workspace.key(), f"overlap/{run}")


def _items(view: Snapshot, partner: str, now: datetime, *, years: int) -> Items:
    """By person what they are compared by, the likeliest first; those who are at risk are compared with nobody."""
    everybody = known_people(view)
    request = Request(purpose=PURPOSE, recipient=partner, identity=IdentityLevel.NONE, day=now.date())
    kept = everybody.keys() - withheld_people(everybody.values(), request).keys()
    born, named = _born(view, years), _named(view)
    made = {
        person: tuple(dict.fromkeys(_written(named.get(person, ()), born.get(person, ())))) for person in sorted(kept)
    }
    return {person: items for person, items in made.items() if items}


def _written(names: Iterable[str], years: Iterable[int]) -> Iterator[str]:
    for name in names:
        for key in keys(name):
            for year in years:
                yield f"{'.'.join(map(str, key))}|{year}"


def _named(view: Snapshot) -> dict[str, list[str]]:
    told = view.table("accounts").select("account", "person")
    found_names: defaultdict[str, list[str]] = defaultdict(list)
    for name, person in view.identity("names").join(told, on="account").select("text", "person").iter_rows():
        found_names[person].append(name)
    return found_names


def _born(view: Snapshot, most: int) -> dict[str, range]:
    """The years each may have been born in, as far as all that is told leaves open, where these are few."""
    said = view.table("said").filter((pl.col("field") == "person.birth") & pl.col("low").is_not_null())
    told = said.join(view.table("accounts").select("account", "person"), on="account").drop_nulls("high")
    ends = told.group_by("person").agg(pl.col("low").min().dt.year(), pl.col("high").max().dt.year())
    spans = {person: range(low, high + 1) for person, low, high in ends.select("person", "low", "high").iter_rows()}
    return {person: years for person, years in spans.items() if len(years) <= most}
