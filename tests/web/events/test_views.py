"""Mass events in the browser: a range over origins, those identified taken out of it, open ends left open."""

import pytest
from django.test import Client

from lastseen.domain.rights import Role
from lastseen.reports.records.events import MassEvent, OfOrigin
from lastseen.web.events.views import remainder, said
from lastseen.web.words import words_in
from tests.web.site import Site

WORDS = words_in("en")["events"]


def event(low: int, high: int, identified: int) -> MassEvent:
    """An event of one origin."""
    origin = OfOrigin(kind="press", day=None, lowest=low, highest=high, repeated=0)
    return MassEvent(stages=(), start=(None, None), origins=(origin,), low=low, high=high, identified=identified)


@pytest.mark.parametrize(
    ("low", "high", "identified", "left"),
    [(500, 600, 2, (498, 598)), (3, 10, 5, (0, 5)), (3, 4, 9, (0, 0)), (7, 7, 0, (7, 7))],
)
def test_whoever_is_identified_is_among_those_told_of(
    low: int, high: int, identified: int, left: tuple[int, int]
) -> None:
    assert remainder(event(low, high, identified)) == left


def test_a_range_is_said_with_its_open_end() -> None:
    assert said((7, 7), WORDS, is_open=False) == "7"
    assert said((3, 10), WORDS, is_open=False) == "3–10"
    assert said((20, 20), WORDS, is_open=True) == "20 or more"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_event_of_the_demo_is_told_by_origins_counted_once(demo_site: Site, language: str) -> None:
    page = demo_site.client_as(Role.ANALYST, language=language).get("/events/").content.decode()
    words = words_in(language)["events"]
    assert f"<dd>{words['range'].format(low=500, high=600)}</dd>" in page
    assert "<dd>2</dd>" in page
    assert f"<dd>{words['range'].format(low=498, high=598)}</dd>" in page
    assert page.count('<tr><th scope="row">') == 3


def test_without_a_snapshot_the_way_to_one_is_told(owner_client: Client) -> None:
    assert words_in("en")["figures"]["none"] in owner_client.get("/events/").content.decode()
