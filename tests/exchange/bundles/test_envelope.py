"""A bundle opens for whom it was made, as it was made, and for nobody else and in no other way."""

import base64
import hashlib
import io
import json
import random
import tarfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import bagit
import pytest
from pyrage import decrypt, encrypt, x25519

from lastseen.domain.errors import Refusal
from lastseen.exchange.bundles import Attached, BadKey, Limits, Opened, OwnKeys, PublicKeys, open_bundle, pack
from lastseen.exchange.bundles.bag import MANIFEST, SIGNATURE, TAGS, TOP, statement

NORTH, SOUTH, WEST = (OwnKeys(opening=bytes([n]) * 32, signing=bytes([n + 9]) * 32) for n in (1, 2, 3))
PARTNERS = {"North": NORTH.public}
FILE = random.Random(9).randbytes(200_000)  # noqa: S311  # any bytes
DIGEST = hashlib.sha256(FILE).hexdigest()
PARTS = {"bundle": b'{"kind":"records"}\n', "accounts": "고은별\n".encode() * 5000}
LIMITS = Limits(file=2**20)

Members = dict[str, bytes]


@dataclass(slots=True)
class Taker:
    """Keeps in memory what comes."""

    files: dict[str, bytes] = field(default_factory=dict)
    coming: str = ""

    def begin(self, digest: str, size: int) -> None:
        assert size == len(FILE)
        self.coming = digest
        self.files[digest] = b""

    def take(self, piece: bytes) -> None:
        self.files[self.coming] += piece

    def end(self) -> None:
        self.coming = ""


def attached() -> Attached:
    return Attached(digest=DIGEST, size=len(FILE), pieces=lambda: (FILE[:70_001], FILE[70_001:]))


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A bundle North made for South."""
    out = tmp_path / "bundle.age"
    pack(out, PARTS, [attached()], NORTH, SOUTH.public)
    return out


def opened(path: Path, own: OwnKeys = SOUTH, limits: Limits = LIMITS, **known: PublicKeys) -> tuple[Opened, Taker]:
    taker = Taker()
    return open_bundle(path, own, known or PARTNERS, limits, taker), taker


def refused(path: Path, own: OwnKeys = SOUTH, limits: Limits = LIMITS, **known: PublicKeys) -> str:
    """The code with which it is refused."""
    with pytest.raises(Refusal) as refusal:
        opened(path, own, limits, **known)
    return refusal.value.code


def members(bundle: Path, own: OwnKeys = SOUTH) -> Members:
    """What is in the archive, by path in the bag, in its order."""
    with tarfile.open(fileobj=io.BytesIO(decrypt(bundle.read_bytes(), [own.identity]))) as archive:
        found = {one.name.removeprefix(f"{TOP}/"): archive.extractfile(one) for one in archive.getmembers()}
        return {name: file.read() for name, file in found.items() if file is not None}


def written(bundle: Path, held: Mapping[str, bytes], to: OwnKeys = SOUTH, top: str = f"{TOP}/") -> Path:
    """The archive made anew of these members, and encrypted."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for name, data in held.items():
            about = tarfile.TarInfo(f"{top}{name}")
            about.size = len(data)
            archive.addfile(about, io.BytesIO(data))
    bundle.write_bytes(encrypt(out.getvalue(), [x25519.Recipient.from_str(to.public.age)]))
    return bundle


def signed_by(own: OwnKeys, held: Members, sender: str = "") -> Members:
    """The same, signed by somebody, in their name unless another is given."""
    name = sender or own.public.signing
    signature = base64.b64encode(own.sign(statement(held[TAGS], name, SOUTH.public.age))).decode()
    said = {"sender": name, "recipient": SOUTH.public.age, "signature": signature}
    return {**held, SIGNATURE: json.dumps(said).encode()}


def test_whoever_it_is_for_gets_what_was_put_in(bundle: Path, tmp_path: Path) -> None:
    found, taker = opened(bundle)
    assert found.partner == "North"
    assert found.parts == PARTS
    assert found.files == (DIGEST,)
    assert taker.files == {DIGEST: FILE}
    again = pack(tmp_path / "again.age", PARTS, [attached()], NORTH, SOUTH.public)
    assert again == found.digest
    assert (tmp_path / "again.age").read_bytes() != bundle.read_bytes()


def test_what_is_inside_is_a_bag(bundle: Path, tmp_path: Path) -> None:
    with tarfile.open(fileobj=io.BytesIO(decrypt(bundle.read_bytes(), [SOUTH.identity]))) as archive:
        archive.extractall(tmp_path, filter="data")
    bag = bagit.Bag(str(tmp_path / TOP))
    bag.validate()
    (tmp_path / TOP / "data" / "accounts.jsonl").write_bytes(b"other")
    with pytest.raises(bagit.BagValidationError):
        bag.validate()


def test_an_age_key_is_the_one_age_makes_of_it() -> None:
    secret = str(NORTH.identity)
    assert secret.startswith("AGE-SECRET-KEY-1")
    assert str(x25519.Identity.from_str(secret).to_public()) == NORTH.public.age


@pytest.mark.parametrize("bad", [("age1xyz", ""), ("", "ed25519:00"), ("", "ab" * 32), ("AGE-SECRET-KEY-1", "")])
def test_what_is_no_key_is_refused(bad: tuple[str, str]) -> None:
    with pytest.raises(BadKey):
        PublicKeys(age=bad[0] or NORTH.public.age, signing=bad[1] or NORTH.public.signing)


def test_a_renamed_bundle_is_the_same(bundle: Path) -> None:
    renamed = bundle.rename(bundle.with_name("holiday.jpg"))
    assert opened(renamed)[0].partner == "North"


def test_a_bundle_for_another_does_not_open(bundle: Path) -> None:
    assert refused(bundle, WEST) == "bundle.not-for-us"


@pytest.mark.parametrize("length", [0, 100, 5000, 70_000, -1])
def test_a_truncated_bundle_is_refused(bundle: Path, length: int) -> None:
    data = bundle.read_bytes()
    bundle.write_bytes(data[:length])
    assert refused(bundle) in {"bundle.damaged", "bundle.not-for-us"}


def test_no_flipped_byte_is_accepted(bundle: Path) -> None:
    data, chance = bundle.read_bytes(), random.Random(7)  # noqa: S311  # any places
    for _ in range(200):
        changed = bytearray(data)
        changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        bundle.write_bytes(changed)
        assert refused(bundle) in {"bundle.damaged", "bundle.not-for-us"}


def test_a_signer_nobody_knows_is_refused(bundle: Path) -> None:
    assert refused(bundle, West=WEST.public) == "bundle.unknown-signer"


def test_a_bundle_signed_anew_is_refused(bundle: Path) -> None:
    held = members(bundle)
    assert refused(written(bundle, signed_by(WEST, held))) == "bundle.unknown-signer"
    assert refused(written(bundle, signed_by(WEST, held, NORTH.public.signing))) == "bundle.forged"


def test_a_bundle_handed_on_to_another_does_not_pass_for_one_made_for_them(bundle: Path) -> None:
    handed_on = written(bundle, members(bundle), to=WEST)
    assert refused(handed_on, WEST) == "bundle.forged"


def _changed(held: Members) -> Members:
    return {**held, "data/accounts.jsonl": b"other\n"}


def _changed_file(held: Members) -> Members:
    return {**held, f"data/files/{DIGEST}": FILE[::-1]}


def _more(held: Members) -> Members:
    return {**held, "data/more.jsonl": b"{}\n"}


def _less(held: Members) -> Members:
    return {name: data for name, data in held.items() if name != "data/accounts.jsonl"}


def _other_manifest(held: Members) -> Members:
    return {**held, MANIFEST: held[MANIFEST].splitlines(keepends=True)[0]}


def _no_signature(held: Members) -> Members:
    return {name: data for name, data in held.items() if name != SIGNATURE}


def _nothing(held: Members) -> Members:
    return dict.fromkeys(list(held)[:0], b"")


CHANGES: Mapping[str, tuple[Callable[[Members], Members], str]] = {
    "a part changed": (_changed, "bundle.forged"),
    "a file changed": (_changed_file, "bundle.forged"),
    "a part added": (_more, "bundle.malformed"),
    "a part taken away": (_less, "bundle.damaged"),
    "another manifest": (_other_manifest, "bundle.forged"),
    "no signature": (_no_signature, "bundle.malformed"),
    "nothing": (_nothing, "bundle.damaged"),
}


@pytest.mark.parametrize("how", CHANGES)
def test_a_changed_bag_is_refused(bundle: Path, how: str) -> None:
    change, code = CHANGES[how]
    assert refused(written(bundle, change(members(bundle)))) == code


@pytest.mark.parametrize("path", ["../outside", "/etc/outside", "data/../../outside", "data/files/x", "data/Ü.jsonl"])
def test_a_path_that_bundles_do_not_have_is_refused_though_it_is_signed(bundle: Path, path: str) -> None:
    held = members(bundle)
    manifest = held[MANIFEST] + f"{hashlib.sha256(b'x').hexdigest()}  {path}\n".encode()
    tags = "".join(
        f"{hashlib.sha256(manifest if name == MANIFEST else held[name]).hexdigest()}  {name}\n"
        for name in (MANIFEST, "bagit.txt", "bag-info.txt")
    )
    signed = signed_by(NORTH, {**held, TAGS: tags.encode(), MANIFEST: manifest})
    assert refused(written(bundle, {**signed, path: b"x"})) == "bundle.malformed"
    assert not (bundle.parent.parent / "outside").exists()


def test_members_outside_the_bag_and_links_are_refused(bundle: Path) -> None:
    assert refused(written(bundle, members(bundle), top="elsewhere/")) == "bundle.malformed"
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        link = tarfile.TarInfo(f"{TOP}/{SIGNATURE}")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    bundle.write_bytes(encrypt(out.getvalue(), [x25519.Recipient.from_str(SOUTH.public.age)]))
    assert refused(bundle) == "bundle.malformed"


@pytest.mark.parametrize(
    "limits", [Limits(file=1000), Limits(file=2**20, parts=1000), Limits(file=2**20, files=2)], ids=repr
)
def test_more_than_is_taken_is_refused(bundle: Path, limits: Limits) -> None:
    assert refused(bundle, limits=limits) == "bundle.too-large"


def test_little_is_read_before_it_is_known_who_signed(bundle: Path) -> None:
    held = members(bundle)
    assert refused(written(bundle, {**held, SIGNATURE: bytes(10**6)})) == "bundle.too-large"
