"""Places in files: what is written is read back, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastseen.domain.file_places import LONGEST, FilePlace, clock, parse_place
from lastseen.domain.files import Decoded, FileKind

FILE = "3f9a0c11d2e4"
seconds = st.integers(0, LONGEST)
times = st.tuples(seconds, seconds).map(sorted).map(lambda ends: FilePlace(file=FILE, start=ends[0], end=ends[1]))
pages = st.integers(1, 999_999).map(lambda page: FilePlace(file=FILE, page=page))
places = st.just(FilePlace(file=FILE)) | pages | times


@given(places)
def test_a_place_that_is_written_is_read_back(place: FilePlace) -> None:
    assert parse_place(str(place)) == place


@given(st.text(alphabet="file:#page=t0123456789abc-", max_size=60).map(lambda text: f"file:{FILE}{text}"))
def test_a_place_is_written_in_one_way_only(locator: str) -> None:
    place = parse_place(locator)
    assert place is None or str(place) == locator


@pytest.mark.parametrize(
    ("locator", "place"),
    [
        (f"file:{FILE}", FilePlace(file=FILE)),
        (f"file:{FILE}#page=3", FilePlace(file=FILE, page=3)),
        (f"file:{FILE}#t=00:12:30-00:13:05", FilePlace(file=FILE, start=750, end=785)),
        (f"file:{FILE}#t=01:02:03", FilePlace(file=FILE, start=3723, end=3723)),
    ],
)
def test_the_ways_of_writing_are_these(locator: str, place: FilePlace) -> None:
    assert parse_place(locator) == place


@pytest.mark.parametrize(
    "locator",
    [
        "people.csv row 3",
        "file:3F9A0C11D2E4",
        "file:3f9a0c11d2e",
        f"file:{FILE}#page=0",
        f"file:{FILE}#page=03",
        f"file:{FILE}#t=00:13:05-00:12:30",
        f"file:{FILE}#t=00:12:30-00:12:30",
        f"file:{FILE}#t=0:12:30",
        f"file:{FILE}#t=00:61:00",
        f"file:{FILE}#page=3 ",
        f"file:{FILE}#page=３",
    ],
)
def test_whatever_else_is_written_is_no_place_in_a_file(locator: str) -> None:
    assert parse_place(locator) is None


@pytest.mark.parametrize(
    "wrong", [{"page": 0}, {"page": 1, "start": 0, "end": 1}, {"start": 1}, {"start": 2, "end": 1}, {"file": "x"}]
)
def test_half_a_place_is_none(wrong: dict[str, int | str]) -> None:
    with pytest.raises(ValueError, match="file:"):
        FilePlace(**{"file": FILE, **wrong})  # type: ignore[arg-type]  # wrong on purpose


def test_a_place_is_in_a_file_that_reaches_so_far() -> None:
    pdf = Decoded(kind=FileKind.PDF, pages=3)
    recording = Decoded(kind=FileKind.AUDIO, seconds=60)
    third, fourth = (FilePlace(file=FILE, page=page) for page in (3, 4))
    minute, more = (FilePlace(file=FILE, start=0, end=end) for end in (60, 61))
    assert [place.is_in(pdf) for place in (third, fourth, minute)] == [True, False, False]
    assert [place.is_in(recording) for place in (minute, more, third)] == [True, False, False]
    assert FilePlace(file=FILE).is_in(Decoded(kind=FileKind.OPAQUE))


def test_hours_are_counted_beyond_a_day() -> None:
    assert (clock(0), clock(3723), clock(LONGEST)) == ("00:00:00", "01:02:03", "999:59:59")
