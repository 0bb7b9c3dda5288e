"""Custody as each independent source tells it: drawn on one axis of time, then stage by stage."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from lastseen.figures.charts.chain import ChainWords, Lane, chain
from lastseen.figures.charts.chain_extent import StageMark
from lastseen.reports.document.model import Block, Heading, Line, Picture, Table, plain
from lastseen.reports.dossier.desk import Desk, given, line
from lastseen.reports.records.accounts import ToldAccount
from lastseen.reports.records.dossiers import PersonRecord
from lastseen.reports.records.takings import Taking, Telling

_HEADS = {"stage": 0.1, "when": 0.17, "where": 0.17, "by_whom": 0.28, "grounds": 0.14, "basis": 0.14}
_IN_ONE = 14
"""So many stages fit a picture that is read on one page."""

Days = tuple[date | None, date | None]


def custody(desk: Desk, person: PersonRecord) -> Iterator[Block]:
    """Each time the person was taken: the chains drawn, then a table for each source."""
    yield Heading(level=2, text=plain(desk.texts["section"]["custody"]))
    for taking in person.takings:
        yield from desk.titled(person, taking)
        yield from drawn(desk, person, taking, desk.texts["caption"]["custody"])
        yield from (_table(desk, telling) for telling in desk.tellings(taking))


def drawn(desk: Desk, person: PersonRecord, taking: Taking, caption: str) -> Iterator[Block]:
    """The chains of a taking, a lane for each independent source; a sentence where no stage is told."""
    lanes = [_lane(desk, telling) for telling in desk.tellings(taking)]
    if not lanes:
        yield desk.note("no_stage")
    copied = {stage.source for stage in person.of("stage")} - {telling.source for telling in taking.tellings}
    note = plain(desk.texts["copied"].format(sources=desk.sources(copied)))
    for together in _pages(lanes):
        yield Picture(
            drawing=chain(together, ChainWords(**desk.texts["chain"])),
            caption=plain(caption),
            alternative=". ".join(_in_words(lane) for lane in together) + ".",
            notes=(note,) if copied else (),
        )


def _pages(lanes: Sequence[Lane]) -> Iterator[list[Lane]]:
    """The lanes in as few pictures as can be read, a very long one in pieces."""
    together: list[Lane] = []
    for lane in lanes:
        for place in range(0, len(lane.stages), _IN_ONE):
            piece = replace(lane, stages=lane.stages[place : place + _IN_ONE])
            if sum(len(other.stages) for other in (*together, piece)) > _IN_ONE:
                yield together
                together = []
            together.append(piece)
    if together:
        yield together


def _lane(desk: Desk, telling: Telling) -> Lane:
    source = desk.content.sources.get(telling.source)
    kind = "" if source is None else desk.label("source-kind", source.kind)
    title = " · ".join(word for word in (desk.source(telling.source), kind) if word)
    return Lane(title=title, stages=tuple(_mark(desk, stage, telling.source) for stage in telling.stages))


def _mark(desk: Desk, stage: ToldAccount, source: str) -> StageMark:
    """A stage as it is drawn. Where no end is told only its beginning is, as nobody said how long it lasted."""
    start, end = _days(stage, "start"), _days(stage, "end")
    low, high = start if end == (None, None) else end
    other = desk.texts["from_other"].format(source=desk.source(stage.source)) if stage.source != source else ""
    authorities = "; ".join(dict.fromkeys(desk.codes(stage, "authorities")))
    when = "" if start == (None, None) else desk.wording.interval(*start)
    detail = (authorities, _told(desk, stage, "place"), when, other)
    return StageMark(
        label=desk.said(stage, "stage"),
        detail=" · ".join(word for word in detail if word),
        start_low=start[0],
        start_high=start[1],
        end_low=low,
        end_high=high,
    )


def _days(stage: ToldAccount, field: str) -> Days:
    return next((value.days for value in stage.said(field).values if value.absence is None), (None, None))


def _told(desk: Desk, stage: ToldAccount, field: str) -> str:
    """What a stage says for a field, empty where it gives no value."""
    return desk.said(stage, field) if given(stage.said(field)) else ""


def _in_words(lane: Lane) -> str:
    stages = "; ".join(", ".join(word for word in (stage.label, stage.detail) if word) for stage in lane.stages)
    return f"{lane.title}: {stages}"


def _table(desk: Desk, telling: Telling) -> Table:
    lines = (_line(desk, stage, telling.source) for stage in telling.stages)
    return desk.table("stages", _HEADS, lines, source=desk.source(telling.source))


def _line(desk: Desk, stage: ToldAccount, source: str) -> Line:
    other = f" ({desk.source(stage.source)})" if stage.source != source else ""
    return line(
        desk.said(stage, "stage") + other,
        _first_said(desk, stage, " – ", "start", "end"),
        _first_said(desk, stage, " · ", "place_from", "place", "facility"),
        desk.said(stage, "authorities"),
        _grounds(desk, stage),
        desk.said(stage, "basis"),
    )


def _first_said(desk: Desk, stage: ToldAccount, between: str, *fields: str) -> str:
    """What a stage says for several fields, those without a value left out; of none, why the first has none."""
    told = [word for field in fields if (word := _told(desk, stage, field))]
    return between.join(told) or desk.said(stage, fields[0])


def _grounds(desk: Desk, stage: ToldAccount) -> str:
    whose = _told(desk, stage, "on_account_of")
    on_account = desk.texts["on_account_of"].format(who=whose) if whose else ""
    return "; ".join(word for word in (_told(desk, stage, "grounds"), on_account) if word) or desk.said(
        stage, "grounds"
    )
