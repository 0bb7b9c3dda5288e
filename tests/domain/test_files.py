"""What files are called on pages, whatever name came with them."""

import pytest

from lastseen.domain.files import shown_name


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("interview.m4a", "interview.m4a"),
        ("\u1112\u1161\u11ab.pdf", "한.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\scan.tif", "scan.tif"),
        ("folder/", "folder"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("two\r\nlines\x00.txt", "twolines.txt"),
        ("می\u200cخواهم.jpg", "می\u200cخواهم.jpg"),
        ("...", "—"),
        ("", "—"),
    ],
)
def test_a_name_is_shown_without_folders_and_signs_that_are_not_seen(given: str, shown: str) -> None:
    assert shown_name(given) == shown
