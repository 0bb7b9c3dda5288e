"""How far single people whom a release shows can be picked out, and through them those who told of them."""

from collections.abc import Collection

import polars as pl

from lastseen.figures.adversary import Attack, Custody, Item, Says, assumed, attack, simulated
from lastseen.figures.microdata import Anonymity, anonymity
from lastseen.reports.records.shown import ShownPerson, Span, gather
from lastseen.snapshot import Snapshot
from lastseen.snapshot.outward import Outward

_KNOWN = ("sex", "age", "occupation", "taken", "country", "place")
_SENSITIVE = ("grounds", "fate")
_CODED = ("sex", "occupation", "period", "country", "place", "grounds", "authorities", "fate", "responses")


def attacked(seen: Snapshot, people: Collection[str], profile: str, *, named: bool) -> Attack:
    """What a simulated adversary makes of these people, each shown as outsiders would see them.

    The custody records are those of everybody in the snapshot, as exactly as they would be shown.
    """
    given = assumed(profile)
    shown = {one.alias: _said(one) for one in gather(seen.shown(Outward(alias=str, named=named)), {}).people}
    lists = simulated(seen, (Custody(held=id_, written=says) for id_, says in shown.items()), given)
    return attack((Item(id=id_, says=shown[id_]) for id_ in people), lists, given.threshold)


def anonymous(view: Snapshot, threshold: int) -> Anonymity:
    """How well a view that shows people outward hides each among the others.

    Outsiders can know what a neighbour knows: sex, age, work, when and where. Sensitive are the grounds and the fate.
    """
    said = {one.alias: _said(one) for one in gather(view, {}).people}
    rows = {name: [" ".join(sorted(says[name])) for says in said.values()] for name in (*_KNOWN, *_SENSITIVE)}
    families = view.table("persons").select("person", "family")
    people = pl.DataFrame({"person": list(said), **rows}).join(families, on="person", how="left")
    return anonymity(people, _KNOWN, _SENSITIVE, "family", threshold)


def _said(person: ShownPerson) -> Says:
    """All that is shown of a person but how they are tied to others shown."""
    return {
        **{name: frozenset(getattr(person, name)) for name in _CODED},
        **{name: _ends(getattr(person, name)) for name in ("age", "taken")},
        "names": frozenset(name.text for name in person.names),
        "chains": frozenset(map(repr, person.chains)),
    }


def _ends(span: Span) -> frozenset[str]:
    return frozenset() if span == (None, None) else frozenset({repr(span)})
