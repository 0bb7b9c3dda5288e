"""What a bundle holds, as values and as its parts: lines of JSON, one record to a line.

Ids are those that whoever made it gives the recipient. ``yours`` is the id the recipient gave a record that came from
them. What is said is written as storage keeps it (:mod:`lastseen.domain.encoding`), but that an account points at
others by these ids, and passages are quotes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

import orjson

from lastseen.domain.accounts import ACCOUNT_TYPES, SourceId
from lastseen.domain.decisions import Consent, ConsentAnswer, IdentityLevel
from lastseen.domain.verdicts import Answer, VerdictKind
from lastseen.exchange.bundles.bag import MalformedBundle

FORMAT = 1
T = TypeVar("T")


class Kind(StrEnum):
    """What a bundle is for."""

    RECORDS = "records"
    """Accounts of chosen people, with their sources' terms."""
    ANSWER = "answer"
    """What the recipient of records says of them."""
    WITHDRAWAL = "withdrawal"
    """Of which sources the recipient may no longer use what they got."""
    OVERLAP_ASK = "overlap-ask"
    """How many people two groups have in common, asked."""
    OVERLAP_ANSWER = "overlap-answer"
    """The same, answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a bundle says of itself: what it is, when it was made, from which snapshot, under which terms."""

    kind: Kind
    id: str
    made: str
    snapshot: str = ""
    purpose: str = ""
    profile: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFile:
    """A file of a source: the digest of its bytes, how many, as what it is played or shown."""

    digest: str
    size: int
    media: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SentSource:
    """A source under its alias: its kind, its independent origin, and to what it consented."""

    id: str
    kind: str
    origin: str
    consents: tuple[Consent, ...] = ()
    files: tuple[SentFile, ...] = ()
    yours: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentAccount:
    """An account: what its source says, field by field, and the quotes that support a field."""

    id: str
    source: str
    kind: str
    said: Mapping[str, tuple[Mapping[str, Any], ...]]
    quotes: Mapping[str, tuple[str, ...]]
    yours: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentVerdict:
    """What the sender decided between two accounts."""

    kind: VerdictKind
    left: str
    right: str
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What somebody would have changed in a field of an account, in words, and why."""

    account: str
    field: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SentTerm:
    """A term the sender used: its vocabulary, code, and label by language."""

    vocabulary: str
    code: str
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """A source whose terms have changed: as they are now, and whether nothing of it may be kept in use."""

    source: str
    consents: tuple[Consent, ...]
    gone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Everything a bundle holds but for the bytes of its files; ``to`` is the partner it is for, and not in it."""

    head: Head
    to: str = ""
    sources: tuple[SentSource, ...] = ()
    accounts: tuple[SentAccount, ...] = ()
    verdicts: tuple[SentVerdict, ...] = ()
    corrections: tuple[Correction, ...] = ()
    terms: tuple[SentTerm, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()
    message: str = ""
    """Of the questions about overlap: what the other side computes with, in base64."""


NOBODY = SourceId(UUID(int=0))
"""Stands for the source in consents on their way, which name it beside them."""


def to_parts(contents: Contents) -> dict[str, bytes]:
    """The parts of a bundle, by name; an empty one is left out."""
    head = contents.head
    lines: dict[str, Iterable[object]] = {
        "bundle": [
            {"format": FORMAT, **{name: getattr(head, name) for name in Head.__slots__ if getattr(head, name)}},
        ],
        "sources": map(_source, contents.sources),
        "accounts": map(_account, contents.accounts),
        "verdicts": ([one.kind, one.left, one.right, one.answer] for one in contents.verdicts),
        "corrections": ([one.account, one.field, one.value, one.reason] for one in contents.corrections),
        "terms": ([one.vocabulary, one.code, one.labels] for one in contents.terms),
        "withdrawn": ([one.source, list(map(_cell, one.consents)), one.gone] for one in contents.withdrawn),
        "message": [contents.message] if contents.message else (),
    }
    made = {name: b"".join(map(_line, part)) for name, part in lines.items()}
    return {name: part for name, part in made.items() if part}


def from_parts(parts: Mapping[str, bytes]) -> Contents:
    """What the parts of a bundle hold. Raises :class:`~.bag.MalformedBundle`."""
    (head,) = _read(parts, "bundle", _read_head) or (None,)
    if head is None:
        raise MalformedBundle(why="it does not say what it is")
    (message,) = _read(parts, "message", str) or ("",)
    return Contents(
        head=head,
        sources=_read(parts, "sources", _read_source),
        accounts=_read(parts, "accounts", _read_account),
        verdicts=_read(parts, "verdicts", _read_verdict),
        corrections=_read(parts, "corrections", lambda row: Correction(**_texts(Correction, row))),
        terms=_read(parts, "terms", _read_term),
        withdrawn=_read(parts, "withdrawn", _read_withdrawn),
        message=message,
    )


def _line(record: object) -> bytes:
    return orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)


def _source(one: SentSource) -> dict[str, object]:
    found = {"id": one.id, "kind": one.kind, "origin": one.origin, "consents": list(map(_cell, one.consents))}
    files = [[file.digest, file.size, file.media] for file in one.files]
    return {**found, **({"files": files} if files else {}), **_yours(one.yours)}


def _account(one: SentAccount) -> dict[str, object]:
    found = {"id": one.id, "source": one.source, "kind": one.kind, "said": one.said}
    return {**found, **({"quotes": one.quotes} if one.quotes else {}), **_yours(one.yours)}


def _yours(id_: str) -> dict[str, str]:
    return {"yours": id_} if id_ else {}


def _cell(one: Consent) -> list[str | None]:
    days = (None if day is None else day.isoformat() for day in (one.until, one.withdrawn))
    return [one.purpose, one.recipient, one.identity, one.answer, *days]


def _read(parts: Mapping[str, bytes], name: str, read: Callable[[Any], T]) -> tuple[T, ...]:
    """The records of a part."""
    return tuple(_lines(parts.get(name, b""), name, read))


def _lines(part: bytes, name: str, read: Callable[[Any], T]) -> Iterator[T]:
    for number, line in enumerate(part.splitlines(), start=1):
        try:
            yield read(orjson.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise MalformedBundle(why=f"line {number} of {name} is not as it should be") from error


def _read_head(row: Mapping[str, Any]) -> Head:
    if row["format"] != FORMAT:
        raise MalformedBundle(why=f"it is of format {row['format']!r}, and this version reads format {FORMAT}")
    given = {name: _text(row[name]) for name in Head.__slots__ if name in row}
    return Head(**{**given, "kind": Kind(given["kind"])})  # type: ignore[arg-type]  # texts but for the kind


def _read_source(row: Mapping[str, Any]) -> SentSource:
    return SentSource(
        id=_text(row["id"]),
        kind=_text(row["kind"]),
        origin=_text(row["origin"]),
        consents=tuple(map(_read_cell, row["consents"])),
        files=tuple(
            SentFile(digest=_text(digest), size=_whole(size), media=_text(media))
            for digest, size, media in row.get("files", ())
        ),
        yours=_text(row.get("yours", "")),
    )


def _read_account(row: Mapping[str, Any]) -> SentAccount:
    said = {_text(field): tuple(map(_value, values)) for field, values in row["said"].items()}
    quotes = {_text(field): tuple(map(_text, words)) for field, words in row.get("quotes", {}).items()}
    if row["kind"] not in ACCOUNT_TYPES:
        raise ValueError(row["kind"])
    return SentAccount(
        id=_text(row["id"]),
        source=_text(row["source"]),
        kind=_text(row["kind"]),
        said=said,
        quotes=quotes,
        yours=_text(row.get("yours", "")),
    )


def _value(value: Mapping[str, Any]) -> Mapping[str, Any]:
    if not isinstance(value, dict) or value.keys() not in ({"v"}, {"a"}):
        raise ValueError(value)
    return value


def _read_cell(row: Any) -> Consent:
    purpose, recipient, identity, answer, until, withdrawn = row
    return Consent(
        source=NOBODY,
        purpose=_text(purpose),
        recipient=_text(recipient),
        identity=IdentityLevel(identity),
        answer=ConsentAnswer(answer),
        until=None if until is None else date.fromisoformat(until),
        withdrawn=None if withdrawn is None else date.fromisoformat(withdrawn),
    )


def _read_verdict(row: Any) -> SentVerdict:
    kind, left, right, answer = row
    return SentVerdict(kind=VerdictKind(kind), left=_text(left), right=_text(right), answer=Answer(answer))


def _read_term(row: Any) -> SentTerm:
    vocabulary, code, labels = row
    given = {_text(language): _text(label) for language, label in labels.items()}
    return SentTerm(vocabulary=_text(vocabulary), code=_text(code), labels=given)


def _read_withdrawn(row: Any) -> Withdrawn:
    source, cells, gone = row
    return Withdrawn(source=_text(source), consents=tuple(map(_read_cell, cells)), gone=bool(gone))


def _texts(kind: type[Any], row: Any) -> dict[str, str]:
    return dict(zip(kind.__slots__, map(_text, row), strict=True))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _whole(value: object) -> int:
    if type(value) is not int or value < 0:
        raise TypeError(value)
    return value
