"""The standard figures, each counted by hand over a few people."""

from datetime import date
from pathlib import Path

import pytest

from lastseen.exchange.vocabularies import load_vocabularies
from lastseen.figures import tabulate
from lastseen.figures.pairing import vocabularies
from lastseen.figures.standard import standard_definitions
from lastseen.figures.variables import variable_of
from lastseen.snapshot import Snapshot
from tests.figures.builder import Answer, Taken, counts, freeze, victim


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    """A man, a woman, and somebody of whom two sources tell differently."""
    one, other = date(1997, 3, 1), date(1999, 12, 31)
    man = victim(
        "A",
        sex=["male"],
        age=(25, 27),
        disappeared=(one, one),
        stage_moves=["1>arrest>repatriation", "2>repatriation>end"],
        return_legs=["changbai>hyesan"],
        responses=["denied", "silent"],
    )
    woman = victim(
        "B",
        sex=["female"],
        age=(9, 10),
        disappeared=(other, date(2000, 1, 1)),
        stage_moves=["1>arrest>end"],
        return_legs=["not-returned"],
    )
    rivals: dict[str, dict[str, Answer]] = {
        "s1": {"sex": ["male"], "age": (40, 40), "return_legs": ["changbai>hyesan"], "responses": ["silent"]},
        "s2": {"sex": ["female"], "age": (41, 41), "return_legs": ["places-not-told"], "responses": ["silent"]},
    }
    return freeze(tmp_path, [man, woman, Taken(person="C", told=rivals)])


def counted(snapshot: Snapshot, figure: str) -> tuple[int, dict[str, tuple[int, int]]]:
    """N, and the rows anybody may be in."""
    found = tabulate(standard_definitions(None).figure(figure), snapshot).figure
    return found.N, {code: ends for code, ends in counts(found).items() if ends[1]}


@pytest.mark.parametrize(
    ("figure", "total", "rows"),
    [
        ("age-at-disappearance/male", 2, {"20-39": (1, 1), "40-59": (0, 1), "undetermined": (1, 1)}),
        (
            "age-at-disappearance/female",
            2,
            {"0-9": (0, 1), "10-19": (0, 1), "40-59": (0, 1), "undetermined": (2, 2)},
        ),
        (
            "stage-moves",
            3,
            {
                "1>arrest>repatriation": (1, 1),
                "1>arrest>end": (1, 1),
                "2>repatriation>end": (1, 1),
                "unknown": (1, 1),
            },
        ),
        (
            "return-legs",
            3,
            {"changbai>hyesan": (1, 2), "not-returned": (1, 1), "places-not-told": (0, 1), "undetermined": (1, 1)},
        ),
        ("responses", 3, {"denied": (1, 1), "silent": (2, 2), "unknown": (1, 1)}),
        (
            "arrests-by-five-years",
            3,
            {"1995-1999": (1, 2), "2000-2004": (0, 1), "unknown": (1, 1), "undetermined": (1, 1)},
        ),
    ],
)
def test_a_standard_figure_counts_as_one_would_by_hand(
    snapshot: Snapshot, figure: str, total: int, rows: dict[str, tuple[int, int]]
) -> None:
    assert counted(snapshot, figure) == (total, rows)


def test_the_two_sides_of_the_age_pyramid_have_the_rows_of_the_whole() -> None:
    figures = standard_definitions(None)
    whole = figures.figure("age-at-disappearance").rows
    assert figures.figure("age-at-disappearance/male").rows == whole
    assert figures.figure("age-at-disappearance/female").rows == whole


def test_the_figures_of_every_registry_are_labelled_in_spanish_too() -> None:
    """With the vocabularies they count by, where these come with the product."""
    shipped = load_vocabularies(None, None)
    figures = standard_definitions(None).figures
    counted_by = {name for figure in figures for name in vocabularies(variable_of(figure)) if name in shipped}
    assert counted_by >= {"grounds", "stage-kind", "response-kind"}
    labels = [figure.labels for figure in figures] + [row.labels for figure in figures for row in figure.rows]
    labels += [term.labels for name in counted_by for term in shipped[name].terms]
    assert [given["en"] for given in labels if "es" not in given] == []
