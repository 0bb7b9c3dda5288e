"""A number is written with its bounds."""

import pytest

from lastseen.figures.charts.counted import Counted


@pytest.mark.parametrize(
    ("counted", "text"),
    [
        (Counted(n=62, high=62), "62"),
        (Counted(n=62, high=64), "62–64"),
        (Counted(n=0, high=3), "0–3"),
        (Counted(n=100000, high=100000, shown="100 000"), "100 000"),
    ],
)
def test_a_number_is_written_with_its_bounds(counted: Counted, text: str) -> None:
    assert counted.text == text
