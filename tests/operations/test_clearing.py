"""A table of the whole country is published with its small rows once two people cleared it, and no sooner."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from lastseen.domain.permitting import NothingSaid, TableClearance
from lastseen.domain.release import Profile
from lastseen.domain.rights import Role
from lastseen.figures.definitions import NoSuchFigure
from lastseen.figures.standard import standard_definitions
from lastseen.operations.auditing import Terms, audit_figures
from lastseen.operations.clearing import NotOneWay, clear_table, cleared_figures
from lastseen.operations.figures import figures
from lastseen.operations.permitting import permits, take_back_permit
from lastseen.operations.reports import report_matter
from lastseen.operations.snapshots import find_snapshot, take_snapshot
from lastseen.operations.users import add_user, rights_of
from lastseen.operations.verdicts import find
from lastseen.reports.plan import standard_plan
from tests.coded import found, hand, interview
from tests.conftest import NOW, Registry

DEFINITIONS = standard_definitions("dprk")
WHY = "The counts are in a court's judgment."


def act(registry: Registry, operation: Callable[..., Any], *given: Any, **named: Any) -> Any:
    return operation(*given, **{"actor": registry.owner, "now": NOW, **named})


def clear(registry: Registry, figure: str = "sex", reason: str = WHY, **named: Any) -> UUID:
    made: UUID = act(registry, clear_table, TableClearance(figure=figure, reason=reason), DEFINITIONS, **named)
    return made


@pytest.fixture
def told(registry: Registry) -> Registry:
    """Eight women and two men, in a snapshot."""
    names = [f"I-{n}" for n in range(10)]
    hand(registry, *(interview(name, sex="male" if name > "I-7" else "female") for name in names))
    act(registry, find, [found(name) for name in names], registry.workspace)
    act(registry, take_snapshot, registry.workspace)
    return registry


@pytest.fixture
def second(told: Registry) -> UUID:
    made: UUID = act(told, add_user, "second", [Role.EDITOR], None, None)
    return made


def shown(registry: Registry, made: Callable[..., Any] = figures, *beside: Any) -> set[tuple[str, int]]:
    """What the public is shown of sex."""
    snapshot, workspace = find_snapshot(registry.workspace, None), registry.workspace
    content = act(registry, made, snapshot, DEFINITIONS, *beside, Profile.PUBLIC, workspace).content
    found = content.set if made is report_matter else content
    return {(row.code, row.n) for figure in found.figures if figure.id == "sex" for row in figure.rows}


def test_small_rows_are_published_once_two_people_cleared_the_table(told: Registry, second: UUID) -> None:
    small = {("female", 8), ("male", 2)}
    assert not small <= shown(told)
    clear(told)
    clear(told)
    assert cleared_figures(DEFINITIONS) == frozenset()
    assert not small <= shown(told)
    given = clear(told, actor=second)
    assert cleared_figures(DEFINITIONS) == {"sex"}
    assert small <= shown(told)
    assert small <= shown(told, report_matter, standard_plan("dprk"))
    assert [who for who, _ in permits(rights_of(told.owner)).tables.values()] == ["owner", "owner", "second"]
    act(told, take_back_permit, given)
    assert not small <= shown(told)


def test_an_audit_asks_no_more_after_the_rows_of_a_cleared_table_alone(told: Registry, second: UUID) -> None:
    def asked() -> set[tuple[str, ...]]:
        snapshot, workspace = find_snapshot(told.workspace, None), told.workspace
        made = act(told, audit_figures, snapshot, DEFINITIONS, Terms(), workspace)
        return {one.cell.figures for one in made.content.audit.inferred}

    figure = "sex"
    before = asked()
    assert (figure,) in before
    clear(told, figure)
    clear(told, figure, actor=second)
    assert before - asked() == {(figure,)}


@pytest.mark.parametrize("figure", ["age-at-disappearance/male", "hand-overs", "relation-per-pair", "victims"])
def test_what_crosses_things_or_is_for_those_inside_is_not_cleared(registry: Registry, figure: str) -> None:
    with pytest.raises(NotOneWay):
        clear(registry, figure)


def test_a_table_is_cleared_with_a_reason_and_by_its_name(registry: Registry) -> None:
    with pytest.raises(NothingSaid):
        clear(registry, reason=" ")
    with pytest.raises(NoSuchFigure):
        clear(registry, "sexes")
