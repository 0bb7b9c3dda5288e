"""A mass event as its page shows it: the whole, each crossing, what each origin says of either, and who is left."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lastseen.figures.charts.drawing import Drawing
from lastseen.figures.charts.ranges import RangeWords, Told, ranges
from lastseen.reports.records.events import Crossing, MassEvent, OfOrigin
from lastseen.web.speech import Speech
from lastseen.web.words import words_in

Ends = tuple[int | None, int | None]
"""The two ends of a range; None is an end that nobody gives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginShown:
    """What one independent origin says, in words."""

    label: str
    text: str
    repeated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartShown:
    """The whole of an event, or one crossing: the range told, how many were identified, how many that leaves."""

    label: str
    told: str
    identified: int
    left: str
    origins: tuple[OriginShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventShown:
    """A mass event. ``summed`` says the sum of its crossings where that goes beyond the whole, and else is empty."""

    title: str
    whole: PartShown
    crossings: tuple[PartShown, ...]
    is_open: bool
    is_of_parts: bool
    exceeding: str
    drawing: Drawing
    alternative: str


def event_shown(speech: Speech, event: MassEvent) -> EventShown:
    """An event in words and as a drawing."""
    words = words_in(speech.language)["events"]
    stages = ", ".join(speech.label("stage-kind", stage) for stage in event.stages) or words["event"]
    when = speech.wording.interval(*event.start) if event.start != (None, None) else words["undated"]
    whole = _part(speech, event, words["whole"])
    crossings = tuple(_part(speech, one, words["over"].format(place=_place(speech, one))) for one in event.crossings)
    told = list(_ranges(speech, event, (whole, *crossings)))
    return EventShown(
        title=f"{stages} · {when}",
        whole=whole,
        crossings=crossings,
        is_open=event.is_open or any(one.is_open for one in event.crossings),
        is_of_parts=not event.origins and bool(event.crossings),
        exceeding=said((sum(one.low for one in event.crossings), None), words) if event.is_exceeded else "",
        drawing=ranges(told, RangeWords(**words["drawing"])),
        alternative="; ".join(f"{one.label}: {one.text}" for one in told),
    )


def _place(speech: Speech, part: Crossing) -> str:
    return speech.label("place", part.code)


def _part(speech: Speech, part: MassEvent | Crossing, label: str) -> PartShown:
    words = words_in(speech.language)["events"]
    is_told = part.high > 0 or part.is_open
    return PartShown(
        label=label,
        told=said(ends(part), words) if is_told else words["no_number"],
        identified=part.identified,
        left=said(remainder(part), words) if is_told else words["no_number"],
        origins=tuple(_origin(speech, place, one) for place, one in enumerate(part.origins, start=1)),
    )


def _origin(speech: Speech, place: int, origin: OfOrigin) -> OriginShown:
    words = words_in(speech.language)["events"]
    when = "" if origin.day is None else f" · {origin.day.isoformat()}"
    label = f"{place}. {speech.label('source-kind', origin.kind)}{when}"
    text = said((origin.lowest, origin.highest), words)
    return OriginShown(label=label, text=text, repeated=origin.repeated)


def ends(part: MassEvent | Crossing) -> Ends:
    """The range told; an end that an origin leaves open stays open."""
    return part.low, None if part.is_open else part.high


def remainder(part: MassEvent | Crossing) -> Ends:
    """How many nobody has identified, at least and at most: whoever is identified is among those told of."""
    low, high = ends(part)
    return max(0, (low or 0) - part.identified), None if high is None else max(0, high - part.identified)


def said(range_: Ends, words: Mapping[str, str]) -> str:
    """A range in words: an end that is not given is not made up."""
    match range_:
        case (None, None):
            return words["no_number"]
        case (int(low), None):
            return words["or_more"].format(n=low)
        case (None | 0, int(high)) if high:
            return words["up_to"].format(n=high)
        case (low, high):
            return words["exactly"].format(n=low) if low == high else words["range"].format(low=low, high=high)


def _ranges(speech: Speech, event: MassEvent, parts: Sequence[PartShown]) -> Iterator[Told]:
    """The rows of the drawing: the whole, then each crossing, each with its origins, and who is left at the end."""
    told_of: tuple[MassEvent | Crossing, ...] = (event, *event.crossings)
    for part, shown in zip(told_of, parts, strict=True):
        low, high = ends(part)
        yield Told(label=shown.label, text=shown.told, low=low, high=high, bold=True)
        for told, origin in zip(part.origins, shown.origins, strict=True):
            yield Told(label=origin.label, text=origin.text, low=told.lowest, high=told.highest, depth=1)
    low, high = remainder(event)
    words = words_in(speech.language)["events"]
    yield Told(label=words["left"], text=parts[0].left, low=low, high=high, bold=True)
