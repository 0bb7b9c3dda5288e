"""The log: who did what and when, in counts; and whether it still is as it was written."""

from dataclasses import dataclass

from lastseen.domain.rights import May, Rights
from lastseen.operations.pages.asked import Page, Window
from lastseen.storage.ledger import position
from lastseen.storage.moment import at_one_moment
from lastseen.storage.seen_past import EntriesWanted, EntryLine, entry_choices, find_entries
from lastseen.storage.verifying import LedgerBroken, verify


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """Part of the entries that are as wanted, newest first, and what there is to choose from."""

    page: Page[EntryLine]
    users: tuple[str, ...]
    operations: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerState:
    """How many entries there are, and what is wrong with them; ``fault`` is empty where nothing is."""

    entries: int
    fault: str


def log(rights: Rights, wanted: EntriesWanted, window: Window) -> Log:
    """The entries of the ledger that are as wanted. Raises :class:`~lastseen.domain.rights.NotAllowed`."""
    rights.require(May.AUDIT)
    with at_one_moment():
        total, lines = find_entries(wanted, window.start, window.size)
        users, operations = entry_choices()
        return Log(page=Page(items=tuple(lines), total=total, window=window), users=users, operations=operations)


def ledger_state(rights: Rights) -> LedgerState:
    """Whether every entry, and every row it covers, is as it was written. Reads all of them: nothing for every page.

    Raises :class:`~lastseen.domain.rights.NotAllowed`.
    """
    rights.require(May.AUDIT)
    with at_one_moment():
        try:
            return LedgerState(entries=verify(), fault="")
        except LedgerBroken as broken:
            return LedgerState(entries=position(), fault=str(broken))
