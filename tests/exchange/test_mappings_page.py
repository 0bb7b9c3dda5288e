"""The reference page on mappings: its examples are mappings, and it names every key there is."""

import re
import tomllib
from pathlib import Path

import pytest

from lastseen.domain.accounts import ACCOUNT_TYPES
from lastseen.exchange.intake.checking import check_mapping
from lastseen.exchange.mapping.fields import key_names
from lastseen.exchange.mapping.reading import parse_mapping
from tests.exchange.coding_rows import HEAD, VOCABULARIES

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "mappings.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_a_mapping(example: str) -> None:
    whole = example if example.startswith("id =") else HEAD + example
    check_mapping(parse_mapping(tomllib.loads(whole), "example"), VOCABULARIES)


@pytest.mark.parametrize("key", [*key_names(), *ACCOUNT_TYPES])
def test_every_key_stands_on_the_page(key: str) -> None:
    assert re.search(rf"`{key}`|{key}\]\]", PAGE)
