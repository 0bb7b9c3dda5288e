"""A person, a case and a pair of persons in a real browser: looked at, decided on, taken back; nobody kept out."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from lastseen.web.words import LANGUAGES, words_in
from tests.browser import PASSWORD, Look, serving
from tests.totp import code_of

pytestmark = pytest.mark.enable_socket


@pytest.fixture
def address(finished_demo: Path, tmp_path: Path) -> Iterator[str]:
    """Where the finished demo is served."""
    folder = Path(shutil.copytree(finished_demo, tmp_path / "demo"))
    with serving(folder / "registry") as found:
        yield found


def enter(page: Page, address: str, language: str) -> None:
    """Log in for the first time, with an app."""
    words = words_in(language)["entry"]
    page.goto(f"{address}/entry/login/")
    page.get_by_label(words["login"]["name"]).fill("demo")
    page.get_by_label(words["login"]["password"]).fill(PASSWORD)
    page.get_by_role("button", name=words["login"]["submit"], exact=True).click()
    page.get_by_role("link", name=words["factors"]["app_add"]).click()
    page.get_by_label(words["app"]["code"]).fill(code_of(page.locator("#secret").inner_text()))
    page.get_by_role("button", name=words["app"]["submit"], exact=True).click()
    page.get_by_role("link", name=words["codes"]["done"]).click()


PAGES = {
    "person": "/people/P-0012/",
    "person-told-twice": "/people/P-0021/",
    "history": "/people/P-0012/history/",
    "case": "/people/cases/C-0001/",
    "conclude": "/people/P-0012/conclude/grounds/",
    "find": "/people/P-0012/find/",
    "hold": "/people/P-0012/hold/",
    "risk": "/people/P-0012/risk/",
    "dossier": "/people/dossier/P-0012/",
    "review": "/review/",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_people_keeps_anybody_out(browser: Browser, address: str, language: str, scheme: str) -> None:
    context = browser.new_context(locale=language, color_scheme=scheme, viewport={"width": 1280, "height": 860})
    page = context.new_page()
    enter(page, address, language)
    look = Look(page, f"{language}-{scheme}")
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 860})
        for name, path in PAGES.items():
            page.goto(f"{address}{path}")
            expect(page.locator("h1")).to_be_visible()
            look(f"{name}-{width}")
    context.close()
    assert look.wrong == {}
