"""Files sealed piece by piece: what was written is read from any place, and whatever was changed is refused."""

import hashlib
import io
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lastseen.evidence import DamagedSeal, FileStore
from lastseen.evidence.sealed_files import CHUNK, PieceOutOfPlace, SealedFile, Sealing

KEY = bytes(32)


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(folder=tmp_path / "files", key=KEY, entropy=os.urandom)


def kept(store: FileStore, content: bytes, id_: str = "a") -> str:
    """The digest of a content that was sent in two-chunk pieces, and kept."""
    coming = store.begin(id_, len(content))
    for at in range(0, len(content), 2 * CHUNK):
        coming.append(at, content[at : at + 2 * CHUNK])
    digest = coming.finish()
    store.keep(coming, digest)
    return digest


def lying(store: FileStore) -> Path:
    """The one file that is kept."""
    (found,) = [path for path in store.folder.iterdir() if path.is_file()]
    return found


LONG = bytes(range(256)) * 1024


@pytest.mark.parametrize("size", [1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, len(LONG) - 1])
def test_a_file_comes_out_as_it_went_in_under_its_digest(store: FileStore, size: int) -> None:
    digest = kept(store, LONG[:size])
    assert digest == hashlib.sha256(LONG[:size]).hexdigest()
    with store.open(digest) as content:
        assert (content.size, io.BufferedReader(content).read()) == (size, LONG[:size])


@settings(max_examples=30)
@given(start=st.integers(0, len(LONG)), end=st.integers(0, len(LONG) + 10))
def test_any_part_of_a_file_is_read_by_itself(tmp_path_factory: pytest.TempPathFactory, start: int, end: int) -> None:
    store = FileStore(folder=tmp_path_factory.mktemp("files"), key=KEY, entropy=os.urandom)
    with store.open(kept(store, LONG)) as content:
        assert b"".join(content.pieces(start, end)) == LONG[start:end]


def test_nothing_of_a_file_lies_open_on_the_disk_nor_its_digest(store: FileStore) -> None:
    digest = kept(store, b"her name " * 100)
    path = lying(store)
    assert b"her name" not in path.read_bytes()
    assert digest[:12] not in str(path)
    assert [one.stat().st_mode & 0o077 for one in (path, store.folder, store.folder / ".coming")] == [0, 0, 0]


def test_pieces_come_in_order_and_twice_does_no_harm(store: FileStore) -> None:
    coming = store.begin("a", 3 * CHUNK)
    assert coming.append(0, LONG[:CHUNK]) == CHUNK
    assert coming.append(0, b"x" * CHUNK) == CHUNK
    with pytest.raises(PieceOutOfPlace):
        coming.append(2 * CHUNK, LONG[2 * CHUNK : 3 * CHUNK])
    with pytest.raises(PieceOutOfPlace):
        coming.append(CHUNK, LONG[:10])
    with pytest.raises(PieceOutOfPlace):
        coming.append(CHUNK, LONG[: 3 * CHUNK])
    with pytest.raises(PieceOutOfPlace):
        coming.finish()
    assert coming.append(CHUNK, LONG[CHUNK : 3 * CHUNK]) == 3 * CHUNK
    assert coming.finish() == hashlib.sha256(LONG[: 3 * CHUNK]).hexdigest()


def test_an_upload_goes_on_after_a_crash_within_a_piece(store: FileStore) -> None:
    coming = store.begin("a", 2 * CHUNK)
    coming.append(0, LONG[: 2 * CHUNK])
    with coming.path.open("r+b") as stream:
        stream.truncate(coming.path.stat().st_size - 7)
    assert coming.written == CHUNK
    coming.append(CHUNK, LONG[CHUNK : 2 * CHUNK])
    assert coming.finish() == hashlib.sha256(LONG[: 2 * CHUNK]).hexdigest()


def test_a_changed_bit_is_refused_wherever_it_is(store: FileStore) -> None:
    digest = kept(store, LONG[: CHUNK + 100])
    path = lying(store)
    whole = path.read_bytes()
    for place in (0, 5, 25, 60, 3000, CHUNK + 200, len(whole) - 1):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(DamagedSeal), store.open(digest) as content:
            io.BufferedReader(content).read()
    path.write_bytes(whole)
    with store.open(digest) as content:
        assert io.BufferedReader(content).read() == LONG[: CHUNK + 100]


def test_a_file_cut_off_between_chunks_is_refused(store: FileStore) -> None:
    digest = kept(store, LONG[: 3 * CHUNK])
    path = lying(store)
    sealed = (path.stat().st_size - 52) // 3
    path.write_bytes(path.read_bytes()[: 52 + 2 * sealed])
    with pytest.raises(DamagedSeal), store.open(digest) as content:
        io.BufferedReader(content).read()


def test_a_file_put_in_the_place_of_another_is_refused(store: FileStore) -> None:
    first = kept(store, b"first")
    path = lying(store)
    mine = path.read_bytes()
    store.discard(first)
    second = kept(store, b"second")
    lying(store).write_bytes(mine)
    with pytest.raises(DamagedSeal):
        store.open(second)
    with pytest.raises(DamagedSeal):
        store.open(first)


def test_another_key_opens_nothing(store: FileStore) -> None:
    kept(store, b"first")
    with SealedFile(lying(store), bytes(31) + b"x") as content, pytest.raises(DamagedSeal):
        content.read(1)


def test_what_is_not_gone_on_with_is_thrown_away(store: FileStore) -> None:
    coming: Sealing = store.begin("a", 10)
    at = coming.path.stat().st_mtime
    assert (store.forget_older(at - 1), coming.path.exists()) == (0, True)
    assert (store.forget_older(at + 1), coming.path.exists()) == (1, False)


def test_a_picture_is_kept_sealed_for_its_own_file(store: FileStore) -> None:
    digest = kept(store, b"first")
    store.keep_picture(digest, "small", b"her face")
    (path,) = (store.folder / ".pictures").iterdir()
    assert b"her face" not in path.read_bytes()
    assert (store.picture(digest, "small"), store.picture(digest, "1")) == (b"her face", None)
    path.replace(path.with_name(path.name.replace("small", "1")))
    assert store.picture(digest, "1") is None


def test_contents_are_named_and_go_with_their_pictures(store: FileStore) -> None:
    digests = [kept(store, content) for content in (b"first", b"second")]
    assert sorted(store.lying()) == sorted(map(store.name_of, digests))
    store.keep_picture(digests[0], "small", b"a picture")
    store.remove([store.name_of(digests[0])])
    assert store.lying() == [store.name_of(digests[1])]
    assert list((store.folder / ".pictures").iterdir()) == []
