"""What the columns of a table say for the fields of an account, whether they are called by names or by labels.

A question stands behind its groups (``group/question``). One that takes several answers has them in one cell, with
spaces between, or a column for each choice (``question/choice``) of 1 and 0, or both.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from lastseen.domain.accounts import ACCOUNT_TYPES, FieldSpec, ValueKind, specs
from lastseen.exchange.grid import KINDS, MANY, CellReader, Value, Wording, within
from lastseen.exchange.kobo.tables import Line
from lastseen.exchange.kobo.writing import NAME, SOURCE, TITLES
from lastseen.exchange.tables.sheets import folded

_CHOSEN = {"1": True, "true": True, "0": False, "false": False}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: what question it answers, and which choice it stands for where it has one of its own."""

    name: str
    question: str
    choice: str = ""


def columns_of(kind: str, names: Iterable[str], wording: Wording) -> tuple[Column, ...]:
    """The columns that answer questions of a repeat, or of the submission itself where it is none."""
    fields = specs(ACCOUNT_TYPES[kind]) if kind in KINDS else {}
    asked = {_key(name): name for name in fields}
    for name in (NAME,) if kind in KINDS else (SOURCE, "kind"):
        asked |= {_key(title): name for title in (name, *TITLES[name].values())}
    choosing = {name: spec.vocabulary for name, spec in fields.items() if _takes_several(spec)}
    return tuple(column for name in names if (column := _column(name, asked, choosing, wording)) is not None)


def said(line: Line, columns: Sequence[Column], kind: str, cells: CellReader) -> dict[str, tuple[Value, ...]]:
    """What a line says for each field; what cannot be read is noted and left out."""
    found = {}
    for name, spec in specs(ACCOUNT_TYPES[kind]).items():
        mine = [column for column in columns if column.question == name and line.get(column.name)]
        values = _values(line, mine, spec, cells)
        if values:
            found[name] = values
    return found


def text_of(line: Line, columns: Iterable[Column], question: str) -> str:
    """What a line answers to a question that is no field; nothing where it does not."""
    return next((line.get(c.name) for c in columns if c.question == question and line.get(c.name)), "")


def is_answered(line: Line, column: Column) -> bool:
    """Whether a line says something in a column: a choice that was not chosen is nothing said."""
    text = line.get(column.name)
    return bool(text) and (not column.choice or _CHOSEN.get(folded(text)) is not False)


def _column(name: str, asked: Mapping[str, str], choosing: Mapping[str, str], wording: Wording) -> Column | None:
    """What a column answers. A choice may have a stroke in it; groups are passed over."""
    parts = name.split("/")
    questions = [_asked(part, asked) for part in parts]
    choices = [
        Column(name, question, "/".join(parts[at:]))
        for at, question in enumerate(questions[:-1], start=1)
        if question in choosing
    ]
    known = [one for one in choices if wording.knows(choosing[one.question], one.choice)]
    whole = [Column(name, questions[-1])] if questions[-1] else []
    return next(iter([*known, *whole, *choices]), None)


def _asked(part: str, asked: Mapping[str, str]) -> str:
    """The question that a part of a column's name is; ODK joins groups to it by a hyphen."""
    return asked.get(_key(part)) or asked.get(_key(part.rpartition("-")[2]), "")


def _key(title: str) -> str:
    return folded(title).replace(" ", "_")


def _takes_several(spec: FieldSpec) -> bool:
    return spec.many and spec.kind is ValueKind.CODE


def _values(line: Line, columns: Sequence[Column], spec: FieldSpec, cells: CellReader) -> tuple[Value, ...]:
    """What is said in one cell, or chosen in several; where both are there and differ, what the one cell says."""
    told = tuple(value for column in columns if not column.choice for value in _whole(line, column, spec, cells))
    marks = dict(_marks(line, columns, spec, cells))
    chosen = tuple({"v": code} for code, mark in marks.items() if mark)
    if not told:
        return chosen
    if marks and {value["v"] for value in told if "v" in value} != {value["v"] for value in chosen}:
        cells.note(within(line.place, columns[0].name), "kobo.choices-differ", line.get(columns[0].name))
    if len(told) > 1 and not spec.many:
        cells.note(within(line.place, columns[0].name), "records.several", line.get(columns[0].name))
    return told if spec.many else told[:1]


def _whole(line: Line, column: Column, spec: FieldSpec, cells: CellReader) -> tuple[Value, ...]:
    text = _apart(line.get(column.name), spec, cells.wording)
    return cells.values(text, spec, within(line.place, column.name))


def _marks(line: Line, columns: Iterable[Column], spec: FieldSpec, cells: CellReader) -> Iterator[tuple[str, bool]]:
    """Whether each choice that has a column was chosen."""
    for column in columns:
        if column.choice:
            mark = _CHOSEN.get(folded(line.get(column.name)))
            if mark is None:
                cells.note(within(line.place, column.name), "records.no-value", line.get(column.name))
            else:
                yield cells.wording.code(spec.vocabulary, column.choice), mark


def _apart(text: str, spec: FieldSpec, wording: Wording) -> str:
    """Answers that stand in one cell with spaces between, set apart as everywhere else.

    Labels have spaces in them as well: they are set apart where that can be done in one way. A word that is nobody's
    code stays one beside codes; else the text stays whole.
    """
    knows = partial(wording.knows, spec.vocabulary)
    if not _takes_several(spec) or MANY in text or knows(text):
        return text
    words = text.split()
    ways: dict[int, list[tuple[str, ...]]] = {len(words): [()]}
    for start in reversed(range(len(words))):
        ends = ((end, " ".join(words[start:end])) for end in range(start + 1, len(words) + 1))
        ways[start] = [(label, *rest) for end, label in ends if knows(label) for rest in ways[end]][:2]
    if len(ways[0]) == 1:
        return MANY.join(ways[0][0])
    codes = wording.vocabularies.get(spec.vocabulary, ())
    return MANY.join(words) if any(word in codes for word in words) else text
