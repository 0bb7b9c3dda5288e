"""In public only headings can be led to: no row, no number and no chart has an address of its own."""

import re
import zipfile
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader

from lastseen.domain.release import Profile
from tests.reports.attack.conftest import LANGUAGES, Reports

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEADINGS = {"h2", "h3", "h4", "main", "nav"}


def with_ids(reports: Reports, profile: Profile, language: str) -> list[tuple[str, str]]:
    """The elements of a page that can be led to, each with its id."""
    page = reports.file(profile, language, ".html").read_text(encoding="utf-8")
    return re.findall(r'<(\w+)[^>]* id="([^"]*)"', page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_page(reports: Reports, language: str) -> None:
    found = with_ids(reports, Profile.PUBLIC, language)
    assert len(found) > 30
    assert {tag for tag, _ in found} <= HEADINGS
    assert "tr" in {tag for tag, _ in with_ids(reports, Profile.INTERNAL, language)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_a_pdf(reports: Reports, language: str) -> None:
    headings = {id_ for tag, id_ in with_ids(reports, Profile.PUBLIC, language) if tag in HEADINGS}
    named = PdfReader(reports.file(Profile.PUBLIC, language, ".pdf")).named_destinations
    assert len(named) > 30
    assert set(named) <= headings


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_a_docx(reports: Reports, language: str) -> None:
    marked = bookmarked(reports, Profile.PUBLIC, language)
    assert len(marked) > 30
    assert {style for style in marked if not style.startswith("Heading")} == set()
    assert {style for style in bookmarked(reports, Profile.INTERNAL, language) if not style.startswith("Heading")}


def bookmarked(reports: Reports, profile: Profile, language: str) -> list[str]:
    """The styles of the paragraphs with a bookmark."""
    with zipfile.ZipFile(reports.file(profile, language, ".docx")) as file:
        body = ET.fromstring(file.read("word/document.xml"))  # noqa: S314  # it was written a moment ago
    paragraphs = [each for each in body.iter(f"{W}p") if each.find(f".//{W}bookmarkStart") is not None]
    return [each.find(f"{W}pPr/{W}pStyle").get(f"{W}val", "") for each in paragraphs]  # type: ignore[union-attr]
