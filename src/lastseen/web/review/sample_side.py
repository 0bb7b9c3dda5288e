"""Two accounts side by side as their sources tell, with no code that could say whether they are joined."""

from collections.abc import Iterator, Sequence

from lastseen.operations.judging import Side
from lastseen.reports.texts import texts_in
from lastseen.web.people.beside import Beside, Row, fate_rows, person_rows, taking_rows
from lastseen.web.speech import Speech, Value
from lastseen.web.words import words_in


def side_by_side(speech: Speech, sides: Sequence[Side]) -> Beside:
    """Each account in a column under its source: who the person is, how they were taken, what became of them, kin."""
    heads = _heads(sides)
    told = {head: side.accounts for head, side in zip(heads, sides, strict=True)}
    stages = {head: [one for one in accounts if one.kind == "stage"] for head, accounts in told.items()}
    rows = (*person_rows(speech, told), *taking_rows(speech, stages), *fate_rows(speech, told), *_ties(speech, sides))
    return Beside(columns=tuple(told), rows=rows)


def _heads(sides: Sequence[Side]) -> list[str]:
    """The sources, with the name of the account in each where it is one source."""
    sources = [side.source for side in sides]
    if len(set(sources)) == len(sources):
        return sources
    return [f"{side.source} · {side.name}" for side in sides]


def _ties(speech: Speech, sides: Sequence[Side]) -> Iterator[Row]:
    cells = tuple(tuple(_of(speech, side)) for side in sides)
    if any(cells):
        yield Row(head=words_in(speech.language)["sample"]["ties"], cells=cells, differs=False)


def _of(speech: Speech, side: Side) -> Iterator[Value]:
    said = texts_in(speech.language)["report"]["tie"]
    this = words_in(speech.language)["sample"]["this_person"]
    for tie in side.ties:
        other = ", ".join(name.text for name in tie.names) or "–"
        person, further = (this, other) if tie.to_other else (other, this)
        relation = ", ".join(speech.label("relation", code) for code in tie.relation)
        yield Value(text=said.format(person=person, other=further, relation=relation))
