"""Mass events as a report tells them: the range over all origins, and what each origin says."""

from lastseen.reports.document.model import Align, Block, Column, Line, Paragraph, Table, Text, Weight, plain
from lastseen.reports.records.events import Crossing, MassEvent, OfOrigin
from lastseen.reports.report.page import Page


def events(page: Page, caption: Text) -> tuple[Block, ...]:
    """A table for each event; a sentence where there is none."""
    found = page.matter.events
    if not found:
        return (Paragraph(text=plain(page.texts("report")["no_events"])),)
    return tuple(_table(page, event, caption) for event in found)


def _table(page: Page, event: MassEvent, caption: Text) -> Table:
    texts, wording = page.texts("report"), page.wording
    heads = (Column(head=texts["origin"]), Column(head=texts["origin_day"]))
    numbers = tuple(Column(head=texts[key], align=Align.NUMBER) for key in ("lowest", "highest", "repeated"))
    stages = wording.enumeration([page.term("stage-kind", stage) for stage in event.stages]) or texts["event"]
    lines = tuple(_line(page, place, origin) for place, origin in enumerate(event.origins, start=1))
    lines = lines or tuple(_part(page, crossing) for crossing in event.crossings)
    whole = (texts["all_origins"], "", wording.number(event.low), wording.number(event.high), "")
    title = texts["event_title"].format(what=stages, when=wording.interval(*event.start))
    identified = texts["identified"].format(n=wording.number(event.identified))
    return Table(
        caption=(*plain(f"{title}. "), *caption),
        columns=(*heads, *numbers),
        lines=(*lines, Line(cells=tuple(plain(cell) for cell in whole), weight=Weight.SUM)),
        notes=(plain(texts["event_note"]), *([plain(identified)] if page.matter.inside and event.identified else [])),
    )


def _line(page: Page, place: int, origin: OfOrigin) -> Line:
    texts, wording = page.texts("report"), page.wording
    cells = (
        texts["origin_number"].format(kind=page.term("source-kind", origin.kind), n=place),
        _day(page, origin),
        texts["no_number"] if origin.lowest is None else wording.number(origin.lowest),
        texts["no_number"] if origin.highest is None else wording.number(origin.highest),
        wording.number(origin.repeated) if origin.repeated else "–",
    )
    return Line(cells=tuple(plain(cell) for cell in cells))


def _part(page: Page, crossing: Crossing) -> Line:
    """A crossing, where the event is the sum of its crossings."""
    place = page.texts("report")["crossing"].format(place=page.term("place", crossing.code))
    ends = tuple(page.wording.number(end) for end in (crossing.low, crossing.high))
    return Line(cells=tuple(plain(cell) for cell in (place, "", *ends, "")))


def _day(page: Page, origin: OfOrigin) -> str:
    """The day of a source; of an interview for those inside only, as it points at whoever spoke."""
    is_hidden = page.matter.inside is None and origin.kind == "interview"
    return "" if origin.day is None or is_hidden else page.wording.day(origin.day)
