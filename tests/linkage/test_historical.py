"""How well historical people with errors are linked, with nothing chosen on the truth; skipped where they are not."""

from pathlib import Path

import polars as pl
import pytest

from lastseen.linkage import link, read_settings
from tests.linkage.judging import judged

ROOT = Path(__file__).parents[2]
TABLE = ROOT.parent / "shared" / "data" / "linkage" / "historical_figures_with_errors_50k.parquet"


@pytest.mark.long
@pytest.mark.skipif(not TABLE.exists(), reason="the historical figures are not beside the project")
def test_historical_people_are_linked_better_than_by_connected_components() -> None:
    table = pl.read_parquet(TABLE)
    links = link(table.drop("cluster"), read_settings(ROOT / "examples" / "historical" / "link.toml"))
    precision, recall, b3 = judged(links.clusters, table.select(id="unique_id", truth="cluster"))
    assert (2 * precision * recall / (precision + recall) >= 0.88, b3 >= 0.90) == (True, True)
