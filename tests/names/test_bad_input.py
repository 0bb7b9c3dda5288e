"""What stands where a name should: whatever it is, nothing breaks, and it says what it can. Everybody is invented."""

import unicodedata

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lastseen.names import Comparison, compare
from lastseen.names.comparing import NOTHING
from lastseen.names.finding import nearest, score_pairs
from lastseen.names.keys import keys

NOBODY = Comparison(log_bayes_factor=0.0, because=())


@pytest.mark.parametrize(
    "text",
    [
        *("", "   ", "\u200b\u200e", "—", "???", "12345", "🙂", "()", "…", ".", "\x00"),
        *("K.", "K. Y. H.", "Kim Y.", "Kim Y.H.", "김", "김씨", "김 동무", "Mr.", "동지"),
        *("the child", "a child of Kim", "baby Kim", "newborn", "막내", "큰딸", "둘째"),
        *(
            "영희 엄마",
            "영희엄마",
            "철수 아버지",
            "김철수의 어머니",
            "Onsong uncle",
            "mother of Kim Chol-su",
            "бабушка Ким",
        ),
        *(
            "unknown",
            "N.N.",
            "n/a",
            "No name",
            "신원미상",
            "아무개",
            "김모",
            "김모씨",
            "김○희",
            "김O희",
            "김*희",
            "金某",
        ),
    ],
)
def test_what_names_nobody_says_nothing_of_any_name(text: str) -> None:
    assert [compare(text, name) for name in ("김철수", "Kim Chol-su", "Иван Петров", text)] == [NOBODY] * 4
    assert keys(text) == keys("")


@pytest.mark.parametrize(
    "text",
    [
        unicodedata.normalize("NFD", "김철수"),
        "\u202b김\u200b철\ufeff수\u202c",
        *(
            "김철수 🙂",
            "김철수1",
            "김철수씨",
            "김철수 선생님",
            "Comrade Kim Chol-su",
            "Mr. KIM Chol-su",
            "ＫＩＭ　ＣＨＯＬ－ＳＵ",
        ),
        *(
            "김철수 (가명)",
            "김철수(金哲洙)",
            "Kim Chol-su [uncle]",
            "Kim Chol-su alias Pak",
            "Kim철수",
            "김Chol-su",
            "Kim 철수",
        ),
        "김철수 " + " " * 500,
    ],
)
def test_what_stands_beside_a_name_does_not_hide_it(text: str) -> None:
    assert compare(text, "김철수").log_bayes_factor > 8
    assert compare(text, "박영희").log_bayes_factor < -8


@pytest.mark.parametrize("name", ["김영모", "이모영", "Na Un-hyang", "O Yong-hui", "김오희", "Kim Ok-sun", "동지현"])
def test_names_that_look_like_no_name_are_names(name: str) -> None:
    assert compare(name, name).log_bayes_factor > 3


@pytest.mark.parametrize(
    "text",
    ["a" * 5000, "김" * 5000, "kim chol su " * 900, "kang" * 900, "ки" * 900, "محمد " * 500, "Ng-" * 900, "(" * 900],
)
def test_texts_of_any_length_are_compared(text: str) -> None:
    for other in ("김철수", text):
        assert NOTHING <= compare(text, other).log_bayes_factor <= 60
    assert len(keys(text)) < 100


anything = st.one_of(
    st.text(max_size=24),
    st.text(
        alphabet="aeghijklmnosuyŏŭ.'- ()가김철수영희엄마씨金李某ОКимхо○\u200b\u202eمحبن🙂10\u1100\u1161", max_size=24
    ),
)


@settings(max_examples=300, deadline=None)
@given(anything, anything)
def test_whatever_is_told_is_compared_the_same_both_ways(left: str, right: str) -> None:
    there, back = compare(left, right), compare(right, left)
    assert there.log_bayes_factor == pytest.approx(back.log_bayes_factor, abs=1e-6)
    assert NOTHING <= there.log_bayes_factor <= 60


@settings(max_examples=60, deadline=None)
@given(st.lists(anything, min_size=1, max_size=5))
def test_many_at_once_are_scored_as_one_by_one(names: list[str]) -> None:
    others = [*names[1:], "Ri Yong-hui"]
    one_by_one = [compare(a, b).log_bayes_factor for a, b in zip(names, others, strict=True)]
    np.testing.assert_allclose(score_pairs(names, others), one_by_one, atol=1e-2)
    assert len(list(nearest(names, others, 2))) == len(names) * min(2, len(others))
    assert all(len(key) > 0 for name in names for key in keys(name))
