"""Typefaces in slices: every letter in one of them, and little to fetch for a page in Korean."""

import io
import json
import re

import pytest
from django.test import Client
from fontTools.ttLib import TTFont

from lastseen.web.typefaces.slices import CUTS, FAMILIES, FIRST, USUAL, WEIGHTS, file_of, spans
from lastseen.web.words import words_in
from tests.web.site import Site

KOREAN = {0x1100, 0x11FF, 0x3001, 0x3131, 0x3260, 0x4E00, 0x9FFF, 0xAC00, 0xD7A3, 0xD7B0, 0xF900, 0xFF01}


def test_every_letter_is_in_one_slice_of_each_face_and_weight() -> None:
    for face, (_, parts) in FAMILIES.items():
        letters = [letter for part in parts.values() for letter in part]
        assert len(letters) == len(set(letters))
        assert {weight for weight in WEIGHTS if all(f"{face}-{weight}-{part}" in CUTS for part in parts)} == {
            "Rg",
            "Bd",
        }
    assert {letter for part in FAMILIES["KR"][1].values() for letter in part} >= KOREAN


@pytest.mark.parametrize(
    ("letters", "written"),
    [([], ""), ([5], "U+5"), ([7, 5, 6], "U+5-7"), ([0xAC00, 0xAC01, 0xAC04], "U+AC00-AC01,U+AC04")],
)
def test_letters_are_written_as_spans(letters: list[int], written: str) -> None:
    assert spans(letters) == written


def test_all_words_of_korean_pages_stand_in_the_slices_of_nearly_every_page() -> None:
    written = json.dumps(words_in("ko"), ensure_ascii=False, default=str)
    assert len({ord(letter) for letter in written if "가" <= letter <= "힣"} & USUAL) > 300
    assert {letter for letter in written if "가" <= letter <= "힣" and ord(letter) not in USUAL} == set()


def test_a_page_in_korean_fetches_less_than_half_a_megabyte_of_korean_letters() -> None:
    sizes = [len(file_of(cut)) for cut in FIRST]
    assert (len(sizes), sum(sizes) < 500_000) == (2, True)
    with TTFont(io.BytesIO(file_of(FIRST[0]))) as font:
        assert USUAL >= set(font.getBestCmap()) >= {ord(letter) for letter in "가힝ㄱ、"}


def test_a_slice_and_the_rules_that_name_it_are_kept_by_browsers(site: Site) -> None:
    assert site.registry.owner
    rules = Client().get("/fonts/faces.css")
    assert (rules["Content-Type"], rules["Cache-Control"]) == ("text/css; charset=utf-8", "max-age=3600, immutable")
    named = re.findall(r'url\("([^"?]+)\?v=', rules.content.decode())
    assert [name.removesuffix(".woff2") for name in named] == [*CUTS]
    slice_ = Client().get("/fonts/KR-Rg-signs.woff2")
    assert (slice_["Content-Type"], slice_["Cache-Control"]) == ("font/woff2", "max-age=31536000, immutable")
    assert slice_.content == file_of(CUTS["KR-Rg-signs"])
    missing = Client().get("/fonts/KR-Rg-nothing.woff2")
    assert (missing.status_code, missing["Cache-Control"]) == (404, "no-store")
