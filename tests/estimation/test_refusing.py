"""Too little, copied or impossible data is refused with what would mend it; the rest is estimated."""

from itertools import product
from pathlib import Path

import numpy as np
import pytest
from numpy.random import default_rng

from lastseen.domain.errors import Refusal
from lastseen.estimation import (
    ALL,
    METHODS,
    Captures,
    Chao,
    Chapman,
    Decomposable,
    Estimate,
    How,
    LatentClasses,
    Loglinear,
    answers,
    counted,
    given,
    parse_captures,
    read_captures,
    variations,
)
from lastseen.estimation.fitting import face
from lastseen.estimation.models import up_to_pairs
from lastseen.estimation.refusing import (
    ListInsideAnother,
    NobodyListed,
    NoOverlap,
    NotAMethod,
    NotConverged,
    NotForThisTable,
    TooFewLists,
    TooManyLists,
    UnreadableCaptures,
)


def captures(text: str) -> Captures:
    return parse_captures([line.split(",") for line in text.split()])


def independent(size: int, chances: tuple[float, ...], seed: int = 1) -> Captures:
    """Invented persons, each on each list by chance alone, counted by pattern whatever their number."""
    patterns = np.array(list(product([False, True], repeat=len(chances))))
    likely = np.where(patterns, chances, 1 - np.array(chances)).prod(axis=1)
    return counted([f"L{j}" for j in range(len(chances))], patterns, default_rng(seed).multinomial(size, likely))


TWO = captures("A,B,count 1,0,40 0,1,30 1,1,10")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("A,B,count 1,0,40 0,2,30", "row 3, column B: '2' is neither 0 nor 1"),
        ("A,B,count 1,0,x", "row 2, column count: 'x' is not a whole number of persons"),
        ("A,B,count 1,0", "row 2 has 2 cells, the first row names 3 columns"),
        ("A,A,count 1,0,3", "two columns are called A"),
        ("A,B,count,n 1,0,3,3", "there are 2 columns of counts"),
        ("count 3", "it names 0 lists, and 1 to 62 can be read"),
    ],
)
def test_a_table_is_read_strictly(text: str, why: str) -> None:
    with pytest.raises(UnreadableCaptures) as refused:
        captures(text)
    assert refused.value.values == {"why": why}


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableCaptures):
        read_captures(tmp_path / "x.csv")


@pytest.mark.parametrize(
    ("method", "text", "refusal"),
    [
        ("chapman", "A,count 1,40", TooFewLists),
        ("lcmcr", "A,B,count 1,0,40 0,1,30 1,1,10", TooFewLists),
        ("dga", "A,B,count 1,0,40 0,1,30 1,1,10", TooFewLists),
        ("loglinear", "A,B,count 1,0,40 0,1,30 1,1,10", TooFewLists),
        ("chapman", "A,B,C,count 1,0,1,40 0,1,1,30 1,1,0,10", NotForThisTable),
        ("coverage", "A,B,count 1,0,40 0,1,30 1,1,10", NotForThisTable),
        ("chao", "A,B,count 1,0,40 0,1,30", NoOverlap),
        ("chapman", "A,B,count 1,0,40 0,1,30", NoOverlap),
        ("loglinear", "A,B,C,count 1,0,0,40 0,1,0,30 1,1,0,10 0,0,1,20", NoOverlap),
        ("chao", "A,B,count 0,0,40", NobodyListed),
        ("chao", "A,B,C,count 1,0,0,4 1,1,0,3", NobodyListed),
        ("lcmcr", "A,B,C,count 1,0,0,40 1,1,0,30 0,0,1,9 1,0,1,8", ListInsideAnother),
    ],
)
def test_too_little_is_refused(method: str, text: str, refusal: type[Refusal]) -> None:
    with pytest.raises((refusal, TooFewLists) if method == "coverage" else refusal):
        given(tuple(answers({ALL: captures(text)}, How(methods=(method,)))))


def test_a_method_nobody_knows_is_refused() -> None:
    with pytest.raises(NotAMethod):
        list(answers({ALL: TWO}, How(methods=("magic",))))


def test_a_model_without_a_finite_estimate_is_told_apart() -> None:
    korea = captures("b,c,d,count 0,0,1,41 0,1,0,5 1,0,0,5 1,1,0,54 1,0,1,6 0,1,1,0 1,1,1,12")
    family, counts = up_to_pairs(3), korea.table()[1:].astype(np.float64)
    design = family.design()[1:]
    finite = {family.name(m): face(design[:, m], counts).estimable for m in family.members}
    assert [name for name, is_finite in finite.items() if not is_finite] == ["[12,13]", "[12,13,23]"]


def test_chains_that_do_not_agree_are_refused_with_what_they_are_worth() -> None:
    with pytest.raises(NotConverged) as refused:
        LatentClasses(rng=default_rng(1), chains=4, iterations=200).fit(independent(2000, (0.05, 0.05, 0.05, 0.05)))
    assert int(str(refused.value.values["effective"])) < 400


def test_twelve_lists_are_too_many_for_graphs_and_not_for_the_others() -> None:
    many = independent(800, (0.2,) * 12)
    with pytest.raises(TooManyLists):
        Decomposable().fit(many)
    assert Chao().fit(many).high > 0
    found = LatentClasses(rng=default_rng(2), wanted=400).fit(many)
    assert found.low < 800 < found.high


@pytest.mark.parametrize("method", ["loglinear", "loglinear-average", "dga", "chao"])
def test_ten_million_cost_no_more_than_ten_thousand(method: str) -> None:
    answer = next(answers({ALL: independent(10**7, (0.3, 0.2, 0.25))}, How(methods=(method,)))).given
    assert isinstance(answer, Estimate)
    assert answer.low * 0.99 < 10**7 < answer.high * 1.01


def test_the_best_model_of_three_independent_lists_holds_the_truth() -> None:
    found = Loglinear().fit(independent(3000, (0.3, 0.2, 0.25)))
    assert found.low < 3000 < found.high


def test_duplicates_left_in_make_the_estimate_too_large() -> None:
    clean = independent(3000, (0.4, 0.4))
    split = clean.counts.copy()
    both = split[-1] // 2
    dirty = split + np.array([both, both, -both])
    inflated = Chapman().fit(counted(clean.lists, clean.patterns, dirty))
    assert Chapman().fit(clean).high < 1.2 * 3000 < 1.6 * 3000 < inflated.point


def test_lists_are_left_out_and_merged_in_turn() -> None:
    varied = variations(independent(900, (0.3, 0.3, 0.3)))
    assert set(varied) == {
        ALL, "without L0", "without L1", "without L2", "L0+L1 as one", "L0+L2 as one", "L1+L2 as one",
    }  # fmt: skip
    assert (varied["L0+L1 as one"].observed, varied["L0+L1 as one"].lists) == (varied[ALL].observed, ("L0+L1", "L2"))


def test_lists_that_share_nobody_are_told_to_the_reader() -> None:
    some = captures("A,B,C,count 1,0,0,40 0,1,0,30 1,1,0,10 0,0,1,20 1,0,1,9")
    (answer,) = answers({ALL: some}, How(methods=("chao",)))
    assert "Nobody is on both of B/C." in answer.sentence()


@pytest.mark.parametrize("language", ["en", "ko", "es"])
@pytest.mark.parametrize("method", sorted(set(METHODS) - {"lcmcr", "chapman"}))
def test_every_answer_has_its_interval_and_a_sentence(method: str, language: str) -> None:
    (answer,) = answers({ALL: independent(900, (0.3, 0.3, 0.3))}, How(methods=(method,)))
    told = answer.told(language)
    assert list(told) == [
        "method", "stratum", "observed", "point", "low", "high", "level", "diagnostics", "sentence",
    ]  # fmt: skip
    assert f"{round(float(str(told['point']))):,}" in str(told["sentence"])
    assert f"{round(float(str(told['high']))):,}" in str(told["sentence"])
