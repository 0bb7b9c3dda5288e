"""The drawings of a person's page: custody in time, the family, and the way the person was taken."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from lastseen.domain.answers import Absence, values
from lastseen.domain.dates import IntervalDate
from lastseen.domain.derive.frame import Frame
from lastseen.figures.charts.area_map import Leg, MapWords, Place, PlaceCount, area_map
from lastseen.figures.charts.chain import ChainWords, Lane, chain
from lastseen.figures.charts.chain_extent import StageMark
from lastseen.figures.charts.drawing import Drawing
from lastseen.figures.charts.kinship import Member, Tie
from lastseen.figures.charts.outlines import outlines, shipped_outlines
from lastseen.figures.charts.tree import TreeWords, tree
from lastseen.operations.pages import AccountTold, PersonPage
from lastseen.operations.pages.parts import SourceTelling, TakingSeen
from lastseen.reports.texts import texts_in
from lastseen.web.speech import Speech

_ALL_IN_ALL = 3
"""So many names of one person fit below a mark of the tree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A drawing, and what it shows in words for whoever cannot see it."""

    drawing: Drawing
    alternative: str


def custody(speech: Speech, tellings: Sequence[SourceTelling], kinds: Mapping[str, str]) -> Shown | None:
    """The chain of each independent source on one axis of time, rivals never joined; None where no stage is told.

    ``kinds`` are the kinds of sources by name.
    """
    told = sorted((telling for telling in tellings if telling.chain), key=lambda telling: telling.source)
    if not told:
        return None
    lanes = [_lane(speech, telling, kinds.get(telling.source, "")) for telling in told]
    words = "; ".join(f"{lane.title}: {', '.join(_in_words(mark) for mark in lane.stages)}" for lane in lanes)
    return Shown(drawing=chain(lanes, ChainWords(**speech.words["chain"])), alternative=words)


def _lane(speech: Speech, telling: SourceTelling, kind: str) -> Lane:
    title = " · ".join(word for word in (telling.source, speech.label("source-kind", kind)) if word)
    return Lane(title=title, stages=tuple(_mark(speech, stage, telling.source) for stage in telling.chain))


def _mark(speech: Speech, stage: AccountTold, source: str) -> StageMark:
    """A stage as it is drawn. Where no end is told only its beginning is, as nobody said how long it lasted."""
    start, end = _days(stage, "start"), _days(stage, "end")
    low, high = start if end == (None, None) else end
    other = speech.words["from_other"].format(source=stage.source) if stage.source != source else ""
    when = "" if start == (None, None) else speech.wording.interval(*start)
    detail = (_by_whom(speech, stage), speech.text(stage, "place"), when, other)
    return StageMark(
        label=speech.text(stage, "stage") or speech.label("absence", Absence.NOT_ASKED),
        detail=" · ".join(word for word in detail if word),
        start_low=start[0],
        start_high=start[1],
        end_low=low,
        end_high=high,
    )


def _by_whom(speech: Speech, stage: AccountTold) -> str:
    involved = values(stage.said("authorities"))
    codes = dict.fromkeys(getattr(one, "authority", "") for one in involved)
    return "; ".join(speech.label("authority", code) for code in codes if code)


def _days(stage: AccountTold, field: str) -> tuple[date | None, date | None]:
    found = (value for value in values(stage.said(field)) if isinstance(value, IntervalDate))
    return next(((one.earliest, one.latest) for one in found), (None, None))


def _in_words(mark: StageMark) -> str:
    return f"{mark.label} ({mark.detail})" if mark.detail else mark.label


def family(speech: Speech, page: PersonPage, frame: Frame) -> Shown | None:
    """The person among kin, as all sources tell it; None where no kin is told."""
    ties = list(dict.fromkeys((*_told_ties(speech, page), *_speakers(speech, page, frame))))
    if not ties:
        return None
    codes = dict.fromkeys((page.code, *(end for tie in ties for end in (tie.person, tie.other))))
    people = [_member(page, code) for code in codes]
    words = TreeWords(**texts_in(speech.language)["report"]["tree"])
    said = texts_in(speech.language)["report"]["tie"]
    alternative = "; ".join(said.format(person=t.person, other=t.other, relation=t.label) for t in ties)
    return Shown(drawing=tree(people, ties, words), alternative=alternative)


def _told_ties(speech: Speech, page: PersonPage) -> Iterator[Tie]:
    for tie in page.ties:
        if tie.is_kin:
            other = tie.other.code or _speaker(speech, page, tie.account.source)
            ends = (page.code, other) if tie.to_other else (other, page.code)
            yield from _tie(speech, ends, tie.account, "relation")


def _speakers(speech: Speech, page: PersonPage, frame: Frame) -> Iterator[Tie]:
    """What the person is to whoever speaks in each source."""
    for account in page.of("person"):
        kin = any(frame.is_kin(str(code)) for code in values(account.said("relation_to_interviewee")))
        if kin:
            ends = (page.code, _speaker(speech, page, account.source))
            yield from _tie(speech, ends, account, "relation_to_interviewee")


def _tie(speech: Speech, ends: tuple[str, str], account: AccountTold, field: str) -> Iterator[Tie]:
    for code in values(account.said(field))[:1]:
        kind = str(code)
        yield Tie(person=ends[0], other=ends[1], kind=kind, label=speech.label("relation", kind))


def _speaker(speech: Speech, page: PersonPage, source: str) -> str:
    """What the tree calls whoever speaks in a source: the interviewee's own code, who may speak in several."""
    code = next((one.interviewee for one in page.sources if one.name == source), "") or source
    said: str = speech.words["interviewee"].format(code=code)
    return said


def _member(page: PersonPage, code: str) -> Member:
    own, other = code == page.code, page.others.get(code)
    names = [one.name.text for one in page.names] if own else [n.text for n in other.names] if other else []
    sexes = {str(sex) for account in page.of("person") for sex in values(account.said("sex"))} if own else set()
    roles = {"victim"} if own and page.takings else set(other.roles) if other else set()
    return Member(
        code=code,
        lines=(code, *names[:_ALL_IN_ALL]),
        sex=sexes.pop() if len(sexes) == 1 else "",
        taken="victim" in roles,
    )


def route(speech: Speech, takings: Sequence[TakingSeen], frame: Frame, words: Mapping[str, Any]) -> Shown | None:
    """The map of places told, and of the way from each to the next; None where no place told has a place on a map."""
    found = next((name for name in shipped_outlines() if _is_on(name, takings, frame)), None)
    if found is None:
        return None
    counts, legs = Counter[str](), Counter[tuple[str, str]]()
    for places in _ways(takings):
        counts.update({places[0]})
        legs.update(set(pairwise(places)))
    shown = [PlaceCount(place=p, n=n, high=n) for code, n in counts.items() if (p := _place(speech, frame, code))]
    moved = [
        Leg(start=a, end=b, n=n, high=n)
        for (start, end), n in legs.items()
        if (a := _place(speech, frame, start)) and (b := _place(speech, frame, end))
    ]
    said = [f"{speech.label('place', start)} → {speech.label('place', end)} ({n})" for (start, end), n in legs.items()]
    alternative = "; ".join(said) or ", ".join(speech.label("place", code) for code in counts)
    return Shown(drawing=area_map(outlines(found), shown, moved, MapWords(**words)), alternative=alternative)


def _is_on(name: str, takings: Sequence[TakingSeen], frame: Frame) -> bool:
    """Whether any place told lies in an area of these outlines, and can be drawn."""
    drawn = outlines(name)
    places = {place for way in _ways(takings) for place in way}
    above = frame.vocabularies["place"].ancestors
    return any(
        not drawn.keys().isdisjoint((place, *above(place))) and frame.attribute("place", place, "lat") is not None
        for place in places
    )


def _ways(takings: Iterable[TakingSeen]) -> Iterator[list[str]]:
    """The places that each source tells of in one taking, in order, none twice in a row."""
    for taking in takings:
        for telling in taking.tellings:
            way = [place for stage in telling.chain for place in _places(stage)]
            turns = [place for place, before in zip(way, [None, *way], strict=False) if place != before]
            if turns:
                yield turns


def _places(stage: AccountTold) -> Iterable[str]:
    return (str(place) for field in ("place_from", "place") for place in values(stage.said(field))[:1])


def _place(speech: Speech, frame: Frame, code: str) -> Place | None:
    latitude, longitude = (frame.attribute("place", code, name) for name in ("lat", "lon"))
    if not isinstance(latitude, float) or not isinstance(longitude, float):
        return None
    return Place(code=code, name=speech.label("place", code), longitude=longitude, latitude=latitude)
