"""Rows written for operations: sources, texts, passages, codings, and accounts with their revisions."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from lastseen.domain.accounts import Account as DomainAccount
from lastseen.domain.accounts import AccountId, Sensitivity, SourceId
from lastseen.domain.decisions import Consent as DomainConsent
from lastseen.domain.encoding import Encoded, changed_fields, encode
from lastseen.domain.sources import Passage as DomainPassage
from lastseen.domain.sources import Source as DomainSource
from lastseen.domain.sources import text_digest
from lastseen.storage.ledger import Pen, commitment
from lastseen.storage.models import Account, Coding, Consent, Interviewee, Passage, Revision, Source, SourceText

_CHUNK = 1000


class Outcome(StrEnum):
    """What writing an account came to."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Before:
    """The current revision of one account at one sensitivity."""

    id: UUID
    number: int
    values: Encoded


def put_source(pen: Pen, source: DomainSource, text: str) -> None:
    """Write a source and its transcript, or bring the source up to date; a text once there never changes."""
    interviewee = None
    if source.interviewee is not None:
        interviewee, _ = Interviewee.objects.get_or_create(code=source.interviewee)
    described = {
        "kind": source.kind,
        "title": source.title,
        "language": source.language,
        "compartment": source.compartment,
        "day": source.day,
        "interviewee": interviewee,
        "derived_from_id": source.derived_from,
        "derivation": "" if source.derivation is None else source.derivation,
    }
    held = Source.objects.filter(id=source.id).first()
    changed = [name for name, value in described.items() if held is None or getattr(held, name) != value]
    if held is None or changed:
        fresh = {"external_id": source.external_id, "entry_id": pen.entry}
        Source.objects.update_or_create(id=source.id, defaults=described, create_defaults=described | fresh)
        pen.touched.update(f"source.{name.removesuffix('_id')}" for name in changed)
    if text:
        _put_text(pen, source, text)


def _put_text(pen: Pen, source: DomainSource, text: str) -> None:
    _, made = SourceText.objects.get_or_create(
        source_id=source.id,
        digest=text_digest(text),
        defaults={"role": "transcript", "language": source.language, "text": text, "entry_id": pen.entry},
    )
    if made:
        pen.touched["source.text"] += 1


def put_passages(source: SourceId, passages: Sequence[DomainPassage]) -> None:
    """Write passages that are not there yet; a passage never changes."""
    texts = dict(SourceText.objects.filter(source_id=source).values_list("digest", "id"))
    Passage.objects.bulk_create(
        (
            Passage(
                id=p.id,
                source_id=source,
                text_id=texts[p.text_digest] if p.text_digest else None,
                start=p.start,
                end=p.end,
                quote=p.quote,
                locator=p.locator,
            )
            for p in passages
        ),
        batch_size=_CHUNK,
        ignore_conflicts=True,
    )


def put_coding(pen: Pen, source: SourceId, coder: str) -> UUID:
    """The coding of a source by one coder, made if it is not there."""
    coding, _ = Coding.objects.get_or_create(
        source_id=source, coder=coder, defaults={"state": "agreed", "entry_id": pen.entry}
    )
    return coding.id


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
    return outcomes


def _outcome(*, is_held: bool, is_written: bool) -> Outcome:
    if not is_held:
        return Outcome.NEW
    return Outcome.CHANGED if is_written else Outcome.SAME


def _row(pen: Pen, coding: UUID, account: DomainAccount) -> Account:
    return Account(
        id=account.id,
        coding_id=coding,
        kind=account.kind,
        external_id=account.external_id,
        serial=pen.next_serial(account.kind),
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
    parts: dict[str, Encoded] = {Sensitivity.INTERNAL: {}}
    parts.update(encode(account))
    written = []
    for sensitivity in sorted(parts.keys() | before.keys()):
        old, values = before.get(sensitivity), parts.get(sensitivity, {})
        if old is not None and old.values == values:
            continue
        changed = changed_fields({} if old is None else old.values, values)
        pen.touched.update(f"{account.kind}.{name}" for name in changed)
        written.append((old, revision(pen, account.id, sensitivity, 1 if old is None else old.number + 1, values)))
    return written


def revision(pen: Pen, account: AccountId, sensitivity: str, number: int, values: Encoded) -> Revision:
    """A revision to be written, its commitment noted for the ledger."""
    salt = secrets.token_bytes(16)
    digest = commitment(values, salt)
    pen.commitments.append(digest)
    return Revision(
        account_id=account,
        sensitivity=sensitivity,
        number=number,
        values=values,
        salt=salt,
        commitment=digest,
        entry_id=pen.entry,
    )


def put_consents(pen: Pen, consents: Iterable[DomainConsent]) -> None:
    """Write consents, each cell of a source's matrix as it now stands."""
    for consent in consents:
        described: dict[str, object] = {
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
        held = Consent.objects.filter(**cell).first()
        if held is None or any(getattr(held, name) != value for name, value in described.items()):
            Consent.objects.update_or_create(**cell, defaults=described | {"entry_id": pen.entry})
            pen.touched[f"consent.{consent.purpose}"] += 1
