"""Every way out is listed, and each goes through the gate."""

import inspect
from collections.abc import Callable
from typing import Any, get_origin

import pytest

from lastseen.domain.release import Released
from lastseen.operations.exits import EXITS, Exit
from lastseen.operations.release import release, release_whole
from lastseen.storage.models import Release
from tests.contracts.stage import Stage, set_stage, stage
from tests.contracts.test_operations import EXAMPLES, OPERATIONS

__all__ = ["set_stage", "stage"]


def releasing() -> set[Callable[..., Any]]:
    """Every operation that gives something released."""
    given = {operation: inspect.signature(operation).return_annotation for operation in OPERATIONS}
    return {operation for operation, made in given.items() if Released in (made, get_origin(made))}


def test_whatever_gives_something_released_is_an_exit() -> None:
    assert {one.operation for one in EXITS} == releasing() - {release, release_whole}


@pytest.mark.parametrize("exit_", EXITS, ids=lambda one: one.name)
def test_every_exit_is_written_down_by_the_gate(stage: Stage, exit_: Exit) -> None:
    before = Release.objects.count()
    EXAMPLES[exit_.operation](stage)
    assert Release.objects.count() == before + 1
