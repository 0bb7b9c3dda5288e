"""Files of markings: every word with its kind under its source, and slips refused where they stand."""

from pathlib import Path

import pytest

from lastseen.exchange.markings import MalformedMarkings, MarkingFile, read_markings

TWO = """
unread = ["I-02"]
[[marking]]
source = "I-01"
words = "the ferryman"
kind = "broker"
[[marking]]
source = "I-01"
words = "his aunt"
kind = "kin"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "markings.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_says_what_is_marked_in_each_source_and_what_nobody_has_read(tmp_path: Path) -> None:
    assert read_markings(written(tmp_path, TWO)) == MarkingFile(
        marked={"I-01": (("the ferryman", "broker"), ("his aunt", "kin"))}, unread=frozenset({"I-02"})
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("unred = []", "unknown key 'unred'"),
        ('[[marking]]\nsource = "I-01"\nkind = "kin"', "it has no 'words'"),
        ('[[marking]]\nsource = "I-01"\nwords = "x"\nkind = "kin"\nwhy = "y"', "unknown key 'why'"),
        ("unread = 1", "'unread' is not a list of sources"),
        ("= 1", "Invalid statement"),
    ],
)
def test_a_slip_is_refused_with_the_file_and_what_is_wrong(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(MalformedMarkings) as refused:
        read_markings(written(tmp_path, text))
    assert str(refused.value).startswith("markings.toml: ")
    assert why in str(refused.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MalformedMarkings):
        read_markings(tmp_path / "none.toml")
