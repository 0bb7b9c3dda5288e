"""Accounts as plain structures and back."""

import json
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastseen.domain.accounts import (
    ACCOUNT_TYPES,
    Account,
    AccountId,
    FieldSpec,
    Involved,
    Name,
    PersonAccount,
    Sensitivity,
    SourceId,
    ValueKind,
    specs,
)
from lastseen.domain.answers import Absence, Code, Coded, PassageId
from lastseen.domain.dates import Age, IntervalDate, Reckoning
from lastseen.domain.encoding import changed_fields, decode, encode
from tests.domain.making import A, account_id

TEXTS = st.text(max_size=20)
CODES = TEXTS.map(Code)
DATES = st.tuples(st.none() | st.dates(), st.none() | st.dates(), TEXTS).filter(
    lambda d: d[0] is not None or d[1] is not None
)


def _interval(ends: tuple[date | None, date | None, str]) -> IntervalDate:
    low, high, told = ends
    if low is not None and high is not None and low > high:
        low, high = high, low
    return IntervalDate(earliest=low, latest=high, told=told)


VALUES: dict[ValueKind, st.SearchStrategy[object]] = {
    ValueKind.CODE: CODES,
    ValueKind.TEXT: TEXTS,
    ValueKind.NUMBER: st.integers(),
    ValueKind.ACCOUNT: st.uuids().map(AccountId),
    ValueKind.DATE: DATES.map(_interval),
    ValueKind.AGE: st.builds(Age, low=st.integers(), high=st.integers(), reckoning=st.sampled_from(Reckoning)),
    ValueKind.NAME: st.builds(Name, text=TEXTS, script=TEXTS, system=TEXTS, kind=TEXTS),
    ValueKind.AUTHORITY: st.builds(Involved, authority=CODES, role=CODES),
}


def _said(spec: FieldSpec) -> st.SearchStrategy[tuple[Coded[object], ...]]:
    passages = st.lists(st.uuids().map(PassageId), max_size=2).map(tuple)
    value = VALUES[spec.kind] | st.sampled_from(Absence)
    return st.lists(st.builds(Coded, value=value, passages=passages), max_size=3).map(tuple)


def _accounts(cls: type[Account]) -> st.SearchStrategy[Account]:
    said: dict[str, st.SearchStrategy[Any]] = {name: _said(spec) for name, spec in specs(cls).items()}
    return st.builds(cls, id=st.uuids().map(AccountId), source=st.uuids().map(SourceId), external_id=TEXTS, **said)


ACCOUNTS = st.sampled_from(list(ACCOUNT_TYPES.values())).flatmap(_accounts)

HONG = PersonAccount(
    id=account_id("hong"),
    source=A,
    external_id="p1",
    names=(Coded(value=Name(text="홍가람", script="Hang"), passages=(PassageId(UUID(int=7)),)),),
    sex=(Coded(value=Code("female")),),
    birth=(Coded(value=IntervalDate(earliest=None, latest=date(1970, 12, 31), told="1970년 이전")),),
    age=(Coded(value=Age(low=33, high=33, reckoning=Reckoning.KOREAN)),),
    occupation=(Coded(value=Absence.REFUSED),),
)


def test_every_kind_of_value_can_be_made() -> None:
    assert set(VALUES) == set(ValueKind)


@given(ACCOUNTS)
def test_an_account_comes_back_as_it_was(account: Account) -> None:
    parts = json.loads(json.dumps(list(encode(account).values())))
    assert decode(account.kind, account.id, account.source, account.external_id, parts) == account


@pytest.mark.parametrize("cls", ACCOUNT_TYPES.values())
def test_an_account_that_says_nothing_has_no_parts(cls: type[Account]) -> None:
    account = cls(id=account_id("x"), source=A, external_id="x")
    assert encode(account) == {}
    assert decode(cls.kind, account.id, account.source, account.external_id, []) == account


@pytest.mark.parametrize("why", Absence)
def test_each_absence_stays_what_it_is(why: Absence) -> None:
    account = PersonAccount(id=account_id("x"), source=A, external_id="x", sex=(Coded(value=why),))
    parts = encode(account)
    assert parts == {Sensitivity.INTERNAL: {"sex": [{"a": why.value}]}}
    assert decode("person", account.id, A, "x", list(parts.values())) == account


def test_values_are_written_as_documented_and_kept_apart_by_sensitivity() -> None:
    assert encode(HONG) == {
        Sensitivity.IDENTITY: {
            "names": [{"v": ["홍가람", "Hang", "", "own"], "p": ["00000000-0000-0000-0000-000000000007"]}]
        },
        Sensitivity.INTERNAL: {
            "sex": [{"v": "female"}],
            "birth": [{"v": [None, "1970-12-31", "1970년 이전"]}],
            "age": [{"v": [33, 33, "korean"]}],
            "occupation": [{"a": "refused"}],
        },
    }


def test_an_erased_identity_leaves_the_rest() -> None:
    left = decode("person", HONG.id, A, "p1", [encode(HONG)[Sensitivity.INTERNAL]])
    assert isinstance(left, PersonAccount)
    assert HONG.names != ()
    assert left.names == ()
    assert left.birth == HONG.birth


def test_changed_fields_are_those_that_differ_in_alphabetical_order() -> None:
    assert changed_fields({"c": 1, "b": 2, "a": 3}, {"c": 2, "a": 3, "d": 4}) == ("b", "c", "d")


@given(ACCOUNTS)
def test_nothing_changes_between_an_account_and_itself(account: Account) -> None:
    for part in encode(account).values():
        assert changed_fields(part, part) == ()
        assert changed_fields({}, part) == tuple(sorted(part))
