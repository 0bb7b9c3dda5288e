"""What a bundle costs at three sizes: packed and opened beside tar and age, imported beside a plain SQLite file.

Run as ``python benchmarks/bundle.py [people ...]``; results go to ``benchmarks/results/bundle.md``. Processor time, so
that other work on the machine counts little. Invented people, two accounts each; 10 kB of files for each, ten to a
source. Goal: no more than half as much again as tar and age, and no cost that grows faster than the people.
"""

import hashlib
import json
import sqlite3
import sys
import tarfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from math import log
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import TypeVar

from pyrage import decrypt_file, encrypt_file, x25519

from lastseen.config.database import configure

configure()

from lastseen.cli.session import NewRegistry  # noqa: E402  # models need Django set up first
from lastseen.config.process import settle  # noqa: E402
from lastseen.config.wiring import Wiring  # noqa: E402
from lastseen.domain.release import Profile  # noqa: E402
from lastseen.evidence import Cost  # noqa: E402
from lastseen.exchange.bundles import Attached, Limits, OwnKeys, open_bundle, pack  # noqa: E402
from lastseen.exchange.bundles.contents import (  # noqa: E402
    Contents,
    Head,
    Kind,
    SentAccount,
    SentSource,
    from_parts,
    to_parts,
)
from lastseen.operations.partners import PURPOSE, add_partner, own_keys  # noqa: E402
from lastseen.operations.receiving import import_bundle  # noqa: E402
from lastseen.operations.workspace import FICTIONAL  # noqa: E402

T = TypeVar("T")

RESULTS = Path(__file__).parent / "results" / "bundle.md"
SIZES = (5_000, 10_000, 20_000)
NORTH, SOUTH = (OwnKeys(opening=bytes([n]) * 32, signing=bytes([n]) * 32) for n in (1, 2))
NOW = datetime(2024, 11, 1, tzinfo=UTC)
_FILE = 1_000_000
_EACH = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """Seconds for one number of people: of the bundle, of tar and age, and of the records alone.

    ``imported`` is a bundle of the records taken into a new registry, ``stored`` the same records put into SQLite;
    ``more`` a bundle of ten people more taken into the registry that then is.
    """

    people: int
    packed: float
    opened: float
    wrapped: float
    unwrapped: float
    written: float
    read: float
    imported: float
    more: float
    stored: float


class Nowhere:
    """Takes files, and lets them go."""

    def begin(self, digest: str, size: int) -> None:
        """A file comes."""

    def take(self, piece: bytes) -> None:
        """Some of it."""

    def end(self) -> None:
        """The end of it."""


def main(sizes: Sequence[int]) -> None:
    """Measure every size and write the table; memory is treated as every command treats it."""
    settle()
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
    read, same = min((_taking(lambda: from_parts(found.parts)) for _ in range(3)), key=itemgetter(0))
    if same.accounts != contents.accounts:
        raise SystemExit("What was read is not what was written.")
    paths = [records, *(path for path, _ in files)]
    wrapped, _ = _taking(lambda: _wrap(paths, folder))
    unwrapped, _ = _taking(lambda: _unwrap(folder))
    for path in paths:
        path.unlink()
    stored, _ = _taking(lambda: _store(parts, folder / f"{people}.sqlite"))
    imported, more = _imported([contents, _contents(10, people)], folder / f"registry-{people}")
    return Timed(
        people=people,
        packed=packed,
        opened=opened,
        wrapped=wrapped,
        unwrapped=unwrapped,
        written=written,
        read=read,
        imported=imported,
        more=more,
        stored=stored,
    )


def _imported(all_contents: Sequence[Contents], folder: Path) -> Sequence[float]:
    """The seconds it takes to import each of these, one after another, into a new registry that knows the partner."""
    cheap = Cost(passes=1, memory=64, lanes=1)
    wiring = Wiring(folder=folder, user=None, passphrase=lambda: "benchmark", now=lambda: NOW, cost=cheap)
    with closing(wiring):
        wiring.create(NewRegistry(profile="dprk", owner="owner", id=FICTIONAL))
        add_partner("North", NORTH.public, wiring.workspace, actor=wiring.actor, now=NOW)
        return [_imported_into(wiring, contents, folder / "bundle.age") for contents in all_contents]


def _imported_into(wiring: Wiring, contents: Contents, bundle: Path) -> float:
    workspace, actor = wiring.workspace, wiring.actor
    pack(bundle, to_parts(contents), (), NORTH, own_keys(workspace).public)
    taken, report = _taking(lambda: import_bundle(bundle, "partners", workspace, dry_run=False, actor=actor, now=NOW))
    if report.accounts != {"new": len(contents.accounts)}:
        raise SystemExit(f"Of {len(contents.accounts)} accounts came {report.accounts}.")
    return taken


def _store(parts: Mapping[str, bytes], path: Path) -> None:
    """The same records read from JSON, and put into a plain SQLite file as JSON: one row to each."""
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("CREATE TABLE record (part TEXT, record TEXT)")
        for name, part in parts.items():
            lines = ((name, json.dumps(json.loads(line))) for line in part.splitlines())
            file.executemany("INSERT INTO record VALUES (?, ?)", lines)


def _contents(people: int, first: int = 0) -> Contents:
    made, numbers = "2024-10-31T09:00:00+00:00", range(first, first + people)
    head = Head(kind=Kind.RECORDS, id="0", made=made, purpose=PURPOSE, profile=Profile.NAMED.value)
    named = dict.fromkeys(f"S{n // 10}" for n in numbers)
    sources = tuple(SentSource(id=name, kind="interview", origin=name) for name in named)
    accounts = tuple(_account(n, kind) for n in numbers for kind in ("person", "stage"))
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
    files = [
        f"| {one.people:,} | {one.people * _EACH // 10**6} MB | {one.packed:.2f} | {one.packed / one.wrapped:.2f} "
        f"| {one.opened:.2f} | {one.opened / one.unwrapped:.2f} |"
        for one in timed
    ]
    records = [
        f"| {one.people:,} | {one.written:.2f} | {one.read:.2f} | {one.imported:.1f} | {one.stored:.2f} "
        f"| {one.imported / one.stored:.0f} | {one.more:.2f} |"
        for one in timed
    ]
    return "\n".join(
        [
            "# Bundles beside tar and age",
            "",
            "Seconds of processor time; ratios to tar and age on the same files and records, which sign nothing, check",
            "no digest, and leave everything on the disk unencrypted in between. By `python benchmarks/bundle.py`.",
            "",
            "| people | files | packed | ratio | opened | ratio |",
            "|---|---|---|---|---|---|",
            *files,
            "",
            "The records alone: written as lines of JSON, read, and imported into a new registry, beside the same",
            "lines read and put into a plain SQLite file. An import checks every code and reference, seals what tells",
            "of somebody with the key of its source, signs each row into the ledger of an encrypted file, and makes",
            "everything findable. Ten people more, in a bundle of their own, are then imported into that registry.",
            "",
            "| people | written | read | imported | SQLite | ratio | ten more |",
            "|---|---|---|---|---|---|---|",
            *records,
            "",
            f"Reading grows as people to the power of {_power(timed, 'read')}, importing {_power(timed, 'imported')}.",
            "",
        ]
    )


def _power(timed: Sequence[Timed], what: str) -> str:
    """How a cost grows from the first size to the last."""
    first, last = timed[0], timed[-1]
    return f"{log(getattr(last, what) / getattr(first, what)) / log(last.people / first.people):.2f}"


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or SIZES)
