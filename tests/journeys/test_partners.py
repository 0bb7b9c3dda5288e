"""What leaves, and the partners it goes to and comes from, in a real browser, in both languages and sizes."""

import json
import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from lastseen.exchange.bundles import PublicKeys
from lastseen.web.words import LANGUAGES, words_in
from tests.browser import Look, enter_demo, looks, serving
from tests.conftest import lastseen
from tests.west import EAST, WEST, from_west, records

pytestmark = pytest.mark.enable_socket

Scheme = Literal["light", "dark"]
View = tuple[str, int, Scheme]
VIEWS: tuple[View, ...] = (("wide", 1280, "light"), ("phone", 400, "dark"))


@pytest.fixture
def address(finished_demo: Path, tmp_path: Path) -> Iterator[str]:
    """Where the finished demo is served, which has two partners and records of one of them."""
    registry = Path(shutil.copytree(finished_demo / "registry", tmp_path / "registry"))
    for name, keys in (("West", WEST.public), ("동쪽 기록 모임, 이름이 매우 긴 협력 단체", EAST.public)):
        lastseen("--registry", registry, "partner", "add", name, "--key", keys.age, "--signing", keys.signing)
    own = json.loads(lastseen("--registry", registry, "partner", "keys", "--format", "json"))
    file = from_west(records(), PublicKeys(age=own["key"], signing=own["signing"]), tmp_path / "records")
    lastseen("--registry", registry, "bundle", "import", file)
    with serving(registry) as found:
        yield found


@pytest.mark.parametrize(
    ("language", "view"), looks([("en", VIEWS[0]), ("ko", VIEWS[1])], list(product(LANGUAGES, VIEWS)))
)
def test_partners_are_reached_from_what_leaves(browser: Browser, address: str, language: str, view: View) -> None:
    name, width, scheme = view
    words = words_in(language)["partners"]
    context = browser.new_context(locale=language, viewport={"width": width, "height": 860}, color_scheme=scheme)
    page = context.new_page()
    enter_demo(page, address)
    look = Look(page, f"{language}-{name}")
    page.goto(f"{address}/leaving/")
    look("leaving")
    page.get_by_role("link", name=words["title"]).click()
    expect(page.get_by_role("list", name=f"West {words['exchanged']}")).to_contain_text(words["event"]["records-came"])
    look("partners")
    context.close()
    assert look.wrong == {}
