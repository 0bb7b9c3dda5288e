"""Interviews coded by two people: who is to read them, and how far that is. Neither reader learns of the other's."""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lastseen.domain.errors import Refusal
from lastseen.domain.rights import May, Rights
from lastseen.domain.sources import Source
from lastseen.names import compare
from lastseen.names.searching import ENOUGH
from lastseen.operations.pages import NotFound
from lastseen.operations.users import authorised, find_user
from lastseen.storage.double import (
    DoubleKept,
    coders_of,
    double_of,
    doubles,
    put_double,
    retract_double,
    uncoded,
)
from lastseen.storage.ledger import Pen, recording
from lastseen.storage.moment import at_one_moment
from lastseen.storage.seen_sources import AGREED, source_named
from lastseen.storage.users import name_of, user_lines


class SameReader(Refusal):
    """Two readings by one person say nothing of agreement."""

    code = "double.same-reader"
    sentence = "{coder} would read {source} twice."
    hint = "Choose another second reader: somebody who has not read it yet."


class NoReader(Refusal):
    """Somebody who cannot code a source is set to read it."""

    code = "double.no-reader"
    sentence = "{coder} cannot code {source}."
    hint = "Choose somebody who may code and sees the compartment it is in."


class FirstReaderGiven(Refusal):
    """The first reading is there already, by somebody else than the one named."""

    code = "double.first-given"
    sentence = "{source} was read by {coder} already."
    hint = "Leave the first reader open: the reading that is there is the first one."


class FirstReaderMissing(Refusal):
    """Nobody has read a source, and no first reader is named."""

    code = "double.first-missing"
    sentence = "Nobody has read {source} yet, and no first reader is named."
    hint = "Name both readers."


class CodedTwiceAlready(Refusal):
    """A source is being coded by two people already."""

    code = "double.set-already"
    sentence = "{source} is being coded by two people already."
    hint = "Conclude from their readings first, or end this before one is in."


class OwnReading(Refusal):
    """A reader would decide on their own reading: conclude from it, or end that it is read apart."""

    code = "double.own-reading"
    sentence = "You are one of the two who read {source}."
    hint = "A third person concludes from both readings; you see it then."


class ReadingBegun(Refusal):
    """A double coding is to be ended although a reading for it is in."""

    code = "double.begun"
    sentence = "A reading of {source} is in already."
    hint = "Wait for the other one, then conclude from both."


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """What double coding asks of somebody: interviews to read, and those of which both readings wait."""

    to_read: tuple[str, ...] = ()
    to_conclude: tuple[str, ...] = ()


def awaited(rights: Rights) -> Awaited:
    """What awaits somebody: as a reader their own reading, as a third person both that are in."""
    may_code, may_decide = (rights.may(may) and rights.may(May.IDENTIFY) for may in (May.CODE, May.DECIDE))
    if not (may_code or may_decide):
        return Awaited()
    own, standing = name_of(rights.user), doubles(rights)
    return Awaited(
        to_read=tuple(one.name for one in standing if own in one.coders and own not in one.readings)
        if may_code
        else (),
        to_conclude=tuple(one.name for one in standing if own not in one.coders and one.is_read) if may_decide else (),
    )


def readers(rights: Rights, compartment: str | None = None) -> tuple[str, ...]:
    """Everybody who may code what is in a compartment, or something at all, by name."""
    rights.require(May.DECIDE)
    return tuple(sorted(line.name for line in user_lines() if line.rights and _reads(line.rights, compartment)))


def _reads(rights: Rights, compartment: str | None) -> bool:
    if not (rights.may(May.CODE) and rights.may(May.IDENTIFY)):
        return False
    return compartment is None or rights.sees(compartment)


def sample_uncoded(rights: Rights, percent: int, seed: str) -> tuple[str, ...]:
    """So many of a hundred interviews that nobody has coded, rounded up, drawn by a seed: the same again for the same.

    Each is placed by the digest of seed and name, so that what is drawn hangs on nothing else.
    """
    rights.require(May.DECIDE)
    rights.require(May.IDENTIFY)
    names = [name for _, name in uncoded(rights)]
    drawn = sorted(names, key=lambda name: hashlib.sha256(f"{seed}|{name}".encode()).digest())
    return tuple(sorted(drawn[: math.ceil(len(names) * min(max(percent, 0), 100) / 100)]))


def set_double(names: Sequence[str], first: str | None, second: str, *, actor: UUID, now: datetime) -> None:
    """Let two people code each of these sources, neither knowing of the other's reading.

    Where a source has an agreed coding, that is the first reading, and ``first`` stays open; else both are named.
    Raises :class:`SameReader`, :class:`NoReader`, :class:`FirstReaderGiven`, :class:`FirstReaderMissing`,
    :class:`CodedTwiceAlready`, :class:`~lastseen.operations.users.NoSuchUser` and
    :class:`~lastseen.operations.pages.NotFound`.
    """
    rights = authorised(actor, May.DECIDE, May.IDENTIFY)
    with recording(actor, "set-double-coding", now) as pen:
        for name in names:
            _set(pen, _source(rights, name), first, second)


def end_double(name: str, *, actor: UUID, now: datetime) -> None:
    """Let a source be coded by one person again, as long as no reading for it is in.

    Raises :class:`ReadingBegun` and :class:`OwnReading`.
    """
    rights = authorised(actor, May.DECIDE, May.IDENTIFY)
    with recording(actor, "end-double-coding", now) as pen:
        source = _source(rights, name)
        double = double_of(source.id)
        if double is None:
            raise NotFound(what=name)
        if name_of(actor) in double.coders:
            raise OwnReading(source=name)
        if "submitted" in {state for coder, state in coders_of(source.id).items() if coder in double.coders}:
            raise ReadingBegun(source=name)
        retract_double(pen, double.id)


def _set(pen: Pen, source: Source, first: str | None, second: str) -> None:
    name, held = source.external_id, coders_of(source.id)
    if double_of(source.id) is not None:
        raise CodedTwiceAlready(source=name)
    read = next((coder for coder, state in held.items() if state == AGREED), None)
    if read is None and not first:
        raise FirstReaderMissing(source=name)
    if read is not None and first and first != read:
        raise FirstReaderGiven(source=name, coder=read)
    if second in {*held, first}:
        raise SameReader(source=name, coder=second)
    by_first = _reader(first, source) if read is None and first else _user_of(read)
    put_double(pen, source.id, by_first, _reader(second, source))


def _reader(name: str, source: Source) -> UUID:
    """The user of this name, who can code the source. Raises :class:`NoReader`."""
    if name not in {line.name for line in user_lines() if line.rights and _reads(line.rights, source.compartment)}:
        raise NoReader(coder=name, source=source.external_id)
    return find_user(name)


def _user_of(coder: str | None) -> UUID | None:
    """The user who is this coder; None for a coder of files."""
    return next((line.id for line in user_lines() if line.name == coder), None)


def _source(rights: Rights, name: str) -> Source:
    """The source of this name, for who may set how it is coded."""
    found = source_named(rights, name)
    if found is None:
        raise NotFound(what=name)
    return found


def double_named(rights: Rights, name: str) -> tuple[Source, DoubleKept | None]:
    """A source, and how it is being coded by two people, if it is.

    Raises :class:`~lastseen.operations.pages.NotFound` or :class:`~lastseen.domain.rights.NotAllowed`.
    """
    rights.require(May.DECIDE)
    rights.require(May.IDENTIFY)
    with at_one_moment():
        source = _source(rights, name)
        return source, double_of(source.id)


def is_one_name(one: str, other: str) -> bool:
    """Whether two readers most likely spelled one name, in whatever scripts."""
    return compare(one, other).log_bayes_factor >= ENOUGH
