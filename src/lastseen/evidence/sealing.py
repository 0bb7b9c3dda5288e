"""Sealing bytes with a key for one context: read elsewhere or changed, they are refused."""

from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from lastseen.domain.errors import Refusal

Entropy = Callable[[int], bytes]

_VERSION = b"\x01"
_NONCE = 12


class DamagedSeal(Refusal):
    """Sealed bytes were changed, moved to another place, or sealed with another key."""

    code = "sealing.damaged"
    sentence = "The sealed part {context} cannot be opened: it was changed, moved, or sealed with another key."
    hint = "Fetch it again from where it is kept; make sure it belongs to this registry."


def seal(data: bytes, key: bytes, *, context: str, entropy: Entropy) -> bytes:
    """Encrypt and authenticate bytes with AES-256-GCM: a version byte, the nonce, the ciphertext.

    The context is authenticated with them, so that sealed bytes cannot pass for those of another place.
    """
    nonce = entropy(_NONCE)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, data, _VERSION + context.encode())


def unseal(sealed: bytes, key: bytes, *, context: str) -> bytes:
    """The bytes that were sealed for this context with this key. Raises :class:`DamagedSeal`."""
    version, nonce, data = sealed[:1], sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
    if version != _VERSION or len(nonce) < _NONCE:
        raise DamagedSeal(context=context)
    try:
        return AESGCM(key).decrypt(nonce, data, _VERSION + context.encode())
    except InvalidTag as error:
        raise DamagedSeal(context=context) from error
