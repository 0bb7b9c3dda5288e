"""Tables of the whole country that may be published below the threshold: cleared by two people, with reasons."""

from datetime import datetime
from uuid import UUID

from lastseen.domain.errors import Refusal
from lastseen.domain.permitting import NothingSaid, TableClearance
from lastseen.domain.rights import May
from lastseen.figures import DefinitionSet
from lastseen.figures.protections import ClearedTable, clears, is_one_way
from lastseen.operations.users import authorised
from lastseen.storage.ledger import recording
from lastseen.storage.permitting import put_table_clearance, table_clearances


class NotOneWay(Refusal):
    """A figure that crosses things, or counts a part of the country, is not cleared as a whole."""

    code = "clearing.not-one-way"
    sentence = "{figure} is not a public table of one variable for the whole country."
    hint = "Clear a figure of one variable without conditions."


def clear_table(clearance: TableClearance, definitions: DefinitionSet, *, actor: UUID, now: datetime) -> UUID:
    """Say yes to showing every row of a figure, however small; gives the id. It holds once two people said so.

    Raises :class:`~lastseen.domain.permitting.NothingSaid`, :class:`NotOneWay` and
    :class:`~lastseen.figures.definitions.NoSuchFigure`.
    """
    authorised(actor, May.RELEASE)
    if not clearance.reason.strip():
        raise NothingSaid(what="Why nobody can be harmed by it")
    if not is_one_way(definitions.figure(clearance.figure)):
        raise NotOneWay(figure=clearance.figure)
    with recording(actor, "clear-table", now) as pen:
        return put_table_clearance(pen, clearance)


def cleared_figures(definitions: DefinitionSet) -> frozenset[str]:
    """The figures of a set that enough people cleared, as it stands now."""
    given: dict[str, dict[UUID, str]] = {}
    for editor, one in table_clearances().values():
        given.setdefault(one.figure, {})[editor] = one.reason
    tables = (
        ClearedTable(figure=figure, editors=frozenset(reasons), reason="\n".join(reasons.values()))
        for figure, reasons in given.items()
    )
    return frozenset(one.figure for one in tables for each in definitions.figures if clears(one, each))
