"""Keys and sealing: what keeps a registry's data from whoever has only its files."""

from lastseen.evidence.keys import (
    STRONG,
    Cost,
    Holder,
    add_slot,
    change_passphrase,
    create_key_file,
    derive_key,
    put_back_on_failure,
    read_slots,
    remove_slot,
    unlock,
)
from lastseen.evidence.sealing import seal, unseal

__all__ = [
    "STRONG",
    "Cost",
    "Holder",
    "add_slot",
    "change_passphrase",
    "create_key_file",
    "derive_key",
    "put_back_on_failure",
    "read_slots",
    "remove_slot",
    "seal",
    "unlock",
    "unseal",
]
