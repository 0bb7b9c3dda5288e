"""Two files of invented people are linked nearly without error, nothing chosen on the truth; skipped without them.

FEBRL 4 comes with the Record Linkage Toolkit, which ``benchmarks/linkage.py`` installs beside the project.
"""

from pathlib import Path

import polars as pl
import pytest
from benchmarks.febrl import files, table, truth

from lastseen.linkage import link, read_settings
from tests.linkage.judging import judged

ROOT = Path(__file__).parents[2]
BOTH = files(ROOT / ".venv" / "peers")


@pytest.mark.skipif(not BOTH, reason="FEBRL 4 is not there: benchmarks/linkage.py brings it")
def test_two_files_are_linked_nearly_without_error() -> None:
    records = table(BOTH)
    links = link(records, read_settings(ROOT / "examples" / "febrl" / "link.toml"))
    precision, recall, _ = judged(links.clusters, truth(records))
    assert 2 * precision * recall / (precision + recall) >= 0.999
    assert _from_one_file(links.clusters, records) == 0


def _from_one_file(clusters: pl.DataFrame, records: pl.DataFrame) -> int:
    """How many clusters have two records of one file."""
    joined = clusters.join(records.select(id="rec_id", file="file"), on="id")
    return joined.group_by("cluster", "file").len().filter(pl.col("len") > 1).height
