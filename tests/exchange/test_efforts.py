"""Efforts read from a file of their own."""

from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from lastseen.domain.efforts import Effort, Reply
from lastseen.exchange.efforts import EffortRead, MalformedEfforts, read_efforts
from tests.coded import CODER, IDS, account

WHOLE = f"""
coder = "{CODER}"
[[effort]]
persons = ["I-01/p1"]
cases = ["I-01/c1"]
kind = "complaint"
forum = "court"
what = "a complaint"
day = 2024-05-02
due = 2024-11-10
due_what = "ask again"
[[effort.reply]]
day = 2024-06-01
sender = "the court"
answer = "receipt"
"""


def read(folder: Path, text: str) -> list[EffortRead]:
    """What a file of this text holds."""
    path = folder / "efforts.toml"
    path.write_text(text, encoding="utf-8")
    return read_efforts(path, IDS)


def test_an_effort_is_read_with_whom_it_is_for_and_what_came_back(tmp_path: Path) -> None:
    assert read(tmp_path, WHOLE) == [
        EffortRead(
            accounts=frozenset({account("I-01", "person", "p1"), account("I-01", "case", "c1")}),
            effort=Effort(
                kind="complaint",
                forum="court",
                what="a complaint",
                day=date(2024, 5, 2),
                due=date(2024, 11, 10),
                due_what="ask again",
            ),
            replies=(Reply(day=date(2024, 6, 1), sender="the court", answer="receipt"),),
        )
    ]


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ('"I-01/p1"', '"I-01"'),
        ("due = 2024-11-10", 'due = "soon"'),
        ('what = "a complaint"', ""),
        ('forum = "court"', 'forum = "court"\ncourt = "x"'),
        ("[[effort]]", "[[effort"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(tmp_path: Path, was: str, becomes: str) -> None:
    assert was in WHOLE
    with pytest.raises(MalformedEfforts, match=r"efforts\.toml"):
        read(tmp_path, WHOLE.replace(was, becomes, 1))


def test_the_efforts_of_the_demo_can_be_read() -> None:
    path = Path(str(files("lastseen"))) / "data" / "demo" / "efforts.toml"
    assert [one.effort.kind for one in read_efforts(path, IDS)] == ["un-submission", "search", "recommendation"]
