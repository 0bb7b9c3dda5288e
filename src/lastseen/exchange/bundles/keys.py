"""The keys two groups know each other by: one to encrypt to (age, X25519), one to sign with (Ed25519)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pyrage import RecipientError, x25519

from lastseen.domain.errors import Refusal

_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_SECRET = "age-secret-key-"  # noqa: S105  # what such keys begin with, no key
_SIGNING = "ed25519:"


class BadKey(Refusal):
    """A key of a partner cannot be one."""

    code = "partner.bad-key"
    sentence = "«{key}» is no {kind} key."
    hint = "Copy both keys as the partner's `lastseen partner keys` prints them, over a channel you trust."


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicKeys:
    """What everybody may know: the key to encrypt to, ``age1…``, and the one signatures are checked with."""

    age: str
    signing: str

    def __post_init__(self) -> None:
        """Raises :class:`BadKey`."""
        try:
            x25519.Recipient.from_str(self.age)
        except RecipientError as error:
            raise BadKey(key=self.age, kind="age") from error
        try:
            _verifying(self.signing)
        except ValueError as error:
            raise BadKey(key=self.signing, kind="signing") from error

    @property
    def fingerprint(self) -> str:
        """Both keys in 32 digits that two people can compare aloud: the first half of their SHA-256, in fours."""
        digits = sha256(f"{self.age} {self.signing}".encode()).hexdigest()[:32]
        return " ".join(digits[start : start + 4] for start in range(0, 32, 4))

    def verifies(self, signature: bytes, statement: bytes) -> bool:
        """Whether a signature of a statement is theirs."""
        try:
            _verifying(self.signing).verify(signature, statement)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnKeys:
    """The secret halves, each made of 32 bytes that nobody else can make."""

    opening: bytes = field(repr=False)
    signing: bytes = field(repr=False)

    @property
    def public(self) -> PublicKeys:
        """What partners are given."""
        verifying = Ed25519PrivateKey.from_private_bytes(self.signing).public_key()
        return PublicKeys(age=str(self.identity.to_public()), signing=_SIGNING + verifying.public_bytes_raw().hex())

    @property
    def identity(self) -> x25519.Identity:
        """What opens bundles made for us."""
        return x25519.Identity.from_str(_bech32(_SECRET, self.opening).upper())

    def sign(self, statement: bytes) -> bytes:
        """The signature of a statement, 64 bytes."""
        return Ed25519PrivateKey.from_private_bytes(self.signing).sign(statement)


def _verifying(key: str) -> Ed25519PublicKey:
    if not key.startswith(_SIGNING):
        raise ValueError(key)
    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(key.removeprefix(_SIGNING)))


def _bech32(prefix: str, data: bytes) -> str:
    """Bytes as age writes its keys (BIP 173)."""
    number = int.from_bytes(data) << (-len(data) * 8 % 5)
    length = -(-len(data) * 8 // 5)
    values = [number >> 5 * place & 31 for place in reversed(range(length))]
    spread = [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]
    check = _polymod([*spread, *values, 0, 0, 0, 0, 0, 0]) ^ 1
    ends = [check >> 5 * place & 31 for place in reversed(range(6))]
    return f"{prefix}1{''.join(_letters([*values, *ends]))}"


def _letters(values: list[int]) -> Iterator[str]:
    return (_LETTERS[value] for value in values)


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_GENERATOR):
            check ^= generator if top >> place & 1 else 0
    return check
