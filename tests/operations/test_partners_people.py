"""People of a partner beside ours: who may be one is proposed, and of ours nothing is changed."""

from lastseen.domain.verdicts import VerdictKind
from lastseen.operations.linking import linked, proposals
from lastseen.operations.permitting import accounts_of_person
from lastseen.operations.reviewing import to_review
from lastseen.operations.users import rights_of
from lastseen.storage.decisions import standing_verdicts
from lastseen.storage.reading import agreed_accounts
from tests.exchanging import permit_all, receive, send
from tests.groups import Groups, groups, made_groups

__all__ = ["groups", "made_groups"]

CHOSEN = ("P-0059", "P-0061", "P-0166")
"""Three people of the church: the lawyers have the last two."""
IN_COMMON = 2


def test_who_of_a_partners_people_may_be_ours_is_proposed_and_ours_stay_as_they_were(groups: Groups) -> None:
    north = groups.north
    rights = rights_of(north.owner)
    permit_all(north, {one for code in CHOSEN for one in accounts_of_person(rights, code)})
    file = send(north, groups.carried("bundle"), *CHOSEN)
    south = groups.south
    rights = rights_of(south.owner)
    ours = [one.account for one in agreed_accounts()]
    assert proposals(linked(rights, south.workspace)).review == 0
    assert receive(south, file).accounts == {"new": 9}
    assert proposals(linked(rights, south.workspace)).review == IN_COMMON
    queue = to_review(rights, south.workspace)
    assert queue.pair is not None
    after = [one.account for one in agreed_accounts()]
    theirs = {one.id for one in after} - {one.id for one in ours}
    assert [one in theirs for one in queue.pair.accounts] == [False, True]
    assert [one for one in after if one.id not in theirs] == ours
    assert [*standing_verdicts(VerdictKind.PERSON)] == []
