"""Keys, sealing and files: what keeps a registry's data from whoever has only what lies on its disk."""

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
from lastseen.evidence.sealed_files import SealedFile, Sealing, file_key
from lastseen.evidence.sealing import DamagedSeal, seal, unseal
from lastseen.evidence.source_keys import SourceErased, SourceKeys, Sources
from lastseen.evidence.store import FileStore

__all__ = [
    "STRONG",
    "Cost",
    "DamagedSeal",
    "FileStore",
    "Holder",
    "SealedFile",
    "Sealing",
    "SourceErased",
    "SourceKeys",
    "Sources",
    "add_slot",
    "change_passphrase",
    "create_key_file",
    "derive_key",
    "file_key",
    "put_back_on_failure",
    "read_slots",
    "remove_slot",
    "seal",
    "unlock",
    "unseal",
]
