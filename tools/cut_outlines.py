#!/usr/bin/env python3
"""The outlines of the maps, cut out of Natural Earth: provinces by their code, and the countries around them.

    tools/cut_outlines.py world_map.gpkg src/lastseen/data/outlines/northeast-asia.geojson

The GeoPackage is that of Debian's ``qgis-common``. Its lines are generalised already and neighbours share their
vertices, so nothing is simplified further: coordinates are rounded, which keeps them shared, and countries are cut off
at the frame.
"""

import json
import sqlite3
import struct
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Final

Ring = list[tuple[float, float]]

HOME: Final = {
    "KP-01": "P'yŏngyang",
    "KP-02": "P'yŏngan-namdo",
    "KP-03": "P'yŏngan-bukto",
    "KP-04": "Chagang-do",
    "KP-05": "Hwanghae-namdo",
    "KP-06": "Hwanghae-bukto",
    "KP-07": "Kangwŏn-do",
    "KP-08": "Hamgyŏng-namdo",
    "KP-09": "Hamgyŏng-bukto",
    "KP-10": "Ryanggang",
    "KP-13": "Rasŏn",
}
NEAR: Final = {
    "CN-HL": "Heilongjiang",
    "CN-JL": "Jilin",
    "CN-LN": "Liaoning",
    "RU-AMU": "Amur",
    "RU-KHA": "Khabarovsk",
    "RU-PRI": "Primor'ye",
}
AROUND: Final = ("CN", "JP", "KR", "MN", "RU")
FRAME: Final = (106.0, 31.0, 143.0, 58.0)
"""West, south, east and north of what is kept of the countries around."""
LEAST: Final = 0.002
"""Islands smaller than this, in square degrees, are left out: some 20 km²."""
DECIMALS: Final = 2


def main(package: Path, target: Path) -> None:
    """Writes the outlines in the package to the target, as GeoJSON."""
    with sqlite3.connect(f"file:{package}?mode=ro", uri=True) as database:
        features = [
            *(_feature(code, "around", _country(database, code)) for code in AROUND),
            *(_feature(code, "near", _province(database, code, name)) for code, name in NEAR.items()),
            *(_feature(code, "home", _province(database, code, name)) for code, name in HOME.items()),
        ]
    lines = ",\n".join(json.dumps(feature, separators=(",", ":")) for feature in features)
    target.write_text(f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n', "utf-8")


def _feature(code: str, role: str, rings: Sequence[Ring]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"code": code, "role": role},
        "geometry": {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]},
    }


def _province(database: sqlite3.Connection, code: str, name: str) -> list[Ring]:
    query = "SELECT geom FROM states_provinces WHERE iso_a2 = ? AND name = ?"
    ((geometry,),) = database.execute(query, (code[:2], name))
    return list(_kept(_rings(geometry)))


def _country(database: sqlite3.Connection, code: str) -> list[Ring]:
    ((geometry,),) = database.execute("SELECT geom FROM countries WHERE iso_a2 = ?", (code,))
    return list(_kept(_framed(ring) for ring in _rings(geometry)))


def _kept(rings: Iterable[Ring]) -> Iterator[Ring]:
    """The rings that are large enough, rounded, without points that fell together."""
    for ring in rings:
        points = [point for point, _ in groupby((round(x, DECIMALS), round(y, DECIMALS)) for x, y in ring)]
        if len(points) > 3 and abs(_area(points)) >= LEAST:
            yield points


def _area(ring: Ring) -> float:
    return sum(x * b - a * y for (x, y), (a, b) in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


def _framed(ring: Ring) -> Ring:
    """The part of a ring inside the frame, cut at one side after the other (Sutherland and Hodgman)."""
    west, south, east, north = FRAME
    for axis, limit, sign in ((0, west, 1), (1, south, 1), (0, east, -1), (1, north, -1)):
        ring = list(_cut(ring, axis, limit, sign))
    return [*ring, ring[0]] if ring and ring[0] != ring[-1] else ring


def _cut(ring: Ring, axis: int, limit: float, sign: int) -> Iterator[tuple[float, float]]:
    for before, point in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        was_in, is_in = ((p[axis] - limit) * sign >= 0 for p in (before, point))
        if was_in != is_in:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            yield before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])
        if is_in:
            yield point


def _rings(geometry: bytes) -> Iterator[Ring]:
    """The outer rings of a GeoPackage geometry: its own head, then polygons in well-known binary, little-endian."""
    envelope = (0, 32, 48, 48, 64)[(geometry[3] >> 1) & 7]
    offset = 8 + envelope + 5
    (polygons,) = struct.unpack_from("<I", geometry, offset)
    offset += 4
    for _ in range(polygons):
        (rings,) = struct.unpack_from("<I", geometry, offset + 5)
        offset += 9
        for index in range(rings):
            (points,) = struct.unpack_from("<I", geometry, offset)
            numbers = struct.unpack_from(f"<{2 * points}d", geometry, offset + 4)
            offset += 4 + 16 * points
            if index == 0:
                yield list(zip(numbers[::2], numbers[1::2], strict=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
