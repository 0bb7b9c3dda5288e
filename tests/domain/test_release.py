"""The type of what may leave, and its one permit."""

from typing import Any, cast
from uuid import UUID

import pytest

from lastseen.domain.release import NotTheGate, Permit, Profile, Released


@pytest.fixture
def permit(monkeypatch: pytest.MonkeyPatch) -> Permit:
    """A permit taken as if no gate had been loaded."""
    monkeypatch.setattr(Permit, "_taken", False)
    return Permit()


def _released(permit: object) -> Released[str]:
    return Released(
        permit=cast("Any", permit),
        id=UUID(int=1),
        content="a table",
        profile=Profile.PUBLIC,
        snapshot="0" * 64,
        ledger=12,
        withheld=3,
    )


def test_there_is_only_one_permit(permit: Permit) -> None:
    with pytest.raises(NotTheGate):
        type(permit)()


def test_with_the_permit_a_release_is_made(permit: Permit) -> None:
    made = _released(permit)
    assert (made.content, made.profile, made.ledger, made.withheld) == ("a table", Profile.PUBLIC, 12, 3)


@pytest.mark.parametrize("permit", [None, True, object(), Permit], ids=["none", "true", "another object", "the class"])
def test_without_the_permit_no_release_is_made(permit: object) -> None:
    with pytest.raises(NotTheGate):
        _released(permit)
