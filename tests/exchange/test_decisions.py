"""Files of decisions: read strictly, so that no decision is lost by a slip of the pen."""

from pathlib import Path
from uuid import UUID

import pytest

from lastseen.domain.coding import Ids
from lastseen.exchange.decisions import MalformedDecisions, read_decisions

IDS = Ids(UUID(int=1))
FINDING = """
[[finding]]
persons = ["I-01/p1"]
cases = ["I-01/c1"]
standard = "credible"
outcome = "enforced-disappearance"
reason = "The neighbour saw it."
"""
VERDICT = """
[[verdict]]
kind = "person"
between = ["I-01/p1", "I-02/p1"]
answer = "same"
reason = "The same name and day."
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "decisions.toml"
    path.write_text(f'coder = "demo"\n{text}', encoding="utf-8")
    return path


def test_everything_a_file_decides_is_read_with_the_names_it_gives(tmp_path: Path) -> None:
    found = read_decisions(written(tmp_path, VERDICT + FINDING), IDS)
    assert (len(found.verdicts), len(found.conclusions), len(found.findings)) == (1, 0, 1)
    assert set(found.names.values()) == {"I-01/p1", "I-02/p1", "I-01/c1"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (FINDING.replace("persons =", "person ="), "finding 1: unknown key 'person'"),
        (FINDING.replace("[[finding]]", "[[findings]]"), "the file: unknown key 'findings'"),
        ("", "the file: it decides nothing"),
        (FINDING.replace('["I-01/p1"]', "[]"), "it hangs on nobody"),
        (VERDICT.replace("I-02/p1", "I-01/p1"), "two different accounts"),
        (VERDICT.replace(', "I-02/p1"', ""), "two different accounts"),
        (VERDICT.replace('"same"', '"yes"'), "'yes' is not one of same, different, unsure"),
        (VERDICT.replace('"The same name and day."', '""'), "'reason' is empty"),
        (VERDICT.replace("I-01/p1", "I-01"), "SOURCE/ACCOUNT"),
        ("[[finding", "the file"),
    ],
)
def test_a_slip_of_the_pen_is_refused_where_it_stands(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(MalformedDecisions) as refused:
        read_decisions(written(tmp_path, text), IDS)
    assert says in str(refused.value)
