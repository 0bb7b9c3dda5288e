"""Documents written to files: whole or not at all, and only in formats there are."""

from pathlib import Path

import pytest

from lastseen.cli.writing import NoSuchFolder, NoSuchFormat, check_out, write_document
from lastseen.reports.document.model import Cover, Document, Paragraph, plain

DOCUMENT = Document(
    language="en", cover=Cover(title="Trial"), contents="", blocks=(Paragraph(text=plain("Nobody is told of.")),)
)


@pytest.mark.parametrize(("ending", "starts"), [(".html", b"<!DOCTYPE html>"), (".pdf", b"%PDF"), (".docx", b"PK")])
def test_a_document_is_written_as_its_name_ends(tmp_path: Path, ending: str, starts: bytes) -> None:
    out = tmp_path / f"trial{ending}"
    out.write_bytes(b"what stood there before")
    write_document(DOCUMENT, out)
    assert out.read_bytes().startswith(starts)
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("name", ["trial", "trial.txt", "trial.pdf.gz", ".pdf"])
def test_an_ending_that_says_no_format_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(NoSuchFormat) as refused:
        check_out(tmp_path / name)
    assert refused.value.mend == "Let its name end in .html, .pdf, .docx."


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoSuchFolder):
        check_out(tmp_path / "none" / "trial.pdf")


def test_a_document_that_cannot_be_put_in_place_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "trial.pdf"
    out.write_bytes(b"what stood there before")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        write_document(DOCUMENT, out)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"what stood there before"]
