"""The adversary with three lists, single people's tables, and who may clear a table; everybody is invented."""

from uuid import UUID

import polars as pl

from lastseen.figures.adversary import Custody, Item, Link, Lists, Near, attack, link
from lastseen.figures.microdata import Anonymity, Named, Risk, anonymity
from lastseen.figures.protections import ClearedTable, clears, protections, still_protected
from tests.figures.builder import define, row


def says(**told: str) -> dict[str, frozenset[str]]:
    return {name: frozenset({value}) for name, value in told.items()}


HELD = [
    Custody(held="H1", written=says(year="1996", county="North", authority="mss")),
    Custody(held="H2", written=says(year="1996", county="North", authority="moss")),
    Custody(held="H3", written=says(year="2004", county="South", authority="mss")),
]
NEAR = {
    "H1": Near(known={"brother": 10, "neighbour": 1}),
    "H2": Near(known={"colleague": 4}),
    "H3": Near(known={"aunt": 3, "friend": 3}, others=6),
}
LISTS = Lists(HELD, NEAR.__getitem__)


def linked(**told: str) -> Link:
    return link(Item(id="page", says=says(**told)), LISTS)


def test_a_page_with_year_county_and_authority_leads_to_who_told_of_it() -> None:
    found = linked(year="1996", county="North", authority="mss")
    assert (found.records, found.posterior) == (1, {"brother": 10 / 11, "neighbour": 1 / 11})


def test_saying_less_leaves_more_who_may_have_told() -> None:
    found = linked(year="1996")
    assert (found.records, found.posterior) == (2, {"brother": 10 / 15, "colleague": 4 / 15, "neighbour": 1 / 15})


def test_those_nobody_interviewed_may_have_told_as_well() -> None:
    assert linked(county="South").posterior == {"aunt": 0.25, "friend": 0.25}


def test_what_fits_no_record_or_nobody_who_escaped_is_linked_to_nobody() -> None:
    assert linked(year="1950").posterior == {}
    alone = Lists(HELD, lambda _: Near(known={}))
    assert link(Item(id="page", says={}), alone).most == 0.0


def test_what_a_record_does_not_hold_contradicts_nothing() -> None:
    assert linked(year="2004", ground="religion").records == 1
    told = Lists([*HELD, Custody(held="H2", written=says(ground="contact"))], NEAR.__getitem__)
    assert told.fitting(says(year="2004", ground="religion")) == ["H3"]


def test_items_whose_likeliest_teller_reaches_the_threshold_are_linked() -> None:
    items = [
        Item(id="a", says=says(year="1996", authority="mss")),
        Item(id="b", says=says(year="1996", authority="moss")),
        Item(id="c", says={}),
    ]
    found = attack(items, LISTS, threshold=0.6)
    assert (found.linked, found.most["c"]) == (frozenset({"a", "b"}), 10 / 27)
    assert attack(items, LISTS, threshold=1.0).linked == {"b"}


# ---- tables of single people -----------------------------------------------------------------------------------------


def test_a_table_is_as_anonymous_as_its_fewest_alike_and_its_risks_are_named() -> None:
    people = pl.DataFrame(
        {
            "county": ["north"] * 6 + ["south"] * 2,
            "fate": ["held"] * 6 + ["held", "died"],
            "family": ["f", "f", "g", "h", "i", "j", "k", "l"],
        }
    )
    assert anonymity(people, ["county"], ["fate"], "family") == Anonymity(
        k=2,
        l=1,
        below=2,
        risks=(
            Named(risk=Risk.FEW_ALIKE, column="county", value="", people=2),
            Named(risk=Risk.SAME_SECRET, column="fate", value="", people=6),
            Named(risk=Risk.RARE_EVENT, column="fate", value="died", people=1),
            Named(risk=Risk.SMALL_FAMILY, column="family", value="2", people=2),
        ),
    )


def test_something_missing_is_a_value_that_outsiders_see() -> None:
    people = pl.DataFrame({"county": ["north", "north", None], "fate": ["held", "died", "held"]})
    assert anonymity(people, ["county"], ["fate"]).k == 1


def test_nothing_has_no_anonymity() -> None:
    assert anonymity(pl.DataFrame({"a": []}), ["a"], []) == Anonymity(k=0, l=0, below=0, risks=())


# ---- what is protected -----------------------------------------------------------------------------------------------

EDITORS = frozenset({UUID(int=1), UUID(int=2)})


def test_a_one_way_table_is_cleared_by_two_editors_with_a_reason_and_by_nothing_less() -> None:
    table = define(variable="sex", each="code")
    part = define(variable="age", where={"sex": ["male"]}, row=[row("old", between=[60, ""])])
    whole = ClearedTable(figure="figure", editors=EDITORS, reason="The counts are in a court's judgment.")
    one = ClearedTable(figure="figure", editors=frozenset({UUID(int=1)}), reason="The counts are known.")
    unsaid = ClearedTable(figure="figure", editors=EDITORS, reason=" ")
    other = ClearedTable(figure="another", editors=EDITORS, reason="The counts are known.")
    assert [clears(each, table) for each in (whole, one, unsaid, other)] == [True, False, False, False]
    assert not clears(whole, part)


def test_every_protection_says_why_and_ends_where_a_variable_is_published_person_by_person() -> None:
    rules = protections()
    assert all(rule.reason.endswith(".") for rule in rules)
    assert ("ground", "province_of_arrest", "disappeared") in {rule.variables for rule in rules}
    left = still_protected(rules, frozenset({"sex", "age"}))
    assert {rule.variables for rule in rules} - {rule.variables for rule in left} == {("sex", "age")}
