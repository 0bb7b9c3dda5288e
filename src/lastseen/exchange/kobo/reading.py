"""Kobo and ODK, in: submissions as a partner's records, every row of them accounted for."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lastseen.exchange.bundles.contents import Contents, SentAccount, SentSource
from lastseen.exchange.grid import HEAD, KINDS, CellReader, Taken, Wording, within
from lastseen.exchange.kobo.answers import Column, columns_of, is_answered, said, text_of
from lastseen.exchange.kobo.tables import INDEX, PARENT, Line, Table, read_tables, repeat_of
from lastseen.exchange.kobo.writing import ACCOUNT, NAME, SOURCE

_NEEDED = {"relation": ("person", "other"), **dict.fromkeys(("stage", "fate", "response", "effort"), ("person",))}
_GROUP = re.compile(rf"(?:.*[/-])?({'|'.join(KINDS)})(?:\[(\d+)\])?[/-].+")
_BESIDE = re.compile(
    "|_.*|SET-OF-.*|(formhub|meta)[/-].*|start|end|today|deviceid|username|phonenumber|simserial|subscriberid|audit|"
    "instanceid|instancename|submissiondate|submitterid|submittername|attachmentspresent|attachmentsexpected|status|"
    "reviewstate|edits|formversion",
    re.IGNORECASE,
)
"""What Kobo and ODK put beside the answers, and columns without a name."""


def read_kobo(path: Path, wording: Wording) -> Taken:
    """What submissions hold: a workbook, CSV files in a folder or a zip, one CSV, or JSON.

    Raises as :func:`~lastseen.exchange.kobo.tables.read_tables` does.
    """
    main, repeats = read_tables(path)
    reader = _Reader(cells=CellReader(wording=wording, ids={}))
    reader.submissions(main)
    for table in repeats:
        reader.repeat(table)
    return reader.taken(entries=len(main.lines) + sum(len(table.lines) for table in repeats))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A line that tells of one account; ``is_entry`` where it is one of its own, not part of its submission's."""

    id: str
    kind: str
    line: Line
    columns: Sequence[Column]
    is_entry: bool


@dataclass(slots=True, kw_only=True)
class _Reader:
    cells: CellReader
    kept_out: int = 0
    sources: dict[str, str] = field(default_factory=dict)
    """By submission its source."""
    kinds: dict[str, str] = field(default_factory=dict)
    """By source its kind."""
    rows: defaultdict[str, list[_Row]] = field(default_factory=lambda: defaultdict(list))
    """By submission what it tells."""
    times: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By submission and kind how many rows."""
    ids: set[str] = field(default_factory=set)

    def submissions(self, main: Table) -> None:
        """Take the submissions, and the accounts that stand in groups of theirs (``person/sex``, ``person[2]/sex``)."""
        columns = columns_of("", main.columns, self.cells.wording)
        for line in main.lines:
            self.cells.troubles += line.troubles
            index = line.get(INDEX)
            called = line.get("_uuid") or index
            self.sources[index] = text_of(line, columns, SOURCE) or f"submission-{called.removeprefix('uuid:')}"
            self.kinds[self.sources[index]] = text_of(line, columns, "kind") or "interview"
        groups: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for name in main.columns:
            if (group := _GROUP.fullmatch(name)) is not None:
                groups[group[1], group[2] or ""].append(name)
        grouped = [columns_of(kind, names, self.cells.wording) for (kind, _), names in groups.items()]
        self._unread(main, [*columns, *(column for found in grouped for column in found)])
        for (kind, _), found in zip(groups, grouped, strict=True):
            for line in main.lines:
                if any(is_answered(line, column) for column in found):
                    self._row(kind, line.get(INDEX), line, found, is_entry=False)

    def repeat(self, table: Table) -> None:
        """Take a repeat; of one that the form does not have, every row is kept out."""
        kind = repeat_of(table.name)
        if kind not in KINDS:
            self.kept_out += len(table.lines)
            self.cells.note(table.name, "kobo.unknown-repeat", kind)
            return
        columns = columns_of(kind, table.columns, self.cells.wording)
        self._unread(table, columns)
        for line in table.lines:
            self.cells.troubles += line.troubles
            submission = line.get(PARENT)
            if submission:
                self._row(kind, submission, line, columns, is_entry=True)
            else:
                self.kept_out += 1
                self.cells.note(line.place, "kobo.no-submission", line.get(INDEX))

    def taken(self, entries: int) -> Taken:
        """All of it: the people of a submission first, as everything else names them."""
        if not self.rows:
            self.cells.note("", "kobo.no-accounts", "")
        accounts = tuple(account for submission in self.sources for account in self._accounts(submission))
        made = tuple(SentSource(id=id_, kind=kind, origin=id_) for id_, kind in self.kinds.items())
        return Taken(
            contents=Contents(head=HEAD, sources=made, accounts=accounts),
            entries=entries,
            kept_out=self.kept_out,
            troubles=tuple(self.cells.troubles),
        )

    def _row(self, kind: str, submission: str, line: Line, columns: Sequence[Column], *, is_entry: bool) -> None:
        """Take a row under its id: the one we gave it, else a name that no other submission has."""
        self.times[submission, kind] += 1
        name = text_of(line, columns, NAME)
        id_ = line.get(ACCOUNT) or f"{self.sources[submission]} {kind} {name or self.times[submission, kind]}"
        if id_ in self.ids:
            self.cells.note(line.place, "kobo.duplicate-name", name)
            id_ = f"{id_} ({line.place})"
        self.ids.add(id_)
        self.rows[submission].append(_Row(id=id_, kind=kind, line=line, columns=columns, is_entry=is_entry))

    def _accounts(self, submission: str) -> Iterator[SentAccount]:
        rows = sorted(self.rows[submission], key=lambda row: KINDS.index(row.kind))
        named = [(row.kind, text_of(row.line, row.columns, NAME)) for row in rows]
        times = Counter(named)
        self.cells.ids = {name: row.id for name, row in zip(named, rows, strict=True) if times[name] == 1}
        people = [row.id for row in rows if row.kind == "person"]
        for row in rows:
            fields = said(row.line, row.columns, row.kind, self.cells)
            if not row.is_entry and len(people) == 1 and "person" in _NEEDED.get(row.kind, ()):
                fields.setdefault("person", ({"v": people[0]},))
            if fields.keys() >= set(_NEEDED.get(row.kind, ())):
                yield SentAccount(id=row.id, source=self.sources[submission], kind=row.kind, said=fields, quotes={})
            else:
                self.kept_out += row.is_entry
                self.cells.note(row.line.place, "records.of-nobody", text_of(row.line, row.columns, NAME))

    def _unread(self, table: Table, columns: Sequence[Column]) -> None:
        """Note the columns of a table that answer no question of the form, and are not put there by the program."""
        read = {column.name for column in columns}
        for name in table.columns:
            if name not in read and not _BESIDE.fullmatch(name):
                self.cells.note(within(table.name, name), "kobo.column-not-read", name)
