"""What may go to a partner goes, as the gate lets it; nothing else, and nothing that could be matched."""

from dataclasses import replace

import pytest
from pyrage import decrypt

from lastseen.exchange.bundles.gathering import gather
from lastseen.operations.bundling import Choice, NobodyInBundle, NotInSnapshot, bundle, preview_bundle
from lastseen.operations.partners import PURPOSE, own_keys
from lastseen.operations.snapshots import find_snapshot
from lastseen.operations.users import rights_of
from lastseen.snapshot.outward import Outward
from lastseen.storage.releases import left
from tests.coded import IDS, NAME
from tests.conftest import NOW
from tests.exchanging import Two, north_template, two

__all__ = ["north_template", "two"]


def test_nothing_of_ours_is_in_it_that_could_be_matched(two: Two) -> None:
    north = two.north
    file = two.sent()
    plain = decrypt(file.read_bytes(), [own_keys(two.south.workspace).identity])
    assert NAME.encode() in plain
    for ours in ("I-01", "I-02", "P-0001", "W-I-01", str(IDS.source("I-01")), "sibling-of", "2021-01-14"):
        assert ours.encode() not in plain
    del north


def test_whoever_may_not_go_does_not_go(two: Two) -> None:
    north = two.north
    snapshot, rights = find_snapshot(north.workspace, None), rights_of(north.owner)
    only_third = Choice(partner="South", codes=("P-0004",))
    seen = preview_bundle(rights, snapshot, only_third, north.workspace, NOW)
    assert (seen.people, [(one.what, one.why) for one in seen.withheld]) == (0, [("source", "not-asked")])
    act = {"actor": north.owner, "now": NOW}
    with pytest.raises(NobodyInBundle):
        bundle(snapshot, only_third, north.workspace, **act)  # type: ignore[arg-type]  # who and when
    with pytest.raises(NotInSnapshot):
        bundle(snapshot, replace(only_third, codes=("P-0099",)), north.workspace, **act)  # type: ignore[arg-type]  # as above


def test_a_bundle_is_written_down_by_the_gate(two: Two) -> None:
    two.sent()
    (one,) = left()
    assert (one.recipient, one.purpose, one.what[:7]) == ("South", PURPOSE, "bundle ")
    assert one.sources == {IDS.source("I-01"), IDS.source("I-02")}


def test_under_an_alias_everything_is_coarse(two: Two) -> None:
    snapshot = find_snapshot(two.north.workspace, None)
    gathered = gather(snapshot.shown(Outward(alias=str.upper, named=False)))
    assert {one.kind for one in gathered.accounts} == {"person", "stage", "fate"}
    plain = repr(gathered)
    for named in (NAME, "pyongyang", "1998-03", "sibling", "spring"):
        assert named not in plain
        assert named in repr(gather(snapshot.shown(Outward(alias=str.upper, named=True))))
    (stage,) = [one.said for one in gathered.accounts if one.kind == "stage" and "start" in one.said][:1]
    assert (stage["start"], stage["place"]) == (({"v": ["1998-01-01", "1998-12-31", ""]},), ({"v": "KP-01"},))
