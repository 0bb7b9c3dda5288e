"""The reports that come with Lastseen."""

from collections.abc import Iterator

import pytest

from lastseen.domain.release import Profile
from lastseen.figures.standard import standard_definitions
from lastseen.reports.plan import ChartPart, MapPart, NumbersPart, Part, Prose, PyramidPart, standard_plan
from lastseen.reports.plan.prose import Fact, Inline, Listing, Place, Quote


def lines(prose: Prose) -> Iterator[Inline]:
    yield from (prose.title, prose.subtitle)
    for passage in prose.passages:
        match passage:
            case Listing(items=items):
                yield from items
            case Place(caption=caption):
                yield caption
            case _:
                yield passage.text


def quoted(prose: Prose) -> set[str]:
    pieces = {piece for line in lines(prose) for piece in line if isinstance(piece, Quote)}
    return {piece.what.removesuffix("/total") for piece in pieces if not isinstance(piece.form, Fact)}


def named(part: Part) -> set[str]:
    match part:
        case NumbersPart(figures=figures):
            return set(figures)
        case ChartPart(figure=figure):
            return {figure}
        case PyramidPart(left=left, right=right):
            return {left, right}
        case MapPart(arrests=arrests, legs=legs):
            return {arrests, legs} - {""}
        case _:
            return set()


@pytest.mark.parametrize("profile", [None, "dprk"])
def test_a_shipped_report_quotes_and_shows_figures_that_there_are(profile: str | None) -> None:
    plan = standard_plan(profile)
    known = {figure.id for figure in standard_definitions(profile).figures}
    used = {what for prose in plan.prose.values() for what in quoted(prose)}
    used |= {what for part in plan.parts.values() for what in named(part)}
    assert len(used) > 10
    assert {what for what in used if not {what, what.rpartition("/")[0], what.partition("/")[0]} & known} == set()


def test_a_profile_without_a_report_of_its_own_takes_the_general_one() -> None:
    assert standard_plan("elsewhere") == standard_plan(None) == standard_plan("standard")
    assert (standard_plan(None).id, standard_plan("dprk").id) == ("standard", "dprk")


@pytest.mark.parametrize("profile", [None, "dprk"])
def test_a_shipped_report_quotes_the_same_figures_in_every_language(profile: str | None) -> None:
    first, *others = (quoted(prose) for prose in standard_plan(profile).prose.values())
    assert others == [first] * len(others)
    assert first


@pytest.mark.parametrize("profile", [None, "dprk"])
def test_a_shipped_report_has_the_same_chapters_in_every_language(profile: str | None) -> None:
    plan = standard_plan(profile).for_profile(Profile.PUBLIC)
    first, *others = ([section.anchor for section in prose.sections] for prose in plan.prose.values())
    assert others == [first] * len(others)
