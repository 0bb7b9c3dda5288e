"""The form of a draft: which names its fields have, and the draft that was typed into it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from lastseen.domain.accounts import ACCOUNT_TYPES, FieldSpec, ValueKind, specs
from lastseen.domain.answers import Absence
from lastseen.domain.dates import Reckoning
from lastseen.domain.file_places import parse_place
from lastseen.domain.texts import parse_text_place
from lastseen.domain.vocabulary import Vocabulary
from lastseen.exchange.drafts import ONE_EACH, PARTS, Basis, Cell, Draft, Entry, Span, Step

_NAME = re.compile(r"(\d{1,4})\.(?:([a-z_]{1,40})\.(\d{1,3})\.)?([a-z]{1,20})", re.ASCII)
_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)
_ELSEWHERE = re.compile(r"(?<=:)(?:file|text):\S{1,60}$")
_ID = re.compile(r"\w[\w.-]{0,60}")
_RECKONINGS = {"", *Reckoning}
_ABSENCES = {"", *Absence}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What a browser sent: a draft, the version it was made from, and the step that is asked for."""

    draft: Draft
    base: int
    step: Step


@dataclass(slots=True)
class _Typed:
    """One entry while its parts are gathered: those of its own, and those of its cells by field and number."""

    own: dict[str, list[str]] = field(default_factory=dict)
    cells: dict[tuple[str, int], dict[str, str]] = field(default_factory=dict)


def sent(data: QueryDict, basis: Basis) -> Sent:
    """What stands in the form; whatever has no place in one is left out."""
    gathered: dict[int, _Typed] = {}
    for name, values in data.lists():
        match = _NAME.fullmatch(name)
        if match is None:
            continue
        entry = gathered.setdefault(int(match[1]), _Typed())
        if match[2] is None:
            entry.own[match[4]] = [str(value) for value in values]
        else:
            entry.cells.setdefault((match[2], int(match[3])), {})[match[4]] = str(values[-1])
    entries = (_entry(gathered[number], basis.vocabularies) for number in sorted(gathered))
    base = data.get("base", "")
    return Sent(
        draft=Draft(entries=tuple(entry for entry in entries if entry is not None), text=data.get("text", "")[:12]),
        base=int(base) if base.isascii() and base.isdigit() else 0,
        step=step(data.get("do", ""), basis),
    )


def step(asked: str, basis: Basis) -> Step:
    """The step that ``do`` asks for, such as ``add:person:12-30`` or ``attach:3:sex:0:12-30``."""
    elsewhere = _ELSEWHERE.search(asked)
    do, *more = (asked if elsewhere is None else asked[: elsewhere.start() - 1]).split(":")
    places = spans(elsewhere[0] if elsewhere is not None else more[-1] if more else "")
    span = places[0] if places else None
    quote = "" if span is None else basis.quote(span)
    if do == "add":
        return Step(do=do, kind=more[0] if more else "", span=span, quote=quote)
    numbers = [int(part) for part in more if part.isascii() and part.isdigit()]
    named = next((part for part in more if part.isidentifier()), "")
    entry, cell = (*numbers, 0, 0)[:2]
    return Step(do=do, entry=entry, field=named, cell=cell, span=span, quote=quote)


def spans(written: str) -> tuple[Span, ...]:
    """Places as the form writes them: ``12-30 40-52``, in code points, and places elsewhere as locators have them."""
    return tuple(span for one in written.split() if (span := _span(one)) is not None)


def _span(written: str) -> Span | None:
    match = _SPAN.fullmatch(written)
    if match is not None:
        return Span(int(match[1]), int(match[2]))
    is_known = parse_place(written) is not None or parse_text_place(written) is not None
    return Span(locator=written) if is_known else None


def _entry(typed: _Typed, vocabularies: Mapping[str, Vocabulary]) -> Entry | None:
    kind, name = (typed.own.get(part, [""])[-1] for part in ("kind", "name"))
    if kind not in ACCOUNT_TYPES or not _ID.fullmatch(name):
        return None
    known = specs(ACCOUNT_TYPES[kind])
    fields: dict[str, tuple[Cell, ...]] = {}
    for (named, _), parts in sorted(typed.cells.items()):
        if named in known:
            fields[named] = (*fields.get(named, ()), _cell(parts, known[named], vocabularies))
    people = tuple(typed.own.get("people", ())) if kind in ONE_EACH else ()
    return Entry(kind=kind, name=name, people=people, fields=fields)


def _cell(parts: Mapping[str, str], spec: FieldSpec, vocabularies: Mapping[str, Vocabulary]) -> Cell:
    kept = {part: parts[part] for part in PARTS[spec.kind] if parts.get(part, "").strip()}
    if kept.get("reckoning", "") not in _RECKONINGS:
        del kept["reckoning"]
    if "code" in kept and spec.kind in (ValueKind.CODE, ValueKind.AUTHORITY):
        kept["code"] = code_of(kept["code"], vocabularies[spec.vocabulary])
    absent = parts.get("absent", "")
    return Cell(parts=kept, absent=absent if absent in _ABSENCES else "", spans=spans(parts.get("spans", "")))


def code_of(typed: str, vocabulary: Vocabulary) -> str:
    """The code of a word that can mean only one term, else the word itself."""
    found = vocabulary.find(typed)
    return found[0].code if len(found) == 1 else typed


def word_of(code: str, vocabulary: Vocabulary, language: str) -> str:
    """What the form shows for a code: its label, or the code where the label may mean another term as well."""
    label = vocabulary.label(code, language)
    return label if len(vocabulary.find(label)) == 1 else code
