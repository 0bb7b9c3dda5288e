"""The command line as its users meet it: where options stand, how refusals are told, merging and un-merging."""

import json
from pathlib import Path

import click
import pytest

from lastseen.cli import commands
from lastseen.cli.main import lastseen as command_line
from tests.conftest import lastseen

MERGE = """
coder = "demo"
[[verdict]]
kind = "person"
between = ["I-01/p1", "I-03/p1"]
answer = "same"
reason = "Only to be taken back again."
"""


def snapshot(registry: Path) -> dict[str, str]:
    answer: dict[str, str] = json.loads(lastseen("snapshot", "--registry", registry, "--format", "json"))
    return answer


def test_the_registry_is_named_before_or_after_the_verb(demo: Path) -> None:
    registry = demo / "registry"
    assert lastseen("--registry", registry, "snapshot", "list") == lastseen("snapshot", "list", "--registry", registry)


def test_a_registry_is_never_made_over_something(demo: Path) -> None:
    told = lastseen("init", "--registry", demo / "registry", "--format", "json", expect=1)
    assert json.loads(told)["error"]["code"] == "registry.exists"


def test_every_verb_that_prints_prints_json_too() -> None:
    assert commands.__all__
    verbs = [command for _, command in leaves(command_line)]
    assert len(verbs) > 12
    assert [verb.name for verb in verbs if "format_" not in {param.name for param in verb.params}] == []


def leaves(command: click.Command, name: str = "") -> list[tuple[str, click.Command]]:
    """Every verb that does something itself, with its whole name."""
    if not isinstance(command, click.Group):
        return [(name, command)]
    return [leaf for verb, below in command.commands.items() for leaf in leaves(below, f"{name} {verb}".strip())]


def test_a_template_needs_no_registry(tmp_path: Path) -> None:
    told = json.loads(lastseen("template", tmp_path / "book.xlsx", "--format", "json"))
    assert Path(told["workbook"]).is_file()
    assert Path(told["mapping"]).is_file()


def test_a_program_reads_every_row_of_every_figure_as_csv(demo: Path) -> None:
    told = lastseen("figures", "--registry", demo / "registry", "--figure", "sex", "--format", "csv")
    assert told.startswith("\ufefffigure,title,unit,N,row,label,n,low,high,percent,rounded_to,snapshot\n")
    assert "sex,Victims by sex,victim,113,male,Male,66,66,66,58.4,1," in told


@pytest.mark.parametrize("format_", ["text", "json", "csv", "html"])
def test_what_is_published_names_no_small_row(demo: Path, format_: str) -> None:
    asked = ("figures", "--registry", demo / "registry", "--figure", "first-arrest-order", "--format", format_)
    small = "Anti-socialist inspection group"
    assert small in lastseen(*asked)
    told = lastseen(*asked, "--profile", "public")
    assert (small in told, "anti-socialist" in told, "Small numbers, put together" in told) == (False, False, True)


def test_a_crossing_is_published_rounded(demo: Path) -> None:
    asked = ("figures", "--registry", demo / "registry", "--figure", "hand-overs", "--profile", "public")
    assert "rounded to multiples of 5" in lastseen(*asked)
    (crossed,) = json.loads(lastseen(*asked, "--format", "json"))["figures"]
    assert {(row["code"], row["n"], row["percent"]) for row in crossed["rows"]} == {
        ("not-handed-over", 75, None),
        ("cn-mps>mss", 20, None),
    }
    assert crossed["rounded_to"] == 5


def test_a_row_is_traced_by_its_label_too(demo: Path) -> None:
    by_label = lastseen("trace", "grounds", "종교", "--registry", demo / "registry")
    assert by_label == lastseen("trace", "grounds", "religion", "--registry", demo / "registry")


def test_a_refusal_is_told_as_json_with_its_code_and_hint(demo: Path) -> None:
    told = lastseen("trace", "grounds", "witchcraft", "--registry", demo / "registry", "--format", "json", expect=1)
    error = json.loads(told)["error"]
    assert error["code"] == "figures.unknown-row"
    assert "religion" in error["hint"]


def test_a_wrong_passphrase_opens_nothing(demo: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "passphrase"
    wrong.write_text("guessed\n", encoding="utf-8")
    told = lastseen("doctor", "--registry", demo / "registry", "--passphrase-file", wrong, "--format", "json", expect=1)
    assert json.loads(told)["error"]["code"] == "keys.wrong-passphrase"


def test_an_unknown_user_does_nothing(demo: Path) -> None:
    told = lastseen("figures", "--registry", demo / "registry", "--as", "nobody", "--format", "json", expect=1)
    assert json.loads(told)["error"]["code"] == "user.not-found"


def test_a_merge_taken_back_gives_exactly_what_was_there_before(demo: Path) -> None:
    registry = demo / "registry"
    before = snapshot(registry)
    (demo / "merge.toml").write_text(MERGE, encoding="utf-8")
    decided = json.loads(lastseen("decide", demo / "merge.toml", "--registry", registry, "--format", "json"))
    merged = snapshot(registry)
    lastseen("take-back", decided["verdicts"][0], "--registry", registry)
    after = snapshot(registry)
    assert merged["content"] != before["content"] == after["content"]


def test_the_difference_of_two_snapshots_names_who_was_merged_and_what_moved(demo: Path) -> None:
    registry = demo / "registry"
    before = snapshot(registry)["snapshot"]
    (demo / "merge.toml").write_text(MERGE, encoding="utf-8")
    lastseen("decide", demo / "merge.toml", "--registry", registry)
    after = snapshot(registry)["snapshot"]
    answer = json.loads(lastseen("snapshot", "diff", before, after, "--registry", registry, "--format", "json"))
    assert [merged["several"] for merged in answer["persons"]["merged"]] == [["P-0001", "P-0003"]]
    victims = next(figure for figure in answer["figures"] if figure["figure"] == "victims")
    assert (victims["before"], victims["after"]) == (113, 112)


def test_a_number_is_followed_down_to_the_words_that_say_it(demo: Path) -> None:
    registry = demo / "registry"
    answer = json.loads(lastseen("trace", "grounds", "religion", "--registry", registry, "--format", "json"))
    quotes = [p["quote"] for unit in answer["units"] for a in unit["accounts"] for p in a["passages"]]
    assert len(answer["units"]) == 6
    assert any("성경" in quote for quote in quotes)


def test_the_doctor_finds_the_demo_sound(demo: Path) -> None:
    checks = json.loads(lastseen("doctor", "--registry", demo / "registry", "--format", "json"))["checks"]
    assert len(checks) >= 3
    assert [check for check in checks if not check["sound"]] == []


def test_a_second_demo_is_made_of_what_is_there(finished_demo: Path) -> None:
    made = (finished_demo / ".done").stat().st_mtime_ns
    lastseen("demo", finished_demo)
    assert (finished_demo / ".done").stat().st_mtime_ns == made


def test_a_demo_is_not_built_over_something_else(tmp_path: Path) -> None:
    (tmp_path / "letters").write_text("not a demo", encoding="utf-8")
    lastseen("demo", tmp_path, expect=1)
    assert (tmp_path / "letters").read_text(encoding="utf-8") == "not a demo"
