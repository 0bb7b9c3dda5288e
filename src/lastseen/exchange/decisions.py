"""Decisions made by hand, as a file of their own: verdicts, conclusions and findings, each with its reason.

Accounts are named as ``SOURCE/ACCOUNT`` by the names their files give them, for example ``I-10/p3``; a file names the
coder whose reading is meant. Loses nothing.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from lastseen.domain.accounts import AccountId
from lastseen.domain.coding import Ids
from lastseen.domain.decisions import Conclusion, Finding
from lastseen.domain.errors import Refusal
from lastseen.domain.strict import StrictTable
from lastseen.domain.verdicts import Answer, Verdict, VerdictKind

_Word = TypeVar("_Word", bound=StrEnum)


class MalformedDecisions(Refusal):
    """A file of decisions cannot be read."""

    code = "decisions.malformed"
    sentence = "{file}, {entry}: {why}."
    hint = "Mend the file; the reference page on decisions lists every key and what it takes."


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A verdict of one kind with its reason."""

    kind: VerdictKind
    verdict: Verdict[AccountId]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFile:
    """Everything one file decides, in its order, and what it calls each account."""

    verdicts: tuple[Judgement, ...]
    conclusions: tuple[Conclusion, ...]
    findings: tuple[Finding, ...]
    names: Mapping[AccountId, str] = field(default_factory=dict)


class _Table(StrictTable):
    """A table of a file of decisions; ``where`` names the file and the entry."""

    __slots__ = ()

    def malformed(self, why: str) -> MalformedDecisions:
        file, _, entry = self.where.partition("|")
        return MalformedDecisions(file=file, entry=entry, why=why)

    def tables(self, key: str) -> list["_Table"]:
        file = self.where.partition("|")[0]
        return [_Table(f"{file}|{key} {place}", entry) for place, entry in enumerate(self.entries(key), start=1)]

    def words(self, key: str) -> tuple[str, ...]:
        values = self.get(key, list, "a list of words") or []
        if not all(isinstance(value, str) for value in values):
            raise self.malformed(f"{key!r} is not a list of words")
        return tuple(values)

    def word(self, key: str, words: type[_Word]) -> _Word:
        value = self.required(key)
        if value not in set(words):
            raise self.malformed(f"{key} {value!r} is not one of {', '.join(words)}")
        return words(value)


@dataclass(frozen=True, slots=True)
class _Reader:
    ids: Ids
    coder: str
    names: dict[AccountId, str] = field(default_factory=dict)

    def account(self, table: _Table, kind: str, name: str) -> AccountId:
        source, _, account = name.partition("/")
        if not source or not account:
            raise table.malformed(f"{name!r} is no account; one is named as SOURCE/ACCOUNT")
        id_ = self.ids.account(self.ids.source(source), self.coder, kind, account)
        self.names[id_] = name
        return id_

    def accounts(self, table: _Table) -> frozenset[AccountId]:
        """The accounts a decision hangs on: at least one person."""
        if not table.words("persons"):
            raise table.malformed("it hangs on nobody: name 'persons'")
        return frozenset(self.account(table, kind, name) for kind in VerdictKind for name in table.words(f"{kind}s"))

    def verdict(self, table: _Table) -> Judgement:
        table.only("kind", "between", "answer", "reason")
        kind, answer, names = table.word("kind", VerdictKind), table.word("answer", Answer), table.words("between")
        if len(set(names)) != 2 or len(names) != 2:
            raise table.malformed("'between' takes two different accounts")
        left, right = (self.account(table, kind, name) for name in names)
        return Judgement(
            kind=kind, verdict=Verdict(left=left, right=right, answer=answer), reason=table.required("reason")
        )

    def conclusions(self, table: _Table) -> tuple[Conclusion, ...]:
        table.only("persons", "cases", "stages", "values", "reason")
        accounts, reason = self.accounts(table), table.required("reason")
        concluded = _Table(table.where, table.get("values", dict, "a table") or {})
        if not concluded.data:
            raise table.malformed("it concludes nothing: name 'values'")
        return tuple(
            Conclusion(accounts=accounts, variable=variable, values=concluded.words(variable), reason=reason)
            for variable in concluded.data
        )

    def finding(self, table: _Table) -> Finding:
        table.only("persons", "cases", "stages", "standard", "outcome", "reason")
        return Finding(
            accounts=self.accounts(table),
            standard=table.required("standard"),
            outcome=table.required("outcome"),
            reason=table.required("reason"),
        )


def read_decisions(path: Path, ids: Ids) -> DecisionFile:
    """The decisions a file holds. Raises :class:`MalformedDecisions`."""
    file = _Table(f"{path.name}|the file", _read(path))
    file.only("coder", "verdict", "conclusion", "finding")
    reader = _Reader(ids, file.required("coder"))
    found = DecisionFile(
        verdicts=tuple(map(reader.verdict, file.tables("verdict"))),
        conclusions=tuple(one for table in file.tables("conclusion") for one in reader.conclusions(table)),
        findings=tuple(map(reader.finding, file.tables("finding"))),
        names=reader.names,
    )
    if not reader.names:
        raise file.malformed("it decides nothing")
    return found


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise MalformedDecisions(file=path.name, entry="the file", why="it is not text in UTF-8") from error
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise MalformedDecisions(file=path.name, entry="the file", why=str(error)) from error
