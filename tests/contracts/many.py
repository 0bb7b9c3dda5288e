"""Examples of the operations on many at once and on samples of pairs, on the stage of the contracts of operations."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from lastseen.domain.bulk import Described
from lastseen.domain.verdicts import Answer
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
from lastseen.operations.judging import judge, take_back_judgement
from lastseen.operations.library_query import Query
from lastseen.operations.pages import Wanted
from lastseen.operations.quality import draw_sample
from lastseen.storage.models import Entry
from lastseen.storage.quality_models import Judgement, SampledPair
from tests.coded import account
from tests.conftest import NOW
from tests.drawn import put_drawn

SEX = SetValue(choice=Choice(query=Query(source="I-01")), variable="sex", values=("male",), reason="a photograph")
HELD = PutOnHold(choice=Choice(query=Query()), what="all", why="a threat", judged_by="x", review=NOW.date())
KOREAN = Describe(wanted=Wanted(), field=Described.LANGUAGE, value="ko")

CHANGES_OF_MANY: Mapping[Callable[..., Any], Callable[[Any], object]] = {
    conclude_many: lambda s: s.act(conclude_many, SEX, preview_values(s.rights, SEX, s.workspace).digest, s.workspace),
    hold_many: lambda s: s.act(hold_many, HELD, preview_holds(s.rights, HELD, s.workspace).digest, s.workspace),
    describe_many: lambda s: s.act(
        describe_many, KOREAN, preview_descriptions(s.rights, KOREAN, s.workspace).digest, s.workspace
    ),
    draw_sample: lambda s: s.act(draw_sample, 60, 1, s.workspace),
    judge: lambda s: s.act(judge, SampledPair.objects.get(place=1).id, Answer.SAME),
    take_back_judgement: lambda s: s.act(take_back_judgement, Judgement.objects.get().id),
    withdraw_many: lambda s: s.act(withdraw_many, Entry.objects.get(operation="conclude-many").id, "", s.workspace),
}


def change_many(stage: Any) -> None:
    """A change of many, to be taken back: of all told of in the second interview; and one of two pairs judged."""
    female = replace(SEX, choice=Choice(query=Query(source="I-02")), values=("female",))
    stage.act(conclude_many, female, preview_values(stage.rights, female, stage.workspace).digest, stage.workspace)
    one, other, third = (account(source, "person", "p1") for source in ("I-01", "I-02", "I-03"))
    stage.act(judge, put_drawn(stage.actor, [(one, other), (one, third)])[0], Answer.SAME)
