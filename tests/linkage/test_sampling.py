"""Precision and recall from a random sample hold the truth; from what the review decided they do not."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pytest
from numpy.typing import NDArray

from lastseen.domain.strata import Stratum
from lastseen.domain.verdicts import Answer, Verdict, cluster
from lastseen.linkage.assessing import (
    Assessment,
    Joined,
    Judged,
    Share,
    TooFewJudged,
    assess,
    still_to_judge,
)
from lastseen.linkage.sampling import Drawn, Pairs, shared_out

Places = NDArray[np.int64]
Joins = NDArray[np.bool_]

RUNS, SIZE = 500, 250


def pairs_within(labels: Places) -> set[tuple[int, int]]:
    """All pairs of places with one label."""
    groups: dict[int, list[int]] = {}
    for place, label in enumerate(labels.tolist()):
        groups.setdefault(label, []).append(place)
    return {(a, b) for group in groups.values() for k, a in enumerate(group) for b in group[k + 1 :]}


@dataclass(frozen=True)
class Simulated:
    """An invented registry: who is who in truth, what linking scored, and what was joined before and after a while."""

    person: Places
    left: Places
    right: Places
    probability: NDArray[np.float64]
    before: Places
    after: Places

    @cached_property
    def one(self) -> set[tuple[int, int]]:
        return pairs_within(self.person)

    @cached_property
    def pairs(self) -> Pairs:
        return Pairs(self.before, self.left, self.right, self.probability)

    def truth(self, labels: Places) -> tuple[float, float]:
        """Precision and recall."""
        joined = pairs_within(labels)
        return len(joined & self.one) / len(joined), len(joined & self.one) / len(self.one)

    def assessed(self, drawn: tuple[Drawn, ...], labels: Places) -> Assessment:
        """What a sample drawn before says of a state, where whoever judges is always right."""
        return assess(self.pairs.sizes, self.joined(labels), self.judged(drawn, labels))

    def joined(self, labels: Places) -> Joined:
        now, then = pairs_within(labels), pairs_within(self.before)
        return Joined(still=len(now & then), since=len(now - then), parted=len(then - now))

    def judged(self, drawn: tuple[Drawn, ...], labels: Places) -> list[Judged]:
        return [
            Judged(
                stratum=one.stratum,
                is_joined=bool(labels[one.left] == labels[one.right]),
                answer=Answer.SAME if self.person[one.left] == self.person[one.right] else Answer.DIFFERENT,
            )
            for one in drawn
        ]


def clustered(count: int, left: Places, right: Places, joins: Joins) -> Places:
    same = [Verdict(left=a, right=b, answer=Answer.SAME) for a, b in np.column_stack([left, right])[joins].tolist()]
    found = cluster(range(count), same)
    return np.array([found.founder[place] for place in range(count)])


@pytest.fixture(scope="module")
def simulated() -> Simulated:
    """1,200 accounts of some 650 people; of the pairs of one person 4 % are never scored, and some wrong are joined."""
    rng = np.random.default_rng(7)
    person = np.sort(rng.integers(0, 800, 1200))
    true = np.array(sorted(pairs_within(person)))
    scored = true[rng.random(len(true)) > 0.04]
    false = np.unique(np.sort(rng.integers(0, 1200, (20_000, 2)), axis=1), axis=0)
    false = false[person[false[:, 0]] != person[false[:, 1]]]
    odds = np.concatenate([rng.normal(2.5, 2.2, len(scored)), rng.normal(-5, 1.9, len(false))])
    left, right = np.concatenate([scored, false]).T
    probability = 1 / (1 + np.exp(-odds))
    first = (odds > 1.2) & (rng.random(len(odds)) < 0.8)
    later = np.where(rng.random(len(odds)) < 0.1, ~first & (odds > 0.6), first)
    before, after = clustered(1200, left, right, first), clustered(1200, left, right, later)
    return Simulated(person, left, right, probability, before, after)


def holds(share: Share | None, truth: float) -> bool:
    return share is not None and share.at_least <= truth <= share.at_most


def coverage(simulated: Simulated, labels: Places, runs: int) -> tuple[float, float]:
    """How often the intervals of precision and recall hold the truth."""
    precision, recall = simulated.truth(labels)
    joined, held = simulated.joined(labels), []
    for seed in range(runs):
        drawn = simulated.pairs.draw(SIZE, seed)
        found = assess(simulated.pairs.sizes, joined, simulated.judged(drawn, labels))
        held.append((holds(found.precision, precision), holds(found.recall, recall)))
    first, second = np.mean(held, axis=0)
    return float(first), float(second)


def test_the_intervals_hold_the_truth_in_at_least_93_of_100_samples(simulated: Simulated) -> None:
    assert min(coverage(simulated, simulated.before, RUNS)) >= 0.93


def test_a_sample_drawn_earlier_still_holds_the_truth_after_verdicts_came_and_went(simulated: Simulated) -> None:
    moved = simulated.joined(simulated.after)
    assert min(moved.still, moved.since, moved.parted) > 20
    assert min(coverage(simulated, simulated.after, RUNS // 2)) >= 0.93


def test_what_the_review_decided_says_something_else_than_the_truth(simulated: Simulated) -> None:
    """The most informative pairs come first, so they are the hardest: neither figure is that of all pairs."""
    informative = np.argsort(np.abs(simulated.probability - 0.5))[:SIZE]
    left, right = simulated.left[informative], simulated.right[informative]
    is_one = simulated.person[left] == simulated.person[right]
    is_joined = simulated.before[left] == simulated.before[right]
    naive = is_one[is_joined].mean(), is_joined[is_one].mean()
    precision, recall = simulated.truth(simulated.before)
    assert abs(naive[0] - precision) > 0.04
    assert abs(naive[1] - recall) > 0.1
    ours = [simulated.assessed(simulated.pairs.draw(SIZE, seed), simulated.before) for seed in range(100)]
    assert np.mean([one.precision.low for one in ours if one.precision]) == pytest.approx(precision, abs=0.01)
    assert np.mean([one.recall.low for one in ours]) == pytest.approx(recall, abs=0.03)


def test_the_strata_are_all_pairs_and_each_pair_drawn_is_of_its_own(simulated: Simulated) -> None:
    pairs = simulated.pairs
    assert sum(pairs.sizes.values()) == 1200 * 1199 // 2
    assert pairs.sizes[Stratum.JOINED] == len(pairs_within(simulated.before))
    odds = {(a, b): p for a, b, p in zip(simulated.left, simulated.right, simulated.probability, strict=True)}
    drawn = pairs.draw(400, 3)
    assert len({(one.left, one.right) for one in drawn}) == len(drawn) == 400
    for one in drawn:
        is_joined = simulated.before[one.left] == simulated.before[one.right]
        probability = odds.get((one.left, one.right))
        assert (one.stratum is Stratum.JOINED) == is_joined
        assert is_joined or (one.stratum is Stratum.OUTSIDE) == (probability is None)
        assert probability is None or is_joined or (one.stratum is Stratum.LIKELY) == (probability >= 0.9)
    assert pairs.draw(400, 3) == drawn != pairs.draw(400, 4)


def test_pairs_of_a_large_registry_and_a_cluster_of_5000_are_drawn_without_listing_them() -> None:
    labels = np.arange(200_000)
    labels[:5000] = 0
    pairs = Pairs(labels, np.array([1]), np.array([199_999]), np.array([0.5]))
    assert pairs.sizes[Stratum.JOINED] == 5000 * 4999 // 2
    drawn = pairs.draw(300, 0)
    joined = [(one.left, one.right) for one in drawn if one.stratum is Stratum.JOINED]
    assert len(joined) > 100
    assert all(left < right < 5000 for left, right in joined)
    assert sum(one.stratum is Stratum.OUTSIDE for one in drawn) == 37
    assert [one.inclusion for one in drawn if one.stratum is Stratum.OPEN] == [1.0]


def test_every_pair_of_a_cluster_can_be_drawn() -> None:
    none = np.empty(0, dtype=np.int64)
    pairs = Pairs(np.array([0, 1, 0, 0, 1]), none, none, np.empty(0))
    drawn = pairs.draw(99, 0)
    assert sorted((one.left, one.right) for one in drawn) == [(a, b) for a in range(5) for b in range(a + 1, 5)]
    assert {one.inclusion for one in drawn} == {1.0}
    assert Pairs(none, none, none, np.empty(0)).draw(10, 0) == ()


def test_a_sample_is_shared_out_with_a_floor_and_a_ceiling_outside() -> None:
    sizes = {Stratum.JOINED: 500, Stratum.OPEN: 400, Stratum.REMOTE: 3, Stratum.OUTSIDE: 10**7}
    expected = {Stratum.JOINED: 0.9, Stratum.OPEN: 0.5, Stratum.REMOTE: 0.001, Stratum.OUTSIDE: 1e-6}
    given = shared_out(200, sizes, expected)
    assert sum(given.values()) == 200
    assert (given[Stratum.REMOTE], given[Stratum.OUTSIDE]) == (3, 25)
    assert given[Stratum.OPEN] > given[Stratum.JOINED] > 66


def judged(stratum: Stratum, **answers: int) -> list[Judged]:
    return [
        Judged(stratum=stratum, is_joined=stratum is Stratum.JOINED, answer=Answer(answer))
        for answer, number in answers.items()
        for _ in range(number)
    ]


def test_precision_of_one_stratum_is_that_of_clopper_and_pearson() -> None:
    """18 of 20: 68.3 % to 98.8 % (Clopper and Pearson 1934; the limits are in R's binom.test(18, 20))."""
    found = assess({Stratum.JOINED: 10**9}, Joined(still=10**9), judged(Stratum.JOINED, same=18, different=2))
    assert found.precision is not None
    assert (found.precision.low, found.precision.high) == (0.9, 0.9)
    assert found.precision.at_least == pytest.approx(0.683, abs=0.01)
    assert found.precision.at_most == pytest.approx(0.988, abs=0.01)


def test_where_all_pairs_are_judged_nothing_is_uncertain() -> None:
    sizes = {Stratum.JOINED: 20, Stratum.OPEN: 12}
    sample = [*judged(Stratum.JOINED, same=15, different=5), *judged(Stratum.OPEN, same=3, different=9)]
    found = assess(sizes, Joined(still=20), sample)
    assert found.precision == Share(low=0.75, high=0.75, at_least=0.75, at_most=0.75)
    assert found.recall == Share(low=15 / 18, high=15 / 18, at_least=15 / 18, at_most=15 / 18)
    assert still_to_judge(sizes, Joined(still=20), sample, 0.05) == {"precision": 0, "recall": 0, "recall_near": 0}


def test_whoever_is_unsure_leaves_bounds() -> None:
    sizes = {Stratum.JOINED: 20, Stratum.OPEN: 12}
    sample = [*judged(Stratum.JOINED, same=15, unsure=5), *judged(Stratum.OPEN, unsure=3, different=9)]
    found = assess(sizes, Joined(still=20), sample)
    assert found.unsure == 8
    assert found.precision == Share(low=0.75, high=1.0, at_least=0.75, at_most=1.0)
    assert found.recall == Share(low=15 / 18, high=1.0, at_least=15 / 18, at_most=1.0)


def test_pairs_outside_make_recall_wide_and_the_figure_of_scored_pairs_is_given_beside() -> None:
    sizes = {Stratum.JOINED: 300, Stratum.OPEN: 100, Stratum.OUTSIDE: 10**6}
    sample = [
        *judged(Stratum.JOINED, same=95, different=5),
        *judged(Stratum.OPEN, same=5, different=45),
        *judged(Stratum.OUTSIDE, different=50),
    ]
    found = assess(sizes, Joined(still=300), sample)
    assert found.recall.low == found.recall_near.low == pytest.approx(285 / 295)
    assert found.recall_near.at_least > 0.9
    assert found.recall.at_least < 0.05
    assert 10**6 * 0.05 < found.missed_far < 10**6 * 0.07
    more = still_to_judge(sizes, Joined(still=300), sample, 0.05)
    assert (more["precision"], more["recall"], more["recall_near"]) == (0, None, 0)


def test_too_few_judgements_are_refused_and_how_many_are_missing_is_said() -> None:
    sizes = {Stratum.JOINED: 300, Stratum.OPEN: 100}
    sample = [
        *judged(Stratum.JOINED, same=9),
        *(Judged(stratum=stratum, is_joined=False, answer=None) for stratum in (Stratum.JOINED, Stratum.OPEN)),
        *judged(Stratum.OPEN, different=2),
    ]
    with pytest.raises(TooFewJudged, match=r"11 pairs .* at least 2 more") as refused:
        assess(sizes, Joined(still=300), sample)
    assert refused.value.values == {"judged": 11, "needed": 2}


def test_a_pair_whose_account_is_said_no_more_is_neither_found_nor_missed() -> None:
    sizes = {Stratum.JOINED: 20, Stratum.OPEN: 20}
    gone = Judged(stratum=Stratum.OPEN, is_joined=False, answer=Answer.SAME, is_there=False)
    sample = [*judged(Stratum.JOINED, same=20), *judged(Stratum.OPEN, different=19), gone]
    assert assess(sizes, Joined(still=20), sample).recall == Share(low=1.0, high=1.0, at_least=1.0, at_most=1.0)
