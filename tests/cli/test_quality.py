"""``quality`` draws a sample, and tells precision and recall once enough of it is judged."""

import json

import pytest
from click.testing import CliRunner

import lastseen.cli.commands  # noqa: F401  # gives the command its verbs
from lastseen.cli.main import lastseen as command
from lastseen.domain.verdicts import Answer
from lastseen.linkage.assessing import TooFewJudged
from lastseen.operations.judging import judge, sample_page
from lastseen.operations.quality import NoSample
from lastseen.operations.users import rights_of
from tests.coded import hand, interview
from tests.conftest import NOW, Registry


def run(registry: Registry, *arguments: str) -> str:
    result = CliRunner().invoke(command, ["quality", *arguments], obj=registry.wiring, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_sample_is_drawn_judged_and_told_in_words_and_as_data(registry: Registry) -> None:
    hand(
        registry,
        *(interview(f"I-{at:02}", name=f"고은{syllable}") for at, syllable in enumerate("별솔비결샘담란찬율채온")),
    )
    with pytest.raises(NoSample):
        run(registry, "show")
    assert json.loads(run(registry, "draw", "--size", "60", "--seed", "7", "--format", "json"))["seed"] == 7
    with pytest.raises(TooFewJudged):
        run(registry, "show")
    rights = rights_of(registry.owner)
    while (page := sample_page(rights)).pair is not None:
        judge(page.pair, Answer.DIFFERENT, actor=rights.user, now=NOW)
    found = json.loads(run(registry, "show", "--format", "json"))
    assert (found["judged"], found["waiting"], found["precision"]) == (55, 0, None)
    assert found["recall"] == {"low": 1.0, "high": 1.0, "at_least": 1.0, "at_most": 1.0}
    assert "55 pairs judged, 0 of them unsure, 0 waiting." in run(registry, "show")
