"""The library in a real browser: somebody found by another spelling, narrowed down, gone back, saved, looked at."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import Look, enter_demo, looks, serving

Scheme = Literal["light", "dark"]

pytestmark = pytest.mark.enable_socket


@pytest.fixture
def address(finished_demo: Path, tmp_path: Path) -> Iterator[str]:
    """Where the finished demo is served."""
    folder = Path(shutil.copytree(finished_demo, tmp_path / "demo"))
    with serving(folder / "registry") as found:
        yield found


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The library, before anything is asked."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 860})
    opened = context.new_page()
    enter_demo(opened, address)
    opened.goto(f"{address}/library/")
    yield opened
    context.close()


def test_somebody_is_found_by_another_spelling_while_it_is_typed(page: Page) -> None:
    title, text = page.locator("#found-title"), page.locator("#text")
    everybody = title.inner_text()
    page.keyboard.press("/")
    page.keyboard.type("Yeom Ok-hui")
    expect(title).to_have_text("1 person matching “Yeom Ok-hui”")
    expect(page.locator("tr.person")).to_have_count(1)
    expect(page.locator("tr.person")).to_contain_text("P-0060")
    text.fill("")
    expect(title).to_have_text(everybody)
    text.press_sequentially("염옥희")
    expect(page.locator("#suggestions [role=option]").first).to_contain_text("P-0060")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/P-0060/")


def test_facets_stand_in_the_address_and_the_back_button_takes_them_back(page: Page) -> None:
    title, female = page.locator("#found-title"), page.locator("#c-sex-female")
    female.check()
    expect(title).to_contain_text("whose sex is female")
    page.wait_for_url("**/library/?sex=female")
    expect(female).to_be_focused()
    page.locator("input[name=fate][value='?']").check()
    page.wait_for_url("**/library/?sex=female&fate=%3F")
    page.go_back()
    page.wait_for_url("**/library/?sex=female")
    expect(title).not_to_contain_text("Fate")
    expect(female).to_be_checked()


def test_a_view_is_saved_and_opened_again(page: Page) -> None:
    page.goto(f"{page.url}?sex=female")
    title = page.locator("#found-title").inner_text()
    page.locator("#views > summary").click()
    page.locator("#view-name").fill("Women")
    page.get_by_role("button", name="Save this view").click()
    expect(page.locator("#views > summary")).to_have_text("Women")
    page.get_by_role("link", name="Clear all").click()
    expect(page.locator("#found-title")).not_to_have_text(title)
    page.locator("#views > summary").click()
    page.get_by_role("link", name="Women", exact=True).click()
    expect(page.locator("#found-title")).to_have_text(title)


def test_people_are_gone_through_looked_at_and_opened_by_keys(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator("tr.person .go").nth(1)
    expect(second).to_be_focused()
    code = second.inner_text()
    page.keyboard.press("p")
    expect(page.locator("#preview h2")).to_contain_text(code)
    page.wait_for_url(f"**/library/?show={code}")
    page.keyboard.press("Escape")
    expect(page.locator("#preview h2")).to_have_count(0)
    page.wait_for_url("**/library/")
    expect(second).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/people/{code}/")


def test_those_chosen_are_changed_together_and_all_of_it_is_taken_back(page: Page, address: str) -> None:
    page.goto(f"{address}/interviews/")
    page.keyboard.press("/")
    page.keyboard.type("혜산")
    expect(page.locator("#suggested [role=option]").first).to_be_visible()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/library/?text=*")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("#many > summary")).to_contain_text("(1)")
    page.locator("#many > summary").click()
    page.get_by_role("button", name="Change those chosen").click()
    expect(page.locator("h1")).to_have_text("Change 1 person")
    page.locator("#what").select_option("occupation")
    page.locator("#act-value").select_option(index=0)
    page.locator("#act-reason").fill("A payroll names them.")
    page.get_by_role("button", name="Show what this would do").click()
    expect(page.locator(".change-rows tbody tr")).to_have_count(1)
    page.get_by_role("button", name="Change 1 row").click()
    page.wait_for_url("**/library/changes/*/")
    page.get_by_role("button", name="Take 1 row back").click()
    expect(page.locator("#toasts")).to_contain_text("1 row is as it was before.")


PAGES = {
    "all": "",
    "narrowed": "?sex=female&first=mss&since=1998-01-01&told_by=2",
    "beside": "?show=P-0060",
    "cards": "?layout=cards&size=12",
    "map": "?layout=map",
    "timeline": "?layout=timeline",
    "nobody": "?text=nowhere",
    "words": "words/?q=보위부",
    "changing": "change/?pick=P-0060&pick=P-0061&what=sex",
    "changes": "changes/",
}


@pytest.mark.parametrize(
    ("language", "scheme"), looks([("en", "dark"), ("ko", "light")], [("en", "light"), ("ko", "dark")])
)
def test_no_page_of_the_library_keeps_anybody_out(
    browser: Browser, address: str, language: str, scheme: Scheme
) -> None:
    context = browser.new_context(locale=language, color_scheme=scheme, viewport={"width": 1280, "height": 860})
    page = context.new_page()
    enter_demo(page, address)
    look = Look(page, f"{language}-{scheme}")
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 860})
        for name, asked in PAGES.items():
            page.goto(f"{address}/library/{asked}")
            expect(page.locator("h1")).to_be_visible()
            look(f"{name}-{width}")
        page.goto(f"{address}/library/")
        page.locator("#text").press_sequentially("hye")
        expect(page.locator("#suggestions")).to_be_visible()
        look(f"suggestions-{width}")
    context.close()
    assert look.wrong == {}
