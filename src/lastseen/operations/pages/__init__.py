"""Pages: what one user sees of a source, a person, a case, of what became of them, and of the log."""

from lastseen.operations.pages.asked import NotFound, Page, Window
from lastseen.operations.pages.cases import CasePage, case_page
from lastseen.operations.pages.history import Change, Event, How, case_history, history, person_history
from lastseen.operations.pages.log import LedgerState, Log, ledger_state, log
from lastseen.operations.pages.people import PersonPage, person_page
from lastseen.operations.pages.sight import AccountTold, Ref
from lastseen.operations.pages.sources import SourceList, SourcePage, source_page, sources
from lastseen.storage.seen import Deed
from lastseen.storage.seen_past import EntriesWanted, EntryLine
from lastseen.storage.seen_sources import TextKept, Wanted

__all__ = [
    "AccountTold",
    "CasePage",
    "Change",
    "Deed",
    "EntriesWanted",
    "EntryLine",
    "Event",
    "How",
    "LedgerState",
    "Log",
    "NotFound",
    "Page",
    "PersonPage",
    "Ref",
    "SourceList",
    "SourcePage",
    "TextKept",
    "Wanted",
    "Window",
    "case_history",
    "case_page",
    "history",
    "ledger_state",
    "log",
    "person_history",
    "person_page",
    "source_page",
    "sources",
]
