"""What is made ready before anybody asks."""

import pytest

from lastseen.domain.rights import Role
from lastseen.operations.library import find_people
from lastseen.operations.library_query import Query
from lastseen.operations.readiness import make_ready
from lastseen.operations.reviewing import to_review
from lastseen.operations.users import add_user, rights_of
from tests.coded import hand, interview
from tests.conftest import NOW, Registry
from tests.operations.pages.counting import questions


def test_the_first_to_ask_asks_no_more_than_the_second(registry: Registry) -> None:
    hand(registry, interview("I-01", name="고은별"), interview("I-02", name="고은별"))
    rights = rights_of(registry.owner)
    make_ready(registry.owner, registry.workspace)
    for ask in (
        lambda: find_people(rights, Query(), registry.workspace),
        lambda: to_review(rights, registry.workspace),
    ):
        assert questions(ask) == questions(ask)


@pytest.mark.parametrize("role", list(Role))
def test_whoever_starts_the_server_may_have_any_role(registry: Registry, role: Role) -> None:
    user = add_user("somebody", [role], None, None, actor=registry.owner, now=NOW)
    make_ready(user, registry.workspace)
