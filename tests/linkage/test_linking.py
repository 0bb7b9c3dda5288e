"""Records of one person are put together by what agrees, apart by what does not, and nothing known is overruled."""

from pathlib import Path
from random import Random

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lastseen.linkage import BadSettings, Known, Links, link, parse_settings, read_settings
from lastseen.linkage.clustering import cluster
from tests.linkage.judging import judged

SETTINGS = parse_settings(
    {
        "id": "id",
        "sample": 20_000,
        "field": [
            {"kind": "name", "column": "name"},
            {"kind": "span", "low": "born_from", "high": "born_to"},
            {"kind": "code", "column": "county"},
        ],
        "block": [{"on": ["names(name)"], "largest": 200}],
    },
    "here",
)
SPELLINGS = {
    "김": ("김", "Kim"),
    "박": ("박", "Pak", "Park"),
    "리": ("리", "이", "Ri", "Lee"),
    "최": ("최", "Choe"),
    "공": ("공", "Kong"),
}
_GIVEN_IN_LATIN = "yong chol hui sun nam ok hak kum song mi jong hye kang ryong pong chun kwang myong kuk son"
GIVEN = dict(
    zip(
        "영철희순남옥학금성미정혜강룡봉춘광명국선",
        _GIVEN_IN_LATIN.split(),
        strict=True,
    )
)


def invented(people: int, seed: int) -> pl.DataFrame:
    """Invented people, each told of twice or three times, in Hangul or Latin letters, with years off by one."""
    rng = Random(seed)  # noqa: S311  # no secret
    rows: list[tuple[int, str, str, int, int, str | None]] = []
    for person in range(people):
        surname, given = rng.choice(list(SPELLINGS)), rng.choices(list(GIVEN), k=2)
        year, county = rng.randint(1930, 2000), rng.choice("ABCDEFGH")
        for _ in range(rng.randint(2, 3)):
            spelled = rng.choice(SPELLINGS[surname])
            in_latin = spelled.isascii()
            name = f"{spelled} {'-'.join(GIVEN[one] for one in given)}" if in_latin else spelled + "".join(given)
            born = year + rng.choice((-1, 0, 0, 0, 1))
            rows.append(
                (len(rows), str(person), name, born - rng.randint(0, 1), born, county if rng.random() < 0.8 else None)
            )
    columns = ["id", "person", "name", "born_from", "born_to", "county"]
    return pl.DataFrame(rows, columns, orient="row").sample(fraction=1, shuffle=True, seed=seed)


@pytest.fixture(scope="module")
def table() -> pl.DataFrame:
    return invented(300, seed=1)


@pytest.fixture(scope="module")
def links(table: pl.DataFrame) -> Links:
    return link(table.drop("person"), SETTINGS)


def test_people_are_found_again_across_spellings(table: pl.DataFrame, links: Links) -> None:
    precision, recall, _ = judged(links.clusters, table.select("id", truth="person"))
    assert (precision > 0.95, recall > 0.75) == (True, True)


def test_every_record_has_a_cluster_called_by_one_of_its_members(table: pl.DataFrame, links: Links) -> None:
    assert links.clusters["id"].to_list() == table["id"].to_list()
    named = dict(links.clusters.rows())
    assert all(named[cluster] == cluster for cluster in named.values())


def test_the_same_table_gives_the_same_links(table: pl.DataFrame, links: Links) -> None:
    again = link(table.drop("person"), SETTINGS)
    assert again.clusters.equals(links.clusters)
    assert again.pairs.equals(links.pairs)


def test_a_pair_says_why_and_the_reasons_add_up(links: Links) -> None:
    left, right, odds, _ = links.pairs.sort("log_odds", descending=True).row(0)
    because = links.because(left, right)
    assert [one.field for one in because] == ["name", "born_from", "county"]
    gap = odds - sum(one.log_bayes_factor for one in because)
    other_left, other_right, other_odds, _ = links.pairs.row(0)
    assert gap == pytest.approx(
        other_odds - sum(one.log_bayes_factor for one in links.because(other_left, other_right))
    )


def test_what_is_known_is_never_overruled(table: pl.DataFrame, links: Links) -> None:
    place = {id_: n for n, id_ in enumerate(table["id"])}
    left, right, *_ = links.pairs.sort("log_odds", descending=True).row(0)
    far = next(id_ for id_ in table["id"] if dict(links.clusters.rows())[id_] not in (left, right))
    known = Known(same=((place[left], place[far]),), different=((place[left], place[right]),))
    called = dict(link(table.drop("person"), SETTINGS, known).clusters.rows())
    assert called[left] == called[far]
    assert called[left] != called[right]


def test_an_empty_table_and_one_of_one_row_are_linked_with_nothing(table: pl.DataFrame) -> None:
    for rows in (0, 1):
        assert link(table.drop("person").head(rows), SETTINGS).clusters.height == rows


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 9), st.randoms(use_true_random=False))
def test_no_two_clusters_have_mean_odds_above_even(count: int, rng: Random) -> None:
    odds = np.array([[0.0] * count for _ in range(count)])
    for a in range(count):
        for b in range(a):
            odds[a, b] = odds[b, a] = round(rng.uniform(-5, 5), 3)
    left, right = np.triu_indices(count, 1)
    found = cluster(count, (left, right, odds[left, right]), lambda a, b: odds[a, b], 100, Known()).labels
    groups = [np.flatnonzero(found == label) for label in np.unique(found)]
    assert all(odds[np.ix_(one, other)].mean() <= 0 for one in groups for other in groups if one[0] != other[0])


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"id": "id"}, "at least one field"),
        ({"id": "id", "field": [{"kind": "sound", "column": "x"}], "block": [{"on": ["x"]}]}, "sound"),
        ({"id": "id", "field": [{"kind": "text", "colum": "x"}], "block": [{"on": ["x"]}]}, "colum"),
    ],
)
def test_settings_that_say_nothing_sensible_are_refused(told: dict[str, object], why: str) -> None:
    with pytest.raises(BadSettings, match=why):
        parse_settings(told, "here")


def test_columns_that_are_missing_and_ids_that_repeat_are_refused(table: pl.DataFrame, tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="no column county"):
        link(table.drop("county"), SETTINGS)
    with pytest.raises(BadSettings, match="more than one row"):
        link(pl.concat([table, table]), SETTINGS)
    (tmp_path / "bad.toml").write_text("id = ", encoding="utf-8")
    with pytest.raises(BadSettings):
        read_settings(tmp_path / "bad.toml")
