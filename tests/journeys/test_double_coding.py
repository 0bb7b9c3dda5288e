"""Two coders and a conclusion, in a real browser: the second reads blind, a third chooses, and all of it is told."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import Look, enter_demo, serving

pytestmark = pytest.mark.enable_socket

NAME = "I-06"


@pytest.fixture
def address(finished_demo: Path, tmp_path: Path) -> Iterator[str]:
    """Where the finished demo is served."""
    folder = Path(shutil.copytree(finished_demo, tmp_path / "demo"))
    with serving(folder / "registry") as found:
        yield found


def enter(browser: Browser, address: str, who: str) -> Page:
    """A page of somebody who has logged in."""
    page = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900}).new_page()
    enter_demo(page, address, who)
    return page


def test_two_coders_and_a_conclusion(browser: Browser, address: str) -> None:
    third, second = (enter(browser, address, who) for who in ("editor", "interviewer"))
    codings, look = f"{address}/interviews/{NAME}/codings/", Look(third, "en-1280-double")
    third.goto(codings)
    third.get_by_label("Second coder").select_option("interviewer")
    third.get_by_role("button", name="Let both code it").press("Enter")
    expect(third.get_by_text("not yet")).to_be_visible()
    read_again(second, address)
    third.goto(f"{address}/")
    third.get_by_role("link", name=NAME, exact=True).press("Enter")
    expect(third.locator("#kept .badge.alarm")).to_be_visible()
    look("codings")
    third.get_by_role("button", name="Conclude").press("Enter")
    expect(third.get_by_role("alert").filter(has_text="are open still")).to_be_visible()
    choose(third)
    third.reload()
    expect(third.locator("#kept .badge.alarm")).to_have_count(0)
    after = Look(third, "en-1280-double")
    third.get_by_role("button", name="Conclude").press("Enter")
    expect(third.get_by_role("heading", name="Two codings, concluded")).to_be_visible()
    expect(third.get_by_text("as the words have it").first).to_be_visible()
    after("concluded")
    assert look.wrong | after.wrong == {}
    second.goto(f"{address}/interviews/{NAME}/")
    expect(second.locator("article.account-person")).not_to_have_count(0)


def read_again(page: Page, address: str) -> None:
    """The second reading: of what the first says nothing is to be seen, and one person is coded."""
    page.goto(f"{address}/")
    page.get_by_role("link", name=NAME, exact=True).press("Enter")
    expect(page.get_by_text("Neither sees the other's coding")).to_be_visible()
    expect(page.locator("details.entry")).to_have_count(0)
    page.get_by_role("button", name="Person", exact=True).first.press("Enter")
    name = page.locator("[name='0.names.0.text']")
    expect(name).to_be_focused()
    name.press_sequentially("아무개")
    page.locator("[name='0.sex.0.code']").fill("Male")
    page.locator("[name='0.sex.0.code']").press("Tab")
    expect(page.locator("#kept time")).to_be_visible()
    page.get_by_role("button", name="Hand in").first.press("Enter")
    page.wait_for_url(f"**/interviews/{NAME}/")


def choose(page: Page) -> None:
    """Keep what each alone found, and take the first's word where both differ."""
    for select in page.locator("select[name^='take:']").all():
        select.select_option(index=1)
    for reason in page.locator("input[name^='reason:']").all():
        reason.fill("as the words have it")
    expect(page.locator("#kept .badge.alarm")).to_have_count(0, timeout=15_000)
