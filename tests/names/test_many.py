"""Many names at once are scored as one by one, and blocks hold what belongs together."""

import numpy as np
import pytest

from lastseen.names import compare
from lastseen.names.keys import keys, keys_of
from lastseen.names.many import Scorer, prepare
from lastseen.names.parts import Place

NAMES = (
    "이영희",
    "Ri Yong-hui",
    "李英姬",
    "Ли Ён Хи",
    "남궁철",
    "Namgung Chol",
    "Chul-soo Park",
    "박철수",
    "",
    "the child",
    "Ivan Petrov",
    "Иван Петров",
    "박프란체스코",
)


def test_a_matrix_of_names_holds_what_comparing_each_pair_gives() -> None:
    left, right = (place.ravel() for place in np.meshgrid(np.arange(len(NAMES)), np.arange(len(NAMES)), indexing="ij"))
    names = prepare(NAMES)
    expected = [compare(NAMES[a], NAMES[b]).log_bayes_factor for a, b in zip(left, right, strict=True)]
    assert Scorer.of(names, names).score(left, right) == pytest.approx(expected, abs=1e-4)


def test_of_many_names_that_are_no_korean_ones_the_right_two_are_compared() -> None:
    names = prepare([""] * 50_000 + ["Ivan Petrov", "Иван Петров"])
    left, right = np.array([50_000], dtype=np.int32), np.array([50_001], dtype=np.int32)
    expected = compare("Ivan Petrov", "Иван Петров").log_bayes_factor
    assert Scorer.of(names, names).score(left, right) == pytest.approx([expected])


def test_no_names_are_no_pairs() -> None:
    none = prepare([])
    assert len(none) == 0
    assert len(Scorer.of(none, none).score(np.array([], dtype=np.intp), np.array([], dtype=np.intp))) == 0


@pytest.mark.parametrize("other", ["Ri Yong-hui", "李英姬", "Ли Ён Хи", "리영희", "Lee Younghee"])
def test_spellings_of_one_name_share_a_key(other: str) -> None:
    assert set(keys("이영희")) & set(keys(other))


def test_what_is_no_korean_name_has_no_key() -> None:
    assert keys("the child") == keys("") == keys("Olga Ivanova Smirnova") == ()


def test_forms_beyond_the_table_weigh_what_they_weigh_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    left, right = (place.ravel() for place in np.meshgrid(np.arange(len(NAMES)), np.arange(len(NAMES)), indexing="ij"))
    names = prepare(NAMES)
    expected = Scorer.of(names, names).score(left, right)
    for kept in (1, 2):
        monkeypatch.setattr("lastseen.names.many._TABLED", kept)
        assert Scorer.of(names, names).score(left, right) == pytest.approx(expected, abs=1e-4)


def test_many_names_have_the_keys_that_each_has_alone() -> None:
    for name, found in zip(NAMES, keys_of(prepare(NAMES)), strict=True):
        alone = [sum(part + 1 << 9 * (3 - place) for place, part in enumerate(key)) for key in keys(name)]
        assert [int(one) for one in found if one] == alone


def test_forms_are_numbered_by_how_often_they_are_met() -> None:
    names = prepare(["공철수", "김철수", "김영희"])
    assert [part.letters for part in names.parts[Place.SURNAME]] == ["김", "공"]
    assert names.forms[:, 0, 0].tolist() == [2, 1, 1]
