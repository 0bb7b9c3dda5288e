"""The truth behind invented testimony is found again, with errors no larger than are stated."""

from functools import cache

import numpy as np
import pytest

from lastseen import linkage
from lastseen.linkage.invented import invent
from tests.linkage.judging import judged

SEEDS = (11, 12)
ACCOUNTS = 2_000


@cache
def linked(accounts: int, seed: int) -> tuple[linkage.Links, float, float, float]:
    frame, truth = invent(accounts, seed)
    links = linkage.link(frame, linkage.testimony())
    return links, *judged(links.clusters, frame.select("id", truth=truth))


@pytest.mark.parametrize("seed", SEEDS)
def test_people_are_found_again_with_the_stated_error(seed: int) -> None:
    _, precision, recall, b3 = linked(ACCOUNTS, seed)
    assert (precision > 0.92, recall > 0.78, b3 > 0.92) == (True, True, True), (precision, recall, b3)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(21, 26))
def test_more_people_are_found_again_with_the_stated_error(seed: int) -> None:
    _, precision, recall, b3 = linked(5_000, seed)
    assert (precision > 0.92, recall > 0.78, b3 > 0.92) == (True, True, True), (precision, recall, b3)


@pytest.mark.parametrize("seed", SEEDS)
def test_as_many_pairs_are_one_as_the_probabilities_add_up_to(seed: int) -> None:
    frame, truth = invent(ACCOUNTS, seed)
    person = dict(zip(frame["id"].to_list(), truth.to_list(), strict=True))
    pairs = linked(ACCOUNTS, seed)[0].pairs
    is_one = np.array([person[a] == person[b] for a, b in pairs.select("left", "right").iter_rows()])
    likely = pairs["probability"].to_numpy()
    assert likely.sum() == pytest.approx(is_one.sum(), rel=0.05)
    assert is_one[likely > 0.99].mean() > 0.95
