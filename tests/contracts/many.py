"""Examples of the operations that change many at once, on the stage of the contracts of operations."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from lastseen.domain.bulk import Described
from lastseen.operations.bulk import (
    Describe,
    PutOnHold,
    SetValue,
    conclude_many,
    describe_many,
    hold_many,
    preview_descriptions,
    preview_holds,
    preview_values,
    withdraw_many,
)
from lastseen.operations.bulk_rows import Choice
from lastseen.operations.library_query import Query
from lastseen.operations.pages import Wanted
from lastseen.storage.models import Entry
from tests.conftest import NOW

SEX = SetValue(choice=Choice(query=Query(source="I-01")), variable="sex", values=("male",), reason="a photograph")
HELD = PutOnHold(choice=Choice(query=Query()), what="all", why="a threat", judged_by="x", review=NOW.date())
KOREAN = Describe(wanted=Wanted(), field=Described.LANGUAGE, value="ko")

CHANGES_OF_MANY: Mapping[Callable[..., Any], Callable[[Any], object]] = {
    conclude_many: lambda s: s.act(conclude_many, SEX, preview_values(s.rights, SEX, s.workspace).digest, s.workspace),
    hold_many: lambda s: s.act(hold_many, HELD, preview_holds(s.rights, HELD, s.workspace).digest, s.workspace),
    describe_many: lambda s: s.act(
        describe_many, KOREAN, preview_descriptions(s.rights, KOREAN, s.workspace).digest, s.workspace
    ),
    withdraw_many: lambda s: s.act(withdraw_many, Entry.objects.get(operation="conclude-many").id, "", s.workspace),
}


def change_many(stage: Any) -> None:
    """A change of many, to be taken back: of whoever is told of in the second interview."""
    female = replace(SEX, choice=Choice(query=Query(source="I-02")), values=("female",))
    stage.act(conclude_many, female, preview_values(stage.rights, female, stage.workspace).digest, stage.workspace)
