"""The fonts a page carries."""

import io
import re
from base64 import b64decode

from fontTools.ttLib import TTFont

from lastseen.figures.charts.fonts import CHINESE, KOREAN, LATIN
from lastseen.reports.writers.page_fonts import faces

FACE = re.compile(
    r"@font-face\{font-family:'(.+?)';font-weight:(\d+);font-style:(\w+);src:url\(data:font/woff2;base64,(.+?)\)"
)


def carried(text: str) -> dict[tuple[str, str, str], set[str]]:
    """The characters of each face."""
    found = {}
    for family, weight, style, data in FACE.findall(faces(text)):
        with TTFont(io.BytesIO(b64decode(data))) as font:
            found[family, weight, style] = set(map(chr, font.getBestCmap()))
    return found


def test_latin_text_carries_the_latin_family_alone() -> None:
    assert carried("Peña").keys() == {(LATIN, "400", "normal"), (LATIN, "600", "normal"), (LATIN, "400", "italic")}


def test_each_character_comes_from_the_first_family_that_has_it_and_nothing_else_is_carried() -> None:
    found = carried("é 황산 图丹")
    assert found[KOREAN, "400", "normal"] == found[KOREAN, "600", "normal"] == {"황", "산", "丹"}
    assert found[CHINESE, "400", "normal"] == found[CHINESE, "600", "normal"] == {"图"}
    ascii_letters = {chr(code) for code in range(0x20, 0x7F)}
    assert found[LATIN, "400", "normal"] - ascii_letters == {"é"}
    assert found[LATIN, "600", "normal"] >= ascii_letters - {"\x00"}


def test_a_character_no_font_has_is_left_to_the_reader() -> None:
    assert carried("\U0010fffd") == carried("")


def test_the_order_of_the_text_does_not_matter() -> None:
    assert faces("황산도") == faces("도산황황")
