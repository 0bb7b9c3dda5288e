"""Text as it is searched: what is kept and what is asked meet, in every script."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastseen.domain.searching import OVERLAP, PIECE, Term, folded, is_found, pieces, spots, terms, tokens

TEXTS = st.text(alphabet="가나다라혜산보위부延吉朝abcÉñ김 -.,·'\n0123Бб", max_size=60)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("보위부", ("보위", "위부", "부")),
        ("혜산시에서", ("혜산", "산시", "시에", "에서", "서")),
        ("김", ("김",)),
        ("延吉市", ("延吉", "吉市", "市")),
        ("Ñandú, O'Higgins!", ("nandu", "o", "higgins")),
        ("ＡＢＣ №7", ("abc", "no7")),
        ("P-0042", ("p", "0042")),
        ("KP09보위부", ("kp09", "보위", "위부", "부")),
        ("Хабаровска", ("хабаровска",)),
        ("snake_case", ("snake", "case")),
        (" \n ·", ()),
    ],
)
def test_a_text_is_cut_into_pairs_and_words(text: str, cut: tuple[str, ...]) -> None:
    assert tokens(text) == cut


@pytest.mark.parametrize(
    ("asked", "text", "found"),
    [
        ("혜산", "혜산시에서 체포되었다", True),
        ("이송", "청진으로 이송된 뒤", True),
        ("보위부", "도 보위부로", True),
        ("위부", "보위부", True),
        ("부", "보위부", True),
        ("산", "혜산시에서", True),
        ("혜시", "혜산시", False),
        ("부보", "보위부", False),
        ("延吉", "在延吉市", True),
        ("Хабаровск", "в Хабаровске", True),
        ("detention", "the detention-centre", True),
        ("deten", "the detention-centre", True),
        ("tention", "the detention-centre", False),
        ("ulises nandu", "Ñandú", False),
        ('"도 보위부"', "함경북도 보위부", True),
        ('"보위부 도"', "도 보위부", False),
        ("보위부로갔다", "보위부로 갔다", False),
    ],
)
def test_what_is_asked_is_found_in_what_is_kept(asked: str, text: str, found: bool) -> None:
    assert all(is_found(term, tokens(text)) for term in terms(asked)) is found


def test_each_word_is_asked_for_and_what_is_quoted_as_one() -> None:
    assert terms('Yeom "도 보위부" 김 ·') == (
        Term("Yeom", ("yeom",), is_prefix=True),
        Term("도 보위부", ("도", "보위", "위부"), is_prefix=False),
        Term("김", ("김",), is_prefix=True),
    )


def test_letters_put_together_and_taken_apart_are_the_same() -> None:
    apart = unicodedata.normalize("NFD", "혜산 Ñandú")
    assert apart != "혜산 Ñandú"
    assert tokens(apart) == tokens("혜산 Ñandú")


@given(TEXTS)
def test_folding_again_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(TEXTS, st.integers(0, 59), st.integers(1, 8))
def test_any_part_of_a_run_of_syllables_is_found_in_the_whole(text: str, start: int, size: int) -> None:
    part = text[start : start + size]
    if all("가" <= letter <= "힣" for letter in part):
        assert all(is_found(term, tokens(text)) for term in terms(part))


@given(TEXTS)
def test_every_word_is_found_in_the_text_it_is_from_and_its_place_shown(text: str) -> None:
    for word in text.replace('"', " ").split():
        for term in terms(word):
            assert is_found(term, tokens(text))
            places = spots(text, [term])
            assert places
            assert all(is_found(term, tokens(text[slice(*place)])) for place in places)


def test_the_place_shown_is_that_of_the_words_in_the_text_as_it_stands() -> None:
    text = "Ñandú was taken to the Détention centre of 보위부."
    assert [text[slice(*place)] for place in spots(text, terms("위부 nandu detent absent"))] == [
        "Ñandú",
        "Détent",
        "위부",
    ]


def test_each_place_is_found_and_those_that_overlap_are_one() -> None:
    text = "혜산시 보위부, 도보위부"
    assert [text[slice(*place)] for place in spots(text, terms("보위 위부"))] == ["보위부", "보위부"]
    assert spots(text, terms("혜산 산시")) == [(0, 3)]
    assert spots(text, ()) == []


def test_a_long_text_is_kept_in_pieces_that_repeat_the_end_of_the_one_before() -> None:
    text = " ".join(f"w{number}" for number in range(2 * PIECE))
    held = list(pieces(text))
    assert [len(piece) for piece in held] == [PIECE, PIECE, 2 * OVERLAP]
    assert [piece[:OVERLAP] for piece in held[1:]] == [piece[-OVERLAP:] for piece in held[:-1]]
    assert list(dict.fromkeys(token for piece in held for token in piece)) == list(tokens(text))


def test_a_text_without_words_has_no_pieces() -> None:
    assert list(pieces(" · ")) == []
