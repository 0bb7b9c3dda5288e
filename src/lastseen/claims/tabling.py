"""Checks the numbers of tables, each by the words that head its row and its column.

A cell is called wrong only where its row is called as one fact is, and another row of the table is right of the same
figure.
"""

from collections.abc import Sequence

from lastseen.claims.claim import Because, Verdict
from lastseen.claims.measuring import Fit, holds
from lastseen.claims.placing import Placed
from lastseen.claims.reference import Fact, Reference
from lastseen.claims.tables import Cell
from lastseen.claims.topics import Topics
from lastseen.claims.weighing import Found, lie, values_of

Right = frozenset[tuple[int, str, str]]
"""The rows of tables that are right of a figure: the table, the figure, and the words that head the row."""


def right_rows(placed: Sequence[Placed], words: Topics, reference: Reference) -> Right:
    """Which rows of a text's tables are right of which figure."""
    return frozenset(
        (cell.table, fact.figure, cell.row)
        for one in placed
        if (cell := one.cell) is not None
        for fact in _called(cell, words, reference)
        if lie(one.quantity, fact, reference) is Fit.EXACT
    )


def judge_cell(placed: Placed, cell: Cell, words: Topics, reference: Reference, right: Right) -> Found:
    """The verdict on the number of a cell."""
    called = _called(cell, words, reference)
    fits = [(fact, lie(placed.quantity, fact, reference)) for fact in called or _meant(cell, words, reference)]
    for fact, fit in sorted(fits, key=lambda one: one[1] is not Fit.EXACT):
        if holds(fit):
            verdict = Verdict.AGREES if fit is Fit.EXACT else Verdict.ROUNDED
            return verdict, Because(code=verdict.value, values=values_of(fact)), fact.id
    if len(called) == 1 and _has_company(called[0], cell, right) and (wrong := _WRONG.get(fits[0][1])):
        return wrong, Because(code=wrong.value, values=values_of(called[0])), called[0].id
    if not fits:
        return Verdict.NOT_IN_DATA, Because(code="nothing_like_it"), ""
    labels = ", ".join(fact.label for fact, _ in fits[:3])
    return Verdict.CANNOT_TELL, Because(code="unclear", values={"labels": labels}), ""


_WRONG = {Fit.OVER: Verdict.OVERSTATED, Fit.UNDER: Verdict.UNDERSTATED}


def _has_company(fact: Fact, cell: Cell, right: Right) -> bool:
    return any((table, figure) == (cell.table, fact.figure) and row != cell.row for table, figure, row in right)


def _called(cell: Cell, words: Topics, reference: Reference) -> tuple[Fact, ...]:
    """The facts called as the row is; none where the column says more than what is counted: it is then of both."""
    if any(not (topic.by_label or topic.id.endswith("/total")) for topic in words.meant(cell.column)):
        return ()
    row = _bare(cell.row)
    return tuple(
        fact for fact in reference.facts.values() if row in map(_bare, (fact.label, *dict(fact.labels).values()))
    )


def _meant(cell: Cell, words: Topics, reference: Reference) -> tuple[Fact, ...]:
    """The facts that the words of row and column speak of."""
    facts = (reference.facts.get(topic.id) for topic in words.meant(f"{cell.row} {cell.column}"))
    return tuple(fact for fact in facts if fact is not None and not fact.is_total)


def _bare(label: str) -> str:
    return " ".join(label.casefold().replace("·", " ").split())
