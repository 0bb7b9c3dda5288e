"""When a stage certainly lasted, and when it possibly did."""

from datetime import date

import pytest

from lastseen.figures.charts.chain_extent import StageMark, Stretch, extent

A, B, C, D = (date(2004, month, 1) for month in (1, 3, 6, 9))
Bounds = tuple[date | None, date | None, date | None, date | None]


def _mark(bounds: Bounds) -> StageMark:
    low, high, end_low, end_high = bounds
    return StageMark(label="Detention", start_low=low, start_high=high, end_low=end_low, end_high=end_high)


def _told(bounds: Bounds) -> list[tuple[date | None, date | None, bool]]:
    return [(stretch.first, stretch.last, stretch.certain) for stretch in extent(_mark(bounds))]


@pytest.mark.parametrize(
    ("bounds", "stretches"),
    [
        pytest.param((A, A, A, A), [(A, A, True)], id="a day"),
        pytest.param((A, A, D, D), [(A, D, True)], id="both ends to the day"),
        pytest.param((A, B, C, D), [(A, B, False), (B, C, True), (C, D, False)], id="certain from latest start on"),
        pytest.param((A, C, B, D), [(A, D, False)], id="it may have ended before it must have begun"),
        pytest.param((None, B, C, None), [(None, B, False), (B, C, True), (C, None, False)], id="open at both ends"),
        pytest.param((A, A, None, None), [(A, A, True), (A, None, False)], id="began on a day, no more told"),
        pytest.param((A, B, None, None), [(A, None, False)], id="began some time, no more told"),
        pytest.param((None, None, D, D), [(None, D, False), (D, D, True)], id="ended on a day, no more told"),
        pytest.param((A, None, None, D), [(A, D, False)], id="some time between"),
        pytest.param((None, B, None, None), [(None, None, False)], id="begun by then, nothing certain"),
        pytest.param((None, None, None, None), [], id="no date"),
    ],
)
def test_what_is_certain_follows_from_the_bounds(
    bounds: Bounds, stretches: list[tuple[date | None, date | None, bool]]
) -> None:
    assert _told(bounds) == stretches


def test_the_known_days_of_a_stage_come_in_order_and_once() -> None:
    assert _mark((B, C, B, None)).days == (B, C)


def test_a_stretch_is_a_value() -> None:
    assert extent(_mark((A, A, A, A))) == (Stretch(first=A, last=A, certain=True),)
