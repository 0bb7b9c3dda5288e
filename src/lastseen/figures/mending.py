"""Figures that give nothing away together: those each protected by itself, with further rows put together."""

from collections.abc import Sequence

from lastseen.figures.auditing import Book, audit
from lastseen.figures.definitions import DefinitionSet
from lastseen.figures.disclosure import THRESHOLD, WITHHELD, Protected, withhold
from lastseen.figures.lexicon import read_lexicon
from lastseen.figures.protections import protected_cells, protections
from lastseen.figures.questions import shown
from lastseen.figures.variables import PLAIN
from lastseen.snapshot import Snapshot


def mended(
    definitions: DefinitionSet,
    snapshot: Snapshot,
    safe: Sequence[Protected],
    threshold: int = THRESHOLD,
    cleared: frozenset[str] = frozenset(),
) -> tuple[Protected, ...]:
    """Figures of one release, each protected, as the audit of them together proposes; in the order given.

    What is in a row of a ``cleared`` figure alone is not protected.
    """
    lexicon = read_lexicon(snapshot)
    found = {one.figure.id: one for one in safe}
    answered = DefinitionSet(
        id=definitions.id, version=definitions.version, figures=tuple(map(definitions.figure, found))
    )
    cells = protected_cells(answered, snapshot, protections(), threshold, cleared)
    release = {id_: shown(one.figure, tuple(one.withheld)) for id_, one in found.items()}
    labels = lexicon.label(PLAIN, WITHHELD)
    book = Book(definitions=answered, lineage=lexicon.lineage)
    for figure, row in audit(book, [release], cells, threshold).proposal.suppress:
        found[figure] = withhold(found[figure], row, labels)
    return tuple(found[one.figure.id] for one in safe)
