"""What a dossier rests on: elements of Art. 2 with who supports them, inconsistencies, sources, and verdicts."""

from collections.abc import Iterable, Iterator, Sequence

from babel import UnknownLocaleError

from lastseen.domain.derive.elements import Element
from lastseen.reports.document.model import Block, Heading, Items, Line, Text, Weight, plain
from lastseen.reports.dossier.desk import Desk, line
from lastseen.reports.dossier.short import titled
from lastseen.reports.records.accounts import ToldAccount
from lastseen.reports.records.dossiers import Judged, PersonRecord, SourceOf
from lastseen.reports.records.takings import Taking

_ELEMENTS = {"element": 0.4, "support": 0.6}
_SOURCES = {"source": 0.14, "kind": 0.18, "day": 0.2, "language": 0.14, "repeats": 0.14, "basis": 0.2}
_SAYING = {"stage": "stage", "response": "response", "fate": "status"}
"""The field by which an account that supports an element is called."""


def elements(desk: Desk, person: PersonRecord) -> Iterator[Block]:
    """Each element of each taking, and the accounts that support it."""
    yield Heading(level=2, text=plain(desk.texts["section"]["elements"]))
    for taking in person.takings:
        yield from titled(desk, person, taking)
        yield desk.table("elements", _ELEMENTS, (_element(desk, taking, element) for element in Element))
    yield desk.note("elements_note")


def _element(desk: Desk, taking: Taking, element: Element) -> Line:
    label = desk.label("element", element)
    if element not in taking.elements:
        return line(label, desk.texts["unsupported"], weight=Weight.ASIDE)
    return line(label, desk.by_source(taking.elements[element]) or desk.texts["follows"])


def implausible(desk: Desk, person: PersonRecord) -> Iterator[Block]:
    """What was told and cannot be so, with the accounts it lies between."""
    yield Heading(level=2, text=plain(desk.texts["section"]["implausible"]))
    accounts = {account.id: account for account in person.accounts}
    items = [
        plain(
            f"{desk.label('inconsistency', one.rule)}: "
            f"{desk.by_source([accounts[id_] for id_ in one.accounts if id_ in accounts])}"
        )
        for one in person.implausible
    ]
    yield Items(items=tuple(items)) if items else desk.note("none_implausible")
