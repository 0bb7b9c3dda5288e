"""What is concluded is what both say, and where they differ what was chosen; nothing is chosen without a reason."""

from dataclasses import replace

from lastseen.domain.accounts import Account, AccountId
from lastseen.domain.agreement import (
    Choice,
    Choices,
    Fixed,
    Naming,
    Take,
    Unit,
    Unresolved,
    align,
    conclude_units,
    unresolved,
)
from lastseen.domain.answers import Code, Coded
from tests.domain.agreement.reading import SOURCE, id_of, reading, told


def new(kind: str, name: str) -> AccountId:
    """The id of an agreed account."""
    return id_of("agreed", kind, name)


NAMING = Naming(source=SOURCE, account=new, keeps_first=False)
ONE = reading(
    told("a", "person", "p1", at=0, names="고은별", sex="female", occupation=["farmer"]),
    told("a", "stage", "s1/p1", at=8, person="p1", stage="arrest"),
    told("a", "person", "p2", names="도라온"),
)
OTHER = reading(
    told("b", "person", "q1", at=4, names="고은별", sex="male", occupation=["trader"]),
    told("b", "stage", "t1/q1", at=8, person="q1", stage="arrest"),
    told("b", "person", "p1", names="서하늘"),
    told("b", "fate", "f1/p1", person="p1", status="released"),
)
UNITS = align(ONE, OTHER, Fixed(), str.__eq__)
BOTH, ONLY_FIRST, ONLY_SECOND = (unit.key for unit in UNITS[:3])
KEEP = Choice(take=Take.SECOND, reason="told in the last line")
DROP = Choice(take=Take.NEITHER, reason="spoken of another")


def chosen(**fields: Choice) -> Choices:
    """Choices that settle everything: the second's own person kept, the first's dropped."""
    said = {"sex": Choice(take=Take.SECOND, reason="a slip"), "occupation": Choice(take=Take.BOTH, reason="both told")}
    fate = UNITS[-1].key
    return Choices(
        units={ONLY_FIRST: DROP, ONLY_SECOND: KEEP, fate: KEEP},
        fields={(BOTH, name): choice for name, choice in {**said, **fields}.items()},
    )


def agreed(choices: Choices, naming: Naming = NAMING) -> dict[str, Account]:
    """The agreed accounts by kind and name."""
    found = (one.account for one in conclude_units(UNITS, choices, naming))
    return {f"{account.kind} {account.external_id}": account for account in found if account is not None}


def test_units_only_one_found_and_fields_that_differ_need_a_choice() -> None:
    fate = UNITS[-1].key
    assert [unit.kind for unit in UNITS] == ["person", "person", "person", "stage", "fate"]
    assert unresolved(UNITS, Choices()) == (
        Unresolved(key=BOTH, field="sex"),
        Unresolved(key=BOTH, field="occupation"),
        Unresolved(key=ONLY_FIRST),
        Unresolved(key=ONLY_SECOND),
        Unresolved(key=fate),
    )
    assert unresolved(UNITS, chosen()) == ()


def test_a_choice_without_a_reason_or_its_value_or_of_both_where_there_is_one_settles_nothing() -> None:
    for choice in (
        Choice(take=Take.FIRST, reason="  "),
        Choice(take=Take.OTHER, reason="as the letter says"),
        Choice(take=Take.BOTH, reason="who knows"),
    ):
        assert unresolved(UNITS, chosen(sex=choice)) == (Unresolved(key=BOTH, field="sex"),)
    whole = chosen()
    silent = replace(whole, units={**whole.units, ONLY_FIRST: replace(DROP, reason="")})
    assert unresolved(UNITS, silent) == (Unresolved(key=ONLY_FIRST),)


def test_what_both_say_stands_with_the_words_of_both_and_what_was_chosen_where_they_differ() -> None:
    accounts = agreed(chosen())
    assert list(accounts) == ["person p1", "person p1.2", "stage s1/p1", "fate f1/p1.2"]
    person = accounts["person p1"]
    names = (ONE.accounts[0].names[0], OTHER.accounts[0].names[0])  # type: ignore[attr-defined]  # of persons
    assert person.names == (replace(names[0], passages=(*names[0].passages, *names[1].passages)),)  # type: ignore[attr-defined]  # as above
    assert [coded.value for coded in person.sex] == ["male"]  # type: ignore[attr-defined]  # as above
    assert [coded.value for coded in person.occupation] == ["farmer", "trader"]  # type: ignore[attr-defined]  # as above
    assert accounts["stage s1/p1"].person == (  # type: ignore[attr-defined]  # of a stage
        Coded(value=new("person", "p1"), passages=ONE.accounts[1].person[0].passages),  # type: ignore[attr-defined]  # as above
    )
    assert accounts["fate f1/p1.2"].person[0].value == new("person", "p1.2")  # type: ignore[attr-defined]  # of a fate


def test_another_value_cites_what_both_cited() -> None:
    other = Choice(take=Take.OTHER, reason="not told", other=(Coded(value=Code("unstated")),))
    (said,) = agreed(chosen(sex=other))["person p1"].sex  # type: ignore[attr-defined]  # of a person
    assert (said.value, len(said.passages)) == ("unstated", 2)


def test_with_somebody_dropped_goes_what_is_told_of_them() -> None:
    units = {**chosen().units, ONLY_SECOND: DROP}
    del units[UNITS[-1].key]
    choices = replace(chosen(), units=units)
    assert unresolved(UNITS, choices) == ()
    fate = conclude_units(UNITS, choices, NAMING)[-1]
    assert (fate.account, fate.take, fate.reason) == (None, Take.NEITHER, DROP.reason)


def test_where_the_first_reading_is_revised_its_accounts_stay_themselves() -> None:
    accounts = agreed(chosen(), replace(NAMING, keeps_first=True))
    assert accounts["person p1"].id == id_of("a", "person", "p1")
    assert accounts["stage s1/p1"].id == id_of("a", "stage", "s1/p1")
    assert accounts["person p1.2"].id == new("person", "p1.2")


def test_a_unit_knows_its_kind_by_either_account() -> None:
    assert Unit(first=None, second=OTHER.accounts[3]).kind == "fate"
