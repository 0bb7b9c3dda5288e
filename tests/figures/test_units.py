"""Units of count, each with its own number, and conditions that narrow whom a figure counts."""

from pathlib import Path

from lastseen.figures import tabulate
from tests.figures.builder import Taken, count, define, freeze, row, victim

SEX = {"variable": "sex", "row": [row("male", "male"), row("female", "female")]}


def test_who_was_taken_twice_is_one_victim_and_two_disappearances_in_two_cases(tmp_path: Path) -> None:
    twice = [Taken(person="A", case="c1", sequence=1), Taken(person="A", case="c2", sequence=2), victim("B")]
    snapshot = freeze(tmp_path, twice)
    assert count(snapshot, unit="victim")["total"] == (2, 2)
    assert count(snapshot, unit="disappearance")["total"] == (3, 3)
    assert count(snapshot, unit="case")["total"] == (2, 2)
    assert count(snapshot, variable="disappearances", each="number") == {
        "1": (1, 1),
        "2": (1, 1),
        "unknown": (0, 0),
        "undetermined": (0, 0),
    }


def test_who_was_taken_twice_stands_in_the_later_disappearance(tmp_path: Path) -> None:
    first = Taken(person="A", case="c1", sequence=1, told={"s1": {"ground": ["religion"]}})
    later = Taken(person="A", case="c2", sequence=2, told={"s1": {"ground": ["criticism"]}})
    found = count(freeze(tmp_path, [first, later]), variable="ground", each="code")
    assert found == {"criticism": (1, 1), "unknown": (0, 0), "undetermined": (0, 0)}


def test_which_of_two_disappearances_came_later_may_be_open(tmp_path: Path) -> None:
    one = Taken(person="A", case="c1", sequence=1, told={"s1": {"ground": ["religion"]}})
    other = Taken(person="A", case="c2", sequence=1, told={"s1": {"ground": ["criticism"]}})
    found = count(freeze(tmp_path, [one, other]), variable="ground", each="code")
    assert found == {"criticism": (0, 1), "religion": (0, 1), "unknown": (0, 0), "undetermined": (1, 1)}


def test_two_cases_that_may_be_one_leave_one_disappearance_and_one_case_certain(tmp_path: Path) -> None:
    told = [Taken(person="A", case="c1", sequence=1), Taken(person="A", case="c2", sequence=2, case_perhaps="c1")]
    told[0] = Taken(person="A", case="c1", sequence=1, case_perhaps="c1")
    snapshot = freeze(tmp_path, told)
    assert count(snapshot, unit="disappearance") == {"total": (1, 2), "undetermined": (1, 1)}
    assert count(snapshot, unit="case") == {"total": (1, 2), "undetermined": (1, 1)}
    assert count(snapshot, unit="victim") == {"total": (1, 1), "undetermined": (0, 0)}


def test_a_case_is_in_a_row_only_if_everybody_in_it_is(tmp_path: Path) -> None:
    snapshot = freeze(tmp_path, [victim("A", sex=["male"]), victim("B", sex=["female"])])
    assert count(snapshot, unit="case", **SEX) == {
        "male": (0, 1),
        "female": (0, 1),
        "unknown": (0, 0),
        "undetermined": (1, 1),
    }


def test_interviews_and_interviewees_are_counted_apart(tmp_path: Path) -> None:
    people = [Taken(person="A", told={"s1": {}, "s2": {}}), Taken(person="B", told={"s3": {}}, kinds=["press"])]
    again = ("s9", "interview", "W-s1", None, "ko", "interviews", "s9")
    snapshot = freeze(tmp_path, people, sources=[again], accounts=[("A.s9", "person", "s9", "A", None, None)])
    assert count(snapshot, unit="interview")["total"] == (3, 3)
    assert count(snapshot, unit="interviewee")["total"] == (2, 2)


def test_a_pair_is_counted_under_its_own_relation_and_the_victim_under_the_closest(tmp_path: Path) -> None:
    one = Taken(person="A", told={"s1": {"relation": ["sibling"]}, "s2": {"relation": ["sibling"]}})
    pairs = [("W-s1", "A", "s1", ["sibling"], None), ("W-s2", "A", "s2", ["neighbour"], None)]
    snapshot = freeze(tmp_path, [one], pairs=pairs)
    rows = [row("family", "family"), row("neighbour", "neighbour")]
    victims = tabulate(define(variable="relation", row=rows), snapshot).figure
    told = tabulate(define(unit="interviewee-victim pair", variable="relation", row=rows), snapshot).figure
    assert (victims.N, victims.unit.value, victims.rows[0].n, victims.rows[1].n) == (1, "victim", 1, 0)
    assert (told.N, told.unit.value, told.rows[0].n, told.rows[1].n) == (2, "interviewee–victim pair", 1, 1)


def test_each_authority_that_held_a_victim_makes_a_pair_with_them(tmp_path: Path) -> None:
    rivals = {"s1": {"authorities_ever": ["border-guard", "mss"]}, "s2": {"authorities_ever": ["mss"]}}
    snapshot = freeze(tmp_path, [Taken(person="A", told=rivals), victim("B", authorities_ever=["mss"])])
    found = count(snapshot, unit="authority–victim pair", variable="authority", each="code")
    assert found == {"mss": (2, 2), "border-guard": (0, 1), "unknown": (0, 0), "undetermined": (1, 1)}


def test_hand_overs_stand_in_a_matrix_of_from_and_to(tmp_path: Path) -> None:
    people = [
        victim("A", hand_overs=["cn-mps>border-guard", "border-guard>mss"]),
        victim("B", hand_overs=["border-guard>mss"]),
    ]
    figure = tabulate(define(variable="hand_overs", each="code"), freeze(tmp_path, people)).figure
    assert [(r.code, r.n) for r in figure.rows[:2]] == [("border-guard>mss", 2), ("cn-mps>border-guard", 1)]
    assert figure.rows[0].labels["en"] == "Border Guard → Ministry of State Security"
    assert figure.rows[0].labels["ko"] == "국경경비대 → 국가보위성(보위부)"


def test_a_family_counts_from_two_taken_and_by_how_many(tmp_path: Path) -> None:
    people = [
        Taken(person="A", family="A"),
        Taken(person="B", family="A"),
        Taken(person="C", family="C", perhaps="C"),
        Taken(person="D", family="C", perhaps="C"),
        Taken(person="E", family="E"),
    ]
    found = count(freeze(tmp_path, people), unit="family", variable="victims", each="number")
    assert found == {"1": (0, 1), "2": (1, 2), "unknown": (0, 0), "undetermined": (1, 1)}


def test_time_runs_between_neighbouring_stages_and_not_from_the_last(tmp_path: Path) -> None:
    days = {"unit": "custody stage", "variable": "days_to_next", "row": [row("week", between=[0, 7])]}
    stages = [_stage("t1", 1, days=(3, 3)), _stage("t2", 2, days=(5, 9)), _stage("t3", 3, days=None)]
    snapshot = freeze(tmp_path, [victim("A")], stages=stages)
    followed = count(snapshot, **days, where={"followed": ["followed"]})
    assert followed == {"week": (1, 2), "other": (0, 1), "unknown": (0, 0), "undetermined": (1, 1)}
    assert count(snapshot, **days)["unknown"] == (1, 1)


def test_stages_that_may_be_one_count_once(tmp_path: Path) -> None:
    stages = [_stage("t1", 1, days=None), _stage("t2", 1, days=None, source="s2")]
    accounts = [(s, "stage", "s1", "A", "c1", s) for s in ("t1", "t2")]
    verdicts = [("stage", "t1", "t2", "unsure")]
    snapshot = freeze(tmp_path, [victim("A")], stages=stages, accounts=accounts, verdicts=verdicts)
    found = count(snapshot, unit="custody stage", variable="stage_kind", each="code")
    assert found == {"arrest": (1, 2), "unknown": (0, 0), "undetermined": (1, 1)}


def _stage(stage: str, position: int, *, days: tuple[int, int] | None, source: str = "s1") -> tuple[object, ...]:
    start = (None, None, "not-asked")
    gap = (*days, None) if days is not None else (None, None, "not-asked")
    return (stage, stage, "A@c1", source, position, ["arrest"], None, ["mss"], None, ["saw"], None, *start, *gap)


def test_a_condition_counts_only_those_that_meet_it(tmp_path: Path) -> None:
    people = [
        victim("A", ground=["escape/attempt"], sex=["male"]),
        victim("B", ground=["religion"], sex=["male"]),
        victim("C", ground=["escape/helping"], sex=["female"]),
    ]
    figure = tabulate(define(**SEX, where={"ground": ["escape"]}), freeze(tmp_path, people)).figure
    assert figure.N == 2
    assert [(r.code, r.n) for r in figure.rows[:2]] == [("male", 1), ("female", 1)]


def test_who_only_may_meet_a_condition_is_only_possibly_counted(tmp_path: Path) -> None:
    rivals = {"s1": {"ground": ["escape/attempt"], "sex": ["male"]}, "s2": {"ground": ["religion"], "sex": ["male"]}}
    snapshot = freeze(tmp_path, [Taken(person="A", told=rivals)])
    found = count(snapshot, **SEX, where={"ground": ["escape"]})
    assert found == {"male": (0, 1), "female": (0, 0), "unknown": (0, 0), "undetermined": (1, 1)}


def test_what_lies_outside_a_condition_is_no_row_of_the_figure_it_narrows(tmp_path: Path) -> None:
    snapshot = freeze(tmp_path, [victim("A", ground=["escape/attempt", "religion"])])
    found = count(snapshot, variable="ground", row=[row("attempt", "escape/attempt")], where={"ground": ["escape"]})
    assert found == {"attempt": (0, 1), "unknown": (0, 0), "undetermined": (1, 1)}


def test_who_may_be_somebody_that_fails_a_condition_only_possibly_meets_it(tmp_path: Path) -> None:
    two = [
        Taken(person="A", perhaps="A", told={"s1": {"ground": ["religion"], "sex": ["male"]}}),
        Taken(person="B", perhaps="A", told={"s2": {"ground": ["criticism"], "sex": ["male"]}}),
    ]
    found = count(freeze(tmp_path, two), **SEX, where={"ground": ["religion"]})
    assert found == {"male": (0, 1), "female": (0, 0), "unknown": (0, 0), "undetermined": (1, 1)}


def test_a_mass_event_is_a_range_over_independent_origins(tmp_path: Path) -> None:
    events: list[tuple[object, ...]] = [
        ("crossing", "m1", "s1", "s1", 500, 600, None, None, ["A"]),
        ("crossing", "m2", "s2", "s2", 450, 550, None, None, []),
        ("crossing", "m3", "s3", "s1", 9000, 9000, None, None, []),
    ]
    people = [Taken(person="A", told={"s1": {}, "s2": {}, "s3": {}}, kinds=["press"])]
    snapshot = freeze(tmp_path, people, mass_events=events)
    figure = tabulate(define(unit="unnamed person", population="everything"), snapshot).figure
    assert [(r.code, r.n, r.low, r.high) for r in figure.rows] == [
        ("crossing", 450, 450, 600),
        ("undetermined", 150, 150, 150),
    ]
    assert figure.N == 600
    assert count(snapshot, unit="mass event", population="everything")["total"] == (1, 1)


def test_a_derived_source_counts_where_its_origin_says_nothing_of_the_event(tmp_path: Path) -> None:
    events: list[tuple[object, ...]] = [("crossing", "m3", "s3", "s1", 90, 100, None, None, [])]
    snapshot = freeze(tmp_path, [Taken(person="A", told={"s1": {}, "s3": {}})], mass_events=events)
    assert count(snapshot, unit="unnamed person", population="everything")["crossing"] == (90, 100)


def test_people_identified_out_of_an_event_are_not_added_to_it_nor_it_to_them(tmp_path: Path) -> None:
    event = ("crossing", "m1", "s1", "s1", 500, 500, None, None, ["A", "B"])
    people = [Taken(person=p, kinds=["press"]) for p in "AB"]
    snapshot = freeze(tmp_path, people, mass_events=[event])
    assert count(snapshot, unit="unnamed person", population="everything")["crossing"] == (500, 500)
    assert count(snapshot, population="everything")["total"] == (2, 2)
    assert count(snapshot)["total"] == (0, 0)
