"""Nobody can count their way from what they know of a victim to what they do not, in all that is published at once."""

from collections.abc import Mapping

import pytest

from lastseen.domain.release import Profile
from lastseen.figures import Figure
from tests.reports.attack.conftest import Reports
from tests.reports.attack.counting import Impossible, Range, Split, concluded, narrowed, pinned
from tests.reports.attack.knowledge import (
    OPEN,
    THRESHOLD,
    Known,
    cell,
    learn_figure,
    learn_next,
    learn_pairs,
    learn_part,
    rounded,
)

LEAST_VALUES = 3
EXACT = (
    "sex", "age-at-disappearance", "relation-to-interviewee", "grounds", "authority-alone", "authority-handed-over",
    "first-arrest-order", "authority-responsible", "country-of-arrest", "period", "fate",
)  # fmt: skip
"""The figures of one answer for each victim in the report."""
PARTS = {"age-at-disappearance/male": "sex/male", "age-at-disappearance/female": "sex/female"}
WORLD: dict[str, tuple[str, tuple[str, ...]]] = {
    "country-of-arrest/inside": ("arrests-by-province", ("KP-",)),
    "country-of-arrest/abroad": ("arrests-by-province", ("CN-", "RU-")),
}
"""What everybody knows: which provinces lie in which country. The demo takes nobody twice."""


def known(shown: Mapping[str, Figure], counted: Mapping[str, Figure]) -> Known:
    """All that an outsider takes from the figures shown, who knows of those counted in which rows anybody is."""
    peopled = {id_: [row.code for row in f.rows if row.n and row.code not in OPEN] for id_, f in counted.items()}
    found = Known()
    for id_ in (*EXACT, "arrests-by-province", "grounds/escape"):
        learn_figure(found, shown[id_], peopled[id_])
    learn_pairs(found, [shown[id_] for id_ in EXACT])
    for part, row in PARTS.items():
        learn_part(found, shown[part], "age-at-disappearance", row, peopled["age-at-disappearance"])
    learn_next(found, "first-arrest-order", shown["hand-overs"], peopled["hand-overs"])
    for whole, (figure, inside) in WORLD.items():
        found.split(whole, (f"{figure}/{code}" for code in peopled[figure] if code.startswith(inside)))
    found.split("authority-responsible/mss", ("authority-alone/mss-alone", "authority-handed-over/handed-to-mss"))
    found.split("authority-alone/several", ("authority-handed-over/handed-to-mss", "authority-handed-over/other"))
    return found


def of_people(found: Mapping[str, object]) -> set[str]:
    """The names of those of whom something is known."""
    return {name for name in found if not OPEN & {part.rpartition("/")[2] for part in name.split(" & ")}}


def figures(reports: Reports, profile: Profile) -> dict[str, Figure]:
    return {figure.id: figure for figure in reports.sets[profile].figures}


def attacked(reports: Reports, profile: Profile) -> tuple[dict[str, Range], list[Split]]:
    told = known(figures(reports, profile), figures(reports, Profile.INTERNAL))
    return narrowed(told.counts, told.splits), told.splits


def test_in_public_no_few_people_are_pinned_down_and_no_row_of_one_figure_gives_a_row_of_another(
    reports: Reports,
) -> None:
    found, splits = attacked(reports, Profile.PUBLIC)
    assert len(found) > 1000
    assert of_people(pinned(found, THRESHOLD, LEAST_VALUES)) == set()
    assert of_people(concluded(found, splits)) == set()


def test_what_an_outsider_works_out_is_true(reports: Reports) -> None:
    guessed, _ = attacked(reports, Profile.PUBLIC)
    counted, _ = attacked(reports, Profile.INTERNAL)
    assert {name for name, (low, high) in counted.items() if low < guessed[name][0] or high > guessed[name][1]} == set()


def test_of_figures_that_are_not_protected_everything_is_worked_out(reports: Reports) -> None:
    found, splits = attacked(reports, Profile.INTERNAL)
    few = pinned(found, THRESHOLD, LEAST_VALUES)
    assert few["first-arrest-order/ru-police"] == (3, 3)
    assert few[cell("sex/female", "age-at-disappearance/10-19")] == (2, 2)
    certain = concluded(found, splits)
    assert certain["first-arrest-order/ru-police"] == cell("first-arrest-order/ru-police", "hand-overs/mss")


# ---- the attacker itself ---------------------------------------------------------------------------------------------


def test_two_margins_and_one_cell_give_the_other_three() -> None:
    known_ = {"men": (10, 10), "women": (6, 6), "young": (9, 9), "old": (7, 7)}
    cells = {cell(a, b): (0, 10) for a in ("men", "women") for b in ("young", "old")} | {cell("men", "old"): (2, 2)}
    splits = [Split(whole=a, parts=(cell(a, "young"), cell(a, "old"))) for a in ("men", "women")]
    splits += [Split(whole=b, parts=(cell("men", b), cell("women", b))) for b in ("young", "old")]
    found = narrowed({**known_, **cells}, splits)
    assert {name: ends for name, ends in found.items() if "&" in name} == {
        "men & young": (8, 8),
        "men & old": (2, 2),
        "women & young": (1, 1),
        "women & old": (5, 5),
    }
    assert pinned(found, THRESHOLD, LEAST_VALUES) == {"men & old": (2, 2), "women & young": (1, 1)}


def test_a_group_is_given_away_where_all_its_parts_but_one_are_empty() -> None:
    split = Split(whole="a", parts=("a & x", "a & y"))
    assert concluded({"a": (3, 4), "a & x": (3, 4), "a & y": (0, 0)}, [split]) == {"a": "a & x"}
    assert concluded({"a": (3, 4), "a & x": (2, 4), "a & y": (0, 1)}, [split]) == {}
    assert concluded({"a": (0, 4), "a & x": (0, 4), "a & y": (0, 0)}, [split]) == {}


def test_sums_that_do_not_fit_are_noticed() -> None:
    with pytest.raises(Impossible):
        narrowed({"a": (3, 3), "b": (0, 1), "c": (0, 1)}, [Split(whole="a", parts=("b", "c"))])


def test_a_rounded_row_can_be_whatever_rounds_to_it_and_is_not_small(reports: Reports) -> None:
    moved = figures(reports, Profile.PUBLIC)["hand-overs"]
    assert rounded(moved, "cn-mps>mss", 113) == (18, 22)
    assert rounded(moved, "ru-police>mss", 113) == (0, 113)
    aged = figures(reports, Profile.PUBLIC)["age-at-disappearance/female"]
    assert rounded(aged, "0-9", 113) == (5, 7)
