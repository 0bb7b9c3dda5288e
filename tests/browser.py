"""A real Chromium for tests, and a registry served to it by a process of its own, as a user would serve it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.conftest import PASSPHRASE

REQUIRED = "LASTSEEN_REQUIRE"
"""With ``chromium`` among its words, tests that need a browser fail without one instead of being skipped."""
MISSING = "no Chromium: install the package chromium"
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
PASSWORD = "five invented words in a row"


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser; without one the test is skipped, or fails where it is required."""
    path = shutil.which("chromium")
    if path is None and "chromium" in os.environ.get(REQUIRED, "").split():
        pytest.fail(MISSING)
    if path is None:
        pytest.skip(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@contextmanager
def serving(registry: Path, *options: str) -> Iterator[str]:
    """The address of a registry that a process of its own serves meanwhile."""
    command = [str(Path(sys.executable).with_name("lastseen")), "serve", "--registry", str(registry), "--port", "0"]
    environment = {**os.environ, "LASTSEEN_PASSPHRASE": PASSPHRASE, "LASTSEEN_NEW_PASSWORD": PASSWORD}
    environment["PYTHONUNBUFFERED"] = "1"
    with subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        told = process.stdout.readline()
        assert "http" in told, f"{command} ended: {process.wait()}"
        try:
            yield next(word for word in told.split() if word.startswith("http")).rstrip("/")
        finally:
            process.terminate()
            process.wait(10)


def enter_demo(page: Page, address: str, name: str = "demo") -> None:
    """Log in to the finished demo, which asks for no second factor: as its owner, or as the user of a role."""
    page.goto(f"{address}/entry/login/")
    page.locator("#id_login").fill(name)
    page.locator("#id_password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/")


class Look:
    """Looks at page after page, and keeps what is wrong with each: ``assert look.wrong == {}`` at the end.

    Wrong is what axe-core finds against WCAG and its best practices, what the browser complains of in its console (such
    as a breach of the content security policy), and a page wider than its window. Where LASTSEEN_SCREENSHOTS names a
    folder, each page is photographed, to be looked at.
    """

    def __init__(self, page: Page, suffix: str) -> None:
        self.page, self.suffix = page, suffix
        self.wrong: dict[str, list[str]] = {}
        self._complaints: list[str] = []
        page.emulate_media(reduced_motion="reduce")  # what is half faded in has too little contrast
        page.on("console", self._hear)

    def __call__(self, name: str) -> None:
        """Look at the page as it is now, once it is whole."""
        self.page.wait_for_load_state()
        found = [*self._complaints, *self._violations()]
        if not self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
            found.append("wider than its window")
        self._photograph(name)
        self._complaints.clear()
        if found:
            self.wrong[name] = found

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "status of 40" not in message.text:
            self._complaints.append(message.text)

    def _violations(self) -> list[str]:
        found = Axe().run(self.page).response["violations"]
        return [f"{one['id']}: {node['html']}" for one in found for node in one["nodes"]]

    def _photograph(self, name: str) -> None:
        folder = os.environ.get("LASTSEEN_SCREENSHOTS")
        if folder:
            self.page.wait_for_function("document.fonts.ready.then(() => true)")
            self.page.screenshot(path=Path(folder) / f"{name}-{self.suffix}.png", full_page=True)


def looks(often: Sequence[tuple[object, ...]], seldom: Sequence[tuple[object, ...]]) -> list[ParameterSet]:
    """Ways to look at pages: some every time, which between them show each language, width and light; all for long."""
    rest = [pytest.param(*one, marks=pytest.mark.long) for one in seldom if one not in often]
    return [*(pytest.param(*one) for one in often), *rest]
