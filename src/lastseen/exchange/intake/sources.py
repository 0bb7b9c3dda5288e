"""From one row to the source it belongs to, with its consent."""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from lastseen.domain.accounts import SourceId
from lastseen.domain.answers import Absence
from lastseen.domain.coding import Ids
from lastseen.domain.decisions import Consent, ConsentAnswer, IdentityLevel
from lastseen.domain.sources import Derivation, Source
from lastseen.exchange.intake.cells import Cells
from lastseen.exchange.intake.notes import SOURCE, Need, Notes
from lastseen.exchange.intake.problems import EmptyCell, LongText, NotADay, NotAWord
from lastseen.exchange.intake.values import Values
from lastseen.exchange.mapping.model import Codes, ConsentCell, Dates, IntakeMapping, SourceText, Text
from lastseen.exchange.tables.sheets import folded

_MEMORY = 1000

Word = TypeVar("Word", bound=StrEnum)

_MEANING = {
    "compartment": "a compartment says who may see the source, namely those whom the registry lets into it",
    "source-kind": "it says what kind of source this is, such as an interview or a document",
    "consent-purpose": "it says what the source was asked to consent to",
}
_HANGUL = re.compile("[가-힣]")
_LONGEST = {"language": 20, "title": 300, "compartment": 60, "interviewee": 60, "recipient": 200}


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A source as one row describes it."""

    source: Source
    consents: tuple[Consent, ...]


@dataclass(slots=True)
class Describer:
    """Describes sources, each wording once: mostly all rows of a file describe the same."""

    mapping: IntakeMapping
    ids: Ids
    values: Values
    _known: dict[tuple[str, ...], Described] = field(default_factory=dict)
    _codes: dict[str, Codes] = field(default_factory=dict)

    def described(self, text: SourceText, cells: Cells, notes: Notes) -> Described | None:
        """The source a row describes; None, with problems noted, where it cannot be read."""
        columns = dict.fromkeys(text.columns)
        key = tuple(str(cells.cell(column)) for column in columns)
        found = self._known.get(key)
        if found is None:
            before = len(notes.problems)
            found = self._read(text, cells, notes)
            if len(notes.problems) > before:
                return None
            if len(self._known) >= _MEMORY:
                self._known.clear()
            self._known[key] = found
        origin = found.source.derived_from
        if origin is not None:
            notes.needs[origin] = Need(
                origin, SOURCE, cells.text(text.derived_from), ", ".join(text.derived_from.columns)
            )
        return found

    def _read(self, text: SourceText, cells: Cells, notes: Notes) -> Described:
        reader = _Reader(self, cells, notes)
        external_id = reader.words(text.id)
        id_ = self.ids.source(external_id)
        origin = reader.words(text.derived_from)
        source = Source(
            id=id_,
            external_id=external_id,
            kind=reader.code(text.kind, "source-kind", needed=True),
            language=reader.words(text.language, "language"),
            compartment=reader.words(text.compartment, "compartment", needed=True),
            day=reader.day(text.day),
            title=reader.words(text.title, "title"),
            interviewee=reader.words(text.interviewee, "interviewee") or None,
            derived_from=self.ids.source(origin) if origin else None,
            derivation=reader.word(text.derivation, Derivation, "derivation") if origin else None,
        )
        consents = (_consent(cell, id_, reader) for cell in text.consents)
        return Described(source=source, consents=tuple(consent for consent in consents if consent is not None))

    def codes(self, vocabulary: str) -> Codes:
        """How codes of a vocabulary are read, with the mapping's own words."""
        words = self.mapping.terms.get(vocabulary, {})
        return self._codes.setdefault(vocabulary, Codes(vocabulary=vocabulary, words=words))


def _consent(cell: ConsentCell, source: SourceId, reader: "_Reader") -> Consent | None:
    answer = reader.word(cell.answer, ConsentAnswer, "consent-answer")
    if answer is None:
        return None
    identity = reader.word(cell.identity, IdentityLevel, "identity-level") or IdentityLevel.NONE
    return Consent(
        source=source,
        purpose=reader.code(cell.purpose, "consent-purpose", needed=True),
        recipient=reader.words(cell.recipient, "recipient"),
        identity=identity,
        answer=answer,
        until=reader.day(cell.until),
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads what texts come to in one row; what cannot be read is noted, and empty."""

    describer: Describer
    cells: Cells
    notes: Notes

    def words(self, text: Text, what: str = "", *, needed: bool = False) -> str:
        words = self.cells.text(text)
        with self.notes.about(text.columns, words):
            if needed and not words:
                raise EmptyCell(columns=", ".join(text.columns), meaning=_MEANING[what])
            if len(words) > _LONGEST.get(what, len(words)):
                raise LongText(length=len(words), most=_LONGEST[what])
        return words

    def code(self, text: Text, vocabulary: str, *, needed: bool) -> str:
        words = self.words(text, vocabulary, needed=needed)
        if words:
            with self.notes.about(text.columns, words):
                return str(self.describer.values.value(self.describer.codes(vocabulary), words))
        return ""

    def word(self, text: Text, words: type[Word], vocabulary: str) -> Word | None:
        told = self.words(text)
        if not told:
            return None
        known = self.describer.mapping.terms.get(vocabulary, {}).get(folded(told), folded(told))
        with self.notes.about(text.columns, told):
            if known not in set(words):
                raise NotAWord(text=told, known=self._accepted(told, words, vocabulary), vocabulary=vocabulary)
            return words(known)
        return None

    def _accepted(self, told: str, words: type[Word], vocabulary: str) -> str:
        """What may be written: the mapping's own words, in the script of what was told where it has such."""
        mapping = self.describer.mapping
        own = list(mapping.terms.get(vocabulary, {}))
        if own and words is ConsentAnswer:
            own += [word for word, absence in mapping.absent.items() if absence is Absence.NOT_ASKED]
        alike = [word for word in own if bool(_HANGUL.search(word)) == bool(_HANGUL.search(told))]
        return ", ".join(f"«{word}»" for word in alike or own) or ", ".join(words)

    def day(self, text: Text) -> date | None:
        cell = self.cells.whole(text, self.cells.blank)
        if cell == "" or (isinstance(cell, str) and folded(cell) in self.cells.blank):
            return None
        with self.notes.about(text.columns, str(cell)):
            found = self.describer.values.day(_DAY, cell, None)
            if found.earliest is None or found.earliest != found.latest:
                raise NotADay(told=found.told)
            return found.earliest
        return None


_DAY = Dates()
