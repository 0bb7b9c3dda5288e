"""``names`` compares, scores and joins, and refuses what is no list of names."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import lastseen.cli.commands  # noqa: F401  # gives the command its verbs
from lastseen.cli.main import lastseen as command
from lastseen.exchange.name_lists import NoPairs, NotText, RaggedPairs, read_pairs


def run(*arguments: str) -> str:
    result = CliRunner().invoke(command, ["names", *arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_two_names_are_compared_with_reasons_as_data() -> None:
    found = json.loads(run("compare", "리영희", "Ri Yong-hui", "--format", "json"))
    assert found["log_bayes_factor"] == pytest.approx(sum(one["log_bayes_factor"] for one in found["because"]), abs=1.0)
    assert [one["meant"] for one in found["because"]] == ["리", "영", "희"]


def test_two_names_are_compared_in_words() -> None:
    told = run("compare", "공철수", "Kong Chol Su", "--explain")
    assert told.splitlines()[1].split()[:5] == ["surname", "공", "/", "kong", "="]
    assert "names nobody" in run("compare", "the child", "이영희", "--explain")


def test_a_table_of_pairs_comes_back_with_scores_in_the_same_order(tmp_path: Path) -> None:
    pairs, out = tmp_path / "pairs.csv", tmp_path / "scores.csv"
    pairs.write_text("id,a,b\n1,이영희,Ri Yong-hui\n2,이영희,\n3,박철수,Kim Il\n", encoding="utf-8")
    run("score", str(pairs), "--out", str(out))
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["id"], row["a"], row["b"]) for row in rows] == [
        ("1", "이영희", "Ri Yong-hui"),
        ("2", "이영희", ""),
        ("3", "박철수", "Kim Il"),
    ]
    alike, nobody, apart = (float(row["score"]) for row in rows)
    assert (alike > 5, nobody, apart < 0) == (True, 0, True)


def test_each_name_of_a_list_is_found_in_another(tmp_path: Path) -> None:
    left, right, out = tmp_path / "left.txt", tmp_path / "right.txt", tmp_path / "out.csv"
    left.write_text("이영희\n\n박철수\n이영희\n", encoding="utf-8")
    right.write_text("Pak Chol Su\nRi Yong-hui\nKim Il\n", encoding="utf-8")
    run("join", str(left), str(right), "--top", "1", "--out", str(out))
    with out.open(encoding="utf-8", newline="") as file:
        assert [(row["a"], row["b"], row["rank"]) for row in csv.DictReader(file)] == [
            ("이영희", "Ri Yong-hui", "1"),
            ("박철수", "Pak Chol Su", "1"),
        ]


@pytest.mark.parametrize(
    ("content", "refused"),
    [
        (b"left,right\nx,y\n", NoPairs),
        (b"a,b\nx\n", RaggedPairs),
        (b"a,b\nx,y,z\n", RaggedPairs),
        (b"\xff\xfe", NotText),
    ],
)
def test_a_table_that_is_none_is_refused(tmp_path: Path, content: bytes, refused: type[Exception]) -> None:
    pairs = tmp_path / "pairs.csv"
    pairs.write_bytes(content)
    with pytest.raises(refused):
        read_pairs(pairs)
