"""A page, a PDF and a DOCX of one report say the same, whatever each looks like."""

import html
import re
from pathlib import Path

import pytest

from lastseen.domain.release import Profile
from tests.reports.attack.conftest import Reports
from tests.reports.attack.reading import held, pages_of, squeezed
from tests.reports.attack.rows import rows

BOTH = [(Profile.PUBLIC, "en"), (Profile.PUBLIC, "ko"), (Profile.INTERNAL, "en")]
LABEL = re.compile(r"^(Figure|Table|그림|표)\d+\.?")
NOTICE = ("Fictional:", "가상 자료입니다.")
"""How the foot of every page begins."""
HEAD = re.compile(r"(^|\s)n(\s|$)")
"""The head of a table, which stands again on every page that it runs over."""
COUNTS_PAGES = {"en": "Page1of1", "ko": "1쪽중1쪽"}


def lines(shown: str) -> list[str]:
    """The lines of a text, without the spaces in them and the label of a caption."""
    return [LABEL.sub("", line) for line in map(squeezed, shown.splitlines()) if line]


def running(path: Path) -> str:
    """All pages of a PDF as one text, without what stands again at the head and foot of each."""
    found = []
    for page in pages_of(path):
        of_page = page.splitlines()
        foot = next((i for i, line in enumerate(of_page) if i and line.startswith(NOTICE)), len(of_page))
        found += [line for i, line in enumerate(of_page[:foot]) if i != 0 and not (i == 1 and HEAD.search(line))]
    return squeezed("\n".join((pages_of(path)[0], *found)))


@pytest.mark.parametrize(("profile", "language"), BOTH)
def test_every_row_of_every_table_and_chart_is_the_same_on_a_page_and_in_a_docx(
    reports: Reports, profile: Profile, language: str
) -> None:
    page, docx = (
        [(row.figure, row.row, row.cells) for row in rows(reports.file(profile, language, ending))]
        for ending in (".html", ".docx")
    )
    assert len(page) > 100
    assert page == docx


@pytest.mark.parametrize(("profile", "language"), BOTH)
def test_every_line_of_a_docx_stands_on_the_page_and_in_the_pdf(
    reports: Reports, profile: Profile, language: str
) -> None:
    told = [line for line in lines(held(reports.file(profile, language, ".docx")).shown)
            if not line.endswith(COUNTS_PAGES[language])]  # fmt: skip
    page = squeezed(held(reports.file(profile, language, ".html")).shown)
    pdf = running(reports.file(profile, language, ".pdf"))
    assert len(told) > 300
    assert [line for line in told if line not in page] == []
    assert [line for line in told if line not in pdf] == []


@pytest.mark.parametrize(("profile", "language"), BOTH)
def test_every_chart_is_in_the_same_words_everywhere(reports: Reports, profile: Profile, language: str) -> None:
    page = reports.file(profile, language, ".html").read_text(encoding="utf-8")
    said = re.findall(r'role="img" aria-label="([^"]*)"', page)
    assert len(said) > 10
    for ending in (".docx", ".pdf"):
        beside = {squeezed(string) for string in held(reports.file(profile, language, ending)).beside}
        assert [words for words in said if squeezed(words) not in beside] == []


@pytest.mark.parametrize(("profile", "language"), BOTH)
def test_a_docx_says_everything_that_the_page_does_but_how_to_move_about_in_it(
    reports: Reports, profile: Profile, language: str
) -> None:
    page = reports.file(profile, language, ".html").read_text(encoding="utf-8")
    main = re.sub("<svg.*?</svg>|<details>.*?</details>", "", page[page.index("<main") : page.index("</main")],
                  flags=re.DOTALL)  # fmt: skip
    docx = held(reports.file(profile, language, ".docx")).everything
    told = [squeezed(text) for text in re.findall(r">([^<]+)<", main) if text.strip()]
    assert [text for text in told if unescaped(text) not in docx] == []


def unescaped(text: str) -> str:
    return squeezed(html.unescape(text))
