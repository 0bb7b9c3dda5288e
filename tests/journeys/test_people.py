"""A person, a case and a pair of persons in a real browser: looked at, decided on, taken back; nobody kept out."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from lastseen.web.words import words_in
from tests.browser import Look, enter_demo, looks, serving

pytestmark = pytest.mark.enable_socket


@pytest.fixture
def address(finished_demo: Path, tmp_path: Path) -> Iterator[str]:
    """Where the finished demo is served."""
    folder = Path(shutil.copytree(finished_demo, tmp_path / "demo"))
    with serving(folder / "registry") as found:
        yield found


Scheme = Literal["light", "dark"]

WORDS = words_in("en")


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page of somebody who has logged in."""
    context = browser.new_context(locale="en", base_url=address, viewport={"width": 1280, "height": 860})
    opened = context.new_page()
    enter_demo(opened, address)
    yield opened
    context.close()


def test_two_are_parted_reviewed_by_keys_alone_made_one_and_parted_again(page: Page) -> None:
    words = WORDS["review"]
    page.goto("/people/P-0014/")
    expect(page.get_by_text("P-0114", exact=False).first).to_be_visible()
    page.get_by_role("button", name=re.compile("tell of the same person")).click()
    expect(page.locator("#toasts")).to_contain_text(WORDS["people"]["done"]["take-back"])
    page.goto("/review/?older=P-0014&younger=P-0114")
    awaiting = re.compile(words["progress"].format(at=r"\d", total=4))
    expect(page.get_by_text(awaiting)).to_be_visible()
    same = page.get_by_role("radio", name=words["answer"]["same"])
    page.evaluate(
        """() => document.body.dispatchEvent(
            new KeyboardEvent("keydown", {code: "KeyS", key: "ㄴ", isComposing: true, bubbles: true}))"""
    )
    expect(same).not_to_be_checked()
    page.evaluate(
        """() => document.body.dispatchEvent(new KeyboardEvent("keydown", {code: "KeyS", key: "ㄴ", bubbles: true}))"""
    )
    expect(same).to_be_checked()
    expect(page.get_by_label(words["reason"])).to_be_focused()
    page.keyboard.type("Same day, same house; it is due to be told so.")
    expect(same).to_be_checked()
    page.keyboard.press("Enter")
    said = words["said"]["person"]["same"].format(older="P-0014", younger="P-0114")
    expect(page.get_by_text(said)).to_be_visible()
    expect(page.get_by_text(re.compile(words["progress"].format(at=r"\d", total=3)))).to_be_visible()
    page.keyboard.press("z")
    expect(page.locator("#toasts")).to_contain_text(words["undone"])
    expect(page.get_by_text(awaiting)).to_be_visible()


def test_a_conclusion_is_drawn_by_keyboard_and_undone_at_once(page: Page) -> None:
    words = WORDS["people"]
    page.goto("/people/P-0049/")
    conclude = page.get_by_role("link", name=re.compile(f"{words['conclude']}: Taken$"))
    conclude.focus()
    page.keyboard.press("Enter")
    page.get_by_label(words["act"]["label"]["reason"]).focus()
    page.keyboard.type("The month stands in a letter.")
    page.get_by_role("button", name=words["act"]["submit"]["conclude"]).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text(words["act"]["needed"])).to_be_visible()
    expect(page.get_by_label(words["act"]["label"]["reason"])).to_have_value("The month stands in a letter.")
    page.get_by_label(words["act"]["label"]["first"]).fill("2004-07-01")
    page.get_by_label(words["act"]["label"]["last"]).fill("2004-07-31")
    page.keyboard.press("Enter")
    expect(page.get_by_text(words["recorded"])).to_contain_text("July 2004")
    page.get_by_role("button", name=words["undo"]).click()
    expect(page.locator("#toasts")).to_contain_text(words["done"]["take-back"])
    expect(page.get_by_text("The month stands in a letter.")).to_have_count(0)


def test_the_words_of_a_source_lead_to_its_interview(page: Page) -> None:
    page.goto("/people/P-0049/")
    beside = page.locator("section[aria-labelledby=beside]")
    beside.locator("summary").first.click()
    link = beside.locator("blockquote a").first
    place = (link.get_attribute("href") or "").partition("#")[2]
    link.click()
    expect(page).to_have_url(re.compile(r"/interviews/I-25/#p-"))
    expect(page.locator(f"[id='{place}']")).to_be_in_viewport()


def test_the_dossier_of_a_person_comes_as_a_pdf(page: Page) -> None:
    page.goto("/people/P-0049/")
    expect(page.get_by_role("link", name=WORDS["people"]["dossier"])).to_have_attribute(
        "href", "/people/dossier/P-0049/"
    )
    page.goto("/people/dossier/P-0049/")
    with page.expect_download() as download:
        page.get_by_role("button").filter(has_text="snapshot").click()
    assert download.value.suggested_filename == "P-0049.pdf"
    assert download.value.path().read_bytes().startswith(b"%PDF")


PAGES = {
    "person": "/people/P-0012/",
    "person-told-twice": "/people/P-0049/",
    "history": "/people/P-0012/history/",
    "case": "/people/cases/C-0001/",
    "conclude": "/people/P-0012/conclude/grounds/",
    "find": "/people/P-0012/find/",
    "hold": "/people/P-0012/hold/",
    "risk": "/people/P-0012/risk/",
    "dossier": "/people/dossier/P-0012/",
    "review": "/review/",
    "likely": "/review/likely/",
    "joined": "/review/joined/P-0014/",
}


@pytest.mark.parametrize(
    ("language", "scheme"), looks([("en", "light"), ("ko", "dark")], [("en", "dark"), ("ko", "light")])
)
def test_no_page_of_people_keeps_anybody_out(browser: Browser, address: str, language: str, scheme: Scheme) -> None:
    context = browser.new_context(locale=language, color_scheme=scheme, viewport={"width": 1280, "height": 860})
    page = context.new_page()
    enter_demo(page, address)
    look = Look(page, f"{language}-{scheme}")
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 860})
        for name, path in PAGES.items():
            page.goto(f"{address}{path}")
            expect(page.locator("h1")).to_be_visible()
            look(f"{name}-{width}")
    context.close()
    assert look.wrong == {}
