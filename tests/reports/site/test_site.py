"""The public database: nothing in it that the gate did not pass, every link leads somewhere, and it asks no server."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from lastseen.reports.texts import texts_in
from tests.browser import chromium
from tests.conftest import lastseen

CANARIES = Path(__file__).parents[3] / "examples" / "canaries.txt"
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[PC]-\d{4}\b|\b[WI]-\d{2}\b")
"""An id of ours, a code of a person, case, interviewee or interview."""


@pytest.fixture(scope="module")
def canaries() -> list[str]:
    lines = CANARIES.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def folder(finished_demo: Path) -> Path:
    return finished_demo / "site"


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_canaries_are_in_the_registry(finished_demo: Path, canaries: list[str]) -> None:
    """Each stands in the sources that the registry was made of, or is a code it gave."""
    told = "".join(path.read_text(encoding="utf-8") for path in (finished_demo / "sources").rglob("*.toml"))
    assert len(canaries) > 100
    assert [one for one in canaries if not re.fullmatch(r"P-\d{4}", one) and one not in told] == []


def test_no_canary_and_no_id_of_ours_stands_in_what_the_public_gets(finished_demo: Path, canaries: list[str]) -> None:
    public = contents(finished_demo / "site") | {
        path.name: path.read_text(encoding="utf-8") for path in finished_demo.glob("report.public.*.html")
    }
    assert len(public) > 50
    assert [(name, one) for name, text in public.items() for one in canaries if one in text or one in name] == []
    assert {name: found for name, text in contents(finished_demo / "site").items() if (found := ID.findall(text))} == {}


def test_who_is_released_to_a_recipient_holds_no_canary(demo: Path, canaries: list[str]) -> None:
    out = demo / "people.csv"
    told = json.loads(lastseen("release", out, "--registry", demo / "registry", "--format", "json"))
    text = out.read_text(encoding="utf-8")
    assert told["included"]["people"] == len(text.splitlines()) - 1 > 10
    assert [one for one in canaries if one in text] == []


def test_every_link_leads_to_a_page_and_no_page_reaches_outside(folder: Path) -> None:
    broken = []
    for name, text in contents(folder).items():
        if name.endswith(".html"):
            for link in re.findall(r'(?:href|src)="([^"]+)"', text):
                target = (folder / name).parent / link.partition("#")[0]
                if link.startswith(("http:", "https:", "//")) or (not link.startswith("#") and not target.is_file()):
                    broken.append((name, link))
    assert broken == []


def test_all_languages_have_the_same_pages(folder: Path) -> None:
    pages = {
        language: {p.relative_to(folder / language) for p in (folder / language).rglob("*")}
        for language in ("en", "ko")
    }
    assert pages["en"] == pages["ko"]


def test_files_bear_one_moment(folder: Path) -> None:
    assert len({path.stat().st_mtime for path in folder.rglob("*") if path.is_file()}) == 1


def test_a_site_is_written_again_the_same_and_over_nothing_else(demo: Path, tmp_path: Path) -> None:
    before = contents(demo / "site")
    lastseen("site", demo / "site", "--registry", demo / "registry")
    assert contents(demo / "site") == before
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("mine", encoding="utf-8")
    refused = lastseen("site", tmp_path / "mine", "--registry", demo / "registry", "--format", "json", expect=1)
    assert json.loads(refused)["error"]["code"] == "site.in-the-way"
    named = lastseen(
        "site", tmp_path / "names", "--named", "--registry", demo / "registry", "--format", "json", expect=1
    )
    assert json.loads(named)["error"]["code"] == "release.not-approved"
    assert not (tmp_path / "names").exists()


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with chromium() as browser:
        yield browser.new_page(viewport={"width": 390, "height": 800})


@pytest.mark.parametrize(("language", "typed"), [("en", "함경"), ("ko", "Hamgyong"), ("en", "hamgyŏng")])
def test_people_are_found_in_any_script(page: Page, folder: Path, language: str, typed: str) -> None:
    page.goto((folder / language / "index.html").as_uri())
    page.get_by_label(texts_in(language)["site"]["words"]).fill(typed)
    results = page.locator("#results a")
    expect(results.first).to_be_visible()
    code = results.first.locator("strong").inner_text()
    results.first.click()
    expect(page.get_by_role("heading", name=code)).to_be_visible()


@pytest.mark.parametrize("path", ["en/index.html", "ko/index.html", "ko/map.html", "en/browse.html", "person"])
def test_pages_are_fit_for_everybody(page: Page, folder: Path, path: str) -> None:
    if path == "person":
        path = next(p for p in (folder / "ko" / "people").iterdir() if len(p.stem) == 10).relative_to(folder).as_posix()
    page.goto((folder / path).as_uri())
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
