"""One text corrected into another: every place of the old one is carried over, or somebody is asked."""

from hypothesis import given
from hypothesis import strategies as st

from lastseen.domain.correcting import Carried, Correction, Piece, carried_segments
from lastseen.domain.texts import Range, Segment

WORDS = st.sampled_from(["가을", "바람", "was", "taken", ".", " ", "\n", "𠀀"])
TEXTS = st.lists(WORDS, max_size=12).map("".join)
OLD = "아버지 함자가 표인섭입니다.\n쥐띠라고 했지요.\n쥐띠였습니다.\n"


def at(text: str, words: str) -> Range:
    return Range(text.index(words), text.index(words) + len(words))


def carried(new: str, words: str) -> tuple[Carried, list[str]]:
    found, places = Correction(OLD, new).carried(at(OLD, words))
    return found, [place.of(new) for place in places]


def test_words_that_stand_where_they_stood_are_carried_by_themselves() -> None:
    assert carried(f"문: 성함은요?\n{OLD}", "쥐띠라고") == (Carried.SAME, ["쥐띠라고"])


def test_of_a_word_changed_within_the_rest_is_carried_along() -> None:
    assert carried(OLD.replace("섭", "석"), "함자가 표인섭") == (Carried.CHANGED, ["함자가 표인석"])


def test_words_that_stand_once_in_either_are_carried_however_far() -> None:
    assert carried("쥐띠라고 했지요.\n아버지 함자가 표인섭입니다.\n", "표인섭입니다") == (
        Carried.SAME,
        ["표인섭입니다"],
    )


def test_words_changed_here_that_stand_elsewhere_too_are_asked_for() -> None:
    found, offered = carried(OLD.replace("쥐띠라고", "소띠라고"), "쥐띠")
    assert (found, offered) == (Carried.CHANGED, ["소띠", "쥐띠"])


def test_where_nothing_is_left_nothing_is_offered() -> None:
    assert carried("", "쥐띠라고") == (Carried.GONE, [])


def test_lines_that_differ_show_what_went_and_what_came() -> None:
    found = Correction("하나\n둘째\n셋", "하나\n두째\n셋").lines()
    assert found == ((Piece("out", "둘"), Piece("in", "두"), Piece("kept", "째")),)


@given(TEXTS, TEXTS)
def test_the_steps_of_a_correction_are_the_whole_of_both_texts(old: str, new: str) -> None:
    steps = Correction(old, new).steps
    assert "".join(step.old.of(old) for step in steps) == old
    assert "".join(step.new.of(new) for step in steps) == new
    assert all(step.old.of(old) == step.new.of(new) for step in steps if step.equal)


@given(TEXTS, TEXTS, st.data())
def test_whatever_is_carried_by_itself_is_the_same_words(old: str, new: str, data: st.DataObject) -> None:
    if not old:
        return
    start = data.draw(st.integers(0, len(old) - 1))
    place = Range(start, data.draw(st.integers(start + 1, len(old))))
    found, places = Correction(old, new).carried(place)
    assert found is not Carried.SAME or [one.of(new) for one in places] == [place.of(old)]
    assert all(0 <= one.start < one.end <= len(new) for one in places)


@given(TEXTS)
def test_a_text_that_was_not_changed_keeps_every_place(text: str) -> None:
    correction = Correction(text, text)
    assert correction.lines() == ()
    assert all(correction.place(Range(n, n + 1)) in (Range(n, n + 1), None) for n in range(len(text)))


def test_segments_move_with_the_side_that_was_corrected() -> None:
    held = [Segment(Range(0, 2), Range(0, 3)), Segment(Range(3, 5), Range(4, 7))]
    moved = carried_segments(held, Correction("하나\n두울", "문\n하나\n두울"), of_original=True)
    assert moved == (Segment(Range(2, 4), Range(0, 3)), Segment(Range(5, 7), Range(4, 7)))
    gone = carried_segments(held, Correction("one\ntwo", "one"), of_original=False)
    assert gone == (Segment(Range(0, 2), Range(0, 3)),)
