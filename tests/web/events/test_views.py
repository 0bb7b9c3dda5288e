"""Mass events in the browser: a range over origins, those identified taken out of it, open ends left open."""

import pytest
from django.test import Client

from lastseen.domain.rights import Role
from lastseen.exchange.vocabularies import load_vocabularies
from lastseen.reports.records.events import Crossing, MassEvent, OfOrigin
from lastseen.web.events.showing import Ends, event_shown, remainder, said
from lastseen.web.speech import Speech
from lastseen.web.words import words_in
from tests.web.site import Site

WORDS = words_in("en")["events"]
SPEECH = Speech(language="en", vocabularies=load_vocabularies("dprk", None), passages={})


def event(low: int, high: int, identified: int = 0, *crossings: Crossing, is_open: bool = False) -> MassEvent:
    """An event of one origin."""
    origin = OfOrigin(kind="press", day=None, lowest=low, highest=None if is_open else high, repeated=0)
    return MassEvent(
        stages=(),
        start=(None, None),
        origins=(origin,),
        low=low,
        high=high,
        is_open=is_open,
        identified=identified,
        crossings=crossings,
    )


def crossing(code: str, low: int, high: int, identified: int = 0) -> Crossing:
    """A crossing of one origin."""
    origin = OfOrigin(kind="press", day=None, lowest=low, highest=high, repeated=0)
    return Crossing(code=code, origins=(origin,), low=low, high=high, is_open=False, identified=identified)


@pytest.mark.parametrize(
    ("low", "high", "identified", "left"),
    [(500, 600, 2, (498, 598)), (3, 10, 5, (0, 5)), (3, 4, 9, (0, 0)), (7, 7, 0, (7, 7))],
)
def test_whoever_is_identified_is_among_those_told_of(low: int, high: int, identified: int, left: Ends) -> None:
    assert remainder(event(low, high, identified)) == left


def test_who_is_left_of_an_event_without_an_upper_end_has_none_either() -> None:
    assert remainder(event(20, 20, 3, is_open=True)) == (17, None)


@pytest.mark.parametrize(
    ("range_", "text"),
    [
        ((7, 7), "7"),
        ((3, 10), "3–10"),
        ((20, None), "20 or more"),
        ((None, 150), "up to 150"),
        ((0, 150), "up to 150"),
        ((0, 0), "0"),
        ((None, None), WORDS["no_number"]),
    ],
)
def test_a_range_is_said_with_its_open_ends(range_: Ends, text: str) -> None:
    assert said(range_, WORDS) == text


def test_each_crossing_is_told_apart_with_whom_it_leaves_and_drawn_below_the_whole() -> None:
    shown = event_shown(SPEECH, event(500, 600, 2, crossing("tumen", 300, 350, 1), crossing("hunchun", 0, 150)))
    assert [(part.label, part.told, part.left) for part in (shown.whole, *shown.crossings)] == [
        ("The whole event", "500–600", "498–598"),
        ("Over Tumen", "300–350", "299–349"),
        ("Over Hunchun", "up to 150", "up to 150"),
    ]
    assert (shown.exceeding, shown.is_of_parts, shown.is_open) == ("", False, False)
    assert [text for text in ("The whole event", "Over Tumen", "Over Hunchun") if text not in shown.drawing.svg] == []


def test_crossings_that_exceed_the_whole_are_said_to_and_nothing_is_put_right() -> None:
    shown = event_shown(SPEECH, event(50, 60, 0, crossing("tumen", 40, 40), crossing("hunchun", 21, 25)))
    assert (shown.whole.told, shown.exceeding) == ("50–60", "61 or more")


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_event_of_the_demo_is_told_by_origins_and_crossings_counted_once(demo_site: Site, language: str) -> None:
    page = demo_site.client_as(Role.ANALYST, language=language).get("/events/").content.decode()
    words = words_in(language)["events"]
    for low, high in ((500, 600), (498, 598)):
        assert f"<dd>{words['range'].format(low=low, high=high)}</dd>" in page
    assert "<dd>2</dd>" in page
    assert page.count('<tr><th scope="row">') == 5
    assert page.count("<svg") == 1


def test_without_a_snapshot_the_way_to_one_is_told(owner_client: Client) -> None:
    assert words_in("en")["figures"]["none"] in owner_client.get("/events/").content.decode()
