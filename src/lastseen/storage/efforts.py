"""Efforts written, and read for one user: an effort is there for whoever sees every account and source it hangs on.

A reply held by a source out of sight is not told of. Free text is for those who may see names.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from lastseen.domain.accounts import AccountId, SourceId
from lastseen.domain.efforts import SOON, EffortStanding, Reply
from lastseen.domain.efforts import Effort as DomainEffort
from lastseen.domain.errors import Refusal
from lastseen.domain.rights import May, Rights
from lastseen.storage.efforts_models import Effort, EffortOn, EffortReply, EffortVersion
from lastseen.storage.ledger import Pen
from lastseen.storage.models import Account, Description
from lastseen.storage.press_models import EffortAbout
from lastseen.storage.seen import Deed, deed, deed_columns, once_seen, seen, seen_descriptions

_PARTS = tuple(field.name for field in fields(DomainEffort))


class NoSuchEffort(Refusal):
    """There is no effort or reply of this id, or none for who asks."""

    code = "effort.not-found"
    sentence = "There is no effort or reply {effort} that stands."
    hint = "Somebody may have taken it back; look at the efforts of the person or the case again."


class EffortChanged(Refusal):
    """Somebody else changed the effort while this change was written."""

    code = "effort.changed-meanwhile"
    sentence = "This effort was changed while you were writing."
    hint = "Look at what stands now in another window, and send yours again if it still holds."


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionKept:
    """What was known of an effort from one entry of the ledger until another."""

    id: UUID
    effort: DomainEffort
    made: Deed
    taken_back: Deed | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyKept:
    """Something that came back, and who wrote it down."""

    id: UUID
    reply: Reply
    made: Deed
    taken_back: Deed | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortKept:
    """An effort with all that was ever known of it and ever came back, oldest first.

    ``sources`` are those it answers, by name.
    """

    id: UUID
    accounts: frozenset[AccountId]
    sources: tuple[str, ...]
    versions: tuple[VersionKept, ...]
    replies: tuple[ReplyKept, ...]

    @property
    def now(self) -> VersionKept | None:
        """What is known of it now; None where it was taken back."""
        return next((version for version in self.versions if version.taken_back is None), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortsWanted:
    """Which efforts are wanted: how they stand, before which forum, of which kind; empty for any."""

    standing: str = ""
    forum: str = ""
    kind: str = ""


def put_effort(
    pen: Pen, accounts: Collection[AccountId], told: DomainEffort, sources: Collection[SourceId] = ()
) -> UUID:
    """Write an effort; gives its id. One that stands and says the same of the same things is left as it is."""
    equal = EffortVersion.objects.filter(retracted__isnull=True, **_columns(told)).values_list("effort_id", flat=True)
    for effort in equal:
        on = EffortOn.objects.filter(effort_id=effort).values_list("account_id", flat=True)
        about = EffortAbout.objects.filter(effort_id=effort).values_list("source_id", flat=True)
        if (set(on), set(about)) == (set(accounts), set(sources)):
            return effort
    row = pen.sign(Effort())
    row.save(force_insert=True)
    for account in sorted(accounts):
        pen.sign(EffortOn(effort=row, account_id=account)).save(force_insert=True)
    for source in sorted(sources):
        pen.sign(EffortAbout(effort=row, source_id=source)).save(force_insert=True)
    _put_version(pen, row.id, told, None)
    pen.touched["effort.recorded"] += 1
    return row.id


def put_change(pen: Pen, effort: UUID, version: UUID, told: DomainEffort) -> None:
    """Write what is known now in place of the version that it follows. Raises :class:`EffortChanged`."""
    standing = EffortVersion.objects.filter(effort_id=effort, retracted__isnull=True)
    if standing.values_list("id", flat=True).first() != version:
        raise EffortChanged
    pen.retract(standing)
    _put_version(pen, effort, told, version)
    pen.touched["effort.changed"] += 1


def retract_effort(pen: Pen, effort: UUID) -> None:
    """Take the newest version of an effort back: the one before stands again, and without any the effort is gone.

    Raises :class:`NoSuchEffort`.
    """
    standing = EffortVersion.objects.filter(effort_id=effort, retracted__isnull=True)
    row = standing.select_related("replaces").first()
    if row is None:
        raise NoSuchEffort(effort=effort)
    pen.retract(standing)
    if row.replaces is not None:
        _put_version(pen, effort, _told(row.replaces), row.replaces.replaces_id)
    pen.touched["effort.taken-back"] += 1


def put_reply(pen: Pen, effort: UUID, reply: Reply, source: SourceId | None) -> UUID:
    """Write what came back; gives the reply's id. An equal one that stands is left as it is."""
    said: dict[str, Any] = {part: getattr(reply, part) for part in ("day", "sender", "answer", "words")}
    said |= {"effort_id": effort, "source_id": source}
    held = EffortReply.objects.filter(retracted__isnull=True, **said).first()
    if held is not None:
        return held.id
    row = pen.sign(EffortReply(**said))
    row.save(force_insert=True)
    pen.touched["effort.answered"] += 1
    return row.id


def retract_reply(pen: Pen, reply: UUID) -> None:
    """Take a reply back. Raises :class:`NoSuchEffort`."""
    if not pen.retract(EffortReply.objects.filter(id=reply, retracted__isnull=True)):
        raise NoSuchEffort(effort=reply)
    pen.touched["effort.reply-taken-back"] += 1


def _put_version(pen: Pen, effort: UUID, told: DomainEffort, replaces: UUID | None) -> None:
    row = EffortVersion(effort_id=effort, replaces_id=replaces, **_columns(told))
    pen.sign(row).save(force_insert=True)


def _columns(told: DomainEffort) -> dict[str, Any]:
    return {part: getattr(told, part) for part in _PARTS}


def _told(row: EffortVersion) -> DomainEffort:
    return DomainEffort(**{part: getattr(row, part) for part in _PARTS})


def efforts_of(rights: Rights, efforts: Iterable[UUID]) -> list[EffortKept]:
    """Those of these efforts that somebody sees, in the order given."""
    wanted = list(efforts)
    there = Effort.objects.filter(id__in=wanted).filter(id__in=_in_sight(rights)).exclude(id__in=_hidden(rights))
    accounts: dict[UUID, set[AccountId]] = {id_: set() for id_ in there.values_list("id", flat=True)}
    for effort, account in EffortOn.objects.filter(effort_id__in=accounts).values_list("effort_id", "account_id"):
        accounts[effort].add(AccountId(account))
    sources: dict[UUID, list[str]] = {}
    about = EffortAbout.objects.filter(effort_id__in=accounts).order_by("source__external_id")
    for effort, source in about.values_list("effort_id", "source__external_id"):
        sources.setdefault(effort, []).append(source)
    versions, replies = _versions(rights, accounts), _replies(rights, accounts)
    return [
        EffortKept(
            id=effort,
            accounts=frozenset(accounts[effort]),
            sources=tuple(sources.get(effort, ())),
            versions=tuple(versions.get(effort, ())),
            replies=tuple(replies.get(effort, ())),
        )
        for effort in wanted
        if effort in accounts
    ]


def effort_of_reply(reply: UUID) -> UUID | None:
    """The effort a reply is to; None where there is no such reply."""
    return EffortReply.objects.filter(id=reply).values_list("effort_id", flat=True).first()


def effort_of_version(version: UUID) -> UUID | None:
    """The effort a version is of, whether it stands or not; None where there is no such version."""
    return EffortVersion.objects.filter(id=version).values_list("effort_id", flat=True).first()


def efforts_on(accounts: Collection[AccountId]) -> list[UUID]:
    """The efforts that hang on any of these accounts, in the order they were recorded."""
    hung = Effort.objects.filter(hangs_on__account_id__in=accounts).order_by("entry__number", "id")
    return list(dict.fromkeys(hung.values_list("id", flat=True)))


def efforts_answering(sources: Collection[SourceId]) -> list[UUID]:
    """The efforts that answer any of these sources, in the order they were recorded."""
    answering = Effort.objects.filter(answers__source_id__in=sources).order_by("entry__number", "id")
    return list(dict.fromkeys(answering.values_list("id", flat=True)))


def _in_sight(rights: Rights) -> "QuerySet[Any, Any]":
    """The efforts that hang on somebody who is told of still, or answer a source."""
    told = EffortOn.objects.filter(account_id__in=Account.objects.filter(seen(rights)).values("id"))
    return Effort.objects.filter(Q(id__in=told.values("effort_id")) | Q(answers__isnull=False)).values("id")


def _hidden(rights: Rights) -> "QuerySet[Any, Any]":
    """The efforts that hang on anything out of sight; what was withdrawn since hides none."""
    known = Account.objects.filter(once_seen(rights)).values("id")
    described = Description.objects.filter(seen_descriptions(rights), retracted__isnull=True).values("source_id")
    on, about = EffortOn.objects.exclude(account_id__in=known), EffortAbout.objects.exclude(source_id__in=described)
    return Effort.objects.filter(Q(id__in=on.values("effort_id")) | Q(id__in=about.values("effort_id"))).values("id")


def _versions(rights: Rights, efforts: Collection[UUID]) -> dict[UUID, list[VersionKept]]:
    found: dict[UUID, list[VersionKept]] = {}
    rows = EffortVersion.objects.filter(effort_id__in=efforts).order_by("entry__number")
    columns = ("effort_id", "id", *_PARTS, *deed_columns("entry"), *deed_columns("retracted"))
    for effort, id_, *cells in rows.values_list(*columns):
        told = DomainEffort(**dict(zip(_PARTS, cells, strict=False)))
        becoming = _becoming(cells[len(_PARTS) :])
        found.setdefault(effort, []).append(VersionKept(id=id_, effort=_readable(rights, told), **becoming))
    return found


def _readable(rights: Rights, told: DomainEffort) -> DomainEffort:
    return told if rights.may(May.IDENTIFY) else replace(told, what="", number="", due_what="", closed_why="")


def _replies(rights: Rights, efforts: Collection[UUID]) -> dict[UUID, list[ReplyKept]]:
    found: dict[UUID, list[ReplyKept]] = {}
    described = Description.objects.filter(seen_descriptions(rights), retracted__isnull=True).values("source_id")
    rows = EffortReply.objects.filter(Q(source__isnull=True) | Q(source_id__in=described), effort_id__in=efforts)
    columns = ("effort_id", "id", "day", "sender", "answer", "words", "source__external_id")
    deeds = (*deed_columns("entry"), *deed_columns("retracted"))
    for effort, id_, day, sender, answer, words, source, *cells in rows.order_by("day", "entry__number").values_list(
        *columns, *deeds
    ):
        says = (sender, words) if rights.may(May.IDENTIFY) else ("", "")
        reply = Reply(day=day, sender=says[0], answer=answer, words=says[1], source=source or "")
        found.setdefault(effort, []).append(ReplyKept(id=id_, reply=reply, **_becoming(cells)))
    return found


def _becoming(cells: list[Any]) -> dict[str, Any]:
    return {"made": deed(cells[:4]), "taken_back": None if cells[4] is None else deed(cells[4:])}


def find_efforts(rights: Rights, wanted: EffortsWanted, today: date, start: int, size: int) -> tuple[int, list[UUID]]:
    """How many efforts are as wanted, and a stretch of them: what is due first, then the newest, the closed last."""
    rows = _standing(rights).filter(_is(wanted, today))
    ordered = rows.order_by(
        F("closed").desc(nulls_first=True), F("due").asc(nulls_last=True), F("day").desc(nulls_last=True), "id"
    )
    return rows.count(), list(ordered.values_list("effort_id", flat=True)[start : start + size])


def count_efforts(rights: Rights, wanted: EffortsWanted, today: date) -> dict[str, dict[str, int]]:
    """How many efforts there are of each standing, forum and kind, each under what is wanted of the two others."""
    every = _standing(rights)
    of_any = every.filter(_is(replace(wanted, standing=""), today))
    found = {"standing": {one.value: of_any.filter(_stands(one, today)).count() for one in EffortStanding}}
    for part in ("forum", "kind"):
        rows = every.filter(_is(replace(wanted, **{part: ""}), today)).values_list(part)
        found[part] = dict(rows.annotate(n=Count("id")).order_by("-n", part))
    return found


def _standing(rights: Rights) -> "QuerySet[EffortVersion]":
    standing = EffortVersion.objects.filter(retracted__isnull=True)
    return standing.filter(effort_id__in=_in_sight(rights)).exclude(effort_id__in=_hidden(rights))


def _is(wanted: EffortsWanted, today: date) -> Q:
    parts = {part: value for part in ("forum", "kind") if (value := getattr(wanted, part))}
    return Q(**parts) & (_stands(EffortStanding(wanted.standing), today) if wanted.standing else Q())


def _stands(standing: EffortStanding, today: date) -> Q:
    """The condition that an effort stands so today, as :meth:`~lastseen.domain.efforts.Effort.standing` has it."""
    soon = today + SOON
    return {
        EffortStanding.OPEN: Q(closed__isnull=True) & (Q(due__isnull=True) | Q(due__gt=soon)),
        EffortStanding.DUE: Q(closed__isnull=True, due__gte=today, due__lte=soon),
        EffortStanding.OVERDUE: Q(closed__isnull=True, due__lt=today),
        EffortStanding.CLOSED: Q(closed__isnull=False),
    }[standing]


def efforts_due(rights: Rights, day: date) -> list[UUID]:
    """The open efforts of which something is due on this day or before, the longest due first."""
    rows = _standing(rights).filter(due__lte=day).order_by("due", "id")
    return list(rows.values_list("effort_id", flat=True))
