"""Changes of many in words: what each row is now and would be, and what a change that was made said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lastseen.domain.bulk import BulkKind, Described
from lastseen.domain.derive.answers import Possible
from lastseen.operations.bulk_rows import Preview, Row
from lastseen.web.library.labels import Labels
from lastseen.web.speech import Speech
from lastseen.web.words import say


@dataclass(frozen=True, slots=True, kw_only=True)
class RowShown:
    """One row of a preview; ``stays`` says why it will not be changed, empty where it will be."""

    code: str
    names: tuple[str, ...]
    case: str
    before: str
    is_told: bool
    stays: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many rows of a preview have this in common, in words."""

    text: str
    is_changing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How changes are told to one reader."""

    labels: Labels

    @property
    def speech(self) -> Speech:
        """How values are said."""
        return Speech(language=self.labels.language, vocabularies=self.labels.vocabularies, passages={})

    def rows(self, shown: Preview, subject: str) -> tuple[RowShown, ...]:
        """Every row of a preview; ``subject`` is the variable, or what of the description of an interview."""
        return tuple(self._row(row, subject) for row in shown.rows)

    def _row(self, row: Row, subject: str) -> RowShown:
        words = self.labels.words["change"]
        return RowShown(
            code=row.code,
            names=row.names,
            case=row.case,
            before=self._before(row, subject),
            is_told=row.is_told,
            stays="" if row.because is None else words["because"][row.because],
        )

    def _before(self, row: Row, subject: str) -> str:
        match row.before:
            case Possible():
                return self.speech.answer(subject, row.before)
            case date():
                return str(self.labels.words["change"]["held_until"]).format(day=row.before)
            case None:
                return ""
            case word:
                return self.described(Described(subject), word)

    def described(self, described: Described, word: str) -> str:
        """A word of the description of an interview."""
        return self.labels.of("kind", word) if described is Described.KIND and word else word

    def counted(self, shown: Preview) -> tuple[Counted, ...]:
        """How many rows will be changed, and how many stay for each reason: together, all rows."""
        words = self.labels.words["change"]
        by: dict[str, int] = {}
        for row in shown.rows:
            key = "changing" if row.because is None else row.because.value
            by[key] = by.get(key, 0) + 1
        ordered = ["changing", *sorted(by.keys() - {"changing"})]
        return tuple(
            Counted(
                text=say(words["counted"][key], by.get(key, 0), self.labels.language), is_changing=key == "changing"
            )
            for key in ordered
        )

    def head(self, kind: BulkKind, subject: str) -> str:
        """What is changed: a variable, holds, or what of the description of interviews."""
        words = self.labels.words["change"]
        match kind:
            case BulkKind.CONCLUDE:
                return str(self.speech.words["variable"][subject])
            case BulkKind.HOLD:
                return str(words["hold"])
            case BulkKind.DESCRIBE:
                return str(words["described"][subject])

    def value(self, kind: BulkKind, said: Iterable[str]) -> str:
        """The new value; ``said`` as of a change that was made."""
        first, *rest = said
        match kind:
            case BulkKind.CONCLUDE:
                return self.speech.concluded(first, rest)
            case BulkKind.HOLD:
                return str(self.labels.words["change"]["held_until"]).format(day=rest[0])
            case BulkKind.DESCRIBE:
                return self.described(Described(first), rest[0])
