"""What went to partners and came from them is listed, the last first, as far as somebody may see it."""

from datetime import timedelta

import pytest

from lastseen.domain.release import Profile
from lastseen.domain.rights import NotAllowed, Role
from lastseen.exchange.bundles import PublicKeys
from lastseen.operations.overlap import Caps, approve_overlap
from lastseen.operations.partners import PURPOSE, add_partner
from lastseen.operations.partners_history import Event, Exchanged, partner_histories
from lastseen.operations.receiving import import_bundle
from lastseen.operations.release import Asked
from lastseen.operations.showing import show_people
from lastseen.operations.snapshots import find_snapshot
from lastseen.operations.users import add_user, rights_of
from tests.conftest import NOW, Registry
from tests.exchanging import Two, keys, north_template, two
from tests.operations.pages.counting import questions
from tests.west import EAST, WEST, from_west, question, records

__all__ = ["north_template", "two"]

LATER = NOW + timedelta(days=1)


@pytest.fixture
def north(two: Two) -> Registry:
    """North, after it sent a bundle to South, and something else the day after; West sent records and a question."""
    two.sent()
    north = two.north
    act = {"actor": north.owner, "now": LATER}
    asked = Asked(what="people", profile=Profile.NAMED, recipient="South", purpose=PURPOSE, single_people=True)
    show_people(find_snapshot(north.workspace, None), asked, north.workspace, **act)  # type: ignore[arg-type]  # who and when
    add_partner("West", WEST.public, north.workspace, **act)  # type: ignore[arg-type]  # as above
    came = from_west(records(), keys(north), two.carried / "records")
    import_bundle(came, "partners", north.workspace, dry_run=False, actor=north.owner, now=LATER)
    came = from_west(question("a", "b"), keys(north), two.carried / "question")
    approve_overlap(came, north.workspace, Caps(fewest=1), actor=north.owner, now=LATER + timedelta(hours=1))
    return north


def told(registry: Registry, *roles: Role, seen: tuple[str, ...] | None = None) -> dict[str, tuple[Exchanged, ...]]:
    """What a user is told of each partner; the owner where no role is named."""
    user = add_user("somebody", roles, seen, None, actor=registry.owner, now=NOW) if roles else registry.owner
    return {one.partner.name: one.exchanged for one in partner_histories(rights_of(user))}


def test_what_was_exchanged_with_each_is_listed_the_last_first(north: Registry) -> None:
    assert told(north) == {
        "South": (
            Exchanged(at=LATER, event=Event.OTHER_SENT, people=2),
            Exchanged(at=NOW, event=Event.RECORDS_SENT, people=2),
        ),
        "West": (
            Exchanged(at=LATER + timedelta(hours=1), event=Event.OVERLAP_APPROVED, people=2),
            Exchanged(at=LATER, event=Event.RECORDS_CAME),
        ),
    }


def test_what_was_made_from_sources_that_are_hidden_is_not_told(north: Registry) -> None:
    assert told(north, Role.EDITOR, seen=("partners",))["South"] == ()


def test_it_is_for_those_who_let_things_leave(north: Registry) -> None:
    with pytest.raises(NotAllowed):
        told(north, Role.ANALYST)


def test_more_partners_take_no_more_questions(north: Registry) -> None:
    rights = rights_of(north.owner)
    few = questions(lambda: partner_histories(rights))
    add_partner("East", EAST.public, north.workspace, actor=north.owner, now=NOW)
    assert questions(lambda: partner_histories(rights)) == few
    assert len(partner_histories(rights)) == 3


def test_a_fingerprint_is_of_both_keys() -> None:
    mixed = PublicKeys(age=EAST.public.age, signing=WEST.public.signing)
    prints = {one.fingerprint for one in (EAST.public, WEST.public, mixed)}
    assert len(prints) == 3
    assert {len(one.replace(" ", "")) for one in prints} == {32}
