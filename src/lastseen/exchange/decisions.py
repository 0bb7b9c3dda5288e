"""Decisions made by hand, as a file of their own: verdicts, conclusions and findings, each with its reason.

Accounts are named as ``SOURCE/ACCOUNT`` by the names their files give them, for example ``I-10/p3``; a file names the
coder whose reading is meant. Loses nothing.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lastseen.domain.accounts import AccountId
from lastseen.domain.coding import Ids
from lastseen.domain.decisions import Conclusion, Finding
from lastseen.domain.errors import Refusal
from lastseen.domain.verdicts import Answer, Verdict, VerdictKind


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
    """Everything one file decides, in its order."""

    verdicts: tuple[Judgement, ...]
    conclusions: tuple[Conclusion, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Reader:
    file: str
    ids: Ids
    coder: str

    def account(self, kind: str, name: str) -> AccountId:
        source, sign, account = name.partition("/")
        if not sign:
            raise MalformedDecisions(file=self.file, entry=name, why="an account is named as SOURCE/ACCOUNT")
        return self.ids.account(self.ids.source(source), self.coder, kind, account)

    def accounts(self, entry: Mapping[str, Any]) -> frozenset[AccountId]:
        return frozenset(self.account(kind, name) for kind in VerdictKind for name in entry.get(f"{kind}s", ()))

    def verdict(self, entry: Mapping[str, Any]) -> Judgement:
        kind = VerdictKind(entry["kind"])
        left, right = (self.account(kind, name) for name in entry["between"])
        verdict = Verdict(left=left, right=right, answer=Answer(entry["answer"]))
        return Judgement(kind=kind, verdict=verdict, reason=entry["reason"])

    def conclusions(self, entry: Mapping[str, Any]) -> tuple[Conclusion, ...]:
        accounts = self.accounts(entry)
        return tuple(
            Conclusion(accounts=accounts, variable=variable, values=tuple(values), reason=entry["reason"])
            for variable, values in entry["values"].items()
        )

    def finding(self, entry: Mapping[str, Any]) -> Finding:
        return Finding(
            accounts=self.accounts(entry),
            standard=entry["standard"],
            outcome=entry["outcome"],
            reason=entry["reason"],
        )


def read_decisions(path: Path, ids: Ids) -> DecisionFile:
    """The decisions a file holds. Raises :class:`MalformedDecisions`."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MalformedDecisions(file=path.name, entry="the file", why=str(error)) from error
    reader = _Reader(path.name, ids, str(data.get("coder", "")))
    return DecisionFile(
        verdicts=tuple(_each(reader.file, data, "verdict", reader.verdict)),
        conclusions=tuple(c for some in _each(reader.file, data, "conclusion", reader.conclusions) for c in some),
        findings=tuple(_each(reader.file, data, "finding", reader.finding)),
    )


def _each(file: str, data: Mapping[str, Any], kind: str, read: Any) -> Sequence[Any]:
    found = []
    for place, entry in enumerate(data.get(kind, ()), start=1):
        try:
            found.append(read(entry))
        except KeyError as error:
            raise MalformedDecisions(file=file, entry=f"{kind} {place}", why=f"{error.args[0]!r} is missing") from error
        except ValueError as error:
            raise MalformedDecisions(file=file, entry=f"{kind} {place}", why=str(error)) from error
    return found
