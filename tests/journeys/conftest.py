"""Journeys through the browser: one Chromium for each file of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import chromium

expect.set_options(timeout=20_000)  # milliseconds: several journeys may share a small machine


@pytest.fixture(scope="module")
def browser(empty_registry: Path) -> Iterator[Browser]:
    """A Chromium. While it is there Django works in this process no more, as Playwright keeps an event loop running:
    registries are made before it, and served and changed by processes of their own.
    """
    assert empty_registry.is_dir()
    with chromium() as found:
        yield found
