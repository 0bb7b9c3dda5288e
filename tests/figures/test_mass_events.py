"""Mass events told of crossing by crossing: the whole decides, else the sum of its parts, and never both."""

from pathlib import Path

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from lastseen.figures.definitions import Population
from lastseen.figures.mass_events import deciding, mass_events, part_ranges
from lastseen.snapshot import Snapshot
from tests.figures.builder import Taken, count, freeze

Line = tuple[str, str, str, str, int | None, int | None]
"""Account, source, origin, crossing (empty for the whole), lowest, highest."""

N1_WHOLE: Line = ("m1", "n1", "n1", "", 500, 600)
N2_TUMEN: Line = ("m2", "n2", "n2", "tumen", 300, 350)
N2_HUNCHUN: Line = ("m3", "n2", "n2", "hunchun", None, 150)

_ends = st.tuples(st.integers(0, 500), st.integers(0, 500)).map(lambda ends: (min(ends), max(ends)))


def told(folder: Path, *lines: Line) -> Snapshot:
    """A snapshot in which this is told of one night."""
    events: list[tuple[object, ...]] = [
        ("night", a, source, origin, low, high, None, None, []) for a, source, origin, _, low, high in lines
    ]
    said = [(a, "mass-event.crossing", 1, code, *[None] * 7) for a, _, _, code, _, _ in lines if code]
    sources: dict[str, object] = {line[1]: {} for line in lines}
    return freeze(folder, [Taken(person="A", told=sources)], mass_events=events, said=said)  # type: ignore[arg-type]


def night(snapshot: Snapshot) -> tuple[int, int]:
    """How many people were taken in the night, at least and at most."""
    return count(snapshot, unit="unnamed person", population="everything")["night"]


def test_crossings_add_nothing_to_an_event_whose_whole_is_numbered(tmp_path: Path) -> None:
    snapshot = told(tmp_path, N1_WHOLE, N2_TUMEN, N2_HUNCHUN)
    assert night(snapshot) == (500, 600)
    assert mass_events(Population(), snapshot)[1]["account"].to_list() == ["m1"]


def test_crossings_are_the_event_where_nobody_numbers_the_whole(tmp_path: Path) -> None:
    another = ("m4", "n3", "n3", "tumen", 280, 320)
    repeated = ("m5", "n4", "n2", "hunchun", 900, 900)
    snapshot = told(tmp_path, N2_TUMEN, N2_HUNCHUN, another, repeated)
    assert night(snapshot) == (280 + 0, 350 + 150)
    assert mass_events(Population(), snapshot)[1]["account"].sort().to_list() == ["m2", "m3", "m4"]


def test_a_text_that_repeats_another_adds_only_a_crossing_that_the_other_leaves_out(tmp_path: Path) -> None:
    told_again: Line = ("m4", "n3", "n2", "tumen", 900, 900)
    told_anew: Line = ("m5", "n3", "n2", "changbai", 10, 20)
    assert night(told(tmp_path, N2_TUMEN, told_again, told_anew)) == (310, 370)


@given(parts=st.lists(_ends, min_size=1, max_size=4), whole=st.one_of(st.none(), _ends))
def test_an_event_is_its_whole_or_the_sum_of_its_parts_end_by_end(
    parts: list[tuple[int, int]], whole: tuple[int, int] | None
) -> None:
    rows = [("night", f"place-{n}", low, high, True) for n, (low, high) in enumerate(parts)]
    rows += [("night", None, *whole, True)] if whole is not None else []  # type: ignore[list-item]
    schema = {"event": pl.String, "crossing": pl.String, "lowest": pl.Int64, "highest": pl.Int64, "independent": bool}
    ranges = part_ranges(deciding(pl.DataFrame(rows, schema=schema, orient="row")))
    assert (ranges["low"].sum(), ranges["high"].sum()) == (whole or tuple(map(sum, zip(*parts, strict=True))))
    assert not ranges["open"].any()
