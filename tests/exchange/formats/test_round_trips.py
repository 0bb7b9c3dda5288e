"""Each format loses exactly what it says it loses."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from pyxform.xls2xform import convert  # type: ignore[import-untyped]  # it says nothing of its types

from lastseen.exchange import annotations, events_standard, everything, ftm, geojson, kobo, uwazi
from lastseen.exchange.annotations import Quoted, annotation, quoted, read_annotations, write_annotations
from lastseen.exchange.bundles.contents import Contents
from lastseen.exchange.events_standard import write_events
from lastseen.exchange.ftm import read_ftm, write_ftm
from lastseen.exchange.geojson import features
from lastseen.exchange.grid import KINDS, Loss, Taken, Wording
from lastseen.exchange.kobo import read_kobo, write_kobo
from lastseen.exchange.uwazi import read_uwazi, write_uwazi
from tests.contracts.reading import ROOT
from tests.exchange.formats.records import FULL, WORDING, lost

Write = Callable[[Contents, Wording, Path], int]
Read = Callable[[Path, Wording], Taken]
BOTH_WAYS = [
    pytest.param(write_ftm, read_ftm, ".", ftm.LOSSES, id="ftm"),
    pytest.param(write_uwazi, read_uwazi, ".", uwazi.LOSSES, id="uwazi"),
    pytest.param(write_kobo, read_kobo, "submissions.xlsx", kobo.LOSSES, id="kobo"),
]


@pytest.mark.parametrize(("write", "read", "name", "losses"), BOTH_WAYS)
def test_a_round_trip_loses_what_is_listed_and_nothing_else(
    tmp_path: Path, write: Write, read: Read, name: str, losses: Sequence[Loss]
) -> None:
    entries = write(FULL, WORDING, tmp_path / "out")
    taken = read(tmp_path / "out" / name, WORDING)
    assert lost(FULL, taken.contents) == {loss.what for loss in losses}
    assert (taken.entries, taken.kept_out, taken.troubles) == (entries, 0, ())


def test_the_form_that_is_written_is_one(tmp_path: Path) -> None:
    write_kobo(FULL, WORDING, tmp_path / "out")
    made = convert(tmp_path / "out" / "form.xlsx", validate=False)
    assert made.warnings == []
    for kind in KINDS:
        assert f'<repeat nodeset="/data/{kind}"' in made.xform


PAGES = [("everything", everything.LOSSES),
         ("ftm", ftm.LOSSES), ("uwazi", uwazi.LOSSES), ("kobo", kobo.LOSSES), ("geojson", geojson.LOSSES),
         ("annotations", annotations.LOSSES), ("events-standard", events_standard.losses())]  # fmt: skip


@pytest.mark.parametrize(("name", "losses"), PAGES, ids=[name for name, _ in PAGES])
def test_the_page_of_a_format_lists_what_it_loses(name: str, losses: Sequence[Loss]) -> None:
    page = (ROOT / "docs" / "reference" / "formats" / f"{name}.md").read_text(encoding="utf-8")
    listed = [line for line in page.partition("## What is lost")[2].splitlines() if line.startswith("| ")]
    assert listed[1:] == [f"| `{loss.what}` | {loss.why} |" for loss in losses]


def test_a_map_shows_what_has_a_place_and_nothing_of_who() -> None:
    found = features(FULL, WORDING)
    kinds = {one.kind for one in FULL.accounts} - {one["properties"]["kind"] for one in found["features"]}
    assert kinds | {"placeless"} == {loss.what for loss in geojson.LOSSES}
    assert "고은별" not in str(found)


def test_passages_come_back_with_their_place_where_it_is_known(tmp_path: Path) -> None:
    write_annotations(FULL, WORDING, tmp_path / "out")
    assert read_annotations(tmp_path / "out") == tuple(quoted(FULL)) != ()
    placed = Quoted(source="s", account="p", field="person.sex", quote="she", start=4, end=7)
    selectors = annotation(placed)["target"]["selector"]
    assert selectors == [
        {"type": "TextQuoteSelector", "exact": "she"},
        {"type": "TextPositionSelector", "start": 4, "end": 7},
    ]


def test_the_events_standard_takes_every_field_but_those_listed(tmp_path: Path) -> None:
    write_events(FULL, WORDING, tmp_path / "out")
    text = (tmp_path / "out").read_text(encoding="utf-8")
    told = {f"{kind}.{name}" for kind, known in events_standard.standard_fields().items()
            for name, field in known.items() if name not in ("id", "format") and field in text}  # fmt: skip
    kept_out = {loss.what for loss in events_standard.losses()}
    every = {f"{one.kind}.{name}" for one in FULL.accounts for name in one.said}
    assert every - told == {what for what in every if what in kept_out or what.partition(".")[0] in kept_out}
