"""Records in which accounts point at accounts of other sources, as other programs have them, made ours.

Here a source tells of whom it names itself. Who is told of by one source and named by another stands in the other once
more, by name alone, and that both are one is what whoever sent the records holds.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from lastseen.domain.accounts import ACCOUNT_TYPES, ValueKind, specs
from lastseen.domain.verdicts import Answer, VerdictKind
from lastseen.exchange.bundles.contents import Contents, SentAccount, SentVerdict

_CALLED = {"person": ("names",), "case": ("title",)}
"""By kind of account what it is known by."""


def told_within(contents: Contents) -> Contents:
    """The same records, each account pointing at accounts of its own source only."""
    standing = _Standing(known={one.id: one for one in contents.accounts})
    accounts = tuple(map(standing.pointed, contents.accounts))
    return replace(
        contents,
        accounts=(*accounts, *standing.made.values()),
        verdicts=(*contents.verdicts, *standing.verdicts()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    known: Mapping[str, SentAccount]
    made: dict[tuple[str, str], SentAccount] = field(default_factory=dict)
    """By account and source, the account that stands for it there."""

    def pointed(self, one: SentAccount) -> SentAccount:
        """An account that points at nobody of another source."""
        known = specs(ACCOUNT_TYPES[one.kind])
        pointing = {
            name: tuple(self._value(value, one.source) for value in values)
            for name, values in one.said.items()
            if name in known and known[name].kind is ValueKind.ACCOUNT
        }
        return replace(one, said={**one.said, **pointing}) if pointing else one

    def verdicts(self) -> Iterator[SentVerdict]:
        """What stands for what."""
        for (id_, _), one in self.made.items():
            yield SentVerdict(kind=VerdictKind(one.kind), left=id_, right=one.id, answer=Answer.SAME)

    def _value(self, value: Mapping[str, Any], source: str) -> Mapping[str, Any]:
        there = self.known.get(value.get("v", ""))
        if there is None or there.source == source:
            return value
        if (there.id, source) not in self.made:
            said = {name: there.said[name] for name in _CALLED[there.kind] if name in there.said}
            one = SentAccount(id=f"{there.id} ({source})", source=source, kind=there.kind, said=said, quotes={})
            self.made[there.id, source] = one
        return {"v": self.made[there.id, source].id}
