"""What a dossier rests on: elements of Art. 2 with who supports them, inconsistencies, sources, and verdicts."""

from collections.abc import Iterator

from lastseen.domain.answers import Absence
from lastseen.domain.derive.elements import Element
from lastseen.reports.document.model import Block, Heading, Items, Line, Weight, plain
from lastseen.reports.dossier.desk import Desk, line
from lastseen.reports.records.dossiers import Judged, PersonRecord
from lastseen.reports.records.takings import Taking

_ELEMENTS = {"element": 0.4, "support": 0.6}
_NUMBER = {
    Element.DEPRIVATION: 1,
    Element.STATE: 2,
    Element.REFUSAL: 3,
    Element.CONCEALMENT: 3,
    Element.OUTSIDE_LAW: 4,
}
"""Refusal and concealment are two ways of the third."""
_SOURCES = {"source": 0.12, "kind": 0.2, "day": 0.18, "language": 0.13, "repeats": 0.15, "basis": 0.22}


def elements(desk: Desk, person: PersonRecord) -> Iterator[Block]:
    """Each element of each taking, and the accounts that support it."""
    yield Heading(level=2, text=plain(desk.texts["section"]["elements"]))
    for taking in person.takings:
        yield from desk.titled(person, taking)
        yield desk.table("elements", _ELEMENTS, (_element(desk, taking, element) for element in Element))
    yield desk.note("elements_note")


def _element(desk: Desk, taking: Taking, element: Element) -> Line:
    label = f"({_NUMBER[element]}) {desk.label('element', element)}"
    if element not in taking.elements:
        return line(label, desk.texts["unsupported"], weight=Weight.ASIDE)
    return line(label, desk.by_source(taking.elements[element]) or desk.texts["follows"])


def implausible(desk: Desk, person: PersonRecord) -> Iterator[Block]:
    """What was told and cannot be so, with the accounts it lies between."""
    yield Heading(level=2, text=plain(desk.texts["section"]["implausible"]))
    accounts = {account.id: account for account in person.accounts}
    items = [
        (desk.label("inconsistency", one.rule), [accounts[id_] for id_ in one.accounts if id_ in accounts])
        for one in person.implausible
    ]
    said = tuple(plain(f"{rule}: {desk.by_source(between)}") for rule, between in items)
    yield Items(items=said) if said else desk.note("none_implausible")


def sources(desk: Desk) -> Iterator[Block]:
    """Every source, then the verdicts that join what they tell or keep it apart."""
    yield Heading(level=2, text=plain(desk.texts["section"]["sources"]))
    if desk.content.sources:
        yield desk.table("sources", _SOURCES, (_source(desk, id_) for id_ in desk.content.sources))
    verdicts = tuple(plain(_verdict(desk, verdict)) for verdict in desk.content.verdicts)
    yield Items(items=tuple(dict.fromkeys(verdicts))) if verdicts else desk.note("none_verdict")


def _source(desk: Desk, id_: str) -> Line:
    source, wording = desk.content.sources[id_], desk.wording
    accounts = (account for person in desk.content.people for account in person.accounts if account.source == id_)
    bases = dict.fromkeys(basis for account in accounts if (basis := account.code("basis")) is not None)
    kind = desk.label("source-kind", source.kind)
    return line(
        source.name,
        f"{kind}: {source.title}" if source.title else kind,
        wording.interval(source.day, source.day),
        wording.locale.languages.get(source.language, source.language),
        source.repeats or desk.texts["own_origin"],
        "; ".join(desk.label("basis", basis) for basis in bases) or desk.absent(Absence.NOT_ASKED),
    )


def _verdict(desk: Desk, verdict: Judged) -> str:
    """Both ends by their sources, with the codes where these differ."""
    ends = sorted((source, code or desk.texts["no_code"]) for source, code in verdict.ends)
    are_one = len({code for _, code in ends}) == 1
    both = [source if are_one else f"{source} ({code})" for source, code in ends]
    said: str = desk.texts["verdict"][verdict.kind][verdict.answer].format(both=desk.wording.enumeration(both))
    return said
