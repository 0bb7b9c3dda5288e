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
ABOUT = {"sex": "sex", "grounds": "ground", "first-arrest-order": "authority_first",
         "arrests-by-province": "province_of_arrest"}  # fmt: skip
"""The figures to be put together again, and what each victim's row in them is read from."""


def truth(snapshot: Snapshot, language: str) -> dict[str, tuple[str, ...]]:
    """What the snapshot says of every victim of whom all readings say the same, by code, as labels."""
    told: defaultdict[str, list[set[str]]] = defaultdict(lambda: [set() for _ in ABOUT])
    for disappearance, *codes in snapshot.table("readings").select("disappearance", *ABOUT.values()).iter_rows():
        for found, said in zip(told[disappearance], codes, strict=True):
            found.update(said or ())
    admitted = snapshot.table("disappearances").filter(pl.col("source_kinds").list.contains("interview"))
    people = admitted.join(snapshot.table("persons"), on="person")
    return {
        code: tuple(
            _label(snapshot, figure, next(iter(said)), language)
            for figure, said in zip(ABOUT, told[disappearance], strict=True)
        )
        for code, disappearance in people.select("code", "disappearance").iter_rows()
        if all(len(said) == 1 for said in told[disappearance])
    }


def _label(snapshot: Snapshot, figure: str, code: str, language: str) -> str:
    """What the row of a code is called: as the figure calls it, else as the vocabulary does."""
    own = {row.code: row.labels[language] for row in standard_definitions("dprk").figure(figure).rows}
    if own:
        return own.get(code.partition("/")[0], snapshot.label("figure-row", "other", language))
    return snapshot.label(VOCABULARY[figure], code, language)


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
