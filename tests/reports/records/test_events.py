"""Mass events, origin by origin."""

from datetime import date
from pathlib import Path

from lastseen.reports.records.events import Crossing, MassEvent, OfOrigin, told_events
from tests.figures.builder import freeze

DAY = date(2022, 11, 18)


def _told(account: str, source: str, origin: str, low: int | None, high: int | None, *known: str) -> tuple[object, ...]:
    return ("night", account, source, origin, low, high, DAY, DAY, list(known))


def test_a_source_that_repeats_another_adds_nothing_but_is_counted_with_it(tmp_path: Path) -> None:
    sources = [
        (name, "press", None, date(2022, 11, day), "ko", "press", "n1") for name, day in (("n1", 20), ("n2", 25))
    ]
    stage = ("a1", "mass-event.stage", 1, "repatriation", *[None] * 7)
    events = told_events(
        freeze(
            tmp_path,
            [],
            sources=[*sources, ("n3", "press", None, None, "ko", "press", "n3")],
            said=[stage],
            mass_events=[
                _told("a1", "n1", "n1", 500, 600, "P"),
                _told("a2", "n2", "n1", 700, 900, "P", "Q"),
                _told("a3", "n3", "n3", None, 520),
            ],
        )
    )
    assert events == (
        MassEvent(
            stages=("repatriation",),
            start=(DAY, DAY),
            origins=(
                OfOrigin(kind="press", day=None, lowest=None, highest=520, repeated=0),
                OfOrigin(kind="press", day=date(2022, 11, 20), lowest=500, highest=600, repeated=1),
            ),
            low=500,
            high=600,
            identified=2,
        ),
    )


def test_each_crossing_has_its_own_origins_and_range_and_those_identified_there(tmp_path: Path) -> None:
    names = ("n1", "n2", "n3")
    crossings = {"a2": "tumen", "a3": "hunchun", "a4": "tumen"}
    (event,) = told_events(
        freeze(
            tmp_path,
            [],
            sources=[(name, "press", None, None, "ko", "press", name) for name in names],
            said=[(account, "mass-event.crossing", 1, code, *[None] * 7) for account, code in crossings.items()],
            mass_events=[
                _told("a1", "n1", "n1", 500, 600, "P"),
                _told("a2", "n2", "n2", 300, 350, "Q"),
                _told("a3", "n2", "n2", 150, None),
                _told("a4", "n3", "n3", 320, 400, "Q"),
            ],
        )
    )

    def says(lowest: int | None, highest: int | None) -> OfOrigin:
        return OfOrigin(kind="press", day=None, lowest=lowest, highest=highest, repeated=0)

    assert (event.origins, event.low, event.high, event.is_open) == ((says(500, 600),), 500, 600, False)
    assert event.identified == 2
    assert event.crossings == (
        Crossing(code="hunchun", origins=(says(150, None),), low=150, high=150, is_open=True, identified=0),
        Crossing(
            code="tumen", origins=(says(300, 350), says(320, 400)), low=300, high=400, is_open=False, identified=1
        ),
    )
    assert not event.is_exceeded


def test_crossings_that_come_to_more_than_the_whole_are_marked_and_kept(tmp_path: Path) -> None:
    (event,) = told_events(
        freeze(
            tmp_path,
            [],
            sources=[(name, "press", None, None, "ko", "press", name) for name in ("n1", "n2")],
            said=[
                (account, "mass-event.crossing", 1, code, *[None] * 7) for account, code in (("a2", "x"), ("a3", "y"))
            ],
            mass_events=[
                _told("a1", "n1", "n1", 50, 60),
                _told("a2", "n2", "n2", 40, 40),
                _told("a3", "n2", "n2", 21, 25),
            ],
        )
    )
    assert (event.low, event.high, [part.low for part in event.crossings]) == (50, 60, [40, 21])
    assert event.is_exceeded


def test_there_may_be_no_event(tmp_path: Path) -> None:
    assert told_events(freeze(tmp_path, [])) == ()
