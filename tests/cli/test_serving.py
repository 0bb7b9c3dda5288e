"""``serve``: the first run asks for a password, and without anybody to ask serves nothing."""

import json
import os
from pathlib import Path

import pytest

from tests.conftest import lastseen


def test_the_first_run_needs_a_password_for_whoever_serves(
    empty_registry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LASTSEEN_NEW_PASSWORD", raising=False)
    told = lastseen("serve", "--registry", empty_registry, "--format", "json", expect=1)
    assert json.loads(told)["error"]["code"] == "user.no-new-password"


def test_a_weak_password_is_refused_before_anything_is_served(empty_registry: Path, tmp_path: Path) -> None:
    weak = tmp_path / "password"
    weak.write_text("too short\n", encoding="utf-8")
    told = lastseen("serve", "--registry", empty_registry, "--new-password-file", weak, "--format", "json", expect=1)
    assert json.loads(told)["error"]["code"] == "user.weak-password"
    assert "LASTSEEN_NEW_PASSWORD" not in os.environ
