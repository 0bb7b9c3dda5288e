"""What is published points at nobody, even for those who know the rules and everything but one small row."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations_with_replacement, product
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastseen.figures import Definition, Figure
from lastseen.figures.definitions import BadDefinition
from lastseen.figures.disclosure import THRESHOLD, WITHHELD, Around, Protected, protect, protected
from lastseen.figures.figure import row_of
from tests.figures.builder import counts, define, define_all, freeze, row, victim

Table = tuple[int, ...]
SMALL = range(1, THRESHOLD)
LETTERS = "abcdefghijklmnop"


def coded(**more: object) -> Definition:
    """A figure of one answer each."""
    return define(variable="sex", each="code", **more)


def figure(
    ns: Sequence[int], *, multiple: bool = False, unknown: int = 0, undetermined: int = 0, total: int = 0
) -> Figure:
    """A figure with rows a, b, c … of these people."""
    whole = total or sum(ns) + unknown + undetermined
    codes = {**dict(zip(LETTERS, ns, strict=False)), "unknown": unknown, "undetermined": undetermined}
    about = coded()
    return Figure(
        id="figure",
        labels={"en": "Figure"},
        unit=about.unit,
        population=about.population,
        N=whole,
        multiple=multiple,
        rows=tuple(row_of(code, {"en": code}, n, n, whole) for code, n in codes.items()),
        unsaid={},
    )


# ---- the attacker ----------------------------------------------------------------------------------------------------


def narrowed(tables: Iterable[Table], seen: Callable[[Table], object]) -> list[tuple[Table, int, set[int]]]:
    """Every small row of every table with fewer than three values in all the tables that look the same.

    The attacker knows the rules so well that they can publish every table themselves and compare.
    """
    alike: defaultdict[str, list[Table]] = defaultdict(list)
    for table in tables:
        alike[repr(seen(table))].append(table)
    found = []
    for group in alike.values():
        values = [set(column) for column in zip(*group, strict=True)]
        found += [(t, i, values[i]) for t in group for i, n in enumerate(t) if n in SMALL and len(values[i]) < 3]
    return found


def tables(rows: int, total: int) -> Iterator[Table]:
    """Every table of so many rows that sums to a total."""
    if rows == 1:
        yield (total,)
        return
    for n in range(total + 1):
        yield from ((n, *rest) for rest in tables(rows - 1, total - n))


def published(table: Table) -> object:
    """All of a table that is published."""
    return protect(coded(), figure(table)).figure


def without_complement(table: Table) -> object:
    """What would be published if only small rows were put together, whatever follows from the others."""
    return tuple(-1 if n in SMALL else n for n in table)


@pytest.mark.parametrize(
    ("rows", "total"),
    [(r, t) for r in (2, 3) for t in range(2, 31)] + [(4, t) for t in (9, 17, 19, 20, 23)] + [(5, 19)],
)
def test_no_small_row_is_narrowed_by_somebody_who_knows_the_rules(rows: int, total: int) -> None:
    assert narrowed(tables(rows, total), published) == []


def test_small_rows_alone_put_together_would_be_narrowed() -> None:
    found = narrowed(tables(3, 23), without_complement)
    assert ((3, 20, 0), 0, {3}) in found
    assert ((4, 4, 15), 0, {4}) in found


def test_a_rule_that_stops_at_its_first_complement_would_be_seen_through() -> None:
    """What stays tells how large the next one was: 6 stays, so of the two that sum to 8 one is 5 or less, and one 3."""

    def stops_at_once(table: Table) -> object:
        order = sorted(n for n in table if n)
        out = [n for n in order if n in SMALL] + [n for n in order if n >= THRESHOLD][:1]
        return tuple(-1 if n in out else n for n in table)

    assert ((3, 5, 6), 0, {3, 5}) in narrowed(tables(3, 14), stops_at_once)


@given(st.lists(st.integers(0, 30), min_size=1, max_size=9), st.randoms(use_true_random=False))
def test_the_rules_do_not_see_the_order_of_rows(ns: list[int], chance: Random) -> None:
    places = list(range(len(ns)))
    chance.shuffle(places)
    shuffled = protect(coded(), figure([ns[place] for place in places])).withheld & set(LETTERS)
    assert {LETTERS[places[LETTERS.index(code)]] for code in shuffled} == hidden(ns)


def hidden(ns: Sequence[int]) -> set[str]:
    return set(protect(coded(), figure(ns)).withheld & set(LETTERS))


@pytest.mark.parametrize(("rows", "largest"), [(5, 12), (6, 9), (7, 8)])
def test_no_small_row_of_a_longer_table_is_narrowed(rows: int, largest: int) -> None:
    """As the rules do not see the order, one order stands for all, and each row taken out may be any of them.

    Of the largest totals most tables have rows larger than are made here; those are not looked at.
    """
    values: defaultdict[tuple[int, ...], set[int]] = defaultdict(set)
    for table in combinations_with_replacement(range(largest + 1), rows):
        out = {LETTERS.index(code) for code in hidden(table)}
        shown = tuple(n for place, n in enumerate(table) if place not in out)
        values[sum(table), *shown] |= {table[place] for place in out}
    looked_at = {seen: found for seen, found in values.items() if THRESHOLD <= seen[0] <= (rows - 1) * largest}
    assert {seen: found for seen, found in looked_at.items() if found & set(SMALL) and len(found) < 3} == {}


def several(table: Table, total: int) -> Protected:
    return protect(define(variable="grounds", each="code"), figure(table, multiple=True, total=total))


@pytest.mark.parametrize("total", range(5, 16))
def test_with_several_answers_no_small_row_is_narrowed_by_what_must_be_covered(total: int) -> None:
    """Everybody gave some answer: rows that cover too few give away what is missing."""
    told = [table for table in product(range(total + 1), repeat=3) if sum(table) >= total]
    assert narrowed(told, lambda table: several(table, total).figure) == []
    dropped = narrowed(told, lambda table: tuple(-1 if n in SMALL else n for n in table))
    assert ((4, total - 4, 0), 0, {4}) in dropped or total < 9


# ---- two things crossed ----------------------------------------------------------------------------------------------

CROSSED = coded(where={"occupation": ["farmer"]})


def part(table: Table, whole: Table) -> Protected:
    return protect(CROSSED, figure(table), THRESHOLD, around(whole))


def around(whole: Table) -> Around:
    return Around(whole=figure(whole), labels={"en": "Small"})


def both(table: Table) -> tuple[Table, Table]:
    half = len(table) // 2
    return table[:half], table[half:]


@pytest.mark.parametrize("whole", [(16, 9), (5, 9, 7), (12, 6, 18), (8, 8, 8), (25, 5, 11)])
def test_against_exact_margins_no_small_group_is_narrowed(whole: Table) -> None:
    """The whole is known row by row, the part's total too, and the rest of the whole is published as another part."""
    for total in range(THRESHOLD, sum(whole) - THRESHOLD + 1):
        split = [
            (*ns, *(m - n for n, m in zip(ns, whole, strict=True)))
            for ns in product(*(range(m + 1) for m in whole))
            if sum(ns) == total
        ]

        def seen(table: Table, whole: Table = whole) -> object:
            one, other = both(table)
            return part(one, whole).figure, part(other, whole).figure

        assert narrowed(split, seen) == []


def test_rounding_alone_would_be_undone_by_exact_margins() -> None:
    """Of 16, ten or so are men, and too few to show are women: twelve and four, or no table would be as this one."""
    split = [(n, 16 - n) for n in range(17)]

    def rounded(table: Table) -> object:
        return tuple((2 * n + 5) // 10 * 5 if n >= THRESHOLD else 0 for n in table)

    assert ((12, 4), 1, {4}) in narrowed(split, rounded)


# ---- what is done ----------------------------------------------------------------------------------------------------


def opened(told: Figure, **highs: int) -> Figure:
    """The figure with other numbers of those who may be in a row."""
    rows = (replace(row, high=highs.get(row.code, row.high)) for row in told.rows)
    return replace(told, rows=tuple(rows))


def test_small_rows_are_put_together_before_those_that_are_no_answer() -> None:
    made = protect(coded(), figure([54, 2, 23, 4], unknown=1))
    assert counts(made.figure) == {
        "a": (54, 54),
        "c": (23, 23),
        WITHHELD: (6, 6),
        "unknown": (1, 1),
        "undetermined": (0, 0),
    }
    assert (made.withheld, made.figure.N, made.figure.rounded_to) == (frozenset({"b", "d"}), 84, 1)
    assert made.figure.row(WITHHELD) == row_of(WITHHELD, {"en": "Small numbers, put together"}, 6, 6, 84)


def test_one_small_row_takes_the_next_larger_with_it_and_all_of_that_size() -> None:
    assert protect(coded(), figure([90, 20, 3])).withheld == {"b", "c"}
    assert protect(coded(), figure([90, 20, 3, 20])).withheld == {"b", "c", "d"}


def test_where_nothing_is_small_all_stays_exact() -> None:
    told = figure([5, 66, 0], unknown=2)
    assert protect(coded(), told) == Protected(figure=told)


@pytest.mark.parametrize("ns", [[110, 3], [3], [1, 1, 1], [2, 1]])
def test_no_row_is_shown_where_the_others_would_give_the_small_one_away(ns: list[int]) -> None:
    made = protect(coded(), figure(ns, unknown=20))
    assert (made.figure.rows, made.figure.unsaid, made.figure.N) == ((), {}, sum(ns) + 20)


def test_a_plain_count_stays_exact_however_small() -> None:
    told = figure([3])
    assert protect(define(variable=None), told) == Protected(figure=told)


def test_several_answers_lose_their_small_rows_and_have_no_sum_of_them() -> None:
    made = protect(define(variable="grounds", each="code"), figure([30, 20, 3, 1], multiple=True, total=40))
    assert counts(made.figure) == {"a": (30, 30), "b": (20, 20), "unknown": (0, 0), "undetermined": (0, 0)}
    assert made.withheld == {"c", "d"}


def test_what_may_be_in_a_row_is_raised_in_steps_to_what_is_undetermined() -> None:
    told = opened(figure([20, 10, 0, 8], undetermined=7), a=21, b=16, c=2)
    assert counts(protect(coded(), told).figure) == {
        "a": (20, 25),
        "b": (10, 17),
        "c": (0, 5),
        "d": (8, 8),
        "unknown": (0, 0),
        "undetermined": (7, 7),
    }


def test_why_nothing_is_said_is_not_told_of_few() -> None:
    told = replace(figure([20, 10], unknown=12), unsaid={"unknown": 11, "refused": 1, "not-asked": 0})
    assert protect(coded(), told).figure.unsaid == {}
    many = replace(told, unsaid={"unknown": 7, "refused": 5, "not-asked": 0})
    assert protect(coded(), many).figure.unsaid == many.unsaid


def test_a_part_is_rounded_with_its_total_and_lacks_what_its_rest_would_show() -> None:
    """Of b few are in the part, of c few are not; of a and d there are enough on either side."""
    made = part((23, 2, 12, 8), (44, 14, 15, 20))
    assert counts(made.figure) == {"a": (25, 25), "d": (10, 10)}
    assert (made.figure.N, made.figure.rounded_to, {row.percent for row in made.figure.rows}) == (45, 5, {None})


def test_a_part_of_an_unknown_whole_shows_no_row() -> None:
    assert protect(CROSSED, figure([23, 22])).figure.rows == ()


def test_pairs_of_codes_are_rounded_within_an_exact_total() -> None:
    made = protect(define(variable="hand_overs", each="code"), figure([76, 19, 4, 2], multiple=True, unknown=12))
    assert (counts(made.figure), made.figure.N) == ({"a": (75, 75), "b": (20, 20), "unknown": (10, 10)}, 113)


# ---- a whole set -----------------------------------------------------------------------------------------------------

GROUNDS = {"id": "grounds", "variable": "ground", "row": [row("escape", "escape"), row("religion", "religion")]}
ESCAPE = {"id": "escape", "variable": "ground", "each": "code", "where": {"ground": ["escape"]}}


def released(folder: Path, told: Mapping[str, int], *figures: Mapping[str, object]) -> dict[str, Figure]:
    """What is published of a snapshot with so many victims of each ground."""
    people = [victim(f"{ground}{i}", ground=[ground]) for ground, n in told.items() for i in range(n)]
    common = {"unit": "victim", "population": "report", "labels": {"en": "Figure"}}
    definitions = define_all(*({**common, **figure} for figure in figures))
    return {safe.figure.id: safe.figure for safe in protected(definitions, freeze(folder, people))}


def test_what_splits_a_published_row_stays_exact_and_what_splits_another_is_rounded(tmp_path: Path) -> None:
    told = {"escape/attempt": 7, "escape/preparation": 6, "religion": 12}
    made = released(tmp_path, told, ESCAPE, GROUNDS)
    assert (list(made), made["escape"].N, made["escape"].rounded_to) == (["escape", "grounds"], 13, 1)
    alone = released(tmp_path / "alone", told, ESCAPE)["escape"]
    assert (alone.N, alone.rounded_to, counts(alone)) == (
        15,
        5,
        {"escape/attempt": (5, 5), "escape/preparation": (5, 5)},
    )
    few = released(tmp_path / "few", {**told, "religion": 3}, ESCAPE, GROUNDS)
    assert (few["grounds"].rows, few["escape"].N, few["escape"].rounded_to) == ((), 15, 5)


def test_a_small_row_is_labelled_as_the_snapshot_labels_it(tmp_path: Path) -> None:
    every = {"id": "all", "variable": "ground", "each": "code"}
    made = released(tmp_path, {"religion": 2, "criticism": 3, "association": 9}, every)["all"]
    small = made.row(WITHHELD)
    assert small is not None
    assert (small.n, small.labels["ko"]) == (5, "적은 수를 합친 항목")


def test_a_figure_for_people_inside_is_not_published(tmp_path: Path) -> None:
    made = released(tmp_path, {"religion": 6}, {**GROUNDS, "inside": True}, {"id": "victims"})
    assert list(made) == ["victims"]


def test_whether_a_figure_is_for_people_inside_is_true_or_false() -> None:
    with pytest.raises(BadDefinition, match="'inside' is true or false"):
        define(inside="yes")


def test_a_figure_of_nobody_at_all_is_shown_as_it_is() -> None:
    nobody = figure([0, 0])
    assert protect(coded(), nobody).figure.rows == nobody.rows
