"""The page on settings for linking names every kind, key and setting that the code knows, and no other."""

import re
from dataclasses import fields
from pathlib import Path

from lastseen.linkage.settings import HOW, KINDS, Settings

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "linkage.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `(\w+)(\(.*\))?` \|(.*)$", PAGE, re.MULTILINE)
COMMON = {"column", "trained"}


def test_every_setting_kind_and_key_has_its_row() -> None:
    settings = [one.name for one in fields(Settings) if one.name not in ("fields", "blocks")]
    assert sorted(name for name, _, _ in ROWS) == sorted([*settings, *KINDS, *HOW])


def test_every_key_of_a_kind_is_named_in_its_row() -> None:
    told = {name: text for name, called, text in ROWS if not called}
    missing = [
        (kind, one.name)
        for kind, made in KINDS.items()
        for one in fields(made)
        if one.name not in COMMON and f"`{one.name}`" not in told[kind]
    ]
    assert missing == []
