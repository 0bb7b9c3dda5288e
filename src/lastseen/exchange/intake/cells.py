"""The cells of one row, as a mapping asks for them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from lastseen.exchange.intake.problems import LongText, NoId
from lastseen.exchange.intake.values import decimal, text_of
from lastseen.exchange.mapping.model import Condition, Text
from lastseen.exchange.tables.sheets import Cell, Row, folded

_LONGEST_ID = 200


@dataclass(frozen=True, slots=True)
class Cells:
    """One row's cells by the name of their column. ``blank`` are words that say there is no value."""

    row: Row
    places: Mapping[str, int]
    blank: Collection[str]

    def cell(self, column: str) -> Cell:
        """What stands in a column, without spaces around it."""
        cell = self.row.cell(self.places[column])
        return cell.strip() if isinstance(cell, str) else cell

    def whole(self, text: Text, blank: Collection[str]) -> Cell:
        """What a text comes to: a cell as it is, or words and cells joined.

        Empty where all its cells are. Of several cells those that say there is no value are left out; where all say so,
        the first of them stands for all.
        """
        if text.column is not None:
            return self.cell(text.column)
        if not text.columns:
            return text.pieces[0]
        cells = [text_of(self.cell(column)) for column in text.columns]
        given = ["" if folded(cell) in blank else cell for cell in cells]
        if not any(given):
            return next((cell for cell in cells if cell), "")
        pieces = [given[place // 2] if place % 2 else piece for place, piece in enumerate(text.pieces)]
        return " ".join("".join(pieces).split())

    def text(self, text: Text) -> str:
        """The words a text comes to; none where they only say that there is no value."""
        words = text_of(self.whole(text, self.blank))
        return "" if folded(words) in self.blank else words

    def id(self, text: Text) -> str:
        """The id a text comes to. Raises :class:`NoId` where a part of it is missing, :class:`LongText`."""
        empty = [column for column in text.columns if folded(text_of(self.cell(column))) in ("", *self.blank)]
        if empty:
            raise NoId(columns=", ".join(empty))
        words = self.text(text)
        if len(words) > _LONGEST_ID:
            raise LongText(length=len(words), most=_LONGEST_ID)
        return words

    def met(self, conditions: Sequence[Condition]) -> bool:
        """Whether every condition is met. Raises ``NotANumber`` where a condition compares what is none."""
        return all(self._met(condition) for condition in conditions)

    def _met(self, condition: Condition) -> bool:
        words = text_of(self.cell(condition.column))
        key = folded(words)
        filled = key != "" and key not in condition.blank
        return (
            (condition.filled is None or condition.filled is filled)
            and (condition.is_any is None or key in condition.is_any)
            and (condition.is_none is None or key not in condition.is_none)
            and (condition.contains is None or any(part in key for part in condition.contains))
            and (condition.between is None or (filled and _within(decimal(words), *condition.between)))
        )


def _within(number: float, low: float | None, high: float | None) -> bool:
    return (low is None or low <= number) and (high is None or number <= high)
