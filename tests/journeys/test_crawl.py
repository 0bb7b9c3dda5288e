"""Every page somebody can come to by links: each is there, and the browser finds nothing to complain of.

Pages of one kind, told apart only by whom they are of, are looked at once for each user.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import pytest
from playwright.sync_api import Browser, Error, Page

from lastseen.domain.rights import Role
from tests.browser import enter_demo, serving

pytestmark = pytest.mark.enable_socket

USERS = [
    ("demo", "ko"),
    pytest.param("demo", "en", marks=pytest.mark.long),
    *(pytest.param(role, language, marks=pytest.mark.long) for role in map(str, Role) for language in ("en", "ko")),
]
"""The owner, who comes to every page, and for long runs each role alone."""

_OF_ONE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[A-Z]{1,3}-\d+|\d+")
_LISTENING = """() => document.addEventListener("securitypolicyviolation",
    (event) => console.error(`policy: ${event.violatedDirective} ${event.sourceFile}:${event.lineNumber}`))"""


@pytest.fixture(scope="module")
def address(finished_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the finished demo is served."""
    folder = Path(shutil.copytree(finished_demo, tmp_path_factory.mktemp("crawl") / "demo"))
    with serving(folder / "registry") as found:
        yield found


def kind(link: str) -> str:
    """What is common to the addresses of pages of one kind: neither whom they are of nor what is asked for."""
    parts = urlsplit(link)
    asked = sorted({pair.partition("=")[0] for pair in parts.query.split("&")})
    return _OF_ONE.sub("…", f"{parts.path}?{'&'.join(asked)}")


def links(page: Page, address: str) -> list[str]:
    """Where one can go from here, within the site."""
    there = page.eval_on_selector_all("a[href]:not([download])", "all => all.map(one => one.href)")
    return [urldefrag(link).url for link in there if link.startswith(f"{address}/")]


def crawled(page: Page, address: str) -> dict[str, list[str]]:
    """What is wrong with each page that links lead to, by its address; what is saved as a file is none."""
    wrong: dict[str, list[str]] = {}
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.add_init_script(f"({_LISTENING})()")
    waiting, seen = [f"{address}/"], {kind("/")}
    while waiting:
        link = waiting.pop(0)
        try:
            answer = page.goto(link)
        except Error as error:
            if "Download is starting" not in error.message:
                raise
            continue
        status = 0 if answer is None else answer.status
        if status >= 400 or heard:
            wrong[link.removeprefix(address)] = [f"status {status}", *heard]
        heard.clear()
        for found in links(page, address):
            if kind(found.removeprefix(address)) not in seen:
                seen.add(kind(found.removeprefix(address)))
                waiting.append(found)
    assert len(seen) > 5
    return wrong


@pytest.mark.parametrize(("user", "language"), USERS, ids=str)
def test_no_page_that_links_lead_to_is_missing_or_makes_the_browser_complain(
    browser: Browser, address: str, user: str, language: str
) -> None:
    page = browser.new_context(locale=language).new_page()
    enter_demo(page, address, user)
    assert crawled(page, address) == {}
    page.context.close()
