"""Invented testimony is the same for the same seed, goes wrong as often as it says, and keeps its truth apart."""

from functools import cache

import numpy as np
import polars as pl
import pytest

from lastseen.linkage.invented import SYSTEMS, Rates, Told, invent
from lastseen.linkage.invented.people import NONE, Syllables
from lastseen.linkage.invented.spelling import HYPHEN, JOINED, SPACED, Asked, spelled
from lastseen.names import compare
from lastseen.names.hangul import number

ACCOUNTS = 4_000
COLUMNS = (
    *("id", "source", "names", "sex", "birth_low", "birth_high", "residence", "taken_low", "taken_high"),
    *("taken_place", "authorities", "kin", "occupation"),
)
EXACT = Rates(told=Told(misheard=0.0, other_character=0.0))


@cache
def told() -> tuple[pl.DataFrame, pl.Series]:
    return invent(ACCOUNTS, seed=3)


def of(name: str) -> Syllables:
    """A surname of one syllable and a given name as rows of syllables."""
    surname, *given = map(number, name)
    return np.array([[surname, NONE, given[0], given[1] if len(given) > 1 else NONE]], dtype=np.int16)


def as_written(name: str, system: str, joins: int = HYPHEN, *, given_first: bool = False) -> str:
    one = np.array([SYSTEMS.index(system)]), np.array([joins])
    asked = Asked(
        names=of(name), bearers=np.array([0]), system=one[0], joins=one[1], given_first=np.array([given_first])
    )
    return str(spelled(asked, EXACT, np.random.default_rng(0))[0])


def test_the_frame_is_laid_out_as_testimony_with_the_truth_beside_it() -> None:
    frame, truth = told()
    assert tuple(frame.columns) == COLUMNS
    assert (frame.height, len(truth), frame["id"].n_unique()) == (ACCOUNTS, ACCOUNTS, ACCOUNTS)


def test_the_same_seed_gives_the_same_accounts_and_another_gives_others() -> None:
    (frame, truth), (other, _) = told(), invent(ACCOUNTS, seed=4)
    again, same_truth = invent(ACCOUNTS, seed=3)
    assert (frame.equals(again), truth.equals(same_truth), frame.equals(other)) == (True, True, False)


@pytest.mark.parametrize(("accounts", "people"), [(1, 1), (2, 1), (30, 30), (50, 1)])
def test_as_many_people_are_told_of_as_were_asked_for(accounts: int, people: int) -> None:
    frame, truth = invent(accounts, seed=1, people=people)
    assert (frame.height, truth.n_unique()) == (accounts, people)


def test_most_people_have_one_or_two_accounts_and_some_many() -> None:
    counts = told()[1].value_counts(name="accounts")["accounts"]
    assert (counts <= 2).mean() == pytest.approx(0.76, abs=0.06)
    assert 10 < counts.max() <= 40  # type: ignore[operator]


def test_a_source_tells_of_few_and_seldom_twice_of_one() -> None:
    frame, truth = told()
    by_source = frame.select("source", person=truth)
    assert by_source.group_by("source").len()["len"].mean() == pytest.approx(3.05, abs=0.4)
    twice = by_source.height - by_source.unique().height
    assert 0 < twice / ACCOUNTS < 0.03


@pytest.mark.parametrize(
    ("missing", "share"),
    [
        (pl.col("names").list.len() == 0, Told().name_missing + Told().called_by_child / 2),
        (pl.col("sex") == "", Told().sex_missing),
        (pl.col("birth_low").is_null(), Told().birth_missing),
        (pl.col("residence") == "", Told().residence_missing),
        (pl.col("taken_low").is_null(), Told().taken_missing),
        (pl.col("authorities").list.len() == 0, Told().authority_missing),
        (pl.col("occupation").list.len() == 0, Told().occupation_missing),
    ],
)
def test_as_much_is_left_out_as_the_rates_say(missing: pl.Expr, share: float) -> None:
    assert told()[0].select(missing.mean()).item() == pytest.approx(share, abs=0.03)


def test_bounds_are_bounds() -> None:
    frame = told()[0]
    for low, high in (("birth_low", "birth_high"), ("taken_low", "taken_high")):
        both = frame.select(low, high).drop_nulls()
        assert (both[low] < both[high]).all()
        assert both.height == frame[high].count()


@pytest.mark.parametrize(
    ("name", "system", "written"),
    [
        ("리영희", "southern", ("이영희", "이 영희")),
        ("리영희", "northern", ("리영희", "리 영희")),
        ("김철수", "mccune-reischauer", ("Kim Ch'ŏl-su",)),
        ("김준량", "mccune-reischauer", ("Kim Chul-lyang",)),
        ("박목월", "mccune-reischauer", ("Pak Mog-wŏl",)),
        ("김학국", "mccune-reischauer-plain", ("Kim Hak-kuk",)),
        ("박영길", "mccune-reischauer-plain", ("Pak Yong-gil",)),
        ("박영길", "revised", ("Park Yeong-gil",)),
        ("리영희", "northern-press", ("Ri Yong Hui",)),
        ("김영", "northern-press", ("Kim Yong",)),
        ("김철수", "cyrillic", ("Ким Чхоль Су", "Ким Чхор Су")),
    ],
)
def test_each_system_writes_as_its_rules_have_it(name: str, system: str, written: tuple[str, ...]) -> None:
    always = Rates(tellers=EXACT.tellers, told=EXACT.told)
    assert always.told.misheard == 0
    assert as_written(name, system) in written


def test_hanja_are_read_as_the_name_they_were_written_for() -> None:
    written = as_written("김영철", "hanja")
    assert written.startswith("金")
    assert compare(written, "김영철").log_bayes_factor > 5


def test_given_names_are_hyphenated_joined_or_spaced_and_may_come_first() -> None:
    ways = [as_written("박영길", "mccune-reischauer-plain", joins) for joins in (HYPHEN, JOINED, SPACED)]
    assert ways == ["Pak Yong-gil", "Pak Yonggil", "Pak Yong Gil"]
    assert as_written("박영길", "mccune-reischauer-plain", given_first=True) == "Yong-gil Pak"


def test_families_are_told_of_alike_by_one_source() -> None:
    frame, _ = told()
    told_of = (
        frame.filter(pl.col("taken_low").is_not_null()).group_by("source").agg(pl.col("taken_low", "kin", "names"))
    )
    several = told_of.filter(pl.col("taken_low").list.len() > 1)
    assert several.select((pl.col("taken_low").list.n_unique() < pl.col("taken_low").list.len()).mean()).item() > 0.4
