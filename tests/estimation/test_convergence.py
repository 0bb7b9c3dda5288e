"""What chains are worth."""

import numpy as np
from numpy.random import default_rng

from lastseen.estimation.convergence import convergence


def test_independent_draws_are_worth_what_they_are() -> None:
    found = convergence(default_rng(1).normal(size=(1000, 4)))
    assert 3500 < found.effective < 4500
    assert found.rhat < 1.01


def test_draws_that_hang_together_are_worth_less() -> None:
    rng, draws = default_rng(1), np.zeros((20000, 4))
    for at in range(1, len(draws)):
        draws[at] = 0.9 * draws[at - 1] + rng.normal(size=4)
    assert 0.8 < convergence(draws).effective / (draws.size * (1 - 0.9) / (1 + 0.9)) < 1.2


def test_chains_in_different_places_are_told() -> None:
    assert convergence(default_rng(1).normal(size=(500, 4)) + np.array([0, 0, 0, 3])).rhat > 1.3


def test_chains_of_different_width_are_told() -> None:
    assert convergence(default_rng(1).normal(size=(500, 4)) * np.array([1, 1, 1, 5])).rhat > 1.1
