"""Sealed bytes: opened where they were sealed, and nowhere else."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastseen.evidence import seal, unseal
from lastseen.evidence.sealing import DamagedSeal

KEY, OTHER = bytes(32), bytes(31) + b"\x01"
HERE = "S-20241031-aaaaaaaa/identity/names"
SAID = "표인섭".encode()


def sealed(data: bytes = SAID, context: str = HERE) -> bytes:
    return seal(data, KEY, context=context, entropy=os.urandom)


@given(data=st.binary(max_size=200), context=st.text(max_size=40))
def test_what_was_sealed_is_what_is_unsealed(data: bytes, context: str) -> None:
    assert unseal(sealed(data, context), KEY, context=context) == data


def test_sealed_bytes_do_not_show_what_they_hold() -> None:
    assert SAID in b"..." + SAID
    assert SAID not in sealed()


def test_sealing_twice_gives_different_bytes() -> None:
    assert sealed() != sealed()


@pytest.mark.parametrize("context", ["S-20241031-bbbbbbbb/identity/names", "S-20241031-aaaaaaaa/identity/evidence", ""])
def test_sealed_bytes_moved_to_another_place_are_refused(context: str) -> None:
    with pytest.raises(DamagedSeal) as refused:
        unseal(sealed(), KEY, context=context)
    assert refused.value.code == "sealing.damaged"


def test_another_registrys_key_opens_nothing() -> None:
    with pytest.raises(DamagedSeal):
        unseal(sealed(), OTHER, context=HERE)


def test_every_single_bit_turned_over_is_refused() -> None:
    whole = sealed()
    for place in range(len(whole)):
        for bit in range(8):
            damaged = whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :]
            with pytest.raises(DamagedSeal):
                unseal(damaged, KEY, context=HERE)


def test_every_shortened_or_lengthened_seal_is_refused() -> None:
    whole = sealed()
    for damaged in [*(whole[:length] for length in range(len(whole))), whole + b"\x00"]:
        with pytest.raises(DamagedSeal):
            unseal(damaged, KEY, context=HERE)
