"""Custody as each independent source tells it: drawn on one axis of time, then stage by stage."""

from collections.abc import Iterator
from datetime import date

from lastseen.figures.charts.chain import ChainWords, Lane, chain
from lastseen.figures.charts.chain_extent import StageMark
from lastseen.reports.document.model import Block, Heading, Line, Picture, Table, plain
from lastseen.reports.dossier.desk import Desk, given, line
from lastseen.reports.dossier.short import titled
from lastseen.reports.records.accounts import ToldAccount
from lastseen.reports.records.dossiers import PersonRecord
from lastseen.reports.records.takings import Taking, Telling

_HEADS = {"stage": 0.13, "when": 0.18, "where": 0.17, "by_whom": 0.24, "grounds": 0.14, "basis": 0.14}

Days = tuple[date | None, date | None]


def custody(desk: Desk, person: PersonRecord) -> Iterator[Block]:
    """Each time the person was taken: the chains drawn, then a table for each source."""
    yield Heading(level=2, text=plain(desk.texts["section"]["custody"]))
    for taking in person.takings:
        yield from titled(desk, person, taking)
        yield from drawn(desk, person, taking)
        yield from (_table(desk, telling) for telling in taking.tellings if telling.stages)


def drawn(desk: Desk, person: PersonRecord, taking: Taking) -> Iterator[Block]:
    """The chains of a taking, a lane for each independent source; a sentence where no stage is told."""
    tellings = sorted((t for t in taking.tellings if t.stages), key=lambda telling: desk.source(telling.source))
    if not tellings:
        yield desk.note("no_stage")
        return
    lanes = [_lane(desk, telling) for telling in tellings]
    copied = {account.source for account in person.of("stage")} - {telling.source for telling in taking.tellings}
    yield Picture(
        drawing=chain(lanes, ChainWords(**desk.texts["chain"])),
        caption=plain(desk.texts["caption"]["custody"]),
        alternative=". ".join(_in_words(lane) for lane in lanes) + ".",
        notes=(plain(desk.texts["copied"].format(sources=desk.sources(copied))),) if copied else (),
    )


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
