"""Fonts are where they are said to be, and are what they are said to be."""

import pytest
from fontTools.ttLib import TTFont

from lastseen.figures.charts.fonts import CHINESE, FAMILIES, KOREAN, LATIN, STACK, folders, font_file


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("family", FAMILIES)
def test_a_font_file_holds_its_family(family: str, bold: bool) -> None:
    with TTFont(font_file(family, bold=bold), lazy=True) as font:
        names = font["name"]
        assert family in (names.getBestFamilyName(), names.getDebugName(1))
        assert (font["OS/2"].usWeightClass >= 600) == bold


@pytest.mark.parametrize(("family", "character"), [(LATIN, "ñ"), (KOREAN, "힣"), (CHINESE, "证")])
def test_a_family_has_what_it_is_there_for(family: str, character: str) -> None:
    with TTFont(font_file(family), lazy=True) as font:
        assert ord(character) in font.getBestCmap()


def test_every_font_lies_in_the_folders() -> None:
    assert {font_file(family).parent for family in FAMILIES} == set(folders())


def test_families_are_quoted_where_they_are_named() -> None:
    assert STACK == "'Source Sans 3', 'Kurinto Sans KR', 'Kurinto Sans SC', sans-serif"
