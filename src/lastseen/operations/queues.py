"""Queues: what waits for somebody to look at it."""

from dataclasses import dataclass

from lastseen.domain.answers import values
from lastseen.domain.derive.inconsistencies import inconsistencies
from lastseen.operations.book import read_book
from lastseen.operations.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Implausible:
    """One thing that was said and cannot be so: its rule, of whom, and the accounts it lies between.

    ``accounts`` are named ``SOURCE/ACCOUNT`` as in decision files.
    """

    rule: str
    person: str
    names: tuple[str, ...]
    accounts: tuple[str, ...]


def implausible(workspace: Workspace) -> tuple[Implausible, ...]:
    """Every inconsistency in the registry as it stands now, by rule and person. Kept as told; nothing is mended."""
    book = read_book()
    titles = {source.id: source.external_id for source in book.sources}
    named = {a.id: f"{titles[a.source]}/{a.external_id}" for kind in book.accounts.values() for a in kind}
    found = [
        Implausible(
            rule=one.rule,
            person=f"P-{book.serial[file.person]:04d}",
            names=tuple(dict.fromkeys(name.text for account in file.accounts for name in values(account.names))),
            accounts=tuple(named[account] for account in one.accounts),
        )
        for file in book.files()
        for one in inconsistencies(file, workspace.frame)
    ]
    return tuple(sorted(found, key=lambda one: (one.rule, one.person)))
