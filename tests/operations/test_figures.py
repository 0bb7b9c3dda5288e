"""Figures as they leave: all of them for those inside, protected ones for the public."""

import pytest

from lastseen.domain.release import Profile, Released
from lastseen.figures.figure_set import FigureSet
from lastseen.figures.standard import standard_definitions
from lastseen.operations.figures import figures
from lastseen.operations.snapshots import find_snapshot, take_snapshot
from lastseen.operations.verdicts import find
from lastseen.reports import figures_csv, figures_page, figures_text
from tests.coded import found, hand, interview
from tests.conftest import NOW, Registry
from tests.submitted import told_whole


def out(registry: Registry, profile: Profile) -> Released[FigureSet]:
    """The standard figures of two people, everything told of them, let out."""
    hand(registry, interview("I-01"), interview("I-02"))
    manifest = take_snapshot(registry.workspace, actor=registry.owner, now=NOW)
    snapshot = find_snapshot(registry.workspace, manifest.name)
    definitions = standard_definitions(None)
    return figures(snapshot, definitions, profile, registry.workspace, actor=registry.owner, now=NOW)


def test_those_inside_see_every_number(registry: Registry) -> None:
    content = out(registry, Profile.INTERNAL).content
    assert {figure.rounded_to for figure in content.figures} == {1}
    assert "relation-per-pair" in {figure.id for figure in content.figures}
    assert all(figure.rows for figure in content.figures)


def test_the_public_sees_no_row_of_few_and_no_figure_for_those_inside(registry: Registry) -> None:
    content = out(registry, Profile.PUBLIC).content
    assert "relation-per-pair" not in {figure.id for figure in content.figures}
    shown = {row.code for figure in content.figures for row in figure.rows if 0 < row.n < 5}
    assert shown <= {"total", "unknown", "undetermined"}


def test_people_of_whom_the_country_is_told_and_no_province_do_not_contradict_each_other(registry: Registry) -> None:
    names = [f"I-{number}" for number in range(10, 15)]
    hand(registry, *(told_whole(interview(name)) for name in names))
    find([found(name) for name in names], registry.workspace, actor=registry.owner, now=NOW)
    content = out(registry, Profile.PUBLIC).content
    counted = {figure.id: {row.code: row.n for row in figure.rows} for figure in content.figures}
    assert counted["arrests-by-country"]["CN"] == counted["arrests-by-province"]["part-unknown"] == 5


@pytest.mark.parametrize("language", ["en", "ko", "es"])
def test_every_writing_says_what_was_done_to_small_numbers(registry: Registry, language: str) -> None:
    released = out(registry, Profile.PUBLIC)
    said = {"en": "rows of fewer than 5", "ko": "5보다 적은 항목", "es": "menos de 5"}[language]
    assert (said in figures_text(released, language), said in figures_page(released, language)) == (True, True)
    assert "figure,title" in figures_csv(released, language)
