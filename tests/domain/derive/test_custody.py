"""Custody chains, counted by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastseen.domain.accounts import StageAccount
from lastseen.domain.answers import Absence, Code
from lastseen.domain.dates import IntervalDate, parse_date
from lastseen.domain.derive import custody
from tests.domain.making import FRAME, codes, said, stage

ALONE = (
    stage("s1", "arrest", "depriving:mss", order=1),
    stage("s2", "detention", "supervising:mss", order=2),
    stage("s3", "camp", "supervising:mss", order=3),
)
"""One institution from beginning to end."""

HANDED_ON = (
    stage("s1", "arrest", "depriving:cn-mps", order=1),
    stage("s2", "detention", "supervising:cn-border-guard", order=2),
    stage("s3", "repatriation", "supervising:cn-border-guard", "receiving:mss", order=3),
    stage("s4", "interrogation", "supervising:mss", order=4),
    stage("s5", "transfer", "supervising:mss", "receiving:moss", order=5),
)
"""Caught by one police, held by another, handed to a third institution and by it to a fourth."""


def test_who_held_throughout_is_first_last_and_sole_and_hands_nobody_over() -> None:
    assert custody.holders(ALONE, FRAME) == ("mss",)
    assert custody.authority_first(ALONE, FRAME) == "mss"
    assert custody.authority_last(ALONE, FRAME) == "mss"
    assert custody.sole_authority(ALONE, FRAME) == "mss"
    assert custody.handed_over_to(ALONE, FRAME) == custody.NOT_HANDED_OVER
    assert custody.hand_overs(ALONE, FRAME) == ()


def test_a_chain_of_hand_overs_keeps_every_neighbouring_pair() -> None:
    assert custody.holders(HANDED_ON, FRAME) == ("cn-mps", "cn-border-guard", "mss", "moss")
    assert custody.hand_overs(HANDED_ON, FRAME) == (
        ("cn-mps", "cn-border-guard"),
        ("cn-border-guard", "mss"),
        ("mss", "moss"),
    )


def test_first_last_and_several_are_those_of_the_chain() -> None:
    assert custody.authority_first(HANDED_ON, FRAME) == "cn-mps"
    assert custody.authority_last(HANDED_ON, FRAME) == "moss"
    assert custody.sole_authority(HANDED_ON, FRAME) == custody.SEVERAL
    assert custody.handed_over_to(HANDED_ON, FRAME) == "moss"
    assert custody.authorities_ever(HANDED_ON, FRAME) == ("cn-mps", "cn-border-guard", "mss", "moss")


def test_who_returns_to_the_first_holder_ended_up_with_nobody_else() -> None:
    there_and_back = (
        stage("s1", "arrest", "depriving:mss", order=1),
        stage("s2", "detention", "supervising:moss", order=2),
        stage("s3", "camp", "supervising:mss", order=3),
    )
    assert custody.handed_over_to(there_and_back, FRAME) == custody.NOT_HANDED_OVER
    assert custody.authorities_ever(there_and_back, FRAME) == ("mss", "moss")
    assert custody.hand_overs(there_and_back, FRAME) == (("mss", "moss"), ("moss", "mss"))


def test_institutions_acting_together_are_one_holder_called_several() -> None:
    together = (
        stage("s1", "arrest", "depriving:mss", "depriving:moss", order=1),
        stage("s2", "detention", "supervising:mss", order=2),
    )
    assert custody.holders(together, FRAME) == ("several", "mss")
    assert custody.authority_first(together, FRAME) == "several"
    assert custody.hand_overs(together, FRAME) == (("several", "mss"),)


def test_an_institution_named_twice_at_one_stage_acts_alone() -> None:
    assert custody.holders((stage("s1", "arrest", "depriving:mss", "depriving:mss"),), FRAME) == ("mss",)


def test_those_who_only_ordered_held_nobody() -> None:
    assert custody.holders((stage("s1", "arrest", "ordering:party"),), FRAME) == ()


def test_at_a_deprivation_the_depriving_hold_and_in_custody_the_supervising() -> None:
    both = ("depriving:kpa", "supervising:mss")
    assert custody.holders((stage("s1", "arrest", *both),), FRAME) == ("kpa",)
    assert custody.holders((stage("s1", "detention", *both),), FRAME) == ("mss",)


@pytest.mark.parametrize("basis", ["rumour", "inference"])
def test_a_stage_told_as_rumour_or_inference_counts_for_no_holder(basis: str) -> None:
    chain = (*ALONE, stage("s4", "camp", "supervising:moss", order=4, basis=basis))
    assert custody.known(chain, FRAME) == ALONE
    assert custody.authority_last(chain, FRAME) == "mss"
    assert custody.sole_authority(chain, FRAME) == "mss"


@pytest.mark.parametrize("basis", ["saw", "heard-from-victim", "heard-from-other", "document", ""])
def test_a_stage_known_in_any_other_way_counts(basis: str) -> None:
    chain = (*ALONE, stage("s4", "camp", "supervising:moss", order=4, basis=basis))
    assert custody.authority_last(chain, FRAME) == "moss"


def test_stages_whose_authority_nobody_named_add_nothing() -> None:
    unnamed = (stage("s1", "arrest"), stage("s2", "detention", "supervising:mss"), stage("s3", "camp"))
    assert custody.holders(unnamed, FRAME) == ("mss",)
    assert custody.authority_first(unnamed, FRAME) is None
    assert custody.authority_last(unnamed, FRAME) == "mss"


def test_nothing_is_known_of_an_empty_chain() -> None:
    assert custody.deprivation((), FRAME) is None
    assert custody.holders((), FRAME) == ()
    assert custody.authority_first((), FRAME) is None
    assert custody.authority_last((), FRAME) is None
    assert custody.sole_authority((), FRAME) is None
    assert custody.handed_over_to((), FRAME) is None
    assert custody.days_in_known_custody((), FRAME) == (None, None)


def test_the_first_arrest_is_the_deprivation_even_after_a_sighting() -> None:
    seen, taken = stage("s1", "last-sighting", order=1), stage("s2", "abduction", order=2)
    assert custody.deprivation((seen, taken), FRAME) == taken


def test_without_an_arrest_the_first_stage_told_stands_for_it() -> None:
    assert custody.deprivation(HANDED_ON[1:], FRAME) == HANDED_ON[1]


def test_a_chain_is_in_the_order_told_then_by_date_then_as_coded() -> None:
    last = stage("s1", "camp", order=2)
    second = stage("s2", "detention", order=1, start="2005")
    first = stage("s4", "arrest", order=1, start="2004")
    third, fourth = stage("s3", "transfer", order=1), stage("s5", "release", order=1)
    assert custody.in_order([fourth, last, third, second, first]) == (first, second, third, fourth, last)


def test_grounds_are_in_the_order_told_without_repeats() -> None:
    chain = (
        stage("s1", "arrest", grounds=("criticism", "escape")),
        stage("s2", "camp", grounds=("escape", "religion")),
    )
    assert custody.grounds(chain) == ("criticism", "escape", "religion")


def test_why_no_authority_is_known_is_what_the_source_said() -> None:
    refused = StageAccount(
        id=ALONE[0].id, source=ALONE[0].source, external_id="s1", authorities=said(Absence.REFUSED), stage=codes("camp")
    )
    assert custody.authority_absence((stage("s0", "arrest"), refused)) is Absence.REFUSED
    assert custody.authority_absence((stage("s0", "arrest"),)) is Absence.NOT_ASKED


def test_days_in_custody_are_bounded_by_what_the_dates_leave_open() -> None:
    chain = (
        stage("s1", "arrest", start="2005-03-10"),
        stage("s2", "detention"),
        stage("s3", "transfer", start="2005-04"),
        stage("s4", "camp", start="2009", basis="rumour"),
    )
    assert custody.days_in_known_custody(chain, FRAME) == (22, 51)


def test_days_in_custody_need_two_dates() -> None:
    assert custody.days_in_known_custody((stage("s1", "arrest", start="2005"),), FRAME) == (None, None)


@pytest.mark.parametrize(
    ("earlier", "later", "days"),
    [
        ("2005-03-10", "2005-03-10", (0, 0)),
        ("2005-03", "2005-04", (1, 60)),
        ("2005", "2005-06-15", (0, 165)),
        ("before 2005", "2005-06-15", (166, None)),
        ("2005-06-15", "after 2006", (565, None)),
        ("after 2004", "2005-06-15", (0, 165)),
        ("2005-06-15", "before 2006", (0, 199)),
        ("2006", "2005", (0, None)),
    ],
)
def test_a_gap_is_cut_off_at_nought_and_open_where_an_end_is_or_no_day_fits(
    earlier: str, later: str, days: tuple[int | None, int | None]
) -> None:
    assert custody.gap(parse_date(earlier), parse_date(later)) == days


DAYS = st.dates().map(lambda day: IntervalDate(earliest=day, latest=day))
INTERVALS = st.tuples(st.dates(), st.dates()).map(lambda ends: IntervalDate(earliest=min(ends), latest=max(ends)))


@given(INTERVALS, INTERVALS, st.data())
def test_a_gap_holds_the_days_between_any_two_days_of_its_dates(
    a: IntervalDate, b: IntervalDate, data: st.DataObject
) -> None:
    assert a.earliest is not None
    assert a.latest is not None
    assert b.earliest is not None
    assert b.latest is not None
    one = data.draw(st.dates(a.earliest, a.latest))
    other = data.draw(st.dates(b.earliest, b.latest))
    low, high = custody.gap(a, b)
    assert low is not None
    assert low >= 0
    assert (high is None) == (b.latest < a.earliest)
    if high is None:
        return
    assert low <= high
    if one <= other:
        assert low <= (other - one).days <= high


INSTITUTIONS = ("mss", "moss", "msc", "kpa", "cn-mps")
STAGES = st.builds(
    lambda kind, who, basis: stage("s", kind, *who, basis=basis),
    st.sampled_from(("arrest", "detention", "transfer", "camp", "repatriation")),
    st.lists(
        st.builds(
            "{}:{}".format, st.sampled_from(("depriving", "supervising", "receiving")), st.sampled_from(INSTITUTIONS)
        ),
        max_size=3,
    ),
    st.sampled_from(("saw", "rumour", "")),
)


@given(st.lists(STAGES, max_size=6))
def test_first_last_sole_and_hand_overs_tell_one_story(chain: list[StageAccount]) -> None:
    held = custody.holders(chain, FRAME)
    pairs = custody.hand_overs(chain, FRAME)
    assert len(pairs) == max(len(held) - 1, 0)
    assert all(giver != taker for giver, taker in pairs)
    assert custody.authority_last(chain, FRAME) == (held[-1] if held else None)
    assert (custody.handed_over_to(chain, FRAME) in (None, custody.NOT_HANDED_OVER)) == (
        not held or held[0] == held[-1]
    )
    sole = custody.sole_authority(chain, FRAME)
    assert (sole not in (None, custody.SEVERAL)) == (len(set(held)) == 1 and held[0] != Code("several"))


@given(st.lists(STAGES, max_size=5), st.lists(STAGES, max_size=3))
def test_rumoured_stages_change_no_holder(chain: list[StageAccount], more: list[StageAccount]) -> None:
    rumours = [stage("r", "camp", "supervising:party", basis="rumour") for _ in more]
    assert custody.holders([*rumours, *chain, *rumours], FRAME) == custody.holders(chain, FRAME)


def kinds(*found: str) -> tuple[StageAccount, ...]:
    """A chain of stages of these kinds, in order."""
    return tuple(stage(f"s{place}", kind, order=place) for place, kind in enumerate(found, start=1))


def test_every_step_of_a_chain_leads_to_the_next_kind_and_the_last_to_the_end() -> None:
    assert custody.moves(kinds("arrest", "detention", "camp"), FRAME) == (
        (1, "arrest", "detention"),
        (2, "detention", "camp"),
        (3, "camp", "end"),
    )


def test_stages_of_one_kind_after_each_other_are_one_step_and_apart_are_two() -> None:
    assert custody.moves(kinds("detention", "detention", "transfer", "detention"), FRAME) == (
        (1, "detention", "transfer"),
        (2, "transfer", "detention"),
        (3, "detention", "end"),
    )


def test_a_stage_of_no_kind_and_one_told_as_rumour_are_no_steps() -> None:
    chain = (*kinds("arrest", "", "camp"), stage("s4", "death", order=4, basis="rumour"))
    assert custody.moves(chain, FRAME) == ((1, "arrest", "camp"), (2, "camp", "end"))
    assert custody.moves((), FRAME) == custody.moves(kinds(""), FRAME) == ()


RETURNED = (
    stage("s1", "arrest", order=1, place="yanji"),
    stage("s2", "repatriation", order=2, place_from="tumen", place="onsong"),
    stage("s3", "interrogation", order=3, place="onsong"),
    stage("s4", "transfer", order=4, place_from="onsong", place="chongjin"),
)


def test_the_legs_of_a_return_run_from_where_it_set_out_to_every_later_place() -> None:
    assert custody.return_legs(RETURNED, FRAME) == (("tumen", "onsong"), ("onsong", "chongjin"))


@pytest.mark.parametrize("chain", [(), RETURNED[:1], RETURNED[2:]])
def test_without_a_forced_return_there_are_no_legs_to_ask_for(chain: tuple[StageAccount, ...]) -> None:
    assert custody.return_legs(chain, FRAME) is None


def test_a_forced_return_told_as_rumour_is_none() -> None:
    rumour = stage("s2", "repatriation", order=2, place_from="tumen", place="onsong", basis="rumour")
    assert custody.return_legs((RETURNED[0], rumour), FRAME) is None


def test_a_forced_return_without_places_has_no_legs() -> None:
    assert custody.return_legs((stage("s1", "repatriation"),), FRAME) == ()
    assert custody.return_legs((stage("s1", "repatriation", place="onsong"),), FRAME) == ()


def test_a_place_nobody_named_is_passed_over() -> None:
    chain = (stage("s1", "repatriation", order=1, place_from="tumen"), stage("s2", "detention", order=2), RETURNED[3])
    assert custody.return_legs(chain, FRAME) == (("tumen", "chongjin"),)


def test_to_name_a_place_more_exactly_is_no_leg() -> None:
    chain = (
        stage("s1", "repatriation", order=1, place_from="tumen", place="KP-09"),
        stage("s2", "detention", order=2, place="onsong"),
        stage("s3", "camp", order=3, place="KP"),
    )
    assert custody.return_legs(chain, FRAME) == (("tumen", "KP-09"),)


def test_a_second_return_goes_on_from_where_the_first_led() -> None:
    chain = (*RETURNED[:2], stage("s3", "repatriation", order=3, place_from="changbai", place="hyesan"))
    assert custody.return_legs(chain, FRAME) == (("tumen", "onsong"), ("onsong", "hyesan"))
