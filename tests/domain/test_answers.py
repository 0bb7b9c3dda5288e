"""What a source answers, and why it does not."""

from hypothesis import given
from hypothesis import strategies as st

from lastseen.domain.answers import Absence, Coded, absence, first, values

SAID = st.lists(st.one_of(st.integers(), st.sampled_from(Absence)).map(lambda value: Coded(value=value))).map(tuple)


def test_nothing_said_has_no_value_and_was_not_asked() -> None:
    assert (values(()), first(()), absence(())) == ((), None, Absence.NOT_ASKED)


def test_several_values_are_kept_in_the_order_told() -> None:
    said = (Coded(value="b"), Coded(value="a"), Coded(value="b"))
    assert values(said) == ("b", "a", "b")
    assert first(said) == "b"


def test_an_absence_is_no_value() -> None:
    said: tuple[Coded[str], ...] = (Coded(value=Absence.REFUSED), Coded(value="a"))
    assert values(said) == ("a",)
    assert first(said) == "a"
    assert absence(said) is Absence.REFUSED


def test_unknown_refused_and_not_asked_stay_three_values() -> None:
    stated: list[tuple[Coded[str], ...]] = [(Coded(value=why),) for why in Absence]
    assert [absence(said) for said in stated] == [Absence.UNKNOWN, Absence.REFUSED, Absence.NOT_ASKED]
    assert {first(said) for said in stated} == {None}


def test_a_value_of_nought_is_a_value() -> None:
    assert first((Coded(value=0), Coded(value=1))) == 0


@given(SAID)
def test_every_answer_is_a_value_or_an_absence(said: tuple[Coded[int], ...]) -> None:
    absences = sum(isinstance(coded.value, Absence) for coded in said)
    assert len(values(said)) + absences == len(said)
    assert first(said) == (values(said)[0] if values(said) else None)
    assert absences or absence(said) is Absence.NOT_ASKED
