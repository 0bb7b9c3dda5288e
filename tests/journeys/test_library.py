"""The library in a real browser: somebody found by another spelling, narrowed down, gone back, saved, looked at."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from lastseen.web.words import LANGUAGES
from tests.browser import Look, enter_demo, serving

pytestmark = pytest.mark.enable_socket


@pytest.fixture
def address(finished_demo: Path, tmp_path: Path) -> Iterator[str]:
    """Where the finished demo is served."""
    folder = Path(shutil.copytree(finished_demo, tmp_path / "demo"))
    with serving(folder / "registry") as found:
        yield found


def test_somebody_is_found_narrowed_down_opened_and_gone_back_from(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 860})
    page = context.new_page()
    enter_demo(page, address)
    title, people = page.locator("#found-title"), page.locator("tr.person")

    page.goto(f"{address}/library/")
    everybody = title.inner_text()
    page.keyboard.press("/")
    page.keyboard.type("Yeom Ok-hui")
    expect(title).to_have_text("1 person matching “Yeom Ok-hui”")
    expect(page.locator("#suggestions [role=option]").first).to_contain_text("P-0060")
    page.keyboard.press("Escape")
    expect(people).to_have_count(1)
    expect(people).to_contain_text("P-0060")

    page.locator("#text").fill("")
    expect(title).to_have_text(everybody)
    page.locator("#c-sex-female").check()
    expect(title).to_contain_text("whose sex is female")
    expect(page).to_have_url(f"{address}/library/?sex=female")
    expect(page.locator("#c-sex-female")).to_be_focused()
    page.locator("#c-fate--3F").check()
    expect(page).to_have_url(f"{address}/library/?sex=female&fate=%3F")
    page.go_back()
    expect(page).to_have_url(f"{address}/library/?sex=female")
    expect(title).not_to_contain_text("fate")
    expect(page.locator("#c-sex-female")).to_be_checked()

    page.locator("#views > summary").click()
    page.locator("#view-name").fill("Women")
    page.get_by_role("button", name="Save this view").click()
    expect(page.locator("#views > summary")).to_have_text("Women")
    page.locator("#text").press("End")
    page.locator("h1").click()
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = people.nth(1).locator(".go")
    expect(second).to_be_focused()
    code = second.inner_text()
    page.keyboard.press("p")
    expect(page.locator("#preview h2")).to_contain_text(code)
    assert f"show={code}" in page.url
    page.keyboard.press("Escape")
    expect(page.locator("#preview h2")).to_have_count(0)
    assert "show=" not in page.url
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}/people/{code}/")
    context.close()


PAGES = {
    "all": "",
    "narrowed": "?sex=female&first=mss&since=1998-01-01&told_by=2",
    "beside": "?show=P-0060",
    "cards": "?layout=cards&size=12",
    "map": "?layout=map",
    "timeline": "?layout=timeline",
    "nobody": "?text=nowhere",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_the_library_keeps_anybody_out(browser: Browser, address: str, language: str, scheme: str) -> None:
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
