"""A random sample is drawn, judged blind and apart from verdicts, and says how well people are linked now."""

from collections import Counter
from itertools import combinations
from uuid import UUID, uuid4

import pytest

from lastseen.domain.accounts import AccountId
from lastseen.domain.rights import NotAllowed, Role
from lastseen.domain.strata import Stratum
from lastseen.domain.verdicts import Answer, Verdict, VerdictKind
from lastseen.linkage.assessing import Share, TooFewJudged
from lastseen.operations.judging import judge, sample_page, take_back_judgement
from lastseen.operations.quality import (
    BadSampleSize,
    NoSample,
    NothingToDraw,
    draw_sample,
    quality,
)
from lastseen.operations.users import add_user, rights_of
from lastseen.operations.verdicts import decide, take_back
from lastseen.storage.ledger import position, recording
from lastseen.storage.models import Verdict as VerdictRow
from lastseen.storage.models import Withdrawal
from lastseen.storage.quality import JudgedAlready, NoSuchJudgement, NoSuchPair, pairs_of
from lastseen.storage.quality_models import Judgement
from lastseen.storage.search.keeping import reindex
from tests.coded import IDS, account, hand, interview
from tests.conftest import NOW, Registry

PEOPLE = (
    "고은별",
    "고은별",
    "고은별",
    "서하늘",
    "서하늘",
    "도라온",
    "도라온",
    "민가람",
    "반다솜",
    "유아라",
    "채단비",
    "허마루",
)
"""Whom each interview tells of: invented, and of one name only where they are of one person."""


@pytest.fixture
def told(registry: Registry) -> Registry:
    """Twelve interviews that tell of eight people; two accounts of one are joined, and two of two people wrongly."""
    hand(registry, *(interview(f"I-{at:02}", name=name) for at, name in enumerate(PEOPLE)))
    join(registry, 0, 1)
    join(registry, 3, 7)
    return registry


def of(at: int) -> AccountId:
    return account(f"I-{at:02}", "person", "p1")


def join(registry: Registry, left: int, right: int) -> UUID:
    verdict = Verdict(left=of(left), right=of(right), answer=Answer.SAME)
    return decide(VerdictKind.PERSON, verdict, "as told", actor=registry.owner, now=NOW)


def draw(registry: Registry, size: int = 66, seed: int = 1) -> UUID:
    return draw_sample(size, seed, registry.workspace, actor=registry.owner, now=NOW)


TRUE = {frozenset((of(a), of(b))) for a, b in combinations(range(12), 2) if PEOPLE[a] == PEOPLE[b]}


def judge_all(registry: Registry, unsure: int = 0) -> list[frozenset[AccountId]]:
    """Judge all that waits, in the order it is shown; gives the pairs in this order."""
    rights, shown = rights_of(registry.owner), list[frozenset[AccountId]]()
    while (page := sample_page(rights)).pair is not None:
        pair = frozenset(side.account for side in page.sides)
        answer = Answer.SAME if pair in TRUE else Answer.DIFFERENT
        answer = Answer.UNSURE if len(shown) < unsure else answer
        judge(page.pair, answer, actor=registry.owner, now=NOW)
        shown.append(pair)
    return shown


def test_when_every_pair_is_judged_the_figures_are_the_truth(told: Registry) -> None:
    draw(told)
    assert len(set(judge_all(told))) == 66
    found = quality(rights_of(told.owner), told.workspace)
    assert (found.waiting, found.since, found.assessment.judged) == (0, 0, 66)
    assert found.assessment.precision == Share(low=0.5, high=0.5, at_least=0.5, at_most=0.5)
    assert found.assessment.recall == Share(low=0.2, high=0.2, at_least=0.2, at_most=0.2)
    assert found.more["precision"] == 0


def test_figures_follow_verdicts_and_judgements_never_become_any(told: Registry) -> None:
    draw(told)
    judge_all(told)
    verdicts = VerdictRow.objects.count()
    made = [join(told, 1, 2), join(told, 5, 6)]
    assert VerdictRow.objects.count() == verdicts + 2
    assert Judgement.objects.count() == 66
    rights = rights_of(told.owner)
    better = quality(rights, told.workspace).assessment
    assert better.precision is not None
    assert better.precision.low == pytest.approx(4 / 5)
    assert better.recall.low == pytest.approx(4 / 5)
    for verdict in made:
        take_back(verdict, actor=told.owner, now=NOW)
    before = quality(rights, told.workspace).assessment
    assert before.recall == Share(low=0.2, high=0.2, at_least=0.2, at_most=0.2)


def test_people_told_of_since_are_left_out_and_those_said_no_more_too(told: Registry) -> None:
    draw(told)
    judge_all(told)
    hand(told, interview("I-12", name=PEOPLE[0]), interview("I-13", name=PEOPLE[0]))
    rights = rights_of(told.owner)
    assert quality(rights, told.workspace).since == 2
    assert quality(rights, told.workspace).assessment.recall.low == pytest.approx(0.2)


def test_the_order_says_nothing_of_the_stratum_and_the_page_nothing_of_scores_or_verdicts(told: Registry) -> None:
    sample = draw(told)
    strata = [one.stratum for one in pairs_of(sample)]
    assert len(Counter(strata)) > 2
    assert strata != sorted(strata)
    page = sample_page(rights_of(told.owner))
    for side in page.sides:
        assert {one.source for one in side.accounts} == {side.source}
        assert [one.kind for one in side.accounts] == ["person", "stage"]


def test_what_one_decided_on_oneself_comes_last_of_its_stretch_and_first_to_others(told: Registry) -> None:
    draw(told)
    decided = {frozenset((of(0), of(1))), frozenset((of(3), of(7)))}
    drawn = [frozenset(one.accounts) for one in pairs_of(draw(told))]
    shown = judge_all(told)
    for start in (0, 25, 50):
        stretch = drawn[start : start + 25]
        own = [pair for pair in stretch if pair in decided]
        assert shown[start : start + 25] == [pair for pair in stretch if pair not in decided] + own
    assert shown != drawn


def test_a_judgement_stands_once_and_is_taken_back_exactly(told: Registry) -> None:
    draw(told)
    rights, actor = rights_of(told.owner), told.owner
    first = sample_page(rights).pair
    assert first is not None
    made = judge(first, Answer.UNSURE, actor=actor, now=NOW)
    assert sample_page(rights).pair != first
    with pytest.raises(JudgedAlready):
        judge(first, Answer.SAME, actor=actor, now=NOW)
    take_back_judgement(made, actor=actor, now=NOW)
    assert sample_page(rights).pair == first
    with pytest.raises(NoSuchJudgement):
        take_back_judgement(made, actor=actor, now=NOW)
    with pytest.raises(NoSuchPair):
        judge(uuid4(), Answer.SAME, actor=actor, now=NOW)


def test_an_account_said_no_more_is_not_shown_and_counts_as_neither_found_nor_missed(told: Registry) -> None:
    draw(told)
    judge_all(told)
    own = rights_of(told.owner)
    before = quality(own, told.workspace).assessment
    with recording(told.owner, "withdraw-entry", NOW) as pen:
        pen.sign(Withdrawal(account_id=of(5), reason="a slip"), of=[IDS.source("I-05")]).save(force_insert=True)
        pen.touched["withdrawal.made"] += 1
        reindex({of(5)}, pen.described, told.workspace.frame)
    after = quality(own, told.workspace).assessment
    assert before.recall.low == pytest.approx(1 / 5)
    assert after.recall.low == pytest.approx(1 / 4)


def test_the_same_seed_draws_the_same_pairs(told: Registry) -> None:
    one, same, other = (pairs_of(draw(told, 60, seed)) for seed in (1, 1, 2))
    assert [pair.accounts for pair in one] == [pair.accounts for pair in same]
    assert [pair.accounts for pair in one] != [pair.accounts for pair in other]


def test_too_little_is_refused_with_what_is_missing(told: Registry) -> None:
    rights, before = rights_of(told.owner), position()
    with pytest.raises(NoSample):
        quality(rights, told.workspace)
    for size in (59, 5001):
        with pytest.raises(BadSampleSize):
            draw(told, size)
    assert position() == before
    draw(told)
    with pytest.raises(TooFewJudged, match="0 pairs"):
        quality(rights, told.workspace)


def test_nothing_is_drawn_where_nobody_is_told_of(registry: Registry) -> None:
    with pytest.raises(NothingToDraw):
        draw(registry)


def test_a_sample_is_for_those_who_see_all_it_was_drawn_from(told: Registry) -> None:
    draw(told)
    others = {
        role: rights_of(add_user(role, [role], where, None, actor=told.owner, now=NOW))
        for role, where in ((Role.EDITOR, ["interviews"]), (Role.CODER, None))
    }
    with pytest.raises(NoSample):
        sample_page(others[Role.EDITOR])
    with pytest.raises(NotAllowed):
        sample_page(others[Role.CODER])
    draw_sample(60, 1, told.workspace, actor=others[Role.EDITOR].user, now=NOW)
    assert sample_page(others[Role.EDITOR]).total == sample_page(rights_of(told.owner)).total == 60


def test_the_inclusion_probability_of_a_pair_is_that_of_its_stratum(told: Registry) -> None:
    draw(told, 60)
    drawing = sample_page(rights_of(told.owner)).sample.drawing
    assert sum(drawing.drawn.values()) == 60
    assert sum(drawing.strata.values()) == 66
    assert drawing.inclusion(Stratum.JOINED) == 1.0
