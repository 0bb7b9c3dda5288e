"""The way in, in a real browser: the first run, an app with codes, a passkey, and the same pages in both languages."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from lastseen.web.words import LANGUAGES, words_in
from tests.browser import PASSWORD, Look, looks, serving
from tests.totp import code_of

pytestmark = pytest.mark.enable_socket

WORDS = words_in("en")["entry"]
SITE = words_in("en")["site"]
NOTICE = '\n[notice]\nen = "Fictional: everybody here is invented."\nko = "가상 자료입니다. 모두 지어낸 인물입니다."\n'


@pytest.fixture
def address(empty_registry: Path, tmp_path: Path) -> Iterator[str]:
    """Where a registry is served that nobody has logged in to yet."""
    folder = Path(shutil.copytree(empty_registry, tmp_path / "registry"))
    with (folder / "registry.toml").open("a", encoding="utf-8") as file:
        file.write(NOTICE)
    with serving(folder) as found:
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a browser that nobody has used."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 860})
    yield context.new_page()
    context.close()


def log_in(page: Page, address: str, words: Mapping[str, Any] = WORDS, password: str = PASSWORD) -> None:
    """Give name and password."""
    page.goto(f"{address}/entry/login/")
    page.get_by_label(words["login"]["name"]).fill("owner")
    page.get_by_label(words["login"]["password"]).fill(password)
    with page.expect_navigation():
        page.get_by_role("button", name=words["login"]["submit"], exact=True).click()


def set_app(page: Page, words: Mapping[str, Any] = WORDS, look: Callable[[str], None] = lambda _: None) -> str:
    """Set up the app; gives its secret."""
    page.get_by_role("link", name=words["factors"]["app_add"]).click()
    secret = page.locator("#secret").inner_text()
    look("app")
    page.get_by_label(words["app"]["code"]).fill(code_of(secret))
    with page.expect_navigation():
        page.get_by_role("button", name=words["app"]["submit"], exact=True).click()
    return secret


def log_out(page: Page) -> None:
    page.locator("summary").click()
    page.get_by_role("button", name=SITE["log_out"]).click()


def software_key(page: Page) -> CDPSession:
    """A passkey made of software, which knows its holder at once."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


def test_at_the_first_run_the_owner_sets_an_app_and_gets_in_with_it(page: Page, address: str) -> None:
    log_in(page, address)
    expect(page.get_by_text(WORDS["factors"]["required"])).to_be_visible()
    page.goto(f"{address}/")
    expect(page).to_have_url(f"{address}/entry/factors/")
    secret = set_app(page)
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_role("link", name=WORDS["codes"]["done"]).click()
    expect(page).to_have_url(f"{address}/")
    log_out(page)
    log_in(page, address)
    page.get_by_label(WORDS["factor"]["code"]).fill("000000" if code_of(secret) != "000000" else "000001")
    page.get_by_role("button", name=WORDS["factor"]["submit"]).click()
    expect(page.get_by_text(WORDS["refused"]["incorrect_code"])).to_be_visible()
    page.get_by_label(WORDS["factor"]["code"]).fill(code_of(secret))
    page.get_by_role("button", name=WORDS["factor"]["submit"]).click()
    expect(page).to_have_url(f"{address}/")


def test_a_passkey_is_made_and_lets_in_without_name_or_password(page: Page, address: str) -> None:
    software_key(page)
    log_in(page, address)
    page.get_by_role("link", name=WORDS["factors"]["passkey_add"]).click()
    page.get_by_label(WORDS["passkey"]["name"]).fill("a key of software")
    page.get_by_role("button", name=WORDS["passkey"]["submit"]).click()
    expect(page.locator(".codes li")).to_have_count(10)
    log_out(page)
    page.get_by_role("button", name=WORDS["login"]["passkey"]).click()
    expect(page).to_have_url(f"{address}/")
    page.goto(f"{address}/entry/factors/")
    expect(page.get_by_text("a key of software")).to_be_visible()


def test_a_passkey_is_enough_after_the_password_and_before_a_grave_step(page: Page, address: str) -> None:
    software_key(page)
    log_in(page, address)
    page.get_by_role("link", name=WORDS["factors"]["passkey_add"]).click()
    page.get_by_role("button", name=WORDS["passkey"]["submit"]).click()
    log_out(page)
    log_in(page, address)
    page.get_by_role("button", name=WORDS["factor"]["passkey"]).click()
    expect(page).to_have_url(f"{address}/")
    page.goto(f"{address}/entry/again/?next=/entry/password/")
    expect(page.get_by_role("heading", name=WORDS["again"]["title"])).to_be_visible()
    page.get_by_role("link", name=WORDS["factor"]["passkey"]).click()
    page.get_by_role("button", name=WORDS["factor"]["passkey"]).click()
    expect(page.get_by_role("heading", name=WORDS["password"]["title"])).to_be_visible()


def test_the_keyboard_alone_reaches_the_content_the_help_and_the_other_language(page: Page, address: str) -> None:
    log_in(page, address)
    set_app(page)
    page.goto(f"{address}/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name=SITE["skip"])).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name=SITE["keys"]["title"])).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="한국어").press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    page.locator("summary").press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator("summary")).to_be_focused()


PAGES = (
    *("entry/factors/", "entry/factors/app/remove/", "entry/factors/passkey/", "entry/factors/codes/new/"),
    *("entry/again/", "entry/again/code/", "entry/sessions/", "entry/password/", "nowhere/"),
)


@pytest.mark.parametrize(
    ("language", "width", "dark"),
    looks([("en", 1280, False), ("ko", 390, True)], list(product(LANGUAGES, (1280, 390), (False, True)))),
)
def test_no_page_of_the_entry_keeps_anybody_out(
    browser: Browser, address: str, language: str, width: int, dark: bool
) -> None:
    context = browser.new_context(
        locale=language,
        viewport={"width": width, "height": 860},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
    )
    page, words = context.new_page(), words_in(language)["entry"]
    look = Look(page, f"{language}-{width}{'-dark' if dark else ''}")
    page.goto(f"{address}/entry/login/")
    look("login")
    log_in(page, address, words, "not the password")
    look("login-refused")
    log_in(page, address, words)
    look("first-factor")
    set_app(page, words, look)
    look("codes")
    page.goto(f"{address}/")
    look("desk")
    page.locator("summary").click()
    look("menu")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    look("keys")
    for path in PAGES:
        page.goto(f"{address}/{path}")
        look(path.strip("/").replace("/", "-"))
    context.close()
    assert look.wrong == {}
