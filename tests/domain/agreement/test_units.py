"""Units of two readings are joined by what is told of them, whatever they are called and whichever comes first."""

from hypothesis import given
from hypothesis import strategies as st

from lastseen.domain.accounts import Account
from lastseen.domain.agreement import Fixed, Reading, align
from lastseen.operations.double import is_one_name
from tests.domain.agreement.reading import id_of, reading, told

NONE = Fixed()
Pairs = list[tuple[str, str]]


def pairs(first: Reading, second: Reading, fixed: Fixed = NONE) -> Pairs:
    """The units by the names of their accounts."""
    units = align(first, second, fixed, is_one_name)
    return [(u.first.external_id if u.first else "", u.second.external_id if u.second else "") for u in units]


def test_persons_are_the_same_by_their_names_in_any_spelling() -> None:
    one = reading(told("a", "person", "p1", names="고은별"), told("a", "person", "p2", names="서하늘"))
    other = reading(told("b", "person", "x", names="Seo Ha-neul"), told("b", "person", "y", names="Ko Eun-byeol"))
    assert pairs(one, other) == [("p1", "y"), ("p2", "x")]


def test_who_has_no_name_is_known_by_the_words_and_all_else_that_is_told() -> None:
    same = {"sex": "female", "role": "victim", "relation_to_interviewee": "sibling"}
    one = reading(told("a", "person", "p1", at=0, **same))
    other = reading(told("b", "person", "q1", at=4, **same), told("b", "person", "q2", sex="male"))
    assert pairs(one, other) == [("p1", "q1"), ("", "q2")]


def test_stages_are_the_same_only_of_one_person() -> None:
    people = [
        told(coder, "person", name, names=text) for coder in "ab" for name, text in (("p1", "고은별"), ("p2", "서하늘"))
    ]
    one = reading(*people[:2], told("a", "stage", "s1", person="p1", stage="arrest", start="May 2006"))
    other = reading(*people[2:], told("b", "stage", "t1", person="p2", stage="arrest", start="May 2006"))
    assert pairs(one, other)[2:] == [("s1", ""), ("", "t1")]


def test_a_stage_called_otherwise_is_the_same_by_its_words_and_its_day() -> None:
    people = [told(coder, "person", "p1", names="고은별") for coder in "ab"]
    one = reading(people[0], told("a", "stage", "s1", at=8, person="p1", stage="arrest", start="May 2006"))
    other = reading(people[1], told("b", "stage", "t1", at=12, person="p1", stage="abduction", start="2006"))
    assert pairs(one, other)[1:] == [("s1", "t1")]


def test_cases_are_the_same_by_the_people_taken_in_them_and_ties_by_their_ends() -> None:
    def read(coder: str, case: str) -> Reading:
        return reading(
            told(coder, "person", "p1", names="고은별"),
            told(coder, "case", case),
            told(coder, "stage", "s1", person="p1", case=case, stage="arrest"),
            told(coder, "relation", "r1", person="p1", relation="sibling"),
        )

    assert pairs(read("a", "c1"), read("b", "k9"))[1:] == [("c1", "k9"), ("s1", "s1"), ("r1", "r1")]


def test_what_somebody_corrects_holds_and_what_hangs_on_it_follows() -> None:
    def read(coder: str, name: str) -> Reading:
        return reading(told(coder, "person", "p1", names=name), told(coder, "stage", "s1", person="p1", stage="arrest"))

    one, other = read("a", "고은별"), read("b", "서하늘")
    assert pairs(one, other) == [("p1", ""), ("", "p1"), ("s1", ""), ("", "s1")]
    ends = (id_of("a", "person", "p1"), id_of("b", "person", "p1"))
    assert pairs(one, other, Fixed(together=frozenset({ends}))) == [("p1", "p1"), ("s1", "s1")]
    assert pairs(one, read("b", "고은별"), Fixed(apart=frozenset({ends}))) == pairs(one, other)


NAMES = st.sampled_from(["고은별", "고은별", "서하늘", "도라온"])
PEOPLE = st.lists(
    st.fixed_dictionaries({"names": NAMES, "sex": st.sampled_from(["male", "female"]), "role": st.just("victim")}),
    max_size=5,
)


def people(coder: str, told_of: list[dict[str, str]]) -> list[Account]:
    """What one coder says of some people."""
    return [told(coder, "person", f"p{n}", at=None, **fields) for n, fields in enumerate(told_of)]


@given(PEOPLE, PEOPLE)
def test_which_reading_comes_first_makes_no_difference(
    ours: list[dict[str, str]], theirs: list[dict[str, str]]
) -> None:
    one, other = reading(*people("a", ours)), reading(*people("b", theirs))
    there = {(u.key[0], u.key[1]) for u in align(one, other, NONE, is_one_name)}
    back = {(u.key[1], u.key[0]) for u in align(other, one, NONE, is_one_name)}
    assert there == back


@given(PEOPLE, PEOPLE)
def test_every_account_is_in_one_unit(ours: list[dict[str, str]], theirs: list[dict[str, str]]) -> None:
    one, other = people("a", ours), people("b", theirs)
    units = align(reading(*one), reading(*other), NONE, is_one_name)
    assert sorted(a.id for unit in units for a in unit.accounts) == sorted(a.id for a in (*one, *other))


@given(PEOPLE)
def test_a_reading_agrees_with_itself(ours: list[dict[str, str]]) -> None:
    names = [f"p{n}" for n in range(len(ours))]
    found = pairs(reading(*people("a", ours)), reading(*people("b", ours)))
    assert [one for one, _ in found] == names
    assert sorted(other for _, other in found) == names
