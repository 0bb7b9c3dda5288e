"""Where things happened, as GeoJSON: one point for each stage and fate whose place has one, and how sure it is.

A point is that of the place named, and stands for all of it: ``within`` says what the place lies in. For outsiders
under aliases records name provinces only, and so do the points; the public sees counts of provinces. Out only.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from lastseen.exchange.bundles.contents import Contents, SentAccount
from lastseen.exchange.grid import Loss, Wording

LOSSES = (
    Loss(what="person", why="a map shows places, and no names"),
    Loss(what="relation", why="a tie has no place"),
    Loss(what="response", why="an answer has no place"),
    Loss(what="effort", why="what was done has no place"),
    Loss(what="case", why="a case has no place of its own"),
    Loss(what="placeless", why="what happened nobody knows where is not on a map"),
)
_WHAT = {"stage": ("stage", "stage-kind", "start"), "fate": ("status", "fate-status", "as_of")}


def features(contents: Contents, wording: Wording) -> dict[str, Any]:
    """The stages and fates of records that have a place on earth, as a feature collection."""
    found = (_feature(one, wording) for one in contents.accounts if one.kind in _WHAT)
    return {"type": "FeatureCollection", "features": [one for one in found if one is not None]}


def counts(rows: Iterable[tuple[str, Mapping[str, Any]]], wording: Wording) -> dict[str, Any]:
    """What was counted in each place, by its code, as a feature collection; what is no place has no point."""
    return {"type": "FeatureCollection", "features": [_counted(code, told, wording) for code, told in rows]}


def _counted(code: str, told: Mapping[str, Any], wording: Wording) -> dict[str, Any]:
    point = wording.point(code)
    geometry = None if point is None else _point(point)
    return {"type": "Feature", "id": code, "geometry": geometry, "properties": {**told, **_place(code, wording)}}


def _point(at: tuple[float, float]) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [at[1], at[0]]}


def _place(code: str, wording: Wording) -> dict[str, Any]:
    """What a place is called, and what it lies in; nothing of what is none."""
    if not wording.knows("place", code):
        return {}
    return {
        "place": wording.word("place", code),
        "within": [wording.word("place", above) for above in wording.vocabularies["place"].ancestors(code)],
        "stands_for": "the whole of the place named",
    }


def _feature(one: SentAccount, wording: Wording) -> dict[str, Any] | None:
    place = _first(one, "place")
    point = None if place is None else wording.point(place)
    if point is None:
        return None
    field, vocabulary, when = _WHAT[one.kind]
    what, days = _first(one, field), _first(one, when)
    return {
        "type": "Feature",
        "id": one.id,
        "geometry": _point(point),
        "properties": {
            "kind": one.kind,
            "what": None if what is None else wording.word(vocabulary, what),
            **_place(place, wording),
            "earliest": None if days is None else days[0],
            "latest": None if days is None else days[1],
            "person": _first(one, "person"),
            "source": one.source,
        },
    }


def _first(one: SentAccount, name: str) -> Any:
    return next((value["v"] for value in one.said.get(name, ()) if "v" in value), None)
