"""Names of users: kept as one can type them again, compared so that no two look alike."""

import pytest

from lastseen.domain.users import BadName, folded, user_name


@pytest.mark.parametrize("name", ["owner", "Kim Ha-neul", "김하늘", "a", "x" * 150, "Żółta 7"])
def test_a_name_that_can_be_typed_is_kept(name: str) -> None:
    assert user_name(name) == name


def test_a_name_is_kept_composed_however_it_was_typed() -> None:
    assert user_name("김하늘") == "김하늘"


@pytest.mark.parametrize(
    "name", ["", " ", " owner", "owner ", "two  spaces", "a\tb", "a\nb", "a\u00a0b", "a\u200bb", "a\u202eb", "x" * 151]
)
def test_a_name_that_looks_like_another_or_cannot_be_typed_is_refused(name: str) -> None:
    with pytest.raises(BadName):
        user_name(name)


@pytest.mark.parametrize(
    ("one", "other"), [("Owner", "oWNER"), ("Straße", "STRASSE"), ("ＫＩＭ", "kim"), ("김", "김"), ("ſam", "SAM")]
)
def test_names_that_read_alike_are_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_names_that_read_differently_are_two() -> None:
    assert len({folded(name) for name in ("kim", "kin", "kim 2", "김")}) == 4
