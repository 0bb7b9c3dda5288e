"""A real Chromium for tests, and a registry served to it by a process of its own, as a user would serve it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

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


def violations(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 AA and its best practices on a page, each with where."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html']}" for one in found for node in one["nodes"]]


def seen(page: Page, name: str) -> None:
    """A picture of the page, to be looked at, where LASTSEEN_SCREENSHOTS names a folder."""
    folder = os.environ.get("LASTSEEN_SCREENSHOTS")
    if folder:
        page.wait_for_function("document.fonts.ready.then(() => true)")
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
