"""Rows written for operations: sources, texts, passages, codings, and accounts with their revisions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any
from uuid import UUID

from lastseen.domain.accounts import Account as DomainAccount
from lastseen.domain.accounts import AccountId, Sensitivity, SourceId
from lastseen.domain.decisions import Consent as DomainConsent
from lastseen.domain.encoding import Encoded, changed_fields, encode, with_words
from lastseen.domain.errors import Refusal
from lastseen.domain.sources import Passage as DomainPassage
from lastseen.domain.sources import Source as DomainSource
from lastseen.domain.sources import text_digest
from lastseen.storage.ledger import Pen
from lastseen.storage.models import (
    Account,
    Coding,
    Consent,
    Description,
    DoubleCoding,
    Interviewee,
    Passage,
    Revision,
    Source,
    SourceText,
)
from lastseen.storage.pointing import put_pointers
from lastseen.storage.reading import known_passages
from lastseen.storage.sealed import sealed, source_keys

_CHUNK = 1000


class Outcome(StrEnum):
    """What writing an account came to."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


class CodedTwice(Refusal):
    """A source is being coded by two people, and this is neither of them."""

    code = "coding.by-two-others"
    sentence = "This source is being coded by two people, and {coder} is neither of them."
    hint = "Wait until a third person has concluded from both readings, or ask who set it to be coded twice."


class CodedByAnother(Refusal):
    """A source has one agreed coding, and it is somebody else's."""

    code = "coding.by-another"
    sentence = "This source was coded by {coder} already."
    hint = "Hand it in as the same coder, or give it a name of its own."


@dataclass(frozen=True, slots=True)
class Before:
    """The current revision of one account at one sensitivity."""

    id: UUID
    number: int
    values: Encoded


def put_source(pen: Pen, source: DomainSource, text: str) -> None:
    """Write a source and its transcript, or a new description where it says something else; a text never changes."""
    standing = Description.objects.filter(source_id=source.id, retracted__isnull=True)
    held = standing.first()
    described = _described(pen, source)
    changed = [name for name, value in described.items() if held is None or getattr(held, name) != value]
    if held is None:
        source_keys().make((source.id,))
        pen.sign(Source(id=source.id, external_id=source.external_id)).save(force_insert=True)
    elif changed:
        pen.retract(standing)
    if changed:
        pen.sign(Description(source_id=source.id, **described), of=[source.id]).save(force_insert=True)
        pen.touched.update(f"source.{name.removesuffix('_id')}" for name in changed)
        pen.described.add(source.id)
    if text:
        _put_text(pen, source, text)


def _described(pen: Pen, source: DomainSource) -> dict[str, Any]:
    return {
        "kind": source.kind,
        "title": source.title,
        "language": source.language,
        "compartment": source.compartment,
        "day": source.day,
        "interviewee_id": None if source.interviewee is None else _interviewee(pen, source.interviewee),
        "derived_from_id": source.derived_from,
        "derivation": "" if source.derivation is None else source.derivation,
    }


def _interviewee(pen: Pen, code: str) -> UUID:
    held = Interviewee.objects.filter(code=code).first()
    if held is None:
        held = pen.sign(Interviewee(code=code))
        held.save(force_insert=True)
        pen.touched["interviewee.code"] += 1
    return held.id


def _put_text(pen: Pen, source: DomainSource, text: str) -> None:
    digest = text_digest(text)
    if not SourceText.objects.filter(source_id=source.id, digest=digest).exists():
        row = SourceText(source_id=source.id, digest=digest, role="transcript", language=source.language, text=text)
        pen.sign(row, of=[source.id]).save(force_insert=True)
        pen.touched["source.text"] += 1
        pen.described.add(source.id)


def put_passages(pen: Pen, source: SourceId, passages: Sequence[DomainPassage]) -> None:
    """Write passages that are not there yet; a passage never changes."""
    if not passages:
        return
    texts = dict(SourceText.objects.filter(source_id=source).values_list("digest", "id"))
    held = known_passages(passage.id for passage in passages)
    fresh = [
        pen.sign(
            Passage(
                id=p.id,
                source_id=source,
                text_id=texts[p.text_digest] if p.text_digest else None,
                start=p.start,
                end=p.end,
                quote=p.quote,
                locator=p.locator,
            ),
            of=[source],
        )
        for p in passages
        if p.id not in held
    ]
    Passage.objects.bulk_create(fresh, batch_size=_CHUNK)


def put_coding(pen: Pen, source: SourceId, coder: str) -> UUID:
    """The coding of a source by one coder, made if it is not there: agreed, or one of the two of a double coding.

    Raises :class:`CodedByAnother` or :class:`CodedTwice`.
    """
    codings = list(Coding.objects.filter(source_id=source))
    agreed = next((one for one in codings if one.state == "agreed"), None)
    if agreed is not None and agreed.coder == coder:
        return agreed.id
    if _is_read_apart(source, coder):
        held = next((one for one in codings if (one.state, one.coder) == ("submitted", coder)), None)
        return new_coding(pen, source, coder, "submitted") if held is None else held.id
    if agreed is not None:
        raise CodedByAnother(coder=agreed.coder)
    return new_coding(pen, source, coder, "agreed")


def new_coding(pen: Pen, source: SourceId, coder: str, state: str) -> UUID:
    """Write that somebody reads a source."""
    row = pen.sign(Coding(source_id=source, coder=coder, state=state))
    row.save(force_insert=True)
    return row.id


def _is_read_apart(source: SourceId, coder: str) -> bool:
    """Whether this coder's is one of two readings that are not agreed yet. Raises :class:`CodedTwice`."""
    double = (
        DoubleCoding.objects.filter(source=source, retracted__isnull=True).select_related("first", "second").first()
    )
    if double is None:
        return False
    if coder not in {user.name for user in (double.first, double.second) if user is not None}:
        raise CodedTwice(coder=coder)
    return True


def put_accounts(pen: Pen, coding: UUID, accounts: Sequence[DomainAccount]) -> dict[AccountId, Outcome]:
    """Write accounts that are new or say something else than before; gives what became of each."""
    outcomes: dict[AccountId, Outcome] = {}
    for start in range(0, len(accounts), _CHUNK):
        outcomes |= _put_chunk(pen, coding, accounts[start : start + _CHUNK])
    return outcomes


def _put_chunk(pen: Pen, coding: UUID, accounts: Sequence[DomainAccount]) -> dict[AccountId, Outcome]:
    held = set(Account.objects.filter(id__in=[a.id for a in accounts]).values_list("id", flat=True))
    before = current_revisions([a.id for a in accounts if a.id in held])
    fresh: list[Account] = []
    revisions: list[Revision] = []
    superseded: list[UUID] = []
    outcomes: dict[AccountId, Outcome] = {}
    for account in accounts:
        if account.id not in held:
            fresh.append(_row(pen, coding, account))
        written = _revise(pen, account, before.get(account.id, {}))
        superseded += [old.id for old, _ in written if old is not None]
        revisions += [new for _, new in written]
        outcomes[account.id] = _outcome(is_held=account.id in held, is_written=bool(written))
    Account.objects.bulk_create(fresh, batch_size=_CHUNK)
    Revision.objects.filter(id__in=superseded).update(current=False)
    Revision.objects.bulk_create(revisions, batch_size=_CHUNK)
    told = [account for account in accounts if outcomes[account.id] is not Outcome.SAME]
    pen.told.update(put_pointers(told), (account.id for account in told))
    return outcomes


def _outcome(*, is_held: bool, is_written: bool) -> Outcome:
    if not is_held:
        return Outcome.NEW
    return Outcome.CHANGED if is_written else Outcome.SAME


def _row(pen: Pen, coding: UUID, account: DomainAccount) -> Account:
    return pen.sign(
        Account(
            id=account.id,
            coding_id=coding,
            kind=account.kind,
            external_id=account.external_id,
            serial=pen.next_serial(account.kind),
        )
    )


def current_revisions(accounts: Iterable[AccountId]) -> dict[AccountId, dict[str, Before]]:
    """The current values of these accounts, by account and sensitivity."""
    found: dict[AccountId, dict[str, Before]] = {}
    rows = Revision.objects.filter(account_id__in=list(accounts), current=True)
    for id_, account, sensitivity, number, values in rows.values_list(
        "id", "account_id", "sensitivity", "number", "values"
    ):
        found.setdefault(AccountId(account), {})[sensitivity] = Before(id_, number, values or {})
    return found


def _revise(pen: Pen, account: DomainAccount, before: dict[str, Before]) -> list[tuple[Before | None, Revision]]:
    """New revisions for the sensitivities whose values differ; an account always has its internal part."""
    parts: dict[str, Encoded] = {Sensitivity.INTERNAL: {}, **{str(s): values for s, values in encode(account).items()}}
    written = []
    for sensitivity in sorted(parts.keys() | before.keys()):
        old, values = before.get(sensitivity), parts.get(sensitivity, {})
        if old is not None and old.values == values:
            continue
        changed = changed_fields({} if old is None else old.values, values)
        pen.touched.update(f"{account.kind}.{name}" for name in changed)
        of = [account.source] if sensitivity == Sensitivity.IDENTITY else []
        row = Revision(
            account_id=account.id,
            sensitivity=sensitivity,
            number=1 if old is None else old.number + 1,
            values=values if of else with_words(account.kind, values, partial(sealed, [account.source])),
        )
        written.append((old, pen.sign(row, of=of)))
    return written


def put_consents(pen: Pen, consents: Iterable[DomainConsent]) -> None:
    """Write consents, each cell of a source's matrix as it now stands; what it said before is kept."""
    given = list(consents)
    rows = Consent.objects.filter(source_id__in={one.source for one in given}, retracted__isnull=True)
    standing: dict[tuple[Any, ...], Consent] = {(row.source_id, row.purpose, row.recipient): row for row in rows}
    for consent in given:
        described: dict[str, Any] = {
            "identity": consent.identity,
            "answer": consent.answer,
            "until": consent.until,
            "withdrawn": consent.withdrawn,
        }
        cell: dict[str, Any] = {
            "source_id": consent.source,
            "purpose": consent.purpose,
            "recipient": consent.recipient,
        }
        key = tuple(cell.values())
        held = standing.get(key)
        if held is None or any(getattr(held, name) != value for name, value in described.items()):
            if held is not None:
                pen.retract(Consent.objects.filter(id=held.id))
            standing[key] = pen.sign(Consent(**cell, **described))
            standing[key].save(force_insert=True)
            pen.touched[f"consent.{consent.purpose}"] += 1
