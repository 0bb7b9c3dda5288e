"""Press items taken in, measured and compared; corrections asked for are efforts like others; nothing is seen that
should not be."""

from dataclasses import replace
from datetime import date

import pytest

from lastseen.claims import Fact, Reference, Verdict
from lastseen.domain.rights import NotAllowed, Rights, Role
from lastseen.figures import Figure, Row
from lastseen.figures.definitions import Population, Unit
from lastseen.figures.figure_set import FigureSet
from lastseen.operations.claims import reference_from
from lastseen.operations.collecting import SourceTaken
from lastseen.operations.efforts import EffortsWanted, NoSuchEffort, add_reply, effort_page, efforts
from lastseen.operations.pages import NotFound, Window
from lastseen.operations.press import Watch, ask_correction, next_name, press_watch, say_where_published, take_in_press
from lastseen.operations.reach import NoSuchSource
from lastseen.operations.texts import EmptyText
from lastseen.operations.users import add_user, rights_of
from tests.coded import REPLY
from tests.conftest import NOW, Registry
from tests.press import CORRECTED, NEW_ITEM

TODAY = NOW.date()
WOMEN = Fact(id="sex/female", label="Female", unit="victim", n=2, high=2, total=3)
ALL = Fact(id="victims/total", label="Victims", unit="victim", n=3, high=3, total=3)
REFERENCE = Reference(title="An invented report", facts={fact.id: fact for fact in (WOMEN, ALL)})


def watch(registry: Registry, reference: Reference | None = REFERENCE) -> Watch:
    return press_watch(rights_of(registry.owner), reference, TODAY)


def take_in(registry: Registry, **changes: object) -> str:
    new = replace(NEW_ITEM, **changes)  # type: ignore[arg-type]  # parts of an item
    return take_in_press(new, registry.workspace, actor=registry.owner, now=NOW)


def somebody(registry: Registry, role: Role) -> Rights:
    """What somebody of this role may who sees the compartment *coast* alone."""
    return rights_of(add_user("somebody", [role], ["coast"], None, actor=registry.owner, now=NOW))


def test_an_item_is_measured_by_its_text_and_listed_the_newest_first(registry: Registry) -> None:
    take_in(registry)
    take_in(registry, name="N-09", day=date(2024, 11, 3), text="여성은 세 명 중 두 명이었다.", medium="가상일보")
    found = watch(registry)
    assert [(one.item.name, one.item.medium, one.item.language) for one in found.items] == [
        ("N-09", "가상일보", "ko"),
        ("N-01", "The Invented Herald", "en"),
    ]
    assert [one.counts for one in found.items] == [
        ((Verdict.AGREES, 1),),
        ((Verdict.OVERSTATED, 1), (Verdict.AGREES, 1)),
    ]
    assert [one.wrong for one in found.items] == [0, 1]
    assert {line.figure: line.first for line in found.matrix.lines} == {"sex/female": "N-01", "victims/total": ""}
    assert next_name(found) == "N-10"


def test_another_measure_gives_other_verdicts_of_the_same_text(registry: Registry) -> None:
    take_in(registry)
    right = Reference(title="Another", facts={"sex/female": replace(WOMEN, n=9, high=9, total=10)})
    verdicts = [[claim.verdict for claim in watch(registry, one).items[0].reading.claims] for one in (REFERENCE, right)]  # type: ignore[union-attr]  # it is read
    assert verdicts == [[Verdict.AGREES, Verdict.OVERSTATED], [Verdict.NOT_IN_DATA, Verdict.AGREES]]
    assert [claim.verdict for claim in watch(registry, None).items[0].reading.claims] == [Verdict.CANNOT_TELL] * 2  # type: ignore[union-attr]  # it is read


def test_what_cannot_be_read_is_listed_without_verdicts(registry: Registry) -> None:
    take_in(registry, language="zh")
    (one,) = watch(registry).items
    assert (one.reading, one.counts, one.item.language) == (None, (), "zh")


def test_a_correction_is_an_effort_and_its_answer_a_reply(registry: Registry) -> None:
    take_in(registry)
    effort = ask_correction("N-01", CORRECTED, registry.workspace, actor=registry.owner, now=NOW)
    answer = replace(REPLY, answer="accepted")
    add_reply(effort, answer, registry.workspace, actor=registry.owner, now=NOW)
    (sent,) = watch(registry).items[0].corrections
    assert (sent.id, sent.codes, sent.sources, [one.reply for one in sent.replies]) == (effort, (), ("N-01",), [answer])
    everybody = rights_of(registry.owner)
    assert [one.id for one in efforts(everybody, EffortsWanted(), TODAY, Window()).page.items] == [effort]
    stranger = somebody(registry, Role.EDITOR)
    assert efforts(stranger, EffortsWanted(), TODAY, Window()).page.total == 0
    with pytest.raises(NoSuchEffort):
        effort_page(stranger, effort, TODAY)


def test_where_it_appeared_can_be_said_anew(registry: Registry) -> None:
    take_in(registry)
    say_where_published("N-01", "The Other", "", actor=registry.owner, now=NOW)
    (one,) = watch(registry).items
    assert (one.item.medium, one.item.address) == ("The Other", "")


def test_an_item_of_another_compartment_is_not_there(registry: Registry) -> None:
    take_in(registry)
    rights = somebody(registry, Role.EDITOR)
    assert press_watch(rights, REFERENCE, TODAY).items == ()
    with pytest.raises(NotFound):
        press_watch(rights, REFERENCE, TODAY).item("N-01")
    with pytest.raises(NoSuchSource):
        ask_correction("N-01", CORRECTED, registry.workspace, actor=rights.user, now=NOW)


@pytest.mark.parametrize("role", [Role.CODER, Role.ANALYST, Role.AUDITOR])
def test_whoever_may_not_see_both_texts_and_figures_sees_no_item(registry: Registry, role: Role) -> None:
    with pytest.raises(NotAllowed):
        press_watch(somebody(registry, role), REFERENCE, TODAY)


def test_an_item_needs_words_and_a_name_of_its_own(registry: Registry) -> None:
    take_in(registry)
    with pytest.raises(SourceTaken):
        take_in(registry)
    with pytest.raises(EmptyText):
        take_in(registry, name="N-02", text=" \n")


def test_a_number_that_was_rounded_for_publication_measures_nothing() -> None:
    row = Row(code="female", labels={"en": "Female", "ko": "여성"}, n=10, low=10, high=10, percent=50.0)
    exact = Figure(
        id="sex", labels={}, unit=Unit.VICTIM, population=Population(), N=20, multiple=False, rows=(row,), unsaid={}
    )
    figures = FigureSet(
        snapshot="S", day="2024-11-01", definitions="d", version="1", sources=9, notice={}, figures=(exact,)
    )
    rounded = replace(figures, figures=(replace(exact, rounded_to=5),))
    assert [len(reference_from(one).facts) for one in (figures, rounded)] == [1, 0]
