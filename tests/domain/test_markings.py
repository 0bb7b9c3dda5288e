"""Blacking out: nothing marked survives, all else does, and any change of the markings makes another state."""

import re
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from lastseen.domain.accounts import SourceId
from lastseen.domain.markings import BAR, Marking, black_out, labelled, places, redact, runs, state

TEXT = "The broker Kang took them over; his brother waited."
BROKER, KANG, BROTHER = (4, 10, "broker"), (11, 15, "broker"), (32, 43, "kin")
SOURCE = SourceId(UUID(int=7))

texts = st.text(alphabet="가나abc .\n𐍈", max_size=40)
kinds = st.sampled_from(["broker", "guard", "kin"])


def marking(start: int, end: int, kind: str = "broker") -> Marking:
    return Marking(start=start, end=end, kind=kind)


@st.composite
def marked_quotes(draw: st.DrawFn) -> tuple[str, int, int, list[Marking]]:
    """A text, a quote from it by its two ends, and some markings of the text."""
    text = draw(texts)
    ends = st.tuples(*[st.integers(min_value=0, max_value=len(text))] * 2).map(sorted)
    start, end = draw(ends)
    spans = draw(st.lists(st.tuples(ends, kinds), max_size=5))
    return text, start, end, [marking(a, b, kind) for (a, b), kind in spans if a < b]


@given(marked_quotes())
def test_no_marked_code_point_survives_and_every_other_does_in_its_order(
    made: tuple[str, int, int, list[Marking]],
) -> None:
    text, start, end, markings = made
    marked = {place for one in markings for place in range(one.start, one.end)}
    left = "".join(text[place] for place in range(start, end) if place not in marked)
    quote = redact(text[start:end], start, markings)
    assert re.sub(rf"{BAR}\[[a-z, ]+\]", "", quote) == left
    assert (BAR in quote) == any(place in marked for place in range(start, end))


def test_a_marked_run_is_a_bar_with_its_kind() -> None:
    markings = [marking(*BROTHER), marking(*KANG)]
    assert redact(TEXT, 0, markings) == f"The broker {BAR}[broker] took them over; {BAR}[kin] waited."


def test_what_only_reaches_into_a_quote_is_blacked_out_as_far_as_it_reaches() -> None:
    assert redact(TEXT[13:38], 13, [marking(*KANG), marking(*BROTHER)]) == f"{BAR}[broker] took them over; {BAR}[kin]"
    assert redact(TEXT[15:32], 15, [marking(*KANG), marking(*BROTHER)]) == TEXT[15:32]


def test_markings_that_overlap_are_one_bar_of_all_their_kinds() -> None:
    overlapping = [marking(4, 12), marking(8, 15, "kin"), marking(10, 11)]
    assert list(runs(overlapping)) == [marking(4, 15, "broker, kin")]
    assert redact(TEXT[:20], 0, overlapping) == f"The {BAR}[broker, kin] took"


def test_markings_that_only_touch_are_two_bars() -> None:
    assert redact("abcd", 0, [marking(0, 2), marking(2, 4, "kin")]) == f"{BAR}[broker]{BAR}[kin]"


def test_kinds_are_said_in_the_words_of_the_reader() -> None:
    label = {"broker": "브로커", "kin": "친족"}.__getitem__
    assert labelled(f"a {BAR}[broker, kin] b {BAR}[kin]", label) == f"a {BAR}[브로커, 친족] b {BAR}[친족]"
    assert labelled("[broker]", label) == "[broker]"


def test_free_words_lose_whatever_is_marked_elsewhere() -> None:
    assert black_out("the day Kang, whom Kang sent, came", [("Kang", "broker")]) == (
        f"the day {BAR}[broker], whom {BAR}[broker] sent, came"
    )


def test_places_are_all_of_them_letter_for_letter() -> None:
    assert places("강 강. 강강", "강") == ((0, 1), (2, 3), (5, 6), (6, 7))
    assert places("a.b", ".") == ((1, 2),)
    assert places("abc", "") == ()


@given(marked_quotes(), st.tuples(st.integers(0, 9), st.integers(10, 19), kinds))
def test_a_state_is_that_of_a_set_of_markings(
    made: tuple[str, int, int, list[Marking]], another: tuple[int, int, str]
) -> None:
    markings = made[3]
    known = state(SOURCE, "digest", markings)
    assert known == state(SOURCE, "digest", [*reversed(markings), *markings])
    more = {*markings, marking(*another)}
    assert (known == state(SOURCE, "digest", more)) == (more == set(markings))
    assert known not in {state(SourceId(UUID(int=8)), "digest", markings), state(SOURCE, "another", markings)}
