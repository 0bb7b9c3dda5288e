"""Lines and texts written: kept in step with what an operation wrote, made anew, and compared with what follows."""

import json
from collections import Counter
from collections.abc import Collection
from operator import attrgetter
from uuid import uuid4

from django.db import DatabaseError, connection, transaction

from lastseen.domain.accounts import AccountId, SourceId
from lastseen.domain.derive.frame import Frame
from lastseen.storage.ledger import position
from lastseen.storage.models import SearchLine, SearchText
from lastseen.storage.pointing import renew_all_pointers
from lastseen.storage.search.deriving import CHUNK, FIELDS, Derived, derived_of_accounts, derived_of_sources, everything

_FORGETTING = {
    "sqlite": (
        "INSERT INTO storage_searchindex(storage_searchindex) VALUES ('rebuild')",
        "VACUUM",
        "PRAGMA wal_checkpoint(TRUNCATE)",
    ),
    "postgresql": (
        "VACUUM FULL storage_searchtext, storage_searchline, storage_revision",
        "VACUUM FULL storage_draft, storage_translationdraft, storage_concluding",
    ),
}
_NUMBERS = 2**62
"""Numbers of texts are the part of a random id that is all chance, so they fit wherever whole numbers do."""


def reindex(accounts: Collection[AccountId], sources: Collection[SourceId], frame: Frame) -> None:
    """Write anew what follows from these accounts and sources; call it within a recording, after all else.

    It is no evidence and stands in no ledger: what it holds follows from what does.
    """
    upcoming = position() + 1
    people, described = sorted(accounts), sorted(sources)
    for start in range(0, len(people), CHUNK):
        some = people[start : start + CHUNK]
        SearchLine.objects.filter(account_id__in=some).delete()
        SearchText.objects.filter(account_id__in=some).delete()
        _put(derived_of_accounts(some, frame), upcoming)
    for start in range(0, len(described), CHUNK):
        those = described[start : start + CHUNK]
        SearchText.objects.filter(source_id__in=those, account__isnull=True).delete()
        _put(derived_of_sources(those), upcoming)


def rebuild(frame: Frame) -> int:
    """Make every pointer, line and text anew, as of the ledger's position; gives how many lines there are."""
    with transaction.atomic():
        renew_all_pointers()
        SearchLine.objects.all().delete()
        SearchText.objects.all().delete()
        for some in everything(frame):
            _put(some, position())
        _tell_index("rebuild")
    return SearchLine.objects.count()


def empty() -> None:
    """Forget every line and text: copies made now hold no words of anybody; the library finds nothing until rebuilt."""
    with transaction.atomic():
        SearchLine.objects.all().delete()
        SearchText.objects.all().delete()
    forget_freed()


def forget_freed() -> None:
    """Leave nothing of deleted rows: pages that were freed, and words that a text index keeps until it is merged."""
    with connection.cursor() as cursor:
        for statement in _FORGETTING[connection.vendor]:
            cursor.execute(statement)


def is_outdated() -> bool:
    """Whether an earlier version derived some of it, in a way that is not how it is derived now."""
    return SearchText.objects.exclude(field__in=FIELDS).exists()


def is_in_step(frame: Frame) -> bool:
    """Whether every line and text is what follows from what the registry holds now."""
    follows: Counter[object] = Counter()
    for some in everything(frame):
        follows.update(
            (line.account, source, serial, case, _json(line.cells)) for line, source, serial, case in some.lines
        )
        follows.update(some.texts)
    held: Counter[object] = Counter()
    held.update(SearchLine.objects.values_list("account_id", "source_id", "serial", "case_serial", "cells").iterator())
    held.update(SearchText.objects.values_list("source_id", "account_id", "field", "tokens").iterator())
    return held == follows


def index_faults() -> list[str]:
    """What the text index finds wrong with itself; nothing where it holds just the tokens that are kept."""
    try:
        with transaction.atomic():
            _tell_index("integrity-check")
    except DatabaseError as error:
        return [str(error)]
    return []


def _tell_index(what: str) -> None:
    """SQLite's text index is a table of its own that takes commands; that of PostgreSQL follows its table by itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO storage_searchindex(storage_searchindex, rank) VALUES (%s, 1)", [what])


def _put(derived: Derived, at: int) -> None:
    SearchLine.objects.bulk_create(
        [
            SearchLine(
                account_id=line.account,
                source_id=source,
                serial=serial,
                case_serial=case,
                position=at,
                cells=_json(line.cells),
            )
            for line, source, serial, case in derived.lines
        ],
        batch_size=CHUNK,
    )
    rows = []
    for source, account, field, tokens in derived.texts:
        id_ = uuid4()
        number = id_.int % _NUMBERS
        rows.append(SearchText(id=id_, number=number, source_id=source, account_id=account, field=field, tokens=tokens))
    in_order = sorted(rows, key=attrgetter("number"))  # given out of order, SQLite's text index writes each one at once
    SearchText.objects.bulk_create(in_order, batch_size=CHUNK)


def _json(cells: object) -> str:
    return json.dumps(cells, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
