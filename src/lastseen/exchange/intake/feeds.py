"""From the feeds of a field to everything a row says for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from lastseen.domain.accounts import INTERVIEWEE, AccountId, SourceId
from lastseen.domain.answers import Absence, Coded
from lastseen.domain.coding import Ids
from lastseen.domain.dates import IntervalDate
from lastseen.exchange.intake.cells import Cells
from lastseen.exchange.intake.notes import Citing, Need, Notes
from lastseen.exchange.intake.problems import NoReference
from lastseen.exchange.intake.values import Values, text_of
from lastseen.exchange.mapping.model import NOTHING, Dates, Feed, References, Text
from lastseen.exchange.tables.sheets import Cell, folded

Says = tuple[Coded[object], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeding:
    """Reads the feeds of one row. ``today`` is the day the source spoke, from which *last year* counts."""

    cells: Cells
    notes: Notes
    citing: Citing
    values: Values
    ids: Ids
    source: SourceId
    coder: str
    today: date | None
    known: dict[tuple[str, str], AccountId] = field(default_factory=dict)

    def said(self, feeds: Sequence[Feed], *, many: bool) -> Says:
        """What the row says for a field: of its feeds the first that gives a value, or all for a field of many.

        Where none gives a value, the first absence stated; where there is none either, nothing.
        """
        given: dict[object, Coded[object]] = {}
        why_not: Coded[object] | None = None
        for feed in feeds:
            if given and not many:
                break
            for coded in self._fed(feed):
                if isinstance(coded.value, Absence):
                    why_not = why_not or coded
                else:
                    given.setdefault(coded.value, coded)
        if given:
            return tuple(given.values())
        return () if why_not is None else (why_not,)

    def account(self, kind: str, external_id: str) -> AccountId:
        """The id of an account of the row's own source."""
        found = self.known.get((kind, external_id))
        if found is None:
            found = self.ids.account(self.source, self.coder, kind, external_id)
            self.known[kind, external_id] = found
        return found

    def needed(self, said: Says, feeds: Sequence[Feed], kind: str) -> None:
        """Note a problem where the row leaves open whom it is about."""
        if not said or isinstance(said[0].value, Absence):
            columns = tuple(column for feed in feeds for column in feed.text.columns)
            self.notes.refuse(columns, "", NoReference(kind=kind))

    def _fed(self, feed: Feed) -> Iterator[Coded[object]]:
        if feed.when and not self._met(feed):
            return
        whole = self.cells.whole(feed.text, feed.absent)
        if isinstance(feed.reading, Dates) and not feed.reading.earliest == feed.reading.latest == NOTHING:
            yield from self._between(feed, feed.reading, text_of(whole))
            return
        columns = feed.text.columns or tuple(condition.column for condition in feed.when)
        words: Sequence[Cell] = whole.split(feed.split) if feed.split and isinstance(whole, str) else (whole,)
        for word in words:
            told = text_of(word)
            if told:
                with self.notes.about(feed.text.columns, told):
                    absence = feed.absent.get(folded(told))
                    value = self._value(feed, word) if absence is None else absence
                    yield Coded(value=value, passages=self.citing.cite(columns))

    def _met(self, feed: Feed) -> bool:
        with self.notes.about(tuple(condition.column for condition in feed.when), ""):
            return self.cells.met(feed.when)
        return False

    def _value(self, feed: Feed, cell: Cell) -> object:
        match feed.reading:
            case References():
                return self._reference(feed.reading, text_of(cell), feed.text.columns)
            case Dates():
                return self.values.day(feed.reading, cell, self.today)
            case _:
                return self.values.value(feed.reading, cell)

    def _reference(self, reading: References, name: str, columns: Sequence[str]) -> AccountId:
        if folded(name) in reading.interviewee:
            return INTERVIEWEE
        target = self.account(reading.kind, name)
        self.notes.needs.setdefault(target, Need(target, reading.kind, name, ", ".join(columns)))
        return target

    def _between(self, feed: Feed, reading: Dates, told: str) -> Iterator[Coded[object]]:
        """An interval from its two ends, either of which may be open; an absence where no end is given."""
        low, high = self._end(feed, reading, reading.earliest), self._end(feed, reading, reading.latest)
        columns = (*feed.text.columns, *reading.earliest.columns, *reading.latest.columns)
        if isinstance(low, IntervalDate) or isinstance(high, IntervalDate):
            earliest = low.earliest if isinstance(low, IntervalDate) else None
            latest = high.latest if isinstance(high, IntervalDate) else None
            with self.notes.about((*reading.earliest.columns, *reading.latest.columns), f"{earliest} … {latest}"):
                ends = " – ".join(end.told for end in (low, high) if isinstance(end, IntervalDate))
                interval = IntervalDate(earliest=earliest, latest=latest, told=told or ends)
                yield Coded(value=interval, passages=self.citing.cite(columns))
        elif told:
            yield from self._fed(replace(feed, reading=replace(reading, earliest=NOTHING, latest=NOTHING)))
        elif isinstance(low, Absence) or isinstance(high, Absence):
            yield Coded(value=low or high, passages=self.citing.cite(columns))

    def _end(self, feed: Feed, reading: Dates, text: Text) -> IntervalDate | Absence | None:
        cell = self.cells.whole(text, feed.absent)
        words = text_of(cell)
        if not words or folded(words) in feed.absent:
            return feed.absent.get(folded(words))
        with self.notes.about(text.columns, words):
            return self.values.day(reading, cell, self.today)
        return None
