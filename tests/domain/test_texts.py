"""Who answers for texts, and which parts of two texts render each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastseen.domain.texts import (
    CheckedByAuthor,
    Credits,
    NoAuthor,
    NoChecker,
    Range,
    Rows,
    Segment,
    TextPlace,
    TextState,
    guessed,
    one_by_one,
    original_of,
    paragraphs,
    parse_text_place,
    rows_of,
    segments,
)

SIZES = st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any)
ROWS = st.lists(SIZES, min_size=1, max_size=6).map(tuple)


def of(count: int) -> str:
    """A text of so many paragraphs, some of them far apart."""
    return "\n\n".join(f" {n} words " for n in range(count))


def sizes(rows: Rows) -> tuple[int, int]:
    return sum(row[0] for row in rows), sum(row[1] for row in rows)


def test_paragraphs_are_lines_that_are_not_blank_without_the_space_around_them() -> None:
    text = "  하나 둘 \r\n\r\n\t\n셋"
    assert [place.of(text) for place in paragraphs(text)] == ["하나 둘", "셋"]


@pytest.mark.parametrize(
    ("author", "checker", "state", "refusal"),
    [
        (" ", "", TextState.DRAFT, NoAuthor),
        ("ji", "", TextState.CHECKED, NoChecker),
        ("ji", "ＪＩ", TextState.TO_CHECK, CheckedByAuthor),
    ],
)
def test_somebody_made_a_text_and_somebody_else_checked_it(
    author: str, checker: str, state: TextState, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        Credits(author=author, checker=checker, state=state)


@given(ROWS)
def test_rows_come_back_from_the_segments_they_make(rows: Rows) -> None:
    one, other = (of(size) for size in sizes(rows))
    found = rows_of(one, other, segments(one, other, rows))
    assert sizes(found) == sizes(rows)
    assert [row for row in found if all(row)] == [row for row in rows if all(row)]
    assert all(row in ((1, 0), (0, 1)) for row in found if not all(row))


@given(st.integers(0, 5), st.integers(0, 5))
def test_a_guess_takes_in_every_paragraph(one: int, other: int) -> None:
    assert sizes(guessed(of(one), of(other))) == (one, other)


def test_a_guess_goes_by_length() -> None:
    assert guessed("짧다\n아주 길고 긴 단락입니다\n짧다", "short\na very\nlong paragraph\nshort") == (
        (1, 1),
        (1, 2),
        (1, 1),
    )


def test_as_many_paragraphs_go_one_by_one_and_others_do_not() -> None:
    assert (one_by_one(of(2), of(2)), one_by_one(of(2), of(3)), one_by_one("", "")) == (((1, 1),) * 2, None, None)


def test_a_place_in_a_translation_points_to_all_that_it_renders() -> None:
    held = [Segment(Range(0, 5), Range(0, 4)), Segment(Range(6, 9), Range(5, 9)), Segment(Range(9, 12), Range(10, 12))]
    assert original_of(Range(3, 6), held) == (Range(0, 5), Range(6, 9))
    assert original_of(Range(4, 5), held) == ()


def test_a_place_in_a_text_is_read_as_it_is_written() -> None:
    place = TextPlace("3f9a0c11d2e4", Range(12, 30))
    assert parse_text_place(str(place)) == place
    assert [parse_text_place(wrong) for wrong in ("12-30", "text:xyz:1-2", "file:3f9a0c11d2e4")] == [None] * 3
