"""What holds of every figure over every snapshot."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lastseen.domain.answers import Absence
from lastseen.figures import DefinitionSet, Figure, Tabulation, tabulate
from lastseen.figures.tabulation import tabulate_in
from lastseen.figures.units import Units
from lastseen.snapshot import Snapshot
from tests.figures.builder import Answer, Taken, define, row, rows, written

_absences = st.sampled_from(Absence)
_ages = st.tuples(st.integers(0, 30), st.integers(0, 15)).map(lambda ends: (ends[0], ends[0] + ends[1]))
_open_ages = st.one_of(_ages, st.tuples(st.none(), st.integers(0, 30)), st.tuples(st.integers(0, 30), st.none()))


def _codes(*codes: str, most: int = 2) -> st.SearchStrategy[Answer]:
    return st.one_of(st.lists(st.sampled_from(codes), min_size=1, max_size=most, unique=True), _absences)


_answers = st.fixed_dictionaries(
    {
        "sex": _codes("male", "female"),
        "grounds": _codes("religion", "criticism", "escape/attempt", most=3),
        "ground": _codes("religion", "criticism", "escape/attempt", "escape/helping", most=3),
        "age": st.one_of(_open_ages, _absences),
    }
)


@st.composite
def _people(draw: st.DrawFn, outcomes: Sequence[str] = ("enforced-disappearance", "killing")) -> list[Taken]:
    people = []
    for name in "ABCDE"[: draw(st.integers(0, 5))]:
        sources = draw(st.lists(st.sampled_from(["s1", "s2", "s3"]), min_size=1, max_size=2, unique=True))
        cases = draw(st.lists(st.sampled_from(["c1", "c2", None]), min_size=1, max_size=2, unique=True))
        lead = draw(st.sampled_from(["", "A"]))
        people += [
            Taken(
                person=name,
                case=case,
                perhaps=lead,
                told={source: draw(_answers) for source in sorted(sources)},
                sequence=draw(st.integers(1, 2)),
                outcome=draw(st.lists(st.sampled_from(outcomes), unique=True)) if len(outcomes) > 1 else outcomes,
                kinds=draw(st.sampled_from([["interview"], ["press"], ["interview", "press"]])),
            )
            for case in cases
        ]
    return people


_TABLES: list[dict[str, object]] = [
    {},
    {"variable": "sex", "each": "code"},
    {"variable": "grounds", "each": "top"},
    {"variable": "ground", "row": [row("escape", "escape"), row("religion", "religion")]},
    {"variable": "ground", "each": "code", "where": {"ground": ["escape"]}},
    {"variable": "sex", "row": [row("male", "male")], "where": {"grounds": ["religion"], "sex": ["male"]}},
    {"variable": "age", "row": [row("0-9", between=[0, 9]), row("12-", between=[12, ""])]},
    {"variable": "age", "each": "number"},
]
FIGURES = [
    define(id=f"{unit}-{number}", unit=unit, **table)
    for unit in ("victim", "disappearance", "case")
    for number, table in enumerate(_TABLES)
]

_thorough = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])

_VOCABULARIES = {"sex", "grounds", "figure-row"}


def _frozen(people: list[Taken], folder: str) -> Snapshot:
    told = {name: list(table) for name, table in rows(people, {}).items()}
    for name in ("terms", "labels"):
        told[name] = [cells for cells in told[name] if cells[0] in _VOCABULARIES]
    return written(Path(folder), told)


def _tabulated(people: list[Taken]) -> tuple[Tabulation, ...]:
    with TemporaryDirectory() as folder:
        units = Units(_frozen(people, folder))
        return tabulate_in(units, DefinitionSet(id="laws", version="1", figures=tuple(FIGURES)))


@_thorough
@given(_people())
def test_every_row_lies_between_nought_and_all_units(people: list[Taken]) -> None:
    for tabulation in _tabulated(people):
        figure = tabulation.figure
        for found in figure.rows:
            assert 0 <= found.n == found.low <= found.high <= figure.N


@_thorough
@given(_people())
def test_single_answer_figures_sum_to_all_units(people: list[Taken]) -> None:
    for tabulation in _tabulated(people):
        figure = tabulation.figure
        total = sum(found.n for found in figure.rows)
        assert total >= figure.N if figure.multiple else total == figure.N


@_thorough
@given(_people())
def test_the_members_of_a_row_are_its_numbers(people: list[Taken]) -> None:
    for tabulation in _tabulated(people):
        members = tabulation.members
        for found in tabulation.figure.rows:
            of_row = members.filter(members["row"] == found.code)
            assert (int(of_row["certain"].sum()), of_row.height) == (found.n, found.high)
            assert of_row["unit"].is_unique().all()


@_thorough
@given(_people())
def test_the_reasons_for_saying_nothing_sum_to_the_row_unknown(people: list[Taken]) -> None:
    for tabulation in _tabulated(people):
        unknown = tabulation.figure.row("unknown")
        assert sum(tabulation.figure.unsaid.values()) == (0 if unknown is None else unknown.n)


@_thorough
@given(_people(), st.randoms(use_true_random=False))
def test_the_order_in_which_rows_are_stored_changes_no_figure(people: list[Taken], random: object) -> None:
    shuffled = list(people)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert _figures(people) == _figures(shuffled)


def _figures(people: list[Taken]) -> list[Figure]:
    return [tabulation.figure for tabulation in _tabulated(people)]


@_thorough
@given(_people(outcomes=("enforced-disappearance",)))
def test_the_bounds_are_the_fewest_and_the_most_over_all_ways_it_may_have_been(people: list[Taken]) -> None:
    """An oracle by enumeration: each group in doubt is one person or several, each person any of the answers told."""
    once = [t for t in people if t.case == "c1" or (t.person, "c1") not in {(o.person, o.case) for o in people}]
    alone = list({t.person: t for t in once}.values())
    with TemporaryDirectory() as folder:
        figure = tabulate(define(variable="sex", each="code", population="everything"), _frozen(alone, folder)).figure
    for found in figure.rows:
        if found.code != "undetermined":
            assert (found.low, found.high) == _extremes(alone, found.code)


def _extremes(people: list[Taken], code: str) -> tuple[int, int]:
    groups: defaultdict[str, list[set[str]]] = defaultdict(list)
    for t in people:
        groups[t.perhaps or t.person].append(_answers_of(t))
    fewest = most = 0
    for group in groups.values():
        apart = (sum(answers == {code} for answers in group), sum(code in answers for answers in group))
        together = set().union(*group)
        one = (int(together == {code}), int(code in together))
        fewest += min(apart[0], one[0]) if len(group) > 1 else apart[0]
        most += max(apart[1], one[1]) if len(group) > 1 else apart[1]
    return fewest, most


def _answers_of(t: Taken) -> set[str]:
    """All that the readings of one person leave open; nothing said is an answer of its own."""
    found: set[str] = set()
    for told in t.told.values():
        answer = told["sex"]
        found |= {"unknown"} if isinstance(answer, Absence) else {str(code) for code in answer}
    return found
