"""Outlines: those shipped are whole, and a file that holds none is refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from lastseen.exchange.vocabularies import load_vocabularies
from lastseen.figures.charts.outlines import AreaRole, Outline, UnreadableOutlines, outlines, shipped_outlines

SQUARE = [[0, 0], [2, 0], [2, 1], [0, 0]]


def _written(path: Path, **feature: Any) -> Path:
    whole = {
        "properties": {"code": "XX-1", "role": "home"},
        "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
    }
    path.write_text(json.dumps({"features": [whole | feature]}), "utf-8")
    return path


def test_every_area_shipped_is_a_place_of_the_vocabulary() -> None:
    known = {term.code for term in load_vocabularies("dprk", None)["place"].terms}
    areas = outlines("northeast-asia")
    assert [code for code, area in areas.items() if area.role is not AreaRole.AROUND and code not in known] == []
    assert {"KP-09", "CN-JL", "RU-PRI"} < areas.keys()


def test_the_country_a_map_is_about_is_whole() -> None:
    homes = [code for code, area in outlines("northeast-asia").items() if area.role is AreaRole.HOME]
    assert homes == [f"KP-{number:02}" for number in (*range(1, 11), 13)]


def test_outlines_are_closed_rings_of_degrees() -> None:
    rings = [ring for name in shipped_outlines() for area in outlines(name).values() for ring in area.rings]
    assert [ring for ring in rings if len(ring) < 4 or ring[0] != ring[-1]] == []
    assert {(abs(x) <= 180, abs(y) <= 90) for ring in rings for x, y in ring} == {(True, True)}


def test_what_is_around_is_painted_first() -> None:
    roles = [area.role is AreaRole.AROUND for area in outlines("northeast-asia").values()]
    assert roles == sorted(roles, reverse=True)


def test_a_file_of_ones_own_is_read(tmp_path: Path) -> None:
    own = outlines(_written(tmp_path / "own.geojson"))
    assert own == {"XX-1": Outline(role=AreaRole.HOME, rings=(((0, 0), (2, 0), (2, 1), (0, 0)),))}


def test_holes_are_left_out(tmp_path: Path) -> None:
    holed = {"type": "MultiPolygon", "coordinates": [[SQUARE, [[1, 0.2], [1.5, 0.2], [1.5, 0.3], [1, 0.2]]]]}
    assert len(outlines(_written(tmp_path / "holed.geojson", geometry=holed))["XX-1"].rings) == 1


@pytest.mark.parametrize(
    ("feature", "why"),
    [
        ({"properties": {"code": "XX-1"}}, "'role' is missing"),
        ({"properties": {"code": "XX-1", "role": "far"}}, "'far' is not a valid AreaRole"),
        ({"geometry": {"type": "Polygon", "coordinates": [[[1]]]}}, "not enough values to unpack"),
        ({"geometry": None}, "'NoneType' object is not subscriptable"),
    ],
)
def test_what_is_no_outline_is_refused(tmp_path: Path, feature: dict[str, Any], why: str) -> None:
    path = _written(tmp_path / "wrong.geojson", **feature)
    with pytest.raises(UnreadableOutlines) as refused:
        outlines(path)
    assert why in str(refused.value)


def test_a_name_that_is_neither_shipped_nor_a_file_is_refused() -> None:
    with pytest.raises(UnreadableOutlines) as refused:
        outlines("atlantis")
    assert str(refused.value) == "atlantis cannot be read as outlines of areas: No such file or directory."
    assert "northeast-asia" in refused.value.mend
