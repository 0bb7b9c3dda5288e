"""What an import came to: every row accounted for, what keeps rows out, what is implausible, what would change."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lastseen.domain.accounts import Account, Sensitivity, specs
from lastseen.domain.encoding import Encoded, changed_fields
from lastseen.exchange.intake.implausible import Implausible
from lastseen.exchange.intake.problems import Place, Problem


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One account that is new, or says something else than before."""

    place: Place
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


def field_changes(account: Account, before: Encoded, after: Encoded) -> tuple[FieldChange, ...]:
    """The fields in which an account differs from what the registry holds."""
    known = specs(type(account))
    return tuple(
        FieldChange(name=name, withheld=True)
        if known[name].sensitivity is Sensitivity.IDENTITY
        else FieldChange(name=name, old=_told(before.get(name, ())), new=_told(after.get(name, ())))
        for name in changed_fields(before, after)
    )


def _told(values: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Encoded values as people read them: absences in parentheses, intervals and the like with their parts."""
    return tuple(f"({value['a']})" if "a" in value else _plain(value["v"]) for value in values)


def _plain(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else str(value)
