"""Protections: each hangs on one source or on accounts."""

from uuid import UUID

import pytest

from lastseen.domain.accounts import AccountId, SourceId
from lastseen.domain.protection import NoSubject, Subject

SOURCE = SourceId(UUID(int=1))
ACCOUNTS = frozenset({AccountId(UUID(int=2))})


def test_a_protection_hangs_on_a_source_or_on_accounts() -> None:
    assert Subject(source=SOURCE).accounts == frozenset()
    assert Subject(accounts=ACCOUNTS).source is None


def test_a_protection_of_nothing_or_of_both_is_refused() -> None:
    with pytest.raises(NoSubject):
        Subject()
    with pytest.raises(NoSubject):
        Subject(source=SOURCE, accounts=ACCOUNTS)
