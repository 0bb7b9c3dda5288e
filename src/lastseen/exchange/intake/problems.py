"""What is wrong with a row, where it stands, and what would mend it."""

from dataclasses import dataclass

from lastseen.domain.errors import Refusal
from lastseen.domain.vocabulary import UnknownTerm


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: its file, its sheet, its number as a spreadsheet shows it; 0 where it is the whole sheet."""

    file: str
    sheet: str
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that keeps a row out."""

    place: Place
    column: str
    code: str
    value: str
    hint: str

    def as_json(self) -> dict[str, object]:
        """Where it stands, its code, value and hint, as JSON."""
        return {
            "file": self.place.file,
            "sheet": self.place.sheet,
            "row": self.place.row,
            "column": self.column,
            "code": self.code,
            "value": self.value,
            "hint": self.hint,
        }


def problem(place: Place, column: str, value: str, refusal: Refusal) -> Problem:
    """The problem a refusal makes of a cell. A mapping may know words that a vocabulary does not; the hint says so."""
    hint = refusal.mend or str(refusal)
    if isinstance(refusal, UnknownTerm):
        hint += f" Or say in [terms.{refusal.values['vocabulary']}] of the mapping which term is meant."
    return Problem(place=place, column=column, code=refusal.code, value=value, hint=hint)


class NoId(Refusal):
    """The cells that tell a row, or a thing in it, from the others are empty."""

    code = "intake.no-id"
    sentence = "There is no id: {columns} is empty."
    hint = "Fill in {columns}; the id tells this row from every other, also in the next import."


class EmptyCell(Refusal):
    """A cell is empty without which a source cannot be described."""

    code = "intake.empty-cell"
    sentence = "{columns} is empty."
    hint = "Fill in {columns}, which every source needs: {meaning}."


class LongText(Refusal):
    """A text is longer than the registry can hold there."""

    code = "intake.too-long"
    sentence = "The text has {length} characters, and {most} is the most."
    hint = "Shorten it to {most} characters."


class DuplicateId(Refusal):
    """The id stands already in an earlier row, or for another part of the same row."""

    code = "intake.duplicate-id"
    sentence = "The id {id} stands already in {file}, row {row}."
    hint = "The same id stands in {file}, row {row}. Give one of them another id, or take out the repeated row."


class RowsDiffer(Refusal):
    """Two rows say different things of what they share."""

    code = "intake.rows-differ"
    sentence = "The {kind} {id} is described differently in {file}, row {row}."
    hint = "Make the rows agree on {kind} {id} (see {file}, row {row}), or give it another id here."


class SerialDate(Refusal):
    """A bare number stands where a date should: the serial number of a day, as spreadsheets count them."""

    code = "intake.serial-date"
    sentence = "{told} is a number, and may be the serial number of a day."
    hint = "If it is a day of a spreadsheet it means {day}: format the column as a date, or write {day}."


class NotANumber(Refusal):
    """The cell should hold a number."""

    code = "intake.not-a-number"
    sentence = "«{text}» is not a number."
    hint = "Write digits only, without units or separators of thousands."


class OutsideBands(Refusal):
    """A number lies in none of the bands of the mapping."""

    code = "intake.outside-bands"
    sentence = "{text} lies in none of the bands of the mapping."
    hint = "Check the number, or add a band to the mapping."


class NoVocabulary(Refusal):
    """A cell is filled whose field takes codes of a vocabulary the registry does not have."""

    code = "intake.no-vocabulary"
    sentence = "The registry has no vocabulary {vocabulary!r}."
    hint = "Put a file with the vocabulary {vocabulary} among the registry's own vocabularies, or empty the column."


class AmbiguousTerm(Refusal):
    """A word may mean several terms."""

    code = "intake.ambiguous-term"
    sentence = "«{text}» may mean {terms}."
    hint = "Write one of the codes {terms}, or say in the mapping's [terms.{vocabulary}] which is meant."


class NotAWord(Refusal):
    """A cell that takes one of a few words holds another."""

    code = "intake.unknown-word"
    sentence = "«{text}» is not one of {known}."
    hint = "Write one of {known}, or say in [terms.{vocabulary}] of the mapping which is meant."


class NotADay(Refusal):
    """A day is needed, and the words leave several open."""

    code = "intake.not-a-day"
    sentence = "«{told}» is not one day."
    hint = "Write the day in full, like 2011-12-17, or leave the cell empty."


class NoReference(Refusal):
    """The row leaves open what the account cannot do without, such as whom it is about."""

    code = "intake.no-reference"
    sentence = "The row leaves {kind} open."
    hint = "Fill in the cell; this cannot be kept without it. If the row does not tell of it, give the part a `when`."


class NothingApplies(Refusal):
    """No part of the mapping applies to the row, so nothing would be kept of it."""

    code = "intake.nothing-applies"
    sentence = "No part of the mapping applies to this row."
    hint = "Nothing would be kept of this row. Add a part to the mapping whose `when` fits it, or take the row out."


class RefersToRefused(Refusal):
    """The row depends on another that was refused."""

    code = "intake.refers-to-refused"
    sentence = "It refers to {id}, and the row that describes it was refused."
    hint = "Mend the row that describes {id} first; see the other problems."


class RefersToNothing(Refusal):
    """The row depends on something that is neither in these files nor in the registry."""

    code = "intake.refers-to-nothing"
    sentence = "It refers to {id}, which is neither in these files nor in the registry."
    hint = "Add the row that describes {id}, or check how the id is written."


class UnusedFile(Refusal):
    """Nothing of a file is used by the mapping."""

    code = "intake.unused-file"
    sentence = "The mapping uses no sheet of {file}."
    hint = "The mapping takes the sheets {known}; {file} has {found}."


class SheetNotRead(Refusal):
    """A sheet has rows, and no part of the mapping reads it."""

    code = "intake.sheet-not-read"
    sentence = "The mapping does not read the sheet {sheet}: none of its rows came in."
    hint = "The mapping reads {known}. Give the sheet one of these names, or list it in the mapping under `ignore`."


class MissingSheet(Refusal):
    """The mapping needs a sheet that none of the files has."""

    code = "intake.missing-sheet"
    sentence = "There is no sheet {sheet}."
    hint = "The files have {found}. Name the sheet so, give the file that has it, or write `optional = true`."
