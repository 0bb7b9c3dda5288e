"""What a bundle costs: records and files packed and opened, beside tar and age on the same files, for three sizes.

Run as ``python benchmarks/bundle.py [people ...]``; results go to ``benchmarks/results/bundle.md``. Processor time, so
that other work on the machine counts little. Invented people, two accounts each; 10 kB of files for each. Goal: no more
than half as much again as tar and age, and no cost that grows faster than the people.
"""

import hashlib
import sys
import tarfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import TypeVar

from pyrage import decrypt_file, encrypt_file, x25519

from lastseen.exchange.bundles import Attached, Limits, OwnKeys, open_bundle, pack
from lastseen.exchange.bundles.contents import Contents, Head, Kind, SentAccount, SentSource, from_parts, to_parts

T = TypeVar("T")

RESULTS = Path(__file__).parent / "results" / "bundle.md"
SIZES = (5_000, 10_000, 20_000)
NORTH, SOUTH = (OwnKeys(opening=bytes([n]) * 32, signing=bytes([n]) * 32) for n in (1, 2))
_FILE = 1_000_000
_EACH = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """Seconds for one number of people: of the bundle, of tar and age, and of the records alone."""

    people: int
    packed: float
    opened: float
    wrapped: float
    unwrapped: float
    written: float
    read: float


class Nowhere:
    """Takes files, and lets them go."""

    def begin(self, digest: str, size: int) -> None:
        """A file comes."""

    def take(self, piece: bytes) -> None:
        """Some of it."""

    def end(self) -> None:
        """The end of it."""


def main(sizes: Sequence[int]) -> None:
    """Measure every size and write the table."""
    with TemporaryDirectory() as folder:
        timed = [_timed(Path(folder), people) for people in sizes]
    RESULTS.write_text(_page(timed), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))  # this is a program


def _timed(folder: Path, people: int) -> Timed:
    contents = _contents(people)
    written, parts = _taking(lambda: to_parts(contents))
    files = [(folder / f"{people}-{n}", bytes([n % 251]) * _FILE) for n in range(people * _EACH // _FILE)]
    for path, data in files:
        path.write_bytes(data + path.name.encode())
    attached = [_attached(path) for path, _ in files]
    records = folder / "records"
    records.write_bytes(b"".join(parts.values()))
    bundle = folder / "bundle.age"
    packed, _ = _taking(lambda: pack(bundle, parts, attached, NORTH, SOUTH.public))
    limits = Limits(file=2 * _FILE)
    opened, found = _taking(lambda: open_bundle(bundle, SOUTH, {"North": NORTH.public}, limits, Nowhere()))
    read, same = _taking(lambda: from_parts(found.parts))
    if same.accounts != contents.accounts:
        raise SystemExit("What was read is not what was written.")
    paths = [records, *(path for path, _ in files)]
    wrapped, _ = _taking(lambda: _wrap(paths, folder))
    unwrapped, _ = _taking(lambda: _unwrap(folder))
    for path in paths:
        path.unlink()
    return Timed(
        people=people, packed=packed, opened=opened, wrapped=wrapped, unwrapped=unwrapped, written=written, read=read
    )


def _contents(people: int) -> Contents:
    head = Head(kind=Kind.RECORDS, id="0", made="2024-10-31T09:00:00+00:00")
    sources = tuple(SentSource(id=f"S{n}", kind="interview", origin=f"S{n}") for n in range(people // 10))
    accounts = tuple(_account(n, kind) for n in range(people) for kind in ("person", "stage"))
    return Contents(head=head, sources=sources, accounts=accounts)


def _account(n: int, kind: str) -> SentAccount:
    said: dict[str, dict[str, tuple[dict[str, object], ...]]] = {
        "person": {"names": ({"v": [f"고은별 {n}", "Hang", "", "own"]},), "sex": ({"v": "female"},)},
        "stage": {"person": ({"v": f"person{n}"},), "start": ({"v": ["1998-03-01", "1998-03-31", "in spring"]},)},
    }
    return SentAccount(id=f"{kind}{n}", source=f"S{n // 10}", kind=kind, said=said[kind], quotes={})


def _attached(path: Path) -> Attached:
    data = path.read_bytes()
    return Attached(digest=hashlib.sha256(data).hexdigest(), size=len(data), pieces=lambda: (path.read_bytes(),))


def _wrap(paths: Sequence[Path], folder: Path) -> None:
    with tarfile.open(folder / "plain.tar", "w") as archive:
        for path in paths:
            archive.add(path, path.name)
    encrypt_file(str(folder / "plain.tar"), str(folder / "plain.age"), [x25519.Recipient.from_str(SOUTH.public.age)])


def _unwrap(folder: Path) -> None:
    decrypt_file(str(folder / "plain.age"), str(folder / "again.tar"), [SOUTH.identity])
    with tarfile.open(folder / "again.tar") as archive:
        archive.extractall(folder / "again", filter="data")


def _taking(do: Callable[[], T]) -> tuple[float, T]:
    """The seconds something takes, and what it gives."""
    began = process_time()
    made = do()
    return process_time() - began, made


def _page(timed: Sequence[Timed]) -> str:
    rows = [
        f"| {one.people:,} | {one.people * _EACH // 10**6} MB | {one.packed:.2f} | {one.packed / one.wrapped:.2f} "
        f"| {one.opened:.2f} | {one.opened / one.unwrapped:.2f} | {one.written:.2f} | {one.read:.2f} |"
        for one in timed
    ]
    return "\n".join(
        [
            "# Bundles beside tar and age",
            "",
            "Seconds of processor time; ratios to tar and age on the same files and records, which sign nothing, check",
            "no digest, and leave everything on the disk unencrypted in between. By `python benchmarks/bundle.py`.",
            "",
            "| people | files | packed | ratio | opened | ratio | records written | records read |",
            "|---|---|---|---|---|---|---|---|",
            *rows,
            "",
        ]
    )


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or SIZES)
