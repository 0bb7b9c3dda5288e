"""A transcript is cut into sentences and runs without losing or moving a character."""

from hypothesis import given
from hypothesis import strategies as st

from lastseen.web.sources.transcript import Mark, Run, Sentence, lines

TEXT = "질문: 누구였나요?\n대답: 보위부요. 𠀀둘이 왔어요."


def test_a_sentence_ends_where_one_is_ended_and_the_space_after_it_belongs_to_none() -> None:
    assert [[TEXT[s.start : s.end] for s in line] for line in lines(TEXT)] == [
        ["질문: 누구였나요?"],
        ["대답: 보위부요.", "𠀀둘이 왔어요."],
    ]


def test_a_letter_beyond_the_first_plane_is_one_code_point() -> None:
    start = TEXT.index("둘이")
    ((_, last),) = lines(TEXT, [Mark(start, start + 2, "a")])[1:]
    assert last.runs == (
        Run(at=start - 1, text="𠀀"),
        Run(at=start, text="둘이", names=("a",), begins=("a",)),
        Run(at=start + 2, text=" 왔어요."),
    )


def test_overlapping_passages_are_cut_where_either_begins_or_ends() -> None:
    ((sentence,),) = lines("abcdef", [Mark(0, 4, "a"), Mark(2, 6, "b")])
    assert sentence == Sentence(
        start=0,
        end=6,
        runs=(
            Run(at=0, text="ab", names=("a",), begins=("a",)),
            Run(at=2, text="cd", names=("a", "b"), begins=("b",)),
            Run(at=4, text="ef", names=("b",)),
        ),
    )


def test_a_passage_over_two_lines_is_marked_in_both_and_begins_once() -> None:
    cut = lines("ab\r\ncd", [Mark(1, 6, "a")])
    assert [[run.begins for sentence in line for run in sentence.runs] for line in cut] == [[(), ("a",)], [()]]
    assert [[run.names for sentence in line for run in sentence.runs] for line in cut] == [[(), ("a",)], [("a",)]]


def test_a_sentence_in_chinese_needs_no_space_after_it() -> None:
    ((one, two),) = lines("他走了。她在。")
    assert (one.end, two.start) == (4, 4)


@given(
    st.text(alphabet="a한𠀀 .?\r\n", max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=5),
)
def test_every_run_stands_where_it_says_and_nothing_but_space_is_lost(text: str, places: list[tuple[int, int]]) -> None:
    marks = [Mark(min(place), max(place), str(n)) for n, place in enumerate(places)]
    runs = [run for line in lines(text, marks) for sentence in line for run in sentence.runs]
    assert all(text[run.at : run.at + len(run.text)] == run.text for run in runs)
    assert "".join("".join(run.text for run in runs).split()) == "".join(text.split())
    for run in runs:
        within = range(run.at, run.at + len(run.text))
        assert set(run.names) == {
            m.name for m in marks if m.start < m.end and all(m.start <= p < m.end for p in within)
        }
