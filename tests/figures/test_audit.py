"""What published figures give away together: exact on invented tables where the truth is known."""

from collections.abc import Mapping
from itertools import pairwise, product

import numpy as np
import pytest

from lastseen.figures.audit import Contradicting, Interval, Sum, Target, intervals, joint
from lastseen.figures.auditing import Audit, Book, audit, of_records
from lastseen.figures.protections import Cell
from lastseen.figures.questions import Shown
from tests.figures.builder import define_all, row

SEXES = {"variable": "sex", "row": [row("male", "male"), row("female", "female")]}
YEARS = {"variable": "disappeared", "each": "year", "unit": "disappearance"}
FIVE = {"variable": "disappeared", "each": "five-years", "unit": "disappearance"}


def book(*figures: Mapping[str, object]) -> Book:
    """A book of figures; codes stand below those they begin with."""
    named = [{"unit": "victim", "population": "report", "labels": {"en": "Figure"}, **figure} for figure in figures]

    def lineage(_: str, code: str) -> list[str]:
        parts = code.split("/")
        return ["/".join(parts[:end]) for end in range(len(parts), 0, -1)]

    return Book(definitions=define_all(*named), lineage=lineage)


def told(figure: str, rows: Mapping[str, int], *withheld: str, n: int | None = None, rounded_to: int = 1) -> Shown:
    total = sum(rows.values()) if n is None else n
    return Shown(figure=figure, N=total, rows=rows, withheld=frozenset(withheld), rounded_to=rounded_to)


def release(*figures: Shown) -> dict[str, Shown]:
    return {one.figure: one for one in figures}


def cell(figure: str, code: str, n: int) -> Cell:
    return Cell(figures=(figure,), rows=(code,), n=n, reason="invented")


def found(audited: Audit) -> list[tuple[str, int, int]]:
    return [(one.cell.rows[0], one.interval.low, one.interval.high) for one in audited.inferred]


# ---- the linear program ----------------------------------------------------------------------------------------------


def test_small_cells_alone_suppressed_are_mostly_recovered_exactly() -> None:
    table = np.array([[1, 20, 31, 12], [25, 3, 18, 40], [14, 22, 2, 4], [30, 16, 11, 27]])
    cells = [np.arange(16) == place for place in range(16)]
    sums = [Sum(cells[i], 0, int(n), int(n)) for i, n in enumerate(table.ravel()) if n >= 5]
    for axis, place in product((0, 1), range(4)):
        inside = (np.arange(16) // 4 if axis else np.arange(16) % 4) == place
        total = int(table.ravel()[inside].sum())
        sums.append(Sum(inside, 0, total, total))
    small = [i for i, n in enumerate(table.ravel()) if n < 5]
    open_ = intervals(sums, [Target(cells[i], 0, 0) for i in small])
    assert small == [0, 5, 10, 11]
    assert [(one.low, one.high) for one in open_] == [(1, 1), (3, 3), (2, 2), (4, 4)]


def test_a_cell_in_a_cycle_of_four_stays_open_by_as_much_as_the_cycle_leaves() -> None:
    cells = [np.arange(4) == place for place in range(4)]
    margins = [(cells[0] | cells[1], 7), (cells[2] | cells[3], 9), (cells[0] | cells[2], 6), (cells[1] | cells[3], 10)]
    sums = [Sum(mask, 0, n, n) for mask, n in margins]
    assert intervals(sums, [Target(cells[0], 0, 0)]) == (Interval(0, 6),)


def test_intervals_are_those_of_every_table_there_is() -> None:
    every = [t for t in product(range(8), repeat=4) if sum(t) == 11 and 3 <= t[0] + t[1] <= 5 and t[1] + t[3] == 6]
    cells = [np.arange(4) == place for place in range(4)]
    sums = [
        Sum(np.ones(4, dtype=bool), 0, 11, 11),
        Sum(cells[0] | cells[1], 0, 3, 5),
        Sum(cells[1] | cells[3], 0, 6, 6),
        *(Sum(one, 0, 0, 7) for one in cells),
    ]
    wanted = tuple(Interval(min(t[i] for t in every), max(t[i] for t in every)) for i in range(4))
    assert intervals(sums, [Target(one, 0, 0) for one in cells]) == wanted


def test_newcomers_are_those_of_every_table_that_grows_through_all_releases() -> None:
    """Three releases of two cells: exact totals of both, and bounds of the first, that have to hold in each."""
    totals, bounds = (3, 5, 6), ((1, 2), (0, 4), (2, 4))
    tables = [
        [(first, n - first) for first in range(low, high + 1)] for n, (low, high) in zip(totals, bounds, strict=True)
    ]
    every = [
        grown
        for grown in product(*tables)
        if all(all(a <= b for a, b in zip(*pair, strict=True)) for pair in pairwise(grown))
    ]
    both, one = np.array([True, True]), np.array([True, False])
    sums = [Sum(both, place, n, n) for place, n in enumerate(totals)]
    sums += [Sum(one, place, *ends) for place, ends in enumerate(bounds)]
    came = [last[0] - first[0] for first, _, last in every]
    assert intervals(sums, [Target(one, 1, 2)], 3) == (Interval(min(came), max(came)),)


def test_exact_sums_that_shrink_or_disagree_fit_no_table() -> None:
    mask = np.array([True])
    for sums in ([Sum(mask, 0, 3, 3), Sum(mask, 1, 2, 2)], [Sum(mask, 1, 3, 3), Sum(mask, 1, 4, 4)]):
        with pytest.raises(Contradicting):
            intervals(sums, [Target(mask, 0, 1)], 2)


def test_groups_that_nothing_connects_meet_in_no_fewer_and_no_more_than_their_sizes_allow() -> None:
    assert joint([Interval(8, 8), Interval(5, 6)], 10) == Interval(3, 6)


def test_sums_of_no_table_are_refused() -> None:
    with pytest.raises(Contradicting):
        intervals([Sum(np.array([True]), 0, 3, 3), Sum(np.array([True]), 0, 4, 4)], [Target(np.array([True]), 0, 0)])


# ---- figures beside each other ---------------------------------------------------------------------------------------


def test_single_years_beside_periods_of_five_are_subtracted_and_the_rows_that_mend_it_named() -> None:
    figures = book({"id": "years", **YEARS}, {"id": "periods", **FIVE})
    years = told("years", {"1996": 9, "1997": 8, "2001": 12, "2002": 7, "withheld": 8}, "1998", "2003", n=44)
    periods = told("periods", {"1995-1999": 21, "2000-2004": 23}, n=44)
    aside = {"unknown": 0, "undetermined": 0}
    years = Shown(figure="years", N=44, rows={**years.rows, **aside}, withheld=years.withheld)
    periods = Shown(figure="periods", N=44, rows={**periods.rows, **aside})
    audited = audit(figures, [release(years, periods)], [cell("years", "1998", 4), cell("years", "2003", 4)])
    assert found(audited) == [("1998", 4, 4), ("2003", 4, 4)]
    assert len(audited.narrow) == 2
    mended = {"years": years, "periods": periods}
    for figure, code in audited.proposal.suppress:
        mended[figure] = mended[figure].without(code)
    assert audited.proposal.left == 0
    again = audit(figures, [mended], [cell("years", "1998", 4), cell("years", "2003", 4)])
    assert again.narrow == ()
    assert audited.proposal.coarser == ("years",)


def test_one_figure_alone_leaves_open_what_two_do_not() -> None:
    figures = book({"id": "years", **YEARS}, {"id": "periods", **FIVE})
    aside = {"unknown": 0, "undetermined": 0}
    years = told("years", {"1996": 9, "withheld": 8, **aside}, "1998", "2003")
    assert found(audit(figures, [release(years)], [cell("years", "1998", 4)])) == [("1998", 1, 7)]


def test_who_came_between_two_releases_is_seen_though_no_row_is_small() -> None:
    figures = book({"id": "sex", **SEXES})
    first, second = ({"male": m, "female": 40, "unknown": 0, "undetermined": 0} for m in (66, 67))
    protected = [cell("sex", "male", 67)]
    assert audit(figures, [release(told("sex", second))], protected).narrow == ()
    audited = audit(figures, [release(told("sex", first)), release(told("sex", second))], protected)
    newcomers = [(one.since, one.interval) for one in audited.narrow if one.since is not None]
    assert newcomers == [(0, Interval(1, 1))]


def test_a_release_that_says_the_same_again_or_nothing_tells_no_more() -> None:
    figures = book({"id": "sex", **SEXES}, {"id": "years", **YEARS})
    first, second = (
        release(told("sex", {"male": m, "female": 40, "unknown": 0, "undetermined": 0}, rounded_to=5)) for m in (66, 70)
    )
    aside = release(told("years", {"1996": 9, "unknown": 0, "undetermined": 0}))
    protected = [cell("sex", "male", 4)]
    short, long = (audit(figures, of, protected).inferred for of in ([first, second], [first, aside, first, second]))
    assert [(one.since, one.interval) for one in short] == [(None, Interval(68, 72)), (0, Interval(0, 4))]
    assert [(one.since, one.interval) for one in long] == [
        (None, Interval(68, 72)),
        (0, Interval(0, 4)),
        (1, Interval(0, 4)),
        (2, Interval(0, 4)),
    ]


def test_releases_between_which_people_left_are_not_read_as_growth() -> None:
    figures = book({"id": "sex", **SEXES})
    first, second = ({"male": m, "female": 40, "unknown": 0, "undetermined": 0} for m in (66, 60))
    audited = audit(figures, [release(told("sex", first)), release(told("sex", second))], [cell("sex", "male", 4)])
    assert (audited.grown, found(audited)) == (False, [("male", 60, 60)])


def test_a_rounded_part_narrows_the_whole_by_no_more_than_rounding_leaves() -> None:
    part = {"id": "age/male", "variable": "age", "where": {"sex": ["male"]}, "row": [row("old", between=[60, ""])]}
    figures = book({"id": "sex", **SEXES}, part)
    sexes = told("sex", {"male": 66, "female": 40, "unknown": 0, "undetermined": 0})
    ages = told("age/male", {"old": 60}, "other", "unknown", "undetermined", n=65, rounded_to=5)
    audited = audit(figures, [release(sexes, ages)], [cell("age/male", "old", 3)])
    assert found(audited) == [("old", 58, 62)]


def test_a_figure_that_no_definition_explains_is_named() -> None:
    sexes = told("sex", {"male": 6, "female": 5, "unknown": 0, "undetermined": 0})
    audited = audit(book({"id": "sex", **SEXES}), [release(sexes, told("gone", {"a": 5}))], [])
    assert audited.unread == ("gone",)


def test_what_was_written_down_of_a_release_is_read_back_whole() -> None:
    records = [
        {"figure": "sex", "N": 12, "row": "", "rounded_to": 1, "withheld": ["female"]},
        {"figure": "sex", "N": 12, "row": "male", "n": 8, "high": 8},
    ]
    assert of_records(records) == {"sex": told("sex", {"male": 8}, "female", n=12)}
