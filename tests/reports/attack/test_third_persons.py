"""No words that were marked as naming a third person leave by any way, nor any words of a text nobody has read through.

The canaries are marked words of the demo that stand in one transcript only, so that nothing else can bring them out.
"""

import json
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from lastseen.config.wiring import Wiring
from lastseen.domain.markings import BAR
from lastseen.domain.release import Profile
from lastseen.figures.standard import standard_definitions
from lastseen.operations.dossiers import dossier
from lastseen.operations.exports import export_people
from lastseen.operations.figures import trace_row
from lastseen.operations.library_query import Query
from lastseen.operations.snapshots import find_snapshot
from lastseen.reports.dossier import dossier as composed
from lastseen.reports.writers.docx import docx
from lastseen.reports.writers.page import page
from lastseen.reports.writers.pdf import pdf
from lastseen.snapshot import Snapshot
from lastseen.snapshot.schema import ANALYSIS, IDENTITY
from tests.conftest import NOW, wire
from tests.reports.attack.conftest import OF_BOTH, Reports
from tests.reports.attack.reading import held, squeezed

COLUMNS = (
    "names",
    "sex",
    "occupation",
    "place",
    "first",
    "last",
    "grounds",
    "fate",
    "taken",
    "age",
    "cases",
    "sources",
)
UNREAD = "I-62"


def said(demo: Path) -> dict[str, str]:
    """Every transcript of the demo, by its source."""
    return {path.stem: squeezed(path.read_text(encoding="utf-8")) for path in (demo / "sources").rglob("*.txt")}


def quoted(demo: Path, source: str) -> set[str]:
    """All that is cited of a source, as its coder took it from the transcript."""
    (path,) = (demo / "sources").rglob(f"{source}.toml")
    found: set[str] = set()

    def look(value: object) -> None:
        if isinstance(value, dict):
            found.update({squeezed(value["quote"])} if isinstance(value.get("quote"), str) else ())
            value = list(value.values())
        for one in value if isinstance(value, list) else ():
            look(one)

    look(tomllib.loads(path.read_text(encoding="utf-8")))
    return found


@pytest.fixture(scope="module")
def canaries(finished_demo: Path) -> set[str]:
    """Marked words that are there to leak: they stand in something that is cited, and in one transcript."""
    markings = tomllib.loads((finished_demo / "sources" / "markings.toml").read_text(encoding="utf-8"))["marking"]
    texts = said(finished_demo)
    marked = {(one["source"], squeezed(one["words"])) for one in markings}
    alone = {(source, words) for source, words in marked if sum(words in text for text in texts.values()) == 1}
    cited = {words for source, words in alone if any(words in quote for quote in quoted(finished_demo, source))}
    assert len(cited) >= 7
    return cited


@pytest.fixture(scope="module")
def inside(finished_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wiring]:
    """The demo's registry, open."""
    folder = tmp_path_factory.mktemp("inside") / "registry"
    wiring = wire(Path(shutil.copytree(finished_demo / "registry", folder)))
    assert wiring.workspace
    yield wiring
    wiring.close()


def leaked(text: str, canaries: set[str]) -> set[str]:
    return {words for words in canaries if words in squeezed(text)}


@pytest.mark.parametrize(("profile", "language", "ending"), OF_BOTH)
def test_no_report_holds_them(
    reports: Reports, profile: Profile, language: str, ending: str, canaries: set[str]
) -> None:
    assert leaked(held(reports.file(profile, language, ending)).everything, canaries) == set()


def everything(snapshot: Snapshot) -> str:
    """All cells of all tables of a snapshot, those of the identity part too."""
    tables = [*(snapshot.table(name) for name in ANALYSIS), *(snapshot.identity(name) for name in IDENTITY)]
    return "\n".join(str(cell) for table in tables for row in table.rows() for cell in row if cell)


def test_no_table_of_a_snapshot_holds_them_opened_with_the_key(reports: Reports, canaries: set[str]) -> None:
    found = everything(reports.snapshot)
    assert found.count(BAR) >= 2 * len(canaries)
    assert leaked(found, canaries) == set()


def test_no_table_of_a_snapshot_holds_a_quote_of_a_text_that_nobody_has_read(
    reports: Reports, finished_demo: Path
) -> None:
    cited = {quote for quote in quoted(finished_demo, UNREAD) if len(quote) > 12}
    assert len(cited) >= 5
    assert leaked(everything(reports.snapshot), cited) == set()


def told_of(snapshot: Snapshot) -> list[str]:
    """The codes of the people in whose passages a bar stands."""
    barred = snapshot.identity("evidence").filter(pl.col("quote").str.contains(BAR))
    people = snapshot.table("accounts").join(barred.select("account").unique(), on="account").select("person").unique()
    return sorted(snapshot.table("persons").join(people, on="person")["code"])


def test_no_dossier_holds_them_in_any_format(
    inside: Wiring, reports: Reports, canaries: set[str], tmp_path: Path
) -> None:
    codes = told_of(reports.snapshot)
    assert len(codes) >= 7
    snapshot = find_snapshot(inside.workspace, None)
    for code in codes:
        released = dossier(snapshot, code, inside.workspace, actor=inside.actor, now=NOW)
        written = page(composed(released, "ko"))
        assert BAR in written
        assert leaked(written, canaries) == set()
    document = composed(released, "en")
    for ending, content in ((".pdf", pdf(document)), (".docx", docx(document))):
        path = tmp_path / f"dossier{ending}"
        path.write_bytes(content)
        found = held(path).everything
        assert BAR in found
        assert leaked(found, canaries) == set()


def test_neither_a_trace_nor_an_export_holds_them(inside: Wiring, canaries: set[str]) -> None:
    snapshot, workspace = find_snapshot(inside.workspace, None), inside.workspace
    definitions = standard_definitions("dprk")
    rows = (("sex", "male"), ("sex", "female"), ("fate", "seen"), ("fate", "unknown"))
    traces = [trace_row(snapshot, definitions, *row, workspace, actor=inside.actor, now=NOW).content for row in rows]
    assert BAR in repr(traces)
    assert leaked(repr(traces), canaries) == set()
    export = export_people(snapshot, Query(), COLUMNS, workspace, actor=inside.actor, now=NOW).content
    assert len(export.people) > 50
    assert leaked(json.dumps([repr(one) for one in export.people], ensure_ascii=False), canaries) == set()
