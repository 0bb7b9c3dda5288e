"""Our own report holds against its own snapshot; and an article is watched in a real browser until it is put right."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from lastseen.web.words import words_in
from tests.browser import enter_demo, serving
from tests.conftest import lastseen

pytestmark = pytest.mark.enable_socket

WORDS = words_in("en")["press"]
ARTICLE = (
    "The invented report counts 113 victims. Nine in ten of the victims were women. In 66 cases nobody knows more."
)


@pytest.fixture
def page(browser: Browser, finished_demo: Path, tmp_path: Path) -> Iterator[Page]:
    """A page of somebody who has logged in to the finished demo."""
    folder = Path(shutil.copytree(finished_demo, tmp_path / "demo"))
    with serving(folder / "registry") as address:
        context = browser.new_context(locale="en", base_url=address, viewport={"width": 1280, "height": 860})
        opened = context.new_page()
        enter_demo(opened, address)
        yield opened
        context.close()


@pytest.mark.parametrize("report", ["report.en.docx", "report.ko.docx"])
def test_no_number_of_our_own_report_is_called_wrong(finished_demo: Path, report: str) -> None:
    told = lastseen("claims", "--registry", finished_demo / "registry", "--ours", finished_demo / report)
    assert told.count("  agrees  ") > 100


def test_an_article_is_added_read_by_keys_answered_by_a_letter_and_recorded(page: Page) -> None:
    page.goto("/press/new/")
    page.get_by_label(WORDS["form"]["medium"]).fill("The Invented Herald")
    page.get_by_label(WORDS["form"]["day"]).fill("2024-11-02")
    page.locator("#id_text").fill(ARTICLE)
    page.get_by_role("button", name=WORDS["form"]["submit"]).click()
    wrong = page.locator(".claim.wrong")
    expect(wrong).to_contain_text("Nine in ten")
    expect(page.locator(".put-right")).to_contain_text("41.6%")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(wrong).to_be_focused()
    expect(page.locator(".claims-list li.wrong")).to_have_attribute("aria-current", "true")
    page.keyboard.press("k")
    expect(page.locator(".claim").first).to_be_focused()
    page.get_by_role("link", name=WORDS["letter"]).click()
    page.get_by_role("button", name=WORDS["letter_show"]).click()
    expect(page.locator("#letter")).to_contain_text("47 of 113")
    page.go_back()
    page.go_back()
    page.get_by_text(WORDS["ask"]).click()
    page.get_by_role("button", name=WORDS["record"], exact=True).locator("visible=true").click()
    expect(page.locator("#toasts")).to_contain_text(WORDS["asked"])
    page.goto("/press/")
    line = page.get_by_role("row").filter(has_text="The Invented Herald")
    expect(line).to_contain_text(WORDS["no_answer"])
    expect(line).to_contain_text("overstated")
