"""From what stands in a cell to a value of the registry: refused rather than guessed."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from lastseen.domain.accounts import Involved, Name
from lastseen.domain.answers import Code
from lastseen.domain.dates import Age, IntervalDate, Reckoning, parse_age, parse_date
from lastseen.domain.errors import Refusal
from lastseen.domain.vocabulary import Vocabulary
from lastseen.exchange.intake.problems import AmbiguousTerm, NotANumber, NoVocabulary, OutsideBands, SerialDate
from lastseen.exchange.mapping.model import Ages, Authorities, Codes, Dates, Names, Plain, Precision
from lastseen.exchange.tables.sheets import Cell, folded

Value = Code | Involved | IntervalDate | Age | Name | int | str
Read = Codes | Authorities | Ages | Names | Plain
"""Readings that need one cell and nothing else."""

_SERIAL = re.compile(r"[1-7]\d{4}(\.\d+)?")
_FRACTION = re.compile(r"\d{1,3}\.\d+")
_DAY_NOUGHT = date(1899, 12, 30)
_MEMORY = 50_000


@dataclass(slots=True)
class Values:
    """Reads cells, and remembers what it read: the same few words stand in most cells of a column."""

    vocabularies: Mapping[str, Vocabulary]
    _known: dict[tuple[int, Cell, date | None], Value | Refusal] = field(default_factory=dict)

    def value(self, reading: Read, cell: Cell) -> Value:
        """What a cell means. Raises a :class:`~lastseen.domain.errors.Refusal`."""
        if isinstance(reading, Names | Plain):
            return self._read(reading, text_of(cell))
        return self._remembered((id(reading), cell, None), lambda: self._read(reading, text_of(cell)))

    def day(self, reading: Dates, cell: Cell, reference: date | None) -> IntervalDate:
        """The days a cell means. Raises a :class:`~lastseen.domain.errors.Refusal`."""
        found = self._remembered((id(reading), cell, reference), lambda: _date(reading, cell, reference))
        assert isinstance(found, IntervalDate)  # noqa: S101  # a reading of dates gives nothing else
        return found

    def _remembered(self, key: tuple[int, Cell, date | None], read: Callable[[], Value]) -> Value:
        found = self._known.get(key)
        if found is None:
            try:
                found = read()
            except Refusal as refusal:
                found = refusal
            if len(self._known) >= _MEMORY:
                self._known.clear()
            self._known[key] = found
        if isinstance(found, Refusal):
            raise found.with_traceback(None)
        return found

    def _read(self, reading: Read, text: str) -> Value:
        match reading:
            case Codes():
                return self.code(reading, text)
            case Authorities():
                return Involved(authority=self.code(reading.codes, text), role=Code(reading.role))
            case Ages():
                return _age(reading, text)
            case Names():
                return Name(text=text, script=reading.script, system=reading.system, kind=reading.kind)
            case Plain():
                return text if reading is Plain.TEXT else _number(text)

    def code(self, reading: Codes, text: str) -> Code:
        """The code a text means. Raises :class:`OutsideBands`, :class:`AmbiguousTerm`, or ``UnknownTerm``."""
        vocabulary = self.vocabularies.get(reading.vocabulary)
        if vocabulary is None:
            raise NoVocabulary(vocabulary=reading.vocabulary)
        if reading.bands:
            return Code(_banded(reading, text))
        own = reading.words.get(folded(text))
        if own is not None:
            return Code(own)
        found = vocabulary.find(text)
        if len(found) > 1:
            terms = ", ".join(term.code for term in found)
            raise AmbiguousTerm(text=text, terms=terms, vocabulary=vocabulary.id)
        return Code(found[0].code if found else vocabulary.term(text).code)


def text_of(cell: Cell) -> str:
    """A cell as text, without spaces around it."""
    return cell.strip() if isinstance(cell, str) else cell.isoformat()


def decimal(text: str) -> float:
    """The number a text is. Raises :class:`NotANumber`."""
    try:
        return float(text)
    except ValueError as error:
        raise NotANumber(text=text) from error


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 15:
        raise NotANumber(text=text)
    return int(text)


def _banded(reading: Codes, text: str) -> str:
    number = decimal(text)
    for band in reading.bands:
        if (band.low is None or number >= band.low) and (band.high is None or number < band.high):
            return band.code
    raise OutsideBands(text=text)


def _age(reading: Ages, text: str) -> Age:
    """An age; one with a fraction, as of a small child, is the full years in it."""
    age = parse_age(text.partition(".")[0] if _FRACTION.fullmatch(text) else text)
    return replace(age, reckoning=reading.reckoning) if age.reckoning is Reckoning.UNSTATED else age


def _date(reading: Dates, cell: Cell, reference: date | None) -> IntervalDate:
    if isinstance(cell, date):
        return _coarse(IntervalDate(earliest=cell, latest=cell, told=cell.isoformat()), reading.precision)
    told = cell.strip()
    if _SERIAL.fullmatch(told):
        raise SerialDate(told=told, day=_DAY_NOUGHT + timedelta(days=int(float(told))))
    return _coarse(parse_date(told, reference=reference, day_first=reading.day_first), reading.precision)


def _coarse(found: IntervalDate, precision: Precision) -> IntervalDate:
    """The interval stretched to whole months or years, where a column writes a month or a year as its first day."""
    if precision is Precision.DAY:
        return found
    by_year = precision is Precision.YEAR
    first, last = found.earliest, found.latest
    return replace(
        found,
        earliest=None if first is None else first.replace(day=1, month=1 if by_year else first.month),
        latest=None if last is None else _month_end(last.replace(month=12) if by_year else last),
    )


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
