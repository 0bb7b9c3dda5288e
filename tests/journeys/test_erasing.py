"""An interview erased in a real browser, from its page to the list of who was served; nobody kept out on the way."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from lastseen.web.words import words_in
from tests.browser import Look, enter_demo, looks, serving

pytestmark = pytest.mark.enable_socket

WAYS = looks([("en", 1280), ("ko", 400)], [("en", 400), ("ko", 1280)])


@pytest.fixture
def address(finished_demo: Path, tmp_path: Path) -> Iterator[str]:
    """Where the finished demo is served."""
    folder = Path(shutil.copytree(finished_demo, tmp_path / "demo"))
    with serving(folder / "registry") as found:
        yield found


@pytest.mark.parametrize(("language", "width"), WAYS)
def test_an_interview_is_erased_once_its_name_is_typed(
    browser: Browser, address: str, language: str, width: int
) -> None:
    context = browser.new_context(locale=language, base_url=address, viewport={"width": width, "height": 860})
    page, words = context.new_page(), words_in(language)["sources"]["erase"]
    enter_demo(page, address, "editor")
    look = Look(page, f"{language}-{width}")
    page.goto("/interviews/I-01/")
    page.get_by_role("link", name=words["open"]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(words["title"].format(n="I-01"))
    look("erase")
    page.locator("#id_typed").fill("I-01")
    page.get_by_role("button", name=words["submit"]).click()
    expect(page).to_have_url(f"{address}/interviews/I-01/consents/")
    look("erased-served")
    page.goto("/interviews/I-01/")
    expect(page.get_by_text(words["erased"], exact=True)).to_be_visible()
    expect(page.get_by_role("link", name=words["open"])).to_have_count(0)
    look("erased")
    assert look.wrong == {}
    context.close()
