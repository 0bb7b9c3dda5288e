"""Nothing in a public report says that one person stands in two figures; in one for people inside everything does."""

from collections import defaultdict

import polars as pl
import pytest

from lastseen.domain.release import Profile
from lastseen.figures.standard import standard_definitions
from lastseen.snapshot import Snapshot
from tests.reports.attack.conftest import EVERY, INSIDE, Reports
from tests.reports.attack.linking import linked, rebuilt
from tests.reports.attack.rows import rows

VOCABULARY = {"first-arrest-order": "authority", "arrests-by-province": "place"}
OTHER = "other"
ABOUT = {"sex": "sex", "grounds": "ground", "first-arrest-order": "authority_first",
         "arrests-by-province": "province_of_arrest"}  # fmt: skip
"""The figures to be put together again, and what each victim's row in them is read from."""


def truth(snapshot: Snapshot, language: str) -> dict[str, tuple[str, ...]]:
    """What the snapshot says of every victim of whom all readings say the same, by code, as labels."""
    told: defaultdict[str, list[set[str]]] = defaultdict(lambda: [set() for _ in ABOUT])
    for disappearance, *codes in snapshot.table("readings").select("disappearance", *ABOUT.values()).iter_rows():
        for found, said in zip(told[disappearance], codes, strict=True):
            found.update(said or ())
    labels = [_labels(snapshot, figure, language) for figure in ABOUT]
    admitted = snapshot.table("disappearances").filter(pl.col("source_kinds").list.contains("interview"))
    people = admitted.join(snapshot.table("persons"), on="person")
    return {
        code: tuple(
            named.get(next(iter(said)).partition("/")[0], named.get(OTHER, ""))
            for named, said in zip(labels, told[disappearance], strict=True)
        )
        for code, disappearance in people.select("code", "disappearance").iter_rows()
        if all(len(said) == 1 for said in told[disappearance])
    }


def _labels(snapshot: Snapshot, figure: str, language: str) -> dict[str, str]:
    """What the row of each code is called: as the figure calls it, else as the vocabulary does."""
    if figure in VOCABULARY:
        return snapshot.labels(VOCABULARY[figure], language)
    own = {row.code: row.labels[language] for row in standard_definitions("dprk").figure(figure).rows}
    return {OTHER: snapshot.label("figure-row", OTHER, language), **own}


def captions(reports: Reports, language: str) -> list[str]:
    labels = {figure.id: figure.labels[language] for figure in reports.sets[Profile.INTERNAL].figures}
    return [labels[figure] for figure in ABOUT]


@pytest.mark.parametrize(("language", "ending"), INSIDE)
def test_inside_every_victim_can_be_put_together_again(reports: Reports, language: str, ending: str) -> None:
    found = rebuilt(rows(reports.file(Profile.INTERNAL, language, ending)), captions(reports, language))
    known = truth(reports.snapshot, language)
    assert len(known) > 105
    assert {code: found.get(code) for code in known} == known


@pytest.mark.parametrize(("language", "ending"), EVERY)
def test_in_public_nothing_stands_with_the_rows_of_two_figures(reports: Reports, language: str, ending: str) -> None:
    found = rows(reports.file(Profile.PUBLIC, language, ending))
    assert len(found) > 40
    assert linked(found) == {}
