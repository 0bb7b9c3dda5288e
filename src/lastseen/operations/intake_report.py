"""What an import came to: every row accounted for, what keeps rows out, what is implausible, what would change."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from lastseen.domain.accounts import Account, Sensitivity, ValueKind, specs
from lastseen.domain.decisions import Consent, ConsentAnswer, Finding
from lastseen.domain.encoding import Encoded, changed_fields, encode
from lastseen.domain.sources import Source
from lastseen.exchange.intake.implausible import Implausible
from lastseen.exchange.intake.problems import Place, Problem

_Values = Sequence[Mapping[str, Any]]
_NOTHING = "(nothing)"
_WITHHELD = ("interviewee", "derived_from")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowCounts:
    """Rows by what became of them: ``read`` is always the sum of the others."""

    new: int
    changed: int
    same: int
    refused: int

    @property
    def read(self) -> int:
        """All rows."""
        return self.new + self.changed + self.same + self.refused

    def as_json(self) -> dict[str, object]:
        """The counts by outcome, as JSON."""
        return {
            "read": self.read,
            "new": self.new,
            "changed": self.changed,
            "same": self.same,
            "refused": self.refused,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field of an account before and after. Of what identifies people only the name of the field is told."""

    name: str
    withheld: bool = False
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    told: str = ""
    """Both as people say them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One account, finding or source that is new, or says something else than before. ``source`` is its external id."""

    place: Place
    source: str
    kind: str
    id: str
    outcome: str
    fields: tuple[FieldChange, ...]

    def as_json(self) -> dict[str, object]:
        """As ``lastseen import --dry-run --format json`` prints it."""
        return {
            "file": self.place.file,
            "sheet": self.place.sheet,
            "row": self.place.row,
            "source": self.source,
            "kind": self.kind,
            "id": self.id,
            "outcome": self.outcome,
            "fields": {
                change.name: {"withheld": True}
                if change.withheld
                else {"old": list(change.old), "new": list(change.new)}
                for change in self.fields
            },
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeReport:
    """One import. ``changes`` are listed in a dry run only, ``unlisted`` counts those beyond what is listed."""

    rows: RowCounts
    problems: Sequence[Problem]
    inconsistencies: Sequence[Implausible]
    dry_run: bool
    changes: Sequence[Change] = ()
    unlisted: int = 0

    def as_json(self) -> dict[str, object]:
        """As ``lastseen import --format json`` prints it."""
        found: dict[str, object] = {
            "rows": self.rows.as_json(),
            "problems": [problem.as_json() for problem in self.problems],
            "inconsistencies": [inconsistency.as_json() for inconsistency in self.inconsistencies],
        }
        if self.dry_run:
            found |= {
                "dry_run": True,
                "changes": [change.as_json() for change in self.changes],
                "changes_not_listed": self.unlisted,
            }
        return found


def field_changes(account: Account, before: Encoded) -> tuple[FieldChange, ...]:
    """The fields in which an account differs from what the registry holds."""
    known = specs(type(account))
    after = {name: said for part in encode(account).values() for name, said in part.items()}
    return tuple(
        FieldChange(name=name, withheld=True)
        if known[name].sensitivity is Sensitivity.IDENTITY
        else _field_change(name, known[name].kind, before.get(name, ()), after.get(name, ()))
        for name in changed_fields(before, after)
    )


def source_changes(before: Source, after: Source) -> tuple[FieldChange, ...]:
    """In what a source is described otherwise than the registry has it; of who spoke and of origins only that it is."""
    differ = [one.name for one in fields(Source) if getattr(before, one.name) != getattr(after, one.name)]
    return tuple(
        FieldChange(name=f"source.{name}", withheld=True)
        if name in _WITHHELD
        else _plain_change(f"source.{name}", _shown(getattr(before, name)), _shown(getattr(after, name)))
        for name in differ
    )


def consent_changes(held: Sequence[Consent], asked: Sequence[Consent]) -> tuple[FieldChange, ...]:
    """What consents that say something new put in place of what."""
    before = {(consent.purpose, consent.recipient): consent for consent in held}
    return tuple(
        _plain_change(
            f"consent.{new.purpose}" + (f" ({new.recipient})" if new.recipient else ""),
            _consent(before.get((new.purpose, new.recipient))),
            _consent(new),
        )
        for new in asked
    )


def finding_changes(before: tuple[str, str], after: Finding) -> tuple[FieldChange, ...]:
    """In what a finding differs from the standard and outcome it replaces."""
    pairs = (("standard", before[0], after.standard), ("outcome", before[1], after.outcome))
    return tuple(_plain_change(name, old, new) for name, old, new in pairs if old != new)


def _plain_change(name: str, old: str, new: str) -> FieldChange:
    told = f"{old or _NOTHING} → {new or _NOTHING}"
    return FieldChange(name=name, old=(old,) if old else (), new=(new,) if new else (), told=told)


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def _consent(consent: Consent | None) -> str:
    """An answer as it is told: how much of an identity only where there is a yes, and until when."""
    if consent is None:
        return ""
    words = [consent.answer.value]
    words += [f"identity {consent.identity.value}"] if consent.answer is ConsentAnswer.YES else []
    words += [] if consent.until is None else [f"until {consent.until}"]
    return ", ".join(words)


def _field_change(name: str, kind: ValueKind, before: _Values, after: _Values) -> FieldChange:
    old, new = (", ".join(_in_words(value, kind) for value in said) or _NOTHING for said in (before, after))
    told = f"{old} → {new}"
    if old == new:
        old, new = (" ".join(_told(said)) for said in (before, after))
        told = f"{told}, read from other words" if old == new else f"{old} → {new}"
    return FieldChange(name=name, old=_told(before), new=_told(after), told=told)


def _in_words(value: Mapping[str, Any], kind: ValueKind) -> str:
    """One encoded value as people say it: a date in the words told, an age with its reckoning, an authority's role."""
    if "a" in value:
        return f"({value['a']})"
    match kind, value["v"]:
        case ValueKind.DATE, [_, _, str(told)]:
            return told
        case ValueKind.AGE, [low, high, reckoning]:
            return f"{low} ({reckoning})" if low == high else f"{low}-{high} ({reckoning})"
        case ValueKind.AUTHORITY, [authority, role]:
            return f"{authority} ({role})"
        case _, said:
            return _plain(said)


def _told(values: _Values) -> tuple[str, ...]:
    """Encoded values as people read them: absences in parentheses, intervals and the like with their parts."""
    return tuple(f"({value['a']})" if "a" in value else _plain(value["v"]) for value in values)


def _plain(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else str(value)
