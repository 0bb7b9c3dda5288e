"""Mass events, origin by origin."""

from datetime import date
from pathlib import Path

from lastseen.reports.records.events import MassEvent, OfOrigin, told_events
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


def test_there_may_be_no_event(tmp_path: Path) -> None:
    assert told_events(freeze(tmp_path, [])) == ()
