"""The desk, the figures, the mass events, the log and the users in a real browser, in both languages and sizes."""

import re
import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from lastseen.web.words import LANGUAGES, words_in
from tests.browser import Look, enter_demo, looks, serving

pytestmark = pytest.mark.enable_socket

Scheme = Literal["light", "dark"]
View = tuple[str, int, Scheme]
VIEWS: tuple[View, ...] = (("wide", 1280, "light"), ("phone", 390, "dark"))
PAGES = {
    "desk": "/",
    "figures": "/figures/",
    "behind": "/figures/behind/?figure=victims&row=total",
    "moved": "/figures/moved/",
    "events": "/events/",
    "log": "/log/?operation=hand-in",
    "users": "/users/",
}


@pytest.fixture
def address(finished_demo: Path, tmp_path: Path) -> Iterator[str]:
    """Where the finished demo is served."""
    folder = Path(shutil.copytree(finished_demo, tmp_path / "demo"))
    with serving(folder / "registry") as found:
        yield found


@pytest.mark.parametrize(
    ("language", "view"), looks([("en", VIEWS[0]), ("ko", VIEWS[1])], list(product(LANGUAGES, VIEWS)))
)
def test_every_page_is_whole_in_both_languages(browser: Browser, address: str, language: str, view: View) -> None:
    name, width, scheme = view
    context = browser.new_context(locale=language, viewport={"width": width, "height": 860}, color_scheme=scheme)
    page = context.new_page()
    enter_demo(page, address)
    look = Look(page, f"{language}-{name}")
    for title, path in PAGES.items():
        page.goto(f"{address}{path}")
        look(title)
    for title, path in {"report": "/figures/report/", "new-user": "/users/new/"}.items():
        page.goto(f"{address}{path}")
        look(title)
    page.goto(f"{address}/users/")
    page.get_by_role("link", name="analyst").click()
    look("user")
    context.close()
    assert look.wrong == {}


def test_a_user_is_added_told_a_password_and_chooses_another(browser: Browser, address: str) -> None:
    words = words_in("en")
    context = browser.new_context(locale="en", base_url=address, viewport={"width": 1280, "height": 860})
    page = context.new_page()
    enter_demo(page, address, "administrator")
    page.goto("/users/new/")
    page.get_by_label(words["users"]["name"], exact=True).fill("gull")
    page.get_by_role("checkbox", name=words["site"]["roles"]["analyst"]).check()
    page.get_by_role("radio", name=words["users"]["every"]).check()
    page.get_by_role("button", name=words["users"]["add"]).click()
    told = page.locator("code").inner_text()
    theirs = browser.new_context(locale="en", base_url=address).new_page()
    theirs.goto("/entry/login/")
    theirs.locator("#id_login").fill("gull")
    theirs.locator("#id_password").fill(told)
    theirs.keyboard.press("Enter")
    expect(theirs.get_by_text(words["entry"]["password"]["told"])).to_be_visible()
    for field in theirs.locator("input[type=password]").all():
        field.fill("other words nobody would guess")
    theirs.get_by_role("button", name=words["entry"]["password"]["submit"]).click()
    theirs.locator("#id_login").fill("gull")
    theirs.locator("#id_password").fill("other words nobody would guess")
    theirs.keyboard.press("Enter")
    expect(theirs.get_by_role("heading", name=words["desk"]["title"], exact=True)).to_be_visible()
    context.close()


def test_a_number_is_followed_to_people_and_a_snapshot_taken(browser: Browser, address: str) -> None:
    words = words_in("en")["figures"]
    context = browser.new_context(locale="en", base_url=address, viewport={"width": 1280, "height": 860})
    page = context.new_page()
    enter_demo(page, address, "editor")
    page.get_by_role("link", name="Figures", exact=True).click()
    page.locator("#sex tbody tr").first.get_by_role("link").click()
    expect(page.get_by_text(re.compile("with the words it rests on"))).to_be_visible()
    page.locator("tbody tr").first.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("/people/P-"))
    page.goto("/figures/")
    page.get_by_role("button", name=words["take"]).click()
    expect(page.locator("#toasts")).to_contain_text("is the newest now")
    page.goto("/figures/report/")
    page.get_by_role("radio", name=re.compile("page|HTML", re.IGNORECASE)).check()
    with page.expect_download() as download:
        page.get_by_role("button", name=words["write"]).click()
    assert download.value.suggested_filename.endswith(".public.en.html")
    context.close()
