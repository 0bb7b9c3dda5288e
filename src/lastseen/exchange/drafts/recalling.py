"""What was coded and handed in, as a draft again: the way back from accounts to what was typed."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, assert_never

from lastseen.domain.accounts import ACCOUNT_TYPES, INTERVIEWEE, Account, AccountId, ValueKind, specs
from lastseen.domain.answers import Absence, Coded, PassageId, first
from lastseen.domain.file_places import parse_place
from lastseen.domain.sources import Passage
from lastseen.domain.texts import Range, TextPlace, parse_text_place
from lastseen.exchange.drafts.model import ONE_EACH, Cell, Draft, Entry, Span, fields_of
from lastseen.exchange.drafts.reading import SPEAKER


def recalled(accounts: Iterable[Account], passages: Mapping[PassageId, Passage], text: str = "") -> Draft:
    """The draft that reads into these accounts of one coding, kind by kind; what is told alike of several is one entry.

    ``text`` is the digest of the transcript that is read; empty where there is one text only. Values that name an
    account of another coding are left out.
    """
    placed = {id_: _elsewhere(passage, text) for id_, passage in passages.items()}
    kinds = list(ACCOUNT_TYPES)
    held = sorted(accounts, key=lambda account: kinds.index(account.kind))
    names = {account.id: account.external_id for account in held}
    entries: dict[tuple[str, str, str], Entry] = {}
    for account in held:
        entry = _entry(account, names, placed)
        same = (entry.kind, entry.name, repr(entry.fields))
        if same in entries:
            entry = replace(entry, people=(*entries[same].people, *entry.people))
        entries[same] = entry
    return Draft(entries=tuple(entries.values()))


def _entry(account: Account, names: Mapping[AccountId, str], passages: Mapping[PassageId, Passage]) -> Entry:
    known = specs(type(account))
    fields = {
        name: cells
        for name in fields_of(account.kind)
        if (cells := tuple(_cells(getattr(account, name), known[name].kind, names, passages)))
    }
    person = names.get(first(getattr(account, "person", ())) or INTERVIEWEE) if account.kind in ONE_EACH else None
    if person is None:
        return Entry(kind=account.kind, name=account.external_id, fields=fields)
    name = account.external_id.removesuffix(f"/{person}")
    return Entry(kind=account.kind, name=name, people=(person,), fields=fields)


def _cells(
    said: Iterable[Coded[Any]],
    kind: ValueKind,
    names: Mapping[AccountId, str],
    passages: Mapping[PassageId, Passage],
) -> Iterable[Cell]:
    for coded in said:
        held = (passages[id_] for id_ in coded.passages if id_ in passages)
        spans = tuple(span for span in map(_span, held) if span is not None)
        if isinstance(coded.value, Absence):
            yield Cell(absent=coded.value.value, spans=spans)
        elif kind is not ValueKind.ACCOUNT or coded.value == INTERVIEWEE or coded.value in names:
            yield Cell(parts=_parts(coded.value, kind, names), spans=spans)


def _elsewhere(passage: Passage, text: str) -> Passage:
    """A passage of another text than this, by the place it has there; any other as it is."""
    if not text or passage.text_digest in ("", text):
        return passage
    place = TextPlace(passage.text_digest[:12], Range(passage.start, passage.end))
    return replace(passage, text_digest="", locator=str(place))


def _span(passage: Passage) -> Span | None:
    """The place of a passage in a text or in a file; None for one elsewhere, such as in a row of a table."""
    if passage.text_digest:
        return Span(passage.start, passage.end)
    is_known = parse_place(passage.locator) is not None or parse_text_place(passage.locator) is not None
    return Span(locator=passage.locator) if is_known else None


def _parts(value: Any, kind: ValueKind, names: Mapping[AccountId, str]) -> dict[str, str]:
    match kind:
        case ValueKind.CODE:
            found = {"code": value}
        case ValueKind.NUMBER:
            found = {"number": str(value)}
        case ValueKind.TEXT:
            found = {"text": value}
        case ValueKind.DATE:
            ends = {"earliest": value.earliest, "latest": value.latest}
            found = {"told": value.told, **{name: day.isoformat() for name, day in ends.items() if day is not None}}
        case ValueKind.AGE:
            told = str(value.low) if value.low == value.high else f"{value.low}-{value.high}"
            found = {"told": told, "reckoning": value.reckoning.value}
        case ValueKind.NAME:
            found = {"text": value.text, "script": value.script, "system": value.system, "kind": value.kind}
        case ValueKind.AUTHORITY:
            found = {"code": value.authority, "role": value.role}
        case ValueKind.ACCOUNT:
            found = {"account": SPEAKER if value == INTERVIEWEE else names[value]}
        case _:
            assert_never(kind)
    return {name: part for name, part in found.items() if part}
