"""Efforts as a file of their own: what was done for whom, and what came back. Loses nothing but who wrote it down.

Accounts are named as in a file of decisions.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from lastseen.domain.accounts import AccountId
from lastseen.domain.coding import Ids
from lastseen.domain.efforts import Effort, Reply
from lastseen.domain.errors import Refusal
from lastseen.domain.strict import StrictTable


class MalformedEfforts(Refusal):
    """A file of efforts cannot be read."""

    code = "efforts.malformed"
    sentence = "{where}: {why}."
    hint = "Mend the file; each effort names whom it was made for, what was done and before whom."


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortRead:
    """One effort of a file, the accounts it hangs on, and what came back."""

    accounts: frozenset[AccountId]
    effort: Effort
    replies: tuple[Reply, ...]


_DAYS = ("day", "due", "closed")
_TEXTS = ("number", "consent", "state", "due_what", "closed_why")


class _Table(StrictTable):
    """A table of a file of efforts."""

    __slots__ = ()

    def malformed(self, why: str) -> MalformedEfforts:
        return MalformedEfforts(where=self.where, why=why)

    def tables(self, key: str) -> list["_Table"]:
        return [_Table(f"{self.where}, {key} {n}", entry) for n, entry in enumerate(self.entries(key), start=1)]

    def day(self, key: str) -> date | None:
        return self.get(key, date, "a day")

    def optional(self, key: str) -> str:
        return self.text(key) or ""


def read_efforts(path: Path, ids: Ids) -> list[EffortRead]:
    """The efforts a file holds. Raises :class:`MalformedEfforts`."""
    try:
        file = _Table(path.name, tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise MalformedEfforts(where=path.name, why=str(error)) from error
    file.only("coder", "effort")
    coder = file.required("coder")
    return [_effort(table, ids, coder) for table in file.tables("effort")]


def _effort(table: _Table, ids: Ids, coder: str) -> EffortRead:
    table.only("persons", "cases", "kind", "forum", "what", *_DAYS, *_TEXTS, "reply")
    told: dict[str, Any] = {key: table.required(key) for key in ("kind", "forum", "what")}
    told |= {key: table.optional(key) for key in _TEXTS} | {key: table.day(key) for key in _DAYS}
    return EffortRead(
        accounts=frozenset(_accounts(table, ids, coder)),
        effort=Effort(**told),
        replies=tuple(map(_reply, table.tables("reply"))),
    )


def _accounts(table: _Table, ids: Ids, coder: str) -> list[AccountId]:
    found = []
    for kind in ("person", "case"):
        for name in table.get(f"{kind}s", list, "a list of accounts") or []:
            source, _, account = str(name).partition("/")
            if not source or not account:
                raise table.malformed(f"{name!r} is no account; one is named as SOURCE/ACCOUNT")
            found.append(ids.account(ids.source(source), coder, kind, account))
    return found


def _reply(table: _Table) -> Reply:
    table.only("day", "sender", "answer", "words", "source")
    sender, answer = table.required("sender"), table.required("answer")
    words, source = table.optional("words"), table.optional("source")
    return Reply(day=table.day("day"), sender=sender, answer=answer, words=words, source=source)
