"""Whether the ledger and everything it covers is as it was written."""

import heapq
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from uuid import UUID

from django.db.models import F, Max, Q

from lastseen.domain.errors import LastseenError
from lastseen.storage.commitments import commitment, content, line, mark, marks, recorded_tables
from lastseen.storage.ledger import entry_digest
from lastseen.storage.models import Entry, Revision
from lastseen.storage.rows import Recorded
from lastseen.storage.sealed import as_it_lies

Lines = Iterator[tuple[int, str]]
"""What entries cover: an entry's number, and the commitment of a row or the mark it was given."""


class LedgerBroken(LastseenError):
    """The ledger does not verify: an entry or a row was changed outside an operation."""


def verify() -> int:
    """Check every entry against its digest and every row against its commitment; gives the number of entries.

    Raises :class:`LedgerBroken` naming an entry that does not fit.
    """
    _check_current()
    _check_entries()
    written = _lines_by_entry()
    ahead, lines = next(written, (0, []))
    previous = ""
    count = 0
    for entry in Entry.objects.order_by("number").iterator():
        count += 1
        covered = lines if ahead == entry.number else []
        if entry.number != count or entry.previous != previous or entry_digest(entry, covered) != entry.digest:
            raise LedgerBroken(
                f"Entry {entry.number}, or a row it covers, was changed or deleted outside an operation."
            )
        if ahead == entry.number:
            ahead, lines = next(written, (0, []))
        previous = entry.digest
    return count


def _check_current() -> None:
    """The newest revision of each part of an account is the one that is shown."""
    parts = Revision.objects.values("account", "sensitivity")
    shown = parts.annotate(newest=Max("number"), shown=Max("number", filter=Q(current=True)))
    if shown.filter(Q(shown__isnull=True) | ~Q(newest=F("shown"))).exists():
        raise LedgerBroken("An older value was put in place of a newer one outside an operation.")


def _check_entries() -> None:
    """Every row names entries that are there."""
    for table in recorded_tables():
        for how in ("entry", *marks(table)):
            named = table._default_manager.filter(**{f"{how}__isnull": False})  # noqa: SLF001  # an abstract model has none
            if named.exclude(**{f"{how}__in": Entry.objects.all()}).exists():
                raise LedgerBroken(f"A {table.__name__.lower()} names an entry that is not in the ledger.")


def _lines_by_entry() -> Iterator[tuple[int, list[str]]]:
    """What each entry covers, in the order of their numbers, read in step from all tables."""
    streams = [stream for table in recorded_tables() for stream in (_written(table), *_marked(table))]
    for number, lines in groupby(heapq.merge(*streams, key=itemgetter(0)), key=itemgetter(0)):
        yield number, [line for _, line in lines]


def _written(table: type[Recorded]) -> Lines:
    names = content(table)
    rows = table._default_manager.order_by("entry__number")  # noqa: SLF001  # an abstract model has no `objects`
    columns = ("entry__number", "salt", "commitment", *(as_it_lies(table, name) for name in names))
    for number, salt, held, *cells in rows.values_list(*columns).iterator():
        values = dict(zip(names, cells, strict=True))
        if not _is_erased(table, salt, values) and (salt is None or commitment(values, bytes(salt)) != held):
            raise LedgerBroken(f"A {table.__name__.lower()} of entry {number} was changed outside an operation.")
        yield number, line(table, held, values)


def _is_erased(table: type[Recorded], salt: bytes | None, values: dict[str, object]) -> bool:
    return salt is None and bool(table.erasable) and all(values[name] is None for name in table.erasable)


def _marked(table: type[Recorded]) -> Iterator[Lines]:
    for how in marks(table):
        rows = table._default_manager.filter(**{f"{how}__isnull": False})  # noqa: SLF001  # as above
        found = rows.order_by(f"{how}__number").values_list(f"{how}__number", "id")
        yield _lines(how, found.iterator())


def _lines(how: str, rows: Iterator[tuple[int, UUID]]) -> Lines:
    for number, id_ in rows:
        yield number, mark(how, id_)
