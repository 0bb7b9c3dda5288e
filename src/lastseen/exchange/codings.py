"""Coded interviews as a folder of files: a transcript and a TOML file of what was coded from it, value by value.

Loses nothing: what is read is what is handed in. Each value may carry a ``quote``, which must stand exactly once in the
transcript and becomes the value's passage. The shape is described in the reference on coded interviews.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, assert_never, cast

from lastseen.domain.accounts import (
    ACCOUNT_TYPES,
    INTERVIEWEE,
    Account,
    AccountId,
    FieldSpec,
    Involved,
    Name,
    SourceId,
    ValueKind,
    specs,
)
from lastseen.domain.answers import Absence, Code, Coded, PassageId, Said
from lastseen.domain.coding import CodedSource, Ids
from lastseen.domain.dates import Age, IntervalDate, Reckoning, parse_date
from lastseen.domain.decisions import Consent, ConsentAnswer, IdentityLevel
from lastseen.domain.errors import Refusal
from lastseen.domain.sources import Derivation, Passage, Source, locate, text_digest

ONE_EACH = {"stage": "persons", "fate": "persons", "response": "persons", "effort": "persons"}
"""Entries that name several persons and make one account for each."""

FIELD_NAMES = {
    "stage": {"kind": "stage"},
    "response": {"kind": "response"},
    "effort": {"kind": "effort"},
    "relation": {"kind": "relation", "from": "person", "to": "other"},
    "person": {"residence": "residence"},
}
"""What the files call fields whose name would repeat the entry's."""

_TOP = {"source", "interviewee", "consent", *ACCOUNT_TYPES}


class MalformedCoding(Refusal):
    """A file of codings cannot be read."""

    code = "coding.malformed"
    sentence = "{file}: {why}."
    hint = "Mend the file; the reference page on coded interviews lists every key and what it takes."


@dataclass(slots=True)
class _File:
    """One file as it is read: its source, transcript, and the passages found so far."""

    name: str
    source: SourceId
    text: str
    ids: Ids
    coder: str
    day: date | None = None
    passages: dict[PassageId, Passage] = field(default_factory=dict)
    named: Counter[str] = field(default_factory=Counter)

    def name_for(self, kind: str, people: Sequence[str]) -> str:
        """A name for an entry without an id: its kind and people, counted where that is not enough."""
        name = "-".join((kind, *people))
        self.named[name] += 1
        return name if self.named[name] == 1 else f"{name}-{self.named[name]}"

    def malformed(self, why: str) -> MalformedCoding:
        return MalformedCoding(file=self.name, why=why)

    def account(self, kind: str, name: str) -> AccountId:
        return INTERVIEWEE if name == "interviewee" else self.ids.account(self.source, self.coder, kind, name)

    def passage(self, quote: str) -> PassageId:
        start, end = locate(self.text, quote, self.name)
        id_ = self.ids.passage(self.source, f"{text_digest(self.text)}:{start}-{end}")
        self.passages[id_] = Passage(
            id=id_, source=self.source, text_digest=text_digest(self.text), start=start, end=end, quote=quote
        )
        return id_


def read_codings(folder: Path, ids: Ids, coder: str) -> list[CodedSource]:
    """Every coded interview of a folder, in the order of file names.

    Raises :class:`MalformedCoding`, and :class:`~lastseen.domain.sources.QuoteNotFound` or
    :class:`~lastseen.domain.sources.QuoteAmbiguous` naming the quote.
    """
    return [read_coding(path, ids, coder) for path in sorted(folder.glob("*.toml"))]


def read_coding(path: Path, ids: Ids, coder: str) -> CodedSource:
    """One coded interview. Raises as :func:`read_codings` does."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MalformedCoding(file=path.name, why=str(error)) from error
    transcript = data.get("source", {}).get("transcript")
    text = "" if transcript is None else _transcript(path.parent / transcript, path.name)
    return coded_source(data, text, ids, coder, path.name)


def coded_source(data: Mapping[str, Any], text: str, ids: Ids, coder: str, name: str) -> CodedSource:
    """What a file of this name says, its transcript beside it. Raises as :func:`read_codings` does."""
    unknown = sorted(data.keys() - _TOP)
    if unknown:
        raise MalformedCoding(file=name, why=f"unknown entry {unknown[0]!r}; known are {', '.join(sorted(_TOP))}")
    try:
        return _coded(data, text, ids, coder, name)
    except KeyError as error:
        raise MalformedCoding(file=name, why=f"{error.args[0]!r} is missing") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise MalformedCoding(file=name, why=str(error)) from error


def _coded(data: Mapping[str, Any], text: str, ids: Ids, coder: str, name: str) -> CodedSource:
    described = data["source"]
    file = _File(name, ids.source(described["id"]), text, ids, coder)
    file.day = _day(file, described, "date")
    accounts = tuple(
        account for kind in ACCOUNT_TYPES for entry in data.get(kind, ()) for account in _accounts(file, kind, entry)
    )
    return CodedSource(
        source=_source(file, described, data.get("interviewee", {}).get("code")),
        coder=coder,
        text=text,
        consents=tuple(_consent(file, purpose, cell) for purpose, cell in data.get("consent", {}).items()),
        passages=tuple(file.passages.values()),
        accounts=accounts,
    )


def _transcript(path: Path, file: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise MalformedCoding(file=file, why=f"its transcript {path.name} cannot be read: {error}") from error


def _source(file: _File, data: Mapping[str, Any], interviewee: str | None) -> Source:
    origin = data.get("derived_from")
    return Source(
        id=file.source,
        external_id=data["id"],
        kind=data["kind"],
        language=data.get("language", ""),
        compartment=data["compartment"],
        day=file.day,
        title=data.get("title", ""),
        interviewee=interviewee,
        derived_from=None if origin is None else file.ids.source(origin),
        derivation=None if origin is None else Derivation(data.get("derivation", "paraphrase")),
    )


def _consent(file: _File, purpose: str, cell: Mapping[str, Any]) -> Consent:
    return Consent(
        source=file.source,
        purpose=purpose,
        recipient=cell.get("recipient", ""),
        identity=IdentityLevel(cell["identity"]),
        answer=ConsentAnswer(cell["decision"]),
        until=_day(file, cell, "until"),
        withdrawn=_day(file, cell, "withdrawn"),
    )


def _accounts(file: _File, kind: str, entry: Mapping[str, Any]) -> Iterator[Account]:
    own = ONE_EACH.get(kind)
    persons: Sequence[str] = () if own is None else entry[own]
    name = entry.get("id") or file.name_for(kind, [*persons, *(str(entry[e]) for e in ("from", "to") if e in entry)])
    shared = {key: value for key, value in entry.items() if key not in ("id", own)}
    if own is None:
        yield _account(file, kind, name, shared)
    for person in persons:
        yield _account(file, kind, f"{name}/{person}", {**shared, "person": person})


def _account(file: _File, kind: str, name: str, entry: Mapping[str, Any]) -> Account:
    cls = ACCOUNT_TYPES[kind]
    known = specs(cls)
    renamed = FIELD_NAMES.get(kind, {})
    fields: dict[str, Said[Any]] = {}
    for key, value in entry.items():
        target = renamed.get(key, key)
        if target not in known:
            raise file.malformed(f"{kind} {name} has no field {key!r}")
        given = value if isinstance(value, list) else [value]
        fields[target] = tuple(_value(file, known[target], item) for item in given)
    return cls(id=file.account(kind, name), source=file.source, external_id=name, **cast("dict[str, Any]", fields))


def _value(file: _File, spec: FieldSpec, item: object) -> Coded[Any]:
    cell: Mapping[str, Any] = item if isinstance(item, Mapping) else {"": item}
    passages = (file.passage(cell["quote"]),) if cell.get("quote") else ()
    if "absent" in cell:
        return Coded(value=Absence(cell["absent"]), passages=passages)
    return Coded(value=_typed(file, spec, cell), passages=passages)


def _typed(file: _File, spec: FieldSpec, cell: Mapping[str, Any]) -> object:
    match spec.kind:
        case ValueKind.CODE | ValueKind.NUMBER | ValueKind.TEXT:
            return _bare(cell, "code" if spec.kind is ValueKind.CODE else "value")
        case ValueKind.DATE:
            return _date(file, cell)
        case ValueKind.AGE:
            return _age(file, cell)
        case ValueKind.NAME:
            return Name(text=cell["text"], **{key: cell[key] for key in ("script", "system", "kind") if key in cell})
        case ValueKind.AUTHORITY:
            return Involved(authority=Code(cell["code"]), role=Code(cell["role"]))
        case ValueKind.ACCOUNT:
            return file.account(spec.vocabulary, _bare(cell, "person"))
        case _:
            assert_never(spec.kind)


def _bare(cell: Mapping[str, Any], key: str) -> Any:
    """A value that may stand on its own or, beside a quote, under a key."""
    return cell[""] if "" in cell else cell[key]


def _date(file: _File, cell: Mapping[str, Any]) -> IntervalDate:
    """The days given, else those that the words told can mean, counted from the day of the source."""
    told = _bare(cell, "told")
    earliest, latest = _day(file, cell, "earliest"), _day(file, cell, "latest")
    if earliest is None and latest is None:
        return parse_date(told, reference=file.day)
    return IntervalDate(earliest=earliest, latest=latest, told=told)


def _age(file: _File, cell: Mapping[str, Any]) -> Age:
    low, high = cell.get("low", cell.get("years")), cell.get("high", cell.get("years"))
    if low is None or high is None:
        raise file.malformed("an age takes 'years', or 'low' and 'high'")
    return Age(low=low, high=high, reckoning=Reckoning(cell["reckoning"]))


def _day(file: _File, cell: Mapping[str, Any], end: str) -> date | None:
    day = cell.get(end)
    if day is not None and type(day) is not date:
        of = f" of {cell['told']!r}" if "told" in cell else ""
        raise file.malformed(f"{end!r}{of} is not a date written like 2011-12-17")
    return day
