"""The outlines of areas that a map is drawn from, read from GeoJSON."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from lastseen.domain.errors import Refusal

Degrees = tuple[float, float]
"""Longitude and latitude."""
Ring = tuple[Degrees, ...]

_DATA = Path(str(files("lastseen") / "data" / "outlines"))


class UnreadableOutlines(Refusal):
    """The file of outlines cannot be read."""

    code = "figures.unreadable-outlines"
    sentence = "{path} cannot be read as outlines of areas: {why}."
    hint = (
        "Name a GeoJSON file of polygons, each with the properties code and role (home, near or around), "
        "or one of those that are shipped: {shipped}."
    )


class AreaRole(StrEnum):
    """What an area is on a map: of the country it is about, next to it, or ground around."""

    HOME = "home"
    NEAR = "near"
    AROUND = "around"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """An area: its outer rings, of longitudes and latitudes in degrees."""

    role: AreaRole
    rings: tuple[Ring, ...]


Outlines = Mapping[str, Outline]
"""Areas by the code of their place, in the order they are painted."""


def shipped_outlines() -> tuple[str, ...]:
    """The names under which outlines come with this program."""
    return tuple(sorted(path.stem for path in _DATA.glob("*.geojson")))


@cache
def outlines(name: str | Path) -> Outlines:
    """The outlines shipped under this name, or else those in this file."""
    path = _DATA / f"{name}.geojson" if name in shipped_outlines() else Path(name)
    try:
        features = json.loads(path.read_text("utf-8"))["features"]
        found = {feature["properties"]["code"]: _outline(feature) for feature in features}
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise UnreadableOutlines(path=str(name), why=_why(error), shipped=", ".join(shipped_outlines())) from error
    return dict(sorted(found.items(), key=lambda item: item[1].role is not AreaRole.AROUND))


def _outline(feature: Mapping[str, Any]) -> Outline:
    return Outline(role=AreaRole(feature["properties"]["role"]), rings=tuple(_rings(feature["geometry"])))


def _rings(geometry: Mapping[str, Any]) -> Iterator[Ring]:
    """The outer ring of each polygon; GeoJSON puts it before the holes, which a map of a page does not show."""
    coordinates = geometry["coordinates"]
    for polygon in [coordinates] if geometry["type"] == "Polygon" else coordinates:
        yield tuple((float(longitude), float(latitude)) for longitude, latitude, *_ in polygon[0])


def _why(error: Exception) -> str:
    """The reason in words, without the path again."""
    match error:
        case OSError():
            return error.strerror or "it cannot be opened"
        case KeyError():
            return f"{error} is missing"
        case _:
            return str(error)
