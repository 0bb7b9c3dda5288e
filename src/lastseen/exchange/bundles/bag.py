"""The bag within a bundle (BagIt 1.0, RFC 8493): its files by name, its manifests, and what its sender signs.

The manifests come first in the archive, and the signature before them, so that whoever opens it reads nothing whose
digest was not signed.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from lastseen.domain.errors import Refusal

TOP = "lastseen-bundle"
SIGNATURE, TAGS, MANIFEST = "signature.json", "tagmanifest-sha256.txt", "manifest-sha256.txt"
FIRST = (SIGNATURE, TAGS, MANIFEST)
"""What stands at the beginning, in this order."""
BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_INFO = "Source-Organization: known by its signature\nBagging-Software: lastseen\nPayload-Oxum: {octets}.{files}\n"
_PART = re.compile(r"data/[a-z][a-z-]{0,40}\.jsonl", re.ASCII)
_FILE = re.compile(r"data/files/[0-9a-f]{64}", re.ASCII)
_TAG = re.compile(r"(bagit|bag-info|manifest-sha256)\.txt", re.ASCII)
_LINE = re.compile(r"([0-9a-f]{64})  (\S+)", re.ASCII)


class MalformedBundle(Refusal):
    """A bundle does not hold what bundles hold."""

    code = "bundle.malformed"
    sentence = "This bundle cannot be read: {why}."
    hint = "Ask the partner to make it anew with a version of Lastseen that is not older than yours."


@dataclass(frozen=True, slots=True, kw_only=True)
class Digests:
    """The digest of every file, by its path in the bag: of those of the payload, and of those that describe it."""

    payload: Mapping[str, str]
    tags: Mapping[str, str]


def described(payload: Mapping[str, str], octets: int) -> dict[str, bytes]:
    """The files that describe a payload, in the order of the archive but for the signature."""
    manifest = _listed(payload)
    info = _INFO.format(octets=octets, files=len(payload)).encode()
    rest = {MANIFEST: manifest, "bagit.txt": BAGIT, "bag-info.txt": info}
    return {TAGS: _listed({name: hashlib.sha256(data).hexdigest() for name, data in rest.items()}), **rest}


def part_path(name: str) -> str:
    """Where a part of this name lies."""
    return f"data/{name}.jsonl"


def file_path(digest: str) -> str:
    """Where the file of this digest lies."""
    return f"data/files/{digest}"


def is_file(path: str) -> bool:
    """Whether what lies there is a file of a source."""
    return _FILE.fullmatch(path) is not None


def statement(tags: bytes, sender: str, recipient: str) -> bytes:
    """What is signed: the digest of the tag manifest, by whom, for whom; so it passes for nobody else's, to nobody."""
    said = {"bundle": 1, "tags": hashlib.sha256(tags).hexdigest(), "sender": sender, "recipient": recipient}
    return json.dumps(said, sort_keys=True, separators=(",", ":")).encode()


def read_manifest(data: bytes, *, of_tags: bool) -> dict[str, str]:
    """The digests that a manifest lists. Raises :class:`MalformedBundle` for a path that bundles do not have."""
    found: dict[str, str] = {}
    for line in data.decode("ascii", "replace").splitlines():
        match = _LINE.fullmatch(line)
        path = "" if match is None else match[2]
        fits = bool(_TAG.fullmatch(path)) if of_tags else bool(_PART.fullmatch(path) or is_file(path))
        if match is None or not fits or path in found:
            raise MalformedBundle(why=f"its manifest lists «{line[:80]}»")
        found[path] = match[1]
    return found


def _listed(digests: Mapping[str, str]) -> bytes:
    return "".join(f"{digest}  {path}\n" for path, digest in digests.items()).encode()
