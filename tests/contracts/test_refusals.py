"""Every refusal has a code of its own, says its sentence with its values, and stands in the reference."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

from lastseen.domain.errors import Refusal
from regions.errors import fields, refusals
from tests.contracts.reading import ROOT, SOURCE, python_files, tree

ALL = refusals()
PAGE = (ROOT / "docs" / "reference" / "errors.md").read_text(encoding="utf-8")


def named(node: ast.expr | None, path: Path) -> list[type[Refusal]]:
    """The refusal a name stands for; of two with one name, the one of the same room."""
    found = [refusal for refusal in ALL if isinstance(node, ast.Name) and refusal.__name__ == node.id]
    room = path.relative_to(SOURCE).parts[0]
    return [refusal for refusal in found if refusal.__module__.split(".")[1] == room] or found


def test_there_are_refusals_from_every_room_that_has_some() -> None:
    assert {refusal.__module__.split(".")[1] for refusal in ALL} >= {
        "cli", "config", "domain", "evidence", "exchange", "figures", "operations", "snapshot", "storage",
    }  # fmt: skip


def test_no_two_refusals_have_the_same_code() -> None:
    assert [code for code, times in Counter(refusal.code for refusal in ALL).items() if times > 1] == []


@pytest.mark.parametrize("refusal", ALL, ids=lambda refusal: refusal.code)
def test_a_refusal_has_a_code_a_sentence_and_a_hint_of_its_own(refusal: type[Refusal]) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*", refusal.code)
    assert {"code", "sentence", "hint"} <= vars(refusal).keys()
    assert refusal.sentence.endswith((".", "}"))
    assert refusal.hint.endswith((".", "}", "'"))


@pytest.mark.parametrize("refusal", ALL, ids=lambda refusal: refusal.code)
def test_a_refusal_says_its_sentence_and_hint_with_its_values(refusal: type[Refusal]) -> None:
    told = refusal(**{field: f"the-{field}" for field in fields(refusal)})
    assert not set("{}") & set(f"{told}{told.mend}")
    for field in fields(refusal):
        assert f"the-{field}" in f"{told}{told.mend}"


@pytest.mark.parametrize("refusal", ALL, ids=lambda refusal: refusal.code)
def test_a_refusal_stands_in_the_reference(refusal: type[Refusal]) -> None:
    assert f"### `{refusal.code}`" in PAGE


def test_whoever_refuses_gives_every_value_that_is_told() -> None:
    missing = [
        f"{path.relative_to(ROOT)}:{call.lineno} {refusal.__name__}"
        for path in python_files("src")
        for call in ast.walk(tree(path))
        if isinstance(call, ast.Call)
        for refusal in named(call.func, path)
        if None not in (given := {keyword.arg for keyword in call.keywords}) and not fields(refusal) <= given
    ]
    assert missing == []


def test_a_refusal_raised_without_values_needs_none() -> None:
    raised = [
        (refusal, f"{path.relative_to(ROOT)}:{node.lineno}")
        for path in python_files("src")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Raise)
        for refusal in named(node.exc, path)
    ]
    assert [where for refusal, where in raised if fields(refusal)] == []
